/*
 * Whether a member can have a reward at the close of the book's day, and if
 * not, everything that stands in the way: not only the first reason.
 */
#ifndef ENGINE_REACH_H
#define ENGINE_REACH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/day.h"

struct book;

enum reach_reason {
	REACH_INSUFFICIENT = 1, /* fewer usable points than it costs */
	REACH_TIER = 2,         /* for a higher level */
	REACH_STOCK = 4,        /* none on the shelf */
	REACH_LIMIT = 8,        /* the member's limit is used up */
	REACH_INACTIVE = 16,    /* not on offer on that day */
	REACH_BLOCKED = 32 /* the member is not active, or has not joined */
};

struct reach {
	unsigned reasons; /* REACH_…; 0: within reach */
	int unit;
	int64_t cost;      /* points; of a payment the least that may be paid */
	int64_t available; /* usable on the book's day */
	int64_t missing;   /* cost - available, 0 when there is enough */
	int64_t reserved, pending, deficit;
	struct day covered; /* the first day on which points that are pending
			     * now make it enough; DAY_NEVER: not by them */
	int64_t used;       /* of the reward's limit, in its period */
	int64_t stock;      /* on the shelf, when it is counted */
	int needed_level;   /* -1: for everybody */
};

/* Looks at the reward of a number of the program in force on the book's day.
 * Points are in the smallest part of reach->unit. */
void reach_find(const struct book *book, uint32_t member, int reward,
		struct reach *reach);

/* The nth reason's code ("tier", "limit" …) of a set, NULL behind the last. */
const char *reach_reason_name(unsigned reasons, int nth);

#endif
