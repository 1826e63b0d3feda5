/*
 * One screen for the morning.
 */
#ifndef REPORT_REPORT_STATUS_H
#define REPORT_REPORT_STATUS_H

#include <stddef.h>

#include "base/day.h"
#include "base/slice.h"

struct report_scope;
struct sheet;

/* What others know: how much `check` counts, and when the last backup was
 * made (DAY_NONE: never) and where. */
struct status_counts {
	size_t findings, warnings;
	struct day backup;
	struct slice backup_path;
};

/* Adds the page's sections: what is in, yesterday, the week to come, open
 * requests, findings. The book must have been replayed with postings. */
void report_status_add(const struct report_scope *scope, struct sheet *sheet,
		       const struct status_counts *counts);

#endif
