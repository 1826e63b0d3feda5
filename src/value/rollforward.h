/*
 * From one closing to the next: what was outstanding and carried, what
 * happened to it, and what is left, in points and in money, by whatever the
 * points are grouped by.
 *
 *	struct rollforward *r = rollforward_open(arena, vintages, by, from);
 *	struct rollforward_period june = rollforward_next(r, end_of_june);
 *	struct rollforward_period july = rollforward_next(r, end_of_july);
 *
 * Points: opening + issued_sale + issued_other - redeemed - expired -
 * clawed_back + adjusted_up - adjusted_down + transferred_in -
 * transferred_out = closing. Money: opening + deferred - released_redemption -
 * released_expiry - change_of_estimate - returned + transferred = closing.
 * Both hold for every row, and the rows add up to the totals.
 *
 * What was released in the period is told apart vintage by vintage, in this
 * order: redemption as it was estimated at the opening, expiry, change of
 * estimate, returns (rollforward_money.h). Groups within a vintage share its
 * money by their points.
 */
#ifndef VALUE_ROLLFORWARD_H
#define VALUE_ROLLFORWARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "value/rollforward_row.h"

struct arena;
struct program;
struct rollforward;
struct vintages;

struct rollforward_period {
	struct day from, to;           /* inclusive */
	const struct program *program; /* in force on `to` */
	bool has_money;                /* some method but memo, at either end */
	struct rollforward_row *rows;  /* by unit and group, empty ones not */
	size_t count;
	struct rollforward_row *totals; /* of units that have rows, by unit */
	size_t total_count;
	bool overflow; /* some amount does not fit 64 bits */
	/* a vintage of which nothing is expected to be redeemed although points
	 * are outstanding and carry money, else NULL */
	const char *nothing_expected;
	int nothing_expected_unit;
};

/* Begins at the close of the day before `from`. The vintages must not have
 * reached it yet; they go on with each period. Lives in the arena. */
struct rollforward *rollforward_open(struct arena *arena,
				     struct vintages *vintages,
				     enum rollforward_by by, struct day from);

/* The next period, up to the close of `to`. Its opening is the closing of the
 * one before. Lives in the arena. */
struct rollforward_period rollforward_next(struct rollforward *rollforward,
					   struct day to);

/* From the first period's opening to the last one's closing: totals without
 * rows, of periods that follow each other, at least one. Lives in the
 * arena. */
struct rollforward_period
rollforward_overall(struct arena *arena,
		    const struct rollforward_period *periods, size_t count);

#endif
