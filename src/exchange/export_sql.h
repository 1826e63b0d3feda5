/*
 * The book as a script for a database: its tables (units, members, events,
 * attributes, items, movements, lots, redemptions), and views that compute
 * balances from movements and lots, as `balance` does. Points and money are
 * whole numbers of their smallest part in the tables, decimals in the views.
 */
#ifndef EXCHANGE_EXPORT_SQL_H
#define EXCHANGE_EXPORT_SQL_H

struct arena;
struct book;
struct export_output;

/* Words for the targets (enum sql_target), ended by NULL. */
extern const char *const export_sql_targets[];

/* Writes the script; the book must have been replayed with postings. */
void export_sql_write(struct arena *arena, const struct book *book, int target,
		      const struct export_output *output);

#endif
