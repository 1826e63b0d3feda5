/*
 * From the book to rates: its triangles (redeemed.h), the method (triangle.h),
 * and a rate for each month of which points are outstanding. What these rates
 * do is estimate_effect.c's to say.
 */
#include "insight/estimate.h"

#include "base/arena.h"
#include "engine/book.h"
#include "insight/estimate_state.h"
#include "value/liability.h"
#include "value/vintage.h"

static struct decimal decimal_of(double value, int scale)
{
	return (struct decimal){
		(int64_t)(value * (double)decimal_power(scale) + 0.5), scale
	};
}

static double share_of(struct decimal percent)
{
	return (double)percent.mantissa / (double)decimal_power(percent.scale) /
	       100;
}

/* ---- factors ---- */

/* From which age on no row can get anything any more. */
static size_t last_age(const struct redeemed *redeemed)
{
	size_t last = 0;

	for (size_t i = 0; i < redeemed->count; i++) {
		size_t age = redeemed->rows[i].final_age;
		if (!redeemed->months[i].is_apart && age > last)
			last = age;
	}
	return last;
}

static void fill_steps(const struct estimate_state *s, struct estimate *e,
		       const struct triangle *triangle)
{
	size_t last = last_age(e->redeemed);

	for (size_t i = 0; i < e->count; i++) {
		size_t ages = e->redeemed->rows[i].ages;
		if (!e->redeemed->months[i].is_apart && ages > e->step_count)
			e->step_count = ages;
	}
	e->steps = arena_take_array(s->arena, e->step_count, sizeof(*e->steps));
	for (size_t j = 0; j < e->step_count; j++) {
		const struct triangle_step *step = &triangle->steps[j];
		struct estimate_step *to = &e->steps[j];
		double developed = triangle_developed(triangle, j, last);
		bool is_tail = j + 1 == e->step_count;
		double factor = step->factor;
		if (is_tail)
			factor = j >= last ? 1 : triangle->tail;
		*to = (struct estimate_step){
			.age = j,
			.rows = step->rows,
			.is_defined = is_tail || step->is_defined,
			.factor = decimal_of(factor, 4),
			.developed = decimal_of(100 * developed, 2),
			.cdf = decimal_of(developed > 0 ? 1 / developed : 0, 4),
		};
	}
}

/* ---- the method ---- */

static bool is_among(const int32_t *months, size_t count, int32_t month)
{
	for (size_t i = 0; i < count; i++) {
		if (months[i] == month)
			return true;
	}
	return false;
}

/* What the options say of the months. */
static void mark_rows(const struct estimate_options *options,
		      const struct redeemed *redeemed)
{
	for (size_t i = 0; i < redeemed->count; i++) {
		struct triangle_row *row = &redeemed->rows[i];
		int32_t month = redeemed->months[i].month;
		row->is_left_out = redeemed->months[i].is_apart ||
				   is_among(options->left_out,
					    options->left_out_count, month);
		row->is_kept = options->chosen_count > 0 &&
			       !is_among(options->chosen, options->chosen_count,
					 month);
	}
}

static bool takes_rate(enum estimator method)
{
	return method == ESTIMATOR_FIXED ||
	       method == ESTIMATOR_BORNHUETTER_FERGUSON;
}

/* The rate a method is given, as a share. */
static bool find_rate(const struct estimate_state *s, struct estimate *e,
		      const struct program *program, double *rate)
{
	*rate = 0;
	if (!takes_rate(e->method))
		return true;
	e->rate = s->options->rate.mantissa >= 0
			  ? s->options->rate
			  : program->accounting.redemption_rate[e->unit];
	*rate = share_of(e->rate);
	return e->rate.mantissa >= 0;
}

/* The rate of a row: the owner's as he gave it, else what comes of E. */
static struct decimal percent_of(const struct estimate *e,
				 const struct triangle_row *points,
				 double expected)
{
	struct decimal percent = { .scale = 2 };
	double by_rate = (double)points->issued * share_of(e->rate);

	if (e->method == ESTIMATOR_FIXED && !(expected > by_rate)) {
		if (e->rate.scale >= percent.scale ||
		    decimal_rescale(e->rate, percent.scale,
				    &percent.mantissa) != DECIMAL_OK)
			return e->rate;
		return percent;
	}
	(void)triangle_percent(points, expected, &percent.mantissa);
	return percent;
}

static enum estimate_note note_of(const struct triangle_row *points,
				  double expected)
{
	double least = (double)points->redeemed[points->ages - 1];

	if (!(expected > least))
		return ESTIMATE_RAISED;
	return expected < least + (double)points->outstanding
		       ? ESTIMATE_NEW
		       : ESTIMATE_LOWERED;
}

/* Rows and rates of a unit. */
static void fill_rows(const struct estimate_state *s, struct estimate *e,
		      const struct triangle *triangle, const double *expected)
{
	for (size_t i = 0; i < e->count; i++) {
		struct estimate_row *row = &e->rows[i];
		const struct redeemed_month *month = &e->redeemed->months[i];
		const struct triangle_row *points = &e->redeemed->rows[i];
		double developed = triangle_developed(
			triangle, points->ages - 1, points->final_age);
		*row = (struct estimate_row){
			.month = month,
			.points = points,
			.redeemed = points->redeemed[points->ages - 1],
			.developed = decimal_of(100 * developed, 2),
			.is_left_out = points->is_left_out,
			.note = ESTIMATE_NO_TRIANGLE,
		};
		if (points->issued <= 0 ||
		    (month->is_apart && e->method != ESTIMATOR_FIXED))
			continue;
		row->note = ESTIMATE_RUN_OFF;
		if (points->outstanding <= 0)
			continue;
		row->note = ESTIMATE_KEPT;
		if (points->is_kept)
			continue;
		row->percent = percent_of(e, points, expected[i]);
		row->note = note_of(points, expected[i]);
		for (size_t k = 0; k < month->count; k++)
			s->percents[month->first + k] =
				ratio_from_decimal(row->percent);
	}
}

static void refuse(struct estimates *result, const struct estimate *e,
		   enum triangle_refusal refusal, size_t row)
{
	result->failure = ESTIMATE_REFUSED;
	result->refusal = refusal;
	result->unit = e->unit;
	result->method = e->method;
	result->cells = e->cells;
	result->month = row < e->count ? e->redeemed->months[row].name : NULL;
}

/* One unit; false when it fails. */
static bool estimate_unit(const struct estimate_state *s, struct estimate *e,
			  struct triangle *triangle)
{
	const struct program *program =
		programs_on(s->vintages->book->programs, s->options->day);
	double *expected =
		arena_take_array(s->arena, e->count, sizeof(*expected));
	double rate;
	size_t row;

	e->method = s->options->method >= 0 ? (enum estimator)s->options->method
					    : program->accounting.estimator;
	mark_rows(s->options, e->redeemed);
	*triangle = triangle_of(
		s->arena, e->redeemed->rows, e->count,
		(double)s->options->tail.mantissa /
			(double)decimal_power(s->options->tail.scale));
	e->cells = triangle->cells;
	if (!find_rate(s, e, program, &rate)) {
		s->result->failure = ESTIMATE_NO_RATE;
		s->result->unit = e->unit;
		s->result->method = e->method;
		return false;
	}
	enum triangle_refusal refusal =
		triangle_estimate(triangle, e->method, &rate, expected, &row);
	if (refusal != TRIANGLE_FINE) {
		refuse(s->result, e, refusal, row);
		return false;
	}
	e->has_rate = e->method != ESTIMATOR_CHAIN_LADDER;
	if (e->has_rate && !takes_rate(e->method))
		e->rate = decimal_of(100 * rate, 4);
	fill_steps(s, e, triangle);
	fill_rows(s, e, triangle, expected);
	return true;
}

/* ---- all units ---- */

static void begin(struct estimate_state *s)
{
	size_t count;
	struct estimates *result = s->result;
	struct redeemed *units =
		redeemed_collect(s->arena, s->vintages, s->options->day,
				 s->options->points, &count);

	result->list = arena_take_array(s->arena, count, sizeof(*result->list));
	for (size_t u = 0; u < count; u++) {
		struct estimate *e = &result->list[result->count];
		if (s->options->unit >= 0 && s->options->unit != units[u].unit)
			continue;
		*e = (struct estimate){ .unit = units[u].unit,
					.redeemed = &units[u],
					.count = units[u].count };
		e->rows =
			arena_take_array(s->arena, e->count, sizeof(*e->rows));
		result->count++;
	}
	s->percents = arena_take_array(s->arena, s->vintages->count,
				       sizeof(*s->percents));
}

static const struct liability *value(const struct estimate_state *s,
				     const struct ratio *percents)
{
	struct liability *liability = arena_take(s->arena, sizeof(*liability));

	*liability = liability_at(s->arena, s->vintages, percents);
	if (liability->overflow)
		s->result->failure = ESTIMATE_OVERFLOW;
	return liability;
}

struct estimates estimate_all(struct arena *arena, struct vintages *vintages,
			      const struct estimate_options *options)
{
	struct estimates result = { .unit = -1 };
	struct estimate_state s = { .arena = arena,
				    .vintages = vintages,
				    .options = options,
				    .result = &result };

	begin(&s);
	struct triangle *triangles =
		arena_take_array(arena, result.count, sizeof(*triangles));
	for (size_t u = 0; u < result.count; u++) {
		if (!estimate_unit(&s, &result.list[u], &triangles[u]))
			return result;
	}
	result.before = value(&s, NULL);
	result.after = value(&s, s.percents);
	s.before = estimate_state_index(&s, result.before);
	s.after = estimate_state_index(&s, result.after);
	for (size_t u = 0; u < result.count; u++) {
		struct estimate *e = &result.list[u];
		if (!estimate_effect_rows(&s, e) ||
		    !estimate_effect_look_back(&s, e, &triangles[u]))
			result.failure = ESTIMATE_OVERFLOW;
	}
	if (result.failure == ESTIMATE_FINE)
		estimate_effect_shifts(&s);
	return result;
}
