/*
 * `report stores`: who bought where, and for how much, a row for each store
 * that has a purchase in the period. A member who bought at two stores is
 * active at both. Purchases without `store:` stand under no name.
 */
#include <stdlib.h>

#include "base/arena.h"
#include "base/currency.h"
#include "base/intern.h"
#include "engine/book.h"
#include "insight/activity.h"
#include "insight/purchases.h"
#include "journal/journal.h"
#include "report/analysis.h"
#include "report/chart_plan.h"
#include "report/member_row.h"

static const struct column columns[] = {
	{ "store", COLUMN_ID, "the store" },
	{ "active", COLUMN_INTEGER, "members who bought there" },
	{ "visits", COLUMN_INTEGER, "purchases" },
	{ "frequency", COLUMN_DECIMAL, "visits of an active member" },
	{ "spend", COLUMN_MONEY, "money spent, net of refunds" },
	{ "share", COLUMN_PERCENT, "spend of that of all stores" },
	{ "per_visit", COLUMN_MONEY, "spend of a visit" },
	{ "repeat_rate", COLUMN_PERCENT, "active members with two purchases" },
	{ NULL, COLUMN_TEXT, NULL },
};

static const struct report_chart charts[] = {
	{ .kind = CHART_BARS,
	  .title = "Spend",
	  .label = "store",
	  .values = { "spend" } },
	{ .kind = CHART_BARS,
	  .title = "Purchases",
	  .label = "store",
	  .values = { "visits" } },
	{ .title = NULL },
};

const struct report report_stores = {
	.name = "report",
	.title = "Stores",
	.columns = columns,
	.fields = MEMBER_ROW_FIELDS,
	.charts = charts,
};

struct store {
	struct slice name;
	const struct activity *activity;
};

static int compare_stores(const void *left, const void *right)
{
	const struct store *a = left;
	const struct store *b = right;

	return slice_compare_natural(a->name, b->name);
}

/* What happened at each store; their names are in `names`. */
static struct activity *count(const struct report_scope *scope,
			      struct intern *names)
{
	const struct journal *journal = scope->book->journal;
	struct purchases found = purchases_collect(scope->arena, scope->book,
						   analysis_chosen(scope));

	for (size_t i = 0; i < found.count; i++) {
		struct purchase *p = &found.list[i];
		p->group =
			scope_takes_day(scope, p->day)
				? intern_add(names,
					     event_value(journal,
							 scope_event(scope,
								     p->event),
							 KEY_STORE))
				: NONE;
	}
	purchases_sort(scope->arena, &found);
	struct activity *activities = arena_take_array(
		scope->arena, names->count, sizeof(*activities));
	activity_add_purchases(activities, names->count, &found);
	return activities;
}

static void add_row(const struct report_scope *scope, struct table *table,
		    const struct store *store, const int64_t *sum)
{
	const struct activity *a = store->activity;
	struct decimal spend = {
		a->spend, currency_scale(scope_program(scope)->currency)
	};

	table_add_text(table, store->name);
	table_add_integer(table, a->active);
	table_add_integer(table, a->visits);
	analysis_add_average(table, (struct decimal){ a->visits, 0 }, a->active,
			     2);
	if (sum == NULL) {
		table_add_undefined(table);
		table_add_undefined(table);
		table_add_undefined(table);
	} else {
		table_add_decimal(table, spend);
		analysis_add_percent(table, a->spend, *sum);
		analysis_add_average(table, spend, a->visits, 0);
	}
	analysis_add_percent(table, a->repeating, a->active);
	table_end_row(table);
}

static void stores_rows(const struct analysis_request *request,
			struct table *table)
{
	const struct report_scope *scope = &request->scope;
	struct intern names;
	bool is_exact = true;
	int64_t sum = 0;

	intern_init(&names, scope->arena, scope->book->journal->seed);
	const struct activity *activities = count(scope, &names);
	struct store *list =
		arena_take_array(scope->arena, names.count, sizeof(*list));
	for (uint32_t i = 0; i < names.count; i++) {
		list[i] = (struct store){ intern_text(&names, i),
					  &activities[i] };
		is_exact = is_exact && !activities[i].is_inexact &&
			   amount_add(sum, activities[i].spend, &sum);
	}
	if (names.count > 1)
		qsort(list, names.count, sizeof(*list), compare_stores);
	for (uint32_t i = 0; i < names.count; i++)
		add_row(scope, table, &list[i], is_exact ? &sum : NULL);
}

const struct analysis analysis_stores = {
	.name = "stores",
	.report = &report_stores,
	.alone = 1 << ANALYSIS_BY_MONTH | 1 << ANALYSIS_BY_TIER,
	.rows = stores_rows,
};
