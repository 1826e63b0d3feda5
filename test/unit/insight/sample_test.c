/*
 * The middle of numbers, of odd and even counts, in any order.
 */
#include "insight/sample.h"

#include <criterion/criterion.h>

Test(insight_sample, the_median_is_the_middle_or_the_mean_of_two)
{
	static const struct {
		int64_t numbers[5];
		size_t count;
		int64_t tenths;
	} rows[] = {
		{ { 0 }, 0, 0 },           { { 7 }, 1, 70 },
		{ { 9, 4 }, 2, 65 },       { { 30, 10, 20 }, 3, 200 },
		{ { 5, 1, 4, 2 }, 4, 30 }, { { -3, -1, -2, 0, 9 }, 5, -10 },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		int64_t numbers[5];
		for (size_t n = 0; n < 5; n++)
			numbers[n] = rows[i].numbers[n];
		struct decimal median = sample_median(numbers, rows[i].count);
		cr_assert_eq(median.mantissa, rows[i].tenths, "row %zu", i);
		cr_assert_eq(median.scale, 1, "row %zu", i);
	}
}
