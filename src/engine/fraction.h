/*
 * Exact products and sums on the path that every purchase takes: struct
 * ratio without the common divisor being taken out each time. Factors are
 * cancelled only when 128 bits no longer hold a result, so the results are
 * equal to those of ratio_…, but not reduced. Denominators are positive.
 */
#ifndef ENGINE_FRACTION_H
#define ENGINE_FRACTION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/decimal.h"

/* The same value without a common divisor. */
struct ratio fraction_reduce(struct ratio value);

/* What the two below do when 128 bits do not hold a result as it comes. */
bool fraction_multiply_reduced(struct ratio a, struct ratio b,
			       struct ratio *result);

/* The same for sums of fractions with two denominators. */
bool fraction_add_unlike(struct ratio a, struct ratio b, struct ratio *result);

/* a * b; false when 128 bits do not hold the reduced result. */
static inline bool fraction_multiply(struct ratio a, struct ratio b,
				     struct ratio *result)
{
	struct ratio product;
	if (__builtin_mul_overflow(a.numerator, b.numerator,
				   &product.numerator) ||
	    __builtin_mul_overflow(a.denominator, b.denominator,
				   &product.denominator))
		return fraction_multiply_reduced(a, b, result);
	*result = product;
	return true;
}

/* a + b; false as above. */
static inline bool fraction_add(struct ratio a, struct ratio b,
				struct ratio *result)
{
	struct ratio sum = { 0, b.denominator };
	if (a.numerator == 0) {
		*result = b;
		return true;
	}
	if (a.denominator != b.denominator ||
	    __builtin_add_overflow(a.numerator, b.numerator, &sum.numerator))
		return fraction_add_unlike(a, b, result);
	*result = sum;
	return true;
}

/* a / b for b > 0; false as above. */
bool fraction_divide(struct ratio a, struct ratio b, struct ratio *result);

/* The integer near the value; false when it does not fit 64 bits. */
bool fraction_round(struct ratio value, enum rounding rounding,
		    int64_t *result);

#endif
