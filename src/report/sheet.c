/*
 * Laying out a page of facts. Columns are as wide as a section's rows need;
 * parts that no row of the section fills take no room; the last part of a
 * line is not padded.
 */
#include "report/sheet.h"

#include <assert.h>

#include "base/arena.h"
#include "base/decimal.h"
#include "base/text.h"
#include "base/utf8.h"
#include "report/sink.h"
#include "rules/program.h"

enum {
	INDENT = 2,
	BLANKS = 2
};

struct sheet *sheet_new(struct arena *arena)
{
	struct sheet *sheet = arena_take(arena, sizeof(*sheet));

	sheet->arena = arena;
	return sheet;
}

struct sheet_row *sheet_add_row(struct sheet *sheet)
{
	assert(sheet->section != NULL);
	sheet->rows = arena_grow(sheet->arena, sheet->rows, sheet->count + 1,
				 sizeof(*sheet->rows), &sheet->capacity);
	struct sheet_row *row = &sheet->rows[sheet->count++];
	*row = (struct sheet_row){
		.section = sheet->section,
		.day = DAY_NONE,
		.expires = DAY_NONE,
		.minute = -1,
	};
	return row;
}

void sheet_add_section(struct sheet *sheet, const struct sheet_section *section,
		       struct slice title)
{
	sheet->section = section;
	struct sheet_row *row = sheet_add_row(sheet);
	row->begins = true;
	row->title = title;
}

void sheet_add_text(struct sheet *sheet, struct slice what, struct slice text)
{
	struct sheet_row *row = sheet_add_row(sheet);

	row->what = what;
	row->text = text;
}

void sheet_set_points(struct sheet_row *row, int64_t points,
		      const struct unit *unit)
{
	row->has_points = true;
	row->points = points;
	row->unit = unit;
}

void sheet_set_balance(struct sheet_row *row, int64_t balance,
		       const struct unit *unit)
{
	row->has_balance = true;
	row->balance = balance;
	row->unit = unit;
}

/* ---- for people ---- */

static void add_amount(struct text *text, const struct sheet_row *row,
		       bool with_plus)
{
	const struct unit *unit = row->unit;
	int64_t one = decimal_power(unit->decimals);
	bool is_one = row->points == one || row->points == -one;

	decimal_add_text(text, row->points, unit->decimals, with_plus);
	text_add_char(text, ' ');
	text_add_slice(text, is_one || unit->plural.length == 0 ? unit->name
								: unit->plural);
}

static void add_day(struct text *text, struct day day)
{
	char buffer[DAY_TEXT_MAX];

	day_print(day, buffer);
	text_add(text, buffer);
}

static void add_number(struct text *text, bool is_there, int64_t number,
		       const struct sheet_row *row, bool with_plus)
{
	if (is_there)
		decimal_add_text(text, number, row->unit->decimals, with_plus);
}

/* One part of a row as people see it, in the text (emptied before). */
static struct slice part_text(struct text *text, const struct sheet_row *row,
			      enum sheet_part part)
{
	text_clear(text);
	switch (part) {
	case SHEET_END:
		break;
	case SHEET_DATE:
		add_day(text, row->day);
		break;
	case SHEET_WHAT:
		utf8_add_visible(text, row->what);
		break;
	case SHEET_TEXT:
		utf8_add_visible(text, row->text);
		break;
	case SHEET_POINTS:
		add_number(text, row->has_points, row->points, row, false);
		break;
	case SHEET_SIGNED:
		add_number(text, row->has_points, row->points, row,
			   !row->is_sum);
		break;
	case SHEET_AMOUNT:
	case SHEET_CHANGE:
		if (row->has_points)
			add_amount(text, row, part == SHEET_CHANGE);
		break;
	case SHEET_BALANCE:
		add_number(text, row->has_balance, row->balance, row, false);
		break;
	case SHEET_EXPIRES:
		add_day(text, row->expires);
		break;
	case SHEET_REF:
		utf8_add_visible(text, row->ref);
		break;
	case SHEET_PLACE:
		if (row->file != NULL) {
			utf8_add_visible(text, slice_from(row->file));
			text_add_format(text, ":%lld", (long long)row->line);
		}
		break;
	}
	return text_slice(text);
}

static bool is_number(enum sheet_part part)
{
	return part == SHEET_POINTS || part == SHEET_SIGNED ||
	       part == SHEET_AMOUNT || part == SHEET_CHANGE ||
	       part == SHEET_BALANCE;
}

/* One section being laid out. */
struct layout {
	const struct sheet *sheet;
	const struct sheet_section *section;
	size_t first, end; /* its rows */
	size_t widths[SHEET_PARTS_MAX];
	struct sink *sink;
	struct text *text;
};

static void measure(struct layout *layout)
{
	const struct sheet_section *section = layout->section;

	for (size_t p = 0; section->parts[p] != SHEET_END; p++) {
		size_t *width = &layout->widths[p];
		*width = 0;
		for (size_t i = layout->first; i < layout->end; i++) {
			size_t columns = utf8_display_width(
				part_text(layout->text, &layout->sheet->rows[i],
					  section->parts[p]));
			*width = columns > *width ? columns : *width;
		}
		if (*width == 0 || section->heads[p] == NULL)
			continue;
		size_t head = utf8_display_width(slice_from(section->heads[p]));
		*width = head > *width ? head : *width;
	}
}

/* One line being written: blanks are owed until something stands behind. */
struct line {
	struct sink *sink;
	size_t owed;
};

static void put(struct line *line, struct slice text, size_t width, bool right)
{
	size_t columns = utf8_display_width(text);
	size_t missing = width > columns ? width - columns : 0;

	if (width == 0)
		return;
	line->owed += right ? missing : 0;
	if (text.length > 0) {
		sink_add_repeat(line->sink, ' ', line->owed);
		sink_add_slice(line->sink, text);
		line->owed = 0;
	} else {
		line->owed += columns;
	}
	line->owed += (right ? 0 : missing) + BLANKS;
}

static void print_heads(const struct layout *layout)
{
	const struct sheet_section *section = layout->section;
	struct line line = { .sink = layout->sink, .owed = INDENT };
	bool any = false;

	for (size_t p = 0; section->parts[p] != SHEET_END; p++)
		any |= section->heads[p] != NULL;
	for (size_t p = 0; any && section->parts[p] != SHEET_END; p++)
		put(&line, slice_from(section->heads[p]), layout->widths[p],
		    is_number(section->parts[p]));
	if (any)
		sink_add_char(layout->sink, '\n');
}

/* The rule above a sum, as wide as the points. */
static void print_rule(const struct layout *layout)
{
	const struct sheet_section *section = layout->section;
	size_t before = INDENT;

	for (size_t p = 0; section->parts[p] != SHEET_END; p++) {
		size_t width = layout->widths[p];
		if (section->parts[p] == SHEET_POINTS ||
		    section->parts[p] == SHEET_SIGNED) {
			sink_add_repeat(layout->sink, ' ', before);
			sink_add_repeat(layout->sink, '-', width);
			sink_add_char(layout->sink, '\n');
			return;
		}
		before += width == 0 ? 0 : width + BLANKS;
	}
}

static void print_row(const struct layout *layout, const struct sheet_row *row)
{
	const struct sheet_section *section = layout->section;
	struct line line = { .sink = layout->sink, .owed = INDENT };

	if (row->is_sum)
		print_rule(layout);
	for (size_t p = 0; section->parts[p] != SHEET_END; p++)
		put(&line, part_text(layout->text, row, section->parts[p]),
		    layout->widths[p], is_number(section->parts[p]));
	sink_add_char(layout->sink, '\n');
}

static void print_title(const struct layout *layout, struct slice title,
			bool colour)
{
	text_clear(layout->text);
	utf8_add_visible(layout->text, title);
	sink_add(layout->sink, colour ? "\033[1m" : "");
	sink_add_slice(layout->sink, text_slice(layout->text));
	sink_add(layout->sink, colour ? "\033[0m\n" : "\n");
}

void sheet_print(const struct sheet *sheet, struct sink *sink, bool colour)
{
	struct text text;
	struct layout layout = { .sheet = sheet, .sink = sink, .text = &text };

	text_init(&text, sheet->arena);
	for (size_t i = 0; i < sheet->count; i = layout.end) {
		const struct sheet_row *begin = &sheet->rows[i];
		layout.section = begin->section;
		layout.first = layout.end = i + 1;
		while (layout.end < sheet->count &&
		       !sheet->rows[layout.end].begins)
			layout.end++;
		if (i > 0)
			sink_add_char(sink, '\n');
		if (begin->title.length > 0)
			print_title(&layout, begin->title, colour);
		measure(&layout);
		print_heads(&layout);
		for (size_t k = layout.first; k < layout.end; k++)
			print_row(&layout, &sheet->rows[k]);
	}
}

/* ---- for programs ---- */

static void fill_numbers(const struct sheet_row *row, struct table *table)
{
	if (row->unit == NULL) {
		table_add_none(table);
		table_add_none(table);
		table_add_none(table);
		return;
	}
	if (row->has_points)
		table_add_points(table, row->points, row->unit->decimals);
	else
		table_add_none(table);
	table_add_text(table, row->unit->name);
	if (row->has_balance)
		table_add_points(table, row->balance, row->unit->decimals);
	else
		table_add_none(table);
}

void sheet_fill(const struct sheet *sheet, struct table *table)
{
	for (size_t i = 0; i < sheet->count; i++) {
		const struct sheet_row *row = &sheet->rows[i];
		if (row->begins)
			continue;
		table_add_string(table, row->section->name);
		table_add_text(table, row->what);
		table_add_text(table, row->text);
		table_add_day(table, row->day);
		table_add_minute(table, row->minute);
		fill_numbers(row, table);
		table_add_day(table, row->expires);
		table_add_text(table, row->ref);
		if (row->file == NULL) {
			table_add_rest(table);
		} else {
			table_add_string(table, row->file);
			table_add_integer(table, row->line);
		}
		table_end_row(table);
	}
}
