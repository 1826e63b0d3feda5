/*
 * Exact numbers. A decimal is an integer and a count of digits behind the
 * point; a ratio is a reduced fraction. All arithmetic reports overflow and
 * rounds in one place only: ratio_round.
 */
#ifndef BASE_DECIMAL_H
#define BASE_DECIMAL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/int128.h"
#include "base/slice.h"

struct text;

enum {
	DECIMAL_SCALE_MAX = 9,
	DECIMAL_TEXT_MAX = 32
};

/* mantissa / 10^scale */
struct decimal {
	int64_t mantissa;
	int scale; /* 0..DECIMAL_SCALE_MAX */
};

enum decimal_status {
	DECIMAL_OK,
	DECIMAL_MALFORMED, /* not digits, or more than one point, or empty */
	DECIMAL_TOO_LARGE, /* does not fit 64 bits */
	DECIMAL_TOO_FINE,  /* more than the digits allowed behind the point */
};

/* How a fraction becomes an integer. DOWN and UP are towards and away from
 * zero. */
enum rounding {
	ROUND_DOWN,
	ROUND_HALF_UP,
	ROUND_HALF_EVEN,
	ROUND_UP
};

/* numerator / denominator, denominator > 0, no common divisor. */
struct ratio {
	int128_t numerator;
	int128_t denominator;
};

/* Unsigned digits with an optional point and digits behind it. `.5`, `5.`,
 * signs, blanks, separators and exponents are malformed. */
enum decimal_status decimal_parse(struct slice text, struct decimal *value);

/* The same value with exactly `scale` digits behind the point: TOO_FINE when
 * non-zero digits would be lost, TOO_LARGE when it does not fit. Zeros that
 * are too many are also TOO_FINE (they are digits beyond the unit's). */
enum decimal_status decimal_rescale(struct decimal value, int scale,
				    int64_t *scaled);

/* Prints an amount of 10^-scale units: -1250 at scale 2 is "-12.50". The
 * buffer holds DECIMAL_TEXT_MAX bytes. Returns the length. */
size_t decimal_print(int64_t amount, int scale, char text[DECIMAL_TEXT_MAX]);

/* The same, appended; with_plus writes a + before zero and positive ones. */
void decimal_add_text(struct text *text, int64_t amount, int scale,
		      bool with_plus);

/* 10^n for 0 <= n <= 18. */
int64_t decimal_power(int n);

/* a + b; false on overflow, *result is untouched then. */
bool amount_add(int64_t a, int64_t b, int64_t *result);

/* a - b, likewise. */
bool amount_subtract(int64_t a, int64_t b, int64_t *result);

/* a * b / c with one rounding; false when c is 0 or the result overflows. */
bool amount_scale(int64_t a, int64_t b, int64_t c, enum rounding rounding,
		  int64_t *result);

/* The ratio of an integer. */
struct ratio ratio_from(int64_t value);

/* The ratio of a decimal. */
struct ratio ratio_from_decimal(struct decimal value);

/* a/b of integers, b > 0, reduced. */
struct ratio ratio_of(int64_t a, int64_t b);

/* a + b exactly; false when 128 bits do not hold it. */
bool ratio_add(struct ratio a, struct ratio b, struct ratio *result);

/* a * b exactly; false when 128 bits do not hold it. */
bool ratio_multiply(struct ratio a, struct ratio b, struct ratio *result);

/* a / b exactly; false when 128 bits do not hold it, or when b is 0. */
bool ratio_divide(struct ratio a, struct ratio b, struct ratio *result);

/* <0, 0, >0. */
int ratio_compare(struct ratio a, struct ratio b);

/* The integer near value * 10^scale as `rounding` says; false when it does
 * not fit 64 bits. */
bool ratio_round(struct ratio value, int scale, enum rounding rounding,
		 int64_t *result);

/* Appends the ratio as an exact decimal where it is one (at most 9 digits),
 * else as a/b. */
void ratio_add_text(struct text *text, struct ratio value);

#endif
