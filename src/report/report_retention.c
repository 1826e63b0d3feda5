/*
 * `report retention`: of those who bought first in a month, how many bought
 * again in each month since. As a triangle of shares, months 0 to 12; or with
 * --list as rows of cohort and month, all of them, with counts and money. The
 * period says which cohorts; what they bought counts up to the book's day.
 */
#include "base/arena.h"
#include "base/currency.h"
#include "engine/book.h"
#include "insight/purchases.h"
#include "insight/retention.h"
#include "report/analysis.h"
#include "report/chart_plan.h"
#include "report/member_row.h"

enum {
	MONTHS_SHOWN = 13
};

static const struct column columns[] = {
	{ "cohort", COLUMN_ID, "the month of the first purchase" },
	{ "size", COLUMN_INTEGER, "members in it" },
	{ "m0", COLUMN_PERCENT, "who bought in that month: all" },
	{ "m1", COLUMN_PERCENT, "who bought in the next month" },
	{ "m2", COLUMN_PERCENT, "in the 2nd month after the first" },
	{ "m3", COLUMN_PERCENT, "in the 3rd" },
	{ "m4", COLUMN_PERCENT, "in the 4th" },
	{ "m5", COLUMN_PERCENT, "in the 5th" },
	{ "m6", COLUMN_PERCENT, "in the 6th" },
	{ "m7", COLUMN_PERCENT, "in the 7th" },
	{ "m8", COLUMN_PERCENT, "in the 8th" },
	{ "m9", COLUMN_PERCENT, "in the 9th" },
	{ "m10", COLUMN_PERCENT, "in the 10th" },
	{ "m11", COLUMN_PERCENT, "in the 11th" },
	{ "m12", COLUMN_PERCENT, "in the 12th" },
	{ NULL, COLUMN_TEXT, NULL },
};

static const struct column listed_columns[] = {
	{ "cohort", COLUMN_ID, "the month of the first purchase" },
	{ "size", COLUMN_INTEGER, "members in it" },
	{ "month", COLUMN_INTEGER, "months since that month" },
	{ "active", COLUMN_INTEGER, "members of it who bought in that month" },
	{ "retention", COLUMN_PERCENT, "active of size" },
	{ "spend", COLUMN_MONEY, "what they spent in it, net of refunds" },
	{ NULL, COLUMN_TEXT, NULL },
};

static const struct report_chart charts[] = {
	{ .kind = CHART_HEAT,
	  .title = "Members of a cohort who bought again",
	  .label = "cohort",
	  .values = { "m0", "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8",
		      "m9", "m10", "m11", "m12" } },
	{ .title = NULL },
};

const struct report report_retention = {
	.name = "report",
	.title = "Retention by month of first purchase",
	.columns = columns,
	.fields = MEMBER_ROW_FIELDS,
	.charts = charts,
};

const struct report report_retention_list = {
	.name = "report",
	.title = "Retention by month of first purchase",
	.columns = listed_columns,
	.fields = MEMBER_ROW_FIELDS,
};

static struct cohorts find_cohorts(const struct report_scope *scope)
{
	struct purchases found = purchases_collect(scope->arena, scope->book,
						   analysis_chosen(scope));

	return retention_count(scope->arena, &found, scope->book->as_of);
}

/* Those with members whose month touches the period. */
static bool is_shown(const struct report_scope *scope,
		     const struct cohort *cohort)
{
	struct day end = day_month_end(cohort->month);

	return cohort->size > 0 &&
	       (!day_is_real(scope->from) ||
		day_compare(end, scope->from) >= 0) &&
	       (!day_is_real(scope->to) ||
		day_compare(cohort->month, scope->to) <= 0);
}

static void add_head(const struct report_scope *scope, struct table *table,
		     const struct cohort *cohort)
{
	char text[DAY_TEXT_MAX];

	day_print(cohort->month, text);
	table_add_string(table, arena_copy(scope->arena, text, 7));
	table_add_integer(table, cohort->size);
}

static void retention_rows(const struct analysis_request *request,
			   struct table *table)
{
	const struct report_scope *scope = &request->scope;
	struct cohorts cohorts = find_cohorts(scope);

	for (size_t i = 0; i < cohorts.count; i++) {
		const struct cohort *cohort = &cohorts.list[i];
		if (!is_shown(scope, cohort))
			continue;
		add_head(scope, table, cohort);
		for (size_t m = 0; m < MONTHS_SHOWN && m < cohort->months; m++)
			analysis_add_percent(table, cohort->active[m],
					     cohort->size);
		table_add_rest(table);
		table_end_row(table);
	}
}

static void list_rows(const struct analysis_request *request,
		      struct table *table)
{
	const struct report_scope *scope = &request->scope;
	uint8_t currency = scope_program(scope)->currency;
	struct cohorts cohorts = find_cohorts(scope);

	for (size_t i = 0; i < cohorts.count; i++) {
		const struct cohort *cohort = &cohorts.list[i];
		size_t months = is_shown(scope, cohort) ? cohort->months : 0;
		for (size_t m = 0; m < months; m++) {
			add_head(scope, table, cohort);
			table_add_integer(table, (int64_t)m);
			table_add_integer(table, cohort->active[m]);
			analysis_add_percent(table, cohort->active[m],
					     cohort->size);
			if (cohort->is_inexact)
				table_add_undefined(table);
			else
				table_add_money(table, cohort->spend[m],
						currency);
			table_end_row(table);
		}
	}
}

const struct analysis analysis_retention = {
	.name = "retention",
	.report = &report_retention,
	.alone = 1 << ANALYSIS_BY_TIER,
	.listed = &report_retention_list,
	.rows = retention_rows,
	.list = list_rows,
};
