/*
 * How what a vintage is carried at came from one closing to the next.
 *
 *   deferred             A of the closing before returns - A of the opening
 *   released_redemption  with the points redeemed by the closing, as estimated
 *                        at the opening
 *   released_expiry      with what expired gone
 *   change_of_estimate   at the rate (and the cost) of the closing, with what
 *                        was clawed back gone
 *   returned             A of the closing before returns - A after them
 *
 * each being the difference of two cumulative figures that are rounded once;
 * so that of a vintage deferred - returned add up to A, and the releases to
 * what is recognised of it, to the cent. Returns of the vintage's own month
 * count by their points: what they were allocated is in `deferred` and in
 * `returned`. Under `cost`, where nothing is allocated, returned is what the
 * closing is lower for what was clawed back.
 */
#ifndef VALUE_ROLLFORWARD_MONEY_H
#define VALUE_ROLLFORWARD_MONEY_H

#include <stdbool.h>
#include <stdint.h>

#include "value/rollforward_row.h"
#include "value/valuation.h"

struct vintage;

/* A vintage at the close of a day. */
struct rollforward_state {
	struct vintage_points points;
	int64_t withdrawn;
	int64_t gross; /* A before returns */
	struct valuation_state state;
	struct valuation_result value;
};

/* The vintage as it stands on the valuation's day. */
struct rollforward_state rollforward_state(const struct valuation *valuation,
					   const struct vintage *vintage);

/* The movement of a vintage from an opening, of the day and under the rules
 * file given, to how it stands on the valuation's day. */
struct rollforward_opening {
	struct day day;
	const struct program *program;
	const struct rollforward_state *state;
};

struct rollforward_money
rollforward_money(const struct valuation *valuation,
		  const struct vintage *vintage,
		  const struct rollforward_opening *opening,
		  const struct rollforward_state *closing);

/* later - earlier, column by column. */
struct vintage_points rollforward_moved(const struct vintage_points *later,
					const struct vintage_points *earlier);

#endif
