/*
 * The life of redemptions, judged apart from their points: by day, then
 * approve, fulfil, reject, cancel, void.
 */
#ifndef ENGINE_REPLAY_LIFE_H
#define ENGINE_REPLAY_LIFE_H

#include <stddef.h>
#include <stdint.h>

#include "base/day.h"

struct replay;

/* One step of a redemption's life. */
struct life_step {
	uint32_t target; /* redeem or request */
	uint32_t event;
	struct day day;
	int rank; /* within the day */
};

struct life_steps {
	struct life_step *list;
	size_t count, capacity;
};

/* Takes every step in its order: states, days and who ended a redemption are
 * set, steps that do not fit are findings, requests that nobody fulfilled end
 * by themselves. */
void replay_live_all(struct replay *r, struct life_steps *steps);

#endif
