/*
 * Arenas: alignment, zeroing, growing across the border of small and large,
 * and the end of the program when memory or arithmetic runs out.
 */
#include "base/arena.h"

#include <criterion/criterion.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>

static bool is_zero(const char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (bytes[i] != 0)
			return false;
	return true;
}

Test(arena, gives_zeroed_aligned_memory)
{
	static const size_t sizes[] = { 0,       1,     7,     16,    17,
					16384,   16385, 65536, 65537, 100,
					1000000, 3,     16383, 48 };
	struct arena arena;

	arena_init(&arena);
	for (size_t round = 0; round < 4; round++) {
		if (round > 1)
			arena_init_with_pool(&arena);
		for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
			char *taken = arena_take(&arena, sizes[i]);

			cr_assert_not_null(taken);
			cr_expect_eq((uintptr_t)taken % 16, 0, "size %zu",
				     sizes[i]);
			cr_expect(is_zero(taken, sizes[i]), "size %zu",
				  sizes[i]);
			memset(taken, 0xa5, sizes[i]);
		}
		arena_release(&arena);
		cr_expect_eq(arena.used, 0);
	}
}

Test(arena, gives_each_its_own)
{
	enum {
		COUNT = 5000
	};
	static unsigned char *taken[COUNT];
	struct arena arena;

	arena_init(&arena);
	for (size_t i = 0; i < COUNT; i++) {
		taken[i] = arena_take(&arena, i % 97 + 1);
		memset(taken[i], (int)(i & 0xff), i % 97 + 1);
	}
	for (size_t i = 0; i < COUNT; i++)
		for (size_t j = 0; j <= i % 97; j++)
			cr_assert_eq(taken[i][j], i & 0xff, "piece %zu", i);
	arena_release(&arena);
}

static void grow_an_array(bool with_pool)
{
	struct arena arena;
	size_t size = 0;
	unsigned char *grown = NULL;

	if (with_pool)
		arena_init_with_pool(&arena);
	else
		arena_init(&arena);
	for (size_t i = 0; i < 40; i++) {
		size_t wanted = size + size / 2 + 5;
		unsigned char *before = grown;

		/* Every third time something is in the way. */
		if (i % 3 == 0)
			memset(arena_take(&arena, 24), 0xff, 24);
		grown = arena_resize(&arena, grown, size, wanted);
		cr_assert_eq((uintptr_t)grown % 16, 0);
		for (size_t j = 0; j < size; j++)
			cr_assert_eq(grown[j], (unsigned char)(j * 7 + 1),
				     "byte %zu of %zu (moved: %d)", j, wanted,
				     before != grown);
		cr_assert(is_zero((char *)grown + size, wanted - size),
			  "size %zu", wanted);
		for (size_t j = size; j < wanted; j++)
			grown[j] = (unsigned char)(j * 7 + 1);
		size = wanted;
		if (size > 4000000)
			break;
	}
	cr_expect_eq(arena_resize(&arena, grown, size, size - 1), grown);
	arena_release(&arena);
}

Test(arena, keeps_what_it_grows_and_zeroes_the_rest)
{
	grow_an_array(false);
	grow_an_array(true);
}

/* The system has such an array in several pieces, which it does not move as
 * one: here because a page of it is to stay in memory. */
Test(arena, grows_an_array_that_is_in_pieces)
{
	const size_t step = 1 << 20;
	struct arena arena;
	size_t size = 3 * step + 100;
	unsigned char *grown;

	arena_init(&arena);
	grown = arena_take(&arena, size);
	memset(grown, 0x5a, size);
	if (mlock(grown + step, 1) != 0)
		cr_skip_test("no memory may be locked here");
	while (size < 60 * step) {
		grown = arena_resize(&arena, grown, size, size + step);
		cr_assert(is_zero((char *)grown + size, step));
		memset(grown + size, 0x5a, step);
		size += step;
	}
	for (size_t i = 0; i < size; i++)
		cr_assert_eq(grown[i], 0x5a, "byte %zu", i);
	arena_release(&arena);
}

Test(arena, grows_large_arrays_beside_each_other)
{
	enum {
		ARRAYS = 5,
		LAST = 20000
	};
	uint64_t *arrays[ARRAYS] = { NULL };
	size_t capacities[ARRAYS] = { 0 };
	struct arena arena;

	arena_init_with_pool(&arena);
	for (size_t i = 0; i < LAST; i++)
		for (size_t j = 0; j < ARRAYS; j++) {
			arrays[j] =
				arena_grow(&arena, arrays[j], i + 1,
					   sizeof(**arrays), &capacities[j]);
			cr_assert_gt(capacities[j], i);
			arrays[j][i] = i * ARRAYS + j;
		}
	for (size_t i = 0; i < LAST; i++)
		for (size_t j = 0; j < ARRAYS; j++)
			cr_assert_eq(arrays[j][i], i * ARRAYS + j);
	arena_release(&arena);
}

Test(arena, lends_a_part_of_its_large_page)
{
	enum {
		ROUNDS = 40,
		SIZE = 20000 /* more than one that is cut off a block */
	};
	struct arena lender;
	struct arena borrowers[2];
	char *taken[3][ROUNDS];

	arena_init_with_pool(&lender);
	arena_take(&lender, 100000);
	arena_init_within(&borrowers[0], &lender, 300000);
	arena_init_within(&borrowers[1], &lender, 100 << 20);
	cr_expect_eq(borrowers[1].pool, NULL);
	for (size_t i = 0; i < ROUNDS; i++) {
		taken[0][i] = arena_take(&lender, SIZE);
		taken[1][i] = arena_take(&borrowers[0], SIZE);
		taken[2][i] = arena_take(&borrowers[1], SIZE);
		for (size_t k = 0; k < 3; k++) {
			cr_expect(is_zero(taken[k][i], SIZE));
			memset(taken[k][i], (int)(k * ROUNDS + i), SIZE);
		}
	}
	for (size_t i = 0; i < ROUNDS; i++)
		for (size_t k = 0; k < 3; k++)
			for (size_t j = 0; j < SIZE; j++)
				cr_assert_eq(taken[k][i][j],
					     (char)(k * ROUNDS + i));
	arena_release(&borrowers[0]);
	arena_release(&borrowers[1]);
	for (size_t i = 0; i < ROUNDS; i++)
		cr_expect_eq(taken[0][i][SIZE - 1], (char)i);
	arena_release(&lender);
}

Test(arena, releases_what_it_keeps)
{
	struct arena all;
	struct arena *outer;
	struct arena *inner;

	arena_init(&all);
	outer = arena_take(&all, sizeof(*outer));
	arena_init(outer);
	inner = arena_take(outer, sizeof(*inner));
	arena_init(inner);
	memset(arena_take(inner, 200000), 'x', 200000);
	arena_keep(outer, inner);
	arena_adopt(&all, outer);
	cr_expect_eq(outer->kept, NULL);
	cr_expect_eq(all.kept, inner);
	/* it can be used as before */
	memset(arena_take(inner, 200000), 'y', 200000);
	arena_release(&all);
	cr_expect_eq(all.kept, NULL);
}

Test(arena, copies_and_prints)
{
	struct arena arena;
	struct slice copy;
	char *printed;

	arena_init(&arena);
	cr_expect_str_eq(arena_copy(&arena, "abcdef", 3), "abc");
	cr_expect_str_eq(arena_copy(&arena, NULL, 0), "");
	copy = arena_copy_slice(&arena, SLICE("a\0b"));
	cr_expect_eq(copy.length, 3);
	cr_expect(slice_equal(copy, SLICE("a\0b")));
	cr_expect_eq(copy.text[3], '\0');
	printed = arena_print(&arena, "%s-%d%0*d", "x", -5, 20000, 1);
	cr_expect_eq(strlen(printed), 20004);
	cr_expect(slice_starts(slice_from(printed), "x--500"));
	cr_expect_eq(arena_take_array(&arena, 0, 8) == NULL, false);
	arena_release(&arena);
}

Test(arena, ends_the_program_when_a_product_overflows, .exit_code = 3)
{
	struct arena arena;

	arena_init(&arena);
	arena_take_array(&arena, SIZE_MAX / 4, 8);
}

Test(arena, ends_the_program_when_memory_runs_out, .exit_code = 3)
{
	struct arena arena;

	arena_init(&arena);
	arena_take(&arena, SIZE_MAX - 8);
}

Test(arena, ends_the_program_when_a_capacity_overflows, .exit_code = 3)
{
	struct arena arena;
	size_t capacity = 0;

	arena_init(&arena);
	arena_grow(&arena, NULL, SIZE_MAX, 16, &capacity);
}
