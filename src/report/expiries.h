/*
 * What a member loses, and when: the open lots that expire, those of one unit
 * with the same last usable day together.
 */
#ifndef REPORT_EXPIRIES_H
#define REPORT_EXPIRIES_H

#include <stddef.h>
#include <stdint.h>

#include "base/day.h"

struct arena;
struct book;

struct expiry {
	struct day day; /* the last usable one */
	int unit;
	int64_t points; /* free to use, in the unit's smallest part */
};

/* The member's expiries, soonest first, in the arena; *list is NULL and the
 * count 0 when nothing expires. */
size_t expiries_find(struct arena *arena, const struct book *book,
		     uint32_t member, const struct expiry **list);

#endif
