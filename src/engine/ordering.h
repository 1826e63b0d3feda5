/*
 * The steps of a replay, put in order beside its preparation.
 */
#ifndef ENGINE_ORDERING_H
#define ENGINE_ORDERING_H

#include <stdatomic.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/parallel.h"
#include "journal/order.h"

struct journal;

struct ordering {
	const struct journal *journal;
	struct arena arena; /* of the steps */
	struct order_work work;
	atomic_bool is_begun; /* others may help with the work */
	order_step *steps;
	size_t count;
	struct worker worker;
};

/* Begins to put the journal's steps in order; the ordering stays where it is. */
void ordering_begin(struct ordering *ordering, const struct journal *journal);

/* Helps to put the rest in order; then steps and count are there. */
void ordering_end(struct ordering *ordering);

/* Lets go of the first `done` steps: the others, which are few, are copied to
 * the arena, and the memory of all is given back. */
void ordering_forget(struct ordering *ordering, struct arena *arena,
		     size_t done);

#endif
