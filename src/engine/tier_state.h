/*
 * The state behind tier.h, for the tier_*.c files alone. A state stands on a
 * day and knows the first day on which something may change by itself: what
 * was added begins to count, an amount leaves the window, a kept level ends,
 * a grant ends, other rules come into force. Until then an answer is a
 * comparison.
 */
#ifndef ENGINE_TIER_STATE_H
#define ENGINE_TIER_STATE_H

#include "base/int128.h"
#include "base/slice.h"
#include "engine/tier.h"
#include "engine/tier_history.h"
#include "rules/program.h"

/* A level by hand, through `until` (DAY_NEVER: until it is voided). */
struct grant {
	struct slice name;
	struct day until;
	struct grant *next; /* older */
};

struct tier_state {
	/* what every purchase looks at: 64 bytes */
	int128_t sum; /* of the window, in the metric */
	const struct program *program;
	struct tier_cursor oldest; /* in the window */
	struct day today;          /* reached; DAY_NONE: not begun */
	struct day next;           /* the first day that needs work */
	struct day leaves;         /* when the oldest leaves the window */
	int16_t held, effective;
	uint8_t metrics;      /* bit set of those any rules ask for */
	bool is_touched;      /* something was added today */
	bool was_below;       /* the metric is below the held level */
	bool is_held_by_hand; /* held is a grant without an end */
	/* what every addition looks at */
	struct tier_history history;
	struct grant *grants;
	struct day program_until; /* first day of the next rules */
	struct day decided_on;    /* the metric decides about held anew */
	struct arena *arena;
	/* the rest */
	const struct programs *programs;
	struct day joined;
	struct tier_change *changes;
	uint32_t change_count, change_capacity;
};

/* Brings the state to a day: every day between on which something changes by
 * itself is gone through. Never back. */
void tier_state_advance(struct tier_state *state, struct day day);

/* The same to the close of the day. */
void tier_state_close(struct tier_state *state, struct day day);

/* True while what was counted on a day is in the window. */
bool tier_state_is_inside(const struct tier_state *state, struct day counted);

/* True when an entry is of the metric in force. */
bool tier_state_is_counted(const struct tier_state *state,
			   const struct tier_entry *entry);

/* Finds out when the oldest entry of the window leaves it. */
void tier_state_find_leaving(struct tier_state *state);

/* Sums the window from nothing. */
void tier_state_sum(struct tier_state *state, struct day day);

/* Finds the next day that needs work, once this day's is done. */
void tier_state_find_next(struct tier_state *state, struct day day);

/* Holds a level from a day on, as long as the policy says. */
void tier_state_hold(struct tier_state *state, struct day day, int level);

/* Lets the metric decide what is held, and sets the effective level. */
void tier_state_decide(struct tier_state *state, struct day day);

/* Sets the effective level from what is held and granted, and keeps the
 * change. */
void tier_state_refresh(struct tier_state *state, struct day day, bool by_hand);

/* The highest level whose threshold is not above the metric. */
int tier_state_level_of(const struct tiers *tiers, int128_t metric);

/* The highest level granted by hand that has not ended, -1: none. */
int tier_state_granted(const struct tier_state *state, struct day day);

/* A level of one rules file in another: by name, else by threshold. */
int16_t tier_state_translate(const struct program *from,
			     const struct program *to, int level);

#endif
