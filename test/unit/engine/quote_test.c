/*
 * quote: what a purchase would earn a member of a book, and whether the
 * examples of a rules file hold.
 */
#include <criterion/criterion.h>

#include "engine/play.h"
#include "engine/quote.h"
#include "engine/shop.h"

static void quote(struct play *play, const char *member, const char *day,
		  int64_t money, struct quote *quoted)
{
	struct earn_input input = { .day = shop_day(day),
				    .minute = -1,
				    .has_money = true,
				    .money = money,
				    .member = UINT32_MAX };
	if (member != NULL)
		input.member =
			intern_find(&play->journal.members, slice_from(member));
	quote_purchase(&play->arena, play->book, &input, quoted);
}

static const char rules[] =
	"earn:\n"
	"- {name: base, on: purchase, points: 1, per: 1.00}\n"
	"- {name: start, on: purchase, points: 7, "
	"when: {first-purchase: true}}\n"
	"- {name: third, on: visit, points: 3, every: 3, within: month}\n"
	"- {name: five, on: purchase, points: 5, "
	"limit: {times: 1, per: month}}\n"
	"tiers:\n  window: 12 months\n"
	"  levels: [{name: bronze, at: 0}, "
	"{name: gold, at: 20, multiply: 2}]\n";

static const char lines[] = "2026-01-01 join A ^a\n"
			    "2026-01-01 join B ^b\n"
			    "2026-01-01 join C ^c\n"
			    "2026-01-05 purchase A 10.00 EUR ^p1\n"
			    "2026-02-02 purchase A 10.00 EUR ^p2\n"
			    "2026-02-03 purchase A 10.00 EUR ^p3\n"
			    "2026-02-03 status C blocked \"card lost\"\n";

Test(quote, knows_the_member)
{
	static const struct {
		const char *label, *member, *day;
		int64_t points;
	} CASES[] = {
		{ "nobody: no level, no first purchase", NULL, "2026-02-04",
		  15 },
		{ "a first purchase", "B", "2026-02-04", 22 },
		{ "gold, the limit used, the third visit", "A", "2026-02-04",
		  23 },
		{ "next month: the limit is free, visits begin anew", "A",
		  "2026-03-01", 30 },
		{ "blocked", "C", "2026-02-04", 0 },
		{ "before joining", "B", "2025-12-31", 0 },
	};
	struct play play;
	play_open(&play, rules, lines, "2026-02-03");
	for (size_t i = 0; i < sizeof(CASES) / sizeof(*CASES); i++) {
		struct quote quoted;
		quote(&play, CASES[i].member, CASES[i].day, 1000, &quoted);
		cr_expect_eq(quoted.result.points[0], CASES[i].points,
			     "%s: %" PRId64 "\n%s", CASES[i].label,
			     quoted.result.points[0], play_complaints(&play));
		cr_expect_not_null(quoted.working.first, "%s: says why",
				   CASES[i].label);
	}
	play_close(&play);
}

Test(quote, counts_the_purchase_itself_for_its_level)
{
	struct play play;
	struct quote quoted;
	play_open(&play,
		  "earn:\n"
		  "- {name: base, on: purchase, points: 1, per: 1.00}\n"
		  "tiers:\n  window: 12 months\n  qualify: same-day\n"
		  "  levels: [{name: bronze, at: 0}, "
		  "{name: gold, at: 20, multiply: 2}]\n",
		  "2026-01-01 join A ^a\n"
		  "2026-01-05 purchase A 10.00 EUR ^p1\n",
		  "2026-01-05");
	quote(&play, "A", "2026-01-06", 999, &quoted);
	cr_expect_eq(quoted.result.points[0], 9);
	quote(&play, "A", "2026-01-06", 1000, &quoted);
	cr_expect_eq(quoted.result.points[0], 20);
	play_close(&play);
}

Test(quote, leaves_the_book_as_it_is)
{
	struct play play;
	struct quote first;
	struct quote second;
	play_open(&play, rules, lines, "2026-02-03");
	quote(&play, "A", "2026-02-04", 1000, &first);
	quote(&play, "A", "2027-12-04", 1000, &second);
	quote(&play, "A", "2026-02-04", 1000, &second);
	cr_expect_eq(first.result.points[0], second.result.points[0]);
	play_close(&play);
}

/* ---- examples ---- */

static const char examples[] =
	"earn:\n"
	"- {name: base, on: purchase, points: 1, per: 1.00}\n"
	"- {name: beans, on: purchase, points: 5, per-full: 10.00, "
	"when: {category: beans}}\n"
	"- {name: stamps, on: purchase, unit: stamp, points: 1, per-item: 1, "
	"when: {category: coffee}}\n"
	"- {name: north, on: purchase, points: 2, when: {store: north}}\n"
	"- {name: noon, on: purchase, points: 3, when: {hours: 12:00-13:00}}\n"
	"- {name: web, on: purchase, points: 4, when: {channel: web}}\n"
	"- {name: start, on: purchase, points: 6, "
	"when: {first-purchase: true}}\n"
	"- {name: visit, on: visit, unit: stamp, points: 10}\n"
	"- {name: review, on: review, points: 20, "
	"limit: {times: 1, per: month}}\n"
	"- {name: friend, on: referral, referrer: 200, friend: 100}\n"
	"tiers: {levels: [{name: bronze, at: 0}, "
	"{name: gold, at: 2000, multiply: 1.5}]}\n"
	"items: {beans: [/^B-/]}\n"
	"tests:\n"
	"- {purchase: 12.50 EUR, date: 2026-11-03, expect: +12 +10 stamp}\n"
	"- {purchase: 30.00 EUR, category: beans, date: 2026-11-03, "
	"tier: gold, expect: +67}\n"
	"- {purchase: 30.00 EUR, sku: B-7, date: 2026-11-03, expect: +45}\n"
	"- {purchase: 9.00 EUR, category: coffee, quantity: 3, "
	"date: 2026-11-03, expect: +9 +13 stamp}\n"
	"- {purchase: 1.00 EUR, store: north, date: 2026-11-03, expect: +3}\n"
	"- {purchase: 1.00 EUR, time: '12:30', date: 2026-11-03, expect: +4}\n"
	"- {purchase: 1.00 EUR, channel: web, date: 2026-11-03, expect: +5}\n"
	"- {purchase: 1.00 EUR, first-purchase: true, date: 2026-11-03, "
	"expect: +7}\n"
	"- {visit: true, date: 2026-11-03, expect: +0 +10 stamp}\n"
	"- {bonus: review, date: 2026-11-03, expect: +20}\n"
	"- {bonus: referral, date: 2026-11-03, expect: +200}\n"
	"- {purchase: 12.50 EUR, date: 2026-11-03, expect: +13 +11 stamp}\n"
	"- {purchase: 9.00 EUR, category: coffee, date: 2026-11-03, "
	"expect: +5}\n";

Test(quote, tries_the_examples_of_the_rules)
{
	struct shop shop;
	shop_open(&shop, examples);
	size_t count = shop.program->test_count;
	cr_assert_eq(count, 13);
	for (size_t i = 0; i < count; i++) {
		struct quote tried;
		bool holds =
			quote_test(&shop.arena, &shop.programs, shop.program,
				   &shop.program->tests[i], &tried);
		cr_expect_eq(holds, i + 2 < count, "example %zu: %" PRId64, i,
			     tried.result.points[0]);
		cr_expect_not_null(tried.working.first);
		if (i + 2 != count)
			continue;
		cr_assert_eq(tried.difference_count, 2);
		cr_expect_eq(tried.differences[0].unit, 0);
		cr_expect_eq(tried.differences[0].expected, 13);
		cr_expect_eq(tried.differences[0].computed, 12);
		cr_expect_eq(tried.differences[1].unit, 1);
		cr_expect_eq(tried.differences[1].expected, 11);
		cr_expect_eq(tried.differences[1].computed, 10);
	}
	shop_close(&shop);
}
