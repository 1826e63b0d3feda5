/*
 * A table for people, laid out by libsmartcols: columns as wide as they need
 * to be. Where a terminal is too narrow texts are wrapped between words, if
 * that makes the table fit. Rows are collected; when there are more than
 * ROWS_MAX, those decide the widths and all is streamed without the library,
 * as it is where that is not installed.
 * Controls and invisible characters are made visible.
 */
#include <stdlib.h>

#include "base/arena.h"
#include "base/text.h"
#include "base/utf8.h"
#include "report/chart.h"
#include "report/chart_text.h"
#include "report/chart_text_options.h"
#include "report/render.h"
#include "report/sink.h"
#include "report/table_library.h"

enum {
	ROWS_MAX = 50000,
	BLANKS = 2,   /* between columns */
	READABLE = 30 /* a text of a table that fits nowhere keeps as much */
};

/* A row, a total, or the title of a section (cells[0] alone). */
enum line_kind {
	LINE_ROW,
	LINE_TOTAL,
	LINE_SECTION
};

struct line {
	enum line_kind kind;
	struct slice *cells; /* visible and terminated */
};

struct table_state {
	struct line *lines;
	size_t count;
	size_t capacity;
	size_t widths[COLUMNS_MAX];
	size_t words[COLUMNS_MAX]; /* the longest word of each text column */
	bool is_streaming;
	bool is_totalling; /* the row before was a total */
	size_t blanks;     /* before the next cell that is not empty */
	struct text text;
	struct table_library library;
};

static void add_heading(struct render *render)
{
	struct table_state *state = render->state;
	const struct heading *heading = render->heading;
	size_t width = 0;
	for (size_t i = 0; i < heading->count; i++) {
		size_t length = slice_from(heading->lines[i].label).length;
		width = length > width ? length : width;
	}
	sink_add(render->sink, heading->title);
	sink_add_char(render->sink, '\n');
	for (size_t i = 0; i < heading->count; i++) {
		struct slice label = slice_from(heading->lines[i].label);
		sink_add_slice(render->sink, label);
		sink_add_repeat(render->sink, ' ', width - label.length + 2);
		text_clear(&state->text);
		utf8_add_visible(&state->text, heading->lines[i].value);
		sink_add_slice(render->sink, text_slice(&state->text));
		sink_add_char(render->sink, '\n');
	}
	sink_add_char(render->sink, '\n');
}

/* The charts, which stand for the rows then. */
static void print_charts(struct render *render)
{
	const struct render_options *options = &render->options;
	struct chart_text_options how = { options->width, options->colour,
					  options->ascii };

	for (size_t i = 0; i < options->chart_count; i++) {
		if (i > 0)
			sink_add_char(render->sink, '\n');
		chart_text_print(render->arena, &options->charts[i], &how,
				 render->sink);
	}
}

static bool is_drawn(const struct render *render)
{
	return render->options.chart_count > 0;
}

static void table_begin(struct render *render)
{
	struct table_state *state = arena_take(render->arena, sizeof(*state));
	text_init(&state->text, render->arena);
	render->state = state;
	for (size_t i = 0; i < render->column_count; i++)
		state->widths[i] = slice_from(render->columns[i].name).length;
	if (render->heading)
		add_heading(render);
	print_charts(render);
}

static struct line *new_line(struct render *render, enum line_kind kind)
{
	struct table_state *state = render->state;
	state->lines = arena_grow(render->arena, state->lines, state->count + 1,
				  sizeof(*state->lines), &state->capacity);
	struct line *line = &state->lines[state->count++];
	line->kind = kind;
	line->cells = arena_take_array(render->arena, render->column_count,
				       sizeof(*line->cells));
	return line;
}

/* The cell as people see it, in the state's text. */
static struct slice visible_cell(struct render *render, size_t column,
				 const struct cell *cell)
{
	struct table_state *state = render->state;
	char buffer[DECIMAL_TEXT_MAX];
	text_clear(&state->text);
	utf8_add_visible(&state->text, render_cell_words(cell, buffer));
	if (cell->kind == CELL_NUMBER &&
	    render->columns[column].type == COLUMN_PERCENT)
		text_add_char(&state->text, '%');
	return text_slice(&state->text);
}

/* --- streaming -------------------------------------------------------------*/

static void stream_cell(struct render *render, size_t column, struct slice text)
{
	struct table_state *state = render->state;
	bool is_last = column + 1 == render->column_count;
	bool is_right = render_is_number(render->columns[column].type);
	size_t width = utf8_display_width(text);
	size_t missing = state->widths[column] > width
				 ? state->widths[column] - width
				 : 0;
	if (is_right)
		state->blanks += missing;
	if (text.length > 0) {
		sink_add_repeat(render->sink, ' ', state->blanks);
		state->blanks = 0;
	}
	sink_add_slice(render->sink, text);
	state->blanks += BLANKS + (is_right ? 0 : missing);
	if (is_last) {
		sink_add_char(render->sink, '\n');
		state->blanks = 0;
	}
}

static size_t table_width(const struct render *render)
{
	const struct table_state *state = render->state;
	size_t width = BLANKS * (render->column_count - 1);

	for (size_t i = 0; i < render->column_count; i++)
		width += state->widths[i];
	return width;
}

static void stream_rule(struct render *render)
{
	size_t width = table_width(render);
	while (width-- > 0)
		sink_add(render->sink, "─");
	sink_add_char(render->sink, '\n');
}

static void stream_section(struct render *render, struct slice title)
{
	if (render->sink->written > 0 || render->sink->used > 0)
		sink_add_char(render->sink, '\n');
	sink_add_slice(render->sink, title);
	sink_add_char(render->sink, '\n');
}

/* A rule stands above the totals: above the first of them. */
static bool is_first_total(const struct table_state *state, size_t number)
{
	return state->lines[number].kind == LINE_TOTAL &&
	       (number == 0 || state->lines[number - 1].kind != LINE_TOTAL);
}

/* What was collected so far decides the widths of all that follows. */
static void start_streaming(struct render *render)
{
	struct table_state *state = render->state;
	state->is_streaming = true;
	for (size_t i = 0; i < render->column_count; i++)
		stream_cell(render, i, slice_from(render->columns[i].name));
	for (size_t i = 0; i < state->count; i++) {
		const struct line *line = &state->lines[i];
		if (line->kind == LINE_SECTION) {
			stream_section(render, line->cells[0]);
			continue;
		}
		if (is_first_total(state, i))
			stream_rule(render);
		for (size_t j = 0; j < render->column_count; j++)
			stream_cell(render, j, line->cells[j]);
	}
}

/* Remembers the longest word of the column. */
static void note_words(struct table_state *state, size_t column,
		       struct slice text)
{
	while (text.length > 0) {
		size_t width = utf8_display_width(slice_cut(text, ' ', &text));
		if (width > state->words[column])
			state->words[column] = width;
	}
}

static void table_row(struct render *render, const struct cell *cells,
		      enum row_kind kind)
{
	struct table_state *state = render->state;
	if (is_drawn(render))
		return;
	if (state->is_streaming) {
		if (kind == ROW_TOTAL && !state->is_totalling)
			stream_rule(render);
		state->is_totalling = kind == ROW_TOTAL;
		for (size_t i = 0; i < render->column_count; i++)
			stream_cell(render, i,
				    visible_cell(render, i, &cells[i]));
		return;
	}
	struct line *line =
		new_line(render, kind == ROW_TOTAL ? LINE_TOTAL : LINE_ROW);
	for (size_t i = 0; i < render->column_count; i++) {
		struct slice text = visible_cell(render, i, &cells[i]);
		size_t width = utf8_display_width(text);
		if (width > state->widths[i])
			state->widths[i] = width;
		note_words(state, i, text);
		line->cells[i] = arena_copy_slice(render->arena, text);
	}
	if (state->count == ROWS_MAX)
		start_streaming(render);
}

static void table_section(struct render *render, const char *title)
{
	struct table_state *state = render->state;
	text_clear(&state->text);
	utf8_add_visible(&state->text, slice_from(title));
	if (state->is_streaming) {
		stream_section(render, text_slice(&state->text));
		return;
	}
	struct line *line = new_line(render, LINE_SECTION);
	line->cells[0] =
		arena_copy_slice(render->arena, text_slice(&state->text));
}

/* --- fitting a terminal -----------------------------------------------------*/

/* What a column needs at least: its longest word. */
static size_t least_width(const struct render *render, size_t column,
			  size_t floor)
{
	const struct table_state *state = render->state;
	size_t least = slice_from(render->columns[column].name).length;

	if (render->columns[column].type != COLUMN_TEXT)
		return state->widths[column];
	if (state->words[column] > least)
		least = state->words[column];
	if (floor > least)
		least = floor;
	return least < state->widths[column] ? least : state->widths[column];
}

/* Takes `excess` from the text columns, from the widest first. */
static void narrow(struct render *render, size_t excess, size_t floor)
{
	struct table_state *state = render->state;

	for (; excess > 0; excess--) {
		size_t widest = render->column_count;
		for (size_t i = 0; i < render->column_count; i++) {
			if (state->widths[i] > least_width(render, i, floor) &&
			    (widest == render->column_count ||
			     state->widths[i] > state->widths[widest]))
				widest = i;
		}
		if (widest == render->column_count)
			return;
		state->widths[widest]--;
	}
}

/* Where the terminal is too narrow, texts give way: down to their longest
 * words if the table fits then, else only what is long anyhow. */
static void fit(struct render *render)
{
	size_t width = table_width(render);
	size_t least = BLANKS * (render->column_count - 1);

	if (render->options.width == 0 || width <= render->options.width)
		return;
	for (size_t i = 0; i < render->column_count; i++)
		least += least_width(render, i, 0);
	narrow(render, width - render->options.width,
	       least <= render->options.width ? 0 : READABLE);
}

/* The text with line ends between words, so that it fits its column. */
static const char *wrapped(struct render *render, struct slice text,
			   size_t width)
{
	struct table_state *state = render->state;
	size_t used = 0;

	if (utf8_display_width(text) <= width)
		return text.text;
	text_clear(&state->text);
	while (text.length > 0) {
		struct slice word = slice_cut(text, ' ', &text);
		size_t length = utf8_display_width(word);
		bool fits = used + 1 + length <= width;
		if (state->text.length > 0)
			text_add_char(&state->text, fits ? ' ' : '\n');
		text_add_slice(&state->text, word);
		used = fits && state->text.length > word.length
			       ? used + 1 + length
			       : length;
	}
	return state->text.bytes;
}

/* --- with libsmartcols ----------------------------------------------------*/

/* What the library could not do (its memory is its own) fails the output. */
static void check(struct render *render, bool is_done)
{
	if (!is_done)
		render->sink->failed = true;
}

static struct libscols_table *new_table(struct render *render)
{
	struct table_state *state = render->state;
	const struct table_library *library = &state->library;
	struct libscols_table *table = library->scols_new_table();
	check(render, table);
	if (!table)
		return NULL;
	library->scols_table_enable_colors(table, render->options.colour);
	library->scols_table_enable_minout(table, 1);
	library->scols_table_set_column_separator(table, "  ");
	library->scols_table_set_termforce(table, SCOLS_TERMFORCE_NEVER);
	for (size_t i = 0; i < render->column_count; i++) {
		int flags = 0;
		if (render_is_number(render->columns[i].type))
			flags = SCOLS_FL_RIGHT;
		else if (render->columns[i].type == COLUMN_TEXT)
			flags = SCOLS_FL_WRAP;
		struct libscols_column *column =
			library->scols_table_new_column(
				table, render->columns[i].name,
				(int)state->widths[i], flags);
		check(render, column);
		if (!column)
			continue;
		library->scols_column_set_safechars(column, "\n");
		library->scols_column_set_wrapfunc(
			column, library->scols_wrapnl_chunksize,
			library->scols_wrapnl_nextchunk, NULL);
		library->scols_cell_set_color(
			library->scols_column_get_header(column), "bold");
	}
	return table;
}

static void set_cell(struct render *render, struct libscols_line *row,
		     size_t column, const char *text, const char *colour)
{
	const struct table_state *state = render->state;
	const struct table_library *library = &state->library;

	check(render, library->scols_line_set_data(row, column, text) == 0);
	if (colour)
		library->scols_cell_set_color(
			library->scols_line_get_cell(row, column), colour);
}

static void add_line(struct render *render, struct libscols_table *table,
		     const struct line *line)
{
	const struct table_state *state = render->state;
	const struct table_library *library = &state->library;
	struct libscols_line *row = library->scols_table_new_line(table, NULL);
	check(render, row);
	for (size_t i = 0; row && i < render->column_count; i++) {
		struct slice text = line->cells[i];
		bool is_negative = render_is_number(render->columns[i].type) &&
				   slice_starts(text, "-");
		const char *colour = line->kind == LINE_TOTAL ? "bold" : NULL;
		set_cell(render, row, i,
			 wrapped(render, text, state->widths[i]),
			 is_negative ? "red" : colour);
	}
}

/* A row of rules as wide as the columns, above a total. */
static void add_rule(struct render *render, struct libscols_table *table)
{
	struct table_state *state = render->state;
	const struct table_library *library = &state->library;
	struct libscols_line *row = library->scols_table_new_line(table, NULL);
	check(render, row);
	for (size_t i = 0; row && i < render->column_count; i++) {
		text_clear(&state->text);
		for (size_t j = 0; j < state->widths[i]; j++)
			text_add(&state->text, "─");
		set_cell(render, row, i, state->text.bytes, NULL);
	}
}

/* The head alone, which the library does not print without rows. */
static void print_head(struct render *render)
{
	for (size_t i = 0; i < render->column_count; i++)
		stream_cell(render, i, slice_from(render->columns[i].name));
}

/* Prints the table's lines and forgets them. */
static void print_lines(struct render *render, struct libscols_table *table)
{
	const struct table_state *state = render->state;
	const struct table_library *library = &state->library;
	char *text = NULL;
	if (library->scols_table_get_nlines(table) == 0)
		return;
	check(render,
	      library->scols_print_table_to_string(table, &text) == 0 && text);
	if (text) {
		sink_add(render->sink, text);
		sink_add_char(render->sink, '\n');
	}
	free(text);
	library->scols_table_remove_lines(table);
}

static void table_end(struct render *render)
{
	struct table_state *state = render->state;
	if (state->is_streaming || is_drawn(render))
		return;
	if (!table_library_load(&state->library)) {
		start_streaming(render);
		return;
	}
	fit(render);
	struct libscols_table *table = new_table(render);
	for (size_t i = 0; table && i < state->count; i++) {
		const struct line *line = &state->lines[i];
		if (line->kind == LINE_SECTION) {
			print_lines(render, table);
			stream_section(render, line->cells[0]);
			continue;
		}
		if (is_first_total(state, i))
			add_rule(render, table);
		add_line(render, table, line);
	}
	if (state->count == 0)
		print_head(render);
	if (table)
		print_lines(render, table);
	state->library.scols_unref_table(table);
}

const struct renderer render_table = {
	.name = "table",
	.begin = table_begin,
	.section = table_section,
	.row = table_row,
	.end = table_end,
};
