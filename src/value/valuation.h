/*
 * What one vintage is worth: the rate that is expected of it, what was
 * allocated to it, and what is left to carry in a state of its points. The
 * formulas are those of release.h and sale_pool.h; here they are put together
 * as the accounting method of a rules file says, for the vintages as they
 * stand (liability.h) and for the steps between two days (rollforward.h).
 */
#ifndef VALUE_VALUATION_H
#define VALUE_VALUATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "base/decimal.h"

struct arena;
struct program;
struct vintage;
struct vintages;

struct valuation {
	struct vintages *vintages;
	const struct program *program; /* in force on the day reached */
	uint32_t *estimates;           /* the `estimate` lines up to it */
	size_t estimate_count;
};

/* The rate of a vintage. */
struct valuation_rate {
	bool known;
	struct ratio percent;
	struct day estimate; /* of the line that says so; DAY_NONE: rules */
};

/* Points of a vintage in the smallest part of the unit, money in minor
 * units. */
struct valuation_state {
	int64_t granted; /* issued less clawed back */
	int64_t redeemed, outstanding;
	int64_t allocated; /* A, after returns */
	struct valuation_rate rate;
};

struct valuation_result {
	bool has_expected;
	struct ratio expected;         /* ever to be redeemed, at least R */
	int64_t recognised, liability; /* minor units */
	bool stale;                    /* more was redeemed than expected */
	bool nothing_expected;         /* points are outstanding all the same */
	bool overflow;
};

/* Values vintages on the day they have reached; again after each advance.
 * Lives in the arena. */
struct valuation valuation_begin(struct arena *arena,
				 struct vintages *vintages);

/* The rate of a vintage by the `estimate` lines up to a day (not after the
 * one reached), else by the rules its points were granted under. */
struct valuation_rate valuation_rate(const struct valuation *valuation,
				     const struct vintage *vintage,
				     struct day day);

/* A before returns, in minor units; false when it does not fit. */
bool valuation_allocated(const struct valuation *valuation,
			 const struct vintage *vintage, int64_t *allocated);

/* The points of a vintage as they stand, `allocated` being what
 * valuation_allocated gave: A after returns is in the state. */
struct valuation_state valuation_state(const struct vintage *vintage,
				       int64_t allocated,
				       struct valuation_rate rate);

/* What a state is carried at under the method and prices of a rules file. */
struct valuation_result valuation_of(const struct valuation *valuation,
				     const struct program *program,
				     const struct vintage *vintage,
				     const struct valuation_state *state);

#endif
