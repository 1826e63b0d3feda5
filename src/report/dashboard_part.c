/*
 * Which reports the dashboard shows, and running them. See dashboard_part.h.
 */
#include "report/dashboard_part.h"

#include "base/currency.h"
#include "engine/book.h"
#include "query/period.h"
#include "report/analysis.h"
#include "report/chart_plan.h"
#include "report/kept_rows.h"
#include "rules/program.h"

static const struct report_chart expiring_charts[] = {
	{ .kind = CHART_COLUMNS,
	  .title = "Will expire",
	  .label = "month",
	  .splits = { "unit" },
	  .values = { "expiring" } },
	{ .title = NULL },
};

const struct dashboard_part dashboard_parts[] = {
	{ "sales", "Sales to members",
	  "What members bought, month by month: for how much, how often, and "
	  "how many of them came.",
	  &analysis_activity, DASHBOARD_MONTHS, 3, 1, NULL },
	{ "members", "Members", "Who joined, who left, and how many there are.",
	  &analysis_enrolment, DASHBOARD_MONTHS, 2, 1, NULL },
	{ "cohorts", "Do they come back?",
	  "A row for all who bought first in a month. m1 is how many in a "
	  "hundred of them bought again one month later, m2 two months later. "
	  "The darker (on a dark page: the brighter), the more.",
	  &analysis_retention, DASHBOARD_MONTHS, 1, 1, NULL },
	{ "tiers", "Levels",
	  "How many stand at each level, and what they spent.", &analysis_tiers,
	  DASHBOARD_MONTHS, 2, 2, NULL },
	{ "points", "Points",
	  "What was issued, what was redeemed for rewards, and what expired "
	  "unused; the rate is redeemed of issued.",
	  &analysis_redemption, DASHBOARD_MONTHS, 8, 1, NULL },
	{ "expiring", "Expiring points",
	  "Points whose last day lies in a month to come, if nobody redeems "
	  "them before. Whom to remind: pointbook expiring.",
	  &analysis_expiry, DASHBOARD_AHEAD, 4, 1, expiring_charts },
	{ "rewards", "Rewards",
	  "What of the catalogue is taken, and how many points it takes in.",
	  &analysis_rewards, DASHBOARD_MONTHS, 4, 1, NULL },
	{ "stores", "Stores", "Where members bought.", &analysis_stores,
	  DASHBOARD_MONTHS, 2, 2, NULL },
	{ NULL, NULL, NULL, NULL, DASHBOARD_MONTHS, 0, 0, NULL },
};

const struct chart *dashboard_part_draw(const struct dashboard_part *part,
					const struct analysis_request *given,
					struct period months, size_t *count)
{
	struct analysis_request request = *given;
	struct report_scope *scope = &request.scope;
	struct kept_rows kept;
	struct day as_of = scope->book->as_of;

	scope->from = months.from;
	scope->to = months.to;
	if (part->range == DASHBOARD_AHEAD) {
		scope->from = day_month_start(as_of);
		scope->to = DAY_NONE;
	}
	if (part->analysis->is_drawn_by_month)
		request.by = ANALYSIS_BY_MONTH;
	part->analysis->rows(
		&request,
		kept_rows_open(scope->arena, part->analysis->report, &kept));
	const struct chart_context context = {
		.arena = scope->arena,
		.currency = slice_from(
			currency_code(scope_program(scope)->currency)),
		.as_of = as_of,
	};
	const struct chart *charts =
		chart_plan_make(&context, &kept, part->charts, count);
	*count = *count < part->most ? *count : part->most;
	if (*count > 0 && charts[0].count < part->least)
		*count = 0;
	return charts;
}
