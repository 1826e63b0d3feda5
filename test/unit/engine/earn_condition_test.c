/*
 * earn_condition: each part of `when:`, at its edges, and what is not known
 * never holds.
 */
#include <criterion/criterion.h>
#include <stdio.h>

#include "engine/experiment.h"
#include "engine/shop.h"

/* One rule of one point with the condition; the line is whole. */
static void open_when(struct shop *shop, const char *when, const char *more)
{
	char rules[1024];
	snprintf(rules, sizeof(rules),
		 "earn: [{name: b, on: purchase, points: 1, %s}]\n%s", when,
		 more);
	shop_open(shop, rules);
}

struct line {
	const char *when;
	const char *line;
	bool holds;
};

static void expect_holds(const struct line *lines, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct shop shop;
		open_when(&shop, lines[i].when, "");
		shop_sell(&shop, lines[i].line);
		cr_expect_eq(shop_points(&shop, "point"), lines[i].holds,
			     "%s with %s\n%s", lines[i].when, lines[i].line,
			     shop_working(&shop));
		shop_close(&shop);
	}
}

#define EXPECT_HOLDS(lines)                                                    \
	expect_holds((lines), sizeof(lines) / sizeof(*(lines)))

Test(earn_condition, asks_the_words_of_the_line)
{
	static const char *const WORDS[] = { "store", "channel", "till",
					     "campaign", "partner" };
	for (size_t i = 0; i < sizeof(WORDS) / sizeof(*WORDS); i++) {
		char when[64];
		char fits[96];
		char other[96];
		snprintf(when, sizeof(when), "when: {%s: [north, /^w/]}",
			 WORDS[i]);
		snprintf(fits, sizeof(fits),
			 "2026-11-03 purchase M0001 1.00 EUR %s:%s", WORDS[i],
			 "west");
		snprintf(other, sizeof(other),
			 "2026-11-03 purchase M0001 1.00 EUR %s:%s", WORDS[i],
			 "north-2");
		const struct line LINES[] = {
			{ when, fits, true },
			{ when, other, false },
			{ when, "2026-11-03 purchase M0001 1.00 EUR", false },
		};
		EXPECT_HOLDS(LINES);
	}
}

Test(earn_condition, does_not_match_what_is_not_there)
{
	static const struct line LINES[] = {
		{ "when: {store: '/.*/'}", "2026-11-03 purchase M0001 1.00 EUR",
		  false },
		{ "when: {category: '/.*/'}",
		  "2026-11-03 purchase M0001 1.00 EUR item:X:1", false },
		{ "when: {sku: '/.*/'}",
		  "2026-11-03 purchase M0001 1.00 EUR item:X:1", true },
	};
	EXPECT_HOLDS(LINES);
}

Test(earn_condition, asks_for_tags)
{
	static const struct line LINES[] = {
		{ "when: {tag: [vip, launch]}",
		  "2026-11-03 purchase M0001 1.00 EUR #other #launch", true },
		{ "when: {tag: [vip, launch]}",
		  "2026-11-03 purchase M0001 1.00 EUR #vips", false },
		{ "when: {tag: vip}", "2026-11-03 purchase M0001 1.00 EUR",
		  false },
	};
	EXPECT_HOLDS(LINES);
}

Test(earn_condition, knows_days_and_hours)
{
	static const struct line LINES[] = {
		/* 76: both ends inclusive */
		{ "from: 2026-10-01, until: 2026-12-31",
		  "2026-09-30 purchase M0001 1.00 EUR", false },
		{ "from: 2026-10-01, until: 2026-12-31",
		  "2026-10-01 purchase M0001 1.00 EUR", true },
		{ "from: 2026-10-01, until: 2026-12-31",
		  "2026-12-31 purchase M0001 1.00 EUR", true },
		{ "from: 2026-10-01, until: 2026-12-31",
		  "2027-01-01 purchase M0001 1.00 EUR", false },
		{ "when: {from: 2026-10-01}",
		  "2026-09-30 purchase M0001 1.00 EUR", false },
		{ "when: {until: 2026-10-01}",
		  "2026-10-02 purchase M0001 1.00 EUR", false },
		{ "when: {weekday: [tue, sun]}",
		  "2026-11-03 purchase M0001 1.00 EUR", true },
		{ "when: {weekday: [tue, sun]}",
		  "2026-11-08 purchase M0001 1.00 EUR", true },
		{ "when: {weekday: [tue, sun]}",
		  "2026-11-04 purchase M0001 1.00 EUR", false },
		{ "when: {hours: 14:00-17:00}",
		  "2026-11-03T13:59 purchase M0001 1.00 EUR", false },
		{ "when: {hours: 14:00-17:00}",
		  "2026-11-03T14:00 purchase M0001 1.00 EUR", true },
		{ "when: {hours: 14:00-17:00}",
		  "2026-11-03T16:59 purchase M0001 1.00 EUR", true },
		{ "when: {hours: 14:00-17:00}",
		  "2026-11-03T17:00 purchase M0001 1.00 EUR", false },
		{ "when: {hours: 14:00-17:00}",
		  "2026-11-03 purchase M0001 1.00 EUR", false },
		{ "when: {hours: 22:00-02:00}",
		  "2026-11-03T23:30 purchase M0001 1.00 EUR", true },
		{ "when: {hours: 22:00-02:00}",
		  "2026-11-04T01:59 purchase M0001 1.00 EUR", true },
		{ "when: {hours: 22:00-02:00}",
		  "2026-11-04T02:00 purchase M0001 1.00 EUR", false },
		{ "when: {hours: 22:00-24:00}",
		  "2026-11-04T23:59 purchase M0001 1.00 EUR", true },
		/* a late sale is judged by its own day */
		{ "when: {weekday: tue}",
		  "2026-11-04 purchase M0001 1.00 EUR sold:2026-11-03", true },
		{ "until: 2026-10-31",
		  "2026-11-04 purchase M0001 1.00 EUR sold:2026-10-31", true },
	};
	EXPECT_HOLDS(LINES);
}

Test(earn_condition, asks_who_the_member_is)
{
	static const char MORE[] =
		"segments: {vip: 'spend:1000..', new: 'visits:..1'}\n"
		"tiers: {levels: [{name: bronze, at: 0}, "
		"{name: silver, at: 10}, {name: gold, at: 20}]}\n";
	static const struct {
		const char *when;
		const char *tier, *segment, *city;
		bool first;
		bool holds;
	} CASES[] = {
		{ "tier: gold", "gold", NULL, NULL, false, true },
		{ "tier: [gold, silver]", "silver", NULL, NULL, false, true },
		{ "tier: gold", "silver", NULL, NULL, false, false },
		{ "tier: gold", NULL, NULL, NULL, false, false },
		{ "segment: vip", NULL, "vip", NULL, false, true },
		{ "segment: [vip, new]", NULL, "new", NULL, false, true },
		{ "segment: vip", NULL, "new", NULL, false, false },
		{ "segment: /./", NULL, "new", NULL, false, true },
		{ "member: {city: Bonn}", NULL, NULL, "Bonn", false, true },
		{ "member: {city: [Bonn, /^K/]}", NULL, NULL, "Kiel", false,
		  true },
		{ "member: {city: Bonn}", NULL, NULL, "Ulm", false, false },
		{ "member: {city: /.*/}", NULL, NULL, NULL, false, false },
		{ "member: {city: Bonn, shoe: 43}", NULL, NULL, "Bonn", false,
		  false },
		{ "first-purchase: true", NULL, NULL, NULL, true, true },
		{ "first-purchase: true", NULL, NULL, NULL, false, false },
		{ "first-purchase: false", NULL, NULL, NULL, false, true },
		{ "first-purchase: false", NULL, NULL, NULL, true, false },
		{ "tier: gold, segment: vip", "gold", "new", NULL, false,
		  false },
	};
	for (size_t i = 0; i < sizeof(CASES) / sizeof(*CASES); i++) {
		struct shop shop;
		char when[128];
		snprintf(when, sizeof(when), "when: {%s}", CASES[i].when);
		open_when(&shop, when, MORE);
		shop.tier = CASES[i].tier;
		shop.segment = CASES[i].segment;
		shop.city = CASES[i].city;
		shop.first_purchase = CASES[i].first;
		shop_sell(&shop, "2026-11-03 purchase M0001 1.00 EUR");
		cr_expect_eq(shop_points(&shop, "point"), CASES[i].holds,
			     "case %zu: %s\n%s", i, when, shop_working(&shop));
		shop_close(&shop);
	}
}

Test(earn_condition, holds_nothing_of_an_unknown_member)
{
	static const char *const WHENS[] = { "segment: vip",
					     "member: {city: /./}",
					     "experiment: /^june/" };
	for (size_t i = 0; i < sizeof(WHENS) / sizeof(*WHENS); i++) {
		struct shop shop;
		struct earn_result result;
		char when[128];
		snprintf(when, sizeof(when), "when: {%s}", WHENS[i]);
		open_when(&shop, when,
			  "segments: {vip: 'spend:1..'}\n"
			  "experiments: [{name: june, arms: {a: 1, b: 1}}]\n");
		struct earn_input input = { .day = shop_day("2026-11-03"),
					    .minute = -1,
					    .has_money = true,
					    .money = 100,
					    .level = -1 };
		earn_purchase(shop.program, &input, NULL, &result, NULL);
		cr_expect_eq(result.points[0], 0, "%s", when);
		shop_close(&shop);
	}
}

Test(earn_condition, asks_for_the_arm_while_the_experiment_runs)
{
	static const char MORE[] =
		"experiments: [{name: double-june, arms: {control: 50, "
		"double: 50}, from: 2026-06-01, until: 2026-06-30}]\n";
	static const struct {
		const char *arm, *member, *day;
		bool holds;
	} CASES[] = {
		{ "double-june/double", "M0001", "2026-06-01", true },
		{ "double-june/double", "M0001", "2026-06-30", true },
		{ "double-june/double", "M0001", "2026-05-31", false },
		{ "double-june/double", "M0001", "2026-07-01", false },
		{ "double-june/double", "M0002", "2026-06-10", false },
		{ "double-june/control", "M0002", "2026-06-10", true },
		{ "/^double-june/", "M0002", "2026-06-10", true },
	};
	for (size_t i = 0; i < sizeof(CASES) / sizeof(*CASES); i++) {
		struct shop shop;
		char when[128];
		char line[128];
		snprintf(when, sizeof(when), "when: {experiment: %s}",
			 CASES[i].arm);
		snprintf(line, sizeof(line), "%s purchase M0001 1.00 EUR",
			 CASES[i].day);
		open_when(&shop, when, MORE);
		shop.member = CASES[i].member;
		shop_sell(&shop, line);
		cr_expect_eq(shop_points(&shop, "point"), CASES[i].holds,
			     "%s for %s on %s", CASES[i].arm, CASES[i].member,
			     CASES[i].day);
		shop_close(&shop);
	}
}

Test(experiment, puts_members_into_arms_by_a_hash_anybody_can_repeat)
{
	/* FNV-1a of "double-june\nMEMBER": 57, 24, 35, 90, 81 modulo 100 */
	static const struct {
		const char *member;
		int even, uneven;
	} CASES[] = { { "M0001", 1, 2 },
		      { "M0002", 0, 1 },
		      { "M0003", 0, 2 },
		      { "M0004", 1, 2 },
		      { "anna", 1, 2 } };
	struct arm halves[] = { { .name = SLICE("a"), .weight = 50 },
				{ .name = SLICE("b"), .weight = 50 } };
	struct arm parts[] = { { .name = SLICE("a"), .weight = 24 },
			       { .name = SLICE("b"), .weight = 11 },
			       { .name = SLICE("c"), .weight = 65 } };
	struct experiment even = { .name = SLICE("double-june"),
				   .arms = halves,
				   .arm_count = 2 };
	struct experiment uneven = { .name = SLICE("double-june"),
				     .arms = parts,
				     .arm_count = 3 };
	struct experiment none = { .name = SLICE("none") };
	for (size_t i = 0; i < sizeof(CASES) / sizeof(*CASES); i++) {
		struct slice member = slice_from(CASES[i].member);
		cr_expect_eq(experiment_arm(&even, member), CASES[i].even, "%s",
			     CASES[i].member);
		cr_expect_eq(experiment_arm(&uneven, member), CASES[i].uneven,
			     "%s", CASES[i].member);
		cr_expect_eq(experiment_arm(&none, member), -1);
	}
}
