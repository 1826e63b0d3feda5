/*
 * parallel: all tasks are done once, pieces of work in their order, and what
 * has been done belongs to the caller again.
 */
#define _GNU_SOURCE /* sched_setaffinity */
#include "base/parallel.h"

#include <criterion/criterion.h>
#include <sched.h>
#include <string.h>

#include "base/arena.h"

enum {
	PIECES = 1000
};

static void square(void *context, size_t number)
{
	int *squares = context;

	squares[number] += (int)(number * number);
}

Test(base_parallel, every_task_is_done_once)
{
	for (size_t count = 0; count <= PARALLEL_MAX; count++) {
		int squares[PARALLEL_MAX] = { 0 };

		parallel_run(count, square, squares);
		for (size_t i = 0; i < PARALLEL_MAX; i++)
			cr_expect_eq(squares[i], i < count ? (int)(i * i) : 0);
	}
	cr_expect(parallel_width() >= 1 && parallel_width() <= PARALLEL_MAX);
}

#ifdef __GLIBC__
Test(base_parallel, a_process_bound_to_one_processor_has_one_task_at_a_time)
{
	cpu_set_t one;
	int squares[PARALLEL_MAX] = { 0 };

	CPU_ZERO(&one);
	CPU_SET(sched_getcpu(), &one);
	cr_assert_eq(sched_setaffinity(0, sizeof(one), &one), 0);
	cr_expect_eq(parallel_width(), 1);
	parallel_run(PARALLEL_MAX, square, squares);
	for (size_t i = 0; i < PARALLEL_MAX; i++)
		cr_expect_eq(squares[i], (int)(i * i));
}

static void tell_processors(void *context, size_t number)
{
	int *counts = context;
	cpu_set_t allowed;

	if (sched_getaffinity(0, sizeof(allowed), &allowed) == 0)
		counts[number] = CPU_COUNT(&allowed);
}

Test(base_parallel, a_thread_may_run_wherever_the_process_may)
{
	int counts[PARALLEL_MAX] = { 0 };

	parallel_run(PARALLEL_MAX, tell_processors, counts);
	for (size_t i = 1; i < PARALLEL_MAX; i++)
		cr_expect_eq(counts[i], counts[0]);
}
#endif

struct ledger {
	int taken[PIECES];
	size_t count;
};

static void take(void *context, void *piece)
{
	struct ledger *ledger = context;
	int *number = piece;

	ledger->taken[ledger->count++] = *number;
	*number = -1;
}

Test(base_parallel, a_worker_takes_pieces_in_their_order)
{
	static struct ledger ledger;
	int pieces[WORKER_DEPTH + 1];
	struct worker worker;

	worker_begin(&worker, take, &ledger);
	for (int i = 0; i < PIECES; i++) {
		int *piece = &pieces[i % (WORKER_DEPTH + 1)];

		if (i > WORKER_DEPTH)
			cr_assert_eq(*piece, -1, "piece %d came back", i);
		*piece = i;
		worker_hand(&worker, piece);
	}
	worker_end(&worker);
	cr_assert_eq(ledger.count, PIECES);
	for (int i = 0; i < PIECES; i++)
		cr_assert_eq(ledger.taken[i], i);
}

Test(base_parallel, what_an_arena_adopts_lives_on)
{
	struct arena all;
	struct arena own;
	char *first;
	char *large;

	arena_init(&all);
	arena_init(&own);
	arena_take(&all, 100);
	first = arena_copy(&own, "first", 5);
	large = arena_resize(&own, NULL, 0, 100000);
	arena_adopt(&all, &own);
	cr_expect_eq(own.blocks, NULL);
	arena_release(&own);
	large = arena_resize(&all, large, 100000, 9000000);
	arena_populate(large, 9000000);
	large[8999999] = 'x';
	cr_expect_str_eq(first, "first");
	arena_adopt(&own, &all);
	cr_expect_str_eq(first, "first");
	cr_expect_eq(large[8999999], 'x');
	arena_release(&own);
}
