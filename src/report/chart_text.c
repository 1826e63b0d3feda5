/*
 * Drawing with characters. Bars begin at a common zero, which negative numbers
 * stand left of. Series of a chart have a mark each (and a colour), which the
 * line below the title names. See chart_text.h.
 */
#include "report/chart_text.h"

#include "base/arena.h"
#include "base/decimal.h"
#include "base/text.h"
#include "base/utf8.h"
#include "report/chart.h"
#include "report/chart_text_heat.h"
#include "report/chart_text_options.h"
#include "report/sink.h"

enum {
	USUAL_WIDTH = 80,
	BAR_MIN = 10,
	LABEL_MIN = 8,
	BLANKS = 2,
	EIGHTHS = 8,
	MARKS = 4,
	COLOURS = 6
};

struct drawing {
	struct arena *arena;
	const struct chart *chart;
	const struct chart_text_options *options;
	struct sink *sink;
	size_t width;        /* of a line */
	size_t label_width;  /* of the labels */
	size_t number_width; /* of the numbers behind them */
	size_t bar_width;
	struct chart_range range;
	struct text text;
};

static const char *const colours[COLOURS] = {
	"\033[36m", "\033[33m", "\033[32m", "\033[35m", "\033[34m", "\033[31m",
};

static const char *mark_of(const struct drawing *drawing, size_t series)
{
	static const char *const blocks[MARKS] = { "█", "▒", "░", "▓" };
	static const char *const plain[MARKS] = { "#", "=", "-", "+" };

	if (drawing->options->ascii)
		return plain[series % MARKS];
	return drawing->options->colour ? blocks[0] : blocks[series % MARKS];
}

static void begin_colour(const struct drawing *drawing, size_t series)
{
	if (drawing->options->colour)
		sink_add(drawing->sink, colours[series % COLOURS]);
}

static void end_colour(const struct drawing *drawing)
{
	if (drawing->options->colour)
		sink_add(drawing->sink, "\033[0m");
}

static void repeat(struct sink *sink, const char *mark, int64_t count)
{
	while (count-- > 0)
		sink_add(sink, mark);
}

/* ---- labels and numbers ---- */

/* The label as a terminal may show it, cut to the width with an ellipsis. */
static struct slice shown_label(struct drawing *drawing, struct slice label)
{
	struct text *text = &drawing->text;

	text_clear(text);
	utf8_add_visible(text, label);
	struct slice whole = text_slice(text);
	size_t most = drawing->label_width;
	if (utf8_display_width(whole) <= most)
		return whole;
	const char *dots = drawing->options->ascii ? "." : "…";
	text->length = utf8_cut(whole, most - 1).length;
	text_add(text, dots);
	return text_slice(text);
}

static void print_padded(struct drawing *drawing, struct slice text,
			 size_t width, bool right)
{
	size_t columns = utf8_display_width(text);
	size_t missing = columns < width ? width - columns : 0;

	if (right)
		sink_add_repeat(drawing->sink, ' ', missing);
	sink_add_slice(drawing->sink, text);
	if (!right)
		sink_add_repeat(drawing->sink, ' ', missing);
}

static struct slice number_text(struct drawing *drawing, int64_t number)
{
	text_clear(&drawing->text);
	chart_add_number(&drawing->text, drawing->chart, number);
	return text_slice(&drawing->text);
}

/* The width of the widest number that stands behind a label. */
static size_t number_width_of(struct drawing *drawing, size_t label)
{
	const struct chart *chart = drawing->chart;
	size_t widest = 0;

	if (chart->kind == CHART_AREAS)
		return number_text(
			       drawing,
			       chart_stack(chart, chart->series_count, label))
			.length;
	for (size_t i = 0; i < chart->series_count; i++) {
		size_t width =
			number_text(drawing, chart->series[i].values[label])
				.length;
		widest = width > widest ? width : widest;
	}
	return widest;
}

/* Labels get what they need, up to what leaves the bars half of the line. */
static void measure(struct drawing *drawing)
{
	const struct chart *chart = drawing->chart;

	for (size_t k = 0; k < chart->count; k++) {
		text_clear(&drawing->text);
		utf8_add_visible(&drawing->text, chart->labels[k]);
		size_t label = utf8_display_width(text_slice(&drawing->text));
		if (label > drawing->label_width)
			drawing->label_width = label;
		size_t number = number_width_of(drawing, k);
		if (number > drawing->number_width)
			drawing->number_width = number;
	}
	size_t beside = drawing->number_width + 2 * (size_t)BLANKS;
	size_t half = drawing->width / 2;
	size_t most = half > beside + LABEL_MIN ? half - beside : LABEL_MIN;
	if (drawing->label_width > most)
		drawing->label_width = most;
	beside += drawing->label_width;
	drawing->bar_width = drawing->width > beside + BAR_MIN
				     ? drawing->width - beside
				     : BAR_MIN;
}

/* ---- bars ---- */

/* Where a number stands, in eighths of a character. */
static int64_t eighths_of(const struct drawing *drawing, int64_t number)
{
	struct chart_axis axis = { drawing->range.low, drawing->range.high, 1 };

	return chart_place(axis, number, (int64_t)drawing->bar_width * EIGHTHS);
}

/* What of the last character is filled, in eighths; nothing in ASCII. */
static const char *rest_mark(const struct drawing *drawing, int64_t eighths)
{
	static const char *const rests[EIGHTHS] = { "",  "▏", "▎", "▍",
						    "▌", "▋", "▊", "▉" };

	return drawing->options->ascii ? "" : rests[eighths];
}

static void print_bar(struct drawing *drawing, int64_t number, size_t series)
{
	const char *mark = mark_of(drawing, series);
	int64_t zero = eighths_of(drawing, 0) / EIGHTHS;
	int64_t place = eighths_of(drawing, number);

	if (number == CHART_GAP || drawing->range.low == drawing->range.high)
		return;
	if (number < 0) {
		repeat(drawing->sink, " ", place / EIGHTHS);
		begin_colour(drawing, series);
		repeat(drawing->sink, mark, zero - place / EIGHTHS);
		end_colour(drawing);
		return;
	}
	int64_t length = place - zero * EIGHTHS;
	if (number > 0 && length < 1)
		length = 1;
	if (drawing->options->ascii)
		length = (length + EIGHTHS / 2) / EIGHTHS * EIGHTHS;
	repeat(drawing->sink, " ", zero);
	begin_colour(drawing, series);
	repeat(drawing->sink, mark, length / EIGHTHS);
	if (slice_is(slice_from(mark), "█"))
		sink_add(drawing->sink, rest_mark(drawing, length % EIGHTHS));
	else if (length / EIGHTHS == 0 && number > 0)
		sink_add(drawing->sink, mark);
	end_colour(drawing);
}

static void print_bars(struct drawing *drawing)
{
	const struct chart *chart = drawing->chart;

	for (size_t k = 0; k < chart->count; k++) {
		for (size_t i = 0; i < chart->series_count; i++) {
			int64_t number = chart->series[i].values[k];
			print_padded(
				drawing,
				i == 0 ? shown_label(drawing, chart->labels[k])
				       : SLICE(""),
				drawing->label_width, false);
			sink_add_repeat(drawing->sink, ' ', BLANKS);
			print_padded(drawing, number_text(drawing, number),
				     drawing->number_width, true);
			sink_add_repeat(drawing->sink, ' ',
					number > 0 || drawing->range.low < 0
						? BLANKS
						: 0);
			print_bar(drawing, number, i);
			sink_add_char(drawing->sink, '\n');
		}
	}
}

/* The series on each other, their sum before them. */
static void print_stacks(struct drawing *drawing)
{
	const struct chart *chart = drawing->chart;

	for (size_t k = 0; k < chart->count; k++) {
		int64_t sum = chart_stack(chart, chart->series_count, k);
		int64_t drawn = 0;
		print_padded(drawing, shown_label(drawing, chart->labels[k]),
			     drawing->label_width, false);
		sink_add_repeat(drawing->sink, ' ', BLANKS);
		print_padded(drawing, number_text(drawing, sum),
			     drawing->number_width, true);
		sink_add_repeat(drawing->sink, ' ', sum > 0 ? BLANKS : 0);
		for (size_t i = 0; i < chart->series_count; i++) {
			int64_t end = eighths_of(drawing,
						 chart_stack(chart, i + 1, k)) /
				      EIGHTHS;
			begin_colour(drawing, i);
			repeat(drawing->sink, mark_of(drawing, i), end - drawn);
			end_colour(drawing);
			drawn = end > drawn ? end : drawn;
		}
		sink_add_char(drawing->sink, '\n');
	}
}

/* ---- sparklines ---- */

static void add_mark(struct text *text, int64_t level, bool ascii)
{
	static const char *const blocks[EIGHTHS] = { "▁", "▂", "▃", "▄",
						     "▅", "▆", "▇", "█" };

	if (ascii)
		text_add_char(text, "_.:-=+*#"[level]);
	else
		text_add(text, blocks[level]);
}

void chart_text_add_sparkline(struct text *text, const int64_t *numbers,
			      size_t count, bool ascii)
{
	struct chart_axis axis = { INT64_MAX, INT64_MIN, 1 };

	for (size_t k = 0; k < count; k++) {
		if (numbers[k] == CHART_GAP)
			continue;
		axis.low = numbers[k] < axis.low ? numbers[k] : axis.low;
		axis.high = numbers[k] > axis.high ? numbers[k] : axis.high;
	}
	for (size_t k = 0; k < count; k++) {
		if (numbers[k] == CHART_GAP)
			text_add_char(text, ' ');
		else if (axis.low == axis.high)
			add_mark(text, EIGHTHS / 2 - 1, ascii);
		else
			add_mark(text,
				 chart_place(axis, numbers[k], EIGHTHS - 1),
				 ascii);
	}
}

/* A line a series: the first number, the line, the last; how far it goes. */
static void print_lines(struct drawing *drawing)
{
	const struct chart *chart = drawing->chart;
	size_t most = drawing->width - drawing->width / 3;
	size_t first = chart->count > most ? chart->count - most : 0;
	struct text *text = &drawing->text;

	for (size_t i = 0; i < chart->series_count && chart->count > 0; i++) {
		const int64_t *values = chart->series[i].values;
		size_t begin = first;
		size_t end = chart->count - 1;
		while (begin < end && values[begin] == CHART_GAP)
			begin++;
		while (end > begin && values[end] == CHART_GAP)
			end--;
		text_clear(text);
		if (chart->series_count > 1) {
			text_add_slice(text, chart->series[i].name);
			text_add(text, ": ");
		}
		chart_add_number(text, chart, values[begin]);
		text_add_char(text, ' ');
		sink_add_slice(drawing->sink, text_slice(text));
		text_clear(text);
		chart_text_add_sparkline(text, values + first,
					 chart->count - first,
					 drawing->options->ascii);
		begin_colour(drawing, i);
		sink_add_slice(drawing->sink, text_slice(text));
		end_colour(drawing);
		sink_add_char(drawing->sink, ' ');
		sink_add_slice(drawing->sink,
			       number_text(drawing, values[end]));
		sink_add_char(drawing->sink, '\n');
	}
	text_clear(text);
	text_add(text, "from ");
	utf8_add_visible(text, chart->labels[first]);
	text_add(text, " to ");
	utf8_add_visible(text, chart->labels[chart->count - 1]);
	text_add_char(text, '\n');
	sink_add_slice(drawing->sink, text_slice(text));
}

/* ---- the whole ---- */

static void print_title(struct drawing *drawing)
{
	struct text title;

	text_init(&title, drawing->arena);
	chart_add_title(&title, drawing->chart);
	text_clear(&drawing->text);
	utf8_add_visible(&drawing->text, text_slice(&title));
	if (drawing->options->colour)
		sink_add(drawing->sink, "\033[1m");
	sink_add_slice(drawing->sink, text_slice(&drawing->text));
	end_colour(drawing);
	sink_add_char(drawing->sink, '\n');
}

/* Which mark is which series. */
static void print_legend(struct drawing *drawing)
{
	const struct chart *chart = drawing->chart;

	if (chart->series_count < 2 || chart->kind == CHART_HEAT ||
	    chart->kind == CHART_LINES)
		return;
	for (size_t i = 0; i < chart->series_count; i++) {
		sink_add(drawing->sink, i == 0 ? "" : "  ");
		begin_colour(drawing, i);
		sink_add(drawing->sink, mark_of(drawing, i));
		end_colour(drawing);
		sink_add_char(drawing->sink, ' ');
		sink_add_slice(drawing->sink, chart->series[i].name);
	}
	sink_add_char(drawing->sink, '\n');
}

static void print_body(struct drawing *drawing)
{
	switch (drawing->chart->kind) {
	case CHART_BARS:
	case CHART_COLUMNS:
		print_bars(drawing);
		break;
	case CHART_AREAS:
		print_stacks(drawing);
		break;
	case CHART_LINES:
		print_lines(drawing);
		break;
	case CHART_HEAT:
		chart_text_heat_print(drawing->arena, drawing->chart,
				      drawing->options, drawing->sink);
		break;
	}
}

void chart_text_print(struct arena *arena, const struct chart *chart,
		      const struct chart_text_options *options,
		      struct sink *sink)
{
	struct drawing drawing = {
		.arena = arena,
		.chart = chart,
		.options = options,
		.sink = sink,
		.width = options->width == 0 ? USUAL_WIDTH : options->width,
		.range = chart_range_of(chart),
	};

	text_init(&drawing.text, arena);
	print_title(&drawing);
	print_legend(&drawing);
	measure(&drawing);
	print_body(&drawing);
	if (chart->note.length > 0) {
		sink_add_slice(sink, chart->note);
		sink_add_char(sink, '\n');
	}
}
