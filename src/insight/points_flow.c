/*
 * Which movement counts as what: a table by kind. A void counts as what it
 * takes back. See points_flow.h.
 */
#include "insight/points_flow.h"

#include "base/currency.h"
#include "base/decimal.h"
#include "engine/book.h"

enum direction {
	FLOW_NOTHING,
	FLOW_ISSUED,
	FLOW_REDEEMED,
	FLOW_EXPIRED
};

static const uint8_t directions[] = {
	[POSTING_SALE] = FLOW_ISSUED,         [POSTING_BONUS] = FLOW_ISSUED,
	[POSTING_CLAWBACK] = FLOW_ISSUED,     [POSTING_REDEEM] = FLOW_REDEEMED,
	[POSTING_GIVEN_BACK] = FLOW_REDEEMED, [POSTING_EXPIRY] = FLOW_EXPIRED,
	[POSTING_FORFEIT] = FLOW_EXPIRED,     [POSTING_VOID] = FLOW_NOTHING,
};

void points_flow_add(struct points_flow *flow, const struct posting *posting)
{
	uint8_t kind = posting->kind == POSTING_VOID ? posting->reverses
						     : posting->kind;
	int64_t *sum = NULL;
	int64_t points = posting->points;

	if (directions[kind] == FLOW_ISSUED)
		sum = &flow->issued;
	else if (directions[kind] == FLOW_REDEEMED)
		sum = &flow->redeemed;
	else if (directions[kind] == FLOW_EXPIRED)
		sum = &flow->expired;
	if (sum == NULL)
		return;
	if (sum == &flow->issued ? !amount_add(*sum, points, sum)
				 : !amount_subtract(*sum, points, sum))
		flow->is_inexact = true;
}

void points_flow_sum(struct points_flow *flow, const struct points_flow *other)
{
	flow->is_inexact =
		flow->is_inexact || other->is_inexact ||
		!amount_add(flow->issued, other->issued, &flow->issued) ||
		!amount_add(flow->redeemed, other->redeemed, &flow->redeemed) ||
		!amount_add(flow->expired, other->expired, &flow->expired);
}

bool points_flow_worth(const struct program *program,
		       const struct programs *programs, int unit,
		       int64_t points, int64_t *money)
{
	struct decimal value = program->accounting.point_value[unit];
	int digits = programs->units[unit].decimals + value.scale -
		     currency_scale(program->currency);

	if (value.mantissa < 0)
		return false;
	if (digits < 0)
		return amount_scale(points,
				    value.mantissa * decimal_power(-digits), 1,
				    ROUND_HALF_UP, money);
	return amount_scale(points, value.mantissa, decimal_power(digits),
			    ROUND_HALF_UP, money);
}
