/*
 * A row a vintage that has seen points, and the sums. What a vintage is worth
 * is valuation.c's to say.
 */
#include "value/liability.h"

#include "base/arena.h"
#include "engine/book.h"
#include "journal/journal.h"
#include "rules/program.h"
#include "value/sale_pool.h"
#include "value/valuation.h"
#include "value/vintage.h"

/* ---- rows ---- */

/* The vintage's rate, or the one it is to be valued at. */
static struct valuation_rate rate_of(const struct valuation *v,
				     const struct vintage *vintage,
				     const struct ratio *percents)
{
	size_t index = (size_t)(vintage - v->vintages->list);

	if (percents != NULL && percents[index].denominator > 0)
		return (struct valuation_rate){ true, percents[index],
						DAY_NONE };
	return valuation_rate(v, vintage, v->vintages->day);
}

static void fill_row(const struct valuation *v, struct liability *result,
		     const struct vintage *vintage, struct valuation_rate rate)
{
	struct liability_row *row = &result->rows[result->count++];
	const struct vintage_points *p = &vintage->points;
	int64_t allocated = 0;

	if (v->program->accounting.method == METHOD_DEFERRED &&
	    !valuation_allocated(v, vintage, &allocated))
		result->overflow = true;
	struct valuation_state state =
		valuation_state(vintage, allocated, rate);
	struct valuation_result value =
		valuation_of(v, v->program, vintage, &state);
	*row = (struct liability_row){
		.vintage = vintage->name,
		.unit = vintage->unit,
		.index = (size_t)(vintage - v->vintages->list),
		.issued = p->issued_sale + p->issued_other + p->adjusted_up +
			  p->transferred_in - p->transferred_out,
		.redeemed = p->redeemed,
		.expired = p->expired,
		.clawed_back = p->clawed_back + p->adjusted_down,
		.outstanding = state.outstanding,
		.has_expected = value.has_expected,
		.percent = rate.percent,
		.expected = value.expected,
		.has_money = v->program->accounting.method != METHOD_MEMO,
		.allocated = state.allocated,
		.recognised = value.recognised,
		.liability = value.liability,
		.estimate = value.has_expected ? rate.estimate : DAY_NONE,
		.stale = value.stale,
		.nothing_expected = value.nothing_expected,
	};
	result->overflow |= value.overflow;
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
	struct liability_row *total;
	bool fits;

	if (result->total_count == 0 ||
	    result->totals[result->total_count - 1].unit != row->unit)
		result->totals[result->total_count++] =
			(struct liability_row){ .vintage = "total",
						.unit = row->unit,
						.expected = ratio_from(0),
						.has_money = row->has_money,
						.estimate = DAY_NONE };
	total = &result->totals[result->total_count - 1];
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
	return liability_at(arena, vintages, NULL);
}

struct liability liability_at(struct arena *arena, struct vintages *vintages,
			      const struct ratio *percents)
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
	struct valuation v = valuation_begin(arena, vintages);

	for (size_t i = 0; i < vintages->count; i++) {
		if (is_empty(&vintages->list[i]))
			continue;
		fill_row(&v, &result, &vintages->list[i],
			 rate_of(&v, &vintages->list[i], percents));
		add_to_total(&result, &result.rows[result.count - 1]);
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
		if (given->method == METHOD_COST &&
		    given->point_cost[*unit].mantissa < 0)
			return "point-cost";
		if (given->method == METHOD_DEFERRED &&
		    given->point_value[*unit].mantissa < 0)
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
