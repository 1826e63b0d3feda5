/*
 * The reports of `letter`: the list of those who get one, and the fields of a
 * mail merge. A row a letter.
 */
#ifndef REPORT_REPORT_LETTER_H
#define REPORT_REPORT_LETTER_H

#include "report/contact.h"

struct letter_item;
struct table;

/* A row of report_letter: who gets one, who does not and why. */
void report_letter_add(struct table *table, const struct letter_item *item,
		       enum contact_channel channel);

/* A row of report_letter_merge: what a word processor puts into letters. */
void report_letter_merge_add(struct table *table,
			     const struct letter_item *item);

#endif
