/*
 * pointbook member: one member's card; with key=value, what it says of him.
 */
#include "cmd/command.h"
#include "cmd/find_member.h"
#include "cmd/look.h"
#include "cmd/profile_edit.h"
#include "cmd/session.h"
#include "report/report_member.h"
#include "report/sheet.h"
#include "report/table.h"

static const char *const member_examples[] = {
	"member M0120",
	"member \"rosa ferraro\"",
	"member M0120 -O json",
	"member M0120 phone='030 5550177' card=",
	NULL,
};

static enum exit_status show_card(struct session *session)
{
	struct sheet *sheet = sheet_new(session->arena);
	uint32_t member = 0;
	enum exit_status status =
		session_load(session, NEEDS_POSTINGS | NEEDS_ONE | READS_ONLY);

	if (status == STATUS_FINE)
		status = find_member_one(
			session, slice_from(session->operands[0]), &member);
	if (status != STATUS_FINE)
		return status;
	struct report_scope scope = look_scope(session);
	report_member_add(&scope, sheet, member);
	return look_print(session, &report_member, sheet);
}

static enum exit_status member_run(struct session *session, const void *options)
{
	(void)options;
	return session->operand_count > (size_t)cmd_member.looks_with
		       ? profile_edit_run(session)
		       : show_card(session);
}

const struct command cmd_member = {
	.name = "member",
	.group = GROUP_LOOK,
	.summary = "one member's card, or what it says changed",
	.operands = "MEMBER [KEY=VALUE]...",
	.operand_min = 1,
	.operand_max = OPERANDS_ANY,
	.looks_with = 1,
	.takes = TAKES_AS_OF | TAKES_OUTPUT | TAKES_DRY_RUN,
	.examples = member_examples,
	.run = member_run,
};
