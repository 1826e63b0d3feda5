/*
 * Every movement and event of members in book order, with running balances.
 */
#ifndef REPORT_REPORT_HISTORY_H
#define REPORT_REPORT_HISTORY_H

struct movement;
struct report_scope;
struct table;

/* Rows of report_history; the book must have been replayed with postings. */
void report_history_rows(const struct report_scope *scope, struct table *table);

/* Fills the columns from `date` to `currency`, which other reports on events
 * begin with as well. */
void report_history_begin_row(const struct report_scope *scope,
			      struct table *table,
			      const struct movement *movement);

#endif
