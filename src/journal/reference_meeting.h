/*
 * What happens when two events meet under one reference, or say the same
 * without one (journal.md, References). Used while the table of references
 * is built.
 */
#ifndef JOURNAL_REFERENCE_MEETING_H
#define JOURNAL_REFERENCE_MEETING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diagnostic.h"

struct event;
struct journal;

/* All meetings of one building of the table. Of one kind of complaint only
 * the first are shown; `shown` counts all. */
struct meetings {
	struct journal *journal;
	struct diagnostics *diagnostics;
	size_t shown[DIAGNOSTIC_COUNT];
};

/* True when the canonical texts of two events are the same. */
bool meeting_same_text(const struct journal *journal, const struct event *a,
		       const struct event *b);

/* Two events under one reference: gives the number of the one that counts and
 * marks the other as a duplicate, or complains. */
uint32_t meeting_resolve(struct meetings *meetings, uint32_t kept,
			 uint32_t other);

/* An event without a reference that says what `kept` says: it counts not. */
void meeting_repeat(struct meetings *meetings, uint32_t kept, uint32_t other);

/* Says how many complaints were not shown. */
void meetings_end(struct meetings *meetings);

#endif
