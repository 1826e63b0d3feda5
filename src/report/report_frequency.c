/*
 * `report frequency`: how often members come, a row for each band of visits,
 * and what each band brings.
 */
#include "insight/visit_bands.h"
#include "report/analysis.h"
#include "report/chart_plan.h"
#include "report/member_row.h"

static const struct column columns[] = {
	{ "visits_band", COLUMN_ID, "visits of a member in the period" },
	{ "active", COLUMN_INTEGER, "members who bought so often" },
	{ "active_share", COLUMN_PERCENT, "of all who bought" },
	{ "visits", COLUMN_INTEGER, "their purchases" },
	{ "visit_share", COLUMN_PERCENT, "of all purchases" },
	{ "spend", COLUMN_MONEY, "money spent, net of refunds" },
	{ "share", COLUMN_PERCENT, "spend of that of all members chosen" },
	{ "interval", COLUMN_DECIMAL, "median days between two of them" },
	{ NULL, COLUMN_TEXT, NULL },
};

static const struct report_chart charts[] = {
	{ .kind = CHART_BARS,
	  .title = "Members by visits",
	  .label = "visits_band",
	  .values = { "active" } },
	{ .kind = CHART_BARS,
	  .title = "Spend by visits",
	  .label = "visits_band",
	  .values = { "spend" } },
	{ .title = NULL },
};

const struct report report_frequency = {
	.name = "report",
	.title = "Frequency of visits",
	.columns = columns,
	.fields = MEMBER_ROW_FIELDS,
	.charts = charts,
};

/* What all bands come to. */
static struct visit_band add_up(const struct visit_band *bands, size_t count)
{
	struct visit_band sum = { 0 };

	for (size_t i = 0; i < count; i++) {
		sum.active += bands[i].active;
		sum.visits += bands[i].visits;
		if (bands[i].is_inexact ||
		    !amount_add(sum.spend, bands[i].spend, &sum.spend))
			sum.is_inexact = true;
	}
	return sum;
}

static void frequency_rows(const struct analysis_request *request,
			   struct table *table)
{
	const struct report_scope *scope = &request->scope;
	struct sample sample = analysis_sample(scope);
	size_t count;
	const struct visit_band *bands = visit_bands_count(&sample, &count);
	struct visit_band sum = add_up(bands, count);

	for (size_t i = 0; i < count; i++) {
		const struct visit_band *b = &bands[i];
		table_add_string(table, b->name);
		table_add_integer(table, b->active);
		analysis_add_percent(table, b->active, sum.active);
		table_add_integer(table, b->visits);
		analysis_add_percent(table, b->visits, sum.visits);
		analysis_add_money(scope, table, b->spend, b->is_inexact);
		analysis_add_percent(table, b->spend,
				     sum.is_inexact ? 0 : sum.spend);
		analysis_add_median(table, b->interval, b->returning);
		table_end_row(table);
	}
}

const struct analysis analysis_frequency = {
	.name = "frequency",
	.report = &report_frequency,
	.alone = 1 << ANALYSIS_BY_MONTH | 1 << ANALYSIS_BY_TIER,
	.rows = frequency_rows,
};
