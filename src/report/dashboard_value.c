/*
 * Roll-forward and liability for an owner: a statement with a column a unit,
 * and stacked areas of what was carried at the end of each month. See
 * dashboard_value.h.
 */
#include "report/dashboard_value.h"

#include <string.h>

#include "base/arena.h"
#include "base/currency.h"
#include "base/decimal.h"
#include "engine/book.h"
#include "report/chart.h"
#include "report/dashboard_page.h"
#include "report/sink.h"
#include "rules/program.h"
#include "value/liability.h"
#include "value/rollforward.h"
#include "value/vintage.h"

struct dashboard_value {
	struct arena *arena;
	const struct book *book;
	struct period period;
	struct rollforward_period statement;
	bool has_money;
	const char *lacking; /* why there is no money; NULL: memo */
	/* at the ends of months, by unit */
	struct slice *months;
	int64_t *carried[UNITS_MAX];
	int64_t *points[UNITS_MAX];
	size_t count;
};

static const struct rollforward_row *
row_of(const struct rollforward_period *period, int unit)
{
	for (size_t i = 0; i < period->total_count; i++) {
		if (period->totals[i].unit == unit)
			return &period->totals[i];
	}
	return NULL;
}

static void add_month(struct dashboard_value *value,
		      const struct rollforward_period *period)
{
	char text[DAY_TEXT_MAX];

	day_print(period->to, text);
	value->months[value->count] =
		slice_from(arena_copy(value->arena, text, 7));
	for (int unit = 0; unit < (int)value->book->programs->unit_count;
	     unit++) {
		const struct rollforward_row *row = row_of(period, unit);
		value->carried[unit][value->count] =
			row == NULL ? 0 : row->money.closing;
		value->points[unit][value->count] =
			row == NULL ? 0 : row->closing;
	}
	value->count++;
}

/* The end of the piece that begins with a day: of its month, of the months, or
 * where the period begins. */
static struct day piece_end(struct day day, struct period months,
			    struct period period)
{
	struct day end = day_month_end(day);
	struct day before = day_add(period.from, -1);

	if (day_compare(months.to, end) < 0)
		end = months.to;
	if (day_compare(day, before) <= 0 && day_compare(before, end) < 0)
		end = before;
	return end;
}

static void init_months(struct dashboard_value *value, size_t most)
{
	value->months =
		arena_take_array(value->arena, most, sizeof(*value->months));
	for (size_t unit = 0; unit < value->book->programs->unit_count;
	     unit++) {
		value->carried[unit] =
			arena_take_array(value->arena, most, sizeof(int64_t));
		value->points[unit] =
			arena_take_array(value->arena, most, sizeof(int64_t));
	}
}

static void roll(struct dashboard_value *value, struct vintages *vintages,
		 struct period months)
{
	struct rollforward *r = rollforward_open(
		value->arena, vintages, ROLLFORWARD_TOTAL, months.from);
	struct rollforward_period *within = NULL;
	size_t count = 0;
	size_t capacity = 0;
	struct day day = months.from;

	init_months(value,
		    (size_t)day_difference(months.from, months.to) / 28 + 2);
	while (day_compare(day, months.to) <= 0) {
		struct day end = piece_end(day, months, value->period);
		struct rollforward_period piece = rollforward_next(r, end);
		if (day_compare(piece.from, value->period.from) >= 0) {
			within = arena_grow(value->arena, within, count + 1,
					    sizeof(*within), &capacity);
			within[count++] = piece;
		}
		if (day_compare(end, day_month_end(end)) == 0 ||
		    day_compare(end, months.to) == 0)
			add_month(value, &piece);
		day = day_add(end, 1);
	}
	if (count > 0)
		value->statement =
			rollforward_overall(value->arena, within, count);
}

const struct dashboard_value *dashboard_value_of(struct arena *arena,
						 const struct book *book,
						 struct period months,
						 struct period period)
{
	struct dashboard_value *value = arena_take(arena, sizeof(*value));
	struct vintages *vintages = vintages_open(arena, book);
	int unit = 0;

	value->arena = arena;
	value->book = book;
	value->period = period;
	roll(value, vintages, months);
	const char *lacks = liability_lacks(vintages, &unit);
	const struct rollforward_period *statement = &value->statement;
	value->has_money = statement->has_money && lacks == NULL &&
			   !statement->overflow &&
			   statement->nothing_expected == NULL;
	if (lacks != NULL)
		value->lacking = arena_print(
			arena, "the rules' accounting gives no %s for %.*s",
			lacks, SLICE_ARGS(book->programs->units[unit].name));
	else if (statement->overflow)
		value->lacking = "the amounts are too large";
	else if (statement->nothing_expected != NULL)
		value->lacking = "nothing is expected to be redeemed of points "
				 "that are outstanding";
	return value;
}

bool dashboard_value_is_empty(const struct dashboard_value *value)
{
	return value->statement.total_count == 0;
}

/* ---- the statement ---- */

/* A line of it: one number of a row, added or taken away. */
struct line {
	const char *name;
	size_t offset; /* of an int64_t in struct rollforward_row */
	size_t less;   /* of one that is taken off it, 0: none */
	bool is_less;  /* it lowers what is outstanding */
	bool is_sum;
};

#define ROW(member) offsetof(struct rollforward_row, member)

static const struct line point_lines[] = {
	{ "Outstanding before", ROW(opening), 0, false, true },
	{ "issued with sales", ROW(moved.issued_sale), 0, false, false },
	{ "issued otherwise", ROW(moved.issued_other), 0, false, false },
	{ "redeemed", ROW(moved.redeemed), 0, true, false },
	{ "expired", ROW(moved.expired), 0, true, false },
	{ "taken back", ROW(moved.clawed_back), 0, true, false },
	{ "adjusted", ROW(moved.adjusted_up), ROW(moved.adjusted_down), false,
	  false },
	{ "transferred", ROW(moved.transferred_in), ROW(moved.transferred_out),
	  false, false },
	{ "Outstanding at the end", ROW(closing), 0, false, true },
};

static const struct line money_lines[] = {
	{ "Carried before", ROW(money.opening), 0, false, true },
	{ "deferred with new points", ROW(money.deferred), 0, false, false },
	{ "released: redeemed", ROW(money.released_redemption), 0, true,
	  false },
	{ "released: expired", ROW(money.released_expiry), 0, true, false },
	{ "released: change of estimate", ROW(money.change_of_estimate), 0,
	  true, false },
	{ "returned", ROW(money.returned), 0, true, false },
	{ "transferred", ROW(money.transferred), 0, false, false },
	{ "Carried at the end", ROW(money.closing), 0, false, true },
};

static int64_t number_at(const struct rollforward_row *row, size_t offset)
{
	int64_t number;

	memcpy(&number, (const char *)row + offset, sizeof(number));
	return number;
}

static void add_number(struct dashboard_page *page, const struct line *line,
		       const struct rollforward_row *row, int scale)
{
	int64_t number = number_at(row, line->offset);

	if (line->less > 0)
		number -= number_at(row, line->less);
	text_clear(&page->text);
	decimal_add_text(&page->text, line->is_less ? -number : number, scale,
			 false);
	dashboard_page_add_number(page, text_slice(&page->text));
}

static void add_statement(struct dashboard_page *page,
			  const struct dashboard_value *value, bool is_money,
			  struct slice caption)
{
	const struct rollforward_period *s = &value->statement;
	const struct line *lines = is_money ? money_lines : point_lines;
	size_t count = is_money ? sizeof(money_lines) / sizeof(*money_lines)
				: sizeof(point_lines) / sizeof(*point_lines);

	dashboard_page_begin_table(page, caption);
	dashboard_page_add_head(page, "col", SLICE("what happened"));
	for (size_t i = 0; i < s->total_count; i++)
		dashboard_page_add_head(
			page, "col",
			value->book->programs->units[s->totals[i].unit].name);
	sink_add(page->sink, "</tr>\n</thead>\n<tbody>\n");
	for (size_t l = 0; l < count; l++) {
		sink_add(page->sink,
			 lines[l].is_sum ? "<tr class=\"sum\">" : "<tr>");
		dashboard_page_add_head(page, "row", slice_from(lines[l].name));
		for (size_t i = 0; i < s->total_count; i++) {
			int unit = s->totals[i].unit;
			add_number(
				page, &lines[l], &s->totals[i],
				is_money ? currency_scale(s->program->currency)
					 : value->book->programs->units[unit]
						   .decimals);
		}
		sink_add(page->sink, "</tr>\n");
	}
	dashboard_page_end_table(page);
}

/* ---- the charts ---- */

/* What was carried, the units on each other. */
static struct chart carried_chart(const struct dashboard_value *value)
{
	const struct rollforward_period *s = &value->statement;
	struct chart_series *series =
		arena_take_array(value->arena, s->total_count, sizeof(*series));

	for (size_t i = 0; i < s->total_count; i++) {
		int unit = s->totals[i].unit;
		series[i] = (struct chart_series){
			value->book->programs->units[unit].name,
			value->carried[unit]
		};
	}
	return (struct chart){
		.kind = CHART_AREAS,
		.title = SLICE("Carried at the end of the month"),
		.unit = slice_from(currency_code(s->program->currency)),
		.scale = currency_scale(s->program->currency),
		.label_name = SLICE("month"),
		.labels = value->months,
		.count = value->count,
		.series = series,
		.series_count = s->total_count < CHART_SERIES_MAX
					? s->total_count
					: CHART_SERIES_MAX,
	};
}

static struct chart outstanding_chart(const struct dashboard_value *value,
				      int unit)
{
	const struct unit *of = &value->book->programs->units[unit];
	struct chart_series *series = arena_take(value->arena, sizeof(*series));

	*series = (struct chart_series){ SLICE("outstanding"),
					 value->points[unit] };
	return (struct chart){
		.kind = CHART_LINES,
		.title = slice_from(
			arena_print(value->arena,
				    "Outstanding at the end of the month, %.*s",
				    SLICE_ARGS(of->name))),
		.scale = of->decimals,
		.label_name = SLICE("month"),
		.labels = value->months,
		.count = value->count,
		.series = series,
		.series_count = 1,
	};
}

static void add_charts(struct dashboard_page *page,
		       const struct dashboard_value *value)
{
	const struct rollforward_period *s = &value->statement;
	struct chart *charts = arena_take_array(
		value->arena, s->total_count + 1, sizeof(*charts));
	size_t count = 0;

	if (value->has_money)
		charts[count++] = carried_chart(value);
	for (size_t i = 0; i < s->total_count; i++)
		charts[count++] = outstanding_chart(value, s->totals[i].unit);
	size_t kept = 0;
	for (size_t i = 0; i < count; i++) {
		if (!chart_is_empty(&charts[i]))
			charts[kept++] = charts[i];
	}
	dashboard_page_add_charts(page, charts, kept);
}

void dashboard_value_add(struct dashboard_page *page,
			 const struct dashboard_value *value)
{
	struct text caption;

	text_init(&caption, value->arena);
	sink_add(page->sink, "<div class=\"tables\">\n");
	text_add(&caption, "Points, ");
	period_add_text(&caption, value->period);
	add_statement(page, value, false, text_slice(&caption));
	if (value->has_money) {
		text_clear(&caption);
		text_add_format(
			&caption, "%s, ",
			currency_code(value->statement.program->currency));
		period_add_text(&caption, value->period);
		add_statement(page, value, true, text_slice(&caption));
	}
	sink_add(page->sink, "</div>\n");
	if (!value->has_money && value->lacking != NULL) {
		sink_add(page->sink, "<p>No money stands beside them: ");
		text_clear(&page->text);
		text_add(&page->text, value->lacking);
		text_add_char(&page->text, '.');
		dashboard_page_add(page, "span", text_slice(&page->text));
		sink_add(page->sink, "</p>\n");
	}
	add_charts(page, value);
}
