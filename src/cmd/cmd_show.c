/*
 * pointbook show: an event with everything that became of it.
 */
#include "cmd/command.h"
#include "cmd/find_event.h"
#include "cmd/look.h"
#include "cmd/session.h"
#include "report/report_event.h"
#include "report/sheet.h"
#include "report/table.h"

static const char *const show_examples[] = {
	"show R-967",
	"show 2026/10.points:281",
	NULL,
};

static enum exit_status show_run(struct session *session, const void *options)
{
	struct slice text = slice_from(session->operands[0]);
	struct report_scope scope = look_scope(session);
	struct sheet *sheet = sheet_new(session->arena);
	uint32_t event;

	(void)options;
	if (!find_event_search(session->journal, text, &event)) {
		find_event_refuse(&session->terminal, session->journal, text);
		return STATUS_NO;
	}
	report_event_add(&scope, sheet, event, NULL);
	return look_print(session, &report_show, sheet);
}

const struct command cmd_show = {
	.name = "show",
	.group = GROUP_LOOK,
	.summary = "an event and everything that became of it",
	.operands = "REF|FILE:LINE",
	.operand_min = 1,
	.operand_max = 1,
	.takes = TAKES_AS_OF | TAKES_OUTPUT,
	.needs = NEEDS_POSTINGS | READS_ONLY,
	.examples = show_examples,
	.run = show_run,
};
