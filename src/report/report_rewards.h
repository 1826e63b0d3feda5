/*
 * The catalogue of rewards, and what of it a member can have.
 */
#ifndef REPORT_REPORT_REWARDS_H
#define REPORT_REPORT_REWARDS_H

#include <stdint.h>

#include "base/slice.h"
#include "rules/program.h"

struct arena;
struct report_scope;
struct table;

/* Rows of report_rewards: the catalogue of the rules of the book's day. */
void report_rewards_rows(const struct report_scope *scope, struct table *table);

/* Rows of report_rewards_reach: the same, with whether the member can have
 * each and why not. */
void report_rewards_reach_rows(const struct report_scope *scope,
			       struct table *table, uint32_t member);

/* Words for the kind of a reward: "product" … */
const char *reward_kind_name(enum reward_kind kind);

/* The reasons of engine/reach.h joined by blanks, in the arena. */
struct slice reward_reasons(struct arena *arena, unsigned reasons);

#endif
