/*
 * Slices: comparing, cutting, and the natural order, whose properties
 * (antisymmetric, transitive, zero only for the same bytes) are tried on
 * every triple of a generated set.
 */
#include "base/slice.h"

#include <criterion/criterion.h>

Test(slice, compares_bytes_as_unsigned_and_shorter_first)
{
	static const struct {
		const char *a;
		const char *b;
		int order;
	} rows[] = {
		{ "", "", 0 },           { "", "a", -1 },   { "a", "a", 0 },
		{ "a", "b", -1 },        { "ab", "a", 1 },  { "Z", "a", -1 },
		{ "z", "\xc3\xa4", -1 }, { "a b", "a", 1 },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct slice a = slice_from(rows[i].a);
		struct slice b = slice_from(rows[i].b);
		int order = slice_compare(a, b);
		int back = slice_compare(b, a);

		cr_expect_eq((order > 0) - (order < 0), rows[i].order,
			     "'%s' and '%s'", rows[i].a, rows[i].b);
		cr_expect_eq((back > 0) - (back < 0), -rows[i].order,
			     "'%s' and '%s' back", rows[i].a, rows[i].b);
		cr_expect_eq(slice_equal(a, b), rows[i].order == 0,
			     "'%s' equals '%s'", rows[i].a, rows[i].b);
	}
}

Test(slice, empty_slices_need_no_text)
{
	struct slice none = { NULL, 0 };
	struct slice rest;

	cr_expect(slice_equal(none, slice_from("")));
	cr_expect(slice_equal(none, slice_from(NULL)));
	cr_expect_eq(slice_compare(none, none), 0);
	cr_expect_eq(slice_compare_natural(none, none), 0);
	cr_expect(slice_starts(none, ""));
	cr_expect(slice_ends(none, ""));
	cr_expect_not(slice_starts(none, "a"));
	cr_expect_not(slice_ends(none, "a"));
	cr_expect_eq(slice_find(none, 'a'), 0);
	cr_expect_eq(slice_trim(none).length, 0);
	cr_expect_eq(slice_from_offset(none, 5).length, 0);
	cr_expect_eq(slice_cut(none, 'a', &rest).length, 0);
	cr_expect_eq(rest.length, 0);
}

Test(slice, natural_order_reads_digits_as_numbers)
{
	/* Each row is strictly before the next. */
	static const char *const rows[] = {
		"",
		" ",
		"-1",
		"0",
		"00",
		"0a",
		"1",
		"01",
		"001",
		"1-1",
		"1-01",
		"1-2",
		"01-2",
		"2",
		"2x",
		"10",
		"18446744073709551615",
		"18446744073709551616",
		"100000000000000000000000000000000",
		"POS-9",
		"POS-10",
		"POS-10a",
		"POS-10a1",
		"POS-10a01",
		"POS-010a2",
		"POS-10b",
		"POS-0100",
		"POS-a",
		"pos-1",
		"\xc3\xa4x",
	};
	size_t count = sizeof(rows) / sizeof(*rows);

	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < count; j++) {
			int order = slice_compare_natural(slice_from(rows[i]),
							  slice_from(rows[j]));

			cr_expect_eq((order > 0) - (order < 0),
				     (i > j) - (i < j), "'%s' and '%s'",
				     rows[i], rows[j]);
		}
}

enum {
	WORD_COUNT = 340, /* all words of 0 to 4 of the letters, nearly */
	WORD_MAX = 5
};

/* The words over "0", "1", "a", "-" in order of length. */
static void make_words(char words[WORD_COUNT][WORD_MAX])
{
	static const char letters[] = "01a-";
	size_t made = 1;

	words[0][0] = '\0';
	for (size_t i = 0; made < WORD_COUNT; i++)
		for (size_t j = 0; j < 4 && made < WORD_COUNT; j++) {
			size_t length = strlen(words[i]);

			memcpy(words[made], words[i], length);
			words[made][length] = letters[j];
			words[made][length + 1] = '\0';
			made++;
		}
}

Test(slice, natural_order_is_an_order)
{
	static char words[WORD_COUNT][WORD_MAX];
	static signed char order[WORD_COUNT][WORD_COUNT];
	size_t bad = 0;

	make_words(words);
	for (size_t i = 0; i < WORD_COUNT; i++)
		for (size_t j = 0; j < WORD_COUNT; j++) {
			int found = slice_compare_natural(slice_from(words[i]),
							  slice_from(words[j]));

			order[i][j] = (signed char)((found > 0) - (found < 0));
			cr_assert_eq(order[i][j] == 0, i == j, "'%s' and '%s'",
				     words[i], words[j]);
		}
	for (size_t i = 0; i < WORD_COUNT; i++)
		for (size_t j = 0; j < WORD_COUNT; j++) {
			bad += order[i][j] != -order[j][i];
			for (size_t k = 0; k < WORD_COUNT; k++)
				bad += order[i][j] < 0 && order[j][k] < 0 &&
				       order[i][k] >= 0;
		}
	cr_expect_eq(bad, 0, "%zu triples are out of order", bad);
}

Test(slice, cuts_and_trims)
{
	struct slice rest;
	struct slice first = slice_cut(SLICE("key: a: b"), ':', &rest);

	cr_expect(slice_is(first, "key"));
	cr_expect(slice_is(rest, " a: b"));
	cr_expect(slice_is(slice_trim(SLICE("\t a b \t")), "a b"));
	cr_expect(slice_is(slice_trim(SLICE(" \t ")), ""));
	cr_expect(slice_is(slice_trim(SLICE("\na")), "\na"));
	first = slice_cut(SLICE("whole"), ':', &rest);
	cr_expect(slice_is(first, "whole"));
	cr_expect_eq(rest.length, 0);
	first = slice_cut(SLICE("end:"), ':', &rest);
	cr_expect(slice_is(first, "end"));
	cr_expect_eq(rest.length, 0);
	cr_expect(slice_is(slice_from_offset(SLICE("abc"), 1), "bc"));
	cr_expect(slice_is(slice_from_offset(SLICE("abc"), 9), ""));
	cr_expect(slice_starts(SLICE("abc"), "ab"));
	cr_expect_not(slice_starts(SLICE("ab"), "abc"));
	cr_expect(slice_ends(SLICE("abc"), "bc"));
	cr_expect_not(slice_ends(SLICE("bc"), "abc"));
	cr_expect_not(slice_is(SLICE("abc"), "ab"));
}

Test(slice, reads_unsigned_numbers)
{
	static const struct {
		const char *text;
		bool good;
		uint64_t value;
	} rows[] = {
		{ "0", true, 0 },
		{ "007", true, 7 },
		{ "18446744073709551615", true, UINT64_MAX },
		{ "18446744073709551616", false, 0 },
		{ "99999999999999999999", false, 0 },
		{ "", false, 0 },
		{ "-1", false, 0 },
		{ "+1", false, 0 },
		{ " 1", false, 0 },
		{ "1 ", false, 0 },
		{ "0x1", false, 0 },
		{ "\xd9\xa1", false, 0 },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		uint64_t value = 77;
		bool good =
			slice_parse_unsigned(slice_from(rows[i].text), &value);

		cr_expect_eq(good, rows[i].good, "'%s'", rows[i].text);
		cr_expect_eq(value, rows[i].good ? rows[i].value : 77, "'%s'",
			     rows[i].text);
	}
}
