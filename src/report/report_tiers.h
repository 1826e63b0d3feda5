/*
 * The level of each member, and the way to the next.
 */
#ifndef REPORT_REPORT_TIERS_H
#define REPORT_REPORT_TIERS_H

struct report_scope;
struct table;

/* Rows of report_tiers; none when the rules of the book's day have no
 * levels. */
void report_tiers_rows(const struct report_scope *scope, struct table *table);

#endif
