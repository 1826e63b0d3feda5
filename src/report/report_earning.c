/*
 * `report earning`: what earned points: by the rules that gave them, or by
 * store, campaign or month of the line.
 */
#include <stdlib.h>

#include "base/arena.h"
#include "base/intern.h"
#include "engine/book.h"
#include "insight/earnings.h"
#include "insight/points_flow.h"
#include "journal/journal.h"
#include "report/analysis.h"
#include "report/chart_plan.h"
#include "report/member_row.h"
#include "report/segment_set.h"

static const struct column columns[] = {
	{ "earned_by", COLUMN_ID, "the rule, store, campaign or month" },
	{ "unit", COLUMN_ID, "the unit of points" },
	{ "credits", COLUMN_INTEGER, "lines that earned by it" },
	{ "earners", COLUMN_INTEGER, "members who earned by it" },
	{ "credited", COLUMN_POINTS, "points credited" },
	{ "credited_share", COLUMN_PERCENT, "of those of the unit" },
	{ "per_credit", COLUMN_DECIMAL, "points of a line" },
	{ "credited_worth", COLUMN_MONEY, "credited at the rules' value" },
	{ NULL, COLUMN_TEXT, NULL },
};

static const struct report_chart charts[] = {
	{ .kind = CHART_BARS,
	  .title = "Points credited",
	  .label = "earned_by",
	  .splits = { "unit" },
	  .values = { "credited" } },
	{ .title = NULL },
};

const struct report report_earning = {
	.name = "report",
	.title = "Earning",
	.columns = columns,
	.fields = MEMBER_ROW_FIELDS,
	.charts = charts,
};

/* An earning in the group that it belongs to. */
struct grouped {
	struct slice group;
	const struct earning *earning;
};

struct group {
	int64_t credits, earners, points;
	bool is_inexact;
};

static int compare_groups(const struct grouped *a, const struct grouped *b)
{
	if (a->earning->unit != b->earning->unit)
		return a->earning->unit - b->earning->unit;
	return slice_compare_natural(a->group, b->group);
}

static int compare_grouped(const void *left, const void *right)
{
	const struct grouped *a = left;
	const struct grouped *b = right;
	int order = compare_groups(a, b);

	if (order != 0)
		return order;
	if (a->earning->member != b->earning->member)
		return a->earning->member < b->earning->member ? -1 : 1;
	if (a->earning->event != b->earning->event)
		return a->earning->event < b->earning->event ? -1 : 1;
	return 0;
}

static struct slice group_of(const struct analysis_request *request,
			     const struct earning *earning)
{
	const struct report_scope *scope = &request->scope;
	const struct event *e = scope_event(scope, earning->event);
	char text[DAY_TEXT_MAX];

	switch (request->by) {
	case ANALYSIS_BY_STORE:
		return event_value(scope->book->journal, e, KEY_STORE);
	case ANALYSIS_BY_CAMPAIGN:
		return event_value(scope->book->journal, e, KEY_CAMPAIGN);
	case ANALYSIS_BY_MONTH:
		day_print(e->day, text);
		return slice_from(arena_copy(scope->arena, text, 7));
	default:
		return earning->rule;
	}
}

/* Adds list[0 .. count), all of one group, in order. */
static struct group add_up(const struct grouped *list, size_t count)
{
	struct group group = { 0 };

	for (size_t i = 0; i < count; i++) {
		const struct earning *e = list[i].earning;
		const struct earning *before = i > 0 ? list[i - 1].earning : e;
		group.earners += i == 0 || before->member != e->member;
		group.credits += i == 0 || before->event != e->event;
		if (!amount_add(group.points, e->points, &group.points))
			group.is_inexact = true;
	}
	return group;
}

static void add_row(const struct report_scope *scope, struct table *table,
		    const struct group *group, int unit, int64_t all)
{
	int decimals = scope_unit(scope, unit)->decimals;
	int64_t money = 0;

	table_add_text(table, scope_unit(scope, unit)->name);
	table_add_integer(table, group->credits);
	table_add_integer(table, group->earners);
	if (group->is_inexact) {
		for (int i = 0; i < 4; i++)
			table_add_undefined(table);
		table_end_row(table);
		return;
	}
	table_add_points(table, group->points, decimals);
	analysis_add_percent(table, group->points, all);
	analysis_add_average(table, (struct decimal){ group->points, decimals },
			     group->credits, 2);
	bool has_money =
		points_flow_worth(scope_program(scope), scope->book->programs,
				  unit, group->points, &money);
	analysis_add_money(scope, table, money, !has_money);
	table_end_row(table);
}

/* What all earnings of a unit come to, 0 when it does not fit. */
static int64_t sum_unit(const struct earnings *found, int unit)
{
	int64_t sum = 0;

	for (size_t i = 0; i < found->count; i++) {
		if (found->list[i].unit == unit &&
		    !amount_add(sum, found->list[i].points, &sum))
			return 0;
	}
	return sum;
}

static struct earnings collect(const struct analysis_request *request)
{
	const struct report_scope *scope = &request->scope;
	struct sample sample = analysis_sample(scope);
	struct earnings_segments segments = { NULL, scope->segments };
	bool by_rule = request->by < 0 || request->by == ANALYSIS_BY_RULE;

	if (scope->segments != NULL)
		segments.test = scope->segments->test;
	return earnings_collect(&sample, by_rule, segments);
}

static void earning_rows(const struct analysis_request *request,
			 struct table *table)
{
	const struct report_scope *scope = &request->scope;
	struct earnings found = collect(request);
	struct grouped *list =
		arena_take_array(scope->arena, found.count, sizeof(*list));
	bool by_rule = request->by < 0 || request->by == ANALYSIS_BY_RULE;
	size_t end;

	for (size_t i = 0; i < found.count; i++) {
		list[i].earning = &found.list[i];
		list[i].group = group_of(request, &found.list[i]);
	}
	if (found.count > 1)
		qsort(list, found.count, sizeof(*list), compare_grouped);
	for (size_t i = 0; i < found.count; i = end) {
		for (end = i + 1; end < found.count &&
				  compare_groups(&list[i], &list[end]) == 0;)
			end++;
		struct group group = add_up(&list[i], end - i);
		int unit = list[i].earning->unit;
		table_add_text(table, by_rule && list[i].group.length == 0
					      ? SLICE("(no rule)")
					      : list[i].group);
		add_row(scope, table, &group, unit, sum_unit(&found, unit));
	}
}

const struct analysis analysis_earning = {
	.name = "earning",
	.report = &report_earning,
	.by = 1 << ANALYSIS_BY_RULE | 1 << ANALYSIS_BY_STORE |
	      1 << ANALYSIS_BY_CAMPAIGN | 1 << ANALYSIS_BY_MONTH,
	.rows = earning_rows,
};
