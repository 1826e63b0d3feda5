/*
 * Cells of a heat map in characters. The colours are of the 256 that xterm
 * has, from light to dark, each with black or white on it so that it is read.
 */
#include "report/chart_text_heat.h"

#include "base/arena.h"
#include "base/decimal.h"
#include "base/text.h"
#include "base/utf8.h"
#include "report/chart.h"
#include "report/chart_text_options.h"
#include "report/sink.h"

enum {
	LEVELS = 8,
	SHADES = 5,
	USUAL_WIDTH = 80,
	CELL_MIN = 5
};

static const char *const colours[LEVELS] = {
	"\033[48;5;255;30m", "\033[48;5;195;30m", "\033[48;5;159;30m",
	"\033[48;5;117;30m", "\033[48;5;75;30m",  "\033[48;5;32;97m",
	"\033[48;5;25;97m",  "\033[48;5;18;97m",
};

/* The whole number nearest, "59". */
static struct slice whole_text(struct text *text, const struct chart *chart,
			       int64_t number)
{
	int64_t whole = 0;

	text_clear(text);
	if (number != CHART_GAP &&
	    amount_scale(number, 1, decimal_power(chart->scale), ROUND_HALF_UP,
			 &whole))
		text_add_integer(text, whole);
	return text_slice(text);
}

struct heat {
	const struct chart *chart;
	const struct chart_text_options *options;
	struct sink *sink;
	struct text text;
	struct chart_axis axis;
	size_t label_width, cell_width;
	size_t columns; /* series that fit the line */
};

static void measure(struct heat *heat)
{
	const struct chart *chart = heat->chart;
	size_t width =
		heat->options->width == 0 ? USUAL_WIDTH : heat->options->width;

	heat->cell_width = CELL_MIN;
	for (size_t k = 0; k < chart->count; k++) {
		text_clear(&heat->text);
		utf8_add_visible(&heat->text, chart->labels[k]);
		size_t label = utf8_display_width(text_slice(&heat->text));
		if (label > heat->label_width)
			heat->label_width = label;
		for (size_t i = 0; i < chart->series_count; i++) {
			size_t number = whole_text(&heat->text, chart,
						   chart->series[i].values[k])
						.length;
			if (number + 2 > heat->cell_width)
				heat->cell_width = number + 2;
		}
	}
	size_t fit = width > heat->label_width + heat->cell_width
			     ? (width - heat->label_width) / heat->cell_width
			     : 1;
	heat->columns = fit < chart->series_count ? fit : chart->series_count;
}

static void print_cell(struct heat *heat, int64_t number)
{
	static const char *const blocks[SHADES] = { " ", "░", "▒", "▓", "█" };
	static const char *const plain[SHADES] = { " ", ".", ":", "*", "#" };
	bool colour = heat->options->colour;
	struct slice text = whole_text(&heat->text, heat->chart, number);
	size_t missing = heat->cell_width - text.length - 1;
	int64_t shade = chart_place(heat->axis, number, SHADES - 1);

	if (number == CHART_GAP) {
		sink_add_repeat(heat->sink, ' ', heat->cell_width);
		return;
	}
	if (colour) {
		sink_add_repeat(heat->sink, ' ', 1);
		sink_add(heat->sink,
			 colours[chart_place(heat->axis, number, LEVELS - 1)]);
		sink_add_repeat(heat->sink, ' ', missing);
		sink_add_slice(heat->sink, text);
		sink_add(heat->sink, "\033[0m");
		return;
	}
	sink_add_repeat(heat->sink, ' ', missing);
	sink_add(heat->sink,
		 heat->options->ascii ? plain[shade] : blocks[shade]);
	sink_add_slice(heat->sink, text);
}

static void print_row(struct heat *heat, size_t row)
{
	const struct chart *chart = heat->chart;
	size_t last = heat->columns;

	text_clear(&heat->text);
	utf8_add_visible(&heat->text, chart->labels[row]);
	struct slice label = text_slice(&heat->text);
	sink_add_slice(heat->sink, label);
	sink_add_repeat(heat->sink, ' ',
			heat->label_width - utf8_display_width(label));
	while (last > 0 && chart->series[last - 1].values[row] == CHART_GAP)
		last--;
	for (size_t i = 0; i < last; i++)
		print_cell(heat, chart->series[i].values[row]);
	sink_add_char(heat->sink, '\n');
}

void chart_text_heat_print(struct arena *arena, const struct chart *chart,
			   const struct chart_text_options *options,
			   struct sink *sink)
{
	struct chart_range range = chart_range_of(chart);
	struct heat heat = {
		.chart = chart,
		.options = options,
		.sink = sink,
		.axis = { range.low, range.high, 1 },
	};

	text_init(&heat.text, arena);
	measure(&heat);
	sink_add_repeat(sink, ' ', heat.label_width);
	for (size_t i = 0; i < heat.columns; i++) {
		struct slice name = chart->series[i].name;
		size_t width = utf8_display_width(name);
		sink_add_repeat(
			sink, ' ',
			width < heat.cell_width ? heat.cell_width - width : 1);
		sink_add_slice(sink, name);
	}
	sink_add_char(sink, '\n');
	for (size_t k = 0; k < chart->count; k++)
		print_row(&heat, k);
	if (heat.columns < chart->series_count) {
		text_clear(&heat.text);
		text_add_format(&heat.text,
				"%zu of %zu columns fit; widen the terminal\n",
				heat.columns, chart->series_count);
		sink_add_slice(sink, text_slice(&heat.text));
	}
}
