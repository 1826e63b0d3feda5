/*
 * The columns that movements of points are added up in.
 */
#ifndef VALUE_VINTAGE_POINTS_H
#define VALUE_VINTAGE_POINTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/day.h"
#include "base/slice.h"

struct lot_move;

/*
 * Points in the smallest part of the unit, cumulative. All but transfers are
 * counted positive in the direction of their name; outstanding = issued_sale +
 * issued_other - redeemed - expired - clawed_back + adjusted_up -
 * adjusted_down + transferred_in - transferred_out.
 */
struct vintage_points {
	int64_t issued_sale;  /* by sales whose amount is known */
	int64_t issued_other; /* bonuses, visits, partners, openings */
	int64_t redeemed;     /* net of what was given back */
	int64_t expired;      /* and forfeited */
	int64_t clawed_back;  /* by refunds, voids and moves */
	int64_t adjusted_up, adjusted_down;
	int64_t transferred_in, transferred_out;
};

/* Counts a move into the column its kind belongs to; a taken (negative) or
 * given (positive) amount. of_sale: points of a sale whose amount is known. */
void vintage_points_add(struct vintage_points *points,
			const struct lot_move *move, bool of_sale);

/* What is left of them: the sum of all columns with their signs. */
int64_t vintage_points_outstanding(const struct vintage_points *points);

/* year * 12 + month - 1 of a real day. */
int32_t vintage_month(struct day day);

/* The month of `2026-04`; false when it is none. */
bool vintage_month_parse(struct slice text, int32_t *month);

#endif
