/*
 * Comparing what is recorded with what the rules give (engine.md 11).
 */
#ifndef ENGINE_APPLY_COMPARE_H
#define ENGINE_APPLY_COMPARE_H

#include <stdint.h>

struct earn_result;
struct replay;

/* Keeps the differences of a purchase until its day is over: where a rule
 * depends on what came before, the member's total of the day is compared. */
void compare_purchase(struct replay *r, uint32_t event, uint32_t member,
		      const struct earn_result *result);

/* Reports a bonus whose points differ, that no rule gives on its day, or that
 * is written more often than the rules allow. */
void compare_bonus(struct replay *r, uint32_t event, uint32_t member,
		   const struct earn_result *result);

#endif
