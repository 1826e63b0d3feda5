/*
 * Which level a member has on a day (engine.md 23, 24): the highest
 * threshold not above the metric, kept as the downgrade policy says. The
 * metric counts what was earned (or spent, or visits) in the window, net of
 * refunds and voids, never the balance.
 *
 * The state of one member is the list of what counted (day, amount) in the
 * order of days, and the level it led to. Calls come in the order of days.
 * What a refund takes away lowers the metric from the refund's day on; it
 * leaves the window together with the contribution it belongs to.
 */
#ifndef ENGINE_TIER_H
#define ENGINE_TIER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/day.h"

struct arena;
struct programs;
struct tier_state;

/* What an event counts for, in every metric, so that the rules may change
 * theirs; only what some rules file of the book asks for is kept. */
struct tier_amounts {
	int64_t points; /* earned, of the program's tiers.unit */
	int64_t spend;  /* money in minor units */
	int64_t visits;
};

/* One change of level, for reports and tier-up bonuses. */
struct tier_change {
	struct day day;   /* the first day at the new level */
	int16_t from, to; /* levels in the program of that day, -1: none */
	bool granted;     /* by a tier line */
};

/* A member's state, joined on `day` (DAY_NONE: unknown); NULL when no rules
 * file has tiers. Every function below takes NULL: no levels, -1. */
struct tier_state *tier_begin(struct arena *arena,
			      const struct programs *programs, struct day day);

/* Something happened on `day` that counts: an earning, or with negative
 * amounts a refund or void. It stays in the window as long as what was
 * counted on `counted` (DAY_NONE: on `day` itself). */
void tier_add(struct tier_state *state, struct day day,
	      const struct tier_amounts *amounts, struct day counted);

/* A `tier` line: at least this level (of the rules of that day) through
 * `until`. DAY_NONE: reached like any other and kept as the downgrade policy
 * says; without a policy, until it is voided. */
void tier_grant(struct tier_state *state, struct day day, int level,
		struct day until);

/* A granted level voided from this day. */
void tier_revoke(struct tier_state *state, struct day day, int level);

/* The level that counts for an event of this day: with qualify next-day the
 * level at the start of the day, with same-day what has been added so far
 * plus `pending` (what this event itself will add; NULL: nothing) counts. A
 * day before the one reached is looked up in the history. -1: none. */
int tier_level(struct tier_state *state, struct day day,
	       const struct tier_amounts *pending);

/* The level on a day (with qualify next-day what the day itself brings counts
 * from the next), since when, until when it is kept (DAY_NONE: the metric
 * decides each day, or it is open), and the metric in the window at the close
 * of that day. */
struct tier_status {
	int level;
	struct day since, until;
	int64_t metric;
	int next;        /* next higher level, -1: none */
	int64_t missing; /* to the next level */
};

/* The status of the latest day so far or a later one. */
struct tier_status tier_status_on(struct tier_state *state, struct day day);

/* All changes up to the close of a day, oldest first. */
const struct tier_change *tier_changes(struct tier_state *state, struct day day,
				       size_t *count);

/* From now on the state, with all it has, grows in this arena; NULL: nothing
 * happens. */
void tier_settle_in(struct tier_state *state, struct arena *arena);

/* Joins the history of `from` into `into` (merge), on a day. */
void tier_merge(struct tier_state *into, struct tier_state *from,
		struct day day);

#endif
