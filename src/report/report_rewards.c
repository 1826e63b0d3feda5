/*
 * `rewards`: the catalogue in the order of the rules file; for a member with
 * three columns more: whether it is within reach, every reason why not, and
 * the points that are missing.
 */
#include "report/report_rewards.h"

#include "base/text.h"
#include "engine/book.h"
#include "engine/reach.h"
#include "report/report_scope.h"
#include "rules/rules_words.h"

#define CATALOGUE                                                              \
	{ "name", COLUMN_ID, "the reward's name in the journal" },             \
		{ "title", COLUMN_TEXT, "what it is called for customers" },   \
		{ "kind", COLUMN_ID,                                           \
		  "product, discount, payment, access, event, donation or "    \
		  "other" },                                                   \
		{ "cost", COLUMN_POINTS,                                       \
		  "points it costs; of a payment those that buy the value" },  \
		{ "unit", COLUMN_ID, "the unit of points" },                   \
		{ "value", COLUMN_MONEY, "what it is worth in money" },        \
		{ "stock", COLUMN_INTEGER,                                     \
		  "how many are on the shelf; empty: not counted" },           \
		{ "from", COLUMN_DAY, "the first day it is on offer" },        \
		{ "until", COLUMN_DAY, "the last day it is on offer" },        \
		{ "tier", COLUMN_ID, "the level it is for, and those above" }, \
	{                                                                      \
		"limit", COLUMN_TEXT, "how often a member may have it"         \
	}

static const struct column columns[] = {
	CATALOGUE,
	{ NULL, COLUMN_TEXT, NULL },
};

const struct report report_rewards = {
	.name = "rewards",
	.title = "Rewards",
	.columns = columns,
};

static const struct column reach_columns[] = {
	CATALOGUE,
	{ "within_reach", COLUMN_BOOLEAN, "the member can have it now" },
	{ "reasons", COLUMN_TEXT,
	  "why not: insufficient_balance, tier, out_of_stock, limit, "
	  "inactive, blocked" },
	{ "missing", COLUMN_POINTS, "points that are missing" },
	{ NULL, COLUMN_TEXT, NULL },
};

const struct report report_rewards_reach = {
	.name = "rewards",
	.title = "Rewards for a member",
	.columns = reach_columns,
};

const char *reward_kind_name(enum reward_kind kind)
{
	static const char *const names[] = {
		[REWARD_PRODUCT] = "product", [REWARD_DISCOUNT] = "discount",
		[REWARD_PAYMENT] = "payment", [REWARD_ACCESS] = "access",
		[REWARD_EVENT] = "event",     [REWARD_DONATION] = "donation",
		[REWARD_OTHER] = "other",
	};

	return names[kind];
}

struct slice reward_reasons(struct arena *arena, unsigned reasons)
{
	struct text text;
	const char *name;

	text_init(&text, arena);
	for (int i = 0; (name = reach_reason_name(reasons, i)) != NULL; i++) {
		text_add(&text, i == 0 ? "" : " ");
		text_add(&text, name);
	}
	return text_slice(&text);
}

static struct slice limit_of(const struct report_scope *scope,
			     const struct reward *reward)
{
	struct text text;
	struct rules_words words = {
		.text = &text,
		.programs = scope->book->programs,
		.program = scope_program(scope),
		.day = DAY_NONE,
	};

	text_init(&text, scope->arena);
	rules_words_add_limit(&words, &reward->limit, reward->unit);
	return slice_from_offset(text_slice(&text), sizeof("; at most ") - 1);
}

static void add_value(const struct report_scope *scope, struct table *table,
		      const struct reward *reward)
{
	int64_t value =
		reward->kind == REWARD_PAYMENT ? reward->buys : reward->value;

	if (value < 0)
		table_add_none(table);
	else
		table_add_money(table, value, scope_program(scope)->currency);
}

static void add_reward(const struct report_scope *scope, struct table *table,
		       int number)
{
	const struct reward *reward = &scope_program(scope)->rewards[number];
	const struct unit *unit = scope_unit(scope, reward->unit);

	table_add_text(table, reward->name);
	table_add_text(table, reward->title);
	table_add_string(table, reward_kind_name(reward->kind));
	table_add_points(table,
			 reward->kind == REWARD_PAYMENT ? reward->points
							: reward->cost,
			 unit->decimals);
	table_add_text(table, unit->name);
	add_value(scope, table, reward);
	if (reward->counts_stock)
		table_add_integer(table, scope->book->stock[number]);
	else
		table_add_none(table);
	table_add_day(table, reward->from);
	table_add_day(table, reward->until);
	table_add_text(table, reward->tier);
	table_add_text(table, limit_of(scope, reward));
}

void report_rewards_rows(const struct report_scope *scope, struct table *table)
{
	size_t count = scope_program(scope)->reward_count;

	for (size_t i = 0; i < count; i++) {
		add_reward(scope, table, (int)i);
		table_end_row(table);
	}
}

void report_rewards_reach_rows(const struct report_scope *scope,
			       struct table *table, uint32_t member)
{
	size_t count = scope_program(scope)->reward_count;

	for (size_t i = 0; i < count; i++) {
		struct reach reach;
		reach_find(scope->book, member, (int)i, &reach);
		add_reward(scope, table, (int)i);
		table_add_boolean(table, reach.reasons == 0);
		table_add_text(table,
			       reward_reasons(scope->arena, reach.reasons));
		if (reach.missing > 0)
			table_add_points(
				table, reach.missing,
				scope_unit(scope, reach.unit)->decimals);
		else
			table_add_none(table);
		table_end_row(table);
	}
}
