/*
 * Fractions that are not reduced until they must be. What fits 64 bits, which
 * is nearly everything a shop ever computes, is divided by one instruction.
 */
#include "engine/fraction.h"

#include "base/bug.h"

static int128_t greatest_divisor(int128_t a, int128_t b)
{
	uint128_t x = a < 0 ? -(uint128_t)a : (uint128_t)a;
	uint128_t y = (uint128_t)b;
	while (y != 0) {
		uint128_t rest = x % y;
		x = y;
		y = rest;
	}
	return (int128_t)x;
}

struct ratio fraction_reduce(struct ratio value)
{
	int128_t divisor = greatest_divisor(value.numerator, value.denominator);
	return (struct ratio){ value.numerator / divisor,
			       value.denominator / divisor };
}

bool fraction_multiply_reduced(struct ratio a, struct ratio b,
			       struct ratio *result)
{
	return ratio_multiply(fraction_reduce(a), fraction_reduce(b), result);
}

bool fraction_add_unlike(struct ratio a, struct ratio b, struct ratio *result)
{
	struct ratio sum;
	int128_t left;
	int128_t right;
	if (__builtin_mul_overflow(a.numerator, b.denominator, &left) ||
	    __builtin_mul_overflow(b.numerator, a.denominator, &right) ||
	    __builtin_add_overflow(left, right, &sum.numerator) ||
	    __builtin_mul_overflow(a.denominator, b.denominator,
				   &sum.denominator))
		return ratio_add(fraction_reduce(a), fraction_reduce(b),
				 result);
	*result = sum;
	return true;
}

bool fraction_divide(struct ratio a, struct ratio b, struct ratio *result)
{
	struct ratio inverse = { b.denominator, b.numerator };
	return fraction_multiply(a, inverse, result);
}

/* True when what is left of a division carries the whole part up by one. */
static bool carries(uint64_t rest, uint64_t divisor, bool odd,
		    enum rounding rounding)
{
	switch (rounding) {
	case ROUND_DOWN:
		return false;
	case ROUND_UP:
		return rest > 0;
	case ROUND_HALF_UP:
		return rest >= divisor - rest;
	case ROUND_HALF_EVEN:
		return rest > divisor - rest || (rest == divisor - rest && odd);
	}
	BUG("an unknown rounding");
}

bool fraction_round(struct ratio value, enum rounding rounding, int64_t *result)
{
	if (value.numerator < 0 || value.numerator > INT64_MAX ||
	    value.denominator > INT64_MAX)
		return ratio_round(value, 0, rounding, result);
	uint64_t divisor = (uint64_t)value.denominator;
	uint64_t whole = (uint64_t)value.numerator / divisor;
	uint64_t rest = (uint64_t)value.numerator % divisor;
	/* Whatever has a rest is at most half of the largest, so that one
	 * more fits. */
	if (carries(rest, divisor, whole % 2 != 0, rounding))
		whole++;
	*result = (int64_t)whole;
	return true;
}
