/*
 * tier: levels by day, told as a story: what was earned, granted and asked,
 * one line each. Numbers in labels are the edge cases of the research on
 * other programmes.
 */
#include <criterion/criterion.h>

#include "base/text.h"
#include "engine/shop.h"
#include "engine/tier.h"

#define EARN "earn: [{name: base, on: purchase, points: 1, per: 1.00}]\n"
#define LEVELS                                                                 \
	"  levels: [{name: gold, at: 2000}, {name: bronze, at: 0}, "           \
	"{name: silver, at: 500}]\n"
#define ROLLING EARN "tiers:\n  window: 12 months\n" LEVELS
#define SAME_DAY                                                               \
	EARN "tiers:\n  window: 12 months\n  qualify: same-day\n" LEVELS
#define YEARLY   EARN "tiers:\n  window: calendar-year\n" LEVELS
#define LIFETIME EARN "tiers:\n  window: lifetime\n" LEVELS
#define KEPT(step)                                                             \
	EARN "tiers:\n  window: 12 months\n"                                   \
	     "  downgrade: {after: 12 months, grace: 30 days, step: " step     \
	     "}\n" LEVELS

/*
 * Lines of a story:
 *   DAY add N [COUNTED]        something that counts
 *   DAY is LEVEL [PENDING]     what an event of the day finds
 *   DAY grant LEVEL [UNTIL]    by hand
 *   DAY revoke LEVEL
 *   DAY status LEVEL SINCE UNTIL METRIC MISSING     ("-" for no day)
 */
struct story {
	const char *label;
	const char *rules;
	const char *later, *from; /* rules that come into force */
	const char *lines;
};

enum {
	WORDS_MAX = 8
};

static size_t split(struct slice line, struct slice *words)
{
	size_t count = 0;
	while (line.length > 0 && count < WORDS_MAX) {
		words[count] = slice_cut(line, ' ', &line);
		if (words[count].length > 0)
			count++;
	}
	return count;
}

static int64_t number(struct slice word)
{
	bool negative = slice_starts(word, "-");
	uint64_t value = 0;
	cr_assert(slice_parse_unsigned(slice_from_offset(word, negative),
				       &value));
	return negative ? -(int64_t)value : (int64_t)value;
}

static struct day day_of(struct slice word)
{
	struct day day = DAY_NONE;
	if (!slice_is(word, "-"))
		cr_assert(day_parse(word, &day), "'%.*s' is a day",
			  SLICE_ARGS(word));
	return day;
}

static const char *level_name(const struct shop *shop, struct day day,
			      int level)
{
	static char name[32];
	const struct program *program = programs_on(&shop->programs, day);
	if (level < 0)
		return "none";
	snprintf(name, sizeof(name), "%.*s",
		 SLICE_ARGS(program->tiers.levels[level].name));
	return name;
}

static void expect_status(const struct shop *shop, struct tier_state *state,
			  const struct slice *words, const char *label)
{
	struct day day = day_of(words[0]);
	struct tier_status status = tier_status_on(state, day);
	struct text text;
	struct arena arena;
	char since[DAY_TEXT_MAX];
	char until[DAY_TEXT_MAX];
	char said[128];
	char expected[128];
	arena_init(&arena);
	text_init(&text, &arena);
	day_print(status.since, since);
	day_print(status.until, until);
	snprintf(said, sizeof(said), "%s %s %s %" PRId64 " %" PRId64,
		 level_name(shop, day, status.level), *since ? since : "-",
		 *until ? until : "-", status.metric, status.missing);
	snprintf(expected, sizeof(expected), "%.*s %.*s %.*s %.*s %.*s",
		 SLICE_ARGS(words[2]), SLICE_ARGS(words[3]),
		 SLICE_ARGS(words[4]), SLICE_ARGS(words[5]),
		 SLICE_ARGS(words[6]));
	cr_expect_str_eq(said, expected, "%s, %.*s: %s, not %s", label,
			 SLICE_ARGS(words[0]), said, expected);
	arena_release(&arena);
}

static void tell(const struct shop *shop, struct tier_state *state,
		 struct slice line, const char *label)
{
	struct slice words[WORDS_MAX] = { { NULL, 0 } };
	size_t count = split(line, words);
	struct day day = day_of(words[0]);
	struct day last = DAY_NONE;
	const struct program *program = programs_on(&shop->programs, day);
	if (slice_is(words[1], "status")) {
		expect_status(shop, state, words, label);
		return;
	}
	if (count > 3 && !slice_is(words[1], "is"))
		last = day_of(words[3]);
	if (slice_is(words[1], "add")) {
		int64_t amount = number(words[2]);
		tier_add(state, day,
			 &(struct tier_amounts){ amount, amount * 100, 1 },
			 last);
	} else if (slice_is(words[1], "is")) {
		int64_t more = count > 3 ? number(words[3]) : 0;
		const char *found =
			level_name(shop, day,
				   tier_level(state, day,
					      &(struct tier_amounts){
						      more, more * 100, 1 }));
		cr_expect(slice_is(words[2], found), "%s, %.*s: found %s",
			  label, SLICE_ARGS(line), found);
	} else if (slice_is(words[1], "grant")) {
		tier_grant(state, day, program_find_level(program, words[2]),
			   last);
	} else {
		cr_assert(slice_is(words[1], "revoke"), "%s", label);
		tier_revoke(state, day, program_find_level(program, words[2]));
	}
}

static void tell_stories(const struct story *stories, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct shop shop;
		struct slice lines = slice_from(stories[i].lines);
		shop_open(&shop, stories[i].rules);
		if (stories[i].later != NULL)
			shop_change(&shop, stories[i].later, stories[i].from);
		struct tier_state *state = tier_begin(
			&shop.arena, &shop.programs, shop_day("2026-01-01"));
		while (lines.length > 0)
			tell(&shop, state, slice_cut(lines, '\n', &lines),
			     stories[i].label);
		shop_close(&shop);
	}
}

#define TELL(stories)                                                          \
	tell_stories((stories), sizeof(stories) / sizeof(*(stories)))

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

Test(tier, can_be_granted_by_hand)
{
	static const struct story STORIES[] = {
		{ "through a day", ROLLING, NULL, NULL,
		  "2026-03-01 grant gold 2026-06-30\n"
		  "2026-03-01 is gold\n"
		  "2026-03-02 status gold 2026-03-01 2026-06-30 0 0\n"
		  "2026-06-30 is gold\n"
		  "2026-07-01 is bronze" },
		{ "without a policy until it is voided", ROLLING, NULL, NULL,
		  "2026-03-01 grant silver\n"
		  "2036-03-01 is silver\n"
		  "2036-03-01 status silver 2026-03-01 - 0 2000\n"
		  "2036-03-02 revoke silver\n"
		  "2036-03-02 is bronze" },
		{ "kept as the policy says", KEPT("one"), NULL, NULL,
		  "2026-03-01 grant silver\n"
		  "2026-03-01 is silver\n"
		  "2027-03-30 is silver\n"
		  "2027-03-31 is bronze" },
		{ "voided while kept", KEPT("one"), NULL, NULL,
		  "2026-03-01 grant silver\n"
		  "2026-03-05 revoke silver\n"
		  "2026-03-05 is bronze" },
		{ "what was earned besides stays", KEPT("one"), NULL, NULL,
		  "2026-03-01 grant gold 2026-06-30\n"
		  "2026-04-01 add 600\n"
		  "2026-04-02 is gold\n"
		  "2026-07-01 is silver\n"
		  "2026-07-01 status silver 2026-07-01 2027-05-01 600 1400" },
		{ "never lowers", ROLLING, NULL, NULL,
		  "2026-01-15 add 2000\n"
		  "2026-03-01 grant silver 2026-06-30\n"
		  "2026-03-01 is gold" },
		{ "the higher of two", ROLLING, NULL, NULL,
		  "2026-03-01 grant silver 2026-12-31\n"
		  "2026-04-01 grant gold 2026-06-30\n"
		  "2026-06-30 is gold\n"
		  "2026-07-01 is silver\n"
		  "2027-01-01 is bronze" },
		{ "counts for purchases of the same day", SAME_DAY, NULL, NULL,
		  "2026-03-01 grant gold 2026-06-30\n"
		  "2026-03-01 is gold 1" },
	};
	TELL(STORIES);
}

Test(tier, lives_through_a_change_of_rules)
{
	static const struct story STORIES[] = {
		{ "33: raised thresholds, levels from that day on", ROLLING,
		  EARN "tiers:\n  window: 12 months\n"
		       "  levels: [{name: bronze, at: 0}, "
		       "{name: silver, at: 1000}]\n",
		  "2026-06-01",
		  "2026-01-15 add 600\n"
		  "2026-05-31 is silver\n"
		  "2026-06-01 is bronze\n"
		  "2026-06-02 add 400\n"
		  "2026-06-03 is silver" },
		{ "33: a kept level is kept", KEPT("one"),
		  EARN "tiers:\n  window: 12 months\n"
		       "  downgrade: {after: 12 months, grace: 30 days}\n"
		       "  levels: [{name: bronze, at: 0}, "
		       "{name: silver, at: 1000}]\n",
		  "2026-06-01",
		  "2026-01-15 add 600\n"
		  "2026-06-01 is silver\n"
		  "2027-02-14 is silver\n"
		  "2027-02-15 is bronze" },
		{ "another metric over the same history", ROLLING,
		  EARN "tiers:\n  metric: visits\n  window: 12 months\n"
		       "  levels: [{name: bronze, at: 0}, "
		       "{name: silver, at: 2}]\n",
		  "2026-06-01",
		  "2026-01-15 add 10\n"
		  "2026-02-15 add 10\n"
		  "2026-05-31 is bronze\n"
		  "2026-06-01 is silver\n"
		  "2027-01-15 is bronze" },
		{ "a longer window remembers", ROLLING,
		  EARN "tiers:\n  window: lifetime\n" LEVELS, "2028-06-01",
		  "2026-01-15 add 600\n"
		  "2028-05-31 is bronze\n"
		  "2028-06-01 is silver" },
		{ "a renamed level, by its threshold", KEPT("one"),
		  EARN
		  "tiers:\n  window: 12 months\n"
		  "  downgrade: {after: 12 months}\n"
		  "  levels: [{name: basic, at: 0}, {name: plus, at: 400}, "
		  "{name: top, at: 3000}]\n",
		  "2026-06-01",
		  "2026-01-15 add 2000\n"
		  "2026-05-31 is gold\n"
		  "2026-06-01 is plus" },
		{ "tiers that end", ROLLING, EARN, "2026-06-01",
		  "2026-01-15 add 600\n"
		  "2026-05-31 is silver\n"
		  "2026-06-01 is none\n"
		  "2026-06-01 status none - - 0 0" },
		{ "tiers that begin", EARN, ROLLING, "2026-06-01",
		  "2026-01-15 add 600\n"
		  "2026-05-31 is none\n"
		  "2026-06-01 is silver" },
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
