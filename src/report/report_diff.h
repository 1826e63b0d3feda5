/*
 * What differs between two versions of a book: events, balances, levels and
 * the liability.
 */
#ifndef REPORT_REPORT_DIFF_H
#define REPORT_REPORT_DIFF_H

#include <stddef.h>

struct report_scope;
struct table;

/* Adds a row for each difference: events in the order of changes_find, then
 * what they come to. The books have moves. How many rows there are. */
size_t report_diff_rows(const struct report_scope *before,
			const struct report_scope *after, struct table *table);

#endif
