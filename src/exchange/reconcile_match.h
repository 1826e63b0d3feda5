/*
 * Pairing two sides that have no reference in common: by member, kind, day
 * and money. Pure: numbers in, mates out.
 *
 * Four passes, each over what is left: equal in everything (interchangeable,
 * so any pairing is right); the only one within the window and tolerance, on
 * both sides; one against the only set of several that adds up to it; and,
 * of those typed by hand or without a receipt, the only two of a day, whose
 * money then differs. Whatever could be paired in two ways stays unpaired.
 */
#ifndef EXCHANGE_RECONCILE_MATCH_H
#define EXCHANGE_RECONCILE_MATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

#define MATCH_NONE UINT32_MAX

/* One sale, refund or redemption of a side. */
struct match_item {
	uint32_t member;
	int32_t day; /* struct day's number */
	int64_t money;
	uint32_t number; /* the caller's, ascending in its file */
	uint32_t mate;   /* item of the other side, MATCH_NONE; of several
			  * that pair with one: that one */
	uint32_t next;   /* the next of those several, MATCH_NONE */
	int16_t minute;
	uint8_t kind;
	bool is_loose;     /* typed by hand, or without a receipt */
	bool is_ambiguous; /* there are several it may pair with */
};

struct match_side {
	struct match_item *items;
	size_t count;
};

/* Pairs the items, which it sorts; mate, next and is_ambiguous are set.
 * window is in days, tolerance in the parts of money, neither below 0. */
void reconcile_match(struct arena *arena, struct match_side *one,
		     struct match_side *other, int32_t window,
		     int64_t tolerance);

#endif
