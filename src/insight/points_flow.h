/*
 * Points issued, redeemed and expired, from the movements of a book.
 */
#ifndef INSIGHT_POINTS_FLOW_H
#define INSIGHT_POINTS_FLOW_H

#include <stdbool.h>
#include <stdint.h>

struct posting;
struct program;
struct programs;

/* In the smallest part of the unit. */
struct points_flow {
	int64_t issued;   /* sales and bonuses, net of claw-backs and voids */
	int64_t redeemed; /* net of what was given back or voided */
	int64_t expired;  /* with what was forfeited */
	bool is_inexact;  /* over 64 bits */
};

/* What points of a unit are worth by the `point-value` of the rules of a day,
 * in minor units, rounded half up; false when they give none for it, or it
 * does not fit. */
bool points_flow_worth(const struct program *program,
		       const struct programs *programs, int unit,
		       int64_t points, int64_t *money);

/* Adds a movement; those that neither issue, redeem nor expire are left out. */
void points_flow_add(struct points_flow *flow, const struct posting *posting);

/* Adds what another flow holds. */
void points_flow_sum(struct points_flow *flow, const struct points_flow *other);

#endif
