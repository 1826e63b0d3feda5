/*
 * The steps of a large book are put in order by a thread of its own while the
 * replay looks at rules and references; whoever is done first helps the other.
 */
#include "engine/ordering.h"

#include <string.h>

#include "journal/journal.h"

enum {
	THREAD_FROM = 1 << 16 /* events that are put in order by a thread */
};

static void put_in_order(void *context, void *piece)
{
	struct ordering *ordering = context;

	(void)piece;
	order_begin(&ordering->work, &ordering->arena, ordering->journal);
	atomic_store(&ordering->is_begun, true);
	order_help(&ordering->work);
}

void ordering_begin(struct ordering *ordering, const struct journal *journal)
{
	*ordering = (struct ordering){ .journal = journal };
	atomic_init(&ordering->is_begun, false);
	arena_init(&ordering->arena);
	if (journal->event_count >= THREAD_FROM)
		worker_begin(&ordering->worker, put_in_order, ordering);
	else
		ordering->worker = (struct worker){ .task = put_in_order,
						    .context = ordering };
	worker_hand(&ordering->worker, NULL);
}

void ordering_end(struct ordering *ordering)
{
	if (atomic_load(&ordering->is_begun))
		order_help(&ordering->work);
	worker_end(&ordering->worker);
	ordering->steps = ordering->work.steps;
	ordering->count = ordering->work.count;
}

void ordering_forget(struct ordering *ordering, struct arena *arena,
		     size_t done)
{
	size_t count = ordering->count - done;
	order_step *rest = arena_take_array(arena, count, sizeof(*rest));

	if (count > 0)
		memcpy(rest, ordering->steps + done, count * sizeof(*rest));
	arena_release(&ordering->arena);
	ordering->steps = rest;
	ordering->count = count;
}
