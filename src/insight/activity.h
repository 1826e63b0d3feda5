/*
 * Who bought, how often and for how much: the figures of `report activity`,
 * `stores` and `top`, counted in integers. What they mean is in metrics.def.
 */
#ifndef INSIGHT_ACTIVITY_H
#define INSIGHT_ACTIVITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "query/period.h"

struct book;
struct purchases;

struct activity {
	int64_t members; /* enrolled at some time of the period */
	int64_t joined;
	int64_t activated;     /* of the joined: bought soon */
	int64_t active;        /* members with a visit */
	int64_t visits;        /* purchases */
	int64_t spend;         /* minor units, net of refunds */
	int64_t once;          /* members with one purchase */
	int64_t repeating;     /* members with two purchases or more */
	int64_t repeating_day; /* members with purchases on two days or more */
	bool is_inexact;       /* the spend is over 64 bits */
};

/* Counts the member as one of the period's members, and as joined. */
void activity_add_member(struct activity *activity, const struct book *book,
			 uint32_t member, struct period period);

/* Adds the purchases to activities[their group]; those of a group >= count
 * are left out. They must be sorted (purchases_sort). */
void activity_add_purchases(struct activity *activities, size_t count,
			    const struct purchases *purchases);

#endif
