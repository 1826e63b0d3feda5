/*
 * What would be earned, writing nothing: a purchase of a member (`rules
 * quote`, a sale at the counter before it is recorded), and the examples of
 * the rules (`rules test`).
 */
#ifndef ENGINE_QUOTE_H
#define ENGINE_QUOTE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/earn.h"
#include "rules/program.h"

struct arena;
struct book;

/* A unit of which an example expects other points than the rules give, in
 * smallest parts. */
struct quote_difference {
	int unit;
	int64_t expected, computed;
};

struct quote {
	const struct program *program; /* of the day */
	struct earn_result result;
	struct earn_working working; /* every step, in the arena */
	struct quote_difference differences[UNITS_MAX];
	size_t difference_count;
};

/*
 * What the purchase would earn under the book's rules of its day (input->day,
 * minute, money, items, words of the line are the caller's). A member
 * (input->member, UINT32_MAX: none) brings level, limits used, visits and the
 * first purchase of the book's day with it, and input is filled with them.
 * Why a member earns nothing at all (blocked, not joined) is the first step.
 */
void quote_purchase(struct arena *arena, const struct book *book,
		    struct earn_input *input, struct quote *quote);

/*
 * What an example comes to under its program, for nobody in particular: what
 * it does not say is not known, no limit is used. A referral is that of the
 * member who brought the friend. True when each unit named in `expect` is as
 * expected, nothing overflowed and no pattern was too complex.
 */
bool quote_test(struct arena *arena, const struct programs *programs,
		const struct program *program, const struct rules_test *test,
		struct quote *quote);

#endif
