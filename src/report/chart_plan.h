/*
 * From the rows of a report to its charts: what a report draws is a table
 * beside its columns (struct report_chart), ended by a row without title.
 *
 *	static const struct report_chart charts[] = {
 *		{ CHART_COLUMNS, "Spend", "group", { 0 }, { "spend" } },
 *		{ .title = NULL },
 *	};
 */
#ifndef REPORT_CHART_PLAN_H
#define REPORT_CHART_PLAN_H

#include <stddef.h>

#include "base/day.h"
#include "base/slice.h"
#include "report/chart.h"

struct arena;
struct kept_rows;

enum {
	CHART_SPLITS = 2
};

struct report_chart {
	/* COLUMNS, LINES and AREAS over what are no times become BARS. */
	enum chart_kind kind;
	const char *title; /* NULL ends the table */
	const char *label; /* the column that names the rows */
	/* Columns whose texts tell charts apart, such as the unit. */
	const char *splits[CHART_SPLITS];
	const char *values[CHART_SERIES_MAX]; /* the columns drawn */
	const char *more; /* a column that is added to the label, or NULL */
};

/* What the rows do not say. */
struct chart_context {
	struct arena *arena;
	struct slice currency; /* of columns of money */
	struct day as_of;      /* of the book: its month is not over */
};

/* The charts that a plan (NULL: that of the report) makes of the rows, those
 * with nothing to see left out; in the arena, the texts as long as the rows'.
 * Of too many rows the first names, the last times are drawn, and the note says
 * so. */
const struct chart *chart_plan_make(const struct chart_context *context,
				    const struct kept_rows *rows,
				    const struct report_chart *plan,
				    size_t *count);

#endif
