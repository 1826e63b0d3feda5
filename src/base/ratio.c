/*
 * Fractions of decimal.h: numerator and denominator in 128 bits, always
 * reduced, the denominator positive. Factors are cancelled before they are
 * multiplied, so that what fits when reduced is computed. The only rounding
 * of the program is ratio_round.
 */
#include "base/bug.h"
#include "base/decimal.h"
#include "base/text.h"

static uint128_t magnitude(int128_t value)
{
	return value < 0 ? -(uint128_t)value : (uint128_t)value;
}

/* The greatest common divisor, at least 1, b > 0. In 64 bits as soon as the
 * numbers fit, for speed. */
static int128_t common_divisor(int128_t a, int128_t b)
{
	uint128_t x = magnitude(a);
	uint128_t y = (uint128_t)b;

	while (y > UINT64_MAX) {
		uint128_t rest = x % y;

		x = y;
		y = rest;
	}
	if (y == 0)
		return (int128_t)x;

	uint64_t large = (uint64_t)y;
	uint64_t small = (uint64_t)(x % y);

	while (small != 0) {
		uint64_t rest = large % small;

		large = small;
		small = rest;
	}
	return (int128_t)large;
}

static struct ratio reduce(int128_t numerator, int128_t denominator)
{
	int128_t divisor = common_divisor(numerator, denominator);

	return (struct ratio){ numerator / divisor, denominator / divisor };
}

struct ratio ratio_from(int64_t value)
{
	return (struct ratio){ value, 1 };
}

struct ratio ratio_from_decimal(struct decimal value)
{
	return reduce(value.mantissa, decimal_power(value.scale));
}

struct ratio ratio_of(int64_t a, int64_t b)
{
	if (b <= 0)
		BUG("a fraction whose denominator is not positive");
	return reduce(a, b);
}

bool ratio_add(struct ratio a, struct ratio b, struct ratio *result)
{
	int128_t divisor = common_divisor(a.denominator, b.denominator);
	int128_t left;
	int128_t right;
	int128_t sum;
	int128_t denominator;

	if (__builtin_mul_overflow(a.numerator, b.denominator / divisor,
				   &left) ||
	    __builtin_mul_overflow(b.numerator, a.denominator / divisor,
				   &right) ||
	    __builtin_add_overflow(left, right, &sum))
		return false;
	/* The sum shares factors with the common divisor alone. */
	divisor = common_divisor(sum, divisor);
	if (__builtin_mul_overflow(
		    a.denominator / divisor,
		    b.denominator /
			    common_divisor(a.denominator, b.denominator),
		    &denominator))
		return false;
	*result = (struct ratio){ sum / divisor, denominator };
	return true;
}

bool ratio_multiply(struct ratio a, struct ratio b, struct ratio *result)
{
	int128_t across = common_divisor(a.numerator, b.denominator);
	int128_t back = common_divisor(b.numerator, a.denominator);
	int128_t numerator;
	int128_t denominator;

	if (__builtin_mul_overflow(a.numerator / across, b.numerator / back,
				   &numerator) ||
	    __builtin_mul_overflow(a.denominator / back, b.denominator / across,
				   &denominator))
		return false;
	*result = (struct ratio){ numerator, denominator };
	return true;
}

bool ratio_divide(struct ratio a, struct ratio b, struct ratio *result)
{
	struct ratio inverse = { b.denominator, b.numerator };

	if (b.numerator == 0)
		return false;
	if (b.numerator < 0) {
		if (__builtin_sub_overflow((int128_t)0, b.numerator,
					   &inverse.denominator))
			return false;
		inverse.numerator = -b.denominator;
	}
	return ratio_multiply(a, inverse, result);
}

/* The quotient rounded down to the next integer; *rest is 0 or positive. */
static int128_t divide_floor(struct ratio a, int128_t *rest)
{
	int128_t quotient = a.numerator / a.denominator;

	*rest = a.numerator % a.denominator;
	if (*rest < 0) {
		*rest += a.denominator;
		quotient--;
	}
	return quotient;
}

int ratio_compare(struct ratio a, struct ratio b)
{
	int sign = 1;

	/* Integer parts, then the inverses of what is left, by turns: no
	 * product, hence no overflow. */
	for (;;) {
		int128_t rest_a;
		int128_t rest_b;
		int128_t whole_a = divide_floor(a, &rest_a);
		int128_t whole_b = divide_floor(b, &rest_b);

		if (whole_a != whole_b)
			return whole_a < whole_b ? -sign : sign;
		if (rest_a == 0 || rest_b == 0)
			return ((rest_a != 0) - (rest_b != 0)) * sign;
		a = (struct ratio){ a.denominator, rest_a };
		b = (struct ratio){ b.denominator, rest_b };
		sign = -sign;
	}
}

/* True when the integer part grows by one, given what is left of the
 * division. */
static bool rounds_away(uint128_t rest, uint128_t divisor, bool odd,
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

/* The next decimal digit of rest / divisor; rest becomes what is left. Adds
 * ten times, as ten times the rest may not fit. */
static unsigned next_digit(uint128_t *rest, uint128_t divisor)
{
	uint128_t left = 0;
	unsigned digit = 0;

	for (int i = 0; i < 10; i++) {
		left += *rest;
		if (left >= divisor) {
			left -= divisor;
			digit++;
		}
	}
	*rest = left;
	return digit;
}

bool ratio_round(struct ratio value, int scale, enum rounding rounding,
		 int64_t *result)
{
	uint128_t divisor = (uint128_t)value.denominator;
	uint128_t whole = magnitude(value.numerator) / divisor;
	uint128_t rest = magnitude(value.numerator) % divisor;
	uint128_t limit = (uint128_t)INT64_MAX + (value.numerator < 0);

	for (int i = 0; i < scale && whole <= limit; i++)
		whole = whole * 10 + next_digit(&rest, divisor);
	if (whole > limit)
		return false;
	if (rounds_away(rest, divisor, whole % 2 != 0, rounding))
		whole++;
	if (whole > limit)
		return false;
	*result = (int64_t)(value.numerator < 0 ? -(int128_t)whole
						: (int128_t)whole);
	return true;
}

static void add_integer(struct text *text, int128_t value)
{
	char digits[40]; /* 2^127 has 39, and a sign */
	size_t at = sizeof(digits);
	uint128_t left = magnitude(value);

	do {
		digits[--at] = (char)('0' + (int)(left % 10));
		left /= 10;
	} while (left > 0);
	if (value < 0)
		digits[--at] = '-';
	text_add_bytes(text, digits + at, sizeof(digits) - at);
}

void ratio_add_text(struct text *text, struct ratio value)
{
	uint128_t divisor = (uint128_t)value.denominator;
	uint128_t rest = magnitude(value.numerator) % divisor;
	char digits[DECIMAL_SCALE_MAX];
	size_t count = 0;

	while (rest > 0 && count < DECIMAL_SCALE_MAX)
		digits[count++] = (char)('0' + next_digit(&rest, divisor));
	if (rest > 0) {
		add_integer(text, value.numerator);
		text_add_char(text, '/');
		add_integer(text, value.denominator);
		return;
	}
	if (value.numerator < 0 && value.numerator > -value.denominator)
		text_add_char(text, '-');
	add_integer(text, value.numerator / value.denominator);
	if (count > 0)
		text_add_char(text, '.');
	text_add_bytes(text, digits, count);
}
