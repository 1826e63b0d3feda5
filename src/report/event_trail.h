/*
 * What led to an event and what became of it, as sections of a page.
 */
#ifndef REPORT_EVENT_TRAIL_H
#define REPORT_EVENT_TRAIL_H

#include <stdint.h>

struct report_scope;
struct sheet;
struct why;

/* How its points were worked out, rule by rule; nothing for events that no
 * rule is asked about. */
void event_trail_add_working(const struct report_scope *scope,
			     struct sheet *sheet, uint32_t event,
			     const struct why *why);

/* Each lot it opened, what was taken from it, what is left. */
void event_trail_add_lots(const struct report_scope *scope, struct sheet *sheet,
			  uint32_t event);

/* The lots it took from, as far as it still has the points. */
void event_trail_add_taken(const struct report_scope *scope,
			   struct sheet *sheet, uint32_t event);

/* The events it names, and those that name it. */
void event_trail_add_related(const struct report_scope *scope,
			     struct sheet *sheet, uint32_t event);

#endif
