/*
 * Exact numbers: decimals with a 64-bit mantissa, and amounts computed from
 * them. Products are taken in 128 bits; each overflow is reported. Fractions
 * are in ratio.c's half of this header.
 */
#include "base/decimal.h"

#include "base/bug.h"
#include "base/text.h"

enum {
	POWER_MAX = 18
};

enum decimal_status decimal_parse(struct slice text, struct decimal *value)
{
	int64_t mantissa = 0;
	size_t point = slice_find(text, '.');
	size_t fraction = text.length - point;
	bool fits = true;

	if (point == 0 || fraction == 1)
		return DECIMAL_MALFORMED;
	for (size_t i = 0; i < text.length; i++) {
		if (i == point)
			continue;
		if (text.text[i] < '0' || text.text[i] > '9')
			return DECIMAL_MALFORMED;
		if (fits && (__builtin_mul_overflow(mantissa, 10, &mantissa) ||
			     __builtin_add_overflow(
				     mantissa, text.text[i] - '0', &mantissa)))
			fits = false;
	}
	fraction = fraction > 0 ? fraction - 1 : 0;
	if (fraction > DECIMAL_SCALE_MAX)
		return DECIMAL_TOO_FINE;
	if (!fits)
		return DECIMAL_TOO_LARGE;
	*value = (struct decimal){ mantissa, (int)fraction };
	return DECIMAL_OK;
}

enum decimal_status decimal_rescale(struct decimal value, int scale,
				    int64_t *scaled)
{
	int64_t result;

	if (value.scale > scale)
		return DECIMAL_TOO_FINE;
	if (__builtin_mul_overflow(value.mantissa,
				   decimal_power(scale - value.scale), &result))
		return DECIMAL_TOO_LARGE;
	*scaled = result;
	return DECIMAL_OK;
}

size_t decimal_print(int64_t amount, int scale, char text[DECIMAL_TEXT_MAX])
{
	char digits[DECIMAL_TEXT_MAX];
	size_t count = 0;
	size_t length = 0;
	uint64_t left = amount < 0 ? -(uint64_t)amount : (uint64_t)amount;

	if (scale < 0 || scale > POWER_MAX)
		BUG("a scale that no amount has");
	while (left > 0 || count <= (size_t)scale) {
		if (scale > 0 && count == (size_t)scale)
			digits[length++] = '.';
		digits[length++] = (char)('0' + left % 10);
		left /= 10;
		count++;
	}
	if (amount < 0)
		digits[length++] = '-';
	for (size_t i = 0; i < length; i++)
		text[i] = digits[length - 1 - i];
	text[length] = '\0';
	return length;
}

void decimal_add_text(struct text *text, int64_t amount, int scale,
		      bool with_plus)
{
	char printed[DECIMAL_TEXT_MAX];
	size_t length = decimal_print(amount, scale, printed);

	if (with_plus && amount >= 0)
		text_add_char(text, '+');
	text_add_bytes(text, printed, length);
}

int64_t decimal_power(int n)
{
	static const int64_t powers[] = {
		1,
		10,
		100,
		1000,
		10000,
		100000,
		1000000,
		10000000,
		100000000,
		1000000000,
		10000000000,
		100000000000,
		1000000000000,
		10000000000000,
		100000000000000,
		1000000000000000,
		10000000000000000,
		100000000000000000,
		1000000000000000000,
	};

	if (n < 0 || n > POWER_MAX)
		BUG("a power of ten beyond 64 bits");
	return powers[n];
}

bool amount_add(int64_t a, int64_t b, int64_t *result)
{
	int64_t sum;

	if (__builtin_add_overflow(a, b, &sum))
		return false;
	*result = sum;
	return true;
}

bool amount_subtract(int64_t a, int64_t b, int64_t *result)
{
	int64_t rest;

	if (__builtin_sub_overflow(a, b, &rest))
		return false;
	*result = rest;
	return true;
}

bool amount_scale(int64_t a, int64_t b, int64_t c, enum rounding rounding,
		  int64_t *result)
{
	int128_t numerator = (int128_t)a * b;

	if (c == 0)
		return false;
	return ratio_round((struct ratio){ c < 0 ? -numerator : numerator,
					   c < 0 ? -(int128_t)c : c },
			   0, rounding, result);
}
