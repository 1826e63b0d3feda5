/*
 * What a seal covers (journal.md, accounting.md): the canonical lines of all
 * dated events to a day, as written, in book order, each with its end;
 * without what is about persons (profile, note, sent, consent), include and
 * undated rules lines, and without the close and reopen lines of periods that
 * end on that day or later. Earlier ones are in: that is the chain.
 *
 * The digest of a seal is the SHA-256 of these bytes.
 */
#ifndef VALUE_SEALED_TEXT_H
#define VALUE_SEALED_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "base/digest.h"
#include "base/slice.h"

struct arena;
struct event;
struct journal;
struct seals;

/* Gets an event and its line with its end, which lives until it returns. */
typedef void sealed_line(void *context, uint32_t event, struct slice line);

/* Calls back for each line of what a seal to the day covers. */
void sealed_text_walk(struct arena *arena, const struct journal *journal,
		      struct day end, sealed_line *line, void *context);

struct sealed_digest {
	uint64_t entries; /* lines */
	char digest[DIGEST_TEXT_MAX];
};

/* The digest to a day. */
void sealed_text_digest(struct arena *arena, const struct journal *journal,
			struct day end, struct sealed_digest *result);

/* Those of all seals, in the order of the list, in one pass through the
 * book; in the arena. */
struct sealed_digest *sealed_text_digests(struct arena *arena,
					  const struct journal *journal,
					  const struct seals *seals);

#endif
