/*
 * What a replay member by member has to know before it begins.
 */
#ifndef ENGINE_REPLAY_AHEAD_H
#define ENGINE_REPLAY_AHEAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "journal/order.h"

struct replay;

typedef uint32_t unit_set; /* a bit a unit */

/* All that it points to lives in its arena, which is released when the parts
 * have been played. */
struct ahead {
	struct replay *replay;
	struct arena arena;
	const order_step *order; /* the steps; dealt out by member, those of one
				  * in book order */
	uint32_t *starts;        /* of each member's steps, and of nobody's */
	size_t step_count;       /* up to the as-of day */
	unit_set *opened;        /* units of the accounts of each member */
	uint32_t *reserved;      /* their numbers, as in struct foreseen */
	uint32_t *last_reserved;
};

/*
 * Looks at all steps up to the as-of day, in `parts` threads, and deals those
 * out by member; the steps given are needed no more then.
 * effects[].lot of each event that opens lots is the number of the first; the
 * book has room for all lots and accounts, and for PARALLEL_MAX accounts more.
 * False when something cannot be told before.
 */
bool replay_ahead_look(struct replay *r, const order_step *steps, size_t count,
		       size_t parts, struct ahead *ahead);

#endif
