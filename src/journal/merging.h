/*
 * Two versions of a journal file and the one they began from, made one, event
 * by event: what either side added is in, what either side took out is out,
 * what one side rewrote counts. An event is the same when its reference is,
 * or, without one, its canonical text. Comments go with the event below them.
 * There is one kind of conflict: one reference with two contents.
 */
#ifndef JOURNAL_MERGING_H
#define JOURNAL_MERGING_H

#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

struct arena;
struct text;

struct merging {
	struct slice base, ours, theirs; /* whole files; base may be empty */
	size_t marker;                   /* length of conflict markers, 7 */
	uint64_t seed;                   /* for hash tables */
};

enum merging_status {
	MERGING_DONE,
	MERGING_CONFLICT,  /* the text has markers around what is left to do */
	MERGING_UNREADABLE /* a side is no journal: all of both is between
			    * markers */
};

/* Appends the merged lines, in the order of ours and then theirs; they are not
 * formatted. The count of conflicts is put into *conflicts. */
enum merging_status merging_run(struct arena *arena,
				const struct merging *merging, struct text *out,
				size_t *conflicts);

#endif
