/*
 * pointbook rewards: the catalogue, and what a member can have.
 */
#include "cmd/command.h"
#include "cmd/find_member.h"
#include "cmd/look.h"
#include "cmd/session.h"
#include "report/report_rewards.h"
#include "report/table.h"

static const char *const rewards_examples[] = {
	"rewards",
	"rewards M0120",
	NULL,
};

static enum exit_status rewards_run(struct session *session,
				    const void *options)
{
	const struct report *report = &report_rewards;
	uint32_t member = 0;

	(void)options;
	if (session->operand_count > 0) {
		enum exit_status status = find_member_one(
			session, slice_from(session->operands[0]), &member);
		if (status != STATUS_FINE)
			return status;
		report = &report_rewards_reach;
	}
	if (session_format(session) == NULL)
		return STATUS_USAGE;
	struct table *table = session_table(session, report);
	if (table == NULL)
		return STATUS_ENVIRONMENT;
	struct report_scope scope = look_scope(session);
	if (report == &report_rewards)
		report_rewards_rows(&scope, table);
	else
		report_rewards_reach_rows(&scope, table, member);
	return STATUS_FINE;
}

const struct command cmd_rewards = {
	.name = "rewards",
	.group = GROUP_LOOK,
	.summary = "the catalogue, and what a member can have",
	.operands = "[MEMBER]",
	.operand_max = 1,
	.takes = TAKES_AS_OF | TAKES_OUTPUT,
	.needs = NEEDS_BOOK | READS_ONLY,
	.examples = rewards_examples,
	.run = rewards_run,
};
