/*
 * A part of a journal as a journal of its own: some of its events, pointing
 * into the same texts, with members and words numbered anew. What is done
 * with it costs what it holds, not what the whole book holds.
 */
#ifndef JOURNAL_EXTRACT_H
#define JOURNAL_EXTRACT_H

#include <stdint.h>

struct arena;
struct journal;

/* An empty part of `from`: it knows the same sources, units and seed. Lives
 * in the arena, and no longer than `from`. Lines can be parsed into it. */
void extract_init(struct journal *part, struct arena *arena,
		  const struct journal *from);

/* Adds an event of `from` to the part, behind those that are there. The part
 * needs journal_index before it is used. */
void extract_event(struct journal *part, const struct journal *from,
		   uint32_t number);

#endif
