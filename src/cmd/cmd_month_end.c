/*
 * pointbook month-end: what is done and what is not of closing a period, step
 * by step, and the command for the first that is open. It reads only.
 */
#include "base/text.h"
#include "cmd/closing.h"
#include "cmd/command.h"
#include "cmd/month_steps.h"
#include "cmd/session.h"
#include "engine/book.h"
#include "engine/replay.h"
#include "report/report_month_end.h"
#include "report/segments.h"
#include "report/table.h"
#include "value/seal_check.h"
#include "value/seals.h"

static const char *const month_end_examples[] = {
	"month-end 2026-10 # exit 1",
	"month-end -O csv # exit 1",
	NULL,
};

/* The month after the last seal when that is over, else the last month. */
static const char *choose_period(struct session *session)
{
	struct period period;
	struct text text;
	const struct day closed = seals_closed_to(session->journal);
	struct day from =
		day_month_start(day_add(day_month_start(session->today), -1));

	if (day_is_real(closed) &&
	    day_compare(day_month_end(day_add(closed, 1)), session->today) < 0)
		from = day_month_start(day_add(closed, 1));
	period = (struct period){ from, day_month_end(from) };
	text_init(&text, session->arena);
	period_add_text(&text, period);
	return text.bytes;
}

static enum exit_status month_end_run(struct session *session,
				      const void *options)
{
	struct month month = { .session = session };
	struct month_end_row row;
	const char *first = NULL;
	struct seals seals;
	struct diagnostics ignored;

	(void)options;
	enum exit_status status = closing_read(session,
					       session->operand_count > 0
						       ? session->operands[0]
						       : choose_period(session),
					       &month.closing);
	if (status != STATUS_FINE)
		return status;
	seals_find(session->arena, session->journal, &seals);
	struct seal_state *states = seal_check_all(
		session->arena, session->journal, session->programs, &seals);
	seal_check_points(session->arena, session->book, &seals, states);
	month.seals = &seals;
	month.states = states;
	diagnostics_init(&ignored, session->arena);
	month.book =
		replay_run(session->arena, session->journal, session->programs,
			   &(struct replay_options){
				   .as_of = month.closing.period.to,
				   .segment = segments_test,
				   .segment_context = session->segments },
			   &ignored);
	session_heading(session, "period", month.closing.name);
	struct table *table = session_table(session, &report_month_end);
	if (!table)
		return STATUS_ENVIRONMENT;
	for (size_t i = 0; month_steps_look(&month, i, &row); i++) {
		report_month_end_add(table, &row);
		if (row.state == MONTH_OPEN && !first)
			first = row.command;
	}
	if (first)
		message_note(&session->terminal, "next: %s", first);
	return first ? STATUS_NO : STATUS_FINE;
}

const struct command cmd_month_end = {
	.name = "month-end",
	.group = GROUP_CHECK,
	.summary = "the steps to close a period, and the first open one",
	.operands = "[PERIOD]",
	.operand_max = 1,
	.takes = TAKES_OUTPUT,
	.needs = NEEDS_MOVES | NEEDS_REPERFORM,
	.examples = month_end_examples,
	.notes = "Exit status 1: the period is not closed.",
	.run = month_end_run,
};
