/*
 * The segments of the rules, and who is in one.
 */
#ifndef REPORT_REPORT_SEGMENTS_H
#define REPORT_REPORT_SEGMENTS_H

struct report_scope;
struct table;

/* Rows of report_segments: each segment of the rules of the book's day. */
void report_segments_rows(const struct report_scope *scope,
			  struct table *table);

#endif
