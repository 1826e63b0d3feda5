/*
 * When members took their first reward, and what rewards cost: the figures of
 * `report redemption` besides those of points.
 */
#ifndef INSIGHT_FIRST_REWARDS_H
#define INSIGHT_FIRST_REWARDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/decimal.h"
#include "query/period.h"

struct sample;

/* Of a period and a unit of points. */
struct first_rewards {
	int64_t beginners;   /* members whose first reward it was */
	struct decimal wait; /* their median days since joining */
	int64_t cost;        /* of all rewards, in minor units */
	bool is_inexact;     /* the cost is over 64 bits */
};

/* Counts the rewards that members of the sample took in each of the periods,
 * whatever its own is: list[period x units of the book + unit], in the arena.
 * A reward is taken on the day it was asked for; rejected, cancelled and expired
 * ones never were. */
const struct first_rewards *first_rewards_count(const struct sample *sample,
						const struct period *periods,
						size_t count);

#endif
