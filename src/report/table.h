/*
 * Every report is a table: columns with a name, a type and a help, filled row
 * by row from left to right, and handed to a renderer (render.h) that streams
 * it to a sink. The column's name is at once the CSV header, the JSON key and
 * the XLSX header: an API, lower case with underscores.
 *
 *	struct table *table = session_table(session, &report_balance);
 *	table_add_text(table, id);
 *	table_add_points(table, balance, decimals);
 *	table_end_row(table);
 *
 * Texts are not copied: they need to live until table_end_row returns. A row
 * must fill every column, in order (asserted). The table does not sort.
 *
 * To add a report:
 * 1. src/report/report_NAME.c: its columns, `const struct report
 *    report_NAME`, and a function that makes the rows from const input;
 *    src/report/report_NAME.h declares that function.
 * 2. One row in reports.def.
 * 3. A command that calls it (cmd/command.h), `.It Li COLUMN` in its page, a
 *    case that shows the columns. `make check` names what is missing.
 */
#ifndef REPORT_TABLE_H
#define REPORT_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "base/decimal.h"
#include "base/slice.h"

struct arena;
struct render;

/* What a column holds. Numbers stand right, all else left. */
enum column_type {
	COLUMN_TEXT,    /* any text, made safe for where it goes */
	COLUMN_ID,      /* an id, a reference, a word of a closed list */
	COLUMN_POINTS,  /* exact decimal with the unit's digits */
	COLUMN_MONEY,   /* exact decimal with the currency's digits */
	COLUMN_INTEGER, /* a count */
	COLUMN_DECIMAL, /* exact decimal of any scale */
	COLUMN_PERCENT, /* exact decimal; shown with % where people read */
	COLUMN_DAY,     /* YYYY-MM-DD */
	COLUMN_TIME,    /* HH:MM */
	COLUMN_BOOLEAN  /* yes or no; true and false in JSON */
};

enum {
	COLUMNS_MAX = 64
};

struct column {
	const char *name;
	enum column_type type;
	const char *help; /* one line, lower case, no full stop */
};

/* What a report is: its columns, and what a query may ask of its rows. */
struct report {
	const char *name;             /* the command's: "balance" */
	const char *title;            /* "Balances" */
	const struct column *columns; /* ended by a row without name */
	uint64_t fields;              /* QUERY_BITs, 0: takes no query */
};

#define REPORT(name) extern const struct report report_##name;
#include "report/reports.def"
#undef REPORT

/* The nth report of reports.def, NULL behind the last. */
const struct report *report_list(size_t nth);

/* The name of a column type as `help --dump` shows it: "points". */
const char *column_type_name(enum column_type type);

/* One value of a row. number / 10^scale for numbers; minutes for times; 0 or
 * 1 for booleans. An absent value is empty text in CSV and null in JSON. */
enum cell_kind {
	CELL_NONE,
	CELL_TEXT,
	CELL_NUMBER,
	CELL_DAY,
	CELL_TIME,
	CELL_BOOLEAN
};

struct cell {
	enum cell_kind kind;
	int scale;
	int64_t number;
	struct slice text;
	struct day day;
};

struct table {
	const struct report *report;
	size_t column_count;
	size_t filled; /* cells of the row being filled */
	uint64_t rows;
	struct render *render;
	struct cell cells[COLUMNS_MAX];
};

/* Begins a table on a renderer; lives in the arena. (Commands call
 * session_table, which chooses renderer, sink and heading.) */
struct table *table_open(struct arena *arena, const struct report *report,
			 struct render *render);

/* Each fills the next column of the row. */
void table_add_text(struct table *table, struct slice text);
void table_add_string(struct table *table, const char *text); /* NULL: none */
void table_add_points(struct table *table, int64_t points, int decimals);
void table_add_money(struct table *table, int64_t amount, uint8_t currency);
void table_add_integer(struct table *table, int64_t value);
void table_add_decimal(struct table *table, struct decimal value);
void table_add_percent(struct table *table, struct decimal value);
void table_add_day(struct table *table, struct day day); /* NONE, NEVER: none */
void table_add_minute(struct table *table, int minute);  /* -1: none */
void table_add_boolean(struct table *table, bool value);
void table_add_none(struct table *table);

/* Fills all that is left of the row with nothing. */
void table_add_rest(struct table *table);

/* The row is complete. */
void table_end_row(struct table *table);

/* The row is complete and is a sum of those above: set apart where people
 * read; the last row like any other where programs do (so a report adds it
 * only when asked, or says so in a column). */
void table_end_total(struct table *table);

/* The rows that follow stand under this heading (where people read; other
 * formats ignore it, so a column must say the same). */
void table_add_section(struct table *table, const char *title);

/* No more rows. */
void table_close(struct table *table);

#endif
