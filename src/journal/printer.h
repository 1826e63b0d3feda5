/*
 * Events to text. The canonical form is one line an event: tokens in fixed
 * order, one blank between them, numbers as written, attributes in the order
 * of attributes.def, the reference last, no comment. Printing and parsing
 * again gives the same event.
 */
#ifndef JOURNAL_PRINTER_H
#define JOURNAL_PRINTER_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct journal;
struct event;
struct text;

/* Appends the canonical line without its end. */
void printer_add_event(struct text *text, const struct journal *journal,
		       const struct event *event);

/* Appends the event aligned in columns as `print` and `fmt` show it, without
 * its end (the columns are fixed: keyword padded to 9, member to 8 …). */
void printer_add_aligned(struct text *text, const struct journal *journal,
			 const struct event *event);

#endif
