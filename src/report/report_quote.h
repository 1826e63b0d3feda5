/*
 * What a purchase would earn, rule by rule, as a page.
 */
#ifndef REPORT_REPORT_QUOTE_H
#define REPORT_REPORT_QUOTE_H

struct programs;
struct quote;
struct sheet;
struct table;

/* Adds the steps and what comes out, for people. */
void report_quote_add(struct sheet *sheet, const struct programs *programs,
		      const struct quote *quote);

/* The same as rows; the table is open on report_quote. */
void report_quote_fill(struct table *table, const struct programs *programs,
		       const struct quote *quote);

#endif
