/*
 * One event with everything that became of it: what it moved, the lots it
 * opened and who took from them, the lots it took from, the lines that name
 * it; and, when asked, how its points were worked out.
 */
#ifndef REPORT_REPORT_EVENT_H
#define REPORT_REPORT_EVENT_H

#include <stdint.h>

struct report_scope;
struct sheet;
struct why;

/* Adds the event's sections to the page. The book must have been replayed
 * with postings. why: the working of its earning, NULL: leave it out. */
void report_event_add(const struct report_scope *scope, struct sheet *sheet,
		      uint32_t event, const struct why *why);

#endif
