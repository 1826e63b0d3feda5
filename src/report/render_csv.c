/*
 * CSV (RFC 4180, lines end with LF) and, for spreadsheets, the dialect they
 * expect: byte-order mark, semicolons, decimal comma, CRLF.
 *
 * Text that a spreadsheet would take for a formula gets a ' in front: text
 * that begins with = @, a tab or CR, or with + or - unless only digits, blanks
 * and ().-/ follow (a phone number). Numbers never do.
 */
#include <string.h>

#include "report/render.h"
#include "report/sink.h"

static bool is_formula(struct slice text)
{
	if (text.length == 0 || !strchr("=@\t\r+-", text.text[0]) ||
	    text.text[0] == '\0')
		return false;
	if (text.text[0] != '+' && text.text[0] != '-')
		return true;
	for (size_t i = 1; i < text.length; i++) {
		char byte = text.text[i];
		bool is_digit = byte >= '0' && byte <= '9';
		if (!is_digit && (byte == '\0' || !strchr(" ().-/", byte)))
			return true;
	}
	return false;
}

static void add_text(struct render *render, struct slice text, char separator)
{
	struct sink *sink = render->sink;
	bool has_mark = false;
	for (size_t i = 0; i < text.length && !has_mark; i++) {
		char byte = text.text[i];
		has_mark = byte == '"' || byte == separator || byte == '\n' ||
			   byte == '\r';
	}
	if (!has_mark) {
		if (is_formula(text))
			sink_add_char(sink, '\'');
		sink_add_slice(sink, text);
		return;
	}
	sink_add_char(sink, '"');
	if (is_formula(text))
		sink_add_char(sink, '\'');
	for (size_t i = 0; i < text.length; i++) {
		if (text.text[i] == '"')
			sink_add_char(sink, '"');
		sink_add_char(sink, text.text[i]);
	}
	sink_add_char(sink, '"');
}

static void add_number(struct render *render, const struct cell *cell)
{
	char buffer[DECIMAL_TEXT_MAX];
	struct slice text = render_cell_text(cell, buffer);
	size_t point = slice_find(text, '.');
	if (render->options.csv == CSV_EXCEL && point < text.length)
		buffer[point] = ',';
	sink_add_slice(render->sink, text);
}

static char separator_of(const struct render *render)
{
	return render->options.csv == CSV_EXCEL ? ';' : ',';
}

static void end_line(struct render *render)
{
	sink_add(render->sink,
		 render->options.csv == CSV_EXCEL ? "\r\n" : "\n");
}

/* # lines, one a heading line; line ends within a value become blanks. */
static void add_heading(struct render *render)
{
	const struct heading *heading = render->heading;
	for (size_t i = 0; i < heading->count; i++) {
		struct slice value = heading->lines[i].value;
		sink_add(render->sink, "# ");
		sink_add(render->sink, heading->lines[i].label);
		sink_add(render->sink, ": ");
		for (size_t j = 0; j < value.length; j++) {
			char byte = value.text[j];
			if (byte == '\n' || byte == '\r')
				byte = ' ';
			sink_add_char(render->sink, byte);
		}
		end_line(render);
	}
}

static void csv_begin(struct render *render)
{
	if (render->options.csv == CSV_EXCEL)
		sink_add(render->sink, "\xef\xbb\xbf");
	if (render->options.header && render->heading)
		add_heading(render);
	for (size_t i = 0; i < render->column_count; i++) {
		if (i > 0)
			sink_add_char(render->sink, separator_of(render));
		sink_add(render->sink, render->columns[i].name);
	}
	end_line(render);
}

static void csv_row(struct render *render, const struct cell *cells,
		    enum row_kind kind)
{
	char separator = separator_of(render);
	(void)kind;
	for (size_t i = 0; i < render->column_count; i++) {
		char buffer[DECIMAL_TEXT_MAX];
		if (i > 0)
			sink_add_char(render->sink, separator);
		if (cells[i].kind == CELL_TEXT)
			add_text(render, cells[i].text, separator);
		else if (cells[i].kind == CELL_NUMBER)
			add_number(render, &cells[i]);
		else
			sink_add_slice(render->sink,
				       render_cell_text(&cells[i], buffer));
	}
	end_line(render);
}

static void csv_end(struct render *render)
{
	(void)render;
}

const struct renderer render_csv = {
	.name = "csv",
	.begin = csv_begin,
	.row = csv_row,
	.end = csv_end,
	.apart = render_apart,
};
