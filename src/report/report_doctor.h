/*
 * What `doctor` found around a book, a row each.
 */
#ifndef REPORT_REPORT_DOCTOR_H
#define REPORT_REPORT_DOCTOR_H

#include "base/slice.h"

struct table;

enum doctor_state {
	DOCTOR_FINE,
	DOCTOR_NOTE,  /* good to know, nothing to do */
	DOCTOR_WRONG, /* something to do */
	DOCTOR_MENDED /* was wrong, is not any more */
};

struct doctor_row {
	const char *subject; /* "members' file" */
	enum doctor_state state;
	struct slice found;
	struct slice fix; /* a command where there is one, may be empty */
};

/* Fills one row of report_doctor. */
void report_doctor_add(struct table *table, const struct doctor_row *row);

#endif
