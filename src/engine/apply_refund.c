/*
 * Applying refunds (engine.md 18, 19). Each refund takes back a share of the
 * recorded points of its purchase: after it the total taken is
 * round-down(points x refunded so far / MONEY), a full refund takes exactly
 * all. What was paid with points is given back by the same share.
 */
#include "engine/apply_refund.h"
#include "engine/apply_redeem.h"
#include "engine/lots.h"
#include "engine/replay_state.h"
#include "engine/tier.h"

/* The purchase a refund names, NONE: it names none (or a wrong one). */
static uint32_t refund_target(struct replay *r, uint32_t event)
{
	uint32_t known = r->book->effects[event].extra;
	const struct event *e = replay_event(r, event);

	if (known != NONE &&
	    day_compare(replay_event(r, known)->day, e->day) <= 0)
		return known;
	struct slice of = event_value(r->journal, e, KEY_OF);
	return of.length == 0 ? NONE : replay_target(r, event, of);
}

/* points x part / whole rounded down; all when the part is the whole. */
static int64_t share_of(int64_t points, int64_t part, int64_t whole)
{
	int64_t share;

	if (part >= whole || whole <= 0)
		return points;
	return amount_scale(points, part, whole, ROUND_DOWN, &share) ? share
								     : 0;
}

/* What of the refund's money still was to be refunded. */
static int64_t refundable(const struct event *purchase, int64_t refunded,
			  int64_t money)
{
	int64_t left = purchase->money - refunded;

	return money < left ? money : left;
}

/* ---- giving back what paid the sale (class 3) ---- */

void refund_settle_payments(struct replay *r, struct sale *sale, uint32_t event)
{
	const struct event *purchase = replay_event(r, sale->event);

	for (uint32_t i = sale->payments; i != NONE;
	     i = r->book->redemptions[i].next_payment) {
		struct redemption *paid = &r->book->redemptions[i];
		if (!redeem_is_taken(r, i))
			continue;
		int64_t due =
			share_of(paid->points, sale->given, purchase->money);
		if (due > paid->returned)
			redeem_return(r, paid->event, event,
				      due - paid->returned);
	}
}

void apply_refund_give_back(struct replay *r, uint32_t event)
{
	const struct event *e = replay_event(r, event);
	uint32_t target = refund_target(r, event);

	if (target == NONE || r->program->refunds.keeps_redeemed ||
	    replay_event(r, target)->kind != EVENT_PURCHASE ||
	    r->book->effects[target].extra == NONE)
		return;
	struct sale *sale = replay_sale(r, target);
	sale->given +=
		refundable(replay_event(r, target), sale->given, e->money);
	refund_settle_payments(r, sale, event);
}

/* ---- clawing back what was earned (class 6) ---- */

int64_t refund_earned(const struct replay *r, const struct sale *sale, int unit)
{
	const struct book *book = r->book;
	uint32_t lot = book->effects[sale->earned_by].lot;
	uint32_t end = lot == NONE ? NONE : lots_end(r, sale->earned_by);
	int64_t sum = 0;

	for (; lot != end; lot++) {
		if (book->accounts[book->lots[lot].account].unit == unit)
			sum += book->lots[lot].points;
	}
	return sum;
}

static enum debit_mode back_mode(const struct replay *r)
{
	switch (r->program->refunds.deficit) {
	case DEFICIT_ALLOW:
		return DEBIT_BACK;
	case DEFICIT_CLAMP:
		return DEBIT_CLAMP;
	case DEFICIT_PENDING_ONLY:
		return DEBIT_PENDING;
	}
	return DEBIT_BACK;
}

int64_t refund_take_back(struct replay *r, const struct take_back *take)
{
	if (take->points <= 0)
		return 0;
	int64_t rest = lots_debit(
		r, &(struct debit){
			   .account = lots_account(r, take->member, take->unit),
			   .event = take->event,
			   .own = take->own,
			   .mode = back_mode(r),
			   .posting = take->posting,
			   .reverses = take->reverses,
			   .points = take->points,
		   });
	return take->points - rest;
}

/* The points a refund line records for the unit, positive; -1: none. */
static int64_t recorded_claw(const struct replay *r, int unit)
{
	for (size_t i = 0; i < r->amount_count; i++) {
		if (r->amount_units[i] == unit)
			return -r->amounts[i];
	}
	return r->amount_count > 0 ? 0 : -1;
}

static void claw_unit(struct replay *r, uint32_t event, struct sale *sale,
		      int unit)
{
	const struct event *purchase = replay_event(r, sale->event);
	int64_t earned = refund_earned(r, sale, unit);
	int64_t due = share_of(earned, sale->refunded, purchase->money) -
		      sale->clawed[unit];
	int64_t recorded = recorded_claw(r, unit);

	if (recorded < 0) {
		r->book->effects[event].flags |= EFFECT_COMPUTED;
	} else if (recorded != due) {
		if (r->options->reperform && !replay_has(r, KEY_OVERRIDE))
			replay_finding(r, DIAGNOSTIC_points_differ, event,
				       "%s taken back, but the share is %s",
				       replay_points_text(r, unit, recorded),
				       replay_points_text(r, unit, due));
		due = recorded;
	}
	sale->clawed[unit] += due;
	refund_take_back(r, &(struct take_back){
				    .member = replay_member(r, sale->owner),
				    .unit = unit,
				    .event = event,
				    .own = sale->earned_by,
				    .posting = POSTING_CLAWBACK,
				    .points = due,
			    });
	replay_tier_points(r, replay_member(r, sale->owner), unit, -due,
			   purchase->day);
}

/* A full refund of the friend's qualifying purchase: both bonuses. */
static void claw_referral(struct replay *r, uint32_t event,
			  const struct sale *sale)
{
	uint32_t owner = replay_member(r, sale->owner);
	struct member *m = &r->book->members[owner];

	if (m->first_qualifying != sale->event)
		return;
	for (int i = 0; i < 2; i++) {
		uint32_t bonus = m->referral_bonus[i];
		if (bonus == NONE || r->book->effects[bonus].lot == NONE ||
		    (r->book->effects[bonus].flags & EFFECT_VOIDED))
			continue;
		const struct lot *lot =
			&r->book->lots[r->book->effects[bonus].lot];
		refund_take_back(
			r, &(struct take_back){
				   .member = replay_member(
					   r, replay_event(r, bonus)->member),
				   .unit = r->book->accounts[lot->account].unit,
				   .event = event,
				   .own = bonus,
				   .posting = POSTING_CLAWBACK,
				   .points = lot->points -
					     lot_expired(r->book, lot),
			   });
		m->referral_bonus[i] = NONE;
	}
}

/* `last` is the last day the rules allow. */
static void check_in_time(struct replay *r, uint32_t event,
			  const struct sale *sale, struct day last)
{
	char text[DAY_TEXT_MAX];
	struct diagnostic *d;

	if (day_compare(replay_event(r, event)->day, last) <= 0)
		return;
	day_print(last, text);
	d = replay_finding(r, DIAGNOSTIC_refund_late, event,
			   "the rules allow a refund until %s only", text);
	replay_note_event(r, d, sale->event, "the purchase");
}

static void check_refund(struct replay *r, uint32_t event,
			 const struct sale *sale)
{
	const struct event *e = replay_event(r, event);
	const struct event *purchase = replay_event(r, sale->event);
	const struct refunds *rules = &r->program->refunds;
	struct diagnostic *d = NULL;

	if (e->money > purchase->money - sale->refunded)
		d = replay_finding(r, DIAGNOSTIC_over_refunded, event,
				   "more is refunded than was sold");
	replay_note_event(r, d, sale->event, "the purchase");
	if (rules->has_within)
		check_in_time(r, event, sale,
			      day_add_span(purchase->day, rules->within));
	if (replay_member(r, e->member) != replay_member(r, sale->owner)) {
		d = replay_finding(r, DIAGNOSTIC_other_member, event,
				   "the purchase is another member's");
		replay_note_event(r, d, sale->event, "the purchase");
	}
}

/* A refund that names no sale: the base rate of the day. */
static void claw_unlinked(struct replay *r, uint32_t event)
{
	const struct event *e = replay_event(r, event);
	uint32_t member = replay_member(r, e->member);
	int unit = r->program->first_unit;
	int64_t due = recorded_claw(r, unit);

	replay_finding(r, DIAGNOSTIC_refund_unlinked, event,
		       "the refund names no sale: add of:REF");
	if (due < 0) {
		due = 0;
		if (!r->program->refunds.keeps_earned &&
		    (!earn_base(r->program, e->day, e->money, unit, &due) ||
		     !replay_bound_points(r, unit, due)))
			replay_broken(r,
				      (struct fault){ DIAGNOSTIC_overflow,
						      event,
						      { 0 } },
				      "the points do not fit 64 bits");
		r->book->effects[event].flags |= EFFECT_COMPUTED;
	}
	refund_take_back(r, &(struct take_back){
				    .member = member,
				    .unit = unit,
				    .event = event,
				    .own = NONE,
				    .posting = POSTING_CLAWBACK,
				    .points = due,
			    });
	r->book->members[member].spend -= e->money;
	replay_tier_spend(r, member, -e->money, DAY_NONE);
	replay_tier_points(r, member, unit, -due, DAY_NONE);
}

void apply_refund_claw(struct replay *r, uint32_t event)
{
	const struct event *e = replay_event(r, event);
	uint32_t target = refund_target(r, event);

	if (r->book->effects[event].flags & (EFFECT_NULLIFIED | EFFECT_REFUSED))
		return;
	if (target == NONE) {
		claw_unlinked(r, event);
		return;
	}
	const struct event *purchase = replay_event(r, target);
	if (r->book->effects[target].flags & EFFECT_VOIDED) {
		struct diagnostic *d =
			replay_finding(r, DIAGNOSTIC_already_reversed, event,
				       "the purchase was voided before");
		replay_note_event(r, d, target, "the purchase");
		return;
	}
	struct sale *sale = replay_sale(r, target);
	check_refund(r, event, sale);
	int64_t money = refundable(purchase, sale->refunded, e->money);
	sale->refunded += money;
	uint32_t owner = replay_member(r, sale->owner);
	r->book->members[owner].spend -= money;
	replay_tier_spend(r, owner, -money, purchase->day);
	if (r->program->refunds.keeps_earned)
		return;
	for (size_t i = 0; i < r->programs->unit_count; i++)
		claw_unit(r, event, sale, (int)i);
	if (sale->refunded >= purchase->money)
		claw_referral(r, event, sale);
}
