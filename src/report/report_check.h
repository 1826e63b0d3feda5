/*
 * Diagnostics as a table, for programs: one row a finding.
 */
#ifndef REPORT_REPORT_CHECK_H
#define REPORT_REPORT_CHECK_H

struct diagnostic;
struct table;

/* Adds one row; the table is open on report_check. */
void report_check_add(struct table *table, const struct diagnostic *one);

#endif
