/*
 * Drawing over axes: ticks at the left with lines across, labels below, as many
 * as stand beside each other. See chart_svg_plot.h.
 */
#include "report/chart_svg_plot.h"

#include "base/utf8.h"
#include "report/chart_svg_draw.h"
#include "report/sink.h"

enum {
	PLOT_HEIGHT = 1500,
	TOP = 80,        /* room for half of the highest tick's label */
	BOTTOM = 200,    /* the labels below */
	RIGHT = 190,     /* room for half of the last label */
	TICK_GAP = 60,   /* between a tick's label and the plot */
	LABEL_GAP = 120, /* between labels */
	HALF_LETTER = 40,
	DOT = 30
};

struct plot {
	struct svg *svg;
	const struct chart *chart;
	struct chart_axis axis;
	struct svg_box box; /* within the axes */
};

int64_t svg_plot_height(const struct chart *chart)
{
	return svg_legend_height(chart) + TOP + PLOT_HEIGHT + BOTTOM;
}

/* ---- axes ---- */

static struct slice tick_text(struct plot *plot, int64_t tick)
{
	text_clear(&plot->svg->text);
	chart_add_tick(&plot->svg->text, plot->chart, &plot->axis, tick);
	return text_slice(&plot->svg->text);
}

static void place_box(struct plot *plot)
{
	size_t widest = 0;

	for (int64_t tick = plot->axis.low; tick <= plot->axis.high;
	     tick += plot->axis.step) {
		size_t width = tick_text(plot, tick).length;
		widest = width > widest ? width : widest;
	}
	int64_t left = (int64_t)widest * SVG_LETTER + TICK_GAP;
	plot->box =
		(struct svg_box){ left, svg_legend_height(plot->chart) + TOP,
				  SVG_WIDTH - left - RIGHT, PLOT_HEIGHT };
}

static int64_t y_of(const struct plot *plot, int64_t number)
{
	return plot->box.y + plot->box.height -
	       chart_place(plot->axis, number, plot->box.height);
}

/* The middle of a label's room. */
static int64_t x_of(const struct plot *plot, size_t label)
{
	return plot->box.x + plot->box.width * (2 * (int64_t)label + 1) /
				     (2 * (int64_t)plot->chart->count);
}

static void add_ticks(struct plot *plot)
{
	struct svg *svg = plot->svg;

	for (int64_t tick = plot->axis.low; tick <= plot->axis.high;
	     tick += plot->axis.step) {
		int64_t y = y_of(plot, tick);
		sink_add(svg->sink, tick == 0 ? "<path class=\"z\" d=\"M"
					      : "<path class=\"g\" d=\"M");
		svg_add_number(svg, plot->box.x, ' ');
		svg_add_number(svg, y, 'H');
		svg_add_number(svg, plot->box.x + plot->box.width, '"');
		sink_add(svg->sink, "/>\n");
		svg_add_text(svg,
			     (struct svg_place){ plot->box.x - TICK_GAP,
						 y + HALF_LETTER },
			     SVG_END, tick_text(plot, tick), 0);
	}
}

/* Every label, or every second, third ... that has room; the last among
 * them. */
static void add_labels(struct plot *plot)
{
	const struct chart *chart = plot->chart;
	size_t widest = 1;

	if (chart->count == 0)
		return;
	for (size_t k = 0; k < chart->count; k++) {
		size_t width = utf8_display_width(chart->labels[k]);
		widest = width > widest ? width : widest;
	}
	int64_t room = (int64_t)widest * SVG_LETTER + LABEL_GAP;
	size_t fit = (size_t)(plot->box.width / room);
	fit = fit == 0 ? 1 : fit;
	size_t every = (chart->count + fit - 1) / fit;
	int64_t half = (int64_t)widest * SVG_LETTER / 2;
	for (size_t k = (chart->count - 1) % every; k < chart->count;
	     k += every) {
		int64_t x = x_of(plot, k);
		int64_t most = SVG_WIDTH - half;
		svg_add_text(plot->svg,
			     (struct svg_place){ x > most ? most : x,
						 plot->box.y +
							 plot->box.height +
							 BOTTOM - 40 },
			     SVG_MIDDLE, chart->labels[k], 0);
	}
}

/* ---- columns ---- */

static void add_column(struct plot *plot, size_t label, size_t series,
		       struct svg_box room)
{
	int64_t number = plot->chart->series[series].values[label];
	int64_t zero = y_of(plot, 0);
	int64_t y = y_of(plot, number);

	if (number == CHART_GAP || number == 0)
		return;
	room.y = y < zero ? y : zero;
	room.height = y < zero ? zero - y : y - zero;
	if (room.height < 10)
		room.height = 10;
	svg_add_box(plot->svg, room, "s", (int)(series % SVG_COLOURS) + 1,
		    svg_tip(plot->svg, label, series));
}

static void add_columns(struct plot *plot)
{
	const struct chart *chart = plot->chart;
	int64_t room = plot->box.width / (int64_t)chart->count;
	int64_t width = room * 8 / 10 / (int64_t)chart->series_count;

	if (width > 400)
		width = 400;
	if (width < 10)
		width = 10;
	for (size_t k = 0; k < chart->count; k++) {
		int64_t x = x_of(plot, k) -
			    width * (int64_t)chart->series_count / 2;
		for (size_t i = 0; i < chart->series_count; i++) {
			add_column(plot, k, i,
				   (struct svg_box){ x + width * (int64_t)i, 0,
						     width, 0 });
		}
	}
}

/* ---- lines ---- */

static void add_dot(struct plot *plot, size_t label, size_t series)
{
	struct svg *svg = plot->svg;

	sink_add(svg->sink, "<circle class=\"s");
	sink_add_integer(svg->sink, (int64_t)(series % SVG_COLOURS) + 1);
	sink_add_char(svg->sink, '"');
	svg_add_length(svg, "cx", x_of(plot, label));
	svg_add_length(svg, "cy",
		       y_of(plot, plot->chart->series[series].values[label]));
	svg_add_length(svg, "r", DOT);
	sink_add(svg->sink, "/>\n");
}

/* One path with a move where a gap ends; a dot at the last number, and where
 * one stands alone. */
static void add_line(struct plot *plot, size_t series)
{
	const struct chart *chart = plot->chart;
	const int64_t *values = chart->series[series].values;
	struct svg *svg = plot->svg;
	size_t last = chart->count;
	bool is_on = false;

	sink_add(svg->sink, "<path class=\"l");
	sink_add_integer(svg->sink, (int64_t)(series % SVG_COLOURS) + 1);
	sink_add(svg->sink, "\" d=\"");
	for (size_t k = 0; k < chart->count; k++) {
		if (values[k] == CHART_GAP) {
			is_on = false;
			continue;
		}
		sink_add_char(svg->sink, is_on ? 'L' : 'M');
		svg_add_number(svg, x_of(plot, k), ' ');
		svg_add_number(svg, y_of(plot, values[k]), ' ');
		is_on = true;
		last = k;
	}
	sink_add(svg->sink, "\"/>\n");
	for (size_t k = 0; k < chart->count; k++) {
		bool before = k > 0 && values[k - 1] != CHART_GAP;
		bool behind =
			k + 1 < chart->count && values[k + 1] != CHART_GAP;
		if (values[k] != CHART_GAP &&
		    (k == last || (!before && !behind)))
			add_dot(plot, k, series);
	}
}

/* ---- areas ---- */

static void add_edge(struct plot *plot, size_t stacked, bool back)
{
	size_t count = plot->chart->count;

	for (size_t n = 0; n < count; n++) {
		size_t k = back ? count - 1 - n : n;
		sink_add_char(plot->svg->sink, n == 0 && !back ? 'M' : 'L');
		svg_add_number(plot->svg, x_of(plot, k), ' ');
		svg_add_number(plot->svg,
			       y_of(plot, chart_stack(plot->chart, stacked, k)),
			       ' ');
	}
}

static void add_areas(struct plot *plot)
{
	struct svg *svg = plot->svg;

	for (size_t i = 0; i < plot->chart->series_count; i++) {
		sink_add(svg->sink, "<path class=\"a s");
		sink_add_integer(svg->sink, (int64_t)(i % SVG_COLOURS) + 1);
		sink_add(svg->sink, "\" d=\"");
		add_edge(plot, i + 1, false);
		add_edge(plot, i, true);
		sink_add(svg->sink, "Z\"/>\n");
	}
}

void svg_plot_add(struct svg *svg)
{
	struct plot plot = {
		.svg = svg,
		.chart = svg->chart,
		.axis = chart_axis_of(chart_range_of(svg->chart)),
	};

	place_box(&plot);
	svg_add_legend(svg);
	add_ticks(&plot);
	add_labels(&plot);
	if (plot.chart->kind == CHART_COLUMNS)
		add_columns(&plot);
	else if (plot.chart->kind == CHART_AREAS)
		add_areas(&plot);
	for (size_t i = 0;
	     plot.chart->kind == CHART_LINES && i < plot.chart->series_count;
	     i++)
		add_line(&plot, i);
}
