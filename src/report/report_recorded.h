/*
 * What a recording command did, as rows for programs.
 */
#ifndef REPORT_REPORT_RECORDED_H
#define REPORT_REPORT_RECORDED_H

#include <stdbool.h>
#include <stdint.h>

struct report_scope;
struct table;

struct recorded {
	const bool *wanted;  /* of the journal's events: those of the command */
	uint32_t first;      /* from here on they are new */
	const char *outcome; /* of the new ones: "recorded", "dry-run" */
};

/* Rows of report_recorded: one for each movement of the events, and one for an
 * event that moved nothing. The book must have been replayed with postings and
 * with the events. */
void report_recorded_rows(const struct report_scope *scope, struct table *table,
			  const struct recorded *recorded);

#endif
