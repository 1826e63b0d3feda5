/*
 * Exact fractions, each rounded once. See roi.h.
 */
#include "insight/roi.h"

#include "engine/book.h"
#include "insight/rate.h"
#include "insight/reward_worth.h"
#include "insight/sample.h"
#include "insight/visitors.h"

enum {
	PERCENT_SCALE = 2 /* a per cent is a hundredth */
};

static void add_spend(const struct sample *sample, struct roi *roi)
{
	struct visitors visitors = visitors_collect(sample);

	for (size_t i = 0; i < visitors.count; i++) {
		const struct visitor *v = &visitors.list[i];
		if (v->is_inexact ||
		    !amount_add(roi->spend, v->spend, &roi->spend))
			roi->is_inexact = true;
	}
}

static void add_rewards(const struct sample *sample, struct roi *roi)
{
	const struct book *book = sample->book;

	for (size_t i = 0; i < book->redemption_count; i++) {
		const struct redemption *r = &book->redemptions[i];
		if (!sample->chosen[book_member_now(book, r->member)] ||
		    !reward_worth_counts(book, r) ||
		    !period_has(sample->period, r->requested))
			continue;
		int64_t cost = reward_worth_cost(book, r);
		roi->rewards++;
		roi->uncosted += cost < 0;
		if (cost > 0 &&
		    !amount_add(roi->reward_cost, cost, &roi->reward_cost))
			roi->is_inexact = true;
	}
}

/* money x per cent, as a fraction of minor units. */
static bool take_percent(struct ratio money, struct decimal percent,
			 struct ratio *part)
{
	percent.scale += PERCENT_SCALE;
	return ratio_multiply(money, ratio_from_decimal(percent), part);
}

static void work_out(struct roi *roi, const struct roi_assumptions *assumptions)
{
	struct ratio margin;
	struct ratio brought;
	int64_t left;

	if (assumptions->margin.mantissa < 0 ||
	    !take_percent(ratio_from(roi->spend), assumptions->margin, &margin))
		return;
	if (margin.numerator > 0) {
		struct ratio share;
		roi->break_even.scale = PERCENT_SCALE;
		roi->has_break_even =
			ratio_divide(ratio_from(roi->programme_cost), margin,
				     &share) &&
			ratio_round(share, 2 * PERCENT_SCALE, ROUND_HALF_UP,
				    &roi->break_even.mantissa);
	}
	if (assumptions->incremental.mantissa < 0 ||
	    !take_percent(margin, assumptions->incremental, &brought) ||
	    !ratio_round(brought, 0, ROUND_HALF_UP, &roi->incremental_margin))
		return;
	roi->has_increment = true;
	roi->has_return =
		amount_subtract(roi->incremental_margin, roi->programme_cost,
				&left) &&
		rate_percent(left, roi->programme_cost, &roi->percent);
}

struct roi roi_count(const struct sample *sample,
		     const struct roi_assumptions *assumptions)
{
	struct roi roi = { 0 };
	int64_t running =
		assumptions->running_cost > 0 ? assumptions->running_cost : 0;

	add_spend(sample, &roi);
	add_rewards(sample, &roi);
	if (!amount_add(roi.reward_cost, running, &roi.programme_cost))
		roi.is_inexact = true;
	if (!roi.is_inexact)
		work_out(&roi, assumptions);
	return roi;
}
