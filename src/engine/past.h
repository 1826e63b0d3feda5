/*
 * What earning asks about the past, answered from a finished book: segments,
 * profiles, limits used and visits made. For computations after the pass: a
 * quote, a bonus that fell due.
 */
#ifndef ENGINE_PAST_H
#define ENGINE_PAST_H

#include "engine/earn.h"

struct book;
struct member_usage;

struct past {
	const struct book *book;
	const struct program *program;   /* whose rules are asked about */
	struct day day;                  /* of the question */
	const struct member_usage *more; /* counted besides, NULL: nothing */
};

/* The answers as earning wants them; `past` must outlive them. */
struct earn_past past_answers(struct past *past);

#endif
