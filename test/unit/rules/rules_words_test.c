/*
 * What customers read: the whole example on a day in November, when the
 * tasting is on, and on another day; and the sentence of every other key.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "rules/rules_load.h"
#include "rules/rules_show.h"

static const char november[] =
	"Rosa's Coffee Club from 2025-01-01\n"
	"  points are earned until 2027-12-31\n"
	"  points are redeemed until 2028-06-30\n"
	"\n"
	"Earning\n"
	"  base: 1 point for each 1.00 EUR\n"
	"  bean lover: 5 points for each full 10.00 EUR of beans\n"
	"  double tuesday: 2 times the points of purchases at north on "
	"Tuesdays from 14:00 to 17:00 from 2026-10-01 until 2026-12-31; at "
	"most 200 points a month\n"
	"  stamp card: 1 stamp for each piece of coffee\n"
	"  five in a month: 50 points for every 5 visits in a month\n"
	"  welcome: 50 points for joining; at most once ever\n"
	"  birthday: 100 points on each birthday; to be used within 30 days\n"
	"  anniversary: 50 points on each anniversary of joining\n"
	"  up a level: 25 points for reaching a higher level\n"
	"  review: 20 points for review; at most once a month\n"
	"  bring a friend: 200 points for bringing a friend, 100 points for "
	"the friend, due with the friend's first purchase of at least 20.00 "
	"EUR within 90 days\n"
	"  several rules add up; then multipliers; rounded down at the end of "
	"each purchase\n"
	"  counted: tax\n"
	"  not counted: shipping, discounts, what is paid with points, gift "
	"cards\n"
	"  nothing is earned on tobacco\n"
	"  nothing is earned on the item /^GIFT-/\n"
	"\n"
	"Expiry\n"
	"  points: kept for 12 months, to the end of that month\n"
	"  stamps: kept for ever\n"
	"\n"
	"Levels\n"
	"  bronze: from 0 points\n"
	"  silver: from 500 points; purchases earn times 1.25\n"
	"  gold: from 2000 points; purchases earn times 1.5; points are kept "
	"for 24 months, to the end of that month\n"
	"  by what was earned in the last 12 months; a new level counts from "
	"the next day\n"
	"  a level is kept for 12 months and 30 days; then it falls by one "
	"level at most\n"
	"\n"
	"Rewards\n"
	"  free-coffee (A coffee of your choice): 100 points, worth 2.80 EUR, "
	"while there are any; at most 2 times a day\n"
	"  free-eleventh: 10 stamps, worth 2.80 EUR\n"
	"  ten-off: 150 points for 10% off, at most 8.00 EUR\n"
	"  pay: 100 points for 5.00 EUR, at least 50 points, in steps of 10 "
	"points, up to 50% of a purchase\n"
	"  tasting: 800 points, from level gold on from 2026-11-01 until "
	"2026-11-30\n"
	"  at least 50 points at a time\n"
	"  more than 1000 points at a time must be approved by another person\n"
	"  what is not fetched is cancelled after 30 days\n"
	"\n"
	"Refunds\n"
	"  for 90 days after the purchase\n"
	"  points earned are taken back; what is spent already is owed\n"
	"  points paid are given back\n"
	"\n"
	"Points cannot be given to other members\n";

static const char *words_on(struct rules_load *load, const char *on)
{
	struct text text;
	struct day day = DAY_NONE;
	if (on != NULL)
		cr_assert(day_parse(slice_from(on), &day));
	text_init(&text, &load->arena);
	rules_show_words(&text, &load->programs, load->program, day);
	return text.bytes;
}

Test(rules_words, the_example_in_november)
{
	struct rules_load load;
	rules_load(&load, rules_load_example);
	cr_expect_str_eq(words_on(&load, "2026-11-03"), november);
	rules_load_release(&load);
}

Test(rules_words, seasons)
{
	static const struct {
		const char *on;
		bool has_tuesday;
		bool has_tasting;
	} rows[] = {
		{ "2026-09-30", false, false }, { "2026-10-01", true, false },
		{ "2026-10-31", true, false },  { "2026-11-01", true, true },
		{ "2026-11-30", true, true },   { "2026-12-01", true, false },
		{ "2026-12-31", true, false },  { "2027-01-01", false, false },
		{ NULL, true, true },
	};
	struct rules_load load;
	rules_load(&load, rules_load_example);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *words = words_on(&load, rows[i].on);
		cr_expect_eq(strstr(words, "double tuesday") != NULL,
			     rows[i].has_tuesday, "%s", rows[i].on);
		cr_expect_eq(strstr(words, "tasting") != NULL,
			     rows[i].has_tasting, "%s", rows[i].on);
	}
	rules_load_release(&load);
}

/* A line of YAML, and the line it becomes. */
static const struct sentence {
	const char *yaml;
	const char *words;
} sentences[] = {
	{ "earn: [{name: x, on: purchase, points: 10}]\n",
	  "\n  x: 10 point for a purchase\n" },
	{ "earn: [{name: x, on: purchase, points: 1, per-item: 2}]\n",
	  "\n  x: 1 point for 2 pieces\n" },
	{ "earn: [{name: x, on: purchase, unit: credit, points: 0.03, per: "
	  "1.00}]\n",
	  "\n  x: 0.03 credit for each 1.00 EUR\n" },
	{ "earn: [{name: x, on: visit, points: 1, limit: {times: 1, per: "
	  "day}}]\n",
	  "\n  x: 1 point for a visit; at most once a day\n" },
	{ "earn: [{name: x, on: visit, points: 1, every: 3}]\n",
	  "\n  x: 1 point for every 3 visits\n" },
	{ "earn: [{name: x, on: visit, points: 1, every: 3, within: 30d}]\n",
	  "\n  x: 1 point for every 3 visits within 30 days\n" },
	{ "earn: [{name: x, on: visit, points: 1, every: 3, within: week}]\n",
	  "\n  x: 1 point for every 3 visits in a week\n" },
	{ "earn: [{name: x, on: visit, points: 5, limit: {points: 9, per: "
	  "year, mode: reject}}]\n",
	  "\n  x: 5 point for a visit; at most 9 point a year, and nothing "
	  "that would exceed it\n" },
	{ "earn: [{name: x, on: review, points: 5, limit: {times: 2, per: "
	  "ever}}]\n",
	  "\n  x: 5 point for review; at most 2 times ever\n" },
	{ "earn: [{name: x, on: referral, referrer: 5}]\n",
	  "\n  x: 5 point for bringing a friend, due with the friend's first "
	  "purchase\n" },
	{ "earn: [{name: x, on: visit, points: 1, when: {first-purchase: "
	  "true}}]\n",
	  "\n  x: 1 point for a visit with the first purchase\n" },
	{ "earn: [{name: x, on: visit, points: 1, when: {store: [a, b, c]}}]\n",
	  "\n  x: 1 point for a visit at a, b or c\n" },
	{ "earn: [{name: x, on: visit, points: 1, from: 2026-01-02}]\n",
	  "\n  x: 1 point for a visit from 2026-01-02\n" },
	{ "earn: [{name: x, on: visit, points: 1, until: 2026-01-02}]\n",
	  "\n  x: 1 point for a visit until 2026-01-02\n" },
	{ "earn: [{name: x, on: visit, points: 1, expires: 1 day}]\n",
	  "\n  x: 1 point for a visit; to be used within 1 day\n" },
	{ "earn: [{name: e, on: visit, points: 1}]\nexpiry: [{on: 12-31}]\n",
	  "\n  point: kept until each 12-31\n" },
	{ "earn: [{name: e, on: visit, points: 1}]\nexpiry: [{unit: credit, "
	  "after: 1y, round: end-of-year}]\n",
	  "\n  credit: kept for 1 year, to the end of that year\n" },
	{ "earn: [{name: e, on: visit, points: 1}]\nexpiry: [{unit: credit, "
	  "after: 1y}]\n",
	  "\n  point: kept for ever\n" },
	{ "earn: [{name: e, on: visit, points: 1}]\ntiers: {metric: spend, "
	  "window: lifetime, levels: [{name: a, at: 0}]}\n",
	  "\n  a: from 0.00 EUR\n" },
	{ "earn: [{name: e, on: visit, points: 1}]\ntiers: {metric: spend, "
	  "window: lifetime, levels: [{name: a, at: 0}]}\n",
	  "\n  by what was spent since joining; a new level counts from the "
	  "next day\n" },
	{ "earn: [{name: e, on: visit, points: 1}]\ntiers: {downgrade: {after: "
	  "1 month}, levels: [{name: a, at: 0}]}\n",
	  "\n  a level is kept for 1 month; then it falls by one level at "
	  "most\n" },
	{ "earn: [{name: e, on: visit, points: 1}]\nrefunds: {deficit: "
	  "clamp}\n",
	  "\n  points earned are taken back; what is spent already is not "
	  "asked for\n" },
	{ "earn: [{name: e, on: visit, points: 1}]\nrefunds: {deficit: "
	  "pending-only}\n",
	  "\n  points earned are taken back, as far as they cannot be used "
	  "yet\n" },
	{ "earn: [{name: e, on: visit, points: 1}]\nrounding: up\n",
	  "\n  several rules add up; then multipliers; rounded up at the end "
	  "of each purchase\n" },
	{ "earn: [{name: e, on: visit, points: 1}]\nrounding: "
	  "half-up\ncombine: best\n",
	  "\n  of several rules the best counts; then multipliers; rounded, a "
	  "half up at the end of each purchase\n" },
};

Test(rules_words, sentences)
{
	for (size_t i = 0; i < sizeof(sentences) / sizeof(sentences[0]); i++) {
		struct rules_load load;
		char yaml[512];
		snprintf(yaml, sizeof(yaml), "%s%s", RULES_HEAD,
			 sentences[i].yaml);
		rules_load(&load, yaml);
		cr_assert_not_null(load.program, "%s: %s", sentences[i].yaml,
				   rules_load_said(&load));
		const char *words = words_on(&load, NULL);
		cr_expect_not_null(strstr(words, sentences[i].words),
				   "%s\nis not in\n%s", sentences[i].words,
				   words);
		rules_load_release(&load);
	}
}
