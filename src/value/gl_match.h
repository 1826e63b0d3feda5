/*
 * The liability's account in the books against the entries that should stand
 * there: which were posted, which are missing, which differ, and what nobody
 * here knows of. Amounts are changes of the liability: above 0 it rises.
 */
#ifndef VALUE_GL_MATCH_H
#define VALUE_GL_MATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "base/slice.h"
#include "engine/accepted.h"

struct arena;
struct gl_period;

/* A posting of the account in the books. */
struct gl_posted {
	struct day day;
	struct slice reference; /* empty: none */
	struct slice text;
	int64_t amount;
	size_t line; /* of the file, 0: none */
};

/* An entry that should stand there. */
struct gl_expected {
	size_t period;
	const char *reference;
	const char *text;
	int64_t amount;
};

enum gl_match_status {
	GL_MATCH_MATCHED,
	GL_MATCH_MISSING, /* in the books */
	GL_MATCH_DIFFERS,
	GL_MATCH_OTHER_PERIOD, /* posted, but on a day of another period */
	GL_MATCH_DUPLICATE,
	GL_MATCH_UNKNOWN,  /* in the books only */
	GL_MATCH_ACCEPTED, /* looked at, and settled (gl_settle.h) */
	GL_MATCH_STATUSES
};

/* What the opening and the sums are called where they are not the same, and
 * the key of the opening, for accept lines. */
extern const char gl_match_differs[];
#define GL_MATCH_OPENING_KEY "opening"

struct gl_match_row {
	enum gl_match_status status;
	const struct gl_expected *ours; /* NULL: none */
	const struct gl_posted *books;  /* NULL: none */
	/* of gl_settle: */
	struct slice key;
	char facts[ACCEPTED_FACTS_MAX]; /* empty: it matched */
	const char *note;               /* NULL: none */
};

struct gl_match_request {
	const struct gl_period *periods; /* that follow each other */
	size_t period_count;
	const struct gl_expected *expected;
	size_t expected_count;
	const struct gl_posted *posted;
	size_t posted_count;
	const char *opening_reference; /* of what was brought forward */
	int64_t opening;               /* of the books before the file */
};

struct gl_match {
	struct gl_match_row *rows; /* ours in order, then those of the books */
	size_t count;
	size_t open;                            /* not matched, nor accepted */
	size_t accepted;                        /* rows, and the opening */
	char opening_facts[ACCEPTED_FACTS_MAX]; /* empty: it is the same */
	const char *opening_note;               /* NULL: it was not accepted */
	int64_t ours_opening, ours_closing;     /* the liability */
	int64_t books_opening, books_closing;   /* the account */
	int64_t ours_movement, books_movement;  /* in the periods */
	bool overflow;
};

/* Compares. Each posting answers one entry; a posting of a whole period's net
 * answers all entries of it. Lives in the arena. */
struct gl_match gl_match_find(struct arena *arena,
			      const struct gl_match_request *request);

/* The word of a status. */
const char *gl_match_status_name(enum gl_match_status status);

/* The status of a word, GL_MATCH_STATUSES when there is none. */
enum gl_match_status gl_match_status_find(struct slice word);

#endif
