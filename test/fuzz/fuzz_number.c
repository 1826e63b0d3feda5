/*
 * Everything of base/ that reads a few bytes somebody else wrote: numbers,
 * amounts, days, spans, times, codes and characters. The first byte chooses;
 * what was read must print as something that is read as the same.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/currency.h"
#include "base/day.h"
#include "base/decimal.h"
#include "base/text.h"
#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool holds)
{
	if (!holds)
		abort();
}

static void try_decimal(struct slice s)
{
	struct decimal value;
	struct decimal again;
	char printed[DECIMAL_TEXT_MAX];
	int64_t scaled;

	if (decimal_parse(s, &value) != DECIMAL_OK)
		return;
	require(value.mantissa >= 0 && value.scale >= 0 &&
		value.scale <= DECIMAL_SCALE_MAX);
	decimal_print(value.mantissa, value.scale, printed);
	require(decimal_parse(slice_from(printed), &again) == DECIMAL_OK);
	require(again.mantissa == value.mantissa && again.scale == value.scale);
	require(decimal_rescale(value, value.scale, &scaled) == DECIMAL_OK &&
		scaled == value.mantissa);
	require(ratio_round(ratio_from_decimal(value), value.scale, ROUND_UP,
			    &scaled) &&
		scaled == value.mantissa);
}

/* Two integers out of 16 bytes; what rounding down and up say must enclose
 * the exact quotient. */
static void try_arithmetic(struct slice s)
{
	int64_t numbers[3] = { 0, 0, 0 };
	int64_t down;
	int64_t up;
	struct ratio quotient;

	memcpy(numbers, s.text,
	       s.length < sizeof(numbers) ? s.length : sizeof(numbers));
	if (numbers[2] <= 0 ||
	    !ratio_multiply(ratio_of(numbers[0], numbers[2]),
			    ratio_from(numbers[1]), &quotient))
		return;
	if (!amount_scale(numbers[0], numbers[1], numbers[2], ROUND_DOWN,
			  &down) ||
	    !amount_scale(numbers[0], numbers[1], numbers[2], ROUND_UP, &up))
		return;
	require(up == down || up == down + 1 || up == down - 1);
	require((up == down) ==
		(ratio_compare(quotient, ratio_from(down)) == 0));
	if (down >= 0 && up > down)
		require(ratio_compare(ratio_from(down), quotient) < 0 &&
			ratio_compare(quotient, ratio_from(up)) < 0);
}

static void try_day(struct slice s)
{
	struct day day;
	struct span span;
	char printed[DAY_TEXT_MAX];
	struct slice span_text;
	int minute;

	if (minute_parse(s, &minute))
		require(minute >= 0 && minute < 24 * 60);
	if (!day_parse(slice_cut(s, ' ', &span_text), &day))
		return;
	require(day_is_real(day));
	day_print(day, printed);
	require(slice_starts(s, printed));
	if (!span_parse(span_text, &span))
		return;
	require(day_compare(day_add_span(day, span), day) >= 0);
	require(day_compare(day_subtract_span(day, span), day) <= 0);
	require(day_is_real(day_add_span(day, span)));
}

static void try_characters(struct slice s)
{
	size_t valid = utf8_valid_length(s);
	struct arena arena;
	struct text text;
	uint32_t code_point = 0;

	require(valid <= s.length);
	require(valid == s.length ||
		utf8_decode(slice_from_offset(s, valid), &code_point) == 0);
	arena_init(&arena);
	text_init(&text, &arena);
	utf8_add_visible(&text, s);
	require(utf8_valid_length(text_slice(&text)) == text.length);
	require(utf8_display_width(text_slice(&text)) <= 2 * text.length);
	for (size_t i = 0; i < text.length; i++)
		require((unsigned char)text.bytes[i] >= 0x20 &&
			text.bytes[i] != 0x7f);
	arena_release(&arena);
}

/* The two halves at a bar compare alike both ways. */
static void try_order(struct slice s)
{
	struct slice right;
	struct slice left = slice_cut(s, '|', &right);
	int order = slice_compare_natural(left, right);
	int back = slice_compare_natural(right, left);

	require((order > 0) == (back < 0) && (order < 0) == (back > 0));
	require((order == 0) == slice_equal(left, right));
	require(currency_find(left) <= currency_count() ||
		currency_find(left) == CURRENCY_NONE);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static void (*const tries[])(struct slice) = {
		try_decimal, try_arithmetic, try_day, try_characters, try_order,
	};
	struct slice s = { (const char *)data, size };

	if (size > 0)
		tries[data[0] % (sizeof(tries) / sizeof(*tries))](
			slice_from_offset(s, 1));
	return 0;
}
