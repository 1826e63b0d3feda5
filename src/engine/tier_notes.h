/*
 * Amounts for tiers that nobody asks about before the close: noted by the
 * pass and added by a thread of its own, in the order they were noted.
 */
#ifndef ENGINE_TIER_NOTES_H
#define ENGINE_TIER_NOTES_H

#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "rules/program.h"

struct arena;
struct member;
struct tier_notes;

/* One amount of the only metric in use, as for tier_add. */
struct tier_note {
	uint32_t member;
	struct day joined; /* of the member, so that nobody looks there */
	struct day day, counted;
	int64_t amount;
};

/* Notes about `count` members. */
struct tier_notes *tier_notes_new(struct arena *arena,
				  const struct programs *programs,
				  enum tier_metric metric, size_t count);

/* Notes an amount. */
void tier_notes_add(struct tier_notes *notes, struct tier_note note);

/* Adds all that was noted, and gives the members their states, which live in
 * the arena. */
void tier_notes_settle(struct tier_notes *notes, struct member *members);

#endif
