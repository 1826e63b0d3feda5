/*
 * UTF-8 against a slow reference written from the grammar of RFC 3629, over
 * every sequence of up to four bytes that matters; widths; what is made
 * visible.
 */
#include "base/utf8.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"

static bool is_within(unsigned char byte, unsigned low, unsigned high)
{
	return byte >= low && byte <= high;
}

/* RFC 3629, section 4: the length of the character at the beginning, or 0. */
static size_t reference_length(const unsigned char *at, size_t left)
{
	static const struct {
		unsigned char length;
		unsigned char first[2];
		unsigned char second[2];
	} rows[] = {
		{ 1, { 0x00, 0x7f }, { 0, 0 } },
		{ 2, { 0xc2, 0xdf }, { 0x80, 0xbf } },
		{ 3, { 0xe0, 0xe0 }, { 0xa0, 0xbf } },
		{ 3, { 0xe1, 0xec }, { 0x80, 0xbf } },
		{ 3, { 0xed, 0xed }, { 0x80, 0x9f } },
		{ 3, { 0xee, 0xef }, { 0x80, 0xbf } },
		{ 4, { 0xf0, 0xf0 }, { 0x90, 0xbf } },
		{ 4, { 0xf1, 0xf3 }, { 0x80, 0xbf } },
		{ 4, { 0xf4, 0xf4 }, { 0x80, 0x8f } },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		size_t length = rows[i].length;

		if (!is_within(*at, rows[i].first[0], rows[i].first[1]))
			continue;
		if (length > left ||
		    (length > 1 &&
		     !is_within(at[1], rows[i].second[0], rows[i].second[1])))
			return 0;
		for (size_t j = 2; j < length; j++)
			if (!is_within(at[j], 0x80, 0xbf))
				return 0;
		return length;
	}
	return 0;
}

static size_t reference_valid(const unsigned char *bytes, size_t length)
{
	size_t at = 0;

	while (at < length) {
		size_t step = reference_length(bytes + at, length - at);

		if (step == 0)
			break;
		at += step;
	}
	return at;
}

Test(utf8, agrees_with_the_grammar_on_every_prefix)
{
	/* Both sides of every border a later byte may have. */
	static const unsigned char third[] = { 0x00, 0x7f, 0x80, 0x8f,
					       0x9f, 0xa0, 0xbf, 0xc0,
					       0xc2, 0xe1, 0xf1, 0xff };
	static const unsigned char fourth[] = { 0x41, 0x7f, 0x80,
						0xbf, 0xc0, 0xff };
	size_t bad = 0;

	for (size_t i = 0; i < (size_t)256 * 256 * 12 * 6; i++) {
		unsigned char bytes[4] = {
			(unsigned char)(i / 72 / 256),
			(unsigned char)(i / 72 % 256),
			third[i / 6 % 12],
			fourth[i % 6],
		};

		for (size_t length = 1; length <= 4; length++) {
			struct slice s = { (const char *)bytes, length };
			uint32_t code_point;

			bad += utf8_valid_length(s) !=
			       reference_valid(bytes, length);
			bad += utf8_decode(s, &code_point) !=
			       reference_length(bytes, length);
		}
	}
	cr_expect_eq(bad, 0, "%zu sequences differ", bad);
}

Test(utf8, every_code_point_comes_back)
{
	struct arena arena;
	struct text text;

	arena_init(&arena);
	text_init(&text, &arena);
	for (uint32_t i = 0; i <= 0x10ffff; i++) {
		uint32_t back = 0;
		bool surrogate = i >= 0xd800 && i <= 0xdfff;

		text_clear(&text);
		utf8_add(&text, i);
		cr_assert_eq(utf8_decode(text_slice(&text), &back),
			     surrogate ? 0 : text.length, "U+%04X", i);
		cr_assert_eq(back, surrogate ? 0 : i, "U+%04X", i);
	}
	arena_release(&arena);
}

Test(utf8, finds_the_bad_byte_at_every_alignment)
{
	char buffer[64];

	for (size_t start = 0; start < 8; start++)
		for (size_t length = 0; start + length < sizeof(buffer);
		     length++)
			for (size_t bad = 0; bad <= length; bad++) {
				struct slice s = { buffer + start, length };

				memset(buffer, 'a', sizeof(buffer));
				buffer[start + bad] = '\xff';
				cr_assert_eq(utf8_valid_length(s), bad,
					     "%zu+%zu", start, bad);
			}
	cr_expect_eq(utf8_valid_length((struct slice){ NULL, 0 }), 0);
	cr_expect_eq(utf8_valid_length(SLICE("a\xc3\xa4\xe6\xbc\xa2")), 6);
	cr_expect_eq(utf8_valid_length(SLICE("a\xc3\xa4\xe6\xbc")), 3);
}

Test(utf8, counts_and_measures)
{
	static const struct {
		const char *text;
		size_t count;
		size_t width;
	} rows[] = {
		{ "", 0, 0 },
		{ "abc", 3, 3 },
		{ "\xc3\xa4", 1, 1 },                 /* a umlaut */
		{ "a\xcc\x88", 2, 1 },                /* and composed */
		{ "\xe6\xbc\xa2\xe5\xad\x97", 2, 4 }, /* two ideographs */
		{ "\xf0\x9f\x98\x80", 1, 2 },         /* a face */
		{ "\xef\xbc\xa1", 1, 2 },             /* full-width A */
		{ "\xef\xbd\xb1", 1, 1 },             /* half-width kana */
		{ "\xea\xb0\x80", 1, 2 },             /* a Hangul syllable */
		{ "\xe1\x84\x80\xe1\x85\xa1", 2, 2 }, /* of its jamo */
		{ "\xe2\x80\x8b", 1, 0 },             /* zero-width space */
		{ "\xd7\xa9\xd6\xb8", 2, 1 },         /* Hebrew, a point */
		{ "\xe2\x82\xac", 1, 1 },             /* euro */
		{ "\xc2\xad", 1, 1 },                 /* soft hyphen */
		{ "\xf0\xa0\x80\x80", 1, 2 },         /* plane 2 */
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct slice s = slice_from(rows[i].text);

		cr_expect_eq(utf8_count(s), rows[i].count, "row %zu", i);
		cr_expect_eq(utf8_display_width(s), rows[i].width, "row %zu",
			     i);
	}
	cr_expect_eq(utf8_display_width(SLICE("a\xff"
					      "b")),
		     3);
	cr_expect_eq(utf8_width(0x10ffff), 1);
	cr_expect_eq(utf8_width(0), 0);
	cr_expect_eq(utf8_width(0x9b), 0);
}

Test(utf8, cuts_to_columns_between_characters)
{
	static const struct {
		const char *text;
		size_t columns;
		const char *cut;
	} rows[] = {
		{ "abc", 2, "ab" },
		{ "abc", 9, "abc" },
		{ "abc", 0, "" },
		{ "\xe6\x97\xa5\xe6\x9c\xac", 3, "\xe6\x97\xa5" }, /* wide */
		{ "e\xcc\x81x", 1, "e\xcc\x81" }, /* with what combines */
		{ "\xff\xff\xff", 2, "\xff\xff" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		cr_expect(slice_is(utf8_cut(slice_from(rows[i].text),
					    rows[i].columns),
				   rows[i].cut),
			  "row %zu", i);
}

Test(utf8, makes_visible_what_a_terminal_would_obey)
{
	static const struct {
		const char *text;
		const char *visible;
	} rows[] = {
		{ "plain \xc3\xa4\xf0\x9f\x98\x80",
		  "plain \xc3\xa4\xf0\x9f\x98\x80" },
		{ "\x1b[31m", "\\x1b[31m" },
		{ "a\tb\nc\r", "a\\x09b\\x0ac\\x0d" },
		{ "\x7f", "\\x7f" },
		{ "\xc2\x9b", "\\u009b" },
		{ "\xe2\x80\xae", "\\u202e" },
		{ "\xef\xbb\xbf", "\\ufeff" },
		{ "\xe2\x80\x8d", "\\u200d" },
		{ "\xf3\xa0\x81\x81", "\\ue0041" },
		{ "\xff\xc3", "\\xff\\xc3" },
		{ "\xed\xa0\x80", "\\xed\\xa0\\x80" },
		{ "back\\slash", "back\\slash" },
	};
	struct arena arena;
	struct text text;

	arena_init(&arena);
	text_init(&text, &arena);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		text_clear(&text);
		utf8_add_visible(&text, slice_from(rows[i].text));
		cr_expect_str_eq(text.bytes, rows[i].visible);
	}
	text_clear(&text);
	utf8_add_visible(&text, SLICE("a\0b"));
	cr_expect_str_eq(text.bytes, "a\\x00b");
	arena_release(&arena);
}

/* Wherever it stands in a long plain text. */
Test(utf8, every_byte_that_is_not_plain_is_found)
{
	enum {
		LENGTH = 19
	};
	static const struct {
		char byte;
		const char *visible;
		size_t width;
	} rows[] = {
		{ '\0', "\\x00", 0 },   { '\x1f', "\\x1f", 0 },
		{ ' ', " ", 1 },        { '~', "~", 1 },
		{ '\x7f', "\\x7f", 0 }, { '\x80', "\\x80", 1 },
		{ '\xff', "\\xff", 1 },
	};
	struct arena arena;
	struct text text;
	struct text expected;

	arena_init(&arena);
	text_init(&text, &arena);
	text_init(&expected, &arena);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		for (size_t at = 0; at < LENGTH; at++) {
			char bytes[LENGTH];
			struct slice s = { bytes, LENGTH };

			memset(bytes, 'x', LENGTH);
			bytes[at] = rows[i].byte;
			text_clear(&text);
			utf8_add_visible(&text, s);
			text_clear(&expected);
			text_add_repeat(&expected, 'x', at);
			text_add(&expected, rows[i].visible);
			text_add_repeat(&expected, 'x', LENGTH - 1 - at);
			cr_expect_str_eq(text.bytes, expected.bytes);
			cr_expect_eq(utf8_display_width(s),
				     LENGTH - 1 + rows[i].width);
		}
	}
	arena_release(&arena);
}

Test(utf8, invisible_characters_are_known)
{
	static const struct {
		uint32_t code_point;
		bool invisible;
		bool control;
	} rows[] = {
		{ 'a', false, false },     { ' ', false, false },
		{ 0x00, false, true },     { 0x1f, false, true },
		{ 0x7e, false, false },    { 0x7f, false, true },
		{ 0x9f, false, true },     { 0xa0, false, false },
		{ 0xad, true, false },     { 0x61c, true, false },
		{ 0x200a, false, false },  { 0x200b, true, false },
		{ 0x200f, true, false },   { 0x2010, false, false },
		{ 0x202e, true, false },   { 0x202f, false, false },
		{ 0x2066, true, false },   { 0x2069, true, false },
		{ 0xfeff, true, false },   { 0xe0041, true, false },
		{ 0x1f600, false, false },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		cr_expect_eq(utf8_is_invisible(rows[i].code_point),
			     rows[i].invisible, "U+%04X", rows[i].code_point);
		cr_expect_eq(utf8_is_control(rows[i].code_point),
			     rows[i].control, "U+%04X", rows[i].code_point);
	}
}

Test(utf8, what_is_shown_hides_nothing_and_keeps_colours)
{
	static const struct {
		const char *given;
		const char *shown;
		size_t left;
	} rows[] = {
		{ "plain\n", "plain\n", 0 },
		{ "\033[1mbold\033[0m\t1", "\033[1mbold\033[0m\t1", 0 },
		{ "a\xe2\x80\xae"
		  "b",
		  "a\\u202eb", 0 },
		{ "\xc3\xa9\xff!", "\xc3\xa9\xff!", 0 },
		{ "cut \xe2\x80", "cut ", 2 },
		{ "cut \xf0\x9f\x98", "cut ", 3 },
		{ "", "", 0 },
	};
	struct arena arena;

	arena_init(&arena);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct slice given = slice_from(rows[i].given);
		struct text text;
		size_t taken;

		text_init(&text, &arena);
		taken = utf8_add_shown(&text, given);
		cr_expect_eq(given.length - taken, rows[i].left, "%s",
			     rows[i].given);
		cr_expect(slice_is(text_slice(&text), rows[i].shown), "%s",
			  rows[i].given);
	}
	arena_release(&arena);
}
