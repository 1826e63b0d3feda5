/*
 * What commits did to the lines of a member.
 */
#ifndef REPORT_REPORT_LOG_H
#define REPORT_REPORT_LOG_H

#include "base/slice.h"
#include "report/change_cells.h"

struct arena;
struct table;

/* One line of one commit. */
struct report_log_row {
	struct slice commit, date, author, subject, file;
	struct change_side before, after;
};

/* Adds its row. */
void report_log_add(struct table *table, struct arena *arena,
		    const struct report_log_row *row);

#endif
