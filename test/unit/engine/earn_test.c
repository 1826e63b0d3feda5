/*
 * earn: what purchases earn under the rules of their day. Each case is rules,
 * a line as a shop writes it, and the points. Numbers in labels are the edge
 * cases of the research on other programmes.
 */
#include <criterion/criterion.h>

#include "engine/sales.h"

#define BASE "earn: [{name: base, on: purchase, points: 1, per: 1.00}]\n"
#define TEN  "earn: [{name: base, on: purchase, points: 10, per: 1.00}]\n"
#define LEVELS                                                                 \
	"tiers: {levels: [{name: bronze, at: 0}, "                             \
	"{name: gold, at: 2000, multiply: 1.5}]}\n"
#define THREE_WAYS                                                             \
	"earn: [{name: a, on: purchase, points: 1, per: 1.00}, "               \
	"{name: b, on: purchase, points: 40}, "                                \
	"{name: s, on: purchase, unit: stamp, points: 1}, "                    \
	"{name: v, on: visit, points: 3}, "                                    \
	"{name: m, on: purchase, multiply: 2}]\n"
#define ROSA                                                                   \
	"earn:\n"                                                              \
	"- {name: base, on: purchase, points: 1, per: 1.00}\n"                 \
	"- {name: bean lover, on: purchase, points: 5, per-full: 10.00, "      \
	"when: {category: beans}}\n"                                           \
	"- {name: double tuesday, on: purchase, multiply: 2, "                 \
	"when: {weekday: [tue], hours: 14:00-17:00, store: [north]}}\n"        \
	"- {name: stamp card, on: purchase, unit: stamp, points: 1, "          \
	"per-item: 1, when: {category: coffee}}\n" LEVELS

Test(earn, gives_what_the_manual_says)
{
	static const struct sale SALES[] = {
		{ "first example", ROSA, "12.50 EUR", 12, NULL, NULL },
		{ "second example", ROSA, "30.00 EUR item:beans/X:1:30.00", 67,
		  "gold", NULL },
	};
	EXPECT_POINTS(SALES);
}

Test(earn, computes_exactly_and_rounds_once)
{
	static const struct sale SALES[] = {
		{ "1: 110 x 1.1 up",
		  "rounding: up\nearn: [{name: b, on: purchase, points: 1, "
		  "per: 1.00}, {name: m, on: purchase, multiply: 1.1}]\n",
		  "110.00 EUR", 121, NULL, NULL },
		{ "1: 100 x 1.15 down",
		  "earn: [{name: b, on: purchase, points: 1, per: 1.00}, "
		  "{name: m, on: purchase, multiply: 1.15}]\n",
		  "100.00 EUR", 115, NULL, NULL },
		{ "1: 100 x 0.07 up",
		  "rounding: up\nearn: [{name: b, on: purchase, points: 1, "
		  "per: 1.00}, {name: m, on: purchase, multiply: 0.07}]\n",
		  "100.00 EUR", 7, NULL, NULL },
		{ "5: no rounding of the amount", TEN, "100.60 EUR", 1006, NULL,
		  NULL },
		{ "6: the rate before rounding",
		  "rounding: half-up\nearn: [{name: b, on: purchase, "
		  "points: 1, per: 2.00}]\n",
		  "100.60 EUR", 50, NULL, NULL },
		{ "7: down is the default", BASE, "12.99 EUR", 12, NULL, NULL },
		{ "half up", "rounding: half-up\n" BASE, "12.50 EUR", 13, NULL,
		  NULL },
		{ "half up, below", "rounding: half-up\n" BASE, "12.49 EUR", 12,
		  NULL, NULL },
		{ "half even, down", "rounding: half-even\n" BASE, "12.50 EUR",
		  12, NULL, NULL },
		{ "half even, up", "rounding: half-even\n" BASE, "13.50 EUR",
		  14, NULL, NULL },
		{ "up", "rounding: up\n" BASE, "12.01 EUR", 13, NULL, NULL },
		{ "fractions of rules add up before rounding",
		  "earn: [{name: a, on: purchase, points: 1, per: 1.00}, "
		  "{name: b, on: purchase, points: 1, per: 1.00}]\n",
		  "12.50 EUR", 25, NULL, NULL },
		{ "thirds add up to a whole",
		  "earn: [{name: a, on: purchase, points: 1, per: 3.00}, "
		  "{name: b, on: purchase, points: 1, per: 1.50}]\n",
		  "1.00 EUR", 1, NULL, NULL },
		{ "a unit with decimals",
		  "program: {name: Shop, currency: EUR}\n"
		  "units: [{name: point, decimals: 2}]\n"
		  "earn: [{name: b, on: purchase, points: 0.05, per: 1.00}]\n",
		  "12.50 EUR", 62, NULL, NULL },
		{ "24: multipliers stack by product",
		  "earn: [{name: b, on: purchase, points: 1, per: 1.00}, "
		  "{name: four, on: purchase, multiply: 4}, "
		  "{name: half more, on: purchase, multiply: 1.5}]\n",
		  "1.00 EUR", 6, NULL, NULL },
		{ "the tier's multiplier is the last",
		  "earn: [{name: b, on: purchase, points: 1, per: 1.00}, "
		  "{name: m, on: purchase, multiply: 1.1}]\n" LEVELS,
		  "10.00 EUR", 16, "gold", NULL },
		{ "a tier without a multiplier", BASE LEVELS, "10.00 EUR", 10,
		  "bronze", NULL },
	};
	EXPECT_POINTS(SALES);
}

Test(earn, tells_blocks_from_proportion)
{
	static const char FULL[] = "earn: [{name: b, on: purchase, points: 5, "
				   "per-full: 2.50}]\n";
	static const char PER[] = "earn: [{name: b, on: purchase, points: 5, "
				  "per: 2.50}]\n";
	static const struct sale SALES[] = {
		{ "9: one block", FULL, "2.50 EUR", 5, NULL, NULL },
		{ "9: and a bit", FULL, "3.00 EUR", 5, NULL, NULL },
		{ "9: nearly two", FULL, "4.99 EUR", 5, NULL, NULL },
		{ "9: two", FULL, "5.00 EUR", 10, NULL, NULL },
		{ "9: none", FULL, "2.49 EUR", 0, NULL, NULL },
		{ "9: in proportion", PER, "3.00 EUR", 6, NULL, NULL },
	};
	EXPECT_POINTS(SALES);
}

Test(earn, takes_the_basis_as_the_rules_say)
{
	static const struct sale SALES[] = {
		{ "10: tax earns", BASE, "50.00 EUR tax:8.00", 50, NULL, NULL },
		{ "10: tax does not", "basis: {tax: exclude}\n" BASE,
		  "50.00 EUR tax:8.00", 42, NULL, NULL },
		{ "11: shipping does not", BASE, "50.00 EUR shipping:4.90", 45,
		  NULL, NULL },
		{ "11: shipping earns", "basis: {shipping: include}\n" BASE,
		  "50.00 EUR shipping:4.90", 50, NULL, NULL },
		{ "12: after discounts", BASE, "40.00 EUR discount:10.00", 40,
		  NULL, NULL },
		{ "12: discounts added back",
		  "basis: {discount: include}\n" BASE,
		  "40.00 EUR discount:10.00", 50, NULL, NULL },
		{ "13: the share paid with points",
		  "earn: [{name: b, on: purchase, points: 1, per: 1000.00}]\n",
		  "10000.00 EUR", 9, NULL, "10.00" },
		{ "13: an exact share", BASE, "30.00 EUR", 20, NULL, "10.00" },
		{ "13: thirds of the goods alone", BASE,
		  "30.00 EUR shipping:3.00", 18, NULL, "10.00" },
		{ "13: all of it", BASE, "30.00 EUR", 0, NULL, "30.00" },
		{ "13: more than all of it", BASE, "30.00 EUR", 0, NULL,
		  "31.00" },
		{ "13: earns in full where the rules say so",
		  "basis: {paid-with-points: include}\n" BASE, "30.00 EUR", 30,
		  NULL, "10.00" },
		{ "14: buying a gift card", BASE, "100.00 EUR gift-card:100.00",
		  0, NULL, NULL },
		{ "14: and something else", BASE, "100.00 EUR gift-card:50.00",
		  50, NULL, NULL },
		{ "14: earns where the rules say so",
		  "basis: {gift-cards: include}\n" BASE,
		  "100.00 EUR gift-card:50.00", 100, NULL, NULL },
		{ "49: excluded by category",
		  "basis: {exclude: {category: [tobacco]}}\n" BASE,
		  "20.00 EUR item:tobacco/T:1:7.50 item:X:1:12.50", 12, NULL,
		  NULL },
		{ "49: excluded by SKU",
		  "basis: {exclude: {sku: '/^GIFT-/'}}\n" BASE,
		  "20.00 EUR item:GIFT-5:1:5.00 item:X:1:15.00", 15, NULL,
		  NULL },
		{ "excluded with the tax that is in it",
		  "basis: {tax: exclude, exclude: {category: "
		  "[tobacco]}}\n" BASE,
		  "20.00 EUR tax:4.00 item:tobacco/T:1:10.00", 8, NULL, NULL },
		{ "everything excluded leaves nothing",
		  "basis: {tax: exclude, exclude: {category: "
		  "[tobacco]}}\n" BASE,
		  "20.00 EUR tax:3.19 item:tobacco/T:1:20.00", 0, NULL, NULL },
		{ "never below nothing", BASE, "5.00 EUR shipping:7.00", 0,
		  NULL, NULL },
		{ "no money, no points", BASE, "", 0, NULL, NULL },
		{ "free", BASE, "0.00 EUR", 0, NULL, NULL },
	};
	EXPECT_POINTS(SALES);
}

Test(earn, has_inclusive_thresholds)
{
	static const char FIFTY[] =
		"earn: [{name: b, on: purchase, points: 1, per: 1.00, "
		"when: {minimum: 50.00}}]\n";
	static const struct sale SALES[] = {
		{ "22: below", FIFTY, "49.99 EUR", 0, NULL, NULL },
		{ "22: at", FIFTY, "50.00 EUR", 50, NULL, NULL },
		{ "22: above", FIFTY, "50.01 EUR", 50, NULL, NULL },
		{ "22: of the basis, not the money", FIFTY,
		  "54.00 EUR shipping:4.01", 0, NULL, NULL },
		{ "22: after the share paid with points", FIFTY, "60.00 EUR", 0,
		  NULL, "10.01" },
		{ "22: no money known", FIFTY, "", 0, NULL, NULL },
	};
	EXPECT_POINTS(SALES);
}

Test(earn, combines_rules_as_told)
{
	static const struct sale SALES[] = {
		{ "sum", THREE_WAYS, "30.00 EUR", 143, NULL, NULL },
		{ "best: the flat one", "combine: best\n" THREE_WAYS,
		  "30.00 EUR", 80, NULL, NULL },
		{ "best: in proportion", "combine: best\n" THREE_WAYS,
		  "50.00 EUR", 100, NULL, NULL },
		{ "first", "combine: first\n" THREE_WAYS, "30.00 EUR", 60, NULL,
		  NULL },
		{ "first that gives something", "combine: first\n" THREE_WAYS,
		  "", 80, NULL, NULL },
	};
	EXPECT_POINTS(SALES);
}

Test(earn, combines_each_unit_by_itself)
{
	struct shop shop;
	shop_open(&shop, "combine: best\n"
			 "earn: [{name: a, on: purchase, points: 30}, "
			 "{name: s, on: purchase, unit: stamp, points: 1}, "
			 "{name: t, on: purchase, unit: stamp, points: 2}]\n");
	shop_sell(&shop, "2026-11-03 purchase M0001 30.00 EUR");
	cr_expect_eq(shop_points(&shop, "point"), 30);
	cr_expect_eq(shop_points(&shop, "stamp"), 2);
	cr_expect_eq(shop.result.units, 3u);
	shop_close(&shop);
}

Test(earn, multiplies_the_unit_it_names)
{
	struct shop shop;
	shop_open(
		&shop,
		"earn: [{name: a, on: purchase, points: 10}, "
		"{name: s, on: purchase, unit: stamp, points: 1}, "
		"{name: m, on: purchase, unit: stamp, multiply: 3}]\n" LEVELS);
	shop.tier = "gold";
	shop_sell(&shop, "2026-11-03 purchase M0001 30.00 EUR");
	cr_expect_eq(shop_points(&shop, "point"), 15);
	cr_expect_eq(shop_points(&shop, "stamp"), 3);
	shop_close(&shop);
}

Test(earn, is_closed_outside_the_programme)
{
	static const struct {
		const char *day;
		int64_t points;
	} CASES[] = { { "2025-12-31", 0 },
		      { "2026-01-01", 10 },
		      { "2026-12-31", 10 },
		      { "2027-01-01", 0 } };
	for (size_t i = 0; i < sizeof(CASES) / sizeof(*CASES); i++) {
		struct shop shop;
		char line[64];
		shop_open(&shop, "program: {name: Shop, currency: EUR, "
				 "starts: 2026-01-01, "
				 "earning-ends: 2026-12-31}\n"
				 "units: [{name: point}]\n" BASE);
		snprintf(line, sizeof(line), "%s purchase M0001 10.00 EUR",
			 CASES[i].day);
		shop_sell(&shop, line);
		cr_expect_eq(shop_points(&shop, "point"), CASES[i].points,
			     "76: on %s", CASES[i].day);
		shop_close(&shop);
	}
}

Test(earn, says_when_it_does_not_fit)
{
	struct shop shop;
	shop_open(&shop,
		  "earn: [{name: a, on: purchase, points: 1000000000000, "
		  "per: 0.01}]\n");
	shop_sell(&shop, "2026-11-03 purchase M0001 92233720368547758.07 EUR");
	cr_expect(shop.result.overflow);
	cr_expect_eq(shop_points(&shop, "point"), 0);
	cr_expect_eq(shop.result.share_count, 0);
	shop_sell(&shop, "2026-11-03 purchase M0001 10.00 EUR");
	cr_expect_not(shop.result.overflow);
	cr_expect_eq(shop_points(&shop, "point"), INT64_C(1000000000000000));
	shop_close(&shop);
}

Test(earn, says_when_a_pattern_is_too_complex)
{
	struct shop shop;
	char line[256];
	shop_open(&shop, "earn: [{name: a, on: purchase, points: 1, "
			 "when: {store: '/^(a+)+$/'}}]\n");
	snprintf(
		line, sizeof(line),
		"2026-11-03 purchase M0001 1.00 EUR store:%.*s!", 60,
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
	shop_sell(&shop, line);
	cr_expect(shop.result.pattern_limit);
	cr_expect_eq(shop_points(&shop, "point"), 0);
	shop_close(&shop);
}

Test(earn, has_a_base_rate)
{
	static const struct {
		const char *rules;
		int64_t money, points;
	} CASES[] = {
		{ BASE, 1299, 12 },
		{ ROSA, 3000, 30 },
		{ "combine: best\nearn: [{name: a, on: purchase, points: 1, "
		  "per: 1.00}, {name: b, on: purchase, points: 3, "
		  "per-full: 2.00}]\n",
		  300, 3 },
		{ "combine: first\nearn: [{name: a, on: purchase, points: 1, "
		  "per: 1.00}, {name: b, on: purchase, points: 3, "
		  "per-full: 2.00}]\n",
		  500, 5 },
		{ "earn: [{name: a, on: purchase, points: 1, per: 1.00, "
		  "until: 2026-11-02}, {name: b, on: purchase, points: 2, "
		  "per: 1.00, from: 2026-11-03}]\n",
		  500, 10 },
		{ "earn: [{name: a, on: purchase, points: 1, per: 1.00, "
		  "limit: {points: 3, per: day}}]\n",
		  500, 5 },
		{ "earn: [{name: a, on: purchase, points: 9}, "
		  "{name: v, on: visit, points: 9}]\n",
		  500, 0 },
	};
	for (size_t i = 0; i < sizeof(CASES) / sizeof(*CASES); i++) {
		struct shop shop;
		int64_t points = -1;
		shop_open(&shop, CASES[i].rules);
		cr_expect(earn_base(shop.program, shop_day("2026-11-03"),
				    CASES[i].money, 0, &points));
		cr_expect_eq(points, CASES[i].points, "%s: %" PRId64,
			     CASES[i].rules, points);
		shop_close(&shop);
	}
}
