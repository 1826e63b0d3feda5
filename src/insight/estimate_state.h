/*
 * Between estimate_rates.c, which finds the rates, and estimate_effect.c, which
 * says what they do: all that is known while estimates are made.
 */
#ifndef INSIGHT_ESTIMATE_STATE_H
#define INSIGHT_ESTIMATE_STATE_H

#include "base/decimal.h"
#include "insight/estimate.h"

struct liability_row;

struct estimate_state {
	struct arena *arena;
	struct vintages *vintages;
	const struct estimate_options *options;
	struct estimates *result;
	/* by index into vintages->list; rows are NULL where nothing is */
	struct ratio *percents; /* the new rates */
	const struct liability_row **before, **after;
};

/* The rows of a valuation by index into vintages->list. */
const struct liability_row **
estimate_state_index(const struct estimate_state *state,
		     const struct liability *liability);

/* Fills before and after of the rows of a unit, and the total. False when an
 * amount does not fit. */
bool estimate_effect_rows(const struct estimate_state *state,
			  struct estimate *estimate);

/* Fills the look back of a unit. */
bool estimate_effect_look_back(const struct estimate_state *state,
			       struct estimate *estimate,
			       const struct triangle *triangle);

/* Fills the shifts of all units. */
void estimate_effect_shifts(const struct estimate_state *state);

#endif
