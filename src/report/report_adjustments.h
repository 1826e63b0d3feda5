/*
 * Every change by hand: who, why, points and money.
 */
#ifndef REPORT_REPORT_ADJUSTMENTS_H
#define REPORT_REPORT_ADJUSTMENTS_H

#include <stddef.h>
#include <stdint.h>

struct report_scope;
struct table;

/* What they come to in one unit. */
struct report_adjustments_sum {
	int64_t given; /* points that were added */
	int64_t taken; /* the same, taken off; below 0 */
};

/* Adds a row for each movement of an adjustment, in book order; sums are by
 * unit. How many rows give no reason. */
size_t report_adjustments_rows(const struct report_scope *scope,
			       struct table *table,
			       struct report_adjustments_sum *sums);

#endif
