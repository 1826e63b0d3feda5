/*
 * Strict UTF-8 by hand. A code point is checked by the smallest value its
 * length may have, so that overlong forms, surrogates and what is above
 * U+10FFFF are found in one place (decode). Widths come from utf8_width.def.
 */
#include "base/utf8.h"

#include <string.h>

#include "base/text.h"

#define HIGH_BITS UINT64_C(0x8080808080808080)
#define ONES      UINT64_C(0x0101010101010101)

struct width_range {
	uint32_t first;
	uint32_t last;
	int width;
};

static const struct width_range widths[] = {
#define ZERO(first, last) { first, last, 0 },
#define WIDE(first, last) { first, last, 2 },
#include "base/utf8_width.def"
#undef ZERO
#undef WIDE
};

/* The number of ASCII bytes at the beginning. */
static size_t ascii_length(struct slice s)
{
	size_t i = 0;

	while (s.length - i >= sizeof(uint64_t)) {
		uint64_t word;

		memcpy(&word, s.text + i, sizeof(word));
		if (word & HIGH_BITS)
			break;
		i += sizeof(word);
	}
	while (i < s.length && !(s.text[i] & 0x80))
		i++;
	return i;
}

/* True of a byte that a terminal shows as it is, in one column. */
static bool is_plain(char byte)
{
	return byte >= ' ' && byte < '\x7f';
}

/* The number of such bytes at the beginning: mostly all there are. */
static size_t plain_length(struct slice s)
{
	size_t i = 0;

	while (s.length - i >= sizeof(uint64_t)) {
		uint64_t word;

		memcpy(&word, s.text + i, sizeof(word));
		/* beyond ASCII; 0x7f; below the blank */
		if ((word | (word + ONES) | ((word - ' ' * ONES) & ~word)) &
		    HIGH_BITS)
			break;
		i += sizeof(word);
	}
	while (i < s.length && is_plain(s.text[i]))
		i++;
	return i;
}

/* The length a first byte announces, 0 when none begins so; *bits is what
 * the byte gives to the code point. */
static size_t announced_length(unsigned char byte, uint32_t *bits)
{
	if (byte < 0x80) {
		*bits = byte;
		return 1;
	}
	if (byte >= 0xc2 && byte < 0xe0) {
		*bits = byte & 0x1fU;
		return 2;
	}
	if (byte >= 0xe0 && byte < 0xf0) {
		*bits = byte & 0x0fU;
		return 3;
	}
	if (byte >= 0xf0 && byte < 0xf5) {
		*bits = byte & 0x07U;
		return 4;
	}
	return 0;
}

size_t utf8_decode(struct slice s, uint32_t *code_point)
{
	static const uint32_t smallest[] = { 0, 0, 0x80, 0x800, 0x10000 };
	uint32_t value = 0;
	size_t length;

	if (s.length == 0)
		return 0;
	length = announced_length((unsigned char)*s.text, &value);
	if (length == 0 || length > s.length)
		return 0;
	for (size_t i = 1; i < length; i++) {
		unsigned char byte = (unsigned char)s.text[i];

		if ((byte & 0xc0U) != 0x80U)
			return 0;
		value = value << 6 | (byte & 0x3fU);
	}
	if (value < smallest[length] || value > 0x10ffff ||
	    (value >= 0xd800 && value <= 0xdfff))
		return 0;
	*code_point = value;
	return length;
}

size_t utf8_valid_length(struct slice s)
{
	struct slice rest = s;

	for (;;) {
		uint32_t code_point;
		size_t length;

		rest = slice_from_offset(rest, ascii_length(rest));
		length = utf8_decode(rest, &code_point);
		if (length == 0)
			return s.length - rest.length;
		rest = slice_from_offset(rest, length);
	}
}

void utf8_add(struct text *text, uint32_t code_point)
{
	static const unsigned char marks[] = { 0, 0, 0xc0, 0xe0, 0xf0 };
	unsigned char bytes[4];
	size_t length = 1;

	if (code_point >= 0x80)
		length = code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
	for (size_t i = length; i > 1; i--) {
		bytes[i - 1] = (unsigned char)(0x80U | (code_point & 0x3fU));
		code_point >>= 6;
	}
	bytes[0] = (unsigned char)(marks[length] | code_point);
	text_add_bytes(text, bytes, length);
}

size_t utf8_count(struct slice s)
{
	size_t count = 0;

	for (size_t i = 0; i < s.length; i++)
		count += ((unsigned char)s.text[i] & 0xc0U) != 0x80U;
	return count;
}

int utf8_width(uint32_t code_point)
{
	size_t low = 0;
	size_t high = sizeof(widths) / sizeof(*widths);

	if (code_point < widths[0].first)
		return utf8_is_control(code_point) ? 0 : 1;
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (code_point > widths[middle].last)
			low = middle + 1;
		else if (code_point < widths[middle].first)
			high = middle;
		else
			return widths[middle].width;
	}
	return 1;
}

size_t utf8_display_width(struct slice s)
{
	size_t width = plain_length(s);

	s = slice_from_offset(s, width);
	while (s.length > 0) {
		uint32_t code_point;
		size_t length = utf8_decode(s, &code_point);

		/* A terminal shows one replacement for a broken byte. */
		width += length ? (size_t)utf8_width(code_point) : 1;
		s = slice_from_offset(s, length ? length : 1);
	}
	return width;
}

struct slice utf8_cut(struct slice s, size_t columns)
{
	size_t end = 0;
	size_t used = 0;

	while (end < s.length) {
		uint32_t code_point = 0;
		size_t length =
			utf8_decode(slice_from_offset(s, end), &code_point);
		used += length == 0 ? 1 : (size_t)utf8_width(code_point);
		if (used > columns)
			break;
		end += length == 0 ? 1 : length;
	}
	return (struct slice){ s.text, end };
}

bool utf8_is_control(uint32_t code_point)
{
	return code_point < 0x20 || (code_point >= 0x7f && code_point < 0xa0);
}

bool utf8_is_invisible(uint32_t code_point)
{
	static const struct {
		uint32_t first;
		uint32_t last;
	} ranges[] = {
		{ 0xad, 0xad },       /* soft hyphen */
		{ 0x61c, 0x61c },     /* Arabic letter mark */
		{ 0x115f, 0x1160 },   /* jamo fillers */
		{ 0x180b, 0x180e },   /* Mongolian separators */
		{ 0x200b, 0x200f },   /* zero width, direction marks */
		{ 0x2028, 0x202e },   /* separators, direction embeddings */
		{ 0x2060, 0x206f },   /* joiners, isolates, deprecated */
		{ 0x3164, 0x3164 },   /* Hangul filler */
		{ 0xfeff, 0xfeff },   /* byte-order mark */
		{ 0xffa0, 0xffa0 },   /* half-width Hangul filler */
		{ 0xfff9, 0xfffb },   /* interlinear annotation */
		{ 0xe0000, 0xe007f }, /* tags */
	};

	for (size_t i = 0; i < sizeof(ranges) / sizeof(*ranges); i++)
		if (code_point >= ranges[i].first &&
		    code_point <= ranges[i].last)
			return true;
	return false;
}

void utf8_add_visible(struct text *text, struct slice s)
{
	size_t plain = plain_length(s);

	text_add_bytes(text, s.text, plain);
	s = slice_from_offset(s, plain);
	while (s.length > 0) {
		uint32_t code_point;
		size_t length = utf8_decode(s, &code_point);

		if (length == 0)
			text_add_format(text, "\\x%02x",
					(unsigned)(unsigned char)*s.text);
		else if (code_point < 0x80 && utf8_is_control(code_point))
			text_add_format(text, "\\x%02x", (unsigned)code_point);
		else if (utf8_is_control(code_point) ||
			 utf8_is_invisible(code_point))
			text_add_format(text, "\\u%04x", (unsigned)code_point);
		else
			text_add_bytes(text, s.text, length);
		s = slice_from_offset(s, length ? length : 1);
	}
}

size_t utf8_add_shown(struct text *text, struct slice s)
{
	size_t at = 0;

	while (at < s.length) {
		struct slice rest = slice_from_offset(s, at);
		uint32_t bits;
		uint32_t code_point;
		size_t length = utf8_decode(rest, &code_point);

		if (length == 0 &&
		    rest.length <
			    announced_length((unsigned char)*rest.text, &bits))
			break;
		if (length > 0 && utf8_is_invisible(code_point))
			text_add_format(text, "\\u%04x", (unsigned)code_point);
		else
			text_add_bytes(text, rest.text, length ? length : 1);
		at += length ? length : 1;
	}
	return at;
}
