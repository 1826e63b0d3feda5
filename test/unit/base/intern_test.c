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
