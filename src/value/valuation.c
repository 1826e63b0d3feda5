/*
 * The rates and prices of the rules and of `estimate` lines, and the states of
 * a vintage turned into money. See valuation.h.
 */
#include "value/valuation.h"

#include "base/arena.h"
#include "base/currency.h"
#include "engine/book.h"
#include "journal/journal.h"
#include "rules/program.h"
#include "value/release.h"
#include "value/sale_pool.h"
#include "value/vintage.h"

/* ---- the rate ---- */

/* The `estimate` lines up to the day, each once. */
static void find_estimates(struct valuation *v, struct arena *arena)
{
	const struct journal *journal = v->vintages->book->journal;
	size_t capacity = 0;

	for (size_t i = 0; i < journal->event_count; i++) {
		const struct event *e = &journal->events[i];
		if (e->kind != EVENT_ESTIMATE || e->flags & EVENT_DUPLICATE ||
		    day_compare(e->day, v->vintages->day) > 0)
			continue;
		v->estimates =
			arena_grow(arena, v->estimates, v->estimate_count + 1,
				   sizeof(*v->estimates), &capacity);
		v->estimates[v->estimate_count++] = (uint32_t)i;
	}
}

/* What an `estimate` line says, if it is about the vintage. */
static bool estimates(const struct valuation *v, const struct event *e,
		      const struct vintage *vintage, struct decimal *rate)
{
	const struct book *book = v->vintages->book;
	const struct journal *journal = book->journal;
	int32_t month;

	if (!vintage_month_parse(event_value(journal, e, KEY_VINTAGE),
				 &month) ||
	    month != vintage->month)
		return false;
	if (e->unit == UNIT_DEFAULT) {
		const struct program *in = programs_on(book->programs, e->day);
		if (in->first_unit != vintage->unit)
			return false;
	} else if (!slice_equal(intern_text(&journal->units, e->unit),
				book->programs->units[vintage->unit].name)) {
		return false;
	}
	return decimal_parse(event_value(journal, e, KEY_RATE), rate) ==
	       DECIMAL_OK;
}

/* The latest estimate of the vintage up to a day: of two of one day that with
 * the later time, of two of one time the higher. */
static struct valuation_rate find_estimate(const struct valuation *v,
					   const struct vintage *vintage,
					   struct day day)
{
	const struct journal *journal = v->vintages->book->journal;
	struct valuation_rate found = { .estimate = DAY_NONE };
	int minute = MINUTE_NONE;

	for (size_t i = 0; i < v->estimate_count; i++) {
		const struct event *e = &journal->events[v->estimates[i]];
		struct decimal rate;
		if (day_compare(e->day, day) > 0 ||
		    !estimates(v, e, vintage, &rate))
			continue;
		struct ratio given = ratio_from_decimal(rate);
		int order =
			found.known ? day_compare(e->day, found.estimate) : 1;
		if (order == 0)
			order = e->minute - minute;
		if (order < 0 ||
		    (order == 0 && ratio_compare(given, found.percent) <= 0))
			continue;
		minute = e->minute;
		found = (struct valuation_rate){ true, given, e->day };
	}
	return found;
}

/* The rates of the rules that points were granted under, weighted. */
static bool rate_at_grant(const struct valuation *v,
			  const struct vintage *vintage, struct ratio *percent)
{
	const struct programs *programs = v->vintages->book->programs;
	const struct decimal now =
		v->program->accounting.redemption_rate[vintage->unit];
	struct ratio sum = ratio_from(0);
	int64_t granted = 0;

	for (size_t i = 0; i < programs->count; i++) {
		struct decimal rate =
			programs->list[i]
				->accounting.redemption_rate[vintage->unit];
		int64_t points = vintage->granted[i];
		struct ratio part;
		if (points == 0)
			continue;
		if (rate.mantissa < 0)
			rate = now;
		if (rate.mantissa < 0 ||
		    !amount_add(granted, points, &granted) ||
		    !ratio_multiply(ratio_from(points),
				    ratio_from_decimal(rate), &part) ||
		    !ratio_add(sum, part, &sum))
			return false;
	}
	return granted > 0 && ratio_divide(sum, ratio_from(granted), percent);
}

struct valuation_rate valuation_rate(const struct valuation *v,
				     const struct vintage *vintage,
				     struct day day)
{
	struct valuation_rate rate = find_estimate(v, vintage, day);

	if (!rate.known)
		rate.known = rate_at_grant(v, vintage, &rate.percent);
	return rate;
}

/* ---- the money ---- */

/* The price of all opening points of a month, up to a unit (exclusive). */
static bool price_below(const struct valuation *v,
			const struct vintage *vintage, int unit,
			struct ratio *price)
{
	*price = ratio_from(0);
	for (size_t i = 0; i < v->vintages->count; i++) {
		const struct vintage *other = &v->vintages->list[i];
		struct ratio one;
		if (other->class != VINTAGE_OPENING ||
		    other->month != vintage->month || other->unit >= unit)
			continue;
		if (!sale_pool_price_of(v->vintages, v->program, other->unit,
					other->pooled, &one) ||
		    !ratio_add(*price, one, price))
			return false;
	}
	return true;
}

/* What openings brought, up to a unit: cumulative, so that it adds up. */
static bool brought_below(const struct valuation *v,
			  const struct vintage *vintage, int unit,
			  int64_t *amount)
{
	struct ratio share;
	struct ratio all;

	if (!price_below(v, vintage, unit, &share) ||
	    !price_below(v, vintage, UNITS_MAX, &all))
		return false;
	if (all.numerator <= 0) {
		*amount = unit > 0 ? vintage->brought_together : 0;
		return true;
	}
	return ratio_divide(share, all, &share) &&
	       ratio_multiply(share, ratio_from(vintage->brought_together),
			      &share) &&
	       ratio_round(share, 0, ROUND_HALF_UP, amount);
}

static bool brought_by(const struct valuation *v, const struct vintage *vintage,
		       int64_t *amount)
{
	int64_t below;
	int64_t upto;

	if (!brought_below(v, vintage, vintage->unit, &below) ||
	    !brought_below(v, vintage, vintage->unit + 1, &upto))
		return false;
	return amount_add(upto - below, vintage->brought, amount);
}

/* partners_pay in minor units. */
static bool paid_by_partners(const struct valuation *v,
			     const struct vintage *vintage, int64_t *amount)
{
	const struct unit *unit =
		&v->vintages->book->programs->units[vintage->unit];
	int digits = currency_scale(v->program->currency);
	struct ratio exact = { vintage->partners_pay, 1 };

	return ratio_divide(exact, ratio_from(decimal_power(DECIMAL_SCALE_MAX)),
			    &exact) &&
	       ratio_multiply(exact,
			      ratio_of(decimal_power(digits),
				       decimal_power(unit->decimals)),
			      &exact) &&
	       ratio_round(exact, 0, ROUND_HALF_UP, amount);
}

bool valuation_allocated(const struct valuation *v,
			 const struct vintage *vintage, int64_t *amount)
{
	struct sale_allocation sales;

	*amount = 0;
	switch ((enum vintage_class)vintage->class) {
	case VINTAGE_SALE:
		sales = sale_pool_allocate(v->vintages, vintage->month,
					   vintage->unit);
		*amount = sales.allocated;
		return !sales.overflow;
	case VINTAGE_PARTNER:
		return paid_by_partners(v, vintage, amount);
	case VINTAGE_OPENING:
		return brought_by(v, vintage, amount);
	case VINTAGE_OTHER:
	case VINTAGE_DEFICIT:
	case VINTAGE_CLASSES:
		break;
	}
	return true;
}

/* ---- states ---- */

struct valuation valuation_begin(struct arena *arena, struct vintages *vintages)
{
	struct valuation v = {
		.vintages = vintages,
		.program = programs_on(vintages->book->programs, vintages->day),
	};

	find_estimates(&v, arena);
	return v;
}

struct valuation_state valuation_state(const struct vintage *vintage,
				       int64_t allocated,
				       struct valuation_rate rate)
{
	const struct vintage_points *p = &vintage->points;
	int64_t granted = p->issued_sale + p->issued_other + p->adjusted_up +
			  p->transferred_in - p->transferred_out -
			  p->clawed_back - p->adjusted_down;

	return (struct valuation_state){
		.granted = granted,
		.redeemed = p->redeemed,
		.outstanding = vintage_points_outstanding(p),
		.allocated = release_after_returns(allocated, granted,
						   vintage->pooled),
		.rate = rate,
	};
}

static void defer(const struct valuation_state *state,
		  struct valuation_result *result)
{
	struct release release = {
		.allocated = state->allocated,
		.redeemed = state->redeemed,
		.outstanding = state->outstanding,
		.expected =
			result->has_expected ? result->expected : ratio_from(0),
	};
	enum release_state outcome =
		release_recognise(&release, &result->recognised);

	result->liability = state->allocated - result->recognised;
	result->stale = outcome == RELEASE_STALE;
	result->nothing_expected = outcome == RELEASE_NOTHING_EXPECTED;
	result->overflow |= outcome == RELEASE_OVERFLOW;
}

/* What the points still expected will cost. */
static void accrue(const struct valuation *v, const struct program *program,
		   const struct vintage *vintage,
		   const struct valuation_state *state,
		   struct valuation_result *result)
{
	struct decimal cost = program->accounting.point_cost[vintage->unit];
	const struct unit *unit =
		&v->vintages->book->programs->units[vintage->unit];
	int digits = currency_scale(program->currency);
	struct ratio left;
	struct ratio price;

	if (!result->has_expected || cost.mantissa < 0)
		return;
	if (!ratio_add(result->expected, ratio_from(-state->redeemed), &left) ||
	    !ratio_multiply(ratio_from_decimal(cost),
			    ratio_of(decimal_power(digits),
				     decimal_power(unit->decimals)),
			    &price) ||
	    !ratio_multiply(left, price, &left) ||
	    !ratio_round(left, 0, ROUND_HALF_UP, &result->liability))
		result->overflow = true;
	result->stale = state->outstanding > 0 && left.numerator <= 0;
	if (result->liability < 0)
		result->liability = 0;
}

struct valuation_result valuation_of(const struct valuation *v,
				     const struct program *program,
				     const struct vintage *vintage,
				     const struct valuation_state *state)
{
	struct valuation_result result = { .expected = ratio_from(0) };
	struct release release = { .redeemed = state->redeemed,
				   .outstanding = state->outstanding };

	if (vintage->class != VINTAGE_DEFICIT && state->rate.known) {
		result.has_expected =
			release_expect(state->rate.percent, state->granted,
				       &release, &result.expected);
		result.overflow = !result.has_expected;
	}
	if (program->accounting.method == METHOD_DEFERRED)
		defer(state, &result);
	else if (program->accounting.method == METHOD_COST)
		accrue(v, program, vintage, state, &result);
	if (result.has_expected &&
	    ratio_compare(result.expected, ratio_from(state->redeemed)) < 0)
		result.expected = ratio_from(state->redeemed);
	return result;
}
