/*
 * The triangle of a book: points redeemed by month of issue and age in months,
 * cumulative, at the closes of whole months. Redemptions fall into the month
 * of issue of the lots they took (value/vintage.h).
 */
#ifndef INSIGHT_REDEEMED_H
#define INSIGHT_REDEEMED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "insight/triangle.h"

struct arena;
struct vintages;

/* Which points of a month the triangle holds. Opening points are in neither:
 * nobody knows how old they are. */
enum redeemed_points {
	REDEEMED_BY_METHOD, /* sales where revenue is deferred by them, or all */
	REDEEMED_OF_SALES,  /* of which the amount is known */
	REDEEMED_OF_ALL     /* bonuses, visits and partners' points, too */
};

/* The points of a unit that were issued in a month, all sorts of them. */
struct redeemed_month {
	const char *name;    /* "2026-06" */
	int32_t month;       /* year * 12 + month - 1 */
	size_t first, count; /* of vintages->list */
	int64_t *redeemed;   /* by age, of the points that count */
	bool is_apart;       /* no vintage that counts: the row holds
			      * all others, and is no part of factors */
};

/* A unit. Row i of the triangle is months[i]. */
struct redeemed {
	int unit;
	enum redeemed_points points;   /* which; never BY_METHOD */
	struct redeemed_month *months; /* oldest first */
	struct triangle_row *rows;
	size_t count;
};

/* True when vintages of the class are in the row of the month. */
bool redeemed_counts(const struct redeemed *redeemed,
		     const struct redeemed_month *month, int class);

/* The triangles of all units that have months, by unit; goes on to the close
 * of `day`, the last of a month, from before the first. *count is how many.
 * Lives in the arena. */
struct redeemed *redeemed_collect(struct arena *arena,
				  struct vintages *vintages, struct day day,
				  enum redeemed_points points, size_t *count);

/* True when there is a row of that month. */
bool redeemed_has(const struct redeemed *redeemed, int32_t month);

#endif
