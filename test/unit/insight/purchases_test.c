/*
 * The order of purchases: the same for few, for many that come in the order of
 * days, and for many that do not.
 */
#include "insight/purchases.h"

#include <criterion/criterion.h>

#include "base/arena.h"

enum {
	FEW = 100,
	MANY = 10000
};

/* Below `most`, in a sequence that is always the same. */
static uint32_t draw(uint64_t *state, uint32_t most)
{
	*state = *state * 6364136223846793005U + 1442695040888963407U;
	return (uint32_t)(*state >> 33) % most;
}

static void expect_sorted(size_t count, bool in_order)
{
	struct arena arena;
	uint64_t state = count;

	arena_init(&arena);
	struct purchases purchases = {
		arena_take_array(&arena, count, sizeof(*purchases.list)), count
	};
	for (size_t i = 0; i < count; i++)
		purchases.list[i] = (struct purchase){
			.day = { in_order ? (int32_t)i / 10
					  : (int32_t)draw(&state, 900) },
			.member = draw(&state, 300) * 1000,
			.group = draw(&state, 9) == 0 ? UINT32_MAX
						      : draw(&state, 70000),
			.event = (uint32_t)i,
		};
	purchases_sort(&arena, &purchases);
	cr_assert_eq(purchases.count, count);
	uint64_t sum = 0;
	for (size_t i = 0; i < count; i++) {
		const struct purchase *a = &purchases.list[i > 0 ? i - 1 : 0];
		const struct purchase *b = &purchases.list[i];
		sum += b->event;
		bool is_behind = a->group != b->group ? a->group < b->group
				 : a->member != b->member
					 ? a->member < b->member
				 : a->day.number != b->day.number
					 ? a->day.number < b->day.number
					 : a->event < b->event;
		cr_assert(i == 0 || is_behind, "%zu of %zu", i, count);
	}
	cr_assert_eq(sum, (uint64_t)count * (count - 1) / 2, "none is lost");
	arena_release(&arena);
}

Test(insight_purchases, many_are_in_the_order_of_few)
{
	expect_sorted(1, true);
	expect_sorted(FEW, false);
	expect_sorted(MANY, true);
	expect_sorted(MANY, false);
}

Test(insight_purchases, none_are_sorted_too)
{
	struct purchases none = { NULL, 0 };
	struct arena arena;

	arena_init(&arena);
	purchases_sort(&arena, &none);
	cr_assert_eq(none.count, 0);
	arena_release(&arena);
}
