/*
 * Ratios: exact arithmetic, all roundings with both signs, and the borders
 * of 64 and 128 bits.
 */
#include <criterion/criterion.h>

#include "base/arena.h"
#include "base/decimal.h"
#include "base/text.h"

#define INT128_MAX ((int128_t)(~(uint128_t)0 >> 1))

/* The ratio of a number written down, such as "1.15" or "-7". */
static struct ratio number(const char *text)
{
	bool negative = *text == '-';
	struct decimal value;

	cr_assert_eq(decimal_parse(slice_from(text + negative), &value),
		     DECIMAL_OK, "'%s'", text);
	if (negative)
		value.mantissa = -value.mantissa;
	return ratio_from_decimal(value);
}

Test(ratio, rounds_each_way)
{
	static const struct {
		const char *value;
		int64_t down;
		int64_t half_up;
		int64_t half_even;
		int64_t up;
	} rows[] = {
		{ "0", 0, 0, 0, 0 },           { "2", 2, 2, 2, 2 },
		{ "0.1", 0, 0, 0, 1 },         { "0.5", 0, 1, 0, 1 },
		{ "0.9", 0, 1, 1, 1 },         { "1.5", 1, 2, 2, 2 },
		{ "2.5", 2, 3, 2, 3 },         { "2.500000001", 2, 3, 3, 3 },
		{ "2.499999999", 2, 2, 2, 3 }, { "-0.1", 0, 0, 0, -1 },
		{ "-0.5", 0, -1, 0, -1 },      { "-1.5", -1, -2, -2, -2 },
		{ "-2.5", -2, -3, -2, -3 },    { "-2.6", -2, -3, -3, -3 },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const int64_t expected[] = { rows[i].down, rows[i].half_up,
					     rows[i].half_even, rows[i].up };

		for (int rounding = ROUND_DOWN; rounding <= ROUND_UP;
		     rounding++) {
			int64_t result = 77;

			cr_expect(ratio_round(number(rows[i].value), 0,
					      (enum rounding)rounding,
					      &result));
			cr_expect_eq(result, expected[rounding],
				     "%s, rounding %d", rows[i].value,
				     rounding);
		}
	}
}

Test(ratio, products_are_exact_before_they_are_rounded)
{
	static const struct {
		const char *a;
		const char *b;
		enum rounding rounding;
		int scale;
		int64_t result;
	} rows[] = {
		{ "110", "1.1", ROUND_UP, 0, 121 },
		{ "100", "1.15", ROUND_DOWN, 0, 115 },
		{ "100", "0.07", ROUND_UP, 0, 7 },
		{ "-110", "1.1", ROUND_UP, 0, -121 },
		{ "0.1", "0.2", ROUND_DOWN, 2, 2 },
		{ "33.33", "3", ROUND_HALF_UP, 2, 9999 },
		{ "1.005", "100", ROUND_HALF_UP, 0, 101 },
		{ "1.005", "1", ROUND_HALF_UP, 2, 101 },
		{ "1.005", "1", ROUND_HALF_EVEN, 2, 100 },
		{ "0.000000001", "0.000000001", ROUND_UP, 0, 1 },
		{ "0.000000001", "0.000000001", ROUND_DOWN, 18, 1 },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct ratio product;
		int64_t result = 77;

		cr_expect(ratio_multiply(number(rows[i].a), number(rows[i].b),
					 &product));
		cr_expect(ratio_round(product, rows[i].scale, rows[i].rounding,
				      &result));
		cr_expect_eq(result, rows[i].result, "%s × %s", rows[i].a,
			     rows[i].b);
	}
}

Test(ratio, rounds_up_to_the_border)
{
	static const struct {
		int64_t value;
		int64_t divisor;
		int scale;
		enum rounding rounding;
		bool fits;
		int64_t result;
	} rows[] = {
		{ INT64_MAX, 1, 0, ROUND_UP, true, INT64_MAX },
		{ INT64_MIN, 1, 0, ROUND_UP, true, INT64_MIN },
		{ INT64_MAX, 1, 1, ROUND_UP, false, 77 },
		{ INT64_MIN, 1, 1, ROUND_DOWN, false, 77 },
		{ INT64_MAX, 10, 1, ROUND_DOWN, true, INT64_MAX },
		{ INT64_MIN, 10, 1, ROUND_DOWN, true, INT64_MIN },
		{ INT64_MAX, 10, 2, ROUND_DOWN, false, 77 },
		{ INT64_MAX, INT64_MAX, 18, ROUND_DOWN, true,
		  1000000000000000000 },
		{ 1, INT64_MAX, 18, ROUND_DOWN, true, 0 },
		{ 1, INT64_MAX, 18, ROUND_UP, true, 1 },
		{ 2, 3, 18, ROUND_HALF_UP, true, 666666666666666667 },
		{ -2, 3, 18, ROUND_DOWN, true, -666666666666666666 },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		int64_t result = 77;

		cr_expect_eq(
			ratio_round(ratio_of(rows[i].value, rows[i].divisor),
				    rows[i].scale, rows[i].rounding, &result),
			rows[i].fits, "row %zu", i);
		cr_expect_eq(result, rows[i].result, "row %zu", i);
	}
}

Test(ratio, rounds_when_the_last_step_overflows)
{
	/* INT64_MAX and a half. */
	struct ratio value = { (int128_t)INT64_MAX * 2 + 1, 2 };
	struct ratio below = { -(int128_t)INT64_MAX * 2 - 3, 2 };
	int64_t result = 77;

	cr_expect(ratio_round(value, 0, ROUND_DOWN, &result));
	cr_expect_eq(result, INT64_MAX);
	cr_expect_not(ratio_round(value, 0, ROUND_UP, &result));
	cr_expect_not(ratio_round(value, 0, ROUND_HALF_EVEN, &result));
	cr_expect(ratio_round(below, 0, ROUND_DOWN, &result));
	cr_expect_eq(result, INT64_MIN);
	cr_expect_not(ratio_round(below, 0, ROUND_UP, &result));
}

Test(ratio, rounds_with_the_largest_denominator)
{
	struct ratio nearly = { INT128_MAX - 1, INT128_MAX };
	struct ratio half = { INT128_MAX / 2, INT128_MAX };
	struct ratio more = { INT128_MAX / 2 + 1, INT128_MAX };
	int64_t result = 77;

	cr_expect(ratio_round(nearly, 18, ROUND_DOWN, &result));
	cr_expect_eq(result, 999999999999999999);
	cr_expect(ratio_round(nearly, 18, ROUND_HALF_EVEN, &result));
	cr_expect_eq(result, 1000000000000000000);
	cr_expect(ratio_round(half, 0, ROUND_HALF_UP, &result));
	cr_expect_eq(result, 0);
	cr_expect(ratio_round(more, 0, ROUND_HALF_UP, &result));
	cr_expect_eq(result, 1);
}

static void expect_ratio(struct ratio found, int128_t numerator,
			 int128_t denominator, const char *what)
{
	cr_expect(found.numerator == numerator, "%s: numerator", what);
	cr_expect(found.denominator == denominator, "%s: denominator", what);
}

Test(ratio, is_always_reduced)
{
	struct ratio result = { 0, 1 };

	expect_ratio(ratio_of(6, 4), 3, 2, "6/4");
	expect_ratio(ratio_of(-6, 4), -3, 2, "-6/4");
	expect_ratio(ratio_of(0, 7), 0, 1, "0/7");
	expect_ratio(ratio_of(INT64_MIN, 2), INT64_MIN / 2, 1, "least / 2");
	cr_expect(ratio_add(ratio_of(1, 6), ratio_of(1, 3), &result));
	expect_ratio(result, 1, 2, "1/6 + 1/3");
	cr_expect(ratio_add(ratio_of(1, 3), ratio_of(-1, 3), &result));
	expect_ratio(result, 0, 1, "1/3 - 1/3");
	cr_expect(ratio_multiply(ratio_of(2, 3), ratio_of(3, 4), &result));
	expect_ratio(result, 1, 2, "2/3 × 3/4");
	cr_expect(ratio_multiply(ratio_of(0, 3), ratio_of(-3, 4), &result));
	expect_ratio(result, 0, 1, "0 × -3/4");
	cr_expect(ratio_divide(ratio_of(2, 3), ratio_of(-4, 3), &result));
	expect_ratio(result, -1, 2, "2/3 ÷ -4/3");
	cr_expect(ratio_divide(ratio_of(0, 3), ratio_of(-4, 3), &result));
	expect_ratio(result, 0, 1, "0 ÷ -4/3");
}

Test(ratio, arithmetic_agrees_with_small_numbers)
{
	for (int64_t a = -12; a <= 12; a++)
		for (int64_t b = 1; b <= 12; b++)
			for (int64_t c = -12; c <= 12; c++)
				for (int64_t d = 1; d <= 12; d++) {
					struct ratio x = ratio_of(a, b);
					struct ratio y = ratio_of(c, d);
					struct ratio sum;
					int64_t left = a * d;
					int64_t right = c * b;
					int order = ratio_compare(x, y);

					cr_assert(ratio_add(x, y, &sum));
					cr_assert(sum.numerator * b * d ==
						  sum.denominator *
							  (left + right));
					cr_assert_eq((order > 0) - (order < 0),
						     (left > right) -
							     (left < right));
				}
}

Test(ratio, reports_what_128_bits_do_not_hold)
{
	struct ratio large = { INT128_MAX, 1 };
	struct ratio least = { -INT128_MAX - 1, 1 };
	struct ratio small = { 1, INT128_MAX };
	struct ratio smaller = { 1, INT128_MAX - 1 };
	struct ratio result = { 77, 1 };

	cr_expect_not(ratio_add(large, ratio_from(1), &result));
	cr_expect_not(ratio_add(small, smaller, &result));
	cr_expect_not(ratio_multiply(large, ratio_from(2), &result));
	cr_expect_not(ratio_multiply(small, smaller, &result));
	cr_expect_not(ratio_divide(large, ratio_of(1, 2), &result));
	cr_expect_not(ratio_divide(ratio_from(1), least, &result));
	cr_expect_not(ratio_divide(large, ratio_from(0), &result));
	expect_ratio(result, 77, 1, "untouched");
	cr_expect(ratio_multiply(large, small, &result));
	expect_ratio(result, 1, 1, "cancelled first");
	cr_expect_lt(ratio_compare(small, smaller), 0);
	cr_expect_gt(ratio_compare(large, small), 0);
	cr_expect_lt(ratio_compare(least, large), 0);
	cr_expect_eq(ratio_compare(least, least), 0);
	cr_expect_lt(
		ratio_compare((struct ratio){ INT128_MAX - 2, INT128_MAX - 1 },
			      (struct ratio){ INT128_MAX - 1, INT128_MAX }),
		0);
}

Test(ratio, is_printed_exactly)
{
	static const struct {
		int64_t a;
		int64_t b;
		const char *printed;
	} rows[] = {
		{ 0, 1, "0" },
		{ 5, 1, "5" },
		{ -5, 1, "-5" },
		{ 1, 2, "0.5" },
		{ -1, 2, "-0.5" },
		{ -3, 2, "-1.5" },
		{ 23, 20, "1.15" },
		{ 1, 3, "1/3" },
		{ -7, 3, "-7/3" },
		{ 1, 1000000000, "0.000000001" },
		{ 1, 10000000000, "1/10000000000" },
		{ INT64_MIN, 1, "-9223372036854775808" },
	};
	struct arena arena;
	struct text text;

	arena_init(&arena);
	text_init(&text, &arena);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		text_clear(&text);
		ratio_add_text(&text, ratio_of(rows[i].a, rows[i].b));
		cr_expect_str_eq(text.bytes, rows[i].printed);
	}
	text_clear(&text);
	ratio_add_text(&text, (struct ratio){ -INT128_MAX - 1, 1 });
	cr_expect_str_eq(text.bytes,
			 "-170141183460469231731687303715884105728");
	arena_release(&arena);
}
