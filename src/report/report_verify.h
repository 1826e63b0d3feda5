/*
 * The seals of a book, computed again: a row each, in the order of time.
 */
#ifndef REPORT_REPORT_VERIFY_H
#define REPORT_REPORT_VERIFY_H

#include "base/slice.h"

struct journal;
struct seal;
struct seal_state;
struct table;

struct verify_row {
	const struct seal *seal;
	const struct seal_state *state;
	const char *signed_by; /* NULL: nobody, or it is not theirs */
	bool is_forged;        /* it has a signature, which is not good */
};

/* Adds the row; the table is open on report_verify. */
void report_verify_add(struct table *table, const struct journal *journal,
		       const struct verify_row *row);

#endif
