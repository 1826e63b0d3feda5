/*
 * `report at-risk`: the members who have not come for longer than usual, by
 * days overdue, spend or visits.
 */
#include "insight/overdue.h"

#include <stdlib.h>

#include "base/currency.h"
#include "report/analysis.h"
#include "report/chart_plan.h"
#include "report/member_row.h"

static const struct column columns[] = {
	{ "member", COLUMN_ID, "the member's id" },
	{ "name", COLUMN_TEXT, "the name in the profile" },
	{ "visit_days", COLUMN_INTEGER, "days with a purchase" },
	{ "visits", COLUMN_INTEGER, "purchases" },
	{ "last_purchase", COLUMN_DAY, "the day of the last one" },
	{ "interval", COLUMN_DECIMAL, "median days between two of them" },
	{ "days_since", COLUMN_INTEGER, "days since the last purchase" },
	{ "overdue", COLUMN_DECIMAL, "days_since less twice the interval" },
	{ "spend", COLUMN_MONEY, "money spent, net of refunds" },
	{ "per_visit", COLUMN_MONEY, "spend of a visit" },
	{ NULL, COLUMN_TEXT, NULL },
};

static const struct report_chart charts[] = {
	{ .kind = CHART_BARS,
	  .title = "Days overdue",
	  .label = "member",
	  .values = { "overdue" },
	  .more = "name" },
	{ .title = NULL },
};

const struct report report_overdue = {
	.name = "report",
	.title = "Members who are overdue",
	.columns = columns,
	.fields = MEMBER_ROW_FIELDS,
	.charts = charts,
};

static int compare_numbers(int64_t a, int64_t b)
{
	return a > b ? -1 : a < b;
}

static int compare_spend(const void *left, const void *right)
{
	const struct overdue *a = left;
	const struct overdue *b = right;
	int order = compare_numbers(a->visitor.spend, b->visitor.spend);

	return order != 0
		       ? order
		       : -compare_numbers((int64_t)a->place, (int64_t)b->place);
}

static int compare_visits(const void *left, const void *right)
{
	const struct overdue *a = left;
	const struct overdue *b = right;
	int order = compare_numbers(a->visitor.visits, b->visitor.visits);

	return order != 0 ? order : compare_spend(left, right);
}

static void overdue_rows(const struct analysis_request *request,
			 struct table *table)
{
	const struct report_scope *scope = &request->scope;
	struct sample sample = analysis_sample(scope);
	struct overdues found = overdue_find(&sample);
	size_t limit = request->limit < 0 ? SIZE_MAX : (size_t)request->limit;

	if (found.count > 1 && request->order == ANALYSIS_BY_SPEND)
		qsort(found.list, found.count, sizeof(*found.list),
		      compare_spend);
	if (found.count > 1 && request->order == ANALYSIS_BY_VISITS)
		qsort(found.list, found.count, sizeof(*found.list),
		      compare_visits);
	for (size_t i = 0; i < found.count && i < limit; i++) {
		const struct overdue *o = &found.list[i];
		const struct visitor *v = &o->visitor;
		scope_add_member(scope, table, v->member);
		table_add_integer(table, v->days);
		table_add_integer(table, v->visits);
		table_add_day(table, v->last);
		table_add_decimal(table, v->interval);
		table_add_integer(table, o->since);
		table_add_decimal(table, o->late);
		analysis_add_money(scope, table, v->spend, v->is_inexact);
		analysis_add_money_each(scope, table, v->spend, v->visits,
					v->is_inexact);
		table_end_row(table);
	}
}

const struct analysis analysis_at_risk = {
	.name = "at-risk",
	.report = &report_overdue,
	.alone = 1 << ANALYSIS_BY_TIER,
	.orders = 1 << ANALYSIS_BY_SPEND | 1 << ANALYSIS_BY_VISITS |
		  1 << ANALYSIS_BY_OVERDUE,
	.is_limited = true,
	.rows = overdue_rows,
};
