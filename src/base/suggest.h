/*
 * "did you mean": the nearest of a list of words by Damerau-Levenshtein
 * distance (optimal string alignment), none when nothing is near.
 */
#ifndef BASE_SUGGEST_H
#define BASE_SUGGEST_H

#include <stddef.h>

#include "base/slice.h"

struct suggest {
	struct slice wanted;
	struct slice best;
	unsigned distance; /* of best */
};

/* Begins a search for words near `wanted`. */
void suggest_init(struct suggest *search, struct slice wanted);

/* Offers one candidate. */
void suggest_add(struct suggest *search, struct slice candidate);

/* The nearest candidate, empty when none is near enough (at most a third of
 * the longer word's length, at least one, changes; words of more than 64
 * letters are never near). Ties: the first. */
struct slice suggest_take(const struct suggest *search);

#endif
