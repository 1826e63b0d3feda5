/*
 * What other rules would have meant for purchases of the recent past.
 */
#ifndef CMD_RULES_EFFECT_H
#define CMD_RULES_EFFECT_H

#include "base/day.h"

struct program;
struct session;
struct text;

/*
 * Appends, a line a unit, what the purchases of so many days up to today earn
 * under the rules of their day and under the draft. Both are worked out in
 * the same way, each purchase for itself: without limits, counted visits and
 * conditions on the member but the level.
 */
void rules_effect_add(struct text *text, struct session *session,
		      const struct program *draft, int32_t days);

#endif
