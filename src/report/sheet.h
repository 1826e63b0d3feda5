/*
 * A page of facts: sections of lines, each with a word for what it is, a
 * text, a day, points, a place in the book. People get it laid out in blocks,
 * every section with the parts it needs; programs get the same lines as rows
 * of one table (SHEET_COLUMNS), the section being a column.
 *
 *	struct sheet *sheet = sheet_new(arena);
 *	sheet_add_section(sheet, &lots_section, title);
 *	struct sheet_row *row = sheet_add_row(sheet);
 *	row->what = SLICE("purchase");
 *	sheet_set_points(row, 12, unit);
 *	sheet_print(sheet, sink, colour);        or    sheet_fill(sheet, table);
 *
 * Texts are not copied: they need to live until the sheet is printed.
 */
#ifndef REPORT_SHEET_H
#define REPORT_SHEET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "base/slice.h"
#include "report/table.h"

struct arena;
struct sink;
struct unit;

/* The columns of a report whose rows are a sheet's. */
#define SHEET_COLUMNS                                                          \
	{ "section", COLUMN_ID, "the part of the page the row belongs to" },   \
		{ "what", COLUMN_TEXT, "what the row tells" },                 \
		{ "text", COLUMN_TEXT, "in words" },                           \
		{ "date", COLUMN_DAY, "the day" },                             \
		{ "time", COLUMN_TIME, "the time of day" },                    \
		{ "points", COLUMN_POINTS, "points, signed" },                 \
		{ "unit", COLUMN_ID, "the unit of points" },                   \
		{ "balance", COLUMN_POINTS, "the balance behind it" },         \
		{ "expires", COLUMN_DAY, "the last usable day" },              \
		{ "ref", COLUMN_ID, "the reference" },                         \
		{ "file", COLUMN_TEXT, "the file of the line" },               \
		{ "line", COLUMN_INTEGER, "the number of the line" },          \
	{                                                                      \
		NULL, COLUMN_TEXT, NULL                                        \
	}

/* What of a row stands on the line where people read, and in which order. */
enum sheet_part {
	SHEET_END,
	SHEET_DATE,
	SHEET_WHAT,
	SHEET_TEXT,
	SHEET_POINTS, /* the number alone */
	SHEET_SIGNED, /* with its sign */
	SHEET_AMOUNT, /* with the unit's name */
	SHEET_CHANGE, /* with sign and name */
	SHEET_BALANCE,
	SHEET_EXPIRES,
	SHEET_REF,
	SHEET_PLACE /* FILE:LINE */
};

enum {
	SHEET_PARTS_MAX = 10
};

/* A kind of section. */
struct sheet_section {
	const char *name;                       /* in the column section */
	enum sheet_part parts[SHEET_PARTS_MAX]; /* ended by SHEET_END */
	const char *heads[SHEET_PARTS_MAX];     /* above the parts; all NULL:
						 * no line of them */
};

struct sheet_row {
	const struct sheet_section *section;
	struct slice title; /* of the section that begins with this row */
	bool begins;        /* a section begins here; it is not a row yet */
	bool is_sum;        /* of the points above: a rule is drawn */
	struct slice what, text;
	struct day day, expires; /* DAY_NONE: none */
	int minute;              /* -1: none */
	bool has_points, has_balance;
	int64_t points, balance;
	const struct unit *unit; /* of points and balance, NULL: none */
	struct slice ref;
	const char *file; /* NULL: no place */
	int64_t line;
};

struct sheet {
	struct arena *arena;
	const struct sheet_section *section;
	struct sheet_row *rows;
	size_t count;
	size_t capacity;
};

/* An empty page in the arena. */
struct sheet *sheet_new(struct arena *arena);

/* The rows that follow stand under this title (empty: below a blank line). */
void sheet_add_section(struct sheet *sheet, const struct sheet_section *section,
		       struct slice title);

/* A new row of the current section, to be filled at once: the pointer is good
 * until the next is added. */
struct sheet_row *sheet_add_row(struct sheet *sheet);

/* A row of a word and a text. */
void sheet_add_text(struct sheet *sheet, struct slice what, struct slice text);

/* Points of a row in the smallest part of the unit. */
void sheet_set_points(struct sheet_row *row, int64_t points,
		      const struct unit *unit);
/* The balance behind them. */
void sheet_set_balance(struct sheet_row *row, int64_t balance,
		       const struct unit *unit);

/* Lays the page out for people; titles stand out where `colour`. Controls in
 * texts are made visible. */
void sheet_print(const struct sheet *sheet, struct sink *sink, bool colour);

/* The rows for programs: of a report whose columns are SHEET_COLUMNS. */
void sheet_fill(const struct sheet *sheet, struct table *table);

#endif
