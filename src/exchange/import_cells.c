/*
 * From a row's cells to values: which column, which pattern, which decimal
 * mark and order of days; and the complaints, each with file, line and the
 * column's header.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/currency.h"
#include "base/pattern.h"
#include "base/utf8.h"
#include "exchange/import_state.h"
#include "exchange/number_cell.h"

enum {
	LISTED_MAX = 10000, /* complaints that are kept; then they count only */
	SHOWN_MAX = 60,     /* bytes of a cell in a message */
	LINE_MAX_SHOWN = 120,
	MESSAGE_MAX = 512
};

static const enum preset_role numbers[] = {
	ROLE_AMOUNT,   ROLE_PRICE,    ROLE_TAX,      ROLE_SHIPPING,
	ROLE_DISCOUNT, ROLE_TIP,      ROLE_REFUNDED, ROLE_GIFT_CARD,
	ROLE_POINTS,   ROLE_QUANTITY, ROLE_EARNED,
};

static const enum preset_role days[] = { ROLE_DATE, ROLE_JOINED,
					 ROLE_BIRTHDAY };

enum {
	NUMBER_ROLES = sizeof(numbers) / sizeof(numbers[0]),
	MONEY_ROLES = NUMBER_ROLES - 3, /* those before points */
	DAY_ROLES = sizeof(days) / sizeof(days[0])
};

/* --- complaints ------------------------------------------------------------- */

/* At most that many bytes, whole characters. */
static const char *cut(struct import *import, struct slice text, size_t most)
{
	size_t length = text.length;

	if (length <= most)
		return arena_copy(import->arena, text.text, length);
	length = most;
	while (length > 0 && ((unsigned char)text.text[length] & 0xc0) == 0x80)
		length--;
	return arena_print(import->arena, "%.*s…", (int)length, text.text);
}

const char *import_shown(struct import *import, struct slice cell)
{
	return cut(import, cell, SHOWN_MAX);
}

const char *import_shown_line(struct import *import, const struct event *event)
{
	return cut(import, event_line(import->journal, event), LINE_MAX_SHOWN);
}

const char *import_shown_row(struct import *import, const struct ticket *from,
			     size_t file, uint32_t line)
{
	const struct import_file *given = import->sources[file].given;

	if (from->file == file)
		return arena_print(import->arena, "line %u", line);
	return arena_print(import->arena, "line %u of '%s'", line,
			   cut(import, slice_from(given->name), SHOWN_MAX));
}

/* Adds a complaint unless there are too many already. */
static struct diagnostic *add(struct import *import, enum diagnostic_id id,
			      struct place at, const char *message)
{
	if (import->listed++ >= LISTED_MAX)
		return NULL;
	return diagnostic_add(import->diagnostics, id, at, "%s", message);
}

void import_refuse_cell(struct import_row *row, size_t column,
			const char *format, ...)
{
	struct import *import = row->import;
	struct import_source *file = row->file;
	struct slice header =
		csv_layout_header(import->arena, &file->layout, column);
	char message[MESSAGE_MAX];
	va_list values;

	row->is_wrong = true;
	va_start(values, format);
	vsnprintf(message, sizeof(message), format, values);
	va_end(values);
	add(import, DIAGNOSTIC_import_row,
	    source_place(file->source,
			 csv_reader_find_cell(file->source->text,
					      file->layout.delimiter,
					      row->csv.offset, column)),
	    arena_print(import->arena, "%.*s: %s", SLICE_ARGS(header),
			message));
}

struct diagnostic *import_complain(struct import *import,
				   const struct ticket *ticket,
				   enum diagnostic_id id, const char *format,
				   ...)
{
	struct import_source *file = &import->sources[ticket->file];
	struct slice line =
		slice_from_offset(file->source->text, ticket->offset);
	struct place at = { file->source, ticket->offset,
			    slice_find(line, '\n') };
	char message[MESSAGE_MAX];
	va_list values;

	va_start(values, format);
	vsnprintf(message, sizeof(message), format, values);
	va_end(values);
	return add(import, id, at, message);
}

void import_refuse_file(struct import *import, struct import_source *file,
			size_t line, const char *problem)
{
	struct place at = PLACE_NONE;

	if (file->source && file->source->text.length > 0) {
		at = (struct place){ file->source, 0, 0 };
		if (line > 0)
			at = source_place(file->source,
					  source_line(file->source, line));
	}
	diagnostic_add(import->diagnostics, DIAGNOSTIC_import_file, at,
		       "'%s' cannot be %s: %s", file->given->name,
		       import->options->compares ? "read" : "imported",
		       problem);
	import->plan->is_refused = true;
}

/* --- judging columns -------------------------------------------------------- */

struct judge {
	struct number_marks marks[NUMBER_ROLES];
	struct date_evidence days[DAY_ROLES];
};

static void judge_row(const struct import_source *file,
		      const struct csv_row *row, struct judge *judge)
{
	size_t column;

	for (size_t i = 0; i < NUMBER_ROLES; i++)
		if (csv_layout_column(&file->layout, numbers[i], &column) &&
		    column < row->count)
			number_cell_add(&judge->marks[i], row->cells[column],
					row->line);
	for (size_t i = 0; i < DAY_ROLES; i++)
		if (csv_layout_column(&file->layout, days[i], &column) &&
		    column < row->count)
			date_cell_add(&judge->days[i], row->cells[column],
				      row->line);
}

static const char *header_of(struct import *import,
			     const struct import_source *file,
			     enum preset_role role)
{
	size_t column = 0;

	csv_layout_column(&file->layout, role, &column);
	return import_shown(import, csv_layout_header(import->arena,
						      &file->layout, column));
}

/* The decimal mark of one column: declared, seen in it, or seen in the other
 * columns of money. */
static bool settle_mark(struct import *import, struct import_source *file,
			const struct judge *judge, size_t i)
{
	char declared = import->options->mark;
	const struct number_marks *own = &judge->marks[i];
	size_t point = own->point;
	size_t comma = own->comma;

	if (!declared)
		declared = file->layout.preset->mark;
	file->marks[numbers[i]] = declared;
	if (declared)
		return true;
	if (point && comma) {
		import_refuse_file(
			import, file, comma > point ? comma : point,
			arena_print(import->arena,
				    "column '%s' has decimals behind a point "
				    "(line %zu) and behind a comma (line "
				    "%zu): say which with --decimal point or "
				    "--decimal comma",
				    header_of(import, file, numbers[i]), point,
				    comma));
		return false;
	}
	for (size_t k = 0; !point && !comma && k < MONEY_ROLES; k++) {
		point = judge->marks[k].point;
		comma = judge->marks[k].comma;
	}
	if (comma)
		file->marks[numbers[i]] = ',';
	else if (point)
		file->marks[numbers[i]] = '.';
	return true;
}

static bool settle_order(struct import *import, struct import_source *file,
			 const struct judge *judge, size_t i)
{
	const struct date_evidence *seen = &judge->days[i];
	struct date_style *style = &file->dates[days[i]];
	const struct preset *preset = file->layout.preset;

	style->formats = preset->dates;
	style->format_count = preset->date_count;
	if (import->options->date_count > 0) {
		style->formats = import->options->dates;
		style->format_count = import->options->date_count;
	}
	if (style->format_count > 0)
		return true;
	if (seen->day_first && seen->month_first) {
		import_refuse_file(
			import, file, seen->month_first,
			arena_print(import->arena,
				    "column '%s' has dates with the day first "
				    "(line %zu) and with the month first "
				    "(line %zu): say which with --date-format",
				    header_of(import, file, days[i]),
				    seen->day_first, seen->month_first));
		return false;
	}
	style->order = seen->day_first     ? DATE_DAY_FIRST
		       : seen->month_first ? DATE_MONTH_FIRST
					   : DATE_ORDER_OPEN;
	if (!seen->open || style->order != DATE_ORDER_OPEN)
		return true;
	import_refuse_file(import, file, seen->open,
			   arena_print(import->arena,
				       "the dates of column '%s' %s",
				       header_of(import, file, days[i]),
				       date_cell_reason(DATE_OPEN)));
	return false;
}

bool import_judge(struct import *import, struct import_source *file)
{
	struct csv_reader *reader = csv_reader_init(
		import->arena, file->source->text, file->layout.delimiter);
	struct judge judge = { 0 };
	struct csv_row row;
	enum csv_status status;
	bool is_clear = true;

	csv_reader_begin(reader, file->layout.offset, file->layout.line);
	while ((status = csv_reader_take(reader, &row)) != CSV_END)
		if (status == CSV_ROW)
			judge_row(file, &row, &judge);
	csv_reader_release(reader);
	for (size_t i = 0; i < NUMBER_ROLES; i++)
		if (numbers[i] != ROLE_EARNED || import->options->compares)
			is_clear = settle_mark(import, file, &judge, i) &&
				   is_clear;
	for (size_t i = 0; i < DAY_ROLES; i++)
		is_clear = settle_order(import, file, &judge, i) && is_clear;
	return is_clear;
}

/* --- cells ------------------------------------------------------------------ */

struct slice import_cell(const struct import_row *row, size_t column)
{
	if (column >= row->csv.count)
		return (struct slice){ NULL, 0 };
	return row->csv.cells[column];
}

/* The part of the cell that counts, empty when the pattern finds none. */
static bool take_part(struct import_row *row, enum preset_role role,
		      size_t column, struct slice *text)
{
	const struct pattern *pattern =
		row->file->layout.preset->patterns[role].compiled;
	struct slice part;

	if (!pattern || text->length == 0)
		return true;
	switch (pattern_capture(pattern, *text, preset_role_name(role),
				&part)) {
	case PATTERN_YES:
		*text = number_cell_trim(part);
		return true;
	case PATTERN_NO:
		text->length = 0;
		return true;
	case PATTERN_LIMIT:
		import_refuse_cell(row, column,
				   "the preset's pattern is too complex for "
				   "'%s'",
				   import_shown(row->import, *text));
		return false;
	}
	return false;
}

bool import_text(struct import_row *row, enum preset_role role,
		 struct slice *text, size_t *column)
{
	const struct layout_columns *columns = &row->file->layout.roles[role];

	for (size_t i = 0; i < columns->count; i++) {
		*column = columns->list[i];
		*text = number_cell_trim(import_cell(row, *column));
		if (!take_part(row, role, *column, text))
			return false;
		if (text->length > 0)
			return true;
	}
	*text = (struct slice){ NULL, 0 };
	return false;
}

/* In a currency without decimals a mark can only group. */
static enum number_status parse_whole(struct slice cell, struct decimal *value)
{
	static const char marks[] = { '.', ',' };

	for (size_t i = 0; i < 2; i++)
		if (number_cell_parse(cell, marks[i], value) == NUMBER_OK &&
		    value->scale == 0)
			return NUMBER_OK;
	return NUMBER_AMBIGUOUS;
}

bool import_decimal(struct import_row *row, enum preset_role role,
		    struct decimal *value)
{
	size_t column;
	struct slice cell;
	enum number_status status;

	if (!csv_layout_column(&row->file->layout, role, &column))
		return false;
	cell = import_cell(row, column);
	status = number_cell_parse(cell, row->file->marks[role], value);
	if (status == NUMBER_AMBIGUOUS && row->import->scale == 0)
		status = parse_whole(cell, value);
	if (status == NUMBER_EMPTY)
		return false;
	if (status == NUMBER_OK)
		return true;
	import_refuse_cell(row, column, "'%s' %s",
			   import_shown(row->import, cell),
			   number_cell_reason(status));
	return false;
}

bool import_number(struct import_row *row, enum preset_role role, int scale,
		   int64_t *value)
{
	struct decimal decimal;
	size_t column;

	if (!import_decimal(row, role, &decimal))
		return false;
	csv_layout_column(&row->file->layout, role, &column);
	switch (decimal_rescale(decimal, scale, value)) {
	case DECIMAL_OK:
		return true;
	case DECIMAL_TOO_FINE:
		import_refuse_cell(
			row, column, "'%s' has more decimals than %s has",
			import_shown(row->import, import_cell(row, column)),
			role == ROLE_POINTS || role == ROLE_EARNED
				? "the unit"
				: currency_code(row->import->currency));
		return false;
	case DECIMAL_MALFORMED:
	case DECIMAL_TOO_LARGE:
		break;
	}
	import_refuse_cell(row, column, "'%s' is too large",
			   import_shown(row->import, import_cell(row, column)));
	return false;
}

bool import_day(struct import_row *row, enum preset_role role, struct day *day,
		int *minute)
{
	size_t column;
	enum date_status status;

	*minute = MINUTE_NONE;
	if (!csv_layout_column(&row->file->layout, role, &column))
		return false;
	status = date_cell_parse(import_cell(row, column),
				 &row->file->dates[role], day, minute);
	if (status == DATE_OK)
		return true;
	if (status != DATE_EMPTY)
		import_refuse_cell(
			row, column, "'%s' %s",
			import_shown(row->import, import_cell(row, column)),
			date_cell_reason(status));
	return false;
}

/* True for what an identifier cannot have and nobody would miss. */
static bool is_dropped(uint32_t c)
{
	return c == '"' || c == ';' || utf8_is_control(c) ||
	       utf8_is_invisible(c);
}

static bool is_gap(uint32_t c)
{
	return c == ' ' || c == '\t' || c == 0xa0 || c == 0x202f;
}

/* Letters, digits, dots, dashes and slashes: nothing to be changed. */
static bool is_plain_word(struct slice text)
{
	for (size_t i = 0; i < text.length; i++) {
		char c = text.text[i];
		bool is_fine = (c >= 'a' && c <= 'z') ||
			       (c >= 'A' && c <= 'Z') ||
			       (c >= '0' && c <= '9') ||
			       (i > 0 && (c == '-' || c == '/' || c == '.'));

		if (!is_fine)
			return false;
	}
	return true;
}

bool import_word(struct import_row *row, enum preset_role role,
		 struct slice *word)
{
	struct text *scratch = &row->import->scratch;
	struct slice rest;
	uint32_t c = 0;
	size_t column;
	size_t n;
	bool gap = false;

	if (!import_text(row, role, &rest, &column))
		return false;
	if (is_plain_word(rest)) {
		*word = rest;
		return true;
	}
	text_clear(scratch);
	for (; (n = utf8_decode(rest, &c)) > 0;
	     rest = slice_from_offset(rest, n)) {
		bool begins = scratch->length == 0;

		if (is_dropped(c) ||
		    (begins && c < 0x80 && strchr("^#+-*", (int)c)))
			continue;
		if (is_gap(c) || (gap && c == '-')) {
			gap = true;
			continue;
		}
		if (gap && !begins &&
		    scratch->bytes[scratch->length - 1] != '-')
			text_add_char(scratch, '-');
		gap = false;
		text_add_bytes(scratch, rest.text, n);
	}
	*word = text_slice(scratch);
	return word->length > 0;
}
