/*
 * The purchases of a book as analysis counts them, in one pass over its
 * events: those applied by the book's day that were not taken back, each with
 * what it came to after refunds, for the member who has it now (after moves
 * and merges). A refund that names no purchase lowers the spend of its own
 * day and is no visit.
 */
#ifndef INSIGHT_PURCHASES_H
#define INSIGHT_PURCHASES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/day.h"

struct arena;
struct book;
struct sample;

struct purchase {
	struct day day;
	uint32_t member; /* after moves and merges */
	uint32_t event;
	uint32_t group; /* for whoever sorts them; 0 at first */
	int64_t money;  /* net of refunds, in minor units; of a refund < 0 */
	bool is_visit;  /* false: a refund that names no purchase */
};

struct purchases {
	struct purchase *list;
	size_t count;
};

/* The purchases of the members for whom `chosen` (by member) is true, in the
 * order of members, and of one member by day; in the arena. */
struct purchases purchases_collect(struct arena *arena, const struct book *book,
				   const bool *chosen);

/* The same of a sample, those of its period only. */
struct purchases purchases_of(const struct sample *sample);

/* Puts them in the order of groups, in a group by member and day; the list may
 * be another one then, in the arena. */
void purchases_sort(struct arena *arena, struct purchases *purchases);

#endif
