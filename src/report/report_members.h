/*
 * A row a member: who it is, what it has, how often it came.
 */
#ifndef REPORT_REPORT_MEMBERS_H
#define REPORT_REPORT_MEMBERS_H

struct report_scope;
struct table;

/* Rows of report_members or report_segment: those who joined in the scope's period. */
void report_members_rows(const struct report_scope *scope, struct table *table);

#endif
