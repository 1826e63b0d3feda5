/*
 * Shares and averages: rounding, nothing to share, and the border of 64 bits.
 */
#include "insight/rate.h"

#include <criterion/criterion.h>

Test(insight_rate, shares_are_per_cent_rounded_half_up_once)
{
	static const struct {
		int64_t part, whole, mantissa;
	} rows[] = {
		{ 0, 5, 0 },      { 5, 5, 10000 },
		{ 1, 3, 3333 },   { 2, 3, 6667 },
		{ 1, 800, 13 },   { 1139, 2357, 4832 },
		{ -1, 4, -2500 }, { INT64_MAX, INT64_MAX, 10000 },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct decimal percent;
		cr_assert(rate_percent(rows[i].part, rows[i].whole, &percent),
			  "row %zu", i);
		cr_assert_eq(percent.mantissa, rows[i].mantissa, "row %zu", i);
		cr_assert_eq(percent.scale, 2, "row %zu", i);
	}
}

Test(insight_rate, a_share_of_nothing_is_none)
{
	struct decimal value;

	cr_assert_not(rate_percent(0, 0, &value));
	cr_assert_not(rate_average((struct decimal){ 100, 2 }, 0, 0, &value));
	cr_assert_not(rate_percent(INT64_MAX, 1, &value));
}

Test(insight_rate, averages_have_the_digits_asked_for)
{
	struct decimal value;

	cr_assert(rate_average((struct decimal){ 1000, 2 }, 3, 0, &value));
	cr_assert_eq(value.mantissa, 333);
	cr_assert_eq(value.scale, 2);
	cr_assert(rate_average((struct decimal){ 5, 0 }, 2, 2, &value));
	cr_assert_eq(value.mantissa, 250);
	cr_assert_eq(value.scale, 2);
}
