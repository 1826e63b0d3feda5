/*
 * pointbook reconcile balances: balances that an app, cards or last year's
 * system hold against ours. Status 0 when nothing is open.
 */
#include "base/text.h"
#include "cmd/look.h"
#include "cmd/reconcile_part.h"
#include "cmd/session.h"
#include "engine/book.h"
#include "query/query.h"
#include "report/report_reconcile_balances.h"
#include "report/segments.h"
#include "report/table.h"

struct balances_options {
	struct import_reading reading;
	const char *tolerance;
	bool all;
	bool record;
};

#define MEMBER(name) offsetof(struct balances_options, name)

static const struct option balances_table[] = {
	IMPORT_READING_OPTIONS(struct balances_options),
	{ "tolerance", 0, OPTION_TEXT, "AMOUNT", NULL, MEMBER(tolerance),
	  "points that both sides may differ in; 0" },
	{ "all", 0, OPTION_FLAG, NULL, NULL, MEMBER(all),
	  "list what agrees, too" },
	{ "record", 0, OPTION_FLAG, NULL, NULL, MEMBER(record),
	  "write a reconciled line of the period" },
	{ .name = NULL },
};

static const char *const balances_examples[] = {
	"balance unit:point -O csv | pointbook reconcile balances -",
	NULL,
};

/* The members that the operands choose. */
static bool takes(void *context, uint32_t member)
{
	const struct session *session = context;
	struct report_scope scope = look_scope(session);

	return scope_takes_member(&scope, member,
				  scope_program(&scope)->first_unit);
}

static enum exit_status compare(struct reconcile_run *run,
				const struct balances_options *given,
				struct reconciliation **result)
{
	struct session *session = run->session;
	struct reconcile_request request = { .period = session->period };
	struct import_base base = { .journal = session->journal,
				    .book = session->book,
				    .programs = session->programs,
				    .segment = segments_test,
				    .segment_context = session->segments };
	struct diagnostics found;

	if (!reconcile_part_amount(session, "tolerance", given->tolerance, true,
				   &request.tolerance))
		return STATUS_USAGE;
	if (session->query && !query_is_empty(session->query)) {
		request.takes = takes;
		request.context = session;
	}
	diagnostics_init(&found, session->arena);
	*result = reconcile_balances(session->arena, &base, &run->other,
				     &request, &found);
	reconcile_part_show_found(session, *result, &found);
	return STATUS_FINE;
}

static enum exit_status show(struct session *session,
			     const struct balances_options *given,
			     const struct reconciliation *result)
{
	struct report_scope scope = look_scope(session);
	int64_t theirs = 0;
	int64_t ours = 0;
	struct table *table;

	session_heading(session, "found",
			reconcile_part_counts(session, result));
	table = session_table(session, &report_reconcile_balances);
	if (!table)
		return STATUS_ENVIRONMENT;
	for (size_t i = 0; i < result->count; i++) {
		const struct reconcile_row *row = &result->rows[i];

		(void)amount_add(theirs, row->till_points, &theirs);
		(void)amount_add(ours, row->journal_points, &ours);
		if (row->status == RECONCILE_MATCHED && !given->all)
			continue;
		report_reconcile_balances_add(
			&scope, table,
			&(struct report_reconcile_balance){
				.status = reconcile_status_name(
					(enum reconcile_status)row->status),
				.called = row->member,
				.member = row->event,
				.has_theirs = row->has_till_points,
				.has_ours = row->has_journal_points,
				.theirs = row->till_points,
				.ours = row->journal_points,
				.unit = result->unit,
				.line = row->line,
				.facts = row->facts,
				.note = row->note,
			});
	}
	report_reconcile_balances_total(&scope, table, theirs, ours,
					result->unit);
	return STATUS_FINE;
}

static enum exit_status balances_run(struct session *session,
				     const void *options)
{
	const struct balances_options *given = options;
	struct reconcile_run run = {
		.session = session,
		.other.options = { .kind = PRESET_OPENING, .has_kind = true },
	};
	struct reconciliation *result = NULL;
	bool proves;
	enum exit_status answer;
	enum exit_status status = reconcile_part_check(session, given->record);

	if (status == STATUS_FINE)
		status = reconcile_part_read(&run, &given->reading);
	if (status == STATUS_FINE)
		status = session_load(session, NEEDS_POSTINGS);
	if (status == STATUS_FINE)
		status = session_query(session, &report_reconcile_balances, 1);
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
		status = reconcile_part_record(session, "balances", &run,
					       result);
	return status != STATUS_FINE ? status : proves ? answer : STATUS_NO;
}

const struct command cmd_reconcile_balances = {
	.name = "reconcile balances",
	.group = GROUP_CHECK,
	.summary = "balances held elsewhere against ours",
	.operands = "FILE [QUERY]...",
	.operand_min = 1,
	.operand_max = OPERANDS_ANY,
	.takes = TAKES_OUTPUT | TAKES_PERIOD | TAKES_QUERY | TAKES_DRY_RUN,
	.options = balances_table,
	.options_size = sizeof(struct balances_options),
	.examples = balances_examples,
	.run = balances_run,
};
