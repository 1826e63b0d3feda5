/*
 * What was outstanding, what happened to it and what is left, a row a period
 * or a group, the totals of each unit last.
 */
#ifndef REPORT_REPORT_ROLLFORWARD_H
#define REPORT_REPORT_ROLLFORWARD_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct book;
struct report;
struct rollforward_period;
struct table;

enum rollforward_part {
	ROLLFORWARD_POINTS,
	ROLLFORWARD_MONEY,
	ROLLFORWARD_PARTS /* both */
};

/* Which columns the table has. */
struct rollforward_shape {
	bool grouped; /* the column `group` */
	enum rollforward_part part;
};

/* The report with the columns of a shape; lives in the arena. */
const struct report *report_rollforward_shape(struct arena *arena,
					      struct rollforward_shape shape);

/* Adds the rows of periods that follow each other; the table is open on the
 * report of the shape. */
void report_rollforward_rows(const struct book *book,
			     struct rollforward_shape shape,
			     const struct rollforward_period *periods,
			     size_t count, struct table *table);

#endif
