/*
 * `report expiry`: points that expired, and points that will when nobody
 * redeems them, a row for each month and unit that has some.
 */
#include "base/arena.h"
#include "engine/book.h"
#include "insight/expiry_months.h"
#include "insight/points_flow.h"
#include "report/analysis.h"
#include "report/chart_plan.h"
#include "report/member_row.h"

static const struct column columns[] = {
	{ "month", COLUMN_ID, "the month" },
	{ "unit", COLUMN_ID, "the unit of points" },
	{ "expired", COLUMN_POINTS, "points expired" },
	{ "losers", COLUMN_INTEGER, "members who lost some" },
	{ "expiring", COLUMN_POINTS, "points whose last day is in it" },
	{ "holders", COLUMN_INTEGER, "members who have these" },
	{ "expiring_worth", COLUMN_MONEY, "expiring at the rules' value" },
	{ NULL, COLUMN_TEXT, NULL },
};

static const struct report_chart charts[] = {
	{ .kind = CHART_COLUMNS,
	  .title = "Points expired and expiring",
	  .label = "month",
	  .splits = { "unit" },
	  .values = { "expired", "expiring" } },
	{ .title = NULL },
};

const struct report report_expiry = {
	.name = "report",
	.title = "Expiry",
	.columns = columns,
	.fields = MEMBER_ROW_FIELDS,
	.charts = charts,
};

static void expiry_rows(const struct analysis_request *request,
			struct table *table)
{
	const struct report_scope *scope = &request->scope;
	const struct program *program = scope_program(scope);
	struct sample sample = analysis_sample(scope);
	struct expiry_months found = expiry_months_count(&sample);
	char text[DAY_TEXT_MAX];

	for (size_t i = 0; i < found.count; i++) {
		const struct expiry_month *m = &found.list[i];
		const struct unit *unit = scope_unit(scope, m->unit);
		int64_t money = 0;
		bool has_money =
			points_flow_worth(program, scope->book->programs,
					  m->unit, m->expiring, &money);
		day_print(m->month, text);
		table_add_string(table, arena_copy(scope->arena, text, 7));
		table_add_text(table, unit->name);
		table_add_points(table, m->expired, unit->decimals);
		table_add_integer(table, m->losers);
		table_add_points(table, m->expiring, unit->decimals);
		table_add_integer(table, m->holders);
		analysis_add_money(scope, table, money, !has_money);
		table_end_row(table);
	}
}

const struct analysis analysis_expiry = {
	.name = "expiry",
	.report = &report_expiry,
	.alone = 1 << ANALYSIS_BY_TIER,
	.needs_postings = true,
	.rows = expiry_rows,
};
