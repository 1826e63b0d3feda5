/*
 * The next free id of a new member: a letter (or what a till puts before it)
 * and a number, as wide as those of the book, M0001 and on where there are none,
 * behind the highest that the book has.
 */
#ifndef EXCHANGE_NEXT_MEMBER_H
#define EXCHANGE_NEXT_MEMBER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

struct arena;
struct journal;

struct next_member {
	struct slice prefix;
	uint64_t number; /* the highest so far */
	int width;       /* digits of it, leading zeros counted */
};

/* Looks through the journal's ids. The prefix is the till's (followed by `-`)
 * or, when that is empty, that of most of the book's ids: M without any. */
void next_member_find(struct arena *arena, const struct journal *journal,
		      struct slice till, struct next_member *next);

/* Takes note of an id that is to be a member's: the next ones come behind. */
void next_member_pass(struct next_member *next, struct slice id);

/* True for a word that is made as these ids are: a prefix and a number. */
bool next_member_looks_like(const struct next_member *next, struct slice word);

/* The next id, in the arena. */
struct slice next_member_take(struct arena *arena, struct next_member *next);

#endif
