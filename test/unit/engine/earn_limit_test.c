/*
 * earn: limits, visits, actions, and the working in words.
 */
#include <criterion/criterion.h>

#include "engine/shop.h"

#define TUESDAY(limit)                                                         \
	"earn: [{name: base, on: purchase, points: 1, per: 1.00}, "            \
	"{name: tuesday, on: purchase, multiply: 2, limit: {" limit "}}]\n"
#define BASE(limit)                                                            \
	"earn: [{name: base, on: purchase, points: 1, per: 1.00, "             \
	"limit: {" limit "}}]\n"
#define GOLD "tiers: {levels: [{name: gold, at: 0, multiply: 1.5}]}\n"

Test(earn_limit, clips_or_rejects)
{
	static const struct {
		const char *label, *rules;
		int64_t used, points;
	} CASES[] = {
		{ "102: clip awards what is left",
		  TUESDAY("points: 200, per: month"), 188, 52 },
		{ "clip: all fits", TUESDAY("points: 200, per: month"), 160,
		  80 },
		{ "clip: nothing is left", TUESDAY("points: 200, per: month"),
		  200, 40 },
		{ "clip: more than nothing is used",
		  TUESDAY("points: 200, per: month"), 230, 40 },
		{ "102: reject awards none",
		  TUESDAY("points: 200, per: month, mode: reject"), 188, 40 },
		{ "reject: all fits",
		  TUESDAY("points: 200, per: month, mode: reject"), 160, 80 },
		{ "times: one is left", TUESDAY("times: 2, per: day"), 1, 80 },
		{ "times: none is left", TUESDAY("times: 2, per: day"), 2, 40 },
		{ "a purchase starts anew",
		  TUESDAY("points: 30, per: purchase"), 1000, 70 },
		{ "a rule's own points", BASE("points: 25, per: purchase"), 0,
		  25 },
		{ "with what the tier adds",
		  BASE("points: 25, per: purchase") GOLD, 0, 25 },
		{ "the tier counts for multipliers too",
		  TUESDAY("points: 50, per: month") GOLD, 0, 110 },
		{ "points of a multiplied rule, all of them",
		  "earn: [{name: base, on: purchase, points: 1, per: 1.00, "
		  "limit: {points: 30, per: day}}, "
		  "{name: twice, on: purchase, multiply: 2}]\n",
		  0, 30 },
		{ "nothing doubled is nothing",
		  "earn: [{name: base, on: purchase, points: 1, per: 1.00, "
		  "limit: {points: 30, per: day}}, "
		  "{name: twice, on: purchase, multiply: 2}]\n",
		  30, 0 },
		{ "a rule that is used up does not keep another from counting",
		  "combine: first\nearn: [{name: a, on: purchase, points: 50, "
		  "limit: {times: 1, per: day}}, {name: base, on: purchase, "
		  "points: 1, per: 1.00}]\n",
		  1, 40 },
	};
	for (size_t i = 0; i < sizeof(CASES) / sizeof(*CASES); i++) {
		struct shop shop;
		shop_open(&shop, CASES[i].rules);
		shop.used = CASES[i].used;
		shop.tier = "gold";
		shop_sell(&shop, "2026-11-03 purchase M0001 40.00 EUR");
		cr_expect_eq(shop_points(&shop, "point"), CASES[i].points,
			     "%s: %" PRId64 "\n%s", CASES[i].label,
			     shop_points(&shop, "point"), shop_working(&shop));
		cr_expect_eq(shop_shares(&shop, "point"), CASES[i].points,
			     "%s: shares add up", CASES[i].label);
		shop_close(&shop);
	}
}

Test(earn_limit, counts_what_came_of_a_rule)
{
	struct shop shop;
	shop_open(&shop, "earn: [{name: base, on: purchase, points: 1, "
			 "per: 1.00}, {name: flat, on: purchase, points: 5}, "
			 "{name: twice, on: purchase, multiply: 2}, "
			 "{name: no, on: purchase, points: 5, "
			 "when: {store: x}}]\n" GOLD);
	shop.tier = "gold";
	shop_sell(&shop, "2026-11-03 purchase M0001 40.00 EUR");
	static const struct earn_share EXPECTED[] = {
		{ .rule = 0, .points = 60, .counted = 120 },
		{ .rule = 1, .points = 7, .counted = 15 },
		{ .rule = 2, .points = 68, .counted = 68 },
	};
	cr_assert_eq(shop.result.share_count, 3);
	for (size_t i = 0; i < 3; i++) {
		const struct earn_share *share = &shop.result.shares[i];
		cr_expect_eq(share->rule, EXPECTED[i].rule);
		cr_expect_eq(share->points, EXPECTED[i].points,
			     "rule %d: %" PRId64, share->rule, share->points);
		cr_expect_eq(share->counted, EXPECTED[i].counted,
			     "rule %d: %" PRId64, share->rule, share->counted);
	}
	shop_close(&shop);
}

Test(earn_limit, has_no_negative_share_below_one)
{
	struct shop shop;
	shop_open(&shop, "earn: [{name: base, on: purchase, points: 1, "
			 "per: 1.00}, {name: twice, on: purchase, "
			 "multiply: 2}, {name: tenth, on: purchase, "
			 "multiply: 0.1}]\n");
	shop_sell(&shop, "2026-11-03 purchase M0001 40.00 EUR");
	cr_expect_eq(shop_points(&shop, "point"), 8);
	cr_expect_eq(shop_shares(&shop, "point"), 8);
	for (size_t i = 0; i < shop.result.share_count; i++)
		cr_expect_geq(shop.result.shares[i].points, 0);
	shop_close(&shop);
}

Test(earn_visit, counts_every_nth_and_is_never_multiplied)
{
	static const char RULES[] =
		"earn: [{name: v, on: visit, points: 2}, "
		"{name: five, on: visit, every: 5, within: month, "
		"points: 50}, {name: twice, on: purchase, multiply: 2}]\n" GOLD;
	static const struct {
		int64_t visits, points;
	} CASES[] = { { 0, 2 }, { 1, 2 }, { 4, 2 },  { 5, 52 },
		      { 6, 2 }, { 9, 2 }, { 10, 52 } };
	for (size_t i = 0; i < sizeof(CASES) / sizeof(*CASES); i++) {
		struct shop shop;
		shop_open(&shop, RULES);
		shop.tier = "gold";
		shop.visits = CASES[i].visits;
		shop_sell(&shop, "2026-11-03 purchase M0001");
		cr_expect_eq(shop_points(&shop, "point"), CASES[i].points,
			     "visit %" PRId64, CASES[i].visits);
		shop_sell(&shop, "2026-11-03 purchase M0001 5.00 EUR");
		cr_expect_eq(shop_points(&shop, "point"), CASES[i].points,
			     "visit %" PRId64 " with money", CASES[i].visits);
		shop_close(&shop);
	}
}

Test(earn_visit, counts_when_nothing_of_the_purchase_earns)
{
	struct shop shop;
	shop_open(&shop, "earn: [{name: v, on: visit, points: 2}, "
			 "{name: p, on: purchase, points: 7}]\n");
	shop.paid = "5.00";
	shop_sell(&shop, "2026-11-03 purchase M0001 5.00 EUR");
	cr_expect_eq(shop_points(&shop, "point"), 2);
	shop_close(&shop);
}

Test(earn_action, earns_by_its_word)
{
	static const char RULES[] =
		"earn: [{name: base, on: purchase, points: 1, per: 1.00}, "
		"{name: welcome, on: signup, points: 50, "
		"limit: {times: 1, per: ever}}, "
		"{name: review, on: review, points: 20}, "
		"{name: long review, on: review, points: 5, "
		"when: {channel: web}}, "
		"{name: stamp too, on: review, unit: stamp, points: 1}, "
		"{name: friend, on: referral, referrer: 200, friend: 100}, "
		"{name: twice, on: purchase, multiply: 2}]\n" GOLD;
	static const struct {
		const char *action, *line;
		bool referrer;
		int64_t used, points, stamps;
	} CASES[] = {
		{ "signup", "", false, 0, 50, 0 },
		{ "signup", "", false, 1, 0, 0 },
		{ "review", "", false, 0, 20, 1 },
		{ "review", "channel:web", false, 0, 25, 1 },
		{ "referral", "", true, 0, 200, 0 },
		{ "referral", "", false, 0, 100, 0 },
		{ "birthday", "", false, 0, 0, 0 },
		{ "purchase", "", false, 0, 0, 0 },
	};
	for (size_t i = 0; i < sizeof(CASES) / sizeof(*CASES); i++) {
		struct shop shop;
		char line[96];
		shop_open(&shop, RULES);
		shop.tier = "gold";
		shop.used = CASES[i].used;
		shop.referrer = CASES[i].referrer;
		snprintf(line, sizeof(line), "2026-11-03 bonus M0001 x %s",
			 CASES[i].line);
		shop_act(&shop, CASES[i].action, line);
		cr_expect_eq(shop_points(&shop, "point"), CASES[i].points,
			     "case %zu: %s", i, CASES[i].action);
		cr_expect_eq(shop_points(&shop, "stamp"), CASES[i].stamps,
			     "case %zu: %s", i, CASES[i].action);
		shop_close(&shop);
	}
}

Test(earn_working, tells_every_step)
{
	struct shop shop;
	shop_open(&shop,
		  "earn:\n"
		  "- {name: base, on: purchase, points: 1, per: 1.00}\n"
		  "- {name: beans, on: purchase, points: 5, per-full: 10.00, "
		  "when: {category: beans}}\n"
		  "- {name: stamp card, on: purchase, unit: stamp, points: 1, "
		  "per-item: 1, when: {category: coffee}}\n"
		  "- {name: tuesday, on: purchase, multiply: 2, "
		  "when: {weekday: tue}, limit: {points: 20, per: month}}\n"
		  "- {name: bean week, on: purchase, multiply: 1.5, "
		  "when: {category: beans}}\n"
		  "- {name: visit, on: visit, points: 3}\n" GOLD);
	shop.tier = "gold";
	shop.paid = "3.00";
	shop_sell(&shop, "2026-11-03 purchase M0001 34.90 EUR shipping:4.90 "
			 "item:beans/A:1:20.00 item:coffee/B:2:10.00");
	cr_expect_str_eq(
		shop_working(&shop),
		"earns: 34.90 - 4.90 shipping, x 31.90/34.90 not paid with "
		"points = 27.4212… EUR\n"
		"base: 27.4212… EUR / 1.00 EUR x 1 = 27.4212…\n"
		"beans: 1 full 10.00 EUR in 18.2808… EUR of its items x 5 = "
		"5\n"
		"stamp card: 2 of its items x 1 = 2\n"
		"visit: 3\n"
		"together 32.4212…\n"
		"tuesday: x 2 = 64.8424…\n"
		"bean week: x 1.5 for its items adds 23.2808… = 88.1232…\n"
		"tier gold x 1.5 = 132.1848…\n"
		"with 3 for visits = 135.1848…, rounded down = 135 points\n"
		"= 2 stamps\n"
		"tuesday: limit of 20 a month: 20 instead of 48 = 107 "
		"points\n",
		"%s", shop_working(&shop));
	shop_close(&shop);
}

Test(earn_working, says_why_a_rule_does_not_count)
{
	static const struct {
		const char *rule, *line, *why;
	} CASES[] = {
		{ "from: 2026-12-01", "", "only from 2026-12-01" },
		{ "until: 2026-10-31", "", "ended on 2026-10-31" },
		{ "from: 2026-11-04, when: {from: 2026-11-05}", "",
		  "only from 2026-11-05" },
		{ "when: {weekday: sun}", "", "not on a Tuesday" },
		{ "when: {hours: 14:00-17:00}", "", "no time is known" },
		{ "when: {store: north}", "store:south",
		  "not for store 'south'" },
		{ "when: {store: north}", "", "no store is named" },
		{ "when: {campaign: c}", "campaign:d", "not for campaign 'd'" },
		{ "when: {tag: vip}", "#x", "has none of its tags" },
		{ "when: {tier: silver}", "", "not for tier gold" },
		{ "when: {minimum: 20.00}", "",
		  "12.50 EUR is less than 20.00 EUR" },
		{ "when: {first-purchase: true}", "",
		  "not the first purchase" },
		{ "when: {segment: vip}", "",
		  "the member is not in its segment" },
		{ "when: {member: {city: Bonn}}", "",
		  "the member's profile does not fit" },
		{ "when: {experiment: x/a}", "",
		  "the member is not in its arm" },
		{ "when: {category: beans}", "", "no item fits" },
		{ "limit: {points: 5, per: day}", "", "its limit is used up" },
		{ "per-full: 20.00", "", "12.50 EUR is less than 20.00 EUR" },
		{ "per-item: 2", "item:A:1", "1 is less than 2" },
		{ "per: 1.00, when: {category: beans}", "item:beans/A:1",
		  "comes to nothing" },
	};
	for (size_t i = 0; i < sizeof(CASES) / sizeof(*CASES); i++) {
		struct shop shop;
		char text[512];
		snprintf(text, sizeof(text),
			 "earn: [{name: r, on: purchase, points: 1, %s}]\n"
			 "segments: {vip: 'visits:3..'}\n"
			 "experiments: [{name: x, arms: {a: 1, b: 99}}]\n"
			 "tiers: {levels: [{name: silver, at: 0}, "
			 "{name: gold, at: 9}]}\n",
			 CASES[i].rule);
		shop_open(&shop, text);
		shop.used = 5;
		shop.tier = "gold";
		snprintf(text, sizeof(text),
			 "2026-11-03 purchase M0001 12.50 EUR %s",
			 CASES[i].line);
		shop_sell(&shop, text);
		snprintf(text, sizeof(text), "earns: 12.50 EUR\n- r: %s\n",
			 CASES[i].why);
		cr_expect_str_eq(shop_working(&shop), text, "%s: %s",
				 CASES[i].rule, shop_working(&shop));
		shop_close(&shop);
	}
}
