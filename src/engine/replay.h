/*
 * The pass that makes a book of a journal: events in book order, each
 * resolved against the rules of its day and applied.
 */
#ifndef ENGINE_REPLAY_H
#define ENGINE_REPLAY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/day.h"
#include "base/slice.h"

struct arena;
struct book;
struct diagnostics;
struct journal;
struct programs;
struct why;

/* Decides whether a member belongs to a segment on the day the replay has
 * reached; given by the caller, since queries are a floor above. */
typedef bool segment_test(void *context, const struct book *book,
			  struct slice segment, uint32_t member,
			  struct day day);

struct replay_options {
	struct day as_of; /* close of this day */
	bool postings;    /* keep every movement (history, exports) */
	bool moves;       /* keep every change of every lot (month of issue) */
	bool reperform;   /* compute every earn again and compare (check) */
	bool unusual;     /* test what is allowed and worth a look */
	bool findings;    /* report findings and warnings, not only BROKEN */
	segment_test *segment;
	void *segment_context;
	struct why *why; /* engine/why.h; NULL: nobody asks */
	int parts; /* of the members, replayed at a time: 0: as the book is
		    * worth it, below 0: none, the book as a whole. The book
		    * is the same. */
};

/*
 * Replays the journal (which must be indexed). The book lives in the arena.
 * Diagnostics: BROKEN ones always, others when options->findings. The book is
 * complete even when something was BROKEN, but then must not be shown.
 */
struct book *replay_run(struct arena *arena, const struct journal *journal,
			const struct programs *programs,
			const struct replay_options *options,
			struct diagnostics *diagnostics);

#endif
