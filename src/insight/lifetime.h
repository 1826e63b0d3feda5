/*
 * What members were worth so far: what they spent to the end of the period,
 * from the beginning on, less what their rewards cost. Nothing is predicted.
 */
#ifndef INSIGHT_LIFETIME_H
#define INSIGHT_LIFETIME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "insight/visitors.h"

struct sample;

struct lifetime {
	struct visitor visitor; /* from the beginning to the end */
	size_t place;           /* in natural order of ids */
	int64_t rewards;        /* redemptions that count */
	int64_t uncosted;       /* of them: nothing says what they cost */
	int64_t cost;           /* of the others, minor units */
	int64_t net;            /* spend - cost */
	bool is_inexact;
};

struct lifetimes {
	struct lifetime *list; /* highest spend first, then by id */
	size_t count;
};

/* A tenth of the members, those with the highest spend first. */
struct lifetime_tenth {
	int number; /* from 1 */
	int64_t members, spend, cost, net;
	int64_t up_to; /* spend of this and all tenths before it */
	bool is_inexact;
};

/* Members who bought by the end of the sample's period; in its arena. */
struct lifetimes lifetime_collect(const struct sample *sample);

/* The tenths of equal size (the first ones have one more where it does not
 * come out even); fewer than 10 members have a tenth each. */
const struct lifetime_tenth *lifetime_tenths(const struct sample *sample,
					     const struct lifetimes *lifetimes,
					     size_t *count);

#endif
