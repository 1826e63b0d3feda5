/*
 * Which bonuses are written already, and whether a member could earn on a
 * day: the two questions that keep a due bonus from being given twice or to
 * the wrong one.
 */
#ifndef ENGINE_DUE_WRITTEN_H
#define ENGINE_DUE_WRITTEN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/day.h"
#include "base/slice.h"

struct arena;
struct book;
struct due_written;

/* When two bonuses of one action are for the same occasion. */
enum due_occasion {
	DUE_ONCE,      /* there is only one: a welcome */
	DUE_YEARLY,    /* in the same year */
	DUE_FOR_OTHER, /* for the same other side of a referral */
	DUE_THAT_DAY   /* of the same day: a rise of level */
};

struct due_question {
	uint32_t member; /* after merges */
	uint32_t other;  /* of DUE_FOR_OTHER, after merges */
	struct day day;
	struct slice action;
	struct slice reference;
	enum due_occasion how;
};

/* Finds all bonus lines of the book that count. */
const struct due_written *due_written_find(struct arena *arena,
					   const struct book *book);

/* True when the reference stands in the journal, or another line gives the
 * same bonus for the same occasion. */
bool due_written_has(const struct due_written *written,
		     const struct due_question *question);

/* True when the member had joined by the day and was neither blocked nor
 * closed at its end. */
bool due_written_was_active(const struct book *book, uint32_t member,
			    struct day day);

#endif
