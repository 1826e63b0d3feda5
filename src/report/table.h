/*
 * Every report is a table, filled row by row from left to right, and handed to
 * a renderer (render.h) that streams it to a sink:
 *
 *	struct table *table = session_table(session, &report_balance);
 *	table_add_text(table, id);
 *	table_add_points(table, balance, decimals);
 *	table_end_row(table);
 *
 * Texts are not copied: they need to live until table_end_row returns. A row
 * must fill every column, in order (asserted). The table does not sort.
 */
#ifndef REPORT_TABLE_H
#define REPORT_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "base/decimal.h"
#include "base/slice.h"
#include "report/column.h"

struct arena;
struct render;

/*
 * To add a report:
 * 1. src/report/report_NAME.c: its columns, `const struct report
 *    report_NAME`, and a function that makes the rows from const input;
 *    src/report/report_NAME.h declares that function.
 * 2. One row in reports.def.
 * 3. A command that calls it (cmd/command.h), `.It Li COLUMN` in its page, a
 *    case that shows the columns. `make check` names what is missing.
 */
#define REPORT(name) extern const struct report report_##name;
#include "report/reports.def"
#undef REPORT

/* The nth report of reports.def, NULL behind the last. */
const struct report *report_list(size_t nth);

struct table {
	const struct report *report;
	size_t column_count;
	size_t filled; /* cells of the row being filled */
	uint64_t rows;
	struct render *render;
	struct cell cells[COLUMNS_MAX];
};

/* Fills the next columns of the row with cells of another table. */
void table_add_cells(struct table *table, const struct cell *cells,
		     size_t count);

/* Begins a table on a renderer; lives in the arena. (Commands call
 * session_table, which chooses renderer, sink and heading.) */
struct table *table_open(struct arena *arena, const struct report *report,
			 struct render *render);

/* Each fills the next column of the row. An empty text, NULL, DAY_NONE,
 * DAY_NEVER and a negative minute are nothing. */

/* A text of the report, or bytes that came from anywhere. */
void table_add_text(struct table *table, struct slice text);
/* A terminated text; it needs to live as long. */
void table_add_string(struct table *table, const char *text);
/* Points in the smallest part of their unit. */
void table_add_points(struct table *table, int64_t points, int decimals);
/* Money in minor units of the currency. */
void table_add_money(struct table *table, int64_t amount, uint8_t currency);
/* A count. */
void table_add_integer(struct table *table, int64_t value);
/* A decimal with the digits it has. */
void table_add_decimal(struct table *table, struct decimal value);
/* A percentage: 96.4 stands for 96.4%. */
void table_add_percent(struct table *table, struct decimal value);
/* A day. */
void table_add_day(struct table *table, struct day day);
/* A time of day in minutes. */
void table_add_minute(struct table *table, int minute);
/* Yes or no. */
void table_add_boolean(struct table *table, bool value);
/* Nothing. */
void table_add_none(struct table *table);

/* A figure that is not defined, such as a share of nothing: n/a where people
 * read, nothing elsewhere. */
void table_add_undefined(struct table *table);

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
