/*
 * Why a member has what it has: the sums, the lots that are left, and every
 * movement, each adding up to the balance and each with its line; and why a
 * reward is out of reach.
 */
#ifndef REPORT_REPORT_WHY_H
#define REPORT_REPORT_WHY_H

#include <stdint.h>

struct report_scope;
struct sheet;
struct why;

/* Adds one unit of a member: nothing when the member never had any. The book
 * must have been replayed with postings. why: the moves of sliding lots
 * (engine/why.h). Movements before the scope's period are one row. */
void report_why_add_balance(const struct report_scope *scope,
			    struct sheet *sheet, uint32_t member, int unit,
			    const struct why *why);

/* Adds what stands between the member and the reward of a number. */
void report_why_add_reward(const struct report_scope *scope,
			   struct sheet *sheet, uint32_t member, int reward);

#endif
