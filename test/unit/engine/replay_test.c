/*
 * The replay: small books worked out by hand from the design. Each case is
 * rules, lines, a day, the balance expected of member A (and B), and the
 * complaints expected, `id` or nothing. Numbers in labels are the edge cases
 * of the research on other programmes.
 */
#include <criterion/criterion.h>

#include "engine/play.h"

#define BASE                                                                   \
	"earn: [{name: base, on: purchase, points: 1, per: 1.00}]\n"           \
	"rewards: [{name: coffee, kind: product, cost: 100},"                  \
	" {name: pay, kind: payment, points: 100, buys: 5.00}]\n"
#define YEAR  BASE "expiry: [{unit: point, after: 12 months}]\n"
#define DAYS  BASE "expiry: [{unit: point, after: 10 days}]\n"
#define SLIDE BASE "expiry: [{inactivity: 10 days, activity: [purchase]}]\n"
#define JOIN                                                                   \
	"2026-01-01 join A ^j-a\n"                                             \
	"2026-01-01 join B ^j-b\n"

struct story {
	const char *label;
	const char *rules;
	const char *lines; /* behind the joins of A and B */
	const char *day;
	int64_t a, b;
	const char *complaint; /* its id, NULL: none */
};

static void expect_stories(const struct story *stories, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct story *story = &stories[i];
		struct play play;
		char lines[4096];
		snprintf(lines, sizeof(lines), "%s%s", JOIN, story->lines);
		play_open(&play, story->rules, lines, story->day);
		cr_expect_eq(play_balance(&play, "A", "point"), story->a,
			     "%s: A has %ld, not %ld\n%s", story->label,
			     (long)play_balance(&play, "A", "point"),
			     (long)story->a, play_complaints(&play));
		cr_expect_eq(play_balance(&play, "B", "point"), story->b,
			     "%s: B has %ld, not %ld\n%s", story->label,
			     (long)play_balance(&play, "B", "point"),
			     (long)story->b, play_complaints(&play));
		size_t found = play.diagnostics.counts[SEVERITY_FINDING] +
			       play.diagnostics.counts[SEVERITY_BROKEN];
		if (story->complaint == NULL)
			cr_expect_eq(found, 0, "%s: complains\n%s",
				     story->label, play_complaints(&play));
		else
			cr_expect_gt(play_count(&play, story->complaint), 0,
				     "%s: no %s\n%s", story->label,
				     story->complaint, play_complaints(&play));
		play_close(&play);
	}
}

static const struct story lots[] = {
	{ "a purchase earns", BASE, "2026-01-02 purchase A 12.50 EUR ^p1\n",
	  "2026-01-02", 12, 0, NULL },
	{ "as-of is the close of the day", BASE,
	  "2026-01-03 purchase A 12.50 EUR ^p1\n", "2026-01-02", 0, 0, NULL },
	{ "recorded points are facts", BASE,
	  "2026-01-02 purchase A 12.50 EUR +15 ^p1\n", "2026-01-02", 15, 0,
	  "points_differ" },
	{ "the last usable day is in (60)", DAYS,
	  "2026-01-02 purchase A 10.00 EUR +10 ^p1\n", "2026-01-12", 10, 0,
	  NULL },
	{ "the day after it is out (60)", DAYS,
	  "2026-01-02 purchase A 10.00 EUR +10 ^p1\n", "2026-01-13", 0, 0,
	  NULL },
	{ "lots are never pooled (58)", DAYS,
	  "2026-01-02 purchase A 100.00 EUR +100 ^p1\n"
	  "2026-01-03 redeem A pay -80 4.00 EUR ^r1\n"
	  "2026-01-04 adjust A +50 \"x\" expires:2027-01-01 ^a1\n",
	  "2026-01-13", 50, 0, NULL },
	{ "soonest last day is used first", DAYS,
	  "2026-01-02 adjust A +50 \"x\" expires:2026-02-01 ^a1\n"
	  "2026-01-03 purchase A 60.00 EUR +60 ^p1\n"
	  "2026-01-04 redeem A pay -60 3.00 EUR ^r1\n",
	  "2026-01-20", 50, 0, NULL },
	{ "activity moves the last usable day of all lots", SLIDE,
	  "2026-01-02 purchase A 10.00 EUR +10 ^p1\n"
	  "2026-01-12 purchase A 5.00 EUR +5 ^p2\n",
	  "2026-01-22", 15, 0, NULL },
	{ "without activity all slide out together", SLIDE,
	  "2026-01-02 purchase A 10.00 EUR +10 ^p1\n"
	  "2026-01-12 purchase A 5.00 EUR +5 ^p2\n",
	  "2026-01-23", 0, 0, NULL },
	{ "a recorded expiry moves nothing", DAYS,
	  "2026-01-02 purchase A 10.00 EUR +10 ^p1\n"
	  "2026-01-13 expire A -10 ^expire-A-point-2026-01-13\n",
	  "2026-01-13", 0, 0, NULL },
	{ "a recorded expiry that is too much is a finding (69)", DAYS,
	  "2026-01-02 purchase A 10.00 EUR +10 ^p1\n"
	  "2026-01-10 expire A -10 ^expire-A-point-2026-01-10\n",
	  "2026-01-10", 10, 0, "expiry_differs" },
	{ "a forfeiture is a debit", BASE,
	  "2026-01-02 purchase A 10.00 EUR +10 ^p1\n"
	  "2026-01-03 expire A -4 \"left\" ^f1\n",
	  "2026-01-03", 6, 0, NULL },
	{ "the order of the file means nothing", BASE,
	  "2026-01-04 redeem A coffee -100 ^r1\n"
	  "2026-01-03 purchase A 120.00 EUR +120 ^p1\n",
	  "2026-01-04", 20, 0, NULL },
	{ "one event written twice is one (84)", BASE,
	  "2026-01-03 purchase A 12.00 EUR +12 ^p1\n"
	  "2026-01-03 purchase A 12.00 EUR +12 ^p1\n",
	  "2026-01-04", 12, 0, NULL },
	{ "a reference with two contents is broken (85)", BASE,
	  "2026-01-03 purchase A 12.00 EUR +12 ^p1\n"
	  "2026-01-03 purchase A 13.00 EUR +13 ^p1\n",
	  "2026-01-04", 25, 0, "reference_conflict" },
};

Test(engine_replay, lots_live_and_expire)
{
	expect_stories(lots, sizeof(lots) / sizeof(*lots));
}

static const struct story refunds[] = {
	{ "half the money takes half the points (34)", BASE,
	  "2026-01-02 purchase A 70.00 EUR +70 ^p1\n"
	  "2026-01-03 refund A 35.00 EUR of:p1 ^f1\n",
	  "2026-01-03", 35, 0, NULL },
	{ "parts add up to the whole (34)", BASE,
	  "2026-01-02 purchase A 10.00 EUR +10 ^p1\n"
	  "2026-01-03 refund A 3.33 EUR of:p1 ^f1\n"
	  "2026-01-04 refund A 3.33 EUR of:p1 ^f2\n"
	  "2026-01-05 refund A 3.34 EUR of:p1 ^f3\n",
	  "2026-01-05", 0, 0, NULL },
	{ "the first part rounds down (8, 34)", BASE,
	  "2026-01-02 purchase A 10.00 EUR +10 ^p1\n"
	  "2026-01-03 refund A 3.33 EUR of:p1 ^f1\n",
	  "2026-01-03", 7, 0, NULL },
	{ "recorded points are taken back, not today's rules (40)", BASE,
	  "2026-01-02 purchase A 10.00 EUR +30 override:\"x\" ^p1\n"
	  "2026-01-03 refund A 10.00 EUR of:p1 ^f1\n",
	  "2026-01-03", 0, 0, NULL },
	{ "never more than was sold (35)", BASE,
	  "2026-01-02 purchase A 10.00 EUR +10 ^p1\n"
	  "2026-01-03 refund A 15.00 EUR of:p1 ^f1\n",
	  "2026-01-03", 0, 0, "over_refunded" },
	{ "spent points make a deficit (39)", BASE,
	  "2026-01-02 purchase A 100.00 EUR +100 ^p1\n"
	  "2026-01-03 redeem A coffee -100 ^r1\n"
	  "2026-01-04 refund A 40.00 EUR of:p1 ^f1\n",
	  "2026-01-04", -40, 0, NULL },
	{ "the next credit pays the deficit first", BASE,
	  "2026-01-02 purchase A 100.00 EUR +100 ^p1\n"
	  "2026-01-03 redeem A coffee -100 ^r1\n"
	  "2026-01-04 refund A 40.00 EUR of:p1 ^f1\n"
	  "2026-01-05 purchase A 60.00 EUR +60 ^p2\n",
	  "2026-01-05", 20, 0, NULL },
	{ "clamp takes what is there (39)", BASE "refunds: {deficit: clamp}\n",
	  "2026-01-02 purchase A 100.00 EUR +100 ^p1\n"
	  "2026-01-03 redeem A coffee -100 ^r1\n"
	  "2026-01-04 refund A 40.00 EUR of:p1 ^f1\n",
	  "2026-01-04", 0, 0, NULL },
	{ "keep takes nothing", BASE "refunds: {earned: keep}\n",
	  "2026-01-02 purchase A 100.00 EUR +100 ^p1\n"
	  "2026-01-04 refund A 40.00 EUR of:p1 ^f1\n",
	  "2026-01-04", 100, 0, NULL },
	{ "the sale's own lot is hit first (47)", DAYS,
	  "2026-01-02 purchase A 50.00 EUR +50 ^p1\n"
	  "2026-01-08 purchase A 50.00 EUR +50 ^p2\n"
	  "2026-01-09 refund A 50.00 EUR of:p2 ^f1\n",
	  "2026-01-13", 0, 0, NULL },
	{ "what paid a refunded sale goes back pro rata (36)", BASE,
	  "2026-01-02 adjust A +200 \"x\" ^a1\n"
	  "2026-01-03 purchase A 20.00 EUR +15 ^p1\n"
	  "2026-01-03 redeem A pay -100 5.00 EUR on:p1 ^r1\n"
	  "2026-01-04 refund A 10.00 EUR of:p1 ^f1\n",
	  "2026-01-04", 158, 0, NULL },
	{ "a refund on the day of the sale it was paid on", BASE,
	  "2026-01-02 adjust A +200 \"x\" ^a1\n"
	  "2026-01-03 purchase A 20.00 EUR +15 ^p1\n"
	  "2026-01-03 redeem A pay -100 5.00 EUR on:p1 ^r1\n"
	  "2026-01-03 refund A 20.00 EUR of:p1 ^f1\n",
	  "2026-01-03", 200, 0, NULL },
};

Test(engine_replay, refunds_take_back_a_share)
{
	expect_stories(refunds, sizeof(refunds) / sizeof(*refunds));
}

static const struct story redemptions[] = {
	{ "a redemption beyond the balance is a finding (86)", BASE,
	  "2026-01-02 purchase A 76.00 EUR +76 ^p1\n"
	  "2026-01-03 redeem A coffee -100 ^r1\n",
	  "2026-01-03", -24, 0, "insufficient_balance" },
	{ "earned in the morning, spent in the evening", BASE,
	  "2026-01-02 redeem A coffee -100 ^r1\n"
	  "2026-01-02 purchase A 100.00 EUR +100 ^p1\n",
	  "2026-01-02", 0, 0, NULL },
	{ "points of a sale cannot pay for it (91)", BASE,
	  "2026-01-02 purchase A 100.00 EUR +97 ^p1\n"
	  "2026-01-02 redeem A pay -60 3.00 EUR on:p1 ^r1\n",
	  "2026-01-02", 37, 0, "insufficient_balance" },
	{ "a request reserves, the balance stays", BASE,
	  "2026-01-02 purchase A 150.00 EUR +150 ^p1\n"
	  "2026-01-03 request A coffee -100 ^r1\n",
	  "2026-01-03", 150, 0, NULL },
	{ "a fulfilled request takes", BASE,
	  "2026-01-02 purchase A 150.00 EUR +150 ^p1\n"
	  "2026-01-03 request A coffee -100 ^r1\n"
	  "2026-01-05 fulfil r1\n",
	  "2026-01-05", 50, 0, NULL },
	{ "reserved points do not expire", DAYS,
	  "2026-01-02 purchase A 150.00 EUR +150 ^p1\n"
	  "2026-01-03 request A coffee -100 ^r1\n"
	  "2026-01-20 fulfil r1\n",
	  "2026-01-19", 100, 0, NULL },
	{ "given back after their last day they expire that day", DAYS,
	  "2026-01-02 purchase A 150.00 EUR +150 ^p1\n"
	  "2026-01-03 request A coffee -100 ^r1\n"
	  "2026-01-20 reject r1 \"sold out\"\n",
	  "2026-01-20", 0, 0, NULL },
	{ "cancelled points keep their dates (46)", DAYS,
	  "2026-01-02 purchase A 100.00 EUR +100 ^p1\n"
	  "2026-01-03 redeem A coffee -100 ^r1\n"
	  "2026-01-05 cancel r1 \"slip\"\n",
	  "2026-01-12", 100, 0, NULL },
	{ "… and expire on them (46)", DAYS,
	  "2026-01-02 purchase A 100.00 EUR +100 ^p1\n"
	  "2026-01-03 redeem A coffee -100 ^r1\n"
	  "2026-01-05 cancel r1 \"slip\"\n",
	  "2026-01-13", 0, 0, NULL },
	{ "cancelled on its own day it consumed nothing", BASE,
	  "2026-01-02 purchase A 100.00 EUR +100 ^p1\n"
	  "2026-01-03 redeem A coffee -100 ^r1\n"
	  "2026-01-03 cancel r1 \"slip\"\n"
	  "2026-01-03 redeem A coffee -100 ^r2\n",
	  "2026-01-03", 0, 0, NULL },
	{ "a second cancel says so (41)", BASE,
	  "2026-01-02 purchase A 100.00 EUR +100 ^p1\n"
	  "2026-01-03 redeem A coffee -100 ^r1\n"
	  "2026-01-04 cancel r1 \"slip\"\n"
	  "2026-01-05 cancel r1 \"again\"\n",
	  "2026-01-05", 100, 0, "bad_step" },
	{ "an unfulfilled request ends by itself",
	  BASE "redeem: {request-expires: 5 days}\n",
	  "2026-01-02 purchase A 100.00 EUR +100 ^p1\n"
	  "2026-01-03 request A coffee -100 ^r1\n"
	  "2026-01-09 redeem A coffee -100 ^r2\n",
	  "2026-01-09", 0, 0, NULL },
	{ "request, approval and hand-over on one day", BASE,
	  "2026-01-02 purchase A 100.00 EUR +100 ^p1\n"
	  "2026-01-03 fulfil r1\n"
	  "2026-01-03 approve r1\n"
	  "2026-01-03 request A coffee -100 ^r1\n",
	  "2026-01-03", 0, 0, NULL },
	{ "the cost is the rules' (20, 21)", BASE,
	  "2026-01-02 purchase A 100.00 EUR +100 ^p1\n"
	  "2026-01-03 redeem A coffee -90 ^r1\n",
	  "2026-01-03", 10, 0, "cost_differs" },
	{ "a payment's money and points agree (53)", BASE,
	  "2026-01-02 purchase A 100.00 EUR +100 ^p1\n"
	  "2026-01-03 redeem A pay -50 5.00 EUR ^r1\n",
	  "2026-01-03", 50, 0, "value_differs" },
	{ "a blocked member does not redeem (96)", BASE,
	  "2026-01-02 purchase A 100.00 EUR +100 ^p1\n"
	  "2026-01-03 status A blocked\n"
	  "2026-01-04 redeem A coffee -100 ^r1\n",
	  "2026-01-04", 0, 0, "not_active" },
	{ "a blocked member earns nothing", BASE,
	  "2026-01-03 status A blocked\n"
	  "2026-01-04 purchase A 100.00 EUR ^p1\n",
	  "2026-01-04", 0, 0, NULL },
	{ "before the join nothing is earned (101)", BASE,
	  "2025-12-31 purchase A 100.00 EUR ^p1\n", "2026-01-04", 0, 0, NULL },
};

Test(engine_replay, redemptions_take_reserve_and_give_back)
{
	expect_stories(redemptions, sizeof(redemptions) / sizeof(*redemptions));
}

static const struct story reversals[] = {
	{ "a voided purchase is gone (49)", BASE,
	  "2026-01-02 purchase A 50.00 EUR +50 ^p1\n"
	  "2026-01-03 void p1 \"slip\"\n",
	  "2026-01-03", 0, 0, NULL },
	{ "it stands until the day of the void", BASE,
	  "2026-01-02 purchase A 50.00 EUR +50 ^p1\n"
	  "2026-01-03 void p1 \"slip\"\n",
	  "2026-01-02", 50, 0, NULL },
	{ "a second void changes nothing (41)", BASE,
	  "2026-01-02 purchase A 50.00 EUR +50 ^p1\n"
	  "2026-01-03 void p1 \"slip\"\n"
	  "2026-01-04 void p1 \"again\"\n",
	  "2026-01-04", 0, 0, "already_reversed" },
	{ "what something rests on stays", BASE,
	  "2026-01-02 purchase A 50.00 EUR +50 ^p1\n"
	  "2026-01-03 refund A 10.00 EUR of:p1 ^f1\n"
	  "2026-01-04 void p1 \"slip\"\n",
	  "2026-01-04", 40, 0, "rests_on" },
	{ "a voided refund gives back what it took (42)", BASE,
	  "2026-01-02 purchase A 50.00 EUR +50 ^p1\n"
	  "2026-01-03 refund A 10.00 EUR of:p1 ^f1\n"
	  "2026-01-04 void f1 \"slip\"\n",
	  "2026-01-04", 50, 0, NULL },
	{ "a voided redemption gives back", BASE,
	  "2026-01-02 purchase A 100.00 EUR +100 ^p1\n"
	  "2026-01-03 redeem A coffee -100 ^r1\n"
	  "2026-01-04 void r1 \"slip\"\n",
	  "2026-01-04", 100, 0, NULL },
	{ "a voided correction is undone", BASE,
	  "2026-01-02 adjust A +50 \"x\" ^a1\n"
	  "2026-01-03 adjust A -20 \"y\" ^a2\n"
	  "2026-01-04 void a2 \"slip\"\n"
	  "2026-01-05 void a1 \"slip\"\n",
	  "2026-01-05", 0, 0, NULL },
	{ "a moved purchase is the other's", BASE,
	  "2026-01-02 purchase A 50.00 EUR +50 ^p1\n"
	  "2026-01-03 move p1 B \"wrong card\"\n",
	  "2026-01-03", 0, 50, NULL },
	{ "its refunds go with it", BASE,
	  "2026-01-02 purchase A 50.00 EUR +50 ^p1\n"
	  "2026-01-03 refund A 10.00 EUR of:p1 ^f1\n"
	  "2026-01-04 move p1 B \"wrong card\"\n",
	  "2026-01-04", 0, 40, NULL },
	{ "a refund before its purchase is broken", BASE,
	  "2026-01-03 purchase A 50.00 EUR +50 ^p1\n"
	  "2026-01-02 refund A 10.00 EUR of:p1 ^f1\n",
	  "2026-01-04", 50, 0, "reversal_before_target" },
};

Test(engine_replay, reversals_take_back_once)
{
	expect_stories(reversals, sizeof(reversals) / sizeof(*reversals));
}

static const struct story people[] = {
	{ "a transfer keeps the dates of its lots",
	  DAYS "transfers: {allowed: true}\n",
	  "2026-01-02 purchase A 50.00 EUR +50 ^p1\n"
	  "2026-01-05 transfer A B +30 ^t1\n",
	  "2026-01-12", 20, 30, NULL },
	{ "… so they expire on them", DAYS "transfers: {allowed: true}\n",
	  "2026-01-02 purchase A 50.00 EUR +50 ^p1\n"
	  "2026-01-05 transfer A B +30 ^t1\n",
	  "2026-01-13", 0, 0, NULL },
	{ "a transfer beyond the balance moves nothing",
	  BASE "transfers: {allowed: true}\n",
	  "2026-01-02 purchase A 20.00 EUR +20 ^p1\n"
	  "2026-01-05 transfer A B +30 ^t1\n",
	  "2026-01-05", 20, 0, "insufficient_balance" },
	{ "each as soon as its giver can cover it",
	  BASE "transfers: {allowed: true}\n",
	  "2026-01-02 purchase B 20.00 EUR +20 ^p1\n"
	  "2026-01-05 transfer A B +15 ^t1\n"
	  "2026-01-05 transfer B A +20 ^t2\n",
	  "2026-01-05", 5, 15, NULL },
	{ "a voided transfer goes back", BASE "transfers: {allowed: true}\n",
	  "2026-01-02 purchase A 20.00 EUR +20 ^p1\n"
	  "2026-01-05 transfer A B +15 ^t1\n"
	  "2026-01-06 void t1 \"slip\"\n",
	  "2026-01-06", 20, 0, NULL },
	{ "merged accounts add up (92)", BASE,
	  "2026-01-02 purchase A 50.00 EUR +50 ^p1\n"
	  "2026-01-02 purchase B 100.00 EUR +100 ^p2\n"
	  "2026-01-03 merge B into:A\n",
	  "2026-01-03", 150, 150, NULL },
	{ "before the merge each has its own", BASE,
	  "2026-01-02 purchase A 50.00 EUR +50 ^p1\n"
	  "2026-01-02 purchase B 100.00 EUR +100 ^p2\n"
	  "2026-01-03 merge B into:A\n",
	  "2026-01-02", 50, 100, NULL },
	{ "one sale on both accounts is listed (93)", BASE,
	  "2026-01-02 purchase A 50.00 EUR +50 ^p1\n"
	  "2026-01-02 purchase B 50.00 EUR +50 ^p2\n"
	  "2026-01-03 merge B into:A\n",
	  "2026-01-03", 100, 100, "same_sale_twice" },
	{ "merging in a circle is broken", BASE,
	  "2026-01-03 merge B into:A\n"
	  "2026-01-04 merge A into:B\n",
	  "2026-01-04", 0, 0, "merge_cycle" },
	{ "an assertion that holds", BASE,
	  "2026-01-02 purchase A 50.00 EUR +50 ^p1\n"
	  "2026-01-02 balance A 50\n"
	  "2026-01-02 balance * 50\n",
	  "2026-01-02", 50, 0, NULL },
	{ "an assertion that does not (107)", BASE,
	  "2026-01-02 purchase A 50.00 EUR +50 ^p1\n"
	  "2026-01-02 balance A 51\n",
	  "2026-01-02", 50, 0, "assertion_failed" },
	{ "opening balances (98)", BASE,
	  "2026-01-02 opening A +70 expires:2026-01-05 ^o1\n", "2026-01-05", 70,
	  0, NULL },
	{ "an unknown member is broken", BASE,
	  "2026-01-02 purchase C 50.00 EUR +50 ^p1\n", "2026-01-05", 0, 0,
	  "unknown_member" },
	{ "pending points come first in a refund (73)",
	  BASE "pending: 14 days\n",
	  "2026-01-02 purchase A 50.00 EUR +50 ^p1\n"
	  "2026-01-03 redeem A pay -50 2.50 EUR ^r1\n",
	  "2026-01-03", 0, 0, "insufficient_balance" },
	{ "an accepted finding is settled", BASE,
	  "2026-01-02 purchase A 50.00 EUR +51 ^p1\n"
	  "2026-01-03 accept points_differ p1 \"seen\" ^acc1\n",
	  "2026-01-03", 51, 0, NULL },
};

Test(engine_replay, people_give_merge_and_assert)
{
	expect_stories(people, sizeof(people) / sizeof(*people));
}
