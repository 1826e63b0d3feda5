/*
 * Seals computed again: does each still cover what it covered? What a seal
 * says stands in its close line: entries:N points:N[/UNIT] rules:DIGEST
 * digest:DIGEST.
 */
#ifndef VALUE_SEAL_CHECK_H
#define VALUE_SEAL_CHECK_H

#include <stdint.h>

#include "base/day.h"
#include "base/digest.h"
#include "value/sealed_text.h"

struct arena;
struct book;
struct journal;
struct programs;
struct seals;
struct text;

enum {
	SEAL_UNPROVEN = 1, /* it has no digest: a hand wrote it */
	SEAL_CHANGED = 2,  /* events came, went or were changed */
	SEAL_RULES = 4,    /* the rules in force on its last day differ */
	SEAL_POINTS = 8,   /* the balances at its end differ */
	FINGERPRINT_MAX = 20
};

struct seal_state {
	struct sealed_digest now;    /* what it would be of */
	char rules[DIGEST_TEXT_MAX]; /* the rules as they are now */
	unsigned faults;             /* SEAL_CHANGED … */
};

/* Text and rules of all seals that stand, in the order of the list; those
 * that were reopened have no faults. In the arena. */
struct seal_state *seal_check_all(struct arena *arena,
				  const struct journal *journal,
				  const struct programs *programs,
				  const struct seals *seals);

/* Adds SEAL_POINTS where the balances differ, of seals to the book's day; the
 * book has all its moves (replay_options.moves). */
void seal_check_points(struct arena *arena, const struct book *book,
		       const struct seals *seals, struct seal_state *states);

/* Writes the digest of the canonical rules in force on the day, as `rules
 * show --canonical --on DAY` prints them: what new seals have. */
void seal_check_rules(struct arena *arena, const struct programs *programs,
		      struct day day, char digest[DIGEST_TEXT_MAX]);

/* Appends ` points:N points:N/UNIT …` as a seal has them: all balances of the
 * first unit, and where there are several of each one; by unit in totals, of
 * the programme in force on the day. */
void seal_check_add_points(struct text *text, const struct programs *programs,
			   struct day day, const int64_t *totals);

/* Writes the first 16 digits of a digest in groups of four: short enough to be
 * read over the phone; empty when there is none. */
void seal_check_fingerprint(struct slice digest, char text[FINGERPRINT_MAX]);

#endif
