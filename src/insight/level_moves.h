/*
 * The levels at the end of a period: who is at each, and how many came from
 * below or above in it.
 */
#ifndef INSIGHT_LEVEL_MOVES_H
#define INSIGHT_LEVEL_MOVES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

struct sample;

struct level_moves {
	struct slice name; /* empty: no level */
	int64_t members;   /* at it at the end */
	int64_t up, down;  /* arrived from a lower, a higher level */
	int64_t active, visits, spend; /* of those members in the period */
	bool is_inexact;               /* the spend is over 64 bits */
};

/* One for each level of the rules of the last day, the lowest first; before
 * them the members without a level, when there are any. A move to a level
 * these rules do not know counts nowhere. *members is how many there are. In
 * the sample's arena. */
const struct level_moves *level_moves_count(const struct sample *sample,
					    size_t *count, int64_t *members);

#endif
