/*
 * `report partners`: the settlement with each partner: what it pays for the
 * points it gave, less what rewards taken there were worth.
 */
#include "engine/book.h"
#include "insight/partner_dues.h"
#include "report/analysis.h"
#include "report/chart_plan.h"
#include "report/member_row.h"

static const struct column columns[] = {
	{ "group", COLUMN_ID, "the period, or the month" },
	{ "partner", COLUMN_ID, "the partner" },
	{ "unit", COLUMN_ID, "the unit of points" },
	{ "visits", COLUMN_INTEGER, "purchases there" },
	{ "credited", COLUMN_POINTS, "points its lines gave" },
	{ "partner_pays", COLUMN_MONEY, "credited at its points-cost" },
	{ "redemptions", COLUMN_INTEGER, "rewards taken there" },
	{ "programme_pays", COLUMN_MONEY, "what these were worth" },
	{ "settlement", COLUMN_MONEY, "what the partner owes; < 0: is owed" },
	{ NULL, COLUMN_TEXT, NULL },
};

static const struct report_chart charts[] = {
	{ .kind = CHART_COLUMNS,
	  .title = "Settlement",
	  .label = "group",
	  .splits = { "partner", "unit" },
	  .values = { "partner_pays", "programme_pays", "settlement" } },
	{ .title = NULL },
};

const struct report report_partners = {
	.name = "report",
	.title = "Settlement with partners",
	.columns = columns,
	.fields = MEMBER_ROW_FIELDS,
	.charts = charts,
};

static void add_row(const struct report_scope *scope, struct table *table,
		    const struct partner_due *due)
{
	const struct unit *unit = scope_unit(scope, due->unit);
	bool lacks_cost = !due->has_cost && due->credited != 0;

	table_add_text(table, due->name);
	table_add_text(table, unit->name);
	table_add_integer(table, due->visits);
	table_add_points(table, due->credited, unit->decimals);
	analysis_add_money(scope, table, due->pays,
			   due->is_inexact || lacks_cost);
	table_add_integer(table, due->redemptions);
	analysis_add_money(scope, table, due->worth, due->is_inexact);
	analysis_add_money(scope, table, due->net,
			   due->is_inexact || lacks_cost);
	table_end_row(table);
}

static void partners_rows(const struct analysis_request *request,
			  struct table *table)
{
	const struct report_scope *scope = &request->scope;
	struct sample sample = analysis_sample(scope);
	size_t count;
	const struct analysis_span *spans = analysis_spans(request, &count);

	for (size_t i = 0; i < count; i++) {
		sample.period = spans[i].period;
		struct partner_dues dues = partner_dues_count(&sample);
		for (size_t d = 0; d < dues.count; d++) {
			table_add_text(table, spans[i].name);
			add_row(scope, table, &dues.list[d]);
		}
	}
}

const struct analysis analysis_partners = {
	.name = "partners",
	.report = &report_partners,
	.by = 1 << ANALYSIS_BY_MONTH,
	.is_drawn_by_month = true,
	.rows = partners_rows,
};
