/*
 * What the kinds of charts in SVG share: places in tenths of a pixel, text,
 * and the frame with its axes.
 */
#ifndef REPORT_CHART_SVG_DRAW_H
#define REPORT_CHART_SVG_DRAW_H

#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "base/text.h"
#include "report/chart.h"

struct sink;

enum {
	SVG_WIDTH = 3600,    /* tenths of a pixel, as all lengths here */
	SVG_LETTER = 72,     /* of a character of 12 pixels, about */
	SVG_LINE = 170,      /* from a line of text to the next */
	SVG_COLOURS = 6,     /* classes s1 to s6 and l1 to l6 */
	SVG_HEAT_LEVELS = 10 /* classes h0 to h9 */
};

struct svg {
	struct arena *arena;
	const struct chart *chart;
	struct sink *sink;
	struct text text; /* for a label at a time */
};

/* Where a text stands beside its place. */
enum svg_anchor {
	SVG_START,
	SVG_MIDDLE,
	SVG_END
};

struct svg_place {
	int64_t x, y;
};

struct svg_box {
	int64_t x, y, width, height;
};

/* Adds ` NAME="12.5"` of tenths. */
void svg_add_length(struct svg *svg, const char *name, int64_t tenths);

/* Adds "12.5" and a mark behind it. */
void svg_add_number(struct svg *svg, int64_t tenths, char behind);

/* Adds a text, cut with an ellipsis to `columns` characters (0: not cut). */
void svg_add_text(struct svg *svg, struct svg_place place,
		  enum svg_anchor anchor, struct slice text, size_t columns);

/* Adds a rectangle of a class, and what a pointer resting on it is told. */
void svg_add_box(struct svg *svg, struct svg_box box, const char *class,
		 int number, struct slice tip);

/* "2026-10, spend: 1895.92"; good until the text is used again. */
struct slice svg_tip(struct svg *svg, size_t label, size_t series);

/* The series' names with their colours, from the top; returns their height, 0
 * for one series. */
int64_t svg_legend_height(const struct chart *chart);

/* Adds them; nothing for one series. */
void svg_add_legend(struct svg *svg);

#endif
