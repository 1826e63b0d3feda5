/*
 * Which days are closed: `close PERIOD` lines that no later `reopen PERIOD`
 * takes back.
 */
#ifndef EXCHANGE_CLOSED_PERIODS_H
#define EXCHANGE_CLOSED_PERIODS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/day.h"
#include "query/period.h"

struct arena;
struct journal;

struct closed_periods {
	struct period *list;
	size_t count;
};

/* Those of the journal; the list lives in the arena. */
void closed_periods_find(struct arena *arena, const struct journal *journal,
			 struct closed_periods *closed);

/* True when the day is in one of them. */
bool closed_periods_have(const struct closed_periods *closed, struct day day);

/* The first day from `day` on that is open. */
struct day closed_periods_first_open(const struct closed_periods *closed,
				     struct day day);

#endif
