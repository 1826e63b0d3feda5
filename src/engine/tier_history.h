/*
 * What counted towards a member's tier: amounts by day and metric, oldest
 * first, 8 bytes each, in chunks that never move. Amounts of one day are
 * one entry, and what is taken back later is taken out of its entry.
 */
#ifndef ENGINE_TIER_HISTORY_H
#define ENGINE_TIER_HISTORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/day.h"

struct arena;
struct tier_chunk;
struct tier_wide;

struct tier_entry {
	int64_t amount;
	struct day day;
	uint8_t metric; /* enum tier_metric */
};

/* The last chunk is known without a look at it: it was not touched for long
 * when a member comes again. */
struct tier_history {
	struct tier_chunk *first, *last;
	struct tier_chunk *spare; /* to be used again, NULL */
	uint32_t last_count;      /* entries of the last chunk */
	struct day last_day;      /* of the last entry */
	struct tier_wide *wide;   /* amounts too large for an entry, NULL */
};

/* A place in a history; chunk NULL: behind the last entry. */
struct tier_cursor {
	struct tier_chunk *chunk;
	uint32_t index;
};

enum tier_added {
	TIER_MERGED,   /* into an entry that was there */
	TIER_APPENDED, /* as the last entry */
	TIER_INSERTED  /* before others: cursors are stale */
};

/* Adds an entry's amount. `near` is a place that the search may begin at
 * when its day is not later. *at is where the amount is now. Sums that do not
 * fit 64 bits stay at the limit. */
enum tier_added tier_history_add(struct arena *arena,
				 struct tier_history *history,
				 struct tier_entry entry,
				 struct tier_cursor near,
				 struct tier_cursor *at);

/* Forgets what stands in chunks before that of the place, which is reached no
 * more (NULL: in all but the last). */
void tier_history_forget(struct tier_history *history,
			 struct tier_cursor place);

/* The first place. */
struct tier_cursor tier_history_first(const struct tier_history *history);

/* The entry at a place that is not behind the last. */
struct tier_entry tier_history_at(const struct tier_history *history,
				  struct tier_cursor cursor);

/* The place behind. */
struct tier_cursor tier_history_next(const struct tier_history *history,
				     struct tier_cursor cursor);

#endif
