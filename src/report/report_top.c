/*
 * `report top`: the members who spent most or came most often in the period.
 * Equal ones stand by the other measure, then by id.
 */
#include <stdlib.h>

#include "base/arena.h"
#include "base/currency.h"
#include "engine/book.h"
#include "insight/activity.h"
#include "insight/purchases.h"
#include "journal/journal.h"
#include "report/analysis.h"
#include "report/chart_plan.h"
#include "report/member_row.h"

enum {
	USUAL_LIMIT = 10
};

static const struct column columns[] = {
	{ "rank", COLUMN_INTEGER, "the place, from 1" },
	{ "member", COLUMN_ID, "the member's id" },
	{ "name", COLUMN_TEXT, "the name in the profile" },
	{ "visits", COLUMN_INTEGER, "purchases" },
	{ "spend", COLUMN_MONEY, "money spent, net of refunds" },
	{ "share", COLUMN_PERCENT, "spend of that of all members chosen" },
	{ NULL, COLUMN_TEXT, NULL },
};

static const struct report_chart charts[] = {
	{ .kind = CHART_BARS,
	  .title = "Spend",
	  .label = "member",
	  .values = { "spend" },
	  .more = "name" },
	{ .kind = CHART_BARS,
	  .title = "Purchases",
	  .label = "member",
	  .values = { "visits" },
	  .more = "name" },
	{ .title = NULL },
};

const struct report report_top = {
	.name = "report",
	.title = "Top members",
	.columns = columns,
	.fields = MEMBER_ROW_FIELDS,
	.charts = charts,
};

struct entry {
	const struct activity *activity;
	struct slice id;
	uint32_t member;
};

static int compare_numbers(int64_t a, int64_t b)
{
	return a > b ? -1 : a < b;
}

static int compare_spend(const void *left, const void *right)
{
	const struct entry *a = left;
	const struct entry *b = right;
	int order = compare_numbers(a->activity->spend, b->activity->spend);

	if (order == 0)
		order = compare_numbers(a->activity->visits,
					b->activity->visits);
	return order != 0 ? order : slice_compare_natural(a->id, b->id);
}

static int compare_visits(const void *left, const void *right)
{
	const struct entry *a = left;
	const struct entry *b = right;
	int order = compare_numbers(a->activity->visits, b->activity->visits);

	return order != 0 ? order : compare_spend(left, right);
}

/* What each member did in the period, by member. */
static struct activity *count(const struct report_scope *scope)
{
	size_t members = scope->book->member_count;
	struct activity *activities =
		arena_take_array(scope->arena, members, sizeof(*activities));
	struct purchases found = purchases_collect(scope->arena, scope->book,
						   analysis_chosen(scope));

	for (size_t i = 0; i < found.count; i++)
		found.list[i].group = scope_takes_day(scope, found.list[i].day)
					      ? found.list[i].member
					      : NONE;
	purchases_sort(scope->arena, &found);
	activity_add_purchases(activities, members, &found);
	return activities;
}

static void add_row(const struct report_scope *scope, struct table *table,
		    const struct entry *entry, const int64_t *sum)
{
	const struct activity *a = entry->activity;

	scope_add_member(scope, table, entry->member);
	table_add_integer(table, a->visits);
	table_add_money(table, a->spend, scope_program(scope)->currency);
	if (sum == NULL)
		table_add_undefined(table);
	else
		analysis_add_percent(table, a->spend, *sum);
	table_end_row(table);
}

static void top_rows(const struct analysis_request *request,
		     struct table *table)
{
	const struct report_scope *scope = &request->scope;
	size_t members = scope->book->member_count;
	size_t limit =
		request->limit < 0 ? USUAL_LIMIT : (size_t)request->limit;
	const struct activity *activities = count(scope);
	struct entry *list =
		arena_take_array(scope->arena, members, sizeof(*list));
	bool is_exact = true;
	int64_t sum = 0;
	size_t n = 0;

	for (uint32_t m = 0; m < members; m++) {
		const struct activity *a = &activities[m];
		is_exact = is_exact && !a->is_inexact &&
			   amount_add(sum, a->spend, &sum);
		if (a->visits > 0)
			list[n++] = (struct entry){
				a,
				intern_text(&scope->book->journal->members, m),
				m
			};
	}
	if (n > 1)
		qsort(list, n, sizeof(*list),
		      request->order == ANALYSIS_BY_VISITS ? compare_visits
							   : compare_spend);
	for (size_t i = 0; i < n && i < limit; i++) {
		table_add_integer(table, (int64_t)i + 1);
		add_row(scope, table, &list[i], is_exact ? &sum : NULL);
	}
}

const struct analysis analysis_top = {
	.name = "top",
	.report = &report_top,
	.alone = 1 << ANALYSIS_BY_MONTH | 1 << ANALYSIS_BY_TIER,
	.orders = 1 << ANALYSIS_BY_SPEND | 1 << ANALYSIS_BY_VISITS,
	.is_limited = true,
	.rows = top_rows,
};
