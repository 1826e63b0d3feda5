/*
 * pointbook member: one member's card.
 */
#include "cmd/command.h"
#include "cmd/find_member.h"
#include "cmd/look.h"
#include "cmd/session.h"
#include "report/report_member.h"
#include "report/sheet.h"
#include "report/table.h"

static const char *const member_examples[] = {
	"member M0120",
	"member \"rosa ferraro\"",
	"member M0120 -O json",
	NULL,
};

static enum exit_status member_run(struct session *session, const void *options)
{
	struct report_scope scope = look_scope(session);
	struct sheet *sheet = sheet_new(session->arena);
	uint32_t member;
	enum exit_status status = find_member_one(
		session, slice_from(session->operands[0]), &member);

	(void)options;
	if (status != STATUS_FINE)
		return status;
	report_member_add(&scope, sheet, member);
	return look_print(session, &report_member, sheet);
}

const struct command cmd_member = {
	.name = "member",
	.group = GROUP_LOOK,
	.summary = "one member's card",
	.operands = "MEMBER",
	.operand_min = 1,
	.operand_max = 1,
	.takes = TAKES_AS_OF | TAKES_OUTPUT,
	.needs = NEEDS_POSTINGS | NEEDS_ONE,
	.examples = member_examples,
	.run = member_run,
};
