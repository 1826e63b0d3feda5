/*
 * Base64 and quoted-printable. Bodies are texts: line ends are LF here, and
 * whoever writes a file makes CRLF of them.
 */
#include "report/mail_encoding.h"

#include <stdint.h>

#include "base/text.h"

enum {
	LINE_MAX_LENGTH = 75 /* and the = of a soft break */
};

static void add_group(struct text *text, struct slice three)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "abcdefghijklmnopqrstuvwxyz0123456789+/";
	uint32_t bits = 0;

	for (size_t i = 0; i < 3; i++)
		bits = bits << 8 |
		       (i < three.length ? (unsigned char)three.text[i] : 0);
	for (size_t i = 0; i < 4; i++) {
		if (i <= three.length)
			text_add_char(text, digits[bits >> (18 - 6 * i) & 63]);
		else
			text_add_char(text, '=');
	}
}

void mail_add_base64(struct text *text, struct slice bytes, size_t width)
{
	size_t column = 0;

	while (bytes.length > 0) {
		struct slice three = { bytes.text,
				       bytes.length < 3 ? bytes.length : 3 };
		add_group(text, three);
		bytes = slice_from_offset(bytes, 3);
		column += 4;
		if (width > 0 && (column + 4 > width || bytes.length == 0)) {
			text_add_char(text, '\n');
			column = 0;
		}
	}
}

/* What a byte of a line looks like in quoted-printable; its length. */
static size_t quote(char byte, bool needs, char out[3])
{
	static const char hex[] = "0123456789ABCDEF";
	unsigned char value = (unsigned char)byte;

	if (!needs) {
		out[0] = byte;
		return 1;
	}
	out[0] = '=';
	out[1] = hex[value >> 4];
	out[2] = hex[value & 15];
	return 3;
}

/* Blanks at a line's end and a point at its beginning are lost on some ways. */
static bool needs_quoting(struct slice line, size_t at)
{
	char byte = line.text[at];

	if (byte == '=' || byte < ' ' || byte > '~')
		return byte != '\t' || at + 1 == line.length;
	return (byte == ' ' && at + 1 == line.length) ||
	       (at == 0 && (byte == '.' || slice_starts(line, "From ")));
}

static void add_line(struct text *text, struct slice line)
{
	size_t column = 0;

	for (size_t i = 0; i < line.length; i++) {
		char out[3];
		size_t length =
			quote(line.text[i], needs_quoting(line, i), out);
		if (column + length > LINE_MAX_LENGTH) {
			text_add(text, "=\n");
			column = 0;
		}
		text_add_bytes(text, out, length);
		column += length;
	}
}

void mail_add_quoted(struct text *text, struct slice body)
{
	while (body.length > 0) {
		bool has_end = slice_find(body, '\n') < body.length;
		struct slice line = slice_cut(body, '\n', &body);
		if (line.length > 0 && line.text[line.length - 1] == '\r')
			line.length--;
		add_line(text, line);
		text_add(text, has_end ? "\n" : "=\n");
	}
}

bool mail_is_mostly_ascii(struct slice body)
{
	size_t others = 0;

	for (size_t i = 0; i < body.length; i++)
		others += (unsigned char)body.text[i] >= 0x80;
	return others * 6 <= body.length;
}
