/*
 * Tiers, rewards and redemptions that contradict themselves.
 */
#include <criterion/criterion.h>

#include "rules/rules_load.h"

static const struct rules_row tiers_rows[] = {
	{ "no levels", RULES_HEAD RULES_EARN "tiers: {metric: points}\n",
	  "4:8 rules_missing_key: tiers lacks 'levels', a list\n" },
	{ "empty levels", RULES_HEAD RULES_EARN "tiers: {levels: []}\n",
	  "4:17 rules_bad_value: an empty list, expected at least one "
	  "entry\n" },
	{ "the lowest above 0",
	  RULES_HEAD RULES_EARN "tiers: {levels: [{name: a, at: 10}]}\n",
	  "4:18 rules_sense: the lowest level is not at 0: add one that is, "
	  "everybody has a level\n" },
	{ "two at one threshold",
	  RULES_HEAD RULES_EARN "tiers: {levels: [{name: a, at: 0}, {name: b, "
				"at: 10}, {name: c, at: 10}]}\n",
	  "4:55 rules_sense: two levels have the same threshold\n" },
	{ "two of one name",
	  RULES_HEAD RULES_EARN
	  "tiers: {levels: [{name: a, at: 0}, {name: a, at: 10}]}\n",
	  "4:36 rules_sense: two levels have the same name\n" },
	{ "a level multiplied by 0",
	  RULES_HEAD RULES_EARN
	  "tiers: {levels: [{name: a, at: 0, multiply: 0}]}\n",
	  "4:18 rules_sense: a level that multiplies by 0 earns nothing\n" },
	{ "a fraction of a visit",
	  RULES_HEAD RULES_EARN "tiers: {metric: visits, levels: [{name: a, "
				"at: 0}, {name: b, at: 1.5}]}\n",
	  "4:66 rules_bad_value: '1.5' is too fine: a visit has no "
	  "decimals\n" },
	{ "a rolling window",
	  RULES_HEAD RULES_EARN
	  "tiers: {window: rolling, levels: [{name: a, at: 0}]}\n",
	  "4:17 rules_bad_value: a rolling window needs its length: write "
	  "'window: 12 months'\n" },
	{ "a window of no length",
	  RULES_HEAD RULES_EARN
	  "tiers: {window: 0 days, levels: [{name: a, at: 0}]}\n",
	  "4:17 rules_bad_value: a window of no length\n" },
	{ "a window of a word",
	  RULES_HEAD RULES_EARN
	  "tiers: {window: year, levels: [{name: a, at: 0}]}\n",
	  "4:17 rules_bad_value: 'year' is not a span such as 12 months, "
	  "calendar-year or lifetime\n" },
	{ "a downgrade without its span",
	  RULES_HEAD RULES_EARN
	  "tiers: {downgrade: {grace: 1 day}, levels: [{name: a, at: 0}]}\n",
	  "4:20 rules_missing_key: downgrade lacks 'after', a span such as 12 "
	  "months\n" },
	{ "an unknown unit in a level's expiry",
	  RULES_HEAD RULES_EARN "tiers: {levels: [{name: a, at: 0, expiry: "
				"{unit: pint, after: 1 day}}]}\n",
	  "4:50 rules_bad_value: unknown unit 'pint', did you mean "
	  "'point'?\n" },
	{ "broken tiers are one complaint",
	  RULES_HEAD
	  "earn: [{name: b, on: purchase, points: 1, when: {tier: gold}}]\n"
	  "tiers: {levels: [{name: gold}]}\n",
	  "4:18 rules_missing_key: level lacks 'at', points, money or visits, "
	  "as the metric says\n" },
};

Test(reward_keys, tiers)
{
	rules_load_expect(tiers_rows,
			  sizeof(tiers_rows) / sizeof(tiers_rows[0]));
}

static const struct rules_row rewards_rows[] = {
	{ "a reward without a kind",
	  RULES_HEAD RULES_EARN "rewards:\n"
				"  - {name: x, cost: 1}\n",
	  "5:5 rules_missing_key: reward lacks 'kind', one of: product "
	  "discount payment access event donation other\n" },
	{ "a reward of no kind",
	  RULES_HEAD RULES_EARN "rewards:\n"
				"  - {name: x, kind: gift, cost: 1}\n",
	  "5:21 rules_bad_value: 'gift' is not one of: product discount "
	  "payment access event donation other\n" },
	{ "a reward without a cost",
	  RULES_HEAD RULES_EARN "rewards:\n"
				"  - {name: x, kind: product}\n",
	  "5:5 rules_missing_key: reward lacks 'cost', its points\n" },
	{ "a reward for nothing",
	  RULES_HEAD RULES_EARN "rewards:\n"
				"  - {name: x, kind: product, cost: 0}\n",
	  "5:30 rules_sense: a reward that costs nothing: give it a cost of at "
	  "least one point\n" },
	{ "a reward of two words",
	  RULES_HEAD RULES_EARN
	  "rewards:\n"
	  "  - {name: free coffee, kind: product, cost: 1}\n",
	  "5:12 rules_bad_value: 'free coffee' is not a word for journals: no "
	  "blanks, quotes or ';', at most 64 characters, not beginning with ^ "
	  "# + -\n" },
	{ "two rewards of a name",
	  RULES_HEAD RULES_EARN "rewards:\n"
				"  - {name: x, kind: other, cost: 1}\n"
				"  - {name: x, kind: other, cost: 2}\n",
	  "6:5 rules_sense: two rewards have the same name\n" },
	{ "a payment with a cost",
	  RULES_HEAD RULES_EARN
	  "rewards:\n"
	  "  - {name: x, kind: payment, cost: 1, points: 100, buys: 1.00}\n",
	  "5:30 rules_sense: a payment has no 'cost': it has 'points' and "
	  "'buys'\n" },
	{ "a payment without points",
	  RULES_HEAD RULES_EARN "rewards:\n"
				"  - {name: x, kind: payment, buys: 1.00}\n",
	  "5:5 rules_missing_key: a payment lacks 'points' or 'buys', above "
	  "0\n" },
	{ "a payment of nothing",
	  RULES_HEAD RULES_EARN
	  "rewards:\n"
	  "  - {name: x, kind: payment, points: 100, buys: 0}\n",
	  "5:5 rules_missing_key: a payment lacks 'points' or 'buys', above "
	  "0\n" },
	{ "a minimum between steps",
	  RULES_HEAD RULES_EARN "rewards:\n"
				"  - {name: x, kind: payment, points: 100, "
				"buys: 1.00, step: 10, minimum: 25}\n",
	  "5:65 rules_sense: 'minimum' is no whole number of steps\n" },
	{ "a step of half a cent",
	  RULES_HEAD RULES_EARN
	  "rewards:\n"
	  "  - {name: x, kind: payment, points: 1000, buys: 1.00, step: 5}\n",
	  "5:56 rules_sense: a step buys no whole amount of money: choose "
	  "another step\n" },
	{ "a share above all",
	  RULES_HEAD RULES_EARN "rewards:\n"
				"  - {name: x, kind: payment, points: 100, "
				"buys: 1.00, share: 101%}\n",
	  "5:62 rules_bad_value: '101%' is more than 100%\n" },
	{ "a share of nothing",
	  RULES_HEAD RULES_EARN
	  "rewards:\n"
	  "  - {name: x, kind: payment, points: 100, buys: 1.00, share: 0%}\n",
	  "5:55 rules_sense: a payment of 0% pays nothing\n" },
	{ "a share without a sign",
	  RULES_HEAD RULES_EARN
	  "rewards:\n"
	  "  - {name: x, kind: payment, points: 100, buys: 1.00, share: 0.5}\n",
	  "5:62 rules_bad_value: '0.5' is not a percentage such as 80%\n" },
	{ "steps of a product",
	  RULES_HEAD RULES_EARN
	  "rewards:\n"
	  "  - {name: x, kind: product, cost: 10, step: 10}\n",
	  "5:40 rules_sense: this key belongs to 'kind: payment'\n" },
	{ "off a product",
	  RULES_HEAD RULES_EARN
	  "rewards:\n"
	  "  - {name: x, kind: product, cost: 10, off: 10%, at-most: 1.00}\n",
	  "5:40 rules_sense: 'off' belongs to 'kind: discount'\n"
	  "5:50 rules_sense: 'at-most' belongs to 'kind: discount'\n" },
	{ "an unknown level",
	  RULES_HEAD RULES_EARN
	  "rewards:\n"
	  "  - {name: x, kind: product, cost: 10, tier: gold}\n",
	  "5:46 rules_bad_value: unknown level 'gold': define it under "
	  "'tiers'\n" },
	{ "a reward limited per purchase",
	  RULES_HEAD RULES_EARN "rewards:\n"
				"  - {name: x, kind: product, cost: 10, limit: "
				"{times: 1, per: purchase}}\n",
	  "5:40 rules_sense: a reward has no limit per purchase\n" },
	{ "a reward that ends before it begins",
	  RULES_HEAD RULES_EARN "rewards:\n"
				"  - {name: x, kind: product, cost: 10, from: "
				"2026-02-02, until: 2026-02-01}\n",
	  "5:58 rules_sense: 'until' is before 'from'\n" },
	{ "stock in numbers",
	  RULES_HEAD RULES_EARN
	  "rewards:\n"
	  "  - {name: x, kind: product, cost: 10, stock: 10}\n",
	  "5:47 rules_bad_value: '10' is not one of: unlimited counted\n" },
};

Test(reward_keys, rewards)
{
	rules_load_expect(rewards_rows,
			  sizeof(rewards_rows) / sizeof(rewards_rows[0]));
}

static const struct rules_row redeeming_rows[] = {
	{ "a minimum of an unknown unit",
	  RULES_HEAD RULES_EARN "redeem: {minimum: {stamp: 10}}\n",
	  "4:20 rules_bad_value: unknown unit 'stamp': define it under "
	  "'units'\n" },
	{ "a minimum in a list",
	  RULES_HEAD RULES_EARN "redeem: {minimum: [10]}\n",
	  "4:19 rules_bad_value: a list here, expected a number, or one for "
	  "each unit\n" },
	{ "approval of nothing",
	  RULES_HEAD RULES_EARN "redeem: {approval: {by-other-person: true}}\n",
	  "4:20 rules_missing_key: approval lacks 'above', an amount of "
	  "points\n" },
	{ "a refund by another word",
	  RULES_HEAD RULES_EARN "refunds: {earned: clawback}\n",
	  "4:19 rules_bad_value: 'clawback' is not allowed here, did you mean "
	  "'claw-back'?\n" },
	{ "transfers by a word",
	  RULES_HEAD RULES_EARN "transfers: {allowed: on}\n",
	  "4:22 rules_bad_value: 'on' is not true or false\n" },
};

Test(reward_keys, redeeming)
{
	rules_load_expect(redeeming_rows,
			  sizeof(redeeming_rows) / sizeof(redeeming_rows[0]));
}
