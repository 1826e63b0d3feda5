/*
 * References for events that were given none.
 */
#ifndef CMD_FRESH_REFERENCE_H
#define CMD_FRESH_REFERENCE_H

#include "base/slice.h"

struct arena;
struct journal;

/* A reference that no event of the journal has, in the arena; empty when the
 * system gives no random bytes. */
struct slice fresh_reference_take(struct arena *arena,
				  const struct journal *journal);

#endif
