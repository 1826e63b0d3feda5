/*
 * Ranges, axes and words of charts. See chart.h.
 */
#include "report/chart.h"

#include "base/decimal.h"
#include "base/text.h"

/* ---- ranges ---- */

static void widen(struct chart_range *range, int64_t number)
{
	if (number == CHART_GAP)
		return;
	if (number < range->low)
		range->low = number;
	if (number > range->high)
		range->high = number;
}

int64_t chart_stack(const struct chart *chart, size_t count, size_t label)
{
	int64_t sum = 0;

	for (size_t i = 0; i < count; i++) {
		int64_t number = chart->series[i].values[label];
		sum += number == CHART_GAP || number < 0 ? 0 : number;
	}
	return sum;
}

struct chart_range chart_range_of(const struct chart *chart)
{
	struct chart_range range = { 0, 0 };

	for (size_t k = 0; k < chart->count; k++) {
		if (chart->kind == CHART_AREAS)
			widen(&range,
			      chart_stack(chart, chart->series_count, k));
		for (size_t i = 0; i < chart->series_count; i++)
			widen(&range, chart->series[i].values[k]);
	}
	return range;
}

bool chart_is_empty(const struct chart *chart)
{
	for (size_t i = 0; i < chart->series_count; i++) {
		for (size_t k = 0; k < chart->count; k++) {
			int64_t number = chart->series[i].values[k];
			if (number != CHART_GAP && number != 0)
				return false;
		}
	}
	return true;
}

/* ---- axes ---- */

/* The least of 1, 2, 5, 10, 20, 50 ... that is not below. */
static int64_t nice_step(int64_t least)
{
	static const int factors[] = { 1, 2, 5 };
	int64_t power = 1;

	for (;;) {
		for (size_t i = 0; i < 3; i++) {
			if (factors[i] * power >= least)
				return factors[i] * power;
		}
		power *= 10;
	}
}

static int64_t multiple_below(int64_t number, int64_t step)
{
	int64_t rest = number % step;

	return number - (rest < 0 ? rest + step : rest);
}

struct chart_axis chart_axis_of(struct chart_range range)
{
	int64_t span = range.high - range.low;
	int64_t step = nice_step((span + CHART_TICKS - 1) / CHART_TICKS);
	struct chart_axis axis = {
		.low = multiple_below(range.low, step),
		.high = -multiple_below(-range.high, step),
		.step = step,
	};

	if (axis.low == axis.high)
		axis.high = axis.low + step;
	return axis;
}

int64_t chart_place(struct chart_axis axis, int64_t number, int64_t length)
{
	int64_t place = 0;

	if (number <= axis.low)
		return 0;
	if (number >= axis.high ||
	    !amount_scale(number - axis.low, length, axis.high - axis.low,
			  ROUND_HALF_UP, &place))
		return length;
	return place;
}

/* ---- words ---- */

void chart_add_number(struct text *text, const struct chart *chart,
		      int64_t number)
{
	if (number == CHART_GAP) {
		text_add(text, "n/a");
		return;
	}
	decimal_add_text(text, number, chart->scale, false);
	if (slice_is(chart->unit, "%"))
		text_add_char(text, '%');
}

void chart_add_tick(struct text *text, const struct chart *chart,
		    const struct chart_axis *axis, int64_t tick)
{
	static const struct {
		int64_t size;
		const char *suffix;
	} sizes[] = {
		{ 1000000000, "G" },
		{ 1000000, "M" },
		{ 1000, "k" },
		{ 1, "" },
	};
	int64_t one = decimal_power(chart->scale);
	bool is_large = axis->high / one >= 10000 || axis->low / one <= -10000;

	for (size_t i = is_large ? 0 : 3; i < 4; i++) {
		int64_t whole = one * sizes[i].size;
		if (axis->step % whole != 0)
			continue;
		text_add_integer(text, tick / whole);
		text_add(text, tick == 0 ? "" : sizes[i].suffix);
		return;
	}
	decimal_add_text(text, tick, chart->scale, false);
}

void chart_add_title(struct text *text, const struct chart *chart)
{
	text_add_slice(text, chart->title);
	if (chart->unit.length == 0)
		return;
	text_add(text, ", ");
	text_add_slice(text, chart->unit);
}

/* The labels of the last, the lowest and the highest number. */
struct extremes {
	bool any;
	size_t last, low, high;
};

static struct extremes find_extremes(const struct chart *chart,
				     const struct chart_series *series)
{
	struct extremes found = { false, 0, 0, 0 };

	for (size_t k = 0; k < chart->count; k++) {
		int64_t number = series->values[k];
		if (number == CHART_GAP)
			continue;
		if (!found.any || number < series->values[found.low])
			found.low = k;
		if (!found.any || number > series->values[found.high])
			found.high = k;
		found.last = k;
		found.any = true;
	}
	return found;
}

static void add_at(struct text *text, const struct chart *chart,
		   const struct chart_series *series, size_t label)
{
	chart_add_number(text, chart, series->values[label]);
	text_add(text, " (");
	text_add_slice(text, chart->labels[label]);
	text_add_char(text, ')');
}

static void describe_series(struct text *text, const struct chart *chart,
			    const struct chart_series *series)
{
	struct extremes found = find_extremes(chart, series);

	text_add_slice(text, series->name);
	if (!found.any) {
		text_add(text, ": nothing. ");
		return;
	}
	text_add(text, ": ");
	if (chart->kind != CHART_BARS && chart->kind != CHART_HEAT) {
		text_add(text, "last ");
		add_at(text, chart, series, found.last);
		text_add(text, ", ");
	}
	text_add(text, "highest ");
	add_at(text, chart, series, found.high);
	if (found.low != found.high) {
		text_add(text, ", lowest ");
		add_at(text, chart, series, found.low);
	}
	text_add(text, ". ");
}

void chart_add_description(struct text *text, const struct chart *chart)
{
	static const char *const kinds[] = {
		[CHART_BARS] = "Bars",        [CHART_COLUMNS] = "Columns",
		[CHART_LINES] = "Line chart", [CHART_AREAS] = "Stacked areas",
		[CHART_HEAT] = "Heat map",
	};

	text_add(text, kinds[chart->kind]);
	if (chart->count == 1) {
		text_add(text, ", ");
		text_add_slice(text, chart->labels[0]);
	} else if (chart->count > 1) {
		text_add_format(text, ", %zu from ", chart->count);
		text_add_slice(text, chart->labels[0]);
		text_add(text, " to ");
		text_add_slice(text, chart->labels[chart->count - 1]);
	}
	text_add(text, ". ");
	for (size_t i = 0; i < chart->series_count; i++)
		describe_series(text, chart, &chart->series[i]);
	text_add_slice(text, chart->note);
}
