/*
 * Encodings. UTF-16 is told by its mark or by declaration. Bytes that are
 * not UTF-8 are taken for Windows-1252, the other encoding that tills and
 * spreadsheets write, unless they look like UTF-8 that was damaged.
 */
#include "exchange/csv_text.h"

#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/inflate.h"
#include "base/text.h"
#include "base/utf8.h"
#include "exchange/csv_reader.h"

enum {
	SURROGATE_HIGH = 0xd800,
	SURROGATE_LOW = 0xdc00,
	SURROGATE_END = 0xe000
};

static const struct {
	const char *name;
	enum csv_encoding encoding;
} names[] = {
	{ "utf-8", CSV_UTF_8 },         { "utf-16le", CSV_UTF_16LE },
	{ "utf-16be", CSV_UTF_16BE },   { "windows-1252", CSV_WINDOWS_1252 },
	{ "cp1252", CSV_WINDOWS_1252 }, { "latin1", CSV_WINDOWS_1252 },
};

enum csv_encoding csv_encoding_find(struct slice name)
{
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (slice_is(name, names[i].name))
			return names[i].encoding;
	return CSV_ENCODING_FIND;
}

const char *csv_encoding_name(enum csv_encoding encoding)
{
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (names[i].encoding == encoding)
			return names[i].name;
	return "unknown";
}

static size_t line_at(struct slice text, size_t offset)
{
	size_t line = 1;

	for (size_t i = 0; i < offset && i < text.length; i++)
		line += text.text[i] == '\n';
	return line;
}

static bool fail(struct csv_text *text, const char *problem, size_t line)
{
	text->problem = problem;
	text->line = line;
	return false;
}

/* What people give us instead of a CSV file, told by the first bytes. */
static const char *other_format(struct slice bytes)
{
	static const struct {
		struct slice magic;
		const char *problem;
	} formats[] = {
		{ { "PK\003\004", 4 },
		  "it is an Excel or OpenDocument workbook: open it and save "
		  "the sheet as CSV (File, Save as, CSV UTF-8)" },
		{ { "\xd0\xcf\x11\xe0", 4 },
		  "it is an old Excel workbook: open it and save the sheet as "
		  "CSV (File, Save as, CSV)" },
		{ { "%PDF", 4 },
		  "it is a PDF: export the data as CSV where it comes from" },
		{ { "\x89PNG", 4 }, "it is a picture" },
		{ { "<!DOCTYPE", 9 },
		  "it is a web page: was the export downloaded signed out?" },
		{ { "<html", 5 },
		  "it is a web page: was the export downloaded signed out?" },
	};

	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++)
		if (bytes.length >= formats[i].magic.length &&
		    memcmp(bytes.text, formats[i].magic.text,
			   formats[i].magic.length) == 0)
			return formats[i].problem;
	return NULL;
}

/* The code unit at an index, in either byte order. */
static uint32_t unit_at(struct slice bytes, size_t at, bool big)
{
	uint32_t first = (unsigned char)bytes.text[at * 2];
	uint32_t second = (unsigned char)bytes.text[at * 2 + 1];

	return big ? first << 8 | second : second << 8 | first;
}

static bool is_between(uint32_t unit, uint32_t from, uint32_t to)
{
	return unit >= from && unit < to;
}

/* The character at an index, and past it; a surrogate that stands alone is
 * given as it is. */
static uint32_t take_utf16(struct slice bytes, size_t *at, bool big)
{
	uint32_t unit = unit_at(bytes, (*at)++, big);
	uint32_t low = 0;

	if (!is_between(unit, SURROGATE_HIGH, SURROGATE_LOW) ||
	    *at >= bytes.length / 2)
		return unit;
	low = unit_at(bytes, *at, big);
	if (!is_between(low, SURROGATE_LOW, SURROGATE_END))
		return unit;
	++*at;
	return 0x10000 + ((unit - SURROGATE_HIGH) << 10) +
	       (low - SURROGATE_LOW);
}

static bool read_utf16(struct arena *arena, struct slice bytes, bool big,
		       struct csv_text *text)
{
	struct text out;
	size_t at = 0;

	text->encoding = big ? CSV_UTF_16BE : CSV_UTF_16LE;
	if (bytes.length % 2)
		return fail(text, "it is UTF-16 that ends in half a character",
			    0);
	text_init(&out, arena);
	while (at < bytes.length / 2) {
		uint32_t unit = take_utf16(bytes, &at, big);

		if (is_between(unit, SURROGATE_HIGH, SURROGATE_END))
			return fail(text, "it is damaged UTF-16",
				    line_at(text_slice(&out), out.length));
		if (unit != 0xfeff)
			utf8_add(&out, unit);
	}
	text->text = text_slice(&out);
	return true;
}

/* What Windows-1252 has between 0x80 and 0x9f; 0: nothing. */
static uint32_t windows_1252(unsigned char byte)
{
	static const uint16_t high[32] = {
		0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
		0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017d, 0,
		0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
		0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178,
	};

	return byte >= 0x80 && byte < 0xa0 ? high[byte - 0x80] : byte;
}

static bool read_windows_1252(struct arena *arena, struct slice bytes,
			      struct csv_text *text)
{
	struct text out;

	text->encoding = CSV_WINDOWS_1252;
	text_init(&out, arena);
	for (size_t i = 0; i < bytes.length; i++) {
		unsigned char byte = (unsigned char)bytes.text[i];
		uint32_t code_point = windows_1252(byte);

		if (code_point == 0 && byte != 0)
			return fail(text,
				    "it is neither UTF-8 nor Windows-1252: "
				    "export it as UTF-8",
				    line_at(bytes, i));
		if (byte < 0x80)
			text_add_char(&out, (char)byte);
		else
			utf8_add(&out, code_point);
	}
	text->text = text_slice(&out);
	return true;
}

/* True when a lead byte is followed by as many continuation bytes as it
 * announces: the shape of UTF-8, though not valid (too long a form, half a
 * surrogate pair). In Windows-1252 that would be letter salad. */
static bool has_shape_of_utf8(struct slice s)
{
	unsigned char lead = (unsigned char)s.text[0];
	size_t more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;

	if (lead < 0xc0 || s.length <= more)
		return false;
	for (size_t i = 1; i <= more; i++)
		if (((unsigned char)s.text[i] & 0xc0) != 0x80)
			return false;
	return true;
}

/* Nothing was declared and the bytes are not UTF-8. */
static bool guess(struct arena *arena, struct slice bytes, size_t valid,
		  struct csv_text *text)
{
	size_t line = line_at(bytes, valid);

	if (has_shape_of_utf8(slice_from_offset(bytes, valid)))
		return fail(text,
			    "it is damaged UTF-8: export it again, or say "
			    "what it is with --encoding",
			    line);
	text->guessed = true;
	text->guessed_line = line;
	return read_windows_1252(arena, bytes, text);
}

static bool decode(struct arena *arena, struct slice bytes,
		   enum csv_encoding encoding, struct csv_text *text)
{
	size_t valid = 0;

	if (encoding == CSV_UTF_16LE || encoding == CSV_UTF_16BE)
		return read_utf16(arena, bytes, encoding == CSV_UTF_16BE, text);
	if (encoding == CSV_WINDOWS_1252)
		return read_windows_1252(arena, bytes, text);
	if (bytes.length >= 2 && memcmp(bytes.text, "\xff\xfe", 2) == 0)
		return read_utf16(arena, bytes, false, text);
	if (bytes.length >= 2 && memcmp(bytes.text, "\xfe\xff", 2) == 0)
		return read_utf16(arena, bytes, true, text);
	text->encoding = CSV_UTF_8;
	text->text = bytes;
	if (slice_starts(bytes, "\xef\xbb\xbf"))
		text->text = slice_from_offset(bytes, 3);
	valid = utf8_valid_length(text->text);
	if (valid == text->text.length)
		return true;
	if (encoding == CSV_UTF_8 || text->text.length < bytes.length)
		return fail(text, "it is not valid UTF-8",
			    line_at(text->text, valid));
	return guess(arena, bytes, valid, text);
}

static bool is_blank(struct slice text)
{
	for (size_t i = 0; i < text.length; i++)
		if (!strchr(" \t\r\n", text.text[i]))
			return false;
	return true;
}

const char *csv_text_missing(struct slice bytes)
{
	const char *missing = inflate_missing(inflate_find_kind(bytes));

	return missing ? missing : csv_reader_missing();
}

bool csv_text_read(struct arena *arena, struct slice bytes,
		   enum csv_encoding encoding, struct csv_text *text)
{
	enum inflate_status status = INFLATE_OK;
	size_t nul = 0;

	*text = (struct csv_text){ 0 };
	if (inflate_find_kind(bytes) != INFLATE_PLAIN)
		status = inflate_read(arena, bytes, INFLATE_SIZE_MAX, &bytes);
	if (status != INFLATE_OK)
		return fail(text,
			    arena_print(arena, "it is a packed file that %s",
					inflate_reason(status)),
			    0);
	text->problem = other_format(bytes);
	if (text->problem)
		return false;
	if (!decode(arena, bytes, encoding, text))
		return false;
	nul = slice_find(text->text, '\0');
	if (nul < text->text.length)
		return fail(text,
			    "it has a NUL byte: it is damaged, or UTF-16 "
			    "without its mark (--encoding utf-16le)",
			    line_at(text->text, nul));
	if (is_blank(text->text))
		return fail(text, "it is empty", 0);
	return true;
}
