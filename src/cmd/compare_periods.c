/*
 * Runs a report for two periods, each on the book of its end, and hands both to
 * report/compare.h. See compare_periods.h.
 */
#include "cmd/compare_periods.h"

#include "base/text.h"
#include "cmd/command.h"
#include "cmd/look.h"
#include "cmd/session.h"
#include "query/query.h"
#include "report/analysis.h"
#include "report/analysis_split.h"
#include "report/compare.h"
#include "report/goals.h"
#include "report/kept_rows.h"
#include "rules/program.h"

/* The report's rows for a scope. */
static void run(const struct compare_options *options,
		struct analysis_request *request, struct kept_rows *kept)
{
	struct arena *arena = request->scope.arena;
	const struct report *report = analysis_split_report(
		arena, options->analysis, request, options->is_listed);

	analysis_split_rows(options->analysis, request, options->is_listed,
			    kept_rows_open(arena, report, kept));
}

/* The day whose close the other period is seen from. */
static struct day other_day(const struct session *session, struct period period)
{
	if (day_is_real(session->dates.as_of))
		return session->dates.as_of;
	if (day_is_real(period.to) &&
	    day_compare(period.to, session->today) < 0)
		return period.to;
	return session->today;
}

static void run_other(struct session *session,
		      const struct compare_options *options,
		      struct kept_rows *kept)
{
	struct analysis_request request = *options->request;
	struct day day = other_day(session, options->period);

	request.scope = look_scope(session);
	request.scope.from = options->period.from;
	request.scope.to = options->period.to;
	request.scope.book = session_book_on(session, day,
					     options->analysis->needs_postings
						     ? NEEDS_POSTINGS
						     : NEEDS_BOOK);
	if (request.limit >= 0 || options->analysis->is_limited)
		request.limit = INT64_MAX; /* whoever is in the other one */
	if (session->query != NULL)
		query_set_as_of(session->query, day);
	run(options, &request, kept);
}

void compare_check_goals(const struct session *session)
{
	struct slice wrong =
		goals_wrong(programs_on(session->programs, session->as_of));

	if (wrong.length > 0)
		message_warning(&session->terminal,
				"the rules' goal '%.*s' is no percentage of a "
				"figure; pointbook report NAME --define names "
				"them",
				SLICE_ARGS(wrong));
}

enum exit_status compare_periods(struct session *session,
				 const struct compare_options *options)
{
	struct analysis_request request = *options->request;
	bool has_other = !period_is_always(options->period);
	struct kept_rows now;
	struct kept_rows before;
	struct text name;

	if (has_other) {
		text_init(&name, session->arena);
		period_add_text(&name, options->period);
		session_heading(session, "before", text_slice(&name));
	}
	struct table *table = session_table(session, &report_compare);
	if (table == NULL)
		return STATUS_ENVIRONMENT;
	request.scope = look_scope(session);
	compare_check_goals(session);
	run(options, &request, &now);
	if (has_other)
		run_other(session, options, &before);
	struct compare compare = {
		.arena = session->arena,
		.program = scope_program(&request.scope),
		.now = &now,
		.before = has_other ? &before : NULL,
		.from = session->period.from,
		.before_from = options->period.from,
		.is_cut = options->analysis->is_limited,
		.groups_are_periods = request.by != ANALYSIS_BY_TIER,
	};
	compare_rows(&compare, table);
	return STATUS_FINE;
}
