/*
 * Recognition: the example of IFRS 15, halves that round up, and the ends of
 * a vintage's life.
 */
#include <criterion/criterion.h>

#include "value/release.h"

struct sample {
	const char *label;
	int64_t allocated, redeemed, outstanding;
	int64_t percent, granted; /* expected */
	int64_t recognised;
	enum release_state state;
};

static const struct sample samples[] = {
	{ "IE269, whole", 8676, 4500, 5500, 95, 10000, 4110, RELEASE_FINE },
	{ "IE270, whole", 8676, 8500, 1500, 97, 10000, 7603, RELEASE_FINE },
	{ "IE269, cents", 867580, 4500, 5500, 95, 10000, 410959, RELEASE_FINE },
	{ "IE270, cents", 867580, 8500, 1500, 97, 10000, 760251, RELEASE_FINE },
	{ "a half goes up", 1, 1, 1, 100, 2, 1, RELEASE_FINE },
	{ "less than a half does not", 1, 1, 2, 100, 3, 0, RELEASE_FINE },
	{ "expected is not rounded first", 100, 1, 4, 50, 5, 40, RELEASE_FINE },
	{ "nothing redeemed yet", 100, 0, 10, 80, 10, 0, RELEASE_FINE },
	{ "nothing outstanding", 100, 2, 0, 80, 10, 100, RELEASE_FINE },
	{ "all expired", 100, 0, 0, 80, 10, 100, RELEASE_FINE },
	{ "as expected", 100, 8, 2, 80, 10, 100, RELEASE_STALE },
	{ "more than expected", 100, 9, 1, 80, 10, 100, RELEASE_STALE },
	{ "nothing expected", 100, 0, 10, 0, 10, 0, RELEASE_NOTHING_EXPECTED },
	{ "nothing allocated", 0, 0, 10, 0, 10, 0, RELEASE_FINE },
	{ "at most what is left", 100, 4, 2, 80, 10, 67, RELEASE_FINE },
	{ "more given back than taken", 100, -5, 10, 80, 10, 0, RELEASE_FINE },
	{ "as large as can be", INT64_MAX, INT64_MAX / 4, INT64_MAX / 4 + 1,
	  100, INT64_MAX / 2, 4611686018427387902, RELEASE_FINE },
};

Test(release, recognises)
{
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		const struct sample *s = &samples[i];
		struct release release = { .allocated = s->allocated,
					   .redeemed = s->redeemed,
					   .outstanding = s->outstanding };
		int64_t recognised;

		cr_assert(release_expect(ratio_from(s->percent), s->granted,
					 &release, &release.expected),
			  "%s", s->label);
		enum release_state state =
			release_recognise(&release, &recognised);
		cr_expect_eq(recognised, s->recognised, "%s: %ld", s->label,
			     (long)recognised);
		cr_expect_eq(state, s->state, "%s: %d", s->label, (int)state);
	}
}

/* Whatever the estimate does in between, the releases add up to what was
 * allocated, and none of the cumulative figures leaves its bounds. */
Test(release, releases_add_up)
{
	static const int64_t percents[] = { 80, 95, 60, 100, 33, 7, 70, 50 };
	const int64_t issued = 700;
	int64_t before = 0;
	int64_t sum = 0;

	for (int64_t redeemed = 0; redeemed <= issued; redeemed++) {
		struct release release = { .allocated = 100001,
					   .redeemed = redeemed,
					   .outstanding = issued - redeemed };
		int64_t recognised;
		struct ratio percent = ratio_from(percents[redeemed % 8]);

		cr_assert(release_expect(percent, issued, &release,
					 &release.expected));
		(void)release_recognise(&release, &recognised);
		cr_expect_geq(recognised, 0);
		cr_expect_leq(recognised, release.allocated);
		sum += recognised - before;
		before = recognised;
	}
	cr_expect_eq(sum, 100001);
}

Test(release, returns_reduce_pro_rata)
{
	cr_expect_eq(release_after_returns(1000, 10, 10), 1000);
	cr_expect_eq(release_after_returns(1000, 12, 10), 1000);
	cr_expect_eq(release_after_returns(1000, 5, 10), 500);
	cr_expect_eq(release_after_returns(1, 1, 2), 1, "a half goes up");
	cr_expect_eq(release_after_returns(1, 1, 3), 0);
	cr_expect_eq(release_after_returns(1000, 0, 10), 0);
	cr_expect_eq(release_after_returns(1000, -3, 10), 0);
	cr_expect_eq(release_after_returns(1000, 0, 0), 1000,
		     "nothing was pooled");
}
