/*
 * What is wrong with the end of a journal file, and what to do about it. Pure:
 * the bytes are looked at, and whoever writes (store/) does the rest. Nothing
 * is ever dropped: what is taken out of the file is kept beside it.
 *
 * The newline is the last byte of every write, so that a last line without one
 * was never confirmed to anybody, and what is left of it may read as another
 * event than was meant: `12` of `12.50`, `^X-` of `^X-1`. It is set aside,
 * also when it reads as a whole event, and recording once more with the same
 * reference records it once. An editor may leave the newline off a line that
 * its owner wrote: only he can say so (`keep`).
 */
#ifndef JOURNAL_REPAIR_H
#define JOURNAL_REPAIR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

enum repair_kind {
	REPAIR_NOTHING, /* the file ends as it should and holds no NUL */
	REPAIR_NEWLINE, /* the last line stays: add its newline */
	REPAIR_CUT,     /* set aside what lies behind `offset`, then truncate */
	REPAIR_BY_HAND  /* damaged at `offset`, but whole events are there or
			 * behind it */
};

struct repair {
	enum repair_kind kind;
	size_t offset;      /* where the damage, or the last line, begins */
	size_t length;      /* bytes of it */
	bool newline;       /* NEWLINE, CUT: then a newline is to be added */
	bool is_event;      /* CUT: the last line reads as a whole event */
	const char *reason; /* words for a message */
};

/* Looks for a torn tail. With `keep` a last line that reads as a whole event
 * is one, and gets its newline. */
struct repair repair_find(struct slice text, bool keep);

#endif
