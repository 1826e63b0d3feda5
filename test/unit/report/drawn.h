/*
 * For tests of charts: made-up charts, and what is drawn of them as a text.
 */
#ifndef DRAWN_H
#define DRAWN_H

#include "base/arena.h"
#include "report/chart.h"
#include "report/chart_text.h"
#include "report/chart_text_options.h"

enum {
	DRAWN_MAX = 8 /* labels */
};

/* A chart of one or two series over the labels, which NULL ends; in the
 * arena. */
struct chart *drawn_chart(struct arena *arena, enum chart_kind kind,
			  const char *const *labels, const int64_t *first,
			  const int64_t *second);

/* What a terminal shows of it; in the arena. */
struct slice drawn_text(struct arena *arena, const struct chart *chart,
			struct chart_text_options options);

/* Its SVG; in the arena. */
struct slice drawn_svg(struct arena *arena, const struct chart *chart);

#endif
