/*
 * What became of one version of a book in another, line by line: by the
 * canonical form of the lines, wherever they stand and however they are laid
 * out; lines of one reference are one event that was changed.
 */
#ifndef JOURNAL_CHANGES_H
#define JOURNAL_CHANGES_H

#include <stddef.h>
#include <stdint.h>

struct arena;
struct journal;

/* Numbers of events; EVENT_NONE: there is none in that version. */
struct change {
	uint32_t before;
	uint32_t after;
};

/* First what is gone or changed, in the order of the old version, then what
 * is new, in that of the new one. */
struct changes {
	struct change *list;
	size_t count, capacity;
};

/* Compares two journals, both indexed (journal_index); in the arena. */
struct changes changes_find(struct arena *arena, const struct journal *before,
			    const struct journal *after);

#endif
