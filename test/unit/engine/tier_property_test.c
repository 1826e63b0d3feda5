/*
 * tier: equal to going through every single day with nothing remembered but
 * the list of what counted; and merging two histories is having had one.
 */
#include <criterion/criterion.h>

#include "engine/shop.h"
#include "engine/tier.h"

enum {
	ADDS_MAX = 40,
	DAYS = 1200,
	ROUNDS = 60
};

struct added {
	int32_t day, counted;
	int64_t points;
};

/* A slow state: what counted, and the level day by day. */
struct slow {
	const struct tiers *tiers;
	const struct added *adds;
	size_t count;
	int held;
	int32_t decided_on;
	bool was_below;
};

static uint64_t draw(uint64_t *state, uint64_t below)
{
	*state = *state * UINT64_C(6364136223846793005) +
		 UINT64_C(1442695040888963407);
	return (*state >> 33) % below;
}

static bool is_inside(const struct tiers *tiers, int32_t counted, int32_t day)
{
	struct day from = { counted };
	struct day on = { day };
	switch (tiers->window_kind) {
	case WINDOW_ROLLING:
		return day_add_span(from, tiers->window).number > day;
	case WINDOW_CALENDAR_YEAR:
		return day_civil(from).year == day_civil(on).year;
	case WINDOW_LIFETIME:
		return true;
	}
	return false;
}

/* The level by the metric, of what was added before `until`. */
static int metric_level(const struct slow *slow, int32_t day, int32_t until)
{
	int64_t sum = 0;
	int level = 0;
	for (size_t i = 0; i < slow->count; i++)
		if (slow->adds[i].day < until &&
		    is_inside(slow->tiers, slow->adds[i].counted, day))
			sum += slow->adds[i].points;
	for (size_t i = 1; i < slow->tiers->level_count; i++)
		if (sum >= slow->tiers->levels[i].at)
			level = (int)i;
	return level;
}

static void keep(struct slow *slow, int32_t day, int level)
{
	struct day from = { day };
	slow->held = level;
	slow->decided_on =
		level == 0 ? INT32_MAX
			   : day_add_span(
				     day_add_span(from,
						  slow->tiers->downgrade_after),
				     slow->tiers->downgrade_grace)
				     .number;
}

static void slow_decide(struct slow *slow, int32_t day, int level)
{
	if (!slow->tiers->has_downgrade) {
		slow->held = level;
		return;
	}
	bool over = day >= slow->decided_on;
	if (level > slow->held ||
	    (level == slow->held && (over || slow->was_below)))
		keep(slow, day, level);
	else if (level < slow->held && over)
		keep(slow, day,
		     slow->tiers->downgrade_one_step ? slow->held - 1 : level);
	slow->was_below = level < slow->held;
}

static const char *const RULES[] = {
	"tiers:\n  window: 90 days\n",
	"tiers:\n  window: 3 months\n  qualify: same-day\n",
	"tiers:\n  window: calendar-year\n",
	"tiers:\n  window: lifetime\n  qualify: same-day\n",
	"tiers:\n  window: 60 days\n"
	"  downgrade: {after: 3 months, grace: 10 days, step: one}\n",
	"tiers:\n  window: 60 days\n  qualify: same-day\n"
	"  downgrade: {after: 45 days, step: all}\n",
	"tiers:\n  window: calendar-year\n  qualify: same-day\n"
	"  downgrade: {after: 1 month, step: one}\n",
};

static void open_rules(struct shop *shop, const char *tiers)
{
	char rules[512];
	snprintf(rules, sizeof(rules),
		 "earn: [{name: base, on: purchase, points: 1, per: 1.00}]\n"
		 "%s  levels: [{name: a, at: 0}, {name: b, at: 50}, "
		 "{name: c, at: 120}, {name: d, at: 300}]\n",
		 tiers);
	shop_open(shop, rules);
}

/* Adds in the order of days; some take back, some are recorded late. */
static size_t draw_adds(uint64_t *seed, int32_t start, struct added *adds)
{
	size_t count = (size_t)draw(seed, ADDS_MAX) + 1;
	int32_t day = start;
	for (size_t i = 0; i < count; i++) {
		day += (int32_t)draw(seed, 45);
		adds[i] = (struct added){ day, day, (int64_t)draw(seed, 90) };
		if (i > 0 && draw(seed, 4) == 0) {
			const struct added *back = &adds[draw(seed, i)];
			adds[i].counted = back->counted;
			adds[i].points = -(back->points / 2);
		} else if (draw(seed, 5) == 0) {
			adds[i].counted -= (int32_t)draw(seed, 20);
		}
	}
	return count;
}

static void add_of_day(struct tier_state *state, const struct added *adds,
		       size_t count, int32_t day)
{
	for (size_t i = 0; i < count; i++)
		if (adds[i].day == day)
			tier_add(state, (struct day){ day },
				 &(struct tier_amounts){
					 .points = adds[i].points },
				 (struct day){ adds[i].counted });
}

/* Every day is compared, or, with gaps, only some: the state must not depend
 * on being asked. */
static void compare_days(struct shop *shop, const struct added *adds,
			 size_t count, uint64_t gap)
{
	const struct tiers *tiers = &shop->program->tiers;
	int32_t start = adds[0].day;
	uint64_t seed = gap;
	struct slow slow = { .tiers = tiers,
			     .adds = adds,
			     .count = count,
			     .decided_on = INT32_MAX };
	struct tier_state *state = tier_begin(&shop->arena, &shop->programs,
					      (struct day){ start });
	for (int32_t day = start; day < start + DAYS; day++) {
		slow_decide(&slow, day, metric_level(&slow, day, day));
		bool is_asked = draw(&seed, gap) == 0;
		if (is_asked)
			cr_assert_eq(
				tier_level(state, (struct day){ day }, NULL),
				slow.held, "start of day %d", day - start);
		add_of_day(state, adds, count, day);
		int closing = metric_level(&slow, day, day + 1);
		if (!tiers->same_day)
			continue;
		int during = closing;
		if (tiers->has_downgrade && slow.held > during)
			during = slow.held;
		if (is_asked)
			cr_assert_eq(
				tier_level(state, (struct day){ day }, NULL),
				during, "during day %d", day - start);
		slow_decide(&slow, day, closing);
	}
}

Test(tier_property, equals_going_through_every_day)
{
	uint64_t seed = 7;
	for (size_t i = 0; i < sizeof(RULES) / sizeof(*RULES); i++)
		for (int round = 0; round < ROUNDS; round++) {
			struct shop shop;
			struct added adds[ADDS_MAX];
			open_rules(&shop, RULES[i]);
			size_t count = draw_adds(
				&seed, shop_day("2026-01-01").number, adds);
			compare_days(&shop, adds, count, 1);
			compare_days(&shop, adds, count, 40);
			shop_close(&shop);
		}
}

Test(tier_property, merging_is_having_had_one_history)
{
	uint64_t seed = 8;
	for (size_t i = 0; i < 4; i++)
		for (int round = 0; round < ROUNDS; round++) {
			struct shop shop;
			struct added adds[ADDS_MAX];
			struct tier_state *states[3];
			open_rules(&shop, RULES[i]);
			struct day start = shop_day("2026-01-01");
			size_t count = draw_adds(&seed, start.number, adds);
			for (size_t k = 0; k < 3; k++)
				states[k] = tier_begin(&shop.arena,
						       &shop.programs, start);
			for (size_t k = 0; k < count; k++) {
				uint64_t side = draw(&seed, 2);
				add_of_day(states[side], &adds[k], 1,
					   adds[k].day);
				add_of_day(states[2], &adds[k], 1, adds[k].day);
			}
			struct day day = { adds[count - 1].day + 1 };
			tier_merge(states[0], states[1], day);
			for (; day.number < start.number + 2 * DAYS;
			     day.number += 7)
				cr_assert_eq(tier_level(states[0], day, NULL),
					     tier_level(states[2], day, NULL));
			shop_close(&shop);
		}
}

Test(tier_property, merging_keeps_the_higher_level)
{
	struct shop shop;
	open_rules(&shop, RULES[4]);
	struct day day = shop_day("2026-01-01");
	struct tier_state *one = tier_begin(&shop.arena, &shop.programs, day);
	struct tier_state *two = tier_begin(&shop.arena, &shop.programs, day);
	tier_add(one, day, &(struct tier_amounts){ .points = 60 }, DAY_NONE);
	tier_add(two, day, &(struct tier_amounts){ .points = 130 }, DAY_NONE);
	/* 190 are in the window for 60 days; c is kept from the 2nd for three
	 * months and ten days */
	tier_merge(one, two, shop_day("2026-02-01"));
	cr_expect_eq(tier_level(one, shop_day("2026-04-11"), NULL), 2);
	cr_expect_eq(tier_level(one, shop_day("2026-04-12"), NULL), 1);
	shop_close(&shop);
}
