/*
 * Interned texts: numbers in order of first appearance, through every growth
 * of the table, whatever the seed.
 */
#include "base/intern.h"

#include <criterion/criterion.h>

#include "base/arena.h"
#include "base/hash.h"

enum {
	KEYS = 100000
};

Test(intern, gives_numbers_in_order_of_appearance)
{
	static struct slice keys[KEYS];
	static const uint64_t seeds[] = { 0, 1, 0x9e3779b97f4a7c15U };
	struct arena arena;

	arena_init(&arena);
	for (size_t i = 0; i < KEYS; i++)
		keys[i] = slice_from(arena_print(&arena, "M%zu", i * 7919));
	for (size_t s = 0; s < sizeof(seeds) / sizeof(*seeds); s++) {
		struct intern table;

		intern_init(&table, &arena, seeds[s]);
		for (uint32_t i = 0; i < KEYS; i++) {
			cr_assert_eq(intern_find(&table, keys[i]), INTERN_NONE);
			cr_assert_eq(intern_add(&table, keys[i]), i);
			cr_assert_eq(intern_add(&table, keys[i / 2]), i / 2);
		}
		cr_assert_eq(table.count, KEYS);
		for (uint32_t i = 0; i < KEYS; i++) {
			cr_assert_eq(intern_find(&table, keys[i]), i);
			cr_assert(slice_equal(intern_text(&table, i), keys[i]));
		}
	}
	arena_release(&arena);
}

Test(intern, many_at_once_are_numbered_as_one_by_one)
{
	static struct slice keys[KEYS];
	static uint32_t numbers[KEYS];
	struct arena arena;
	struct intern single;
	struct intern batch;

	arena_init(&arena);
	intern_init(&single, &arena, 3);
	intern_init(&batch, &arena, 3);
	for (size_t i = 0; i < KEYS; i++)
		keys[i] = slice_from(arena_print(&arena, "%zu", i * i % 70001));
	/* In steps that are no multiples of a batch. */
	for (size_t from = 0; from < KEYS; from += 1001) {
		size_t some = KEYS - from < 1001 ? KEYS - from : 1001;

		intern_add_all(&batch, keys + from, some, numbers + from);
	}
	intern_add_all(&batch, NULL, 0, NULL);
	for (size_t i = 0; i < KEYS; i++)
		cr_assert_eq(intern_add(&single, keys[i]), numbers[i],
			     "key %zu", i);
	cr_expect_eq(single.count, batch.count);
	arena_release(&arena);
}

/* All texts of 0 to 3 letters out of a few, and longer ones that share both
 * ends, are told apart. */
Test(intern, tells_short_texts_and_like_ends_apart)
{
	static const char letters[] = { '\0', 'a', 'b', '\xff' };
	struct arena arena;
	struct intern table;
	uint32_t count = 1;

	arena_init(&arena);
	intern_init(&table, &arena, 9);
	intern_add(&table, SLICE(""));
	for (size_t length = 1; length <= 20; length++)
		for (size_t i = 0; i < 4 * 4 * 4; i++) {
			char *text = arena_take(&arena, length);

			if (length < 3 && i >= (length == 1 ? 4U : 16U))
				break;
			memset(text, 'x', length);
			text[0] = letters[i % 4];
			text[length / 2] = letters[i / 4 % 4];
			text[length - 1] = letters[i / 16];
			if (length == 1)
				text[0] = letters[i];
			if (length == 2)
				text[1] = letters[i / 4];
			cr_expect_eq(intern_add(&table,
						(struct slice){ text, length }),
				     count, "length %zu, %zu", length, i);
			count++;
		}
	arena_release(&arena);
}

Test(intern, tells_every_byte_apart)
{
	struct arena arena;
	struct intern table;
	static char bytes[256];

	arena_init(&arena);
	intern_init(&table, &arena, 5);
	cr_expect_eq(intern_find(&table, SLICE("")), INTERN_NONE);
	cr_expect_eq(intern_add(&table, (struct slice){ NULL, 0 }), 0);
	cr_expect_eq(intern_add(&table, SLICE("")), 0);
	cr_expect_eq(intern_add(&table, SLICE("a")), 1);
	cr_expect_eq(intern_add(&table, SLICE("a\0")), 2);
	cr_expect_eq(intern_add(&table, SLICE("A")), 3);
	cr_expect_eq(intern_add(&table, SLICE("a")), 1);
	memset(bytes, 'x', sizeof(bytes));
	for (size_t length = 1; length <= sizeof(bytes); length++)
		cr_expect_eq(
			intern_add(&table, (struct slice){ bytes, length }),
			3 + length);
	for (size_t length = 1; length <= sizeof(bytes); length++)
		cr_expect_eq(
			intern_find(&table, (struct slice){ bytes, length }),
			3 + length);
	cr_expect_eq(intern_text(&table, INTERN_NONE).length, 0);
	arena_release(&arena);
}

Test(intern, the_seed_changes_the_hash_and_nothing_else)
{
	cr_expect_eq(hash_bytes(SLICE("ana"), 1), hash_bytes(SLICE("ana"), 1));
	cr_expect_neq(hash_bytes(SLICE("ana"), 1), hash_bytes(SLICE("ana"), 2));
	cr_expect_neq(hash_bytes(SLICE("ana"), 1), hash_bytes(SLICE("anb"), 1));
	cr_expect_eq(hash_bytes((struct slice){ NULL, 0 }, 1),
		     hash_bytes(SLICE(""), 1));
}
