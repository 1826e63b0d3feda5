/*
 * Who pays whom between the programme and its partners: points given on a
 * partner's account, and rewards taken at it.
 */
#ifndef INSIGHT_PARTNER_DUES_H
#define INSIGHT_PARTNER_DUES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

struct sample;

struct partner_due {
	struct slice name;
	int unit;
	int64_t visits;      /* purchases at it that stand */
	int64_t credited;    /* points its lines gave, smallest part */
	bool has_cost;       /* the rules say what a point costs it */
	int64_t pays;        /* credited at points-cost, minor units */
	int64_t redemptions; /* rewards taken there */
	int64_t worth;       /* of those, minor units; unknown ones 0 */
	int64_t net;         /* pays - worth: the partner owes it when > 0 */
	bool is_inexact;
};

struct partner_dues {
	struct partner_due *list; /* by name, then unit */
	size_t count;
};

/* Those of a sample, in its arena. The cost of a point is that of the rules of
 * the last day. */
struct partner_dues partner_dues_count(const struct sample *sample);

#endif
