/*
 * What an import found and would do: notes and complaints on stderr, the
 * table of outcomes, and for a dry run the lines.
 */
#include "cmd/import_show.h"

#include "base/source.h"
#include "base/text.h"
#include "cmd/output.h"
#include "cmd/session.h"
#include "exchange/import.h"
#include "journal/journal.h"
#include "report/report_import.h"
#include "report/sink.h"
#include "report/table.h"
#include "rules/program.h"

enum {
	SHOWN_MAX = 20
};

void import_show_diagnostics(struct session *session, struct diagnostics *found)
{
	int64_t limit = session->global.max_errors;
	size_t most = limit < 0 ? SHOWN_MAX : (size_t)limit;
	size_t shown = 0;
	size_t count = 0;
	struct text text;

	diagnostics_sort(found);
	text_init(&text, session->arena);
	for (const struct diagnostic *one = found->first; one;
	     one = one->next) {
		count++;
		if (most > 0 && shown == most)
			continue;
		diagnostic_print(&text, one, session->terminal.error_colour);
		shown++;
	}
	if (shown < count)
		text_add_format(&text,
				"%zu more: --max-errors 0 shows all of them\n",
				count - shown);
	message_print(&text);
}

void import_show_found(struct session *session, const struct import_plan *plan,
		       struct diagnostics *found)
{
	for (size_t i = 0; i < plan->note_count; i++)
		message_note(&session->terminal, "%s", plan->notes[i]);
	import_show_diagnostics(session, found);
}

static void add_row(const struct session *session,
		    const struct import_plan *plan, struct table *table,
		    enum import_outcome outcome)
{
	const struct import_total *total = &plan->totals[outcome];

	report_import_add(
		table, &(struct report_import_row){
			       .outcome = import_outcome_name(outcome),
			       .rows = total->rows,
			       .events = total->events,
			       .amount = total->money,
			       .currency = plan->currency,
			       .points = total->points,
			       .decimals = session->programs->units[plan->unit]
						   .decimals });
}

static struct slice days_text(struct session *session,
			      const struct import_plan *plan)
{
	char first[DAY_TEXT_MAX];
	char last[DAY_TEXT_MAX];

	day_print(plan->first, first);
	day_print(plan->last, last);
	return slice_from(arena_print(session->arena, "%s .. %s", first, last));
}

enum exit_status import_show_table(struct session *session,
				   const struct import_plan *plan,
				   struct journal *before)
{
	struct journal *journal = session->journal;
	struct table *table;
	struct text rows;

	text_init(&rows, session->arena);
	text_add_integer(&rows, (int64_t)plan->rows);
	session_heading(session, "rows read", text_slice(&rows));
	if (day_is_real(plan->first))
		session_heading(session, "first and last day",
				days_text(session, plan));
	/* The heading is about the book before. */
	session->journal = before;
	table = session_table(session, &report_import);
	session->journal = journal;
	if (!table)
		return STATUS_ENVIRONMENT;
	for (size_t i = 0; i < IMPORT_OUTCOME_COUNT; i++)
		add_row(session, plan, table, (enum import_outcome)i);
	return STATUS_FINE;
}

enum exit_status import_show_lines(struct session *session,
				   const struct import_plan *plan)
{
	struct sink *sink;

	if (session->output_options.format > 0 ||
	    session->output_options.output)
		return STATUS_FINE;
	table_close(session->table);
	session->table = NULL;
	sink = session_sink(session);
	if (!sink)
		return STATUS_ENVIRONMENT;
	if (plan->line_count > 0)
		sink_add_char(sink, '\n');
	for (size_t i = 0; i < plan->line_count; i++) {
		sink_add_slice(sink, plan->lines[i].text);
		sink_add_char(sink, '\n');
	}
	return STATUS_FINE;
}
