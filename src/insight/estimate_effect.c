/*
 * What other rates do to the points expected and to what they are carried at,
 * in exact numbers, and what came of the rates before.
 */
#include "base/arena.h"
#include "insight/estimate_state.h"
#include "value/liability.h"
#include "value/vintage.h"

static const int shifts[ESTIMATE_SHIFTS] = { -5, -1, 0, 1, 5 };

const struct liability_row **
estimate_state_index(const struct estimate_state *s,
		     const struct liability *liability)
{
	const struct liability_row **rows = arena_take_array(
		s->arena, s->vintages->count, sizeof(struct liability_row *));

	for (size_t i = 0; i < liability->count; i++)
		rows[liability->rows[i].index] = &liability->rows[i];
	return rows;
}

/* ---- before and after ---- */

/* Sums over the vintages of a month. */
struct sums {
	bool is_known;
	struct ratio by_rate;  /* rate x granted, not clamped */
	struct ratio expected; /* of the points in the triangle */
	int64_t granted, liability;
	struct day estimate;
};

/* False when it does not fit. */
static bool add_vintage(struct sums *sums, const struct liability_row *row,
			bool counts)
{
	struct ratio part;
	int64_t granted = row->issued - row->clawed_back;

	if (!amount_add(sums->liability, row->liability, &sums->liability))
		return false;
	if (!counts || !row->has_expected)
		return true;
	sums->is_known = true;
	sums->estimate = row->estimate;
	return amount_add(sums->granted, granted, &sums->granted) &&
	       ratio_multiply(row->percent, ratio_of(granted, 100), &part) &&
	       ratio_add(sums->by_rate, part, &sums->by_rate) &&
	       ratio_add(sums->expected, row->expected, &sums->expected);
}

static bool sum_month(const struct estimate_state *s,
		      const struct liability_row *const *rows,
		      const struct estimate *e,
		      const struct redeemed_month *month, struct sums *sums)
{
	*sums = (struct sums){ .by_rate = ratio_from(0),
			       .expected = ratio_from(0),
			       .estimate = DAY_NONE };
	for (size_t k = month->first; k < month->first + month->count; k++) {
		int class = s->vintages->list[k].class;
		if (rows[k] != NULL &&
		    !add_vintage(sums, rows[k],
				 redeemed_counts(e->redeemed, month, class)))
			return false;
	}
	return true;
}

/* The rate of what was issued, in percent. */
static bool rate_of(const struct sums *sums, struct decimal *percent)
{
	struct ratio rate;

	*percent = (struct decimal){ .scale = 2 };
	if (sums->granted <= 0)
		return true;
	return ratio_multiply(sums->by_rate, ratio_of(100, sums->granted),
			      &rate) &&
	       ratio_round(rate, 2, ROUND_HALF_UP, &percent->mantissa);
}

/* What is expected of all months, exactly. */
struct expected {
	struct ratio before, after;
};

static bool fill_row(const struct estimate_state *s, const struct estimate *e,
		     struct estimate_row *row, struct expected *all)
{
	struct sums before;
	struct sums after;

	if (!sum_month(s, s->before, e, row->month, &before) ||
	    !sum_month(s, s->after, e, row->month, &after) ||
	    !rate_of(&before, &row->percent_before) ||
	    !ratio_round(before.expected, 0, ROUND_HALF_UP,
			 &row->expected_before) ||
	    !ratio_round(after.expected, 0, ROUND_HALF_UP, &row->expected) ||
	    !ratio_add(all->before, before.expected, &all->before) ||
	    !ratio_add(all->after, after.expected, &all->after))
		return false;
	row->has_before = before.is_known;
	row->estimated = before.estimate;
	row->liability_before = before.liability;
	row->liability = after.liability;
	if (row->note >= ESTIMATE_RUN_OFF)
		row->percent = row->percent_before;
	return true;
}

bool estimate_effect_rows(const struct estimate_state *s, struct estimate *e)
{
	struct estimate_row *total = &e->total;
	struct expected all = { ratio_from(0), ratio_from(0) };

	*total = (struct estimate_row){ .estimated = DAY_NONE };
	for (size_t i = 0; i < e->count; i++) {
		struct estimate_row *row = &e->rows[i];
		if (!fill_row(s, e, row, &all) ||
		    !amount_add(e->issued, row->points->issued, &e->issued) ||
		    !amount_add(e->outstanding, row->points->outstanding,
				&e->outstanding) ||
		    !amount_add(total->redeemed, row->redeemed,
				&total->redeemed) ||
		    !amount_add(total->liability_before, row->liability_before,
				&total->liability_before) ||
		    !amount_add(total->liability, row->liability,
				&total->liability))
			return false;
		total->has_before |= row->has_before;
	}
	return ratio_round(all.before, 0, ROUND_HALF_UP,
			   &total->expected_before) &&
	       ratio_round(all.after, 0, ROUND_HALF_UP, &total->expected);
}

/* ---- looking back ---- */

/* The last month that had ended when a rate was set. */
static int32_t month_before(struct day day)
{
	bool ends = day_compare(day, day_month_end(day)) == 0;

	return vintage_month(day) - (ends ? 0 : 1);
}

static int64_t rounded(double value)
{
	return value > 0 ? (int64_t)(value + 0.5) : 0;
}

/* What should have come since by the factors, of what was still expected. */
static void expect_since(const struct triangle *triangle,
			 struct estimate_look_back *back, int32_t age)
{
	const struct triangle_row *points = back->row->points;
	double then = age < 0 ? 0
			      : triangle_developed(triangle, (size_t)age,
						   points->final_age);
	double now = triangle_developed(triangle, points->ages - 1,
					points->final_age);

	back->has_pattern = triangle->cells >= TRIANGLE_CELLS_MIN &&
			    !back->row->month->is_apart;
	if (back->has_pattern && then < 1)
		back->expected_since =
			rounded((double)(back->expected - back->redeemed_then) *
				(now - then) / (1 - then));
}

/* True when there is something to look back to. */
static bool look_back(const struct estimate_row *row,
		      const struct triangle *triangle,
		      struct estimate_look_back *back)
{
	const struct triangle_row *points = row->points;
	int32_t month = day_is_real(row->estimated)
				? month_before(row->estimated)
				: row->month->month;
	int32_t age = month - row->month->month;

	if (age < -1)
		age = -1;
	if (!row->has_before || points->issued <= 0 ||
	    age + 1 >= (int32_t)points->ages)
		return false;
	back->row = row;
	back->redeemed_then = age < 0 ? 0 : points->redeemed[age];
	back->redeemed_since = row->redeemed - back->redeemed_then;
	expect_since(triangle, back, age);
	return true;
}

bool estimate_effect_look_back(const struct estimate_state *s,
			       struct estimate *e,
			       const struct triangle *triangle)
{
	e->look_back =
		arena_take_array(s->arena, e->count, sizeof(*e->look_back));
	for (size_t i = 0; i < e->count; i++) {
		struct estimate_look_back back = { .row = NULL };
		struct sums sums;
		if (!sum_month(s, s->before, e, e->rows[i].month, &sums) ||
		    !ratio_round(sums.by_rate, 0, ROUND_HALF_UP,
				 &back.expected))
			return false;
		if (look_back(&e->rows[i], triangle, &back))
			e->look_back[e->look_back_count++] = back;
	}
	return true;
}

/* ---- shifts ---- */

/* The new rates, all of them that matter, and so many points of a hundred. */
static bool shift_rates(const struct estimate_state *s, int points,
			struct ratio *percents)
{
	for (size_t i = 0; i < s->vintages->count; i++) {
		const struct liability_row *row = s->after[i];
		percents[i] = (struct ratio){ 0, 0 };
		if (row == NULL || !row->has_expected || row->outstanding <= 0)
			continue;
		if (!ratio_add(row->percent, ratio_from(points), &percents[i]))
			return false;
		if (percents[i].numerator < 0)
			percents[i] = ratio_from(0);
	}
	return true;
}

/* True when something is expected of all vintages of a month. */
static bool is_expected(const struct redeemed_month *month,
			const struct liability_row *const *rows)
{
	for (size_t k = month->first; k < month->first + month->count; k++) {
		if (rows[k] != NULL && rows[k]->nothing_expected)
			return false;
	}
	return true;
}

static void fill_shift(const struct estimate_state *s, struct estimate *e,
		       const struct liability_row *const *rows,
		       struct estimate_shift *shift)
{
	struct ratio expected = ratio_from(0);
	struct sums sums;

	for (size_t i = 0; shift->is_defined && i < e->count; i++) {
		const struct redeemed_month *month = e->rows[i].month;
		shift->is_defined =
			is_expected(month, rows) &&
			sum_month(s, rows, e, month, &sums) &&
			ratio_add(expected, sums.expected, &expected) &&
			amount_add(shift->liability, sums.liability,
				   &shift->liability);
	}
	shift->is_defined &=
		ratio_round(expected, 0, ROUND_HALF_UP, &shift->expected);
}

void estimate_effect_shifts(const struct estimate_state *s)
{
	struct ratio *percents = arena_take_array(s->arena, s->vintages->count,
						  sizeof(*percents));

	for (size_t k = 0; k < ESTIMATE_SHIFTS; k++) {
		bool fits = shift_rates(s, shifts[k], percents);
		struct liability liability =
			liability_at(s->arena, s->vintages, percents);
		const struct liability_row **rows =
			estimate_state_index(s, &liability);
		fits &= !liability.overflow;
		for (size_t u = 0; u < s->result->count; u++) {
			struct estimate *e = &s->result->list[u];
			e->shifts[k] =
				(struct estimate_shift){ .points = shifts[k],
							 .is_defined = fits };
			fill_shift(s, e, rows, &e->shifts[k]);
		}
	}
}
