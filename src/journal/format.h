/*
 * Re-formatting a journal file: canonical lines in book order, columns
 * aligned, comments kept with the event below them.
 */
#ifndef JOURNAL_FORMAT_H
#define JOURNAL_FORMAT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/day.h"

struct journal;
struct event;
struct source;
struct text;

/* Gives the line that takes an event's place (with points or a reference
 * filled in), or false to keep it as it is. Called once an event of the
 * file; `context` is the caller's. */
struct format_filler {
	bool (*fill)(void *context, const struct event *event,
		     struct text *line);
	void *context;
};

/*
 * Appends the formatted text of one source. Events up to and including
 * `frozen` (DAY_NONE: none) are neither reordered nor filled: a closed
 * period stays as it stands. filler may be NULL. Formatting its own output
 * changes nothing.
 */
void format_source(struct text *text, const struct journal *journal,
		   size_t source, struct day frozen,
		   const struct format_filler *filler);

#endif
