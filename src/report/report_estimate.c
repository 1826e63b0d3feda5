/*
 * `estimate`: one table a part. Programs get the triangle a row a cell, people
 * a row a month.
 */
#include "report/report_estimate.h"

#include "base/arena.h"
#include "base/currency.h"
#include "engine/book.h"
#include "insight/estimate.h"
#include "insight/rate.h"
#include "report/table.h"
#include "value/liability.h"

static const struct column cell_columns[] = {
	{ "vintage", COLUMN_ID, "the month of issue" },
	{ "unit", COLUMN_ID, "the unit of points" },
	{ "issued", COLUMN_POINTS, "issued and not clawed back" },
	{ "age", COLUMN_INTEGER, "months since the month of issue" },
	{ "redeemed", COLUMN_POINTS, "redeemed by the end of that month" },
	{ "counted", COLUMN_BOOLEAN, "the vintage counts in the factors" },
	{ NULL, COLUMN_TEXT, NULL },
};

static const struct column factor_columns[] = {
	{ "unit", COLUMN_ID, "the unit of points" },
	{ "age", COLUMN_INTEGER, "months since the month of issue" },
	{ "vintages", COLUMN_INTEGER, "vintages behind the factor" },
	{ "factor", COLUMN_DECIMAL, "from this age to the next" },
	{ "cdf", COLUMN_DECIMAL, "from this age to the end" },
	{ "developed", COLUMN_PERCENT, "1 / cdf" },
	{ NULL, COLUMN_TEXT, NULL },
};

static const struct column columns[] = {
	{ "vintage", COLUMN_ID, "the month of issue" },
	{ "unit", COLUMN_ID, "the unit of points" },
	{ "currency", COLUMN_ID, "the currency of the money" },
	{ "issued", COLUMN_POINTS, "issued and not clawed back" },
	{ "redeemed", COLUMN_POINTS, "of them, redeemed" },
	{ "outstanding", COLUMN_POINTS, "of them, neither that nor expired" },
	{ "developed", COLUMN_PERCENT, "of what will be redeemed, so far" },
	{ "rate_before", COLUMN_PERCENT, "the rate in force" },
	{ "expected_before", COLUMN_POINTS, "ever to be redeemed, by it" },
	{ "rate", COLUMN_PERCENT, "the rate by the method" },
	{ "expected", COLUMN_POINTS, "ever to be redeemed, by it" },
	{ "liability_before", COLUMN_MONEY, "carried by the rate in force" },
	{ "liability", COLUMN_MONEY, "carried by the rate of the method" },
	{ "effect", COLUMN_MONEY, "liability - liability_before" },
	{ "note", COLUMN_TEXT, "where the rate stays, or E is at its limit" },
	{ NULL, COLUMN_TEXT, NULL },
};

static const struct column shift_columns[] = {
	{ "unit", COLUMN_ID, "the unit of points" },
	{ "currency", COLUMN_ID, "the currency of the money" },
	{ "shift", COLUMN_INTEGER, "points of a hundred added to each rate" },
	{ "expected", COLUMN_POINTS, "ever to be redeemed then" },
	{ "liability", COLUMN_MONEY, "carried then" },
	{ "effect", COLUMN_MONEY, "difference to that without a shift" },
	{ NULL, COLUMN_TEXT, NULL },
};

static const struct column look_back_columns[] = {
	{ "vintage", COLUMN_ID, "the month of issue" },
	{ "unit", COLUMN_ID, "the unit of points" },
	{ "estimated", COLUMN_ID, "fixed, or the day of the estimate line" },
	{ "rate", COLUMN_PERCENT, "what it said" },
	{ "expected", COLUMN_POINTS, "ever to be redeemed, by it" },
	{ "redeemed_then", COLUMN_POINTS, "redeemed when it was made" },
	{ "redeemed_since", COLUMN_POINTS, "redeemed since" },
	{ "expected_since", COLUMN_POINTS, "what should have been" },
	{ "difference", COLUMN_POINTS, "redeemed_since - expected_since" },
	{ NULL, COLUMN_TEXT, NULL },
};

const struct report report_estimate_triangle = {
	.name = "estimate",
	.title = "Triangle: points redeemed by month of issue and age",
	.columns = cell_columns,
};
const struct report report_estimate_factors = {
	.name = "estimate",
	.title = "Factors: from an age in months to the next",
	.columns = factor_columns,
};
const struct report report_estimate = {
	.name = "estimate",
	.title = "Estimates",
	.columns = columns,
};
const struct report report_estimate_sensitivity = {
	.name = "estimate",
	.title = "Sensitivity: every rate so many points of a hundred higher",
	.columns = shift_columns,
};
const struct report report_estimate_look_back = {
	.name = "estimate",
	.title = "How the estimates in force have fared",
	.columns = look_back_columns,
};

static const char *const notes[] = {
	[ESTIMATE_NEW] = NULL,
	[ESTIMATE_RUN_OFF] = "nothing outstanding",
	[ESTIMATE_NO_TRIANGLE] = "not in the triangle",
	[ESTIMATE_KEPT] = "not chosen",
	[ESTIMATE_RAISED] = "no more expected",
	[ESTIMATE_LOWERED] = "all of it expected",
};

static const struct unit *unit_of(const struct book *book,
				  const struct estimate *e)
{
	return &book->programs->units[e->unit];
}

/* ---- the triangle ---- */

static void add_cells(const struct unit *unit, const struct estimate_row *row,
		      struct table *table)
{
	for (size_t age = 0; age < row->points->ages; age++) {
		table_add_string(table, row->month->name);
		table_add_text(table, unit->name);
		table_add_points(table, row->points->issued, unit->decimals);
		table_add_integer(table, (int64_t)age);
		table_add_points(table, row->points->redeemed[age],
				 unit->decimals);
		table_add_boolean(table, !row->is_left_out);
		table_end_row(table);
	}
}

static void triangle_rows(const struct book *book,
			  const struct estimates *estimates,
			  struct table *table)
{
	for (size_t u = 0; u < estimates->count; u++) {
		const struct estimate *e = &estimates->list[u];
		for (size_t i = 0; i < e->count; i++) {
			if (!e->rows[i].month->is_apart)
				add_cells(unit_of(book, e), &e->rows[i], table);
		}
	}
}

enum {
	SQUARE_AGES_MAX = 36, /* that fit on a screen that scrolls */
	SQUARE_HEAD = 3
};

static size_t square_ages(const struct estimates *estimates)
{
	size_t ages = 0;

	for (size_t u = 0; u < estimates->count; u++) {
		if (estimates->list[u].step_count > ages)
			ages = estimates->list[u].step_count;
	}
	return ages < SQUARE_AGES_MAX ? ages : SQUARE_AGES_MAX;
}

const struct report *report_estimate_square(struct arena *arena,
					    const struct estimates *estimates)
{
	size_t ages = square_ages(estimates);
	struct report *report = arena_take(arena, sizeof(*report));
	struct column *list =
		arena_take_array(arena, SQUARE_HEAD + ages + 1, sizeof(*list));

	for (size_t i = 0; i < SQUARE_HEAD; i++)
		list[i] = cell_columns[i];
	for (size_t age = 0; age < ages; age++)
		list[SQUARE_HEAD + age] =
			(struct column){ arena_print(arena, "%d", (int)age),
					 COLUMN_POINTS,
					 "redeemed by that age" };
	*report = report_estimate_triangle;
	report->columns = list;
	return report;
}

void report_estimate_square_rows(const struct book *book,
				 const struct estimates *estimates,
				 struct table *table)
{
	for (size_t u = 0; u < estimates->count; u++) {
		const struct estimate *e = &estimates->list[u];
		const struct unit *unit = unit_of(book, e);
		for (size_t i = 0; i < e->count; i++) {
			const struct estimate_row *row = &e->rows[i];
			if (row->month->is_apart)
				continue;
			table_add_string(table, row->month->name);
			table_add_text(table, unit->name);
			table_add_points(table, row->points->issued,
					 unit->decimals);
			for (size_t age = 0;
			     age < row->points->ages && age < SQUARE_AGES_MAX;
			     age++)
				table_add_points(table,
						 row->points->redeemed[age],
						 unit->decimals);
			table_add_rest(table);
			table_end_row(table);
		}
	}
}

/* ---- the factors ---- */

static void factor_rows(const struct book *book,
			const struct estimates *estimates, struct table *table)
{
	for (size_t u = 0; u < estimates->count; u++) {
		const struct estimate *e = &estimates->list[u];
		for (size_t j = 0; j < e->step_count; j++) {
			const struct estimate_step *step = &e->steps[j];
			table_add_text(table, unit_of(book, e)->name);
			table_add_integer(table, (int64_t)step->age);
			table_add_integer(table, (int64_t)step->rows);
			if (step->is_defined)
				table_add_decimal(table, step->factor);
			else
				table_add_undefined(table);
			if (step->cdf.mantissa > 0)
				table_add_decimal(table, step->cdf);
			else
				table_add_undefined(table);
			table_add_percent(table, step->developed);
			table_end_row(table);
		}
	}
}

/* ---- the months ---- */

static void add_money(struct table *table, const struct estimates *estimates,
		      int64_t before, int64_t after)
{
	const struct program *program = estimates->after->program;

	if (program->accounting.method == METHOD_MEMO) {
		for (int i = 0; i < 3; i++)
			table_add_none(table);
		return;
	}
	table_add_money(table, before, program->currency);
	table_add_money(table, after, program->currency);
	table_add_money(table, after - before, program->currency);
}

/* The columns that say which: not more than the names. */
static void add_head(struct table *table, const struct estimates *estimates,
		     const struct unit *unit, const char *vintage)
{
	uint8_t currency = estimates->after->program->currency;

	table_add_string(table, vintage);
	table_add_text(table, unit->name);
	table_add_string(table, currency_code(currency));
}

static void add_row(const struct estimates *estimates, const struct unit *unit,
		    const struct estimate_row *row, struct table *table)
{
	int digits = unit->decimals;

	add_head(table, estimates, unit, row->month->name);
	table_add_points(table, row->points->issued, digits);
	table_add_points(table, row->redeemed, digits);
	table_add_points(table, row->points->outstanding, digits);
	if (row->month->is_apart)
		table_add_none(table);
	else
		table_add_percent(table, row->developed);
	if (row->has_before) {
		table_add_percent(table, row->percent_before);
		table_add_points(table, row->expected_before, digits);
	} else {
		table_add_none(table);
		table_add_none(table);
	}
	if (row->note == ESTIMATE_NO_TRIANGLE) {
		table_add_none(table);
		table_add_none(table);
	} else {
		table_add_percent(table, row->percent);
		table_add_points(table, row->expected, digits);
	}
	add_money(table, estimates, row->liability_before, row->liability);
	table_add_string(table, notes[row->note]);
	table_end_row(table);
}

static void add_rate(struct table *table, int64_t part, int64_t whole)
{
	struct decimal percent;

	if (rate_percent(part, whole, &percent))
		table_add_percent(table, percent);
	else
		table_add_none(table);
}

static void add_total(const struct estimates *estimates,
		      const struct unit *unit, const struct estimate *e,
		      struct table *table)
{
	const struct estimate_row *total = &e->total;
	int digits = unit->decimals;

	add_head(table, estimates, unit, "total");
	table_add_points(table, e->issued, digits);
	table_add_points(table, total->redeemed, digits);
	table_add_points(table, e->outstanding, digits);
	add_rate(table, total->redeemed, total->expected);
	if (total->has_before) {
		add_rate(table, total->expected_before, e->issued);
		table_add_points(table, total->expected_before, digits);
	} else {
		table_add_none(table);
		table_add_none(table);
	}
	add_rate(table, total->expected, e->issued);
	table_add_points(table, total->expected, digits);
	add_money(table, estimates, total->liability_before, total->liability);
	table_add_none(table);
	table_end_total(table);
}

static void vintage_rows(const struct book *book,
			 const struct estimates *estimates, struct table *table)
{
	for (size_t u = 0; u < estimates->count; u++) {
		const struct estimate *e = &estimates->list[u];
		for (size_t i = 0; i < e->count; i++)
			add_row(estimates, unit_of(book, e), &e->rows[i],
				table);
		add_total(estimates, unit_of(book, e), e, table);
	}
}

/* ---- sensitivity ---- */

static void add_shift(const struct program *program, const struct unit *unit,
		      const struct estimate_shift *shift, int64_t base,
		      struct table *table)
{
	bool has_money = program->accounting.method != METHOD_MEMO;

	table_add_text(table, unit->name);
	table_add_string(table, currency_code(program->currency));
	table_add_integer(table, shift->points);
	if (!shift->is_defined) {
		table_add_undefined(table);
		table_add_undefined(table);
		table_add_undefined(table);
	} else {
		table_add_points(table, shift->expected, unit->decimals);
	}
	if (shift->is_defined && has_money) {
		table_add_money(table, shift->liability, program->currency);
		table_add_money(table, shift->liability - base,
				program->currency);
	}
	table_add_rest(table);
	table_end_row(table);
}

static void shift_rows(const struct book *book,
		       const struct estimates *estimates, struct table *table)
{
	for (size_t u = 0; u < estimates->count; u++) {
		const struct estimate *e = &estimates->list[u];
		int64_t base = e->shifts[ESTIMATE_SHIFTS / 2].liability;
		for (size_t k = 0; k < ESTIMATE_SHIFTS; k++)
			add_shift(estimates->after->program, unit_of(book, e),
				  &e->shifts[k], base, table);
	}
}

/* ---- looking back ---- */

static void add_since(struct table *table, bool has_pattern,
		      const int64_t figures[4], int digits)
{
	table_add_points(table, figures[0], digits);
	table_add_points(table, figures[1], digits);
	table_add_points(table, figures[2], digits);
	if (!has_pattern) {
		table_add_undefined(table);
		table_add_undefined(table);
		return;
	}
	table_add_points(table, figures[3], digits);
	table_add_points(table, figures[2] - figures[3], digits);
}

static void look_back_unit(const struct unit *unit, const struct estimate *e,
			   struct table *table)
{
	int64_t sums[4] = { 0, 0, 0, 0 };
	bool has_pattern = true;

	for (size_t i = 0; i < e->look_back_count; i++) {
		const struct estimate_look_back *back = &e->look_back[i];
		int64_t figures[4] = { back->expected, back->redeemed_then,
				       back->redeemed_since,
				       back->expected_since };
		for (size_t k = 0; k < 4; k++)
			sums[k] += figures[k];
		has_pattern &= back->has_pattern;
		table_add_string(table, back->row->month->name);
		table_add_text(table, unit->name);
		if (day_is_real(back->row->estimated))
			table_add_day(table, back->row->estimated);
		else
			table_add_string(table, "fixed");
		table_add_percent(table, back->row->percent_before);
		add_since(table, back->has_pattern, figures, unit->decimals);
		table_end_row(table);
	}
	if (e->look_back_count == 0)
		return;
	table_add_string(table, "total");
	table_add_text(table, unit->name);
	table_add_none(table);
	table_add_none(table);
	add_since(table, has_pattern, sums, unit->decimals);
	table_end_total(table);
}

static void look_back_rows(const struct book *book,
			   const struct estimates *estimates,
			   struct table *table)
{
	for (size_t u = 0; u < estimates->count; u++)
		look_back_unit(unit_of(book, &estimates->list[u]),
			       &estimates->list[u], table);
}

/* ---- the parts ---- */

static const struct estimate_part parts[] = {
	{ "triangle", &report_estimate_triangle, triangle_rows },
	{ "factors", &report_estimate_factors, factor_rows },
	{ "vintages", &report_estimate, vintage_rows },
	{ "sensitivity", &report_estimate_sensitivity, shift_rows },
	{ "look-back", &report_estimate_look_back, look_back_rows },
};

const char *const report_estimate_names[] = {
	"triangle", "factors", "vintages", "sensitivity", "look-back", NULL,
};

const struct estimate_part *report_estimate_part(size_t nth)
{
	return nth < sizeof(parts) / sizeof(*parts) ? &parts[nth] : NULL;
}
