/*
 * earn: rules on items, judged one by one: sums, blocks, multipliers, pieces,
 * and what a discount of the whole order leaves alone.
 */
#include <criterion/criterion.h>

#include "engine/sales.h"

#define LEVELS                                                                 \
	"tiers: {levels: [{name: bronze, at: 0}, "                             \
	"{name: gold, at: 2000, multiply: 1.5}]}\n"
#define TWICE                                                                  \
	"earn: [{name: base, on: purchase, points: 1, per: 1.00}, "            \
	"{name: twice, on: purchase, multiply: 2, "                            \
	"when: {category: beans}}]\n"

Test(earn, judges_items_one_by_one)
{
	static const char BEANS[] =
		"earn: [{name: b, on: purchase, points: 5, per-full: 10.00, "
		"when: {category: beans}}]\n";
	static const struct sale SALES[] = {
		{ "blocks of the sum", BEANS,
		  "30.00 EUR item:beans/A:1:6.00 item:beans/B:1:6.00 "
		  "item:milk/C:1:18.00",
		  5, NULL, NULL },
		{ "none of it", BEANS, "30.00 EUR item:milk/C:1:30.00", 0, NULL,
		  NULL },
		{ "no items at all", BEANS, "30.00 EUR", 0, NULL, NULL },
		{ "an order-wide discount stays with the order", BEANS,
		  "50.00 EUR discount:10.00 item:beans/A:1:30.00 "
		  "item:milk/C:1:30.00",
		  15, NULL, NULL },
		{ "also when it is of one category", BEANS,
		  "50.00 EUR discount:10.00 item:beans/A:1:60.00", 30, NULL,
		  NULL },
		{ "both parts hold for one item",
		  "earn: [{name: b, on: purchase, points: 1, per: 1.00, "
		  "when: {category: beans, sku: A}}]\n",
		  "30.00 EUR item:beans/B:1:20.00 item:milk/A:1:10.00", 0, NULL,
		  NULL },
		{ "excluded items give no category points",
		  "basis: {exclude: {sku: X}}\n"
		  "earn: [{name: b, on: purchase, points: 1, per: 1.00, "
		  "when: {category: beans}}]\n",
		  "30.00 EUR item:beans/X:1:20.00 item:beans/Y:1:10.00", 10,
		  NULL, NULL },
	};
	EXPECT_POINTS(SALES);
}

Test(earn, multiplies_what_items_earned)
{
	static const char BOTH[] =
		"earn: [{name: base, on: purchase, points: 1, per: 1.00}, "
		"{name: beans, on: purchase, multiply: 2, "
		"when: {category: beans}}, {name: latte, on: purchase, "
		"multiply: 3, when: {sku: [LATTE, /^B-/]}}]\n";
	static const struct sale SALES[] = {
		{ "what the items earned, multiplied", TWICE,
		  "30.00 EUR item:beans/A:1:9.50", 39, NULL, NULL },
		{ "nothing to multiply", TWICE, "30.00 EUR item:milk/A:1:9.50",
		  30, NULL, NULL },
		{ "the share paid with points is out of items too", TWICE,
		  "30.00 EUR item:beans/A:1:15.00", 30, NULL, "10.00" },
		{ "tax is out of items too",
		  "basis: {tax: exclude}\n"
		  "earn: [{name: base, on: purchase, points: 1, per: 1.00}, "
		  "{name: twice, on: purchase, multiply: 2, "
		  "when: {category: beans}}]\n",
		  "11.90 EUR tax:1.90 item:beans/A:1:11.90", 20, NULL, NULL },
		{ "two multipliers, one item each", BOTH,
		  "30.00 EUR item:beans/A:1:10.00 item:milk/LATTE:1:5.00",
		  30 + 10 + 10, NULL, NULL },
		{ "two multipliers on the same item", BOTH,
		  "30.00 EUR item:beans/B-1:1:10.00", 20 + 60, NULL, NULL },
		{ "then the tier", TWICE LEVELS,
		  "30.00 EUR item:beans/A:1:10.00", 60, "gold", NULL },
		{ "a discount of the order, a multiplier of items", TWICE,
		  "50.00 EUR discount:10.00 item:beans/A:1:30.00 "
		  "item:milk/C:1:30.00",
		  80, NULL, NULL },
		{ "what its items earned, and once more", TWICE,
		  "50.00 EUR discount:10.00 item:beans/A:1:60.00", 110, NULL,
		  NULL },
		{ "whole blocks, multiplied by share",
		  "earn: [{name: b, on: purchase, points: 5, "
		  "per-full: 10.00}, {name: twice, on: purchase, "
		  "multiply: 2, when: {category: beans}}]\n",
		  "30.00 EUR item:beans/A:1:15.00", 22, NULL, NULL },
	};
	EXPECT_POINTS(SALES);
}

Test(earn, knows_items_by_the_tills_names)
{
	static const char MAPPED[] =
		"items: {beans: [/^B-/]}\n"
		"earn: [{name: b, on: purchase, points: 1, per: 1.00, "
		"when: {category: beans}}]\n";
	static const struct sale SALES[] = {
		{ "the till's name for it", MAPPED,
		  "30.00 EUR item:B-7:1:12.00", 12, NULL, NULL },
		{ "the written category is stronger", MAPPED,
		  "30.00 EUR item:milk/B-7:1:12.00", 0, NULL, NULL },
		{ "an item without an amount", MAPPED, "30.00 EUR item:B-7:1",
		  0, NULL, NULL },
		{ "once for having one",
		  "earn: [{name: b, on: purchase, points: 7, "
		  "when: {category: beans}}]\n",
		  "30.00 EUR item:beans/A:1 item:beans/B:1", 7, NULL, NULL },
	};
	EXPECT_POINTS(SALES);
}

Test(earn, counts_pieces)
{
	static const char STAMPS[] =
		"earn: [{name: s, on: purchase, points: 1, per-item: 1, "
		"when: {category: coffee}}]\n";
	static const char PAIRS[] =
		"earn: [{name: s, on: purchase, points: 3, per-item: 2}]\n";
	static const struct sale SALES[] = {
		{ "each piece", STAMPS,
		  "9.00 EUR item:coffee/A:2:6.00 item:cake/C:1:3.00", 2, NULL,
		  NULL },
		{ "parts of pieces add up", STAMPS,
		  "9.00 EUR item:coffee/A:0.5:6.00 item:coffee/B:0.5:3.00", 1,
		  NULL, NULL },
		{ "a part is none", STAMPS, "9.00 EUR item:coffee/A:0.999:9.00",
		  0, NULL, NULL },
		{ "pairs", PAIRS, "9.00 EUR item:A:5:9.00", 6, NULL, NULL },
		{ "without amounts and money", STAMPS, "item:coffee/A:2", 2,
		  NULL, NULL },
		{ "15: a coffee paid with points is no stamp", STAMPS,
		  "3.00 EUR item:coffee/A:1:3.00", 0, NULL, "3.00" },
		{ "15: excluded things are no pieces",
		  "basis: {exclude: {sku: FREE}}\n"
		  "earn: [{name: s, on: purchase, points: 1, per-item: 1}]\n",
		  "3.00 EUR item:coffee/FREE:5:0.00 item:coffee/A:1:3.00", 1,
		  NULL, NULL },
		{ "pieces, multiplied by their share",
		  "earn: [{name: s, on: purchase, points: 2, per-item: 1}, "
		  "{name: twice, on: purchase, multiply: 2, "
		  "when: {category: coffee}}]\n",
		  "9.00 EUR item:coffee/A:3:6.00 item:cake/C:1:3.00", 14, NULL,
		  NULL },
	};
	EXPECT_POINTS(SALES);
}
