/*
 * What is wrong with the end of a journal file, and what to do about it. Pure:
 * the bytes are looked at, and whoever writes (store/) does the rest. Nothing
 * that holds a whole event is ever to be dropped.
 */
#ifndef JOURNAL_REPAIR_H
#define JOURNAL_REPAIR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

enum repair_kind {
	REPAIR_NOTHING, /* the file ends as it should and holds no NUL */
	REPAIR_NEWLINE, /* the last line is whole: add its newline */
	REPAIR_CUT,     /* set aside what lies behind `offset`, then truncate */
	REPAIR_BY_HAND  /* damaged at `offset`, but whole events are there or
			 * behind it */
};

struct repair {
	enum repair_kind kind;
	size_t offset;      /* where the damage, or the last line, begins */
	size_t length;      /* bytes of it */
	bool newline;       /* NEWLINE, CUT: then a newline is to be added */
	const char *reason; /* words for a message */
};

/* Looks for a torn tail. */
struct repair repair_find(struct slice text);

#endif
