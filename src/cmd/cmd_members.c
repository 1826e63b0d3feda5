/*
 * pointbook members: a list of members.
 */
#include "cmd/command.h"
#include "cmd/look.h"
#include "cmd/session.h"
#include "report/report_members.h"
#include "report/table.h"

static const char *const members_examples[] = {
	"members -p 2026",
	"members last:60d..120d visits:3..",
	"members status:blocked",
	NULL,
};

static enum exit_status members_run(struct session *session,
				    const void *options)
{
	struct report_scope scope;
	struct table *table;
	enum exit_status status =
		look_begin(session, &report_members, &scope, &table);

	(void)options;
	if (status == STATUS_FINE)
		report_members_rows(&scope, table);
	return status;
}

const struct command cmd_members = {
	.name = "members",
	.group = GROUP_LOOK,
	.summary = "a list of members",
	.operands = "[QUERY]...",
	.operand_max = OPERANDS_ANY,
	.takes = TAKES_QUERY | TAKES_PERIOD | TAKES_OUTPUT,
	.needs = NEEDS_BOOK | READS_ONLY,
	.examples = members_examples,
	.notes = "A period chooses those who joined in it.",
	.run = members_run,
};
