/*
 * What campaigns brought: the purchases and bonuses marked with each.
 */
#ifndef INSIGHT_CAMPAIGN_RESULTS_H
#define INSIGHT_CAMPAIGN_RESULTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "base/slice.h"
#include "rules/program.h"

struct sample;

struct campaign_result {
	struct slice name;
	struct day first, last; /* of its lines in the period */
	int64_t active;         /* members with a purchase in it */
	int64_t visits, spend;  /* of its purchases */
	int64_t first_timers;   /* of active: their first purchase ever */
	/* All purchases of these members from the first day to the last, and on
	 * as many days before: the campaign's own or not. */
	int64_t during, before;
	int64_t points[UNITS_MAX]; /* credited by its lines, by unit */
	bool is_inexact;
};

struct campaign_results {
	struct campaign_result *list; /* by first day, then name */
	size_t count;
};

/* Those of a sample, in its arena. */
struct campaign_results campaign_results_count(const struct sample *sample);

#endif
