/*
 * `report rewards`: what of the catalogue is taken, by how many, for how many
 * points and of what value; a row for each reward of the book's day, also one
 * that nobody took, then those of earlier rules. What was rejected, cancelled
 * or expired is left out.
 */
#include <stdlib.h>

#include "base/arena.h"
#include "base/currency.h"
#include "base/intern.h"
#include "engine/book.h"
#include "insight/activity.h"
#include "insight/reward_worth.h"
#include "journal/journal.h"
#include "report/analysis.h"
#include "report/chart_plan.h"
#include "report/member_row.h"

static const struct column columns[] = {
	{ "reward", COLUMN_ID, "the reward's name" },
	{ "unit", COLUMN_ID, "the unit of points" },
	{ "redemptions", COLUMN_INTEGER, "how often it was taken" },
	{ "redeemers", COLUMN_INTEGER, "members who took it" },
	{ "uptake", COLUMN_PERCENT, "redeemers of members" },
	{ "points", COLUMN_POINTS, "points it took or holds" },
	{ "value", COLUMN_MONEY, "what it was worth to those who took it" },
	{ "mix", COLUMN_PERCENT, "of all rewards taken" },
	{ "reward_cost", COLUMN_MONEY, "what they cost the shop" },
	{ NULL, COLUMN_TEXT, NULL },
};

static const struct report_chart charts[] = {
	{ .kind = CHART_BARS,
	  .title = "Rewards taken",
	  .label = "reward",
	  .values = { "redemptions" } },
	{ .kind = CHART_BARS,
	  .title = "Points redeemed",
	  .label = "reward",
	  .splits = { "unit" },
	  .values = { "points" } },
	{ .title = NULL },
};

const struct report report_uptake = {
	.name = "report",
	.title = "Uptake of rewards",
	.columns = columns,
	.fields = MEMBER_ROW_FIELDS,
	.charts = charts,
};

/* A redemption that counts. */
struct taken {
	const struct redemption *redemption;
	uint32_t reward; /* its number among the names */
	uint32_t member;
};

struct uptake {
	int unit;
	int64_t redemptions, redeemers, points, value;
	int64_t cost;
	int64_t costed; /* redemptions of which the cost is known */
	int64_t valued; /* redemptions of which the value is known */
	uint32_t last_member;
	bool is_inexact; /* a sum is over 64 bits */
};

static int compare_taken(const void *left, const void *right)
{
	const struct taken *a = left;
	const struct taken *b = right;

	if (a->reward != b->reward)
		return a->reward < b->reward ? -1 : 1;
	return a->member < b->member ? -1 : a->member > b->member;
}

static bool counts(const struct report_scope *scope,
		   const struct redemption *redemption)
{
	return reward_worth_counts(scope->book, redemption) &&
	       scope_takes_day(scope, redemption->requested);
}

/* In the order of rewards and members. */
static struct taken *collect(const struct report_scope *scope,
			     const bool *chosen, struct intern *names,
			     size_t *count)
{
	const struct book *book = scope->book;
	struct taken *list = arena_take_array(
		scope->arena, book->redemption_count, sizeof(*list));

	*count = 0;
	for (size_t i = 0; i < book->redemption_count; i++) {
		const struct redemption *r = &book->redemptions[i];
		uint32_t member = book_member_now(book, r->member);
		if (!chosen[member] || !counts(scope, r))
			continue;
		struct slice name = event_operand(book->journal,
						  scope_event(scope, r->event));
		list[(*count)++] =
			(struct taken){ r, intern_add(names, name), member };
	}
	if (*count > 1)
		qsort(list, *count, sizeof(*list), compare_taken);
	return list;
}

static void add_taken(const struct report_scope *scope, struct uptake *uptake,
		      const struct taken *taken)
{
	const struct redemption *r = taken->redemption;
	int64_t value = reward_worth_value(scope->book, r);
	int64_t cost = reward_worth_cost(scope->book, r);

	uptake->redeemers += uptake->redemptions == 0 ||
			     uptake->last_member != taken->member;
	uptake->last_member = taken->member;
	uptake->redemptions++;
	uptake->unit = r->unit;
	uptake->valued += value >= 0;
	uptake->costed += cost >= 0;
	if (!amount_add(uptake->points, r->points - r->returned,
			&uptake->points) ||
	    !amount_add(uptake->value, value > 0 ? value : 0, &uptake->value) ||
	    !amount_add(uptake->cost, cost > 0 ? cost : 0, &uptake->cost))
		uptake->is_inexact = true;
}

/* What the shares are of. */
struct whole {
	int64_t members, redemptions;
};

static void add_row(const struct report_scope *scope, struct table *table,
		    const struct uptake *uptake, struct whole all)
{
	const struct unit *unit = scope_unit(scope, uptake->unit);

	table_add_text(table, unit->name);
	table_add_integer(table, uptake->redemptions);
	table_add_integer(table, uptake->redeemers);
	analysis_add_percent(table, uptake->redeemers, all.members);
	if (uptake->is_inexact)
		table_add_undefined(table);
	else
		table_add_points(table, uptake->points, unit->decimals);
	analysis_add_money(scope, table, uptake->value,
			   uptake->is_inexact ||
				   uptake->valued < uptake->redemptions);
	analysis_add_percent(table, uptake->redemptions, all.redemptions);
	analysis_add_money(scope, table, uptake->cost,
			   uptake->is_inexact ||
				   uptake->costed < uptake->redemptions);
	table_end_row(table);
}

/* Members enrolled at some time of the period. */
static int64_t count_members(const struct report_scope *scope,
			     const bool *chosen)
{
	struct activity all = { 0 };

	for (uint32_t m = 0; m < scope->book->member_count; m++) {
		if (chosen[m])
			activity_add_member(
				&all, scope->book, m,
				(struct period){ scope->from, scope->to });
	}
	return all.members;
}

static void uptake_rows(const struct analysis_request *request,
			struct table *table)
{
	const struct report_scope *scope = &request->scope;
	const struct program *program = scope_program(scope);
	const bool *chosen = analysis_chosen(scope);
	struct intern names;
	size_t count;

	intern_init(&names, scope->arena, scope->book->journal->seed);
	for (size_t i = 0; i < program->reward_count; i++)
		(void)intern_add(&names, program->rewards[i].name);
	const struct taken *list = collect(scope, chosen, &names, &count);
	struct uptake *uptakes =
		arena_take_array(scope->arena, names.count, sizeof(*uptakes));
	for (size_t i = 0; i < program->reward_count; i++)
		uptakes[i].unit = program->rewards[i].unit;
	for (size_t i = 0; i < count; i++)
		add_taken(scope, &uptakes[list[i].reward], &list[i]);
	const struct whole all = { count_members(scope, chosen),
				   (int64_t)count };
	for (uint32_t i = 0; i < names.count; i++) {
		table_add_text(table, intern_text(&names, i));
		add_row(scope, table, &uptakes[i], all);
	}
}

const struct analysis analysis_rewards = {
	.name = "rewards",
	.report = &report_uptake,
	.alone = 1 << ANALYSIS_BY_MONTH | 1 << ANALYSIS_BY_TIER,
	.rows = uptake_rows,
};
