/*
 * Whether two lines under one reference say the same.
 */
#ifndef JOURNAL_REFERENCE_CONTENT_H
#define JOURNAL_REFERENCE_CONTENT_H

#include <stdbool.h>

struct event;
struct journal;

/* True when the two events say the same: points left out and points filled in
 * are the same content, however both are written. */
bool reference_same_content(const struct journal *journal,
			    const struct event *a, const struct event *b);

#endif
