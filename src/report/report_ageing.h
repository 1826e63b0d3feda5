/*
 * What is outstanding by its age.
 */
#ifndef REPORT_REPORT_AGEING_H
#define REPORT_REPORT_AGEING_H

struct ageing;
struct book;
struct liability;
struct table;

/* Adds the rows, since issue before until expiry, each half followed by the
 * totals; the table is open on report_ageing. */
void report_ageing_rows(const struct book *book,
			const struct liability *liability,
			const struct ageing *ageing, struct table *table);

#endif
