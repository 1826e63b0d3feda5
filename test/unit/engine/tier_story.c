/*
 * A line of a story is split into words; the second says what is done.
 */
#include "engine/tier_story.h"

#include <criterion/criterion.h>
#include <stdio.h>

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

static struct slice level_name(const struct shop *shop, struct day day,
			       int level)
{
	const struct program *program = programs_on(&shop->programs, day);
	return level < 0 ? SLICE("none") : program->tiers.levels[level].name;
}

static void expect_status(const struct shop *shop, struct tier_state *state,
			  const struct slice *words, const char *label)
{
	struct day day = day_of(words[0]);
	struct tier_status status = tier_status_on(state, day);
	char since[DAY_TEXT_MAX];
	char until[DAY_TEXT_MAX];
	char said[128];
	char expected[128];
	day_print(status.since, since);
	day_print(status.until, until);
	snprintf(said, sizeof(said), "%.*s %s %s %" PRId64 " %" PRId64,
		 SLICE_ARGS(level_name(shop, day, status.level)),
		 *since ? since : "-", *until ? until : "-", status.metric,
		 status.missing);
	snprintf(expected, sizeof(expected), "%.*s %.*s %.*s %.*s %.*s",
		 SLICE_ARGS(words[2]), SLICE_ARGS(words[3]),
		 SLICE_ARGS(words[4]), SLICE_ARGS(words[5]),
		 SLICE_ARGS(words[6]));
	cr_expect_str_eq(said, expected, "%s, %.*s: %s, not %s", label,
			 SLICE_ARGS(words[0]), said, expected);
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
		struct slice found =
			level_name(shop, day,
				   tier_level(state, day,
					      &(struct tier_amounts){
						      more, more * 100, 1 }));
		cr_expect(slice_equal(words[2], found), "%s, %.*s: found %.*s",
			  label, SLICE_ARGS(line), SLICE_ARGS(found));
	} else if (slice_is(words[1], "grant")) {
		tier_grant(state, day, program_find_level(program, words[2]),
			   last);
	} else {
		cr_assert(slice_is(words[1], "revoke"), "%s", label);
		tier_revoke(state, day, program_find_level(program, words[2]));
	}
}

void tier_story_tell(const struct story *stories, size_t count)
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
