/*
 * What each event moved of one unit, for reports whose rows are events.
 */
#ifndef REPORT_EVENT_POINTS_H
#define REPORT_EVENT_POINTS_H

#include <stdbool.h>
#include <stdint.h>

struct event;
struct report_scope;
struct table;

/* Points of the unit that each event moved itself, in its smallest part, by
 * number of the event; what expired later is not among them. The book is
 * replayed with postings; the array lives in the scope's arena. */
int64_t *event_points(const struct report_scope *scope, int unit);

/* True when a query on EVENT_ROW_FIELDS chooses the event. */
bool event_points_taken(const struct report_scope *scope, uint32_t event);

/* Fills the columns amount and currency: the money of the event, of a refund
 * below 0; nothing where it states none. */
void event_points_add_money(struct table *table, const struct event *e);

/* The money of an event, of a refund below 0; 0 where it states none. */
int64_t event_points_money(const struct event *e);

#endif
