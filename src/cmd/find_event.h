/*
 * An event as a person would name one: by its reference (with or without ^),
 * or by the place of its line, FILE:LINE, where FILE may be the last part of
 * the path.
 */
#ifndef CMD_FIND_EVENT_H
#define CMD_FIND_EVENT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

struct journal;
struct terminal;

/* True and the event's number when there is one. Of a line that only repeats
 * another, that other one. */
bool find_event_search(const struct journal *journal, struct slice text,
		       uint32_t *event);

/* True when the text can only mean an event: it is written FILE:LINE or with
 * a ^. */
bool find_event_is_meant(struct slice text);

/* Says on stderr that there is no such event, with a did-you-mean. */
void find_event_refuse(const struct terminal *terminal,
		       const struct journal *journal, struct slice text);

#endif
