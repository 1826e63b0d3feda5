/*
 * The numbers of lots and accounts that were reserved for the events of some
 * members, so that these can be replayed apart from the others and get the
 * same numbers (replay_parts.h).
 */
#ifndef ENGINE_FORESEEN_H
#define ENGINE_FORESEEN_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/book.h"

struct foreseen {
	uint32_t next_lot, lot_end; /* of the event at hand */
	/* of each member the first account that he has not yet, NONE; further
	 * ones are linked by their `next` */
	uint32_t *reserved;
	/* what stands in for what was not foreseen */
	uint32_t spare_account; /* of the member NONE */
	struct sale spare_sale;
	bool failed; /* something was not foreseen */
};

/* How many lots an event opens: one for each P above nothing. */
uint32_t foreseen_lots(const struct journal *journal, const struct event *e);

/* The number of the next lot, NONE when none was foreseen. */
uint32_t foreseen_lot(struct foreseen *foreseen);

/* The number of the member's next account, of that unit; else of the spare. */
uint32_t foreseen_account(struct foreseen *foreseen, struct account *accounts,
			  uint32_t member, int unit);

/* The spare sale: all that are needed are there before. */
struct sale *foreseen_sale(struct foreseen *foreseen);

#endif
