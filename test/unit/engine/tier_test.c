/*
 * tier: levels by day, told as a story: what was earned, granted and asked,
 * one line each. Numbers in labels are the edge cases of the research on
 * other programmes.
 */
#include <criterion/criterion.h>

#include "engine/tier_story.h"

Test(tier, is_the_highest_threshold_reached)
{
	static const struct story STORIES[] = {
		{ "25: however the levels are listed", ROLLING, NULL, NULL,
		  "2026-01-02 is bronze\n"
		  "2026-01-02 add 499\n"
		  "2026-01-03 is bronze\n"
		  "2026-01-03 add 1\n"
		  "2026-01-04 is silver\n"
		  "2026-01-04 add 1499\n"
		  "2026-01-05 is silver\n"
		  "2026-01-05 add 1\n"
		  "2026-01-06 is gold" },
		{ "27: the level at the start of the day", ROLLING, NULL, NULL,
		  "2026-01-02 is bronze 5000\n"
		  "2026-01-02 add 5000\n"
		  "2026-01-02 is bronze 5000\n"
		  "2026-01-03 is gold" },
		{ "27: or with this very event", SAME_DAY, NULL, NULL,
		  "2026-01-02 is bronze 499\n"
		  "2026-01-02 is silver 500\n"
		  "2026-01-02 add 500\n"
		  "2026-01-02 is silver\n"
		  "2026-01-02 is gold 1500\n"
		  "2026-01-02 status silver 2026-01-02 - 500 1500" },
		{ "29: nothing yet", ROLLING, NULL, NULL,
		  "2026-01-01 status bronze 2026-01-01 - 0 500" },
		{ "28: of what is asked for alone",
		  EARN "tiers:\n  metric: visits\n  window: 12 months\n"
		       "  levels: [{name: new, at: 0}, "
		       "{name: regular, at: 3}]\n",
		  NULL, NULL,
		  "2026-01-02 add 100\n2026-01-02 add 100\n"
		  "2026-01-03 is new\n2026-01-03 add 100\n"
		  "2026-01-04 is regular\n"
		  "2026-01-04 status regular 2026-01-04 - 3 0" },
		{ "26: spend in money",
		  EARN "tiers:\n  metric: spend\n  window: lifetime\n"
		       "  levels: [{name: low, at: 0}, "
		       "{name: mid, at: 100000.00}, "
		       "{name: top, at: 300000.00}]\n",
		  NULL, NULL,
		  "2026-01-02 add 196000\n2026-01-03 is mid\n"
		  "2026-01-03 status mid 2026-01-03 - 19600000 10400000" },
	};
	TELL(STORIES);
}

Test(tier, falls_when_amounts_leave_the_window)
{
	static const struct story STORIES[] = {
		{ "rolling: the day a year later", ROLLING, NULL, NULL,
		  "2026-01-15 add 600\n"
		  "2027-01-14 is silver\n"
		  "2027-01-15 is bronze\n"
		  "2027-01-15 status bronze 2027-01-15 - 0 500" },
		{ "rolling: one after the other", ROLLING, NULL, NULL,
		  "2026-01-15 add 300\n"
		  "2026-03-31 add 300\n"
		  "2026-04-01 is silver\n"
		  "2027-01-15 is bronze\n"
		  "2027-01-15 add 200\n"
		  "2027-01-16 is silver\n"
		  "2027-03-31 is bronze" },
		{ "rolling: leap day", ROLLING, NULL, NULL,
		  "2028-02-29 add 600\n"
		  "2029-02-27 is silver\n"
		  "2029-02-28 is bronze" },
		{ "calendar year", YEARLY, NULL, NULL,
		  "2026-01-15 add 600\n"
		  "2026-12-31 is silver\n"
		  "2027-01-01 is bronze" },
		{ "calendar year: earned on its last day", YEARLY, NULL, NULL,
		  "2026-12-31 add 600\n2027-01-01 is bronze" },
		{ "lifetime", LIFETIME, NULL, NULL,
		  "2026-01-15 add 600\n2126-01-01 is silver" },
		{ "32: a refund lowers the metric", ROLLING, NULL, NULL,
		  "2026-01-15 add 600\n"
		  "2026-02-01 is silver\n"
		  "2026-02-01 add -200 2026-01-15\n"
		  "2026-02-01 is silver\n"
		  "2026-02-02 is bronze\n"
		  "2026-02-02 add 150\n"
		  "2026-02-03 is silver\n"
		  "2027-01-15 is bronze\n"
		  "2027-01-15 status bronze 2027-01-15 - 150 350" },
		{ "a refund of what has left is nothing", ROLLING, NULL, NULL,
		  "2026-01-15 add 600\n"
		  "2026-06-01 add 500\n"
		  "2027-02-01 add -600 2026-01-15\n"
		  "2027-02-02 is silver" },
		{ "a sale recorded late counts from its own day", ROLLING, NULL,
		  NULL,
		  "2026-01-15 add 300\n"
		  "2026-03-15 add 100\n"
		  "2026-03-20 add 100 2026-02-01\n"
		  "2026-03-21 is silver\n"
		  "2027-01-15 is bronze\n"
		  "2027-01-31 add 400\n"
		  "2027-02-01 is silver\n"
		  "2027-02-01 status silver 2027-02-01 - 500 1500" },
	};
	TELL(STORIES);
}

Test(tier, is_kept_as_the_policy_says)
{
	static const struct story STORIES[] = {
		{ "kept for a year and grace", KEPT("one"), NULL, NULL,
		  "2026-01-15 add 600\n"
		  "2026-01-16 status silver 2026-01-16 2027-02-14 600 1400\n"
		  "2027-01-15 is silver\n"
		  "2027-02-14 is silver\n"
		  "2027-02-15 is bronze\n"
		  "2027-02-15 status bronze 2027-02-15 - 0 500" },
		{ "one step at a time", KEPT("one"), NULL, NULL,
		  "2026-01-15 add 2000\n"
		  "2027-02-14 is gold\n"
		  "2027-02-15 is silver\n"
		  "2028-03-15 is silver\n"
		  "2028-03-16 is bronze" },
		{ "or all at once", KEPT("all"), NULL, NULL,
		  "2026-01-15 add 2000\n"
		  "2027-02-14 is gold\n"
		  "2027-02-15 is bronze" },
		{ "a rise begins anew", KEPT("one"), NULL, NULL,
		  "2026-01-15 add 600\n"
		  "2026-10-01 add 1400\n"
		  "2026-10-02 status gold 2026-10-02 2027-10-31 2000 0\n"
		  "2027-10-31 is gold\n"
		  "2027-11-01 is silver" },
		{ "at its end the metric decides anew", KEPT("one"), NULL, NULL,
		  "2026-01-15 add 600\n"
		  "2027-01-10 add 600\n"
		  "2027-02-15 is silver\n"
		  "2027-02-15 status silver 2026-01-16 2028-03-15 600 1400\n"
		  "2028-03-15 is silver\n"
		  "2028-03-16 is bronze" },
		{ "the threshold reached again begins anew", KEPT("one"), NULL,
		  NULL,
		  "2026-01-15 add 600\n"
		  "2027-01-20 add 100\n"
		  "2027-01-30 add 400\n"
		  "2027-01-31 status silver 2026-01-16 2028-02-29 500 1500" },
	};
	TELL(STORIES);
}

Test(tier, is_kept_through_refunds)
{
	static const struct story STORIES[] = {
		{ "32: a refund does not downgrade", KEPT("one"), NULL, NULL,
		  "2026-01-15 add 600\n"
		  "2026-01-20 add -600 2026-01-15\n"
		  "2026-06-01 is silver\n"
		  "2027-02-15 is bronze" },
		{ "bought and brought back on one day reaches nothing",
		  EARN "tiers:\n  window: 12 months\n  qualify: same-day\n"
		       "  downgrade: {after: 12 months}\n" LEVELS,
		  NULL, NULL,
		  "2026-01-15 add 600\n"
		  "2026-01-15 is silver\n"
		  "2026-01-15 add -600 2026-01-15\n"
		  "2026-01-15 is bronze\n"
		  "2026-01-16 is bronze" },
		{ "same-day: kept through a later refund",
		  EARN "tiers:\n  window: 12 months\n  qualify: same-day\n"
		       "  downgrade: {after: 12 months}\n" LEVELS,
		  NULL, NULL,
		  "2026-01-15 add 600\n"
		  "2026-01-20 add -600 2026-01-15\n"
		  "2026-01-20 is silver\n"
		  "2027-01-14 is silver\n"
		  "2027-01-15 is bronze" },
		{ "a calendar year, kept",
		  EARN "tiers:\n  window: calendar-year\n"
		       "  downgrade: {after: 1 year}\n" LEVELS,
		  NULL, NULL,
		  "2026-11-15 add 600\n"
		  "2027-01-01 is silver\n"
		  "2027-11-15 is silver\n"
		  "2027-11-16 is bronze" },
	};
	TELL(STORIES);
}

Test(tier, keeps_its_changes)
{
	static const struct {
		const char *day;
		int from, to;
		bool granted;
	} EXPECTED[] = { { "2026-01-01", -1, 0, false },
			 { "2026-01-16", 0, 1, false },
			 { "2026-03-01", 1, 2, true },
			 { "2026-07-01", 2, 1, false },
			 { "2027-01-15", 1, 0, false } };
	struct shop shop;
	size_t count;
	shop_open(&shop, ROLLING);
	struct tier_state *state =
		tier_begin(&shop.arena, &shop.programs, shop_day("2026-01-01"));
	tier_add(state, shop_day("2026-01-15"),
		 &(struct tier_amounts){ .points = 600 }, DAY_NONE);
	tier_grant(state, shop_day("2026-03-01"), 2, shop_day("2026-06-30"));
	const struct tier_change *changes =
		tier_changes(state, shop_day("2027-06-01"), &count);
	cr_assert_eq(count, 5);
	for (size_t i = 0; i < count; i++) {
		char day[DAY_TEXT_MAX];
		day_print(changes[i].day, day);
		cr_expect_str_eq(day, EXPECTED[i].day);
		cr_expect_eq(changes[i].from, EXPECTED[i].from, "%s", day);
		cr_expect_eq(changes[i].to, EXPECTED[i].to, "%s", day);
		cr_expect_eq(changes[i].granted, EXPECTED[i].granted, "%s",
			     day);
	}
	tier_changes(state, shop_day("2026-03-01"), &count);
	cr_expect_eq(count, 3, "up to a day");
	cr_expect_eq(tier_level(state, shop_day("2026-02-28"), NULL), 1,
		     "a day that is over");
	cr_expect_eq(tier_level(state, shop_day("2025-12-31"), NULL), -1,
		     "before joining");
	shop_close(&shop);
}

Test(tier, is_nothing_without_tiers)
{
	struct shop shop;
	size_t count = 1;
	shop_open(&shop, EARN);
	struct tier_state *state =
		tier_begin(&shop.arena, &shop.programs, shop_day("2026-01-01"));
	cr_expect_null(state);
	tier_add(state, shop_day("2026-01-15"),
		 &(struct tier_amounts){ .points = 600 }, DAY_NONE);
	tier_grant(state, shop_day("2026-03-01"), 2, DAY_NONE);
	tier_revoke(state, shop_day("2026-03-01"), 2);
	tier_merge(state, state, shop_day("2026-03-01"));
	cr_expect_eq(tier_level(state, shop_day("2026-03-01"), NULL), -1);
	cr_expect_eq(tier_status_on(state, shop_day("2026-03-01")).level, -1);
	cr_expect_null(tier_changes(state, shop_day("2026-03-01"), &count));
	cr_expect_eq(count, 0);
	shop_close(&shop);
}
