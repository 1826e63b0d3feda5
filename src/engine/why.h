/*
 * Why an event earned what it did, and how a member's activity moved the last
 * usable day of sliding lots: a second replay that listens at the places
 * where the pass decides. Nothing is explained from the result backwards, so
 * that the explanation is what happened.
 */
#ifndef ENGINE_WHY_H
#define ENGINE_WHY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "engine/earn.h"

struct arena;
struct journal;
struct programs;
struct replay;
struct replay_options;

/* One activity that let an account's sliding lots live longer. */
struct why_move {
	struct day day;
	uint32_t event;
	uint32_t account;
	struct day until; /* their last usable day from then on, at least */
};

struct why {
	/* told of every event that rules were asked about, NULL: nobody */
	void (*each)(void *context, uint32_t event,
		     const struct program *program,
		     const struct earn_result *result);
	void *context;
	/* what is asked; NONE: nothing */
	uint32_t event;  /* a purchase, bonus or move: what did it earn? */
	uint32_t member; /* whose lots moved? as the line names it, or whom
			  * that one was merged into */
	/* what was heard */
	bool computed;                 /* rules were asked: the next three */
	const struct program *program; /* whose rules */
	struct earn_result result;
	struct earn_working working;
	const char *barred;     /* why none were: "blocked", NULL: they were */
	struct why_move *moves; /* oldest first */
	size_t move_count, move_capacity;
};

/*
 * Fills *why: replays the journal up to the event's day, or to
 * options->as_of when no event is asked for. The answer lives in the arena.
 */
void why_find(struct arena *arena, const struct journal *journal,
	      const struct programs *programs,
	      const struct replay_options *options, struct why *why);

/* ---- the places that are listened at (engine/ only) ---- */

/* Where to write the working of an event down, NULL: nobody asks. */
struct earn_working *why_working(const struct replay *r, uint32_t event);

/* The event's rules gave this. */
void why_take_result(const struct replay *r, uint32_t event,
		     const struct earn_result *result);

/* The event earns nothing, for this reason. */
void why_take_bar(const struct replay *r, uint32_t event, const char *reason);

/* The account's sliding lots live until this day, because of the event. */
void why_take_move(const struct replay *r, uint32_t event, uint32_t account,
		   struct day until);

#endif
