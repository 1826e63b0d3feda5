/*
 * What counts towards a level, packed: amounts of every size, the first and the
 * last day there are, entries put between others over several chunks.
 */
#include "engine/tier_history.h"

#include <criterion/criterion.h>

#include "base/arena.h"

static struct arena arena;
static struct tier_history history;

static void begin(void)
{
	arena_init(&arena);
	history = (struct tier_history){ .first = NULL };
}

static void end(void)
{
	arena_release(&arena);
}

static void add(int32_t day, uint8_t metric, int64_t amount)
{
	struct tier_cursor at;

	tier_history_add(&arena, &history,
			 (struct tier_entry){ .amount = amount,
					      .day = { day },
					      .metric = metric },
			 (struct tier_cursor){ NULL, 0 }, &at);
	cr_expect_eq(tier_history_at(&history, at).day.number, day);
}

/* The only amount of a day and metric; fails when there is another. */
static int64_t amount_of(int32_t day, uint8_t metric)
{
	int64_t found = 0;
	int count = 0;

	for (struct tier_cursor i = tier_history_first(&history);
	     i.chunk != NULL; i = tier_history_next(&history, i)) {
		struct tier_entry entry = tier_history_at(&history, i);

		if (entry.day.number != day || entry.metric != metric)
			continue;
		found = entry.amount;
		count++;
	}
	cr_expect_eq(count, 1, "day %d: %d entries", day, count);
	return found;
}

Test(tier_history, keeps_amounts_of_every_size, .init = begin, .fini = end)
{
	static const int64_t amounts[] = {
		0,
		1,
		-1,
		(INT64_C(1) << 38) - 1, /* the last that fits an entry */
		INT64_C(1) << 38,
		-(INT64_C(1) << 38),
		-(INT64_C(1) << 38) - 1,
		INT64_MAX,
		INT64_MIN,
	};
	int32_t count = (int32_t)(sizeof(amounts) / sizeof(*amounts));

	for (int32_t i = 0; i < count; i++)
		add(i, (uint8_t)(i % 3), amounts[i]);
	for (int32_t i = 0; i < count; i++)
		cr_expect_eq(amount_of(i, (uint8_t)(i % 3)), amounts[i],
			     "amount %d", i);
}

Test(tier_history, adds_up_beyond_what_fits, .init = begin, .fini = end)
{
	int64_t large = (INT64_C(1) << 38) - 1;

	add(5, 1, large);
	add(5, 1, 1);
	cr_expect_eq(amount_of(5, 1), large + 1);
	add(5, 1, -large);
	cr_expect_eq(amount_of(5, 1), 1);
	add(5, 1, INT64_MAX);
	cr_expect_eq(amount_of(5, 1), INT64_MAX, "it stays at the limit");
}

Test(tier_history, knows_the_first_and_the_last_day, .init = begin, .fini = end)
{
	struct day first;
	struct day last;

	cr_assert(day_parse(slice_from("0001-01-01"), &first));
	cr_assert(day_parse(slice_from("9999-12-31"), &last));
	add(first.number, 0, 7);
	add(last.number, 2, 8);
	cr_expect_eq(amount_of(first.number, 0), 7);
	cr_expect_eq(amount_of(last.number, 2), 8);
}

Test(tier_history, takes_late_entries_between_others, .init = begin,
     .fini = end)
{
	for (int32_t day = 0; day < 60; day += 2)
		add(day, 0, day == 20 ? INT64_MAX / 2 : day);
	for (int32_t day = 59; day > 0; day -= 2)
		add(day, 0, day);
	add(20, 0, 3);
	int32_t before = -1;
	for (struct tier_cursor i = tier_history_first(&history);
	     i.chunk != NULL; i = tier_history_next(&history, i)) {
		struct tier_entry entry = tier_history_at(&history, i);

		cr_assert_eq(entry.day.number, before + 1);
		before = entry.day.number;
		cr_expect_eq(entry.amount,
			     before == 20 ? INT64_MAX / 2 + 3 : before);
	}
	cr_expect_eq(before, 59);
}
