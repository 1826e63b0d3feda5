/*
 * Choosing and converting the cells that charts draw. See chart_plan.h.
 */
#include "report/chart_plan.h"

#include <string.h>

#include "base/arena.h"
#include "base/decimal.h"
#include "base/text.h"
#include "report/kept_rows.h"
#include "report/render.h"

enum {
	NAMES_MAX = 40,
	TIMES_MAX = 60,
	SPLIT_MAX = 40, /* charts of one row of the table */
	NO_COLUMN = COLUMNS_MAX,
	MONTH_LENGTH = 7,    /* of "2026-10" */
	MONTHS_FILLED = 1200 /* more are no time that anybody draws */
};

/* A month that no row tells of. */
#define NO_ROW SIZE_MAX

struct planning {
	const struct chart_context *context;
	const struct kept_rows *rows;
	const struct report_chart *plan;
	struct chart *charts;
	size_t count, capacity;
	/* of the chart being made */
	const size_t *chosen; /* its rows, or NO_ROW */
	size_t chosen_count;
};

/* The column of a name; NO_COLUMN for none. */
static size_t column_of(const struct planning *planning, const char *name)
{
	const struct column *columns = planning->rows->report->columns;

	for (size_t i = 0; name != NULL && columns[i].name != NULL; i++) {
		if (slice_is(slice_from(name), columns[i].name))
			return i;
	}
	return NO_COLUMN;
}

/* The text of a cell, in the arena. */
static struct slice text_of(const struct planning *planning, size_t row,
			    size_t column)
{
	char buffer[DECIMAL_TEXT_MAX];

	if (column == NO_COLUMN)
		return (struct slice){ "", 0 };
	return arena_copy_slice(
		planning->context->arena,
		render_cell_text(&planning->rows->rows[row][column], buffer));
}

/* What tells the charts apart, "point"; "rosa, point" of two columns. */
static struct slice split_of(const struct planning *planning, size_t row)
{
	struct text text;

	text_init(&text, planning->context->arena);
	for (size_t i = 0; i < CHART_SPLITS; i++) {
		struct slice part =
			text_of(planning, row,
				column_of(planning, planning->plan->splits[i]));
		if (text.length > 0 && part.length > 0)
			text_add(&text, ", ");
		text_add_slice(&text, part);
	}
	return text_slice(&text);
}

/* ---- numbers ---- */

/* A cell of the nth chosen row. A month without a row has nothing to count,
 * and no shares. */
static const struct cell *cell_of(const struct planning *planning, size_t nth,
				  size_t column)
{
	static const struct cell nothing = { .kind = CELL_NUMBER };
	static const struct cell undefined = { .kind = CELL_NONE };
	size_t row = planning->chosen[nth];

	if (row != NO_ROW)
		return &planning->rows->rows[row][column];
	return planning->rows->report->columns[column].type == COLUMN_PERCENT
		       ? &undefined
		       : &nothing;
}

/* The most digits behind the point of what is drawn. */
static int scale_of(const struct planning *planning)
{
	int scale = 0;

	for (size_t i = 0; planning->plan->values[i] != NULL; i++) {
		size_t column = column_of(planning, planning->plan->values[i]);
		for (size_t k = 0; k < planning->chosen_count; k++) {
			const struct cell *cell = cell_of(planning, k, column);
			if (cell->kind == CELL_NUMBER && cell->scale > scale)
				scale = cell->scale;
		}
	}
	return scale;
}

static int64_t number_of(const struct cell *cell, int scale)
{
	int64_t number;

	if (cell->kind != CELL_NUMBER ||
	    !amount_scale(cell->number, decimal_power(scale - cell->scale), 1,
			  ROUND_DOWN, &number) ||
	    number > CHART_LIMIT || number < -CHART_LIMIT)
		return CHART_GAP;
	return number;
}

/* A column's name for people: "partner pays". */
static struct slice words_of(const struct planning *planning, const char *name)
{
	struct slice column = slice_from(name);
	char *words = arena_copy(planning->context->arena, column.text,
				 column.length);

	for (size_t i = 0; i < column.length; i++)
		words[i] = (char)(words[i] == '_' ? ' ' : words[i]);
	return (struct slice){ words, column.length };
}

static struct chart_series make_series(const struct planning *planning,
				       const char *name, int scale)
{
	size_t column = column_of(planning, name);
	int64_t *values =
		arena_take_array(planning->context->arena,
				 planning->chosen_count, sizeof(*values));

	for (size_t k = 0; k < planning->chosen_count; k++)
		values[k] = number_of(cell_of(planning, k, column), scale);
	return (struct chart_series){ words_of(planning, name), values };
}

static struct slice unit_of(const struct planning *planning)
{
	size_t column = column_of(planning, planning->plan->values[0]);
	enum column_type type = planning->rows->report->columns[column].type;

	if (type == COLUMN_PERCENT)
		return SLICE("%");
	return type == COLUMN_MONEY ? planning->context->currency
				    : (struct slice){ "", 0 };
}

/* ---- labels ---- */

/* "2026", "2026-10", "2026-Q3", "2026-10-31" */
static bool is_time(struct slice text)
{
	for (size_t i = 0; i < 4; i++) {
		if (i >= text.length || text.text[i] < '0' ||
		    text.text[i] > '9')
			return false;
	}
	return text.length == 4 || text.text[4] == '-';
}

static const struct slice *make_labels(const struct planning *planning)
{
	struct arena *arena = planning->context->arena;
	size_t label = column_of(planning, planning->plan->label);
	size_t more = column_of(planning, planning->plan->more);
	struct slice *labels = arena_take_array(arena, planning->chosen_count,
						sizeof(*labels));

	for (size_t k = 0; k < planning->chosen_count; k++) {
		struct slice name =
			text_of(planning, planning->chosen[k], label);
		struct slice rest =
			text_of(planning, planning->chosen[k], more);
		if (name.length == 0)
			name = SLICE("(none)");
		if (rest.length > 0)
			name = slice_from(arena_print(arena, "%.*s %.*s",
						      SLICE_ARGS(name),
						      SLICE_ARGS(rest)));
		labels[k] = name;
	}
	return labels;
}

static bool are_times(const struct chart *chart)
{
	for (size_t k = 0; k < chart->count; k++) {
		if (!is_time(chart->labels[k]))
			return false;
	}
	return true;
}

/* The first day of the month that a label names; DAY_NONE for another label. */
static struct day month_of(struct slice label)
{
	char text[DAY_TEXT_MAX] = "";
	struct day day = DAY_NONE;

	if (label.length != MONTH_LENGTH)
		return DAY_NONE;
	memcpy(text, label.text, MONTH_LENGTH);
	memcpy(text + MONTH_LENGTH, "-01", 4);
	return day_parse(slice_from(text), &day) ? day : DAY_NONE;
}

/* How many months the labels span; 0 unless all are months, one after the
 * other. */
static size_t months_spanned(const struct chart *chart)
{
	struct day before = DAY_NONE;

	for (size_t k = 0; k < chart->count; k++) {
		struct day month = month_of(chart->labels[k]);
		if (!day_is_real(month) ||
		    (k > 0 && day_compare(month, before) <= 0))
			return 0;
		before = month;
	}
	if (chart->count == 0)
		return 0;
	struct day month = month_of(chart->labels[0]);
	size_t count = 1;
	while (day_compare(month, before) < 0 && count <= MONTHS_FILLED) {
		month = day_add_months(month, 1);
		count++;
	}
	return count;
}

/* Gives months without a row their place, so that equal distances are equal
 * times. */
static void fill_months(struct planning *planning, struct chart *chart)
{
	struct arena *arena = planning->context->arena;
	size_t count = months_spanned(chart);

	if (count <= chart->count || count > MONTHS_FILLED)
		return;
	size_t *chosen = arena_take_array(arena, count, sizeof(*chosen));
	struct slice *labels = arena_take_array(arena, count, sizeof(*labels));
	struct day month = month_of(chart->labels[0]);
	size_t from = 0;
	for (size_t k = 0; k < count; k++) {
		char text[DAY_TEXT_MAX];
		day_print(month, text);
		struct slice label = { text, MONTH_LENGTH };
		bool has_row = slice_equal(label, chart->labels[from]);
		chosen[k] = has_row ? planning->chosen[from] : NO_ROW;
		labels[k] = arena_copy_slice(arena, label);
		from += has_row ? 1 : 0;
		month = day_add_months(month, 1);
	}
	planning->chosen = chosen;
	planning->chosen_count = count;
	chart->labels = labels;
	chart->count = count;
}

/* The last month is that of the book's day, which is not its last. */
static bool is_cut_short(const struct planning *planning,
			 const struct chart *chart)
{
	struct day day = planning->context->as_of;
	char text[DAY_TEXT_MAX];

	if (chart->count == 0 || chart->kind == CHART_HEAT ||
	    !day_is_real(day) || day_compare(day, day_month_end(day)) == 0)
		return false;
	day_print(day, text);
	return slice_equal(chart->labels[chart->count - 1],
			   (struct slice){ text, 7 });
}

/* ---- charts ---- */

/* Keeps as many of the chosen rows as are drawn; how many it left out. */
static size_t cut(struct planning *planning, bool times)
{
	size_t most = times ? TIMES_MAX : NAMES_MAX;
	size_t over = planning->chosen_count > most
			      ? planning->chosen_count - most
			      : 0;

	if (times)
		planning->chosen += over;
	planning->chosen_count -= over;
	return over;
}

static struct slice note_of(const struct planning *planning,
			    const struct chart *chart, size_t left_out)
{
	struct text text;
	char day[DAY_TEXT_MAX];

	text_init(&text, planning->context->arena);
	if (left_out > 0)
		text_add_format(&text, "The %s %zu of %zu are drawn. ",
				are_times(chart) ? "last" : "first",
				chart->count, chart->count + left_out);
	if (is_cut_short(planning, chart)) {
		day_print(planning->context->as_of, day);
		text_add_format(&text, "%.7s is counted up to %s.", day, day);
	}
	return slice_trim(text_slice(&text));
}

static void make_chart(struct planning *planning, struct slice split)
{
	struct arena *arena = planning->context->arena;
	const struct report_chart *plan = planning->plan;
	struct chart chart = { .kind = plan->kind,
			       .title = slice_from(plan->title) };
	struct chart_series *series =
		arena_take_array(arena, CHART_SERIES_MAX, sizeof(*series));

	if (split.length > 0)
		chart.title = slice_from(arena_print(
			arena, "%s, %.*s", plan->title, SLICE_ARGS(split)));
	chart.count = planning->chosen_count;
	chart.labels = make_labels(planning);
	bool times = are_times(&chart);
	if (!times && plan->kind != CHART_HEAT)
		chart.kind = CHART_BARS;
	if (times && plan->kind != CHART_HEAT)
		fill_months(planning, &chart);
	size_t left_out = cut(planning, times);
	chart.labels += times ? left_out : 0;
	chart.count = planning->chosen_count;
	chart.label_name = times && slice_is(slice_from(plan->label), "group")
				   ? SLICE("month")
				   : words_of(planning, plan->label);
	chart.scale = scale_of(planning);
	chart.unit = unit_of(planning);
	for (size_t i = 0; plan->values[i] != NULL; i++)
		series[chart.series_count++] =
			make_series(planning, plan->values[i], chart.scale);
	chart.series = series;
	chart.note = note_of(planning, &chart, left_out);
	if (chart_is_empty(&chart))
		return;
	planning->charts =
		arena_grow(arena, planning->charts, planning->count + 1,
			   sizeof(*planning->charts), &planning->capacity);
	planning->charts[planning->count++] = chart;
}

/* The texts by which rows are told apart, in the order of the rows; returns how
 * many. */
static size_t find_splits(const struct planning *planning,
			  const struct slice *of_rows, struct slice *splits)
{
	size_t count = 0;

	for (size_t r = 0; r < planning->rows->count && count < SPLIT_MAX;
	     r++) {
		size_t i = 0;
		while (i < count && !slice_equal(splits[i], of_rows[r]))
			i++;
		if (i == count)
			splits[count++] = of_rows[r];
	}
	return count;
}

static void make_charts(struct planning *planning)
{
	struct arena *arena = planning->context->arena;
	size_t rows = planning->rows->count;
	struct slice splits[SPLIT_MAX];
	struct slice *of_rows = arena_take_array(arena, rows, sizeof(*of_rows));

	for (size_t r = 0; r < rows; r++)
		of_rows[r] = split_of(planning, r);
	size_t count = find_splits(planning, of_rows, splits);
	for (size_t i = 0; i < count; i++) {
		size_t *chosen = arena_take_array(arena, rows, sizeof(*chosen));
		planning->chosen = chosen;
		planning->chosen_count = 0;
		for (size_t r = 0; r < rows; r++) {
			if (slice_equal(of_rows[r], splits[i]))
				chosen[planning->chosen_count++] = r;
		}
		make_chart(planning, splits[i]);
	}
}

const struct chart *chart_plan_make(const struct chart_context *context,
				    const struct kept_rows *rows,
				    const struct report_chart *plan,
				    size_t *count)
{
	struct planning planning = { .context = context, .rows = rows };

	if (plan == NULL)
		plan = rows->report->charts;
	for (size_t i = 0; plan != NULL && plan[i].title != NULL; i++) {
		planning.plan = &plan[i];
		make_charts(&planning);
	}
	*count = planning.count;
	return planning.charts;
}
