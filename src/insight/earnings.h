/*
 * What earned points: every credit of a purchase or a bonus that stands, split
 * by the rules that gave it. The rules are asked again for each line; what the
 * line says beyond their answer is written by hand, or of other rules, and has
 * no rule.
 */
#ifndef INSIGHT_EARNINGS_H
#define INSIGHT_EARNINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "engine/replay.h"

struct sample;

struct earning {
	uint32_t event;  /* purchase, bonus or move */
	uint32_t member; /* who has the points, after merges */
	int unit;
	struct slice rule; /* name; empty: no rule */
	int64_t points;    /* smallest part; of no rule it may be < 0 */
};

struct earnings {
	struct earning *list; /* in the order the credits were made */
	size_t count;
};

/* How members are known to be in segments, for the rules (engine/replay.h). */
struct earnings_segments {
	segment_test *test; /* NULL: nobody is in one */
	void *context;
};

/* The credits of a sample; with `by_rule` false they are not split and no rule
 * is asked. In the sample's arena. */
struct earnings earnings_collect(const struct sample *sample, bool by_rule,
				 struct earnings_segments segments);

#endif
