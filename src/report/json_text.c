/*
 * JSON strings and rows. Runs of bytes that need no escape are copied whole.
 */
#include "report/json_text.h"

#include "base/utf8.h"
#include "report/render.h"
#include "report/sink.h"

/* How the byte is escaped behind a backslash: a letter, 0 for \u00XX. */
static char escape_letter(char byte)
{
	switch (byte) {
	case '"':
	case '\\':
		return byte;
	case '\n':
		return 'n';
	case '\r':
		return 'r';
	case '\t':
		return 't';
	case '\b':
		return 'b';
	case '\f':
		return 'f';
	default:
		return '\0';
	}
}

static void add_escape(struct sink *sink, char byte)
{
	static const char digits[] = "0123456789abcdef";
	char letter = escape_letter(byte);
	sink_add_char(sink, '\\');
	if (letter) {
		sink_add_char(sink, letter);
		return;
	}
	sink_add(sink, "u00");
	sink_add_char(sink, digits[(unsigned char)byte >> 4]);
	sink_add_char(sink, digits[(unsigned char)byte & 15]);
}

static bool needs_escape(char byte)
{
	return (unsigned char)byte < 0x20 || byte == '"' || byte == '\\' ||
	       byte == 0x7f;
}

/* A stretch that is valid UTF-8. */
static void add_valid(struct sink *sink, struct slice text)
{
	size_t plain = 0;
	for (size_t i = 0; i < text.length; i++) {
		if (!needs_escape(text.text[i]))
			continue;
		sink_add_bytes(sink, text.text + plain, i - plain);
		add_escape(sink, text.text[i]);
		plain = i + 1;
	}
	sink_add_slice(sink, slice_from_offset(text, plain));
}

void json_text_add(struct sink *sink, struct slice text)
{
	sink_add_char(sink, '"');
	while (text.length > 0) {
		struct slice valid = text;
		valid.length = utf8_valid_length(text);
		add_valid(sink, valid);
		text = slice_from_offset(text, valid.length);
		if (text.length > 0) {
			sink_add(sink, "\xef\xbf\xbd");
			text = slice_from_offset(text, 1);
		}
	}
	sink_add_char(sink, '"');
}

static void add_cell(struct sink *sink, enum column_type type,
		     const struct cell *cell)
{
	char buffer[DECIMAL_TEXT_MAX];
	switch (cell->kind) {
	case CELL_NONE:
		sink_add(sink, "null");
		return;
	case CELL_BOOLEAN:
		sink_add(sink, cell->number ? "true" : "false");
		return;
	case CELL_NUMBER:
		if (type == COLUMN_INTEGER) {
			sink_add_integer(sink, cell->number);
			return;
		}
		break;
	case CELL_TEXT:
	case CELL_DAY:
	case CELL_TIME:
		break;
	}
	json_text_add(sink, render_cell_text(cell, buffer));
}

void json_text_add_row(struct sink *sink, const struct column *columns,
		       const struct cell *cells, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		sink_add_char(sink, i == 0 ? '{' : ',');
		json_text_add(sink, slice_from(columns[i].name));
		sink_add_char(sink, ':');
		add_cell(sink, columns[i].type, &cells[i]);
	}
	sink_add_char(sink, '}');
}
