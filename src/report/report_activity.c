/*
 * `report activity`: how many of the members bought, how often, for how much,
 * and how many came again; as a whole, by month, or by level on the book's
 * day. Purchases count where purchases.h says.
 */
#include "base/arena.h"
#include "base/currency.h"
#include "engine/book.h"
#include "insight/activity.h"
#include "insight/purchases.h"
#include "report/analysis.h"
#include "report/chart_plan.h"
#include "report/member_row.h"

static const struct column columns[] = {
	{ "group", COLUMN_ID, "the period, or the month or level" },
	{ "members", COLUMN_INTEGER, "members enrolled in the period" },
	{ "joined", COLUMN_INTEGER, "members who joined in it" },
	{ "active", COLUMN_INTEGER, "members who bought in it" },
	{ "participation", COLUMN_PERCENT, "active of members" },
	{ "visits", COLUMN_INTEGER, "purchases" },
	{ "frequency", COLUMN_DECIMAL, "visits of an active member" },
	{ "spend", COLUMN_MONEY, "money spent, net of refunds" },
	{ "per_visit", COLUMN_MONEY, "spend of a visit" },
	{ "per_member", COLUMN_MONEY, "spend of an active member" },
	{ "repeat_rate", COLUMN_PERCENT, "active members with two purchases" },
	{ "repeat_day_rate", COLUMN_PERCENT,
	  "active members with purchases on two days" },
	{ "one_and_done", COLUMN_PERCENT, "active members with one purchase" },
	{ "activated", COLUMN_INTEGER, "joined who bought within 30 days" },
	{ "activation_rate", COLUMN_PERCENT, "activated of joined" },
	{ NULL, COLUMN_TEXT, NULL },
};

static const struct report_chart charts[] = {
	{ .kind = CHART_COLUMNS,
	  .title = "Spend",
	  .label = "group",
	  .values = { "spend" } },
	{ .kind = CHART_COLUMNS,
	  .title = "Purchases",
	  .label = "group",
	  .values = { "visits" } },
	{ .kind = CHART_LINES,
	  .title = "Members who bought",
	  .label = "group",
	  .values = { "active" } },
	{ .kind = CHART_LINES,
	  .title = "Shares",
	  .label = "group",
	  .values = { "participation", "repeat_rate" } },
	{ .title = NULL },
};

const struct report report_activity = {
	.name = "report",
	.title = "Activity",
	.columns = columns,
	.fields = MEMBER_ROW_FIELDS,
	.charts = charts,
};

struct group {
	struct slice name;
	struct period period;
	struct activity activity;
};

struct grouping {
	const struct analysis_request *request;
	struct group *groups;
	size_t count;
	struct purchases purchases;
	int first; /* by month: number of the first */
};

static int month_number(struct day day)
{
	struct civil civil = day_civil(day);

	return civil.year * 12 + civil.month - 1;
}

/* ---- groups ---- */

static void make_spans(struct grouping *grouping)
{
	const struct analysis_span *spans =
		analysis_spans(grouping->request, &grouping->count);

	grouping->groups =
		arena_take_array(grouping->request->scope.arena,
				 grouping->count, sizeof(*grouping->groups));
	for (size_t i = 0; i < grouping->count; i++) {
		grouping->groups[i].name = spans[i].name;
		grouping->groups[i].period = spans[i].period;
	}
	if (grouping->count > 0 && grouping->request->by == ANALYSIS_BY_MONTH)
		grouping->first = month_number(spans[0].period.from);
}

/* One group a level, the lowest first; before them those without a level. */
static void make_tiers(struct grouping *grouping)
{
	const struct report_scope *scope = &grouping->request->scope;
	const struct tiers *tiers = &scope_program(scope)->tiers;

	grouping->count = tiers->level_count + 1;
	grouping->groups = arena_take_array(scope->arena, grouping->count,
					    sizeof(*grouping->groups));
	grouping->groups[0].name = SLICE("no level");
	for (size_t i = 0; i < grouping->count; i++) {
		grouping->groups[i].period.from = scope->from;
		grouping->groups[i].period.to = scope->to;
		if (i > 0)
			grouping->groups[i].name = tiers->levels[i - 1].name;
	}
}

static uint32_t tier_group(const struct grouping *grouping, uint32_t member)
{
	return (uint32_t)(grouping->request->scope.book->members[member].level +
			  1);
}

static uint32_t group_of(const struct grouping *grouping,
			 const struct purchase *purchase)
{
	if (!scope_takes_day(&grouping->request->scope, purchase->day))
		return NONE;
	if (grouping->request->by == ANALYSIS_BY_MONTH)
		return (uint32_t)(month_number(purchase->day) -
				  grouping->first);
	if (grouping->request->by == ANALYSIS_BY_TIER)
		return tier_group(grouping, purchase->member);
	return 0;
}

/* ---- counting ---- */

static void count_members(struct grouping *grouping, const bool *chosen)
{
	const struct report_scope *scope = &grouping->request->scope;
	bool is_by_tier = grouping->request->by == ANALYSIS_BY_TIER;

	for (uint32_t m = 0; m < scope->book->member_count; m++) {
		for (size_t i = 0; chosen[m] && i < grouping->count; i++) {
			struct group *group = &grouping->groups[i];
			if (!is_by_tier || tier_group(grouping, m) == i)
				activity_add_member(&group->activity,
						    scope->book, m,
						    group->period);
		}
	}
}

static void count_purchases(struct grouping *grouping, const bool *chosen)
{
	const struct report_scope *scope = &grouping->request->scope;
	struct activity *activities = arena_take_array(
		scope->arena, grouping->count, sizeof(*activities));
	struct purchases found =
		purchases_collect(scope->arena, scope->book, chosen);

	for (size_t i = 0; i < grouping->count; i++)
		activities[i] = grouping->groups[i].activity;
	for (size_t i = 0; i < found.count; i++)
		found.list[i].group = group_of(grouping, &found.list[i]);
	purchases_sort(scope->arena, &found);
	activity_add_purchases(activities, grouping->count, &found);
	for (size_t i = 0; i < grouping->count; i++)
		grouping->groups[i].activity = activities[i];
}

/* ---- rows ---- */

static void add_money(struct table *table, const struct activity *a, int scale)
{
	struct decimal spend = { a->spend, scale };

	if (a->is_inexact) {
		table_add_undefined(table);
		table_add_undefined(table);
		table_add_undefined(table);
		return;
	}
	table_add_decimal(table, spend);
	analysis_add_average(table, spend, a->visits, 0);
	analysis_add_average(table, spend, a->active, 0);
}

static void add_group(struct table *table, const struct group *group, int scale)
{
	const struct activity *a = &group->activity;

	table_add_text(table, group->name);
	table_add_integer(table, a->members);
	table_add_integer(table, a->joined);
	table_add_integer(table, a->active);
	analysis_add_percent(table, a->active, a->members);
	table_add_integer(table, a->visits);
	analysis_add_average(table, (struct decimal){ a->visits, 0 }, a->active,
			     2);
	add_money(table, a, scale);
	analysis_add_percent(table, a->repeating, a->active);
	analysis_add_percent(table, a->repeating_day, a->active);
	analysis_add_percent(table, a->once, a->active);
	table_add_integer(table, a->activated);
	analysis_add_percent(table, a->activated, a->joined);
	table_end_row(table);
}

static void activity_rows(const struct analysis_request *request,
			  struct table *table)
{
	struct grouping grouping = { .request = request };
	const bool *chosen = analysis_chosen(&request->scope);
	int scale = currency_scale(scope_program(&request->scope)->currency);

	if (request->by == ANALYSIS_BY_TIER)
		make_tiers(&grouping);
	else
		make_spans(&grouping);
	count_members(&grouping, chosen);
	count_purchases(&grouping, chosen);
	for (size_t i = 0; i < grouping.count; i++) {
		const struct group *group = &grouping.groups[i];
		if (request->by != ANALYSIS_BY_TIER || i > 0 ||
		    group->activity.members > 0)
			add_group(table, group, scale);
	}
}

const struct analysis analysis_activity = {
	.name = "activity",
	.report = &report_activity,
	.by = 1 << ANALYSIS_BY_MONTH | 1 << ANALYSIS_BY_TIER,
	.is_drawn_by_month = true,
	.rows = activity_rows,
};
