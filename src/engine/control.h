/*
 * The points proof: for each unit, what members have is what their lots hold
 * less what they owe, and is the opening plus all movements. The three are
 * summed apart from each other: accounts, lots, postings.
 */
#ifndef ENGINE_CONTROL_H
#define ENGINE_CONTROL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/day.h"

struct arena;
struct book;

struct control {
	int unit;
	int64_t members;   /* sum of balances */
	int64_t lots;      /* remaining and held, less deficits */
	int64_t opening;   /* movements before the period */
	int64_t movements; /* from then on */
	bool overflow;     /* a sum does not fit */
};

/*
 * One a unit that any account is of, in order of numbers; *count of them. The
 * book is replayed with postings. `from` is the period's first day; DAY_NONE:
 * there is no opening.
 */
struct control *control_totals(struct arena *arena, const struct book *book,
			       struct day from, size_t *count);

/* True when all three are the same. */
bool control_holds(const struct control *control);

#endif
