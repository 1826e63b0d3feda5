/*
 * Amounts that fit 64 bits each may not do so together. Before the pass all
 * amounts of the book are added up, whatever their sign, and what the rules
 * compute is added as it comes; both must stay well below the limit. So every
 * sum that the pass makes of some of them fits, and none needs a look.
 */
#include "base/currency.h"
#include "engine/replay_state.h"

/* A sum may take an amount several times: written, computed, given back. */
#define BOUND (INT64_MAX / 8)

static bool add_size(int64_t *sum, int64_t amount)
{
	int64_t total;

	if (amount == INT64_MIN ||
	    !amount_add(*sum, amount < 0 ? -amount : amount, &total) ||
	    total > BOUND)
		return false;
	*sum = total;
	return true;
}

/* An amount that does not fit by itself is reported when it is resolved. */
static bool add_quantity(struct replay *r, struct quantity quantity)
{
	int unit = quantity.unit == UNIT_DEFAULT
			   ? r->programs->list[0]->first_unit
			   : r->units[quantity.unit];
	int64_t points;

	if (unit < 0 ||
	    decimal_rescale(
		    (struct decimal){ quantity.mantissa, quantity.scale },
		    r->programs->units[unit].decimals, &points) != DECIMAL_OK)
		return true;
	return add_size(&r->bounds.points[unit], points);
}

void replay_bound_event(struct replay *r, uint32_t event)
{
	const struct event *e = replay_event(r, event);
	bool fits = e->currency == CURRENCY_NONE ||
		    add_size(&r->bounds.money, e->money);

	/* what a balance line asserts enters no sum */
	if (e->kind == EVENT_BALANCE)
		return;
	for (size_t i = 0; fits && i < e->quantities; i++)
		fits = add_quantity(r, event_quantity(r->journal, e, i));
	if (fits || r->bounds.exceeded)
		return;
	r->bounds.exceeded = true;
	replay_broken(r, (struct fault){ DIAGNOSTIC_overflow, event, { 0 } },
		      "with this line the amounts of the book do not fit 64 "
		      "bits together");
}

bool replay_bound_points(struct replay *r, int unit, int64_t points)
{
	return add_size(&r->bounds.computed[unit], points);
}

void replay_bound_result(struct replay *r, uint32_t event,
			 struct earn_result *result)
{
	bool fits = !result->overflow;

	for (size_t i = 0; fits && i < r->programs->unit_count; i++)
		fits = replay_bound_points(r, (int)i, result->points[i]);
	for (size_t i = 0; fits && i < result->share_count; i++)
		fits = replay_bound_points(r, result->shares[i].unit,
					   result->shares[i].counted);
	if (fits)
		return;
	*result = (struct earn_result){ .overflow = true };
	replay_broken(r, (struct fault){ DIAGNOSTIC_overflow, event, { 0 } },
		      "the points do not fit 64 bits");
}
