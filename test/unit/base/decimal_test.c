/*
 * Decimals and amounts: what is a number, printing, and the borders of 64
 * bits.
 */
#include "base/decimal.h"

#include <criterion/criterion.h>

#include "base/arena.h"
#include "base/text.h"

Test(decimal, reads_numbers)
{
	static const struct {
		const char *text;
		enum decimal_status status;
		int64_t mantissa;
		int scale;
	} rows[] = {
		{ "0", DECIMAL_OK, 0, 0 },
		{ "12.50", DECIMAL_OK, 1250, 2 },
		{ "007.0", DECIMAL_OK, 70, 1 },
		{ "0.000000001", DECIMAL_OK, 1, 9 },
		{ "9223372036854775807", DECIMAL_OK, INT64_MAX, 0 },
		{ "9223372036.854775807", DECIMAL_OK, INT64_MAX, 9 },
		{ "000000000000000000000000001", DECIMAL_OK, 1, 0 },
		{ "9223372036854775808", DECIMAL_TOO_LARGE, 0, 0 },
		{ "99999999999999999999999999", DECIMAL_TOO_LARGE, 0, 0 },
		{ "922337203685477580.8", DECIMAL_TOO_LARGE, 0, 0 },
		{ "1.0000000000", DECIMAL_TOO_FINE, 0, 0 },
		{ "1.1234567891", DECIMAL_TOO_FINE, 0, 0 },
		{ "", DECIMAL_MALFORMED, 0, 0 },
		{ ".", DECIMAL_MALFORMED, 0, 0 },
		{ ".5", DECIMAL_MALFORMED, 0, 0 },
		{ "5.", DECIMAL_MALFORMED, 0, 0 },
		{ "1.2.3", DECIMAL_MALFORMED, 0, 0 },
		{ "-1", DECIMAL_MALFORMED, 0, 0 },
		{ "+1", DECIMAL_MALFORMED, 0, 0 },
		{ " 1", DECIMAL_MALFORMED, 0, 0 },
		{ "1 ", DECIMAL_MALFORMED, 0, 0 },
		{ "1,000", DECIMAL_MALFORMED, 0, 0 },
		{ "1e3", DECIMAL_MALFORMED, 0, 0 },
		{ "0x10", DECIMAL_MALFORMED, 0, 0 },
		{ "nan", DECIMAL_MALFORMED, 0, 0 },
		{ "99999999999999999999999999x", DECIMAL_MALFORMED, 0, 0 },
		{ "1.99999999999999999999x", DECIMAL_MALFORMED, 0, 0 },
		{ "\xef\xbc\x91", DECIMAL_MALFORMED, 0, 0 },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct decimal value = { 0, 0 };

		cr_expect_eq(decimal_parse(slice_from(rows[i].text), &value),
			     rows[i].status, "'%s'", rows[i].text);
		cr_expect_eq(value.mantissa, rows[i].mantissa, "'%s'",
			     rows[i].text);
		cr_expect_eq(value.scale, rows[i].scale, "'%s'", rows[i].text);
	}
	cr_expect_eq(decimal_parse((struct slice){ NULL, 0 },
				   &(struct decimal){ 0, 0 }),
		     DECIMAL_MALFORMED);
}

Test(decimal, takes_a_scale)
{
	static const struct {
		struct decimal value;
		int scale;
		enum decimal_status status;
		int64_t scaled;
	} rows[] = {
		{ { 125, 1 }, 2, DECIMAL_OK, 1250 },
		{ { 125, 2 }, 2, DECIMAL_OK, 125 },
		{ { -125, 0 }, 3, DECIMAL_OK, -125000 },
		{ { 120, 2 }, 1, DECIMAL_TOO_FINE, 77 },
		{ { 125, 2 }, 0, DECIMAL_TOO_FINE, 77 },
		{ { INT64_MAX, 0 }, 0, DECIMAL_OK, INT64_MAX },
		{ { INT64_MAX, 0 }, 1, DECIMAL_TOO_LARGE, 77 },
		{ { 92233720368547758, 0 },
		  2,
		  DECIMAL_OK,
		  9223372036854775800 },
		{ { 92233720368547759, 0 }, 2, DECIMAL_TOO_LARGE, 77 },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		int64_t scaled = 77;

		cr_expect_eq(
			decimal_rescale(rows[i].value, rows[i].scale, &scaled),
			rows[i].status, "row %zu", i);
		cr_expect_eq(scaled, rows[i].scaled, "row %zu", i);
	}
}

Test(decimal, prints_amounts)
{
	static const struct {
		int64_t amount;
		int scale;
		const char *printed;
		const char *with_plus;
	} rows[] = {
		{ 0, 0, "0", "+0" },
		{ 0, 2, "0.00", "+0.00" },
		{ 5, 2, "0.05", "+0.05" },
		{ -5, 2, "-0.05", "-0.05" },
		{ -1250, 2, "-12.50", "-12.50" },
		{ 100, 0, "100", "+100" },
		{ 1, 9, "0.000000001", "+0.000000001" },
		{ INT64_MAX, 0, "9223372036854775807", "+9223372036854775807" },
		{ INT64_MIN, 4, "-922337203685477.5808",
		  "-922337203685477.5808" },
		{ INT64_MIN, 18, "-9.223372036854775808",
		  "-9.223372036854775808" },
	};
	struct arena arena;
	struct text text;

	arena_init(&arena);
	text_init(&text, &arena);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		char printed[DECIMAL_TEXT_MAX];
		size_t length =
			decimal_print(rows[i].amount, rows[i].scale, printed);

		cr_expect_str_eq(printed, rows[i].printed);
		cr_expect_eq(length, strlen(rows[i].printed));
		text_clear(&text);
		decimal_add_text(&text, rows[i].amount, rows[i].scale, true);
		cr_expect_str_eq(text.bytes, rows[i].with_plus);
		text_clear(&text);
		decimal_add_text(&text, rows[i].amount, rows[i].scale, false);
		cr_expect_str_eq(text.bytes, rows[i].printed);
	}
	arena_release(&arena);
}

Test(decimal, what_is_printed_is_read_again)
{
	uint64_t state = 1;

	for (int i = 0; i < 20000; i++) {
		char printed[DECIMAL_TEXT_MAX];
		struct decimal value;
		int64_t amount;
		int64_t back = -1;
		int scale = i % (DECIMAL_SCALE_MAX + 1);

		state = state * 6364136223846793005U + 1442695040888963407U;
		amount = (int64_t)(state >> (1 + i % 63));
		decimal_print(amount, scale, printed);
		cr_assert_eq(decimal_parse(slice_from(printed), &value),
			     DECIMAL_OK, "%s", printed);
		cr_assert_eq(decimal_rescale(value, scale, &back), DECIMAL_OK,
			     "%s", printed);
		cr_assert_eq(back, amount, "%s", printed);
	}
}

Test(decimal, adds_up_to_the_border)
{
	static const struct {
		int64_t a;
		int64_t b;
		bool sum_fits;
		bool rest_fits;
	} rows[] = {
		{ 1, 2, true, true },
		{ INT64_MAX, 0, true, true },
		{ INT64_MAX, 1, false, true },
		{ INT64_MAX, -1, true, false },
		{ INT64_MIN, -1, false, true },
		{ INT64_MIN, 1, true, false },
		{ INT64_MIN, INT64_MIN, false, true },
		{ INT64_MAX, INT64_MIN, true, false },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		int64_t a = rows[i].a;
		int64_t b = rows[i].b;
		int64_t result = 77;

		cr_expect_eq(amount_add(a, b, &result), rows[i].sum_fits,
			     "row %zu", i);
		cr_expect_eq(result,
			     rows[i].sum_fits
				     ? (int64_t)((uint64_t)a + (uint64_t)b)
				     : 77,
			     "row %zu", i);
		result = 77;
		cr_expect_eq(amount_subtract(a, b, &result), rows[i].rest_fits,
			     "row %zu", i);
		cr_expect_eq(result,
			     rows[i].rest_fits
				     ? (int64_t)((uint64_t)a - (uint64_t)b)
				     : 77,
			     "row %zu", i);
	}
}

Test(decimal, scales_with_one_rounding)
{
	static const struct {
		int64_t a;
		int64_t b;
		int64_t c;
		enum rounding rounding;
		bool fits;
		int64_t result;
	} rows[] = {
		{ 110, 11, 10, ROUND_UP, true, 121 },
		{ 100, 115, 100, ROUND_DOWN, true, 115 },
		{ 100, 7, 100, ROUND_UP, true, 7 },
		{ 7, 1, 2, ROUND_DOWN, true, 3 },
		{ 7, 1, -2, ROUND_DOWN, true, -3 },
		{ -7, -1, -2, ROUND_UP, true, -4 },
		{ INT64_MAX, INT64_MAX, INT64_MAX, ROUND_DOWN, true,
		  INT64_MAX },
		{ INT64_MIN, INT64_MIN, INT64_MIN, ROUND_DOWN, true,
		  INT64_MIN },
		{ INT64_MIN, 1, -1, ROUND_DOWN, false, 77 },
		{ INT64_MAX, 2, 1, ROUND_DOWN, false, 77 },
		{ INT64_MAX, 2, 2, ROUND_DOWN, true, INT64_MAX },
		{ INT64_MAX, INT64_MAX, 1, ROUND_DOWN, false, 77 },
		{ 1, 1, 0, ROUND_DOWN, false, 77 },
		{ 0, 5, 3, ROUND_UP, true, 0 },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		int64_t result = 77;

		cr_expect_eq(amount_scale(rows[i].a, rows[i].b, rows[i].c,
					  rows[i].rounding, &result),
			     rows[i].fits, "row %zu", i);
		cr_expect_eq(result, rows[i].result, "row %zu", i);
	}
}
