/*
 * One row of a roll-forward, and what rows may stand for.
 */
#ifndef VALUE_ROLLFORWARD_ROW_H
#define VALUE_ROLLFORWARD_ROW_H

#include <stdint.h>

#include "base/slice.h"
#include "value/vintage_points.h"

/* What a row is for. Store and partner are those of the line that opened the
 * lot; the tier is the member's on each of the two days, and points of members
 * who changed it are transferred. Points owed (no lot) have none of these. */
enum rollforward_by {
	ROLLFORWARD_TOTAL, /* the unit as a whole */
	ROLLFORWARD_BY_VINTAGE,
	ROLLFORWARD_BY_STORE,
	ROLLFORWARD_BY_TIER,
	ROLLFORWARD_BY_PARTNER
};

/* In minor units of the program's currency. Releases are positive where they
 * lower what is carried; all are 0 under `memo`. */
struct rollforward_money {
	int64_t opening;
	int64_t deferred; /* allocated to points issued; accrued (cost) */
	int64_t released_redemption;
	int64_t released_expiry;
	int64_t change_of_estimate; /* also of cost, and of the method */
	int64_t returned;           /* refunds, voids and negative adjusts */
	int64_t transferred;        /* between the groups of a vintage */
	int64_t closing;
};

struct rollforward_row {
	struct slice group; /* vintage, store …; empty: none, or TOTAL */
	int unit;
	int64_t opening; /* points in the smallest part of the unit */
	struct vintage_points moved;
	int64_t closing;
	struct rollforward_money money;
};

#endif
