/*
 * A chart before it is drawn: series of exact numbers over labels. How it is
 * drawn is chart_text.h (terminals) and chart_svg.h (pages). All arithmetic is
 * in whole numbers, so that the same figures give the same bytes anywhere.
 */
#ifndef REPORT_CHART_H
#define REPORT_CHART_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

struct text;

enum chart_kind {
	CHART_BARS,    /* lying, a label each: names */
	CHART_COLUMNS, /* standing, from left to right: months */
	CHART_LINES,
	CHART_AREAS, /* stacked, of values that are not negative */
	CHART_HEAT   /* a row a label, a cell a series */
};

enum {
	CHART_SERIES_MAX = 16,
	CHART_TICKS = 5 /* steps of an axis, about */
};

/* A value that is not there; what is larger cannot be drawn either. */
#define CHART_GAP   INT64_MIN
#define CHART_LIMIT INT64_C(100000000000000000)

struct chart_series {
	struct slice name;
	const int64_t *values; /* one a label: value x 10^scale */
};

struct chart {
	enum chart_kind kind;
	struct slice title;
	struct slice unit;       /* "EUR", "%"; empty: a count */
	int scale;               /* digits behind the point */
	struct slice label_name; /* what the labels are: "month" */
	const struct slice *labels;
	size_t count;
	const struct chart_series *series;
	size_t series_count;
	struct slice note; /* what one should know; empty: nothing */
};

/* From the lowest to the highest number drawn, 0 always among them. */
struct chart_range {
	int64_t low, high;
};

/* The axis: from low to high in steps, both multiples of the step. */
struct chart_axis {
	int64_t low, high, step;
};

/* The numbers the chart covers; of areas the sums of the stacks. */
struct chart_range chart_range_of(const struct chart *chart);

/* What the first `count` series come to on each other at a label; gaps and
 * negative numbers add nothing. */
int64_t chart_stack(const struct chart *chart, size_t count, size_t label);

/*
 * An axis over the range with round steps, 1, 2 or 5 times a power of ten, at
 * most CHART_TICKS + 2 of them: P. S. Heckbert, "Nice Numbers for Graph Labels",
 * in Graphics Gems (ed. A. S. Glassner, 1990), pp. 61-63, in whole numbers.
 */
struct chart_axis chart_axis_of(struct chart_range range);

/* Where a number stands on a length that an axis takes: 0 for low, length for
 * high; rounded half up. What lies outside stands at the end. */
int64_t chart_place(struct chart_axis axis, int64_t number, int64_t length);

/* Appends a number of the chart: "2060.66", "59.18%"; "n/a" for a gap. */
void chart_add_number(struct text *text, const struct chart *chart,
		      int64_t number);

/* Appends a tick's label, as short as the step allows: "1500", "20k", "0.5". */
void chart_add_tick(struct text *text, const struct chart *chart,
		    const struct chart_axis *axis, int64_t tick);

/* Appends the title with what the numbers are: "Spend, EUR". */
void chart_add_title(struct text *text, const struct chart *chart);

/* Appends in words what the chart shows, for whom cannot see it: of each series
 * the last, the lowest and the highest number. */
void chart_add_description(struct text *text, const struct chart *chart);

/* True when there is nothing to see: no label, or gaps and zeros alone. */
bool chart_is_empty(const struct chart *chart);

#endif
