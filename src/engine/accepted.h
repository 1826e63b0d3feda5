/*
 * What `accept` lines settle: a finding of `check`, or a difference of a
 * reconciliation, named by its kind and key. A line with `facts:` settles it
 * only while it says the same: eight hex digits stand for what it says, the
 * beginning of the SHA-256 of that text.
 */
#ifndef ENGINE_ACCEPTED_H
#define ENGINE_ACCEPTED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/intern.h"
#include "base/slice.h"

struct arena;
struct book;

enum {
	ACCEPTED_FACTS_MAX = 9 /* with the terminator */
};

struct accepted {
	struct arena *arena;
	const struct book *book;
	struct intern keys;
	uint32_t *first; /* accept event by key, the latest */
	uint32_t *next;  /* earlier one of the same key, by `lines` */
	uint32_t *lines; /* accept events */
	size_t first_capacity, next_capacity, line_capacity;
	size_t count;
};

/* The facts of a text. */
void accepted_print_facts(struct slice text, char facts[ACCEPTED_FACTS_MAX]);

/* The accept lines of the book that are in force on its day. */
void accepted_init(struct accepted *accepted, struct arena *arena,
		   const struct book *book);

/* The accept line that settles it: an event, NONE when it stands open. */
uint32_t accepted_find(const struct accepted *accepted, struct slice kind,
		       struct slice key, const char *facts);

#endif
