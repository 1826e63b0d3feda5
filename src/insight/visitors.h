/*
 * Each member who bought in a period: how often, for how much, when last, and
 * how long it usually takes until the next time.
 */
#ifndef INSIGHT_VISITORS_H
#define INSIGHT_VISITORS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "base/decimal.h"

struct sample;

struct visitor {
	uint32_t member;
	int64_t visits; /* purchases, at least 1 */
	int64_t days;   /* on which they were */
	int64_t spend;  /* minor units, net of refunds */
	struct day first, last;
	struct decimal interval; /* median days between them; of < 2 days 0 */
	bool is_inexact;         /* the spend is over 64 bits */
};

struct visitors {
	struct visitor *list; /* in natural order of ids */
	size_t count;
};

/* Those of the sample, in its arena. */
struct visitors visitors_collect(const struct sample *sample);

/* Days from the last purchase to a day. */
int64_t visitors_days_since(const struct visitor *visitor, struct day day);

#endif
