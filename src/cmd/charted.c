/*
 * Keeps the rows, makes the charts of them, then prints both. See charted.h.
 */
#include "cmd/charted.h"

#include "base/currency.h"
#include "cmd/command.h"
#include "cmd/look.h"
#include "cmd/session.h"
#include "engine/book.h"
#include "report/analysis.h"
#include "report/analysis_split.h"
#include "report/chart_plan.h"
#include "report/kept_rows.h"
#include "report/render.h"
#include "rules/program.h"

/* A report without charts of its own is drawn by its list. */
static bool draws_list(const struct analysis *analysis, bool is_listed)
{
	return is_listed || analysis->report->charts == NULL;
}

bool charted_can(const struct analysis *analysis, bool is_listed)
{
	const struct report *report = draws_list(analysis, is_listed)
					      ? analysis->listed
					      : analysis->report;

	return report != NULL && report->charts != NULL;
}

static bool check_format(struct session *session)
{
	const struct render_format *format = session_format(session);

	if (format == NULL)
		return false;
	if (format == render_list(0) ||
	    slice_is(slice_from(format->name), "html"))
		return true;
	message_error(
		&session->terminal,
		"--chart draws in 'table' and 'html', not in '%s'; choose "
		"one of them with -O, or leave out --chart",
		format->name);
	return false;
}

enum exit_status charted_print(struct session *session,
			       const struct analysis *analysis,
			       const struct analysis_request *given,
			       bool is_listed)
{
	struct analysis_request request = *given;
	bool lists = draws_list(analysis, is_listed);
	struct kept_rows kept;

	if (!check_format(session))
		return STATUS_USAGE;
	if (request.by < 0 && analysis->is_drawn_by_month)
		request.by = ANALYSIS_BY_MONTH;
	request.scope = look_scope(session);
	const struct report *report = analysis_split_report(
		session->arena, analysis, &request, lists);
	struct table *table = kept_rows_open(session->arena, report, &kept);
	analysis_split_rows(analysis, &request, lists, table);
	const struct chart_context context = {
		.arena = session->arena,
		.currency = slice_from(
			currency_code(scope_program(&request.scope)->currency)),
		.as_of = session->book->as_of,
	};
	session->charts =
		chart_plan_make(&context, &kept, NULL, &session->chart_count);
	if (session->chart_count == 0)
		message_note(&session->terminal,
			     "there is nothing to draw: all is zero, or not "
			     "known; these are the rows");
	table = session_table(session, report);
	if (table == NULL)
		return STATUS_ENVIRONMENT;
	kept_rows_print(&kept, table);
	return STATUS_FINE;
}
