/*
 * The states between an opening and a closing, valued one after the other. See
 * rollforward_money.h.
 */
#include "value/rollforward_money.h"

#include "rules/program.h"
#include "value/release.h"
#include "value/vintage.h"

struct rollforward_state rollforward_state(const struct valuation *v,
					   const struct vintage *vintage)
{
	struct rollforward_state now = { .points = vintage->points,
					 .withdrawn = vintage->withdrawn };
	bool fits = true;

	if (v->program->accounting.method == METHOD_DEFERRED)
		fits = valuation_allocated(v, vintage, &now.gross);
	now.state =
		valuation_state(vintage, now.gross,
				valuation_rate(v, vintage, v->vintages->day));
	now.value = valuation_of(v, v->program, vintage, &now.state);
	now.value.overflow |= !fits;
	return now;
}

struct vintage_points rollforward_moved(const struct vintage_points *later,
					const struct vintage_points *earlier)
{
	return (struct vintage_points){
		.issued_sale = later->issued_sale - earlier->issued_sale,
		.issued_other = later->issued_other - earlier->issued_other,
		.redeemed = later->redeemed - earlier->redeemed,
		.expired = later->expired - earlier->expired,
		.clawed_back = later->clawed_back - earlier->clawed_back,
		.adjusted_up = later->adjusted_up - earlier->adjusted_up,
		.adjusted_down = later->adjusted_down - earlier->adjusted_down,
		.transferred_in =
			later->transferred_in - earlier->transferred_in,
		.transferred_out =
			later->transferred_out - earlier->transferred_out,
	};
}

/* A of the closing, as if nothing had come back in the period. */
static int64_t before_returns(const struct vintage *vintage,
			      const struct rollforward_state *opening,
			      const struct rollforward_state *closing,
			      int64_t granted)
{
	int64_t pooled =
		vintage->pooled + closing->withdrawn - opening->withdrawn;
	int64_t allocated;

	if (pooled <= 0)
		return closing->gross;
	if (vintage->pooled <= 0 || (vintage->class == VINTAGE_OPENING &&
				     closing->withdrawn > opening->withdrawn &&
				     opening->state.allocated > 0))
		return opening->state.allocated;
	if (granted > pooled)
		granted = pooled;
	if (granted <= 0 ||
	    !amount_scale(closing->gross, granted, vintage->pooled,
			  ROUND_HALF_UP, &allocated))
		return 0;
	return allocated;
}

static int64_t carried(const struct valuation *v, const struct program *program,
		       const struct vintage *vintage,
		       const struct valuation_state *state)
{
	return valuation_of(v, program, vintage, state).liability;
}

/* The opening with what was issued since. */
static struct valuation_state with_issued(const struct valuation_state *opening,
					  const struct valuation_state *before,
					  const struct vintage_points *moved)
{
	struct valuation_state state = *before;

	state.redeemed = opening->redeemed;
	state.outstanding = before->outstanding + moved->redeemed;
	return state;
}

struct rollforward_money
rollforward_money(const struct valuation *v, const struct vintage *vintage,
		  const struct rollforward_opening *opening,
		  const struct rollforward_state *closing)
{
	const struct rollforward_state *from = opening->state;
	struct vintage_points moved =
		rollforward_moved(&closing->points, &from->points);
	int64_t returned = moved.clawed_back + moved.adjusted_down;
	struct rollforward_money money = {
		.opening = from->value.liability,
		.closing = closing->value.liability,
	};
	struct valuation_state state = closing->state;

	if (opening->program->accounting.method !=
	    v->program->accounting.method) {
		money.change_of_estimate = money.opening - money.closing;
		return money;
	}
	state.granted += returned;
	state.outstanding += returned + moved.expired;
	state.rate = valuation_rate(v, vintage, opening->day);
	state.allocated = before_returns(vintage, from, closing, state.granted);
	money.deferred = state.allocated - from->state.allocated;
	if (v->program->accounting.method == METHOD_COST) {
		struct valuation_state issued =
			with_issued(&from->state, &state, &moved);
		money.deferred =
			carried(v, opening->program, vintage, &issued) -
			money.opening;
	}
	int64_t redeemed = carried(v, opening->program, vintage, &state);
	state.outstanding -= moved.expired;
	int64_t expired = carried(v, opening->program, vintage, &state);
	state.rate = closing->state.rate;
	int64_t estimated = carried(v, v->program, vintage, &state);
	money.released_redemption = money.opening + money.deferred - redeemed;
	money.released_expiry = redeemed - expired;
	money.returned = estimated - money.closing;
	if (v->program->accounting.method == METHOD_DEFERRED)
		money.returned = state.allocated - closing->state.allocated;
	money.change_of_estimate = expired - money.returned - money.closing;
	return money;
}
