/*
 * What points are carried at, a row a vintage, the totals of each unit last.
 */
#ifndef REPORT_REPORT_LIABILITY_H
#define REPORT_REPORT_LIABILITY_H

struct book;
struct liability;
struct table;

/* Adds the rows; the table is open on report_liability. */
void report_liability_rows(const struct book *book,
			   const struct liability *liability,
			   struct table *table);

#endif
