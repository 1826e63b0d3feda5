/*
 * Counters of what limits and counting rules look at: per member and rule or
 * reward name, how many points or times in the calendar period around a day,
 * and the days of visits. Names, not indexes, so that a limit goes on when
 * the rules file changes.
 */
#ifndef ENGINE_USAGE_H
#define ENGINE_USAGE_H

#include <stdint.h>

#include "base/day.h"
#include "base/slice.h"
#include "rules/program.h"

struct arena;
struct member_usage;

/* How much of a limit one event uses (or, negative, gives back). */
struct usage_amount {
	int64_t points;
	int64_t times;
};

/* Adds what `name` used on a day. *usage may be NULL before the first. The
 * name must outlive the counters. */
void usage_add(struct arena *arena, struct member_usage **usage,
	       struct slice name, struct day day, struct usage_amount amount);

/* What is used in the limit's period around the day: points or times as the
 * limit counts; 0 when nothing. LIMIT_PURCHASE is always 0. */
int64_t usage_in_period(const struct member_usage *usage, struct slice name,
			const struct limit *limit, struct day day);

/* Adds a visit on a day (count 1, or -1 to take it back). */
void usage_add_visit(struct arena *arena, struct member_usage **usage,
		     struct day day, int count);

/*
 * How many of the visits recorded so far count towards an `every` rule for a
 * further visit on that day: those of its calendar period (within: month),
 * those since the rule last came true within its moving window (within: 30
 * days), or all. The further visit is one more, and the rule comes true when
 * that is a multiple of `every`.
 */
int64_t usage_visits(const struct member_usage *usage,
		     const struct earn_rule *rule, struct day day);

/* Joins the counters of `from` into *into (merge of members). */
void usage_merge(struct arena *arena, struct member_usage **into,
		 const struct member_usage *from);

#endif
