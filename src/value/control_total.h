/*
 * What the points of a unit must add up to, counted in two ways that have
 * nothing to do with movements.
 */
#ifndef VALUE_CONTROL_TOTAL_H
#define VALUE_CONTROL_TOTAL_H

#include <stdint.h>

struct book;

/* At the close of the book's day, in the smallest part of the unit. */
struct control_total {
	int64_t members; /* all balances */
	int64_t lots;    /* what is left in all lots, less what is owed */
};

/* Adds up the balances and the lots of a unit. */
struct control_total control_total_of(const struct book *book, int unit);

#endif
