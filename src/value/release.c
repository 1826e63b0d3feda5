/*
 * Recognition in proportion to redemption, exact until the one rounding. See
 * release.h.
 */
#include "value/release.h"

bool release_expect(struct ratio percent, int64_t granted,
		    const struct release *release, struct ratio *expected)
{
	int64_t most;
	struct ratio share;

	if (!amount_add(release->redeemed, release->outstanding, &most) ||
	    !ratio_multiply(percent, ratio_of(granted, 100), &share))
		return false;
	if (ratio_compare(share, ratio_from(most)) > 0)
		share = ratio_from(most);
	if (share.numerator < 0)
		share = ratio_from(0);
	*expected = share;
	return true;
}

enum release_state release_recognise(const struct release *release,
				     int64_t *recognised)
{
	struct ratio share;

	*recognised = release->allocated;
	if (release->outstanding <= 0 || release->allocated == 0)
		return RELEASE_FINE;
	if (release->expected.numerator <= 0) {
		*recognised = 0;
		return RELEASE_NOTHING_EXPECTED;
	}
	if (ratio_compare(ratio_from(release->redeemed), release->expected) >=
	    0)
		return RELEASE_STALE;
	if (ratio_divide(ratio_from(release->redeemed), release->expected,
			 &share) &&
	    ratio_multiply(share, ratio_from(release->allocated), &share) &&
	    ratio_round(share, 0, ROUND_HALF_UP, recognised)) {
		*recognised = *recognised < 0 ? 0 : *recognised;
		return RELEASE_FINE;
	}
	*recognised = 0;
	return RELEASE_OVERFLOW;
}

int64_t release_after_returns(int64_t allocated, int64_t kept, int64_t pooled)
{
	int64_t left;

	if (kept >= pooled || pooled <= 0)
		return allocated;
	if (kept <= 0 ||
	    !amount_scale(allocated, kept, pooled, ROUND_HALF_UP, &left))
		return 0;
	return left;
}
