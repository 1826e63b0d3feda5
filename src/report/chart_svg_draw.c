/*
 * Elements of SVG. See chart_svg_draw.h.
 */
#include "report/chart_svg_draw.h"

#include "base/utf8.h"
#include "report/html_text.h"
#include "report/sink.h"

enum {
	SWATCH = 100,
	LEGEND_GAP = 140,
	BASELINE = 110
};

void svg_add_number(struct svg *svg, int64_t tenths, char behind)
{
	int64_t size = tenths < 0 ? -tenths : tenths;

	if (tenths < 0)
		sink_add_char(svg->sink, '-');
	sink_add_integer(svg->sink, size / 10);
	if (size % 10 != 0) {
		sink_add_char(svg->sink, '.');
		sink_add_integer(svg->sink, size % 10);
	}
	sink_add_char(svg->sink, behind);
}

void svg_add_length(struct svg *svg, const char *name, int64_t tenths)
{
	sink_add_char(svg->sink, ' ');
	sink_add(svg->sink, name);
	sink_add(svg->sink, "=\"");
	svg_add_number(svg, tenths, '"');
}

void svg_add_text(struct svg *svg, struct svg_place place,
		  enum svg_anchor anchor, struct slice text, size_t columns)
{
	static const char *const anchors[] = {
		[SVG_START] = "",
		[SVG_MIDDLE] = " text-anchor=\"middle\"",
		[SVG_END] = " text-anchor=\"end\"",
	};
	bool is_cut = columns > 0 && utf8_display_width(text) > columns;

	sink_add(svg->sink, "<text");
	svg_add_length(svg, "x", place.x);
	svg_add_length(svg, "y", place.y);
	sink_add(svg->sink, anchors[anchor]);
	sink_add_char(svg->sink, '>');
	html_text_add(svg->sink, is_cut ? utf8_cut(text, columns - 1) : text);
	sink_add(svg->sink, is_cut ? "…</text>\n" : "</text>\n");
}

void svg_add_box(struct svg *svg, struct svg_box box, const char *class,
		 int number, struct slice tip)
{
	sink_add(svg->sink, "<rect class=\"");
	sink_add(svg->sink, class);
	sink_add_integer(svg->sink, number);
	sink_add_char(svg->sink, '"');
	svg_add_length(svg, "x", box.x);
	svg_add_length(svg, "y", box.y);
	svg_add_length(svg, "width", box.width);
	svg_add_length(svg, "height", box.height);
	if (tip.length == 0) {
		sink_add(svg->sink, "/>\n");
		return;
	}
	sink_add(svg->sink, "><title>");
	html_text_add(svg->sink, tip);
	sink_add(svg->sink, "</title></rect>\n");
}

struct slice svg_tip(struct svg *svg, size_t label, size_t series)
{
	const struct chart *chart = svg->chart;
	const struct chart_series *of = &chart->series[series];

	text_clear(&svg->text);
	text_add_slice(&svg->text, chart->labels[label]);
	text_add(&svg->text, ", ");
	text_add_slice(&svg->text, of->name);
	text_add(&svg->text, ": ");
	chart_add_number(&svg->text, chart, of->values[label]);
	return text_slice(&svg->text);
}

/* ---- the legend ---- */

static int64_t entry_width(struct slice name)
{
	return SWATCH + 40 + (int64_t)utf8_display_width(name) * SVG_LETTER +
	       LEGEND_GAP;
}

/* Where an entry stands that follows another; in the next line when the
 * chart's width is used up. */
static struct svg_place next_place(struct svg_place place, int64_t width)
{
	if (place.x > 0 && place.x + width - LEGEND_GAP > SVG_WIDTH)
		return (struct svg_place){ 0, place.y + SVG_LINE };
	return place;
}

int64_t svg_legend_height(const struct chart *chart)
{
	struct svg_place place = { 0, 0 };

	if (chart->series_count < 2)
		return 0;
	for (size_t i = 0; i < chart->series_count; i++) {
		int64_t width = entry_width(chart->series[i].name);
		place = next_place(place, width);
		place.x += width;
	}
	return place.y + SVG_LINE + 40;
}

void svg_add_legend(struct svg *svg)
{
	const struct chart *chart = svg->chart;
	struct svg_place place = { 0, 0 };

	for (size_t i = 0; chart->series_count > 1 && i < chart->series_count;
	     i++) {
		int64_t width = entry_width(chart->series[i].name);
		place = next_place(place, width);
		svg_add_box(svg,
			    (struct svg_box){ place.x, place.y + 20, SWATCH,
					      SWATCH },
			    "s", (int)(i % SVG_COLOURS) + 1, SLICE(""));
		svg_add_text(svg,
			     (struct svg_place){ place.x + SWATCH + 40,
						 place.y + BASELINE },
			     SVG_START, chart->series[i].name, 0);
		place.x += width;
	}
}
