/*
 * What members said: the ratings and complaints of their notes.
 */
#ifndef INSIGHT_OPINIONS_H
#define INSIGHT_OPINIONS_H

#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "base/decimal.h"
#include "base/slice.h"

struct sample;

struct complaint {
	uint32_t event;
	uint32_t member;
	struct day made;
	struct day answered; /* the first line that names it; DAY_NONE: open */
};

struct opinions {
	int64_t ratings, rating_sum;             /* of 0 to 10 */
	int64_t promoters, passives, detractors; /* 9-10, 7-8, 0-6 */
	struct complaint *complaints; /* open ones first, the oldest first */
	size_t count;
	int64_t answered;
	struct decimal wait; /* median days to the answer */
};

/* Those of a sample, in its arena; answers count to the book's day. */
struct opinions opinions_count(const struct sample *sample);

#endif
