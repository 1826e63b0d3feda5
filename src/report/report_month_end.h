/*
 * The steps of a month end and what each found, a row a step.
 */
#ifndef REPORT_REPORT_MONTH_END_H
#define REPORT_REPORT_MONTH_END_H

#include "base/slice.h"

struct table;

enum month_state {
	MONTH_DONE, /* the book shows that it was done */
	MONTH_OPEN, /* it keeps the period open */
	MONTH_LOOK  /* for a person to look at; nothing in the book says so */
};

struct month_end_row {
	const char *step;
	enum month_state state;
	struct slice found;
	const char *command;
};

/* Adds the row; the table is open on report_month_end. */
void report_month_end_add(struct table *table, const struct month_end_row *row);

#endif
