/*
 * Which lines are one event: the table of references, duplicates and
 * conflicts (journal.md, References).
 */
#ifndef JOURNAL_REFERENCE_H
#define JOURNAL_REFERENCE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

struct journal;
struct event;
struct diagnostics;

/*
 * Builds the table of references and marks EVENT_DUPLICATE and
 * EVENT_DERIVED: same reference and same content is one event (points left
 * out and points filled in are the same content, the fuller line counts); of
 * derived events the first in book order counts, a differing other is a
 * note; lines without a reference that stand twice count once. A reference
 * with two contents is BROKEN and names both places. May be called again
 * after events were added.
 */
void journal_index(struct journal *journal, struct diagnostics *diagnostics);

/* True for the references of events that follow from the book: welcome-,
 * birthday-, anniversary-, referral-, tier-up- of a bonus, expire-, sent-. */
bool reference_is_derived(const struct journal *journal,
			  const struct event *event);

#endif
