/*
 * What lies about the end of a period, in lists that an auditor asks for.
 */
#ifndef REPORT_REPORT_CUTOFF_H
#define REPORT_REPORT_CUTOFF_H

#include <stddef.h>

#include "base/day.h"

struct report_scope;
struct table;

/* The lists, in the order of the table. */
enum cutoff_list {
	CUTOFF_BEFORE,
	CUTOFF_AFTER,
	CUTOFF_LATE,
	CUTOFF_BACKDATED,
	CUTOFF_REFUNDED_AFTER,
	CUTOFF_OPEN_REQUEST,
	CUTOFF_NOT_USABLE,
	CUTOFF_COUNT
};

/* The name of a list: "before". */
const char *cutoff_list_name(enum cutoff_list list);

/* Adds the rows of all lists about the close of `end`; before and after reach
 * `window` days. counts is how many rows each list has. */
void report_cutoff_rows(const struct report_scope *scope, struct table *table,
			struct day end, int window,
			size_t counts[CUTOFF_COUNT]);

#endif
