/*
 * How often members come: those who bought once, twice and so on, with what
 * they brought. The bands are in visit_bands.c.
 */
#ifndef INSIGHT_VISIT_BANDS_H
#define INSIGHT_VISIT_BANDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/decimal.h"

struct sample;

struct visit_band {
	const char *name; /* "1", "5-9", "20+" */
	int64_t from, to; /* visits, both included */
	int64_t active;
	int64_t visits;
	int64_t spend;
	int64_t returning; /* members with purchases on two days or more */
	struct decimal interval; /* their median of median days between */
	bool is_inexact;         /* the spend is over 64 bits */
};

/* The bands, fewest visits first, in the sample's arena. */
struct visit_band *visit_bands_count(const struct sample *sample,
				     size_t *count);

#endif
