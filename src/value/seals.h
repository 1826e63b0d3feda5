/*
 * The seals of a book: its `close` lines, and which of them a `reopen` line
 * takes back. A seal covers all that is dated to its period's last day, so the
 * latest that stands says up to which day the book is closed.
 *
 * A period that is closed once more, after it was reopened, gets the next
 * number (seal:2); a reopen line names the number it takes back. So no line
 * ever says what another one says, whatever the order they stand in.
 */
#ifndef VALUE_SEALS_H
#define VALUE_SEALS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "base/slice.h"
#include "query/period.h"

struct arena;
struct event;
struct journal;

struct seal {
	uint32_t event;    /* the close line */
	uint32_t reopened; /* the reopen line, EVENT_NONE: it stands */
	struct slice name; /* of the period, as it is written */
	struct period period;
	uint64_t number;
};

struct seals {
	struct seal *list; /* by last day, then by number */
	size_t count;
};

/* All there are, but for lines about to be written; in the arena. A line
 * whose period has no end is none. */
void seals_find(struct arena *arena, const struct journal *journal,
		struct seals *seals);

/* The latest that stands, NULL when nothing is closed. */
const struct seal *seals_last(const struct seals *seals);

/* The one that stands for exactly this period, NULL. */
const struct seal *seals_of(const struct seals *seals, struct period period);

/* Up to which day the book is closed; DAY_NONE when it is not. */
struct day seals_closed_to(const struct journal *journal);

/* The period of a close or reopen line; false when it has no last day. */
bool seals_period(const struct journal *journal, const struct event *event,
		  struct period *period);

#endif
