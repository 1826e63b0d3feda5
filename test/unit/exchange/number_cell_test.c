/*
 * number_cell: every way of writing a number that exports have shown, and
 * what must not be taken for one.
 */
#include <criterion/criterion.h>

#include "exchange/number_cell.h"

static const struct {
	const char *cell;
	char mark;
	enum number_status status;
	int64_t mantissa;
	int scale;
} cells[] = {
	{ "3.50", 0, NUMBER_OK, 35, 1 },
	{ "3,50", 0, NUMBER_OK, 35, 1 },
	{ "3,50", ',', NUMBER_OK, 35, 1 },
	{ "3,50", '.', NUMBER_OTHER_MARK, 0, 0 },
	{ "12", 0, NUMBER_OK, 12, 0 },
	{ "-12", ',', NUMBER_OK, -12, 0 },
	{ "1.0", 0, NUMBER_OK, 1, 0 },
	{ "0", '.', NUMBER_OK, 0, 0 },
	{ "+1.00", 0, NUMBER_OK, 1, 0 },
	{ "-0.00", 0, NUMBER_OK, 0, 0 },
	{ ".50", 0, NUMBER_OK, 5, 1 },
	{ "1,149.00", 0, NUMBER_OK, 1149, 0 },
	{ "$1,149.00 ", 0, NUMBER_OK, 1149, 0 },
	{ "($33.62)", 0, NUMBER_OK, -3362, 2 },
	{ "-$1.85", 0, NUMBER_OK, -185, 2 },
	{ "$-1.85", 0, NUMBER_OK, -185, 2 },
	{ "'-42", 0, NUMBER_OK, -42, 0 },
	{ "1.50-", 0, NUMBER_OK, -15, 1 },
	{ "\xe2\x88\x92"
	  "1.50",
	  0, NUMBER_OK, -15, 1 },
	{ "1.234,56", 0, NUMBER_OK, 123456, 2 },
	{ "1.234.567", 0, NUMBER_OK, 1234567, 0 },
	{ "1,234,567", ',', NUMBER_OTHER_MARK, 0, 0 },
	{ "1'234.50", 0, NUMBER_OK, 12345, 1 },
	{ "1\xe2\x80\x99"
	  "234.50",
	  0, NUMBER_OK, 12345, 1 },
	{ "1 234,50", 0, NUMBER_OK, 12345, 1 },
	{ "1\xc2\xa0"
	  "234,50\xc2\xa0\xe2\x82\xac",
	  0, NUMBER_OK, 12345, 1 },
	{ "1\xe2\x80\xaf"
	  "234,50 EUR",
	  0, NUMBER_OK, 12345, 1 },
	{ "CHF 3.50", 0, NUMBER_OK, 35, 1 },
	{ "Fr. 3.50", 0, NUMBER_OK, 35, 1 },
	{ "R$ 3,50", 0, NUMBER_OK, 35, 1 },
	{ "3,50 kr.", 0, NUMBER_OK, 35, 1 },
	{ "1.234", 0, NUMBER_AMBIGUOUS, 0, 0 },
	{ "1,234", 0, NUMBER_AMBIGUOUS, 0, 0 },
	{ "1.234", '.', NUMBER_OK, 1234, 3 },
	{ "1.234", ',', NUMBER_OK, 1234, 0 },
	{ "1,234", '.', NUMBER_OK, 1234, 0 },
	{ "0.234", 0, NUMBER_OK, 234, 3 },
	{ "1234.567", 0, NUMBER_OK, 1234567, 3 },
	{ "1'234", 0, NUMBER_OK, 1234, 0 },
	{ "92233720368547758.07", 0, NUMBER_OK, INT64_MAX, 2 },
	{ "92233720368547758.08", 0, NUMBER_TOO_LARGE, 0, 0 },
	{ "99999999999999999999", 0, NUMBER_TOO_LARGE, 0, 0 },
	{ "0.1234567891", 0, NUMBER_TOO_FINE, 0, 0 },
	{ "", 0, NUMBER_EMPTY, 0, 0 },
	{ " \xc2\xa0 ", 0, NUMBER_EMPTY, 0, 0 },
	{ "abc", 0, NUMBER_BAD, 0, 0 },
	{ "EUR", 0, NUMBER_BAD, 0, 0 },
	{ "-", 0, NUMBER_BAD, 0, 0 },
	{ "--1.00", 0, NUMBER_BAD, 0, 0 },
	{ "-(1.00)", 0, NUMBER_BAD, 0, 0 },
	{ "1.2.3", 0, NUMBER_BAD, 0, 0 },
	{ "1 0.00", 0, NUMBER_BAD, 0, 0 },
	{ "12,34.50", 0, NUMBER_BAD, 0, 0 },
	{ "1,234.567,00", 0, NUMBER_BAD, 0, 0 },
	{ "1e3", 0, NUMBER_BAD, 0, 0 },
	{ "0x10", 0, NUMBER_BAD, 0, 0 },
	{ "inf", 0, NUMBER_BAD, 0, 0 },
	{ "NaN", 0, NUMBER_BAD, 0, 0 },
	{ "=1+1", 0, NUMBER_BAD, 0, 0 },
	{ "5.", 0, NUMBER_BAD, 0, 0 },
	{ "3b3", 0, NUMBER_BAD, 0, 0 },
	{ "\xd9\xa1\xd9\xab\xd9\xa0", 0, NUMBER_BAD, 0, 0 },
};

Test(exchange_number_cell, cells_are_read_under_the_mark_of_their_column)
{
	for (size_t i = 0; i < sizeof(cells) / sizeof(cells[0]); i++) {
		struct decimal value = { 0, 0 };
		enum number_status status = number_cell_parse(
			slice_from(cells[i].cell), cells[i].mark, &value);

		cr_expect_eq(status, cells[i].status, "'%s': status %d",
			     cells[i].cell, status);
		if (status != NUMBER_OK)
			continue;
		cr_expect_eq(value.mantissa, cells[i].mantissa, "'%s'",
			     cells[i].cell);
		cr_expect_eq(value.scale, cells[i].scale, "'%s'",
			     cells[i].cell);
	}
}

Test(exchange_number_cell, a_column_shows_its_mark)
{
	static const struct {
		const char *cells[3];
		size_t point, comma, open;
	} rows[] = {
		{ { "1.50", "1,234", "x" }, 1, 0, 2 },
		{ { "9.129,29", "3,50", "7" }, 0, 1, 0 },
		{ { "1.234.567", "1.234", "" }, 0, 1, 2 },
		{ { "1.50", "1,50", "" }, 1, 2, 0 },
		{ { "5", "1'234", "a.b" }, 0, 0, 0 },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct number_marks marks = { 0 };

		for (size_t k = 0; k < 3; k++)
			number_cell_add(&marks, slice_from(rows[i].cells[k]),
					k + 1);
		cr_expect_eq(marks.point, rows[i].point, "row %zu", i);
		cr_expect_eq(marks.comma, rows[i].comma, "row %zu", i);
		cr_expect_eq(marks.open, rows[i].open, "row %zu", i);
	}
}
