/*
 * A workbook by libxlsxwriter, in constant memory: typed cells, so that
 * member 0007 stays 0007 and a date is a date; the header row frozen with
 * filters; what the report rests on, on a sheet of its own. The same rows give
 * the same bytes. A report is a workbook of its own, or a sheet of one that
 * is kept open (workbook.h).
 *
 * A cell's number is an IEEE double: amounts beyond 2^53 of their smallest
 * part are written as text. The library writes to a file by name; it gets an
 * unnamed temporary one, which is then copied to the sink.
 */
#include "report/xlsx_library.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/text.h"
#include "base/utf8.h"
#include "report/render.h"
#include "report/sink.h"
#include "report/workbook.h"
#include "report/xlsx_formats.h"

#if HAVE_XLSX

enum {
	SHEET_ROWS_MAX = 1048576,
	TEXT_MAX = 32767, /* characters of a cell */
	WIDTH_MAX = 60,   /* of a column, in characters */
	TITLE_MAX = 25,   /* of a sheet, without its number */
	YEAR_MIN = 1900,
	HALF_BITS = 26,
	CREATED = 946684800 /* 2000-01-01: no clock in any output */
};

#define EXACT_MAX (INT64_C(1) << 53)

/* A line of the last sheet; a title has no value. */
struct about_line {
	const char *label;
	const char *value;
};

struct workbook {
	struct arena *arena;
	struct xlsx_library xlsx;
	FILE *file;
	lxw_workbook *book;
	struct xlsx_formats formats;
	struct about_line *about;
	size_t about_count, about_capacity;
	bool failed;
};

struct xlsx_state {
	struct workbook *workbook;
	const struct xlsx_library *xlsx;
	lxw_worksheet *sheet;
	uint32_t sheets; /* of this table */
	lxw_row_t row;
	bool totals; /* the row before is a total */
	const struct xlsx_formats *formats;
	size_t widths[COLUMNS_MAX];
	struct text text;
};

/* Valid UTF-8 without controls and within a cell's limit; terminated. */
static const char *cell_text(struct xlsx_state *state, struct slice text)
{
	text_clear(&state->text);
	utf8_add_visible(&state->text, text);
	if (state->text.length <= TEXT_MAX)
		return state->text.bytes;
	size_t length = TEXT_MAX - 3;
	while (((unsigned char)state->text.bytes[length] & 0xc0) == 0x80)
		length--;
	char *cut = arena_copy(state->text.arena, state->text.bytes, length);
	text_clear(&state->text);
	text_add(&state->text, cut);
	text_add(&state->text, "…");
	return state->text.bytes;
}

static void add_text(struct xlsx_state *state, lxw_col_t column,
		     struct slice text, enum row_kind kind)
{
	state->xlsx->worksheet_write_string(
		state->sheet, state->row, column, cell_text(state, text),
		state->formats->text[kind == ROW_TOTAL]);
}

/* The header row of a sheet. */
static void add_header(struct render *render)
{
	struct xlsx_state *state = render->state;
	lxw_format *heads[2];
	for (int i = 0; i < 2; i++) {
		heads[i] =
			state->xlsx->workbook_add_format(state->workbook->book);
		state->xlsx->format_set_bold(heads[i]);
		state->xlsx->format_set_bottom(heads[i], LXW_BORDER_THIN);
	}
	state->xlsx->format_set_align(heads[1], LXW_ALIGN_RIGHT);
	for (size_t i = 0; i < render->column_count; i++) {
		bool is_number = render_is_number(render->columns[i].type);
		state->xlsx->worksheet_write_string(
			state->sheet, 0, (lxw_col_t)i, render->columns[i].name,
			heads[is_number]);
	}
	state->xlsx->worksheet_freeze_panes(state->sheet, 1, 0);
	state->xlsx->worksheet_repeat_rows(state->sheet, 0, 0);
	state->xlsx->worksheet_set_landscape(state->sheet);
	state->xlsx->worksheet_fit_to_pages(state->sheet, 1, 0);
	state->row = 1;
	state->totals = false;
}

/* The report's title, without what no sheet may be called. */
static const char *sheet_name(const struct render *render)
{
	struct text name;
	const char *title = render->heading ? render->heading->title : "";
	text_init(&name, render->arena);
	for (; *title != '\0' && name.length < TITLE_MAX; title++) {
		char byte = *title;
		bool is_letter = (byte >= 'a' && byte <= 'z') ||
				 (byte >= 'A' && byte <= 'Z');
		bool is_digit = byte >= '0' && byte <= '9';
		if (!is_letter && !is_digit)
			byte = ' ';
		text_add_char(&name, byte);
	}
	struct slice trimmed = slice_trim(text_slice(&name));
	if (trimmed.length == 0 || slice_is(trimmed, "About"))
		return "Report";
	return arena_copy(render->arena, trimmed.text, trimmed.length);
}

static void add_sheet(struct render *render)
{
	struct xlsx_state *state = render->state;
	const char *name = sheet_name(render);
	state->sheets++;
	if (render->options.sheet != NULL)
		name = render->options.sheet->name;
	if (state->sheets > 1)
		name = arena_print(render->arena, "%s %u", name, state->sheets);
	state->sheet = state->xlsx->workbook_add_worksheet(
		state->workbook->book, name);
	if (state->sheet)
		add_header(render);
	else
		render->sink->failed = true;
}

static bool load(struct xlsx_library *library)
{
	return library_load(XLSX_LIBRARY, XLSX_NAMES(LIBRARY_NAME), library);
}

struct workbook *workbook_open(struct arena *arena)
{
	struct workbook *workbook = arena_take(arena, sizeof(*workbook));
	if (!load(&workbook->xlsx))
		return NULL;
	workbook->arena = arena;
	workbook->file = tmpfile();
	if (!workbook->file)
		return NULL;
	lxw_workbook_options options = { .constant_memory = LXW_TRUE };
	const char *path =
		arena_print(arena, "/dev/fd/%d", fileno(workbook->file));
	workbook->book = workbook->xlsx.workbook_new_opt(path, &options);
	if (!workbook->book) {
		(void)fclose(workbook->file);
		return NULL;
	}
	lxw_doc_properties properties = { .created = CREATED };
	workbook->xlsx.workbook_set_properties(workbook->book, &properties);
	xlsx_formats_init(&workbook->formats, &workbook->xlsx, workbook->book);
	return workbook;
}

static void xlsx_begin(struct render *render)
{
	struct xlsx_state *state = arena_take(render->arena, sizeof(*state));
	render->state = state;
	text_init(&state->text, render->arena);
	state->workbook = render->options.sheet
				  ? render->options.sheet->workbook
				  : workbook_open(render->arena);
	if (!state->workbook) {
		render->sink->failed = true;
		return;
	}
	state->formats = &state->workbook->formats;
	state->xlsx = &state->workbook->xlsx;
	add_sheet(render);
}

static void add_number(struct xlsx_state *state, lxw_col_t column,
		       enum column_type type, const struct cell *cell,
		       enum row_kind kind)
{
	bool is_total = kind == ROW_TOTAL;
	lxw_format *format = state->formats->number[is_total][cell->scale];
	if (type == COLUMN_PERCENT)
		format = state->formats->percent[is_total][cell->scale];
	else if (type == COLUMN_MONEY || type == COLUMN_POINTS)
		format = state->formats->grouped[is_total][cell->scale];
	if (cell->number > EXACT_MAX || cell->number < -EXACT_MAX) {
		char buffer[DECIMAL_TEXT_MAX];
		add_text(state, column, render_cell_text(cell, buffer), kind);
		return;
	}
	/* Halves and power are exact; the one division rounds correctly. */
	int64_t half = INT64_C(1) << HALF_BITS;
	int high = (int)(cell->number / half);
	int low = (int)(cell->number % half);
	int power = (int)decimal_power(cell->scale);
	state->xlsx->worksheet_write_number(state->sheet, state->row, column,
					    (high * 67108864.0 + low) / power,
					    format);
}

static void add_day(struct xlsx_state *state, lxw_col_t column, struct day day,
		    enum row_kind kind)
{
	struct civil civil = day_civil(day);
	lxw_datetime date = { .year = civil.year,
			      .month = civil.month,
			      .day = civil.day };
	char text[DAY_TEXT_MAX];
	if (civil.year >= YEAR_MIN) {
		state->xlsx->worksheet_write_datetime(
			state->sheet, state->row, column, &date,
			state->formats->day[kind == ROW_TOTAL]);
		return;
	}
	day_print(day, text);
	add_text(state, column, slice_from(text), kind);
}

static void add_cell(struct xlsx_state *state, lxw_col_t column,
		     enum column_type type, const struct cell *cell,
		     enum row_kind kind)
{
	lxw_datetime time = { .hour = (int)(cell->number / 60),
			      .min = (int)(cell->number % 60) };
	switch (cell->kind) {
	case CELL_NONE:
		if (kind == ROW_TOTAL)
			state->xlsx->worksheet_write_blank(
				state->sheet, state->row, column,
				state->formats->text[1]);
		break;
	case CELL_TEXT:
		add_text(state, column, cell->text, kind);
		break;
	case CELL_NUMBER:
		add_number(state, column, type, cell, kind);
		break;
	case CELL_DAY:
		add_day(state, column, cell->day, kind);
		break;
	case CELL_TIME:
		state->xlsx->worksheet_write_datetime(
			state->sheet, state->row, column, &time,
			state->formats->time[kind == ROW_TOTAL]);
		break;
	case CELL_BOOLEAN:
		state->xlsx->worksheet_write_boolean(
			state->sheet, state->row, column, cell->number != 0,
			state->formats->text[kind == ROW_TOTAL]);
		break;
	}
}

/* Filters over the rows so far. The library takes no row before the current
 * one: it is done when totals are about to follow, and at the end. */
static void add_filters(struct render *render)
{
	struct xlsx_state *state = render->state;
	state->xlsx->worksheet_autofilter(
		state->sheet, 0, 0, state->row - 1,
		(lxw_col_t)(render->column_count - 1));
}

/* Columns as wide as what they hold, and filters over all rows but the
 * totals behind them. */
static void finish_sheet(struct render *render)
{
	struct xlsx_state *state = render->state;
	for (size_t i = 0; i < render->column_count; i++) {
		size_t width = slice_from(render->columns[i].name).length + 2;
		if (state->widths[i] > width)
			width = state->widths[i];
		if (width > WIDTH_MAX)
			width = WIDTH_MAX;
		state->xlsx->worksheet_set_column(state->sheet, (lxw_col_t)i,
						  (lxw_col_t)i, (int)width + 2,
						  NULL);
	}
	if (!state->totals)
		add_filters(render);
}

static void xlsx_row(struct render *render, const struct cell *cells,
		     enum row_kind kind)
{
	struct xlsx_state *state = render->state;
	if (render->sink->failed)
		return;
	if (state->row == SHEET_ROWS_MAX) {
		finish_sheet(render);
		add_sheet(render);
	}
	if (kind == ROW_TOTAL && !state->totals)
		add_filters(render);
	for (size_t i = 0; i < render->column_count; i++) {
		char buffer[DECIMAL_TEXT_MAX];
		size_t width =
			utf8_display_width(render_cell_text(&cells[i], buffer));
		if (width > state->widths[i])
			state->widths[i] = width;
		add_cell(state, (lxw_col_t)i, render->columns[i].type,
			 &cells[i], kind);
	}
	state->totals = kind == ROW_TOTAL;
	state->row++;
}

/* --- what it rests on ------------------------------------------------------- */

static void add_about(struct workbook *workbook, const char *label,
		      const char *value)
{
	workbook->about = arena_grow(
		workbook->arena, workbook->about, workbook->about_count + 1,
		sizeof(*workbook->about), &workbook->about_capacity);
	workbook->about[workbook->about_count++] = (struct about_line){
		arena_copy(workbook->arena, label, strlen(label)), value
	};
}

/* Keeps the heading for the last sheet, which is written when all is there. */
static void keep_heading(struct render *render)
{
	struct xlsx_state *state = render->state;
	struct workbook *workbook = state->workbook;
	const struct heading *heading = render->heading;
	if (workbook->about_count > 0)
		add_about(workbook, "", "");
	add_about(workbook, heading->title, NULL);
	for (size_t i = 0; i < heading->count; i++) {
		const char *value = cell_text(state, heading->lines[i].value);
		add_about(workbook, heading->lines[i].label,
			  arena_copy(workbook->arena, value, strlen(value)));
	}
}

static void write_about(struct workbook *workbook)
{
	lxw_worksheet *sheet =
		workbook->xlsx.workbook_add_worksheet(workbook->book, "About");
	lxw_format *bold = workbook->xlsx.workbook_add_format(workbook->book);
	if (!sheet) {
		workbook->failed = true;
		return;
	}
	workbook->xlsx.format_set_bold(bold);
	for (size_t i = 0; i < workbook->about_count; i++) {
		const struct about_line *line = &workbook->about[i];
		lxw_row_t row = (lxw_row_t)i;
		workbook->xlsx.worksheet_write_string(
			sheet, row, 0, line->label, line->value ? NULL : bold);
		if (line->value)
			workbook->xlsx.worksheet_write_string(
				sheet, row, 1, line->value,
				workbook->formats.text[0]);
	}
	workbook->xlsx.worksheet_set_column(sheet, 0, 0, 20, NULL);
	workbook->xlsx.worksheet_set_column(sheet, 1, 1, WIDTH_MAX, NULL);
}

/* --- the end ---------------------------------------------------------------- */

static void copy_file(const struct workbook *workbook, struct sink *sink)
{
	int descriptor = fileno(workbook->file);
	char *bytes = arena_take(workbook->arena, SINK_SIZE);
	ssize_t got;
	(void)lseek(descriptor, 0, SEEK_SET);
	while ((got = read(descriptor, bytes, SINK_SIZE)) > 0)
		sink_add_bytes(sink, bytes, (size_t)got);
	if (got < 0)
		sink->failed = true;
}

bool workbook_save(struct workbook *workbook, struct sink *sink)
{
	if (workbook->about_count > 0)
		write_about(workbook);
	if (workbook->xlsx.workbook_close(workbook->book) != LXW_NO_ERROR ||
	    workbook->failed)
		sink->failed = true;
	if (!sink->failed)
		copy_file(workbook, sink);
	(void)fclose(workbook->file);
	return !sink->failed;
}

static void xlsx_end(struct render *render)
{
	struct xlsx_state *state = render->state;
	struct workbook *workbook = state->workbook;
	if (!workbook)
		return;
	if (state->sheet)
		finish_sheet(render);
	if (render->heading && state->sheet)
		keep_heading(render);
	workbook->failed |= render->sink->failed;
	if (!render->options.sheet)
		(void)workbook_save(workbook, render->sink);
}

static const char *missing_library(void)
{
	struct xlsx_library library;

	return load(&library) ? NULL : XLSX_LIBRARY;
}

const struct renderer render_xlsx = {
	.name = "xlsx",
	.is_binary = true,
	.missing = missing_library,
	.begin = xlsx_begin,
	.row = xlsx_row,
	.end = xlsx_end,
};

#else

/* Built without the library: the format is known, and said to be absent. */
const struct renderer render_xlsx = { .name = "xlsx", .is_binary = true };

struct workbook *workbook_open(struct arena *arena)
{
	(void)arena;
	return NULL;
}

bool workbook_save(struct workbook *workbook, struct sink *sink)
{
	(void)workbook;
	sink->failed = true;
	return false;
}

#endif
