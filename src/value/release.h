/*
 * How much of what was deferred is recognised (IFRS 15 B46, ASC
 * 606-10-55-48): in proportion to the points redeemed out of those expected
 * ever to be redeemed. Figures are cumulative, each rounded half up once; a
 * period's release is the difference of two of them.
 */
#ifndef VALUE_RELEASE_H
#define VALUE_RELEASE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/decimal.h"

/* Of one vintage. */
struct release {
	int64_t allocated;     /* A, in minor units, after returns */
	int64_t redeemed;      /* R, in the smallest part of the unit */
	int64_t outstanding;   /* points that can still be redeemed */
	struct ratio expected; /* E, in points as redeemed */
};

enum release_state {
	RELEASE_FINE,
	RELEASE_STALE, /* R >= E with points outstanding: all of it */
	RELEASE_NOTHING_EXPECTED, /* E = 0 with points outstanding: none */
	RELEASE_OVERFLOW          /* 64 bits do not hold it: none */
};

/* Points expected ever to be redeemed: percent of `granted` (issued less
 * clawed back), at most those redeemed and outstanding. False when 128 bits do
 * not hold it. */
bool release_expect(struct ratio percent, int64_t granted,
		    const struct release *release, struct ratio *expected);

/* What is recognised so far: round(A x R / E); all when nothing is
 * outstanding. */
enum release_state release_recognise(const struct release *release,
				     int64_t *recognised);

/* What is left of the allocated money when points were returned: round(A x
 * kept / pooled), never below 0 or above A. */
int64_t release_after_returns(int64_t allocated, int64_t kept, int64_t pooled);

#endif
