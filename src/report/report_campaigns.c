/*
 * `report campaigns`: what each campaign brought, and how often its buyers came
 * before it.
 */
#include "engine/book.h"
#include "insight/campaign_results.h"
#include "insight/points_flow.h"
#include "report/analysis.h"
#include "report/chart_plan.h"
#include "report/member_row.h"

static const struct column columns[] = {
	{ "campaign", COLUMN_ID, "the campaign" },
	{ "first_day", COLUMN_DAY, "the first line marked with it" },
	{ "last_day", COLUMN_DAY, "the last one" },
	{ "active", COLUMN_INTEGER, "members who bought in it" },
	{ "first_timers", COLUMN_INTEGER, "active with their first purchase" },
	{ "visits", COLUMN_INTEGER, "its purchases" },
	{ "spend", COLUMN_MONEY, "their money, net of refunds" },
	{ "per_visit", COLUMN_MONEY, "spend of a purchase" },
	{ "visits_during", COLUMN_INTEGER,
	  "all purchases of active in these days" },
	{ "visits_before", COLUMN_INTEGER, "and in as many days before" },
	{ "lift", COLUMN_PERCENT, "how many more they were" },
	{ "credited_worth", COLUMN_MONEY, "points of its lines, their value" },
	{ NULL, COLUMN_TEXT, NULL },
};

static const struct report_chart charts[] = {
	{ .kind = CHART_BARS,
	  .title = "Spend",
	  .label = "campaign",
	  .values = { "spend" } },
	{ .kind = CHART_BARS,
	  .title = "Visits",
	  .label = "campaign",
	  .values = { "visits_during", "visits_before" } },
	{ .title = NULL },
};

const struct report report_campaigns = {
	.name = "report",
	.title = "Campaigns",
	.columns = columns,
	.fields = MEMBER_ROW_FIELDS,
	.charts = charts,
};

/* What the points of a campaign are worth in all units; false when the rules
 * do not say it of one that has some. */
static bool find_worth(const struct report_scope *scope,
		       const struct campaign_result *result, int64_t *sum)
{
	const struct programs *programs = scope->book->programs;

	*sum = 0;
	for (int unit = 0; (size_t)unit < programs->unit_count; unit++) {
		int64_t money = 0;
		if (result->points[unit] != 0 &&
		    (!points_flow_worth(scope_program(scope), programs, unit,
					result->points[unit], &money) ||
		     !amount_add(*sum, money, sum)))
			return false;
	}
	return true;
}

static void campaigns_rows(const struct analysis_request *request,
			   struct table *table)
{
	const struct report_scope *scope = &request->scope;
	struct sample sample = analysis_sample(scope);
	struct campaign_results found = campaign_results_count(&sample);

	for (size_t i = 0; i < found.count; i++) {
		const struct campaign_result *c = &found.list[i];
		int64_t worth;
		bool has_worth = find_worth(scope, c, &worth);
		table_add_text(table, c->name);
		table_add_day(table, c->first);
		table_add_day(table, c->last);
		table_add_integer(table, c->active);
		table_add_integer(table, c->first_timers);
		table_add_integer(table, c->visits);
		analysis_add_money(scope, table, c->spend, c->is_inexact);
		analysis_add_money_each(scope, table, c->spend, c->visits,
					c->is_inexact);
		table_add_integer(table, c->during);
		table_add_integer(table, c->before);
		analysis_add_percent(table, c->during - c->before, c->before);
		analysis_add_money(scope, table, worth,
				   !has_worth || c->is_inexact);
		table_end_row(table);
	}
}

const struct analysis analysis_campaigns = {
	.name = "campaigns",
	.report = &report_campaigns,
	.alone = 1 << ANALYSIS_BY_TIER,
	.rows = campaigns_rows,
};
