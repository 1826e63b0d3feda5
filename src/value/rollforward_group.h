/*
 * Which group of a roll-forward each lot belongs to: the store or the partner
 * of the line that opened it, or the level its member has on a day.
 */
#ifndef VALUE_ROLLFORWARD_GROUP_H
#define VALUE_ROLLFORWARD_GROUP_H

#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "base/intern.h"
#include "value/rollforward_row.h"

struct arena;
struct book;

struct rollforward_groups {
	struct arena *arena;
	const struct book *book;
	enum rollforward_by by;
	struct intern names; /* group 0 is that without a name */
	uint32_t *of_lot;    /* by lot; NULL: all are in group 0 */
	uint32_t *of_member; /* by member, for tiers; else NULL */
	uint32_t *order;     /* groups by name */
};

/* The groups of a book; those by tier as of a day. Lives in the arena. */
struct rollforward_groups rollforward_groups_open(struct arena *arena,
						  const struct book *book,
						  enum rollforward_by by,
						  struct day day);

/* Lots by the tiers of another day: fills of_lot anew; what it was is in
 * `before`, an array of as many. Does nothing unless grouped by tier. */
void rollforward_groups_go_on(struct rollforward_groups *groups, struct day day,
			      uint32_t *before);

/* The group of a lot, or of NONE. */
uint32_t rollforward_group_of(const struct rollforward_groups *groups,
			      uint32_t lot);

#endif
