/*
 * Whether the programme pays: what it brought, under stated assumptions,
 * against what it cost.
 */
#ifndef INSIGHT_ROI_H
#define INSIGHT_ROI_H

#include <stdbool.h>
#include <stdint.h>

#include "base/decimal.h"

struct sample;

/* What the book cannot know. Per cent; mantissa < 0: not said. */
struct roi_assumptions {
	struct decimal margin;      /* of the spend, before the programme */
	struct decimal incremental; /* of the spend: came by the programme */
	int64_t running_cost;       /* minor units; -1: not said, taken as 0 */
};

struct roi {
	int64_t spend;    /* of the period, minor units */
	int64_t rewards;  /* taken in it */
	int64_t uncosted; /* of them: nothing says what they cost */
	int64_t reward_cost;
	int64_t programme_cost; /* with the running cost */
	bool has_increment;     /* margin and incremental are said */
	int64_t incremental_margin;
	bool has_return; /* and there is a cost */
	struct decimal percent;
	bool has_break_even;       /* the margin is said, and there is spend */
	struct decimal break_even; /* the share of the spend that pays for it */
	bool is_inexact;
};

/* The figures of a sample. */
struct roi roi_count(const struct sample *sample,
		     const struct roi_assumptions *assumptions);

#endif
