/*
 * A table that is kept instead of printed: rows of cells for reports about
 * reports, such as a comparison of two periods.
 */
#ifndef REPORT_KEPT_ROWS_H
#define REPORT_KEPT_ROWS_H

#include <stddef.h>

#include "report/column.h"

struct arena;
struct table;

struct kept_rows {
	const struct report *report;
	size_t column_count;
	const struct cell **rows; /* each of column_count cells */
	size_t count, capacity;
};

/* Begins a table whose rows go to *kept; both live in the arena, and so must
 * the texts of the cells. */
struct table *kept_rows_open(struct arena *arena, const struct report *report,
			     struct kept_rows *kept);

/* Adds the rows to a table that is open on the same report. */
void kept_rows_print(const struct kept_rows *kept, struct table *table);

#endif
