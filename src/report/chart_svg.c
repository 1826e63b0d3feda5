/*
 * The frame of a chart in SVG, its lying bars and its heat map; what stands
 * over an axis is chart_svg_plot.c. See chart_svg.h.
 */
#include "report/chart_svg.h"

#include "base/decimal.h"
#include "base/utf8.h"
#include "report/chart.h"
#include "report/chart_svg_draw.h"
#include "report/chart_svg_plot.h"
#include "report/html_text.h"
#include "report/sink.h"

enum {
	BAR_HEIGHT = 80,
	BAR_TEXT = 150,   /* from a bar's top to the line above it */
	BAR_GAP = 70,     /* between the bars of two labels */
	VALUE_ROOM = 900, /* for the number at the right */
	CELL_HEIGHT = 200,
	CELL_WIDTH = 400,
	CELL_BASE = 140,  /* of the text in a cell */
	COLUMNS_MOST = 60 /* of several series; more are too thin to be seen */
};

const char chart_svg_style[] =
	":root{--s1:#0b6e99;--s2:#b54708;--s3:#4d7c0f;--s4:#7c3aed;"
	"--s5:#a16207;--s6:#be185d;--grid:#d4d8dd;--zero:#6b7280}"
	"@media (prefers-color-scheme:dark){:root{--s1:#5cb8e6;--s2:#ff9e64;"
	"--s3:#a6d16b;--s4:#c4a7f5;--s5:#e0c040;--s6:#f28fbf;--grid:#3a4149;"
	"--zero:#9aa3ad}}"
	"svg{display:block;width:100%;height:auto;overflow:visible}"
	"svg text{font:12px system-ui,sans-serif;fill:currentColor}"
	".s1{fill:var(--s1)}.s2{fill:var(--s2)}.s3{fill:var(--s3)}"
	".s4{fill:var(--s4)}.s5{fill:var(--s5)}.s6{fill:var(--s6)}"
	".l1{stroke:var(--s1)}.l2{stroke:var(--s2)}.l3{stroke:var(--s3)}"
	".l4{stroke:var(--s4)}.l5{stroke:var(--s5)}.l6{stroke:var(--s6)}"
	"path[class^=l]{fill:none;stroke-width:2;stroke-linejoin:round}"
	".l2{stroke-dasharray:6 3}.l3{stroke-dasharray:2 3}"
	".a{stroke:Canvas;stroke-width:1}"
	".g{stroke:var(--grid)}.z{stroke:var(--zero)}"
	".h0{fill:#f1f7fc}.h1{fill:#e3eef9}.h2{fill:#cfe1f2}.h3{fill:#b5d4e9}"
	".h4{fill:#93c3df}.h5{fill:#6daed5}.h6{fill:#4b97c9}.h7{fill:#2f7ebc}"
	".h8{fill:#1864aa}.h9{fill:#0a4a90}"
	"svg [class^=h]+text{fill:#000}svg .h8+text,svg .h9+text{fill:#fff}"
	"@media (prefers-color-scheme:dark){"
	".h0{fill:#10202d}.h1{fill:#12293b}.h2{fill:#15344c}.h3{fill:#17415f}"
	".h4{fill:#1a5076}.h5{fill:#20628f}.h6{fill:#3f86b5}.h7{fill:#62a3cf}"
	".h8{fill:#8bc0e4}.h9{fill:#b9dcf5}"
	"svg [class^=h]+text{fill:#fff}svg .h6+text,svg .h7+text,"
	"svg .h8+text,svg .h9+text{fill:#000}}"
	"svg rect[class^=h],svg rect[class^=s],svg path{"
	"print-color-adjust:exact;-webkit-print-color-adjust:exact}";

/* ---- lying bars ---- */

static int64_t group_height(const struct chart *chart)
{
	return BAR_TEXT + BAR_HEIGHT * (int64_t)chart->series_count + BAR_GAP;
}

static void add_bar(struct svg *svg, size_t label, size_t series, int64_t y)
{
	const struct chart *chart = svg->chart;
	struct chart_range range = chart_range_of(chart);
	struct chart_axis axis = { range.low, range.high, 1 };
	int64_t number = chart->series[series].values[label];
	int64_t room = SVG_WIDTH;

	if (chart->series_count > 1)
		room -= VALUE_ROOM;
	if (range.low == range.high)
		return;
	int64_t zero = chart_place(axis, 0, room);
	int64_t x = chart_place(axis, number, room);
	if (number != CHART_GAP && number != 0)
		svg_add_box(svg,
			    (struct svg_box){ x < zero ? x : zero, y,
					      x < zero   ? zero - x
					      : x > zero ? x - zero
							 : 10,
					      BAR_HEIGHT - 10 },
			    "s", (int)(series % SVG_COLOURS) + 1,
			    svg_tip(svg, label, series));
}

static void add_value(struct svg *svg, size_t label, size_t series, int64_t y)
{
	text_clear(&svg->text);
	chart_add_number(&svg->text, svg->chart,
			 svg->chart->series[series].values[label]);
	svg_add_text(svg, (struct svg_place){ SVG_WIDTH, y }, SVG_END,
		     text_slice(&svg->text), 0);
}

/* The label above its bars, the numbers at the right: one beside the label,
 * several beside their bars. */
static void add_bars(struct svg *svg)
{
	const struct chart *chart = svg->chart;
	int64_t top = svg_legend_height(chart);
	size_t columns = (SVG_WIDTH - VALUE_ROOM) / SVG_LETTER;

	svg_add_legend(svg);
	for (size_t k = 0; k < chart->count; k++) {
		int64_t y = top + group_height(chart) * (int64_t)k;
		svg_add_text(svg, (struct svg_place){ 0, y + BAR_TEXT - 45 },
			     SVG_START, chart->labels[k], columns);
		for (size_t i = 0; i < chart->series_count; i++) {
			int64_t bar = y + BAR_TEXT + BAR_HEIGHT * (int64_t)i;
			add_value(svg, k, i,
				  chart->series_count == 1
					  ? bar - 45
					  : bar + BAR_HEIGHT - 10);
			add_bar(svg, k, i, bar);
		}
	}
}

/* ---- heat map ---- */

static int64_t label_room(const struct chart *chart)
{
	size_t widest = 0;

	for (size_t k = 0; k < chart->count; k++) {
		size_t width = utf8_display_width(chart->labels[k]);
		widest = width > widest ? width : widest;
	}
	return (int64_t)widest * SVG_LETTER + 80;
}

static void add_cell(struct svg *svg, const struct chart_axis *axis,
		     struct svg_box box, int64_t number)
{
	int64_t whole = 0;

	svg_add_box(svg, box, "h",
		    (int)chart_place(*axis, number, SVG_HEAT_LEVELS - 1),
		    SLICE(""));
	text_clear(&svg->text);
	if (amount_scale(number, 1, decimal_power(svg->chart->scale),
			 ROUND_HALF_UP, &whole))
		text_add_integer(&svg->text, whole);
	svg_add_text(
		svg,
		(struct svg_place){ box.x + box.width / 2, box.y + CELL_BASE },
		SVG_MIDDLE, text_slice(&svg->text), 0);
}

static void add_heat(struct svg *svg)
{
	const struct chart *chart = svg->chart;
	struct chart_range range = chart_range_of(chart);
	struct chart_axis axis = { range.low, range.high, 1 };
	int64_t left = label_room(chart);

	for (size_t i = 0; i < chart->series_count; i++)
		svg_add_text(
			svg,
			(struct svg_place){ left + CELL_WIDTH * (int64_t)i +
						    CELL_WIDTH / 2,
					    CELL_BASE },
			SVG_MIDDLE, chart->series[i].name, 0);
	for (size_t k = 0; k < chart->count; k++) {
		int64_t y = CELL_HEIGHT * ((int64_t)k + 1);
		svg_add_text(svg, (struct svg_place){ 0, y + CELL_BASE },
			     SVG_START, chart->labels[k], 0);
		for (size_t i = 0; i < chart->series_count; i++) {
			int64_t number = chart->series[i].values[k];
			struct svg_box box = { left + CELL_WIDTH * (int64_t)i +
						       5,
					       y + 5, CELL_WIDTH - 10,
					       CELL_HEIGHT - 10 };
			if (number != CHART_GAP)
				add_cell(svg, &axis, box, number);
		}
	}
}

/* ---- the frame ---- */

static struct svg_place size_of(const struct chart *chart)
{
	struct svg_place size = { SVG_WIDTH, 0 };

	if (chart->kind == CHART_HEAT) {
		size.x = label_room(chart) +
			 CELL_WIDTH * (int64_t)chart->series_count;
		size.y = CELL_HEIGHT * ((int64_t)chart->count + 1);
	} else if (chart->kind == CHART_BARS) {
		size.y = svg_legend_height(chart) +
			 group_height(chart) * (int64_t)chart->count;
	} else {
		size.y = svg_plot_height(chart);
	}
	return size;
}

static void add_named(struct svg *svg, const char *element, const char *id,
		      const char *part)
{
	sink_add_char(svg->sink, '<');
	sink_add(svg->sink, element);
	sink_add(svg->sink, " id=\"");
	sink_add(svg->sink, id);
	sink_add(svg->sink, part);
	sink_add(svg->sink, "\">");
	html_text_add(svg->sink, text_slice(&svg->text));
	sink_add(svg->sink, "</");
	sink_add(svg->sink, element);
	sink_add(svg->sink, ">\n");
}

void chart_svg_print(struct arena *arena, const struct chart *given,
		     const char *id, struct sink *sink)
{
	struct chart drawn = *given;
	const struct chart *chart = &drawn;
	struct svg svg = { .arena = arena, .chart = chart, .sink = sink };

	if (drawn.kind == CHART_COLUMNS && drawn.series_count > 1 &&
	    drawn.count * drawn.series_count > COLUMNS_MOST)
		drawn.kind = CHART_LINES;
	struct svg_place size = size_of(chart);

	text_init(&svg.text, arena);
	sink_add(sink, "<svg viewBox=\"0 0 ");
	svg_add_number(&svg, size.x, ' ');
	svg_add_number(&svg, size.y, '"');
	sink_add(sink, " role=\"img\" aria-labelledby=\"");
	sink_add(sink, id);
	sink_add(sink, "-t ");
	sink_add(sink, id);
	sink_add(sink, "-d\">\n");
	chart_add_title(&svg.text, chart);
	add_named(&svg, "title", id, "-t");
	text_clear(&svg.text);
	chart_add_description(&svg.text, chart);
	add_named(&svg, "desc", id, "-d");
	if (chart->kind == CHART_HEAT)
		add_heat(&svg);
	else if (chart->kind == CHART_BARS)
		add_bars(&svg);
	else if (chart->count > 0)
		svg_plot_add(&svg);
	sink_add(sink, "</svg>\n");
}
