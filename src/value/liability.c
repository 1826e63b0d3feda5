/*
 * From points to money: each vintage's movements, the rate that is expected
 * of it, what was allocated to it and how much of that is recognised.
 */
#include "value/liability.h"

#include "base/arena.h"
#include "base/currency.h"
#include "engine/book.h"
#include "journal/journal.h"
#include "rules/program.h"
#include "value/release.h"
#include "value/sale_pool.h"
#include "value/vintage.h"

struct valuation {
	struct vintages *vintages;
	const struct program *program;
	struct liability *result;
	uint32_t *estimates; /* the `estimate` lines up to the day */
	size_t estimate_count;
};

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

/* The latest estimate of the vintage; of two of one day the higher one. */
static bool find_estimate(const struct valuation *v,
			  const struct vintage *vintage, struct ratio *percent,
			  struct day *day)
{
	const struct journal *journal = v->vintages->book->journal;
	bool found = false;

	*day = DAY_NONE;
	for (size_t i = 0; i < v->estimate_count; i++) {
		const struct event *e = &journal->events[v->estimates[i]];
		struct decimal rate;
		if (!estimates(v, e, vintage, &rate))
			continue;
		struct ratio given = ratio_from_decimal(rate);
		int order = found ? day_compare(e->day, *day) : 1;
		if (order < 0 ||
		    (order == 0 && ratio_compare(given, *percent) <= 0))
			continue;
		found = true;
		*percent = given;
		*day = e->day;
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

static void expect(const struct valuation *v, const struct vintage *vintage,
		   struct liability_row *row)
{
	struct ratio percent;
	struct release release = { .redeemed = row->redeemed,
				   .outstanding = row->outstanding };

	if (vintage->class == VINTAGE_DEFICIT)
		return;
	if (!find_estimate(v, vintage, &percent, &row->estimate) &&
	    !rate_at_grant(v, vintage, &percent))
		return;
	row->has_expected =
		release_expect(percent, row->issued - row->clawed_back,
			       &release, &row->expected);
	v->result->overflow |= !row->has_expected;
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

/* A, before returns. */
static bool allocated_to(const struct valuation *v,
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

static void defer(const struct valuation *v, const struct vintage *vintage,
		  struct liability_row *row)
{
	int64_t allocated;

	if (!allocated_to(v, vintage, &allocated)) {
		v->result->overflow = true;
		return;
	}
	struct release release = {
		.allocated = release_after_returns(
			allocated, row->issued - row->clawed_back,
			vintage->pooled),
		.redeemed = row->redeemed,
		.outstanding = row->outstanding,
		.expected = row->has_expected ? row->expected : ratio_from(0),
	};
	enum release_state state =
		release_recognise(&release, &row->recognised);
	row->allocated = release.allocated;
	row->liability = row->allocated - row->recognised;
	row->stale = state == RELEASE_STALE;
	row->nothing_expected = state == RELEASE_NOTHING_EXPECTED;
	v->result->overflow |= state == RELEASE_OVERFLOW;
}

/* What the points still expected will cost. */
static void accrue(const struct valuation *v, const struct vintage *vintage,
		   struct liability_row *row)
{
	struct decimal cost = v->program->accounting.point_value[vintage->unit];
	const struct unit *unit =
		&v->vintages->book->programs->units[vintage->unit];
	int digits = currency_scale(v->program->currency);
	struct ratio left;
	struct ratio price;

	if (!row->has_expected)
		return;
	if (!ratio_add(row->expected, ratio_from(-row->redeemed), &left) ||
	    !ratio_multiply(ratio_from_decimal(cost),
			    ratio_of(decimal_power(digits),
				     decimal_power(unit->decimals)),
			    &price) ||
	    !ratio_multiply(left, price, &left) ||
	    !ratio_round(left, 0, ROUND_HALF_UP, &row->liability))
		v->result->overflow = true;
	row->stale = row->outstanding > 0 && left.numerator <= 0;
	if (row->liability < 0)
		row->liability = 0;
}

/* ---- rows ---- */

static void fill_row(const struct valuation *v, const struct vintage *vintage,
		     struct liability_row *row)
{
	const struct vintage_points *p = &vintage->points;

	*row = (struct liability_row){
		.vintage = vintage->name,
		.unit = vintage->unit,
		.issued = p->issued_sale + p->issued_other + p->adjusted_up +
			  p->transferred_in - p->transferred_out,
		.redeemed = p->redeemed,
		.expired = p->expired,
		.clawed_back = p->clawed_back + p->adjusted_down,
		.outstanding = vintage_points_outstanding(p),
		.expected = ratio_from(0),
		.has_money = v->program->accounting.method != METHOD_MEMO,
		.estimate = DAY_NONE,
	};
	expect(v, vintage, row);
	if (v->program->accounting.method == METHOD_DEFERRED)
		defer(v, vintage, row);
	else if (v->program->accounting.method == METHOD_COST)
		accrue(v, vintage, row);
	if (row->has_expected &&
	    ratio_compare(row->expected, ratio_from(row->redeemed)) < 0)
		row->expected = ratio_from(row->redeemed);
}

static bool is_empty(const struct vintage *vintage)
{
	const struct vintage_points *p = &vintage->points;

	return p->issued_sale == 0 && p->issued_other == 0 &&
	       p->redeemed == 0 && p->expired == 0 && p->clawed_back == 0 &&
	       p->adjusted_up == 0 && p->adjusted_down == 0 &&
	       p->transferred_in == 0 && p->transferred_out == 0;
}

static void add_to_total(struct liability *result,
			 const struct liability_row *row)
{
	struct liability_row *total = NULL;
	bool fits;

	if (result->total_count > 0)
		total = &result->totals[result->total_count - 1];
	if (total == NULL || total->unit != row->unit) {
		total = &result->totals[result->total_count++];
		*total = (struct liability_row){ .vintage = "total",
						 .unit = row->unit,
						 .expected = ratio_from(0),
						 .has_money = row->has_money,
						 .estimate = DAY_NONE };
	}
	total->has_expected |= row->has_expected;
	fits = amount_add(total->issued, row->issued, &total->issued) &&
	       amount_add(total->redeemed, row->redeemed, &total->redeemed) &&
	       amount_add(total->expired, row->expired, &total->expired) &&
	       amount_add(total->clawed_back, row->clawed_back,
			  &total->clawed_back) &&
	       amount_add(total->outstanding, row->outstanding,
			  &total->outstanding) &&
	       ratio_add(total->expected, row->expected, &total->expected) &&
	       amount_add(total->allocated, row->allocated,
			  &total->allocated) &&
	       amount_add(total->recognised, row->recognised,
			  &total->recognised) &&
	       amount_add(total->liability, row->liability, &total->liability);
	result->overflow |= !fits;
}

struct liability liability_of(struct arena *arena, struct vintages *vintages)
{
	const struct programs *programs = vintages->book->programs;
	struct liability result;

	result = (struct liability){
		.program = programs_on(programs, vintages->day),
		.rows = arena_take_array(arena, vintages->count,
					 sizeof(*result.rows)),
		.totals = arena_take_array(arena, programs->unit_count,
					   sizeof(*result.totals)),
	};
	struct valuation v = { .vintages = vintages,
			       .program = result.program,
			       .result = &result };

	find_estimates(&v, arena);
	for (size_t i = 0; i < vintages->count; i++) {
		if (is_empty(&vintages->list[i]))
			continue;
		struct liability_row *row = &result.rows[result.count++];
		fill_row(&v, &vintages->list[i], row);
		add_to_total(&result, row);
	}
	result.net_sales = sale_pool_net_sales(vintages);
	result.unplaced = vintages->unplaced;
	return result;
}

const char *liability_lacks(const struct vintages *vintages, int *unit)
{
	const struct accounting *given =
		&programs_on(vintages->book->programs, vintages->day)
			 ->accounting;

	if (given->method == METHOD_MEMO)
		return NULL;
	for (size_t i = 0; i < vintages->count; i++) {
		*unit = vintages->list[i].unit;
		if (is_empty(&vintages->list[i]))
			continue;
		if (given->point_value[*unit].mantissa < 0)
			return "point-value";
		if (given->redemption_rate[*unit].mantissa < 0)
			return "redemption-rate";
	}
	return NULL;
}

bool liability_percent(struct ratio part, int64_t whole,
		       struct decimal *percent)
{
	struct ratio share;

	*percent = (struct decimal){ .scale = 2 };
	return whole > 0 && ratio_divide(part, ratio_from(whole), &share) &&
	       ratio_multiply(share, ratio_from(100), &share) &&
	       ratio_round(share, 2, ROUND_HALF_UP, &percent->mantissa);
}
