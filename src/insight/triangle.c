/*
 * Development factors and the five methods. Sums are exact integers; factors
 * and estimates are double, rounded where they leave this folder.
 */
#include "insight/triangle.h"

#include "base/arena.h"
#include "base/decimal.h"
#include "base/int128.h"

static bool counts(const struct triangle_row *row)
{
	return row->issued > 0 && !row->is_left_out;
}

static int64_t latest(const struct triangle_row *row)
{
	return row->ages > 0 ? row->redeemed[row->ages - 1] : 0;
}

struct triangle triangle_of(struct arena *arena,
			    const struct triangle_row *rows, size_t count,
			    double tail)
{
	struct triangle t = { .rows = rows, .row_count = count, .tail = tail };

	for (size_t i = 0; i < count; i++) {
		t.ages = rows[i].ages > t.ages ? rows[i].ages : t.ages;
		t.cells += counts(&rows[i]) ? rows[i].ages : 0;
	}
	t.steps = arena_take_array(arena, t.ages + 1, sizeof(*t.steps));
	for (size_t j = 0; j + 1 < t.ages; j++) {
		struct triangle_step *step = &t.steps[j];
		for (size_t i = 0; i < count; i++) {
			if (!counts(&rows[i]) || rows[i].ages < j + 2)
				continue;
			step->from += rows[i].redeemed[j];
			step->to += rows[i].redeemed[j + 1];
			step->rows++;
		}
		step->is_defined = step->from > 0;
		step->factor = step->is_defined
				       ? (double)step->to / (double)step->from
				       : 1;
	}
	return t;
}

double triangle_developed(const struct triangle *t, size_t age,
			  size_t final_age)
{
	double developed = 1;

	if (age >= final_age)
		return 1;
	for (size_t j = age; j + 1 < t->ages && j < final_age; j++) {
		const struct triangle_step *step = &t->steps[j];
		if (!step->is_defined && step->to > 0)
			return 0;
		if (step->factor > 0)
			developed /= step->factor;
	}
	return final_age < t->ages ? developed : developed / t->tail;
}

static double developed_of(const struct triangle *t,
			   const struct triangle_row *row)
{
	return row->ages == 0
		       ? 0
		       : triangle_developed(t, row->ages - 1, row->final_age);
}

/* ---- the rates ---- */

/* Nothing can come any more because it expired. */
static bool has_run_off(const struct triangle_row *row)
{
	return row->ages > 0 && row->ages - 1 >= row->final_age &&
	       row->outstanding == 0;
}

static bool historical_rate(const struct triangle *t, double *rate)
{
	double redeemed = 0;
	double issued = 0;

	for (size_t i = 0; i < t->row_count; i++) {
		if (!counts(&t->rows[i]) || !has_run_off(&t->rows[i]))
			continue;
		redeemed += (double)latest(&t->rows[i]);
		issued += (double)t->rows[i].issued;
	}
	*rate = issued > 0 ? redeemed / issued : 0;
	return issued > 0;
}

static bool cape_cod_rate(const struct triangle *t, double *rate)
{
	double redeemed = 0;
	double used_up = 0;

	for (size_t i = 0; i < t->row_count; i++) {
		if (!counts(&t->rows[i]))
			continue;
		redeemed += (double)latest(&t->rows[i]);
		used_up += (double)t->rows[i].issued *
			   developed_of(t, &t->rows[i]);
	}
	*rate = used_up > 0 ? redeemed / used_up : 0;
	return *rate > 0;
}

/* ---- the estimates ---- */

static double clamp(const struct triangle_row *row, double expected)
{
	double least = (double)latest(row);
	double most = least + (double)row->outstanding;

	if (expected > most)
		expected = most;
	return expected < least ? least : expected;
}

static double estimate_row(const struct triangle *t,
			   const struct triangle_row *row,
			   enum estimator method, double rate)
{
	double developed = developed_of(t, row);
	double redeemed = (double)latest(row);

	switch (method) {
	case ESTIMATOR_FIXED:
	case ESTIMATOR_HISTORICAL:
		return (double)row->issued * rate;
	case ESTIMATOR_CHAIN_LADDER:
		return developed > 0 ? redeemed / developed : redeemed;
	case ESTIMATOR_BORNHUETTER_FERGUSON:
	case ESTIMATOR_CAPE_COD:
		break;
	}
	return redeemed + (double)row->issued * rate * (1 - developed);
}

/* Rows that chain-ladder has nothing to multiply for. */
static enum triangle_refusal check_rows(const struct triangle *t, size_t *found)
{
	for (size_t i = 0; i < t->row_count; i++) {
		const struct triangle_row *row = &t->rows[i];
		*found = i;
		if (row->issued <= 0 || row->outstanding <= 0 || row->is_kept)
			continue;
		if (latest(row) <= 0)
			return TRIANGLE_NO_REDEMPTION;
		if (!(developed_of(t, row) > 0))
			return TRIANGLE_NO_FACTOR;
	}
	*found = t->row_count;
	return TRIANGLE_FINE;
}

static enum triangle_refusal prepare(const struct triangle *t,
				     enum estimator method, double *rate,
				     size_t *row)
{
	*row = t->row_count;
	if (method == ESTIMATOR_FIXED)
		return TRIANGLE_FINE;
	if (t->cells < TRIANGLE_CELLS_MIN)
		return TRIANGLE_TOO_SMALL;
	if (method == ESTIMATOR_CHAIN_LADDER)
		return check_rows(t, row);
	if (method == ESTIMATOR_HISTORICAL && !historical_rate(t, rate))
		return TRIANGLE_NO_RUN_OFF;
	if (method == ESTIMATOR_CAPE_COD && !cape_cod_rate(t, rate))
		return TRIANGLE_NO_REDEMPTION;
	return TRIANGLE_FINE;
}

enum triangle_refusal triangle_estimate(const struct triangle *t,
					enum estimator method, double *rate,
					double expected[], size_t *row)
{
	enum triangle_refusal refusal = prepare(t, method, rate, row);

	for (size_t i = 0; refusal == TRIANGLE_FINE && i < t->row_count; i++)
		expected[i] = clamp(&t->rows[i], estimate_row(t, &t->rows[i],
							      method, *rate));
	return refusal;
}

bool triangle_percent(const struct triangle_row *row, double expected,
		      int64_t *hundredths)
{
	const int64_t whole = 10000;
	int128_t least = (int128_t)latest(row) * whole;

	if (row->issued <= 0)
		return false;
	*hundredths =
		(int64_t)(expected / (double)row->issued * (double)whole + 0.5);
	while ((int128_t)*hundredths * row->issued < least)
		(*hundredths)++;
	return true;
}
