/*
 * pointbook reconcile till: what the till took against what the book has,
 * sale by sale. Status 0 when nothing is open.
 */
#include "base/currency.h"
#include "base/text.h"
#include "cmd/look.h"
#include "cmd/progress.h"
#include "cmd/reconcile_part.h"
#include "cmd/session.h"
#include "engine/book.h"
#include "exchange/reconcile.h"
#include "journal/journal.h"
#include "query/query.h"
#include "report/event_row.h"
#include "report/report_reconcile.h"
#include "report/segments.h"
#include "report/table.h"

enum {
	WINDOW_DAYS = 2
};

struct till_options {
	struct import_reading reading;
	int kind;
	struct span window;
	const char *tolerance;
	int by;
	bool all;
	bool record;
};

static const char *const kinds[] = { "sales", "refunds", "redemptions", NULL };
static const char *const groups[] = { "day", NULL };

#define MEMBER(name) offsetof(struct till_options, name)

static const struct option till_table[] = {
	IMPORT_READING_OPTIONS(struct till_options),
	{ "kind", 0, OPTION_CHOICE, "KIND", kinds, MEMBER(kind),
	  "what the rows are" },
	{ "window", 0, OPTION_SPAN, "SPAN", NULL, MEMBER(window),
	  "days that both sides may lie apart; 2d" },
	{ "tolerance", 0, OPTION_TEXT, "AMOUNT", NULL, MEMBER(tolerance),
	  "money that both sides may differ in; 0" },
	{ "by", 0, OPTION_CHOICE, "WHAT", groups, MEMBER(by),
	  "day: the sums of both sides, a row a day" },
	{ "all", 0, OPTION_FLAG, NULL, NULL, MEMBER(all),
	  "list what agrees, too" },
	{ "record", 0, OPTION_FLAG, NULL, NULL, MEMBER(record),
	  "write a reconciled line of the period" },
	{ .name = NULL },
};

static const char *const till_examples[] = {
	"reconcile till till.csv store:north # exit 1",
	"reconcile till till.csv --by day # exit 1",
	"reconcile till till.csv -p 2026-11 --record # exit 1",
	NULL,
};

/* --- comparing -------------------------------------------------------------- */

/* The events that the operands choose. */
static bool takes(void *context, uint32_t event)
{
	const struct session *session = context;
	const struct journal *journal = session->journal;
	struct event_row row = {
		.member = { .arena = session->arena,
			    .book = session->book,
			    .segments = session->segments,
			    .member = journal->events[event].member },
		.journal = journal,
		.event = &journal->events[event],
	};
	struct query_row asked = { .context = &row, .value = event_row_value };

	return query_match(session->query, &asked);
}

static int32_t days_of(const struct session *session, struct span span)
{
	if (span.count < 0)
		return WINDOW_DAYS;
	return day_difference(session->today,
			      day_add_span(session->today, span));
}

static enum exit_status compare(struct reconcile_run *run,
				const struct till_options *given,
				struct reconciliation **result)
{
	struct session *session = run->session;
	struct reconcile_request request = {
		.period = session->period,
		.window = days_of(session, given->window),
	};
	struct import_base base = { .journal = session->journal,
				    .book = session->book,
				    .programs = session->programs,
				    .segment = segments_test,
				    .segment_context = session->segments };
	struct diagnostics found;
	struct progress progress;

	if (!reconcile_part_amount(session, "tolerance", given->tolerance,
				   false, &request.tolerance))
		return STATUS_USAGE;
	if (session->query && !query_is_empty(session->query)) {
		request.takes = takes;
		request.context = session;
	}
	diagnostics_init(&found, session->arena);
	progress_init(&progress, &session->terminal, "comparing");
	*result = reconcile_till(session->arena, &base, &run->other, &request,
				 &found);
	progress_release(&progress);
	reconcile_part_show_found(session, *result, &found);
	return STATUS_FINE;
}

/* --- showing it ------------------------------------------------------------- */

/* "7495 sales, 93123.40 EUR" */
static struct slice sum_text(struct session *session,
			     const struct reconciliation *result,
			     const struct reconcile_sum *sum)
{
	struct text text;

	text_init(&text, session->arena);
	text_add_format(&text, "%zu, ", sum->count);
	decimal_add_text(&text, sum->money, currency_scale(result->currency),
			 false);
	text_add_format(&text, " %s", currency_code(result->currency));
	return text_slice(&text);
}

static void add_heading(struct session *session,
			const struct reconciliation *result)
{
	struct text text;

	text_init(&text, session->arena);
	if (day_is_real(result->period.from) && day_is_real(result->period.to))
		period_add_text(&text, result->period);
	session_heading(session, "compared", text_slice(&text));
	session_heading(session, "found",
			reconcile_part_counts(session, result));
	session_heading(session, "till",
			sum_text(session, result, &result->total.till));
	session_heading(session, "journal",
			sum_text(session, result, &result->total.journal));
	session_heading(session, "no member",
			sum_text(session, result, &result->total.no_member));
}

static bool is_shown(const struct till_options *given,
		     const struct reconcile_row *row)
{
	return given->all || (row->status != RECONCILE_MATCHED &&
			      row->status != RECONCILE_NO_MEMBER);
}

static void add_rows(struct session *session, struct table *table,
		     const struct till_options *given,
		     const struct reconciliation *result)
{
	struct report_scope scope = look_scope(session);

	for (size_t i = 0; i < result->count; i++) {
		const struct reconcile_row *row = &result->rows[i];
		const struct directive *kind =
			directive_of((enum event_kind)row->kind);

		if (!is_shown(given, row))
			continue;
		report_reconcile_add(
			&scope, table,
			&(struct report_reconcile_row){
				.status = reconcile_status_name(
					(enum reconcile_status)row->status),
				.reference = row->key,
				.day = row->day,
				.member = row->member,
				.kind = kind->keyword,
				.has_till = row->has_till_money,
				.has_journal = row->has_journal_money,
				.till = row->till,
				.journal = row->journal,
				.currency = result->currency,
				.has_till_points = row->has_till_points,
				.has_journal_points = row->has_journal_points,
				.till_points = row->till_points,
				.journal_points = row->journal_points,
				.decimals = scope_unit(&scope, result->unit)
						    ->decimals,
				.line = row->line,
				.event = row->event,
				.facts = row->facts,
				.note = row->note,
			});
	}
}

static void add_day(struct table *table, const struct reconciliation *result,
		    const struct reconcile_day *day)
{
	report_reconcile_add_day(
		table, &(struct report_reconcile_day){
			       .day = day->day,
			       .till_count = day->till.count,
			       .journal_count = day->journal.count,
			       .no_member_count = day->no_member.count,
			       .till = day->till.money,
			       .journal = day->journal.money,
			       .no_member = day->no_member.money,
			       .currency = result->currency,
		       });
}

static enum exit_status show(struct session *session,
			     const struct till_options *given,
			     const struct reconciliation *result)
{
	struct table *table;

	add_heading(session, result);
	table = session_table(session, given->by < 0 ? &report_reconcile
						     : &report_reconcile_days);
	if (!table)
		return STATUS_ENVIRONMENT;
	if (given->by < 0) {
		add_rows(session, table, given, result);
		return STATUS_FINE;
	}
	for (size_t i = 0; i < result->day_count; i++)
		add_day(table, result, &result->days[i]);
	add_day(table, result, &result->total);
	return STATUS_FINE;
}

/* --- all -------------------------------------------------------------------- */

static enum exit_status till_run(struct session *session, const void *options)
{
	const struct till_options *given = options;
	struct reconcile_run run = {
		.session = session,
		.other.options = { .kind = given->kind < 0
						   ? PRESET_SALES
						   : (enum preset_kind)
							     given->kind,
				   .has_kind = given->kind >= 0 },
	};
	struct reconciliation *result = NULL;
	bool proves;
	enum exit_status answer;
	enum exit_status status;

	status = reconcile_part_check(session, given->record);
	if (status == STATUS_FINE)
		status = reconcile_part_read(&run, &given->reading);
	if (status == STATUS_FINE)
		status = reconcile_part_load(session, NEEDS_POSTINGS);
	if (status == STATUS_FINE)
		status = session_query(session, &report_reconcile, 1);
	if (status == STATUS_FINE)
		status = compare(&run, given, &result);
	if (status != STATUS_FINE)
		return status;
	if (result->is_refused)
		return STATUS_NO;
	proves = reconcile_part_control(session);
	status = show(session, given, result);
	if (status != STATUS_FINE)
		return status;
	answer = reconcile_part_answer(session, result);
	if (given->record)
		status = reconcile_part_record(session, "till", &run, result);
	return status != STATUS_FINE ? status : proves ? answer : STATUS_NO;
}

const struct command cmd_reconcile_till = {
	.name = "reconcile till",
	.group = GROUP_CHECK,
	.summary = "the till's export against the book, sale by sale",
	.operands = "FILE [QUERY]...",
	.operand_min = 1,
	.operand_max = OPERANDS_ANY,
	.takes = TAKES_OUTPUT | TAKES_PERIOD | TAKES_QUERY | TAKES_DRY_RUN,
	.options = till_table,
	.options_size = sizeof(struct till_options),
	.examples = till_examples,
	.run = till_run,
};
