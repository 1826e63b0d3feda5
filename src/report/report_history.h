/*
 * Every movement and event of members in book order, with running balances.
 */
#ifndef REPORT_REPORT_HISTORY_H
#define REPORT_REPORT_HISTORY_H

struct report_scope;
struct table;

/* Rows of report_history; the book must have been replayed with postings. */
void report_history_rows(const struct report_scope *scope, struct table *table);

#endif
