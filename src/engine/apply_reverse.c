/*
 * Applying void and move: from this day on all the event did is taken back,
 * to the very lots, and it no longer counts. Each event is reversed at most
 * once; what something living rests on is not reversed.
 */
#include "engine/apply_redeem.h"
#include "engine/apply_refund.h"
#include "engine/lots.h"
#include "engine/replay_state.h"
#include "engine/tier.h"
#include "engine/usage.h"
#include "engine/why.h"

static uint32_t target_of(const struct replay *r, uint32_t event)
{
	return journal_find(r->journal,
			    event_operand(r->journal, replay_event(r, event)));
}

/* ---- taking back credits ---- */

static enum posting_kind credit_kind(int kind)
{
	switch (kind) {
	case EVENT_OPENING:
		return POSTING_OPENING;
	case EVENT_BONUS:
		return POSTING_BONUS;
	case EVENT_ADJUST:
		return POSTING_ADJUST;
	case EVENT_TRANSFER:
		return POSTING_TRANSFER_IN;
	}
	return POSTING_SALE;
}

/* Takes back the lots that `opener` opened; `target` is the event whose kind
 * and day count. */
static void void_lots(struct replay *r, uint32_t event, uint32_t opener,
		      uint32_t target)
{
	struct book *book = r->book;
	uint32_t number = book->effects[opener].lot;
	const struct event *t = replay_event(r, target);

	for (; number != NONE && number < book->lot_count &&
	       book->lots[number].event == opener;
	     number++) {
		struct lot lot = book->lots[number];
		uint32_t account = lots_account_now(r, lot.account);
		int unit = book->accounts[account].unit;
		int64_t points = lot.points - lot_expired(book, &lot);
		if (t->kind == EVENT_PURCHASE)
			points -= replay_sale(r, target)->clawed[unit];
		refund_take_back(
			r, &(struct take_back){
				   .member = book->accounts[account].member,
				   .unit = unit,
				   .event = event,
				   .own = opener,
				   .posting = POSTING_VOID,
				   .reverses = (uint8_t)credit_kind(t->kind),
				   .points = points,
			   });
		if (t->kind == EVENT_PURCHASE || t->kind == EVENT_BONUS)
			replay_tier_points(r, book->accounts[account].member,
					   unit, -lot.points, t->day);
	}
}

/* Limits no longer count the event. */
static void void_usage(struct replay *r, uint32_t target, uint32_t member)
{
	const struct event *t = replay_event(r, target);
	struct member_usage **usage = &r->book->members[member].usage;

	if (t->kind == EVENT_PURCHASE) {
		struct sale *sale = replay_sale(r, target);
		for (struct sale_share *share = sale->shares; share != NULL;
		     share = share->next)
			usage_add(r->arena, usage, share->rule, t->day,
				  (struct usage_amount){ -share->points, -1 });
		sale->shares = NULL;
		return;
	}
	const struct program *program = replay_program_on(r, t->day, NULL);
	struct slice action = event_operand(r->journal, t);
	for (size_t i = 0; i < program->rule_count; i++) {
		const struct earn_rule *rule = &program->rules[i];
		if (rule->on != EARN_ACTION || !rule->limit.is_set ||
		    !slice_equal(rule->action, action))
			continue;
		uint32_t lot = r->book->effects[target].lot;
		int64_t points = lot == NONE ? 0 : r->book->lots[lot].points;
		usage_add(r->arena, usage, rule->name, t->day,
			  (struct usage_amount){ -points, -1 });
	}
}

static void void_purchase(struct replay *r, uint32_t event, uint32_t target)
{
	struct sale *sale = replay_sale(r, target);
	uint32_t owner = replay_member(r, sale->owner);
	struct member *m = &r->book->members[owner];

	void_lots(r, event, sale->earned_by, target);
	replay_count_purchase(r, target, owner, -1);
	m->spend += sale->refunded;
	void_usage(r, target, owner);
	if (m->first_qualifying == target)
		m->first_qualifying = NONE;
}

/* ---- giving back debits ---- */

static void give_back_all(struct replay *r, uint32_t event, uint32_t target,
			  enum posting_kind kind)
{
	struct book *book = r->book;
	uint32_t member = replay_member(r, replay_event(r, target)->member);

	for (uint32_t account = book->members[member].accounts; account != NONE;
	     account = book->accounts[account].next) {
		int64_t taken = lots_taken_by(r, account, target);
		if (taken > 0)
			lots_give_back(r, &(struct give_back){
						  .account = account,
						  .taken_by = target,
						  .event = event,
						  .posting = POSTING_VOID,
						  .reverses = (uint8_t)kind,
						  .points = taken,
					  });
	}
}

/* What the refund gave back of a payment is taken again. */
static void retake_payments(struct replay *r, struct sale *sale)
{
	const struct event *purchase = replay_event(r, sale->event);

	for (uint32_t i = sale->payments; i != NONE;
	     i = r->book->redemptions[i].next_payment) {
		struct redemption *paid = &r->book->redemptions[i];
		int64_t due;
		if (!redeem_is_taken(r, i) || purchase->money <= 0 ||
		    !amount_scale(paid->points, sale->given, purchase->money,
				  ROUND_DOWN, &due) ||
		    due >= paid->returned)
			continue;
		lots_debit(r, &(struct debit){
				      .account = lots_account(
					      r, replay_member(r, paid->member),
					      paid->unit),
				      .event = paid->event,
				      .own = NONE,
				      .mode = DEBIT_OVERDRAFT,
				      .posting = POSTING_VOID,
				      .reverses = POSTING_GIVEN_BACK,
				      .points = paid->returned - due,
			      });
		paid->returned = due;
	}
}

static void void_refund(struct replay *r, uint32_t event, uint32_t target)
{
	const struct event *t = replay_event(r, target);
	uint32_t purchase =
		journal_find(r->journal, event_value(r->journal, t, KEY_OF));
	uint32_t member = replay_member(r, t->member);

	if (purchase != EVENT_NONE) {
		struct sale *sale = replay_sale(r, purchase);
		member = replay_member(r, sale->owner);
		for (size_t i = 0; i < r->programs->unit_count; i++)
			sale->clawed[i] -= lots_clawed_by(r, target, (int)i);
		int64_t money =
			t->money < sale->refunded ? t->money : sale->refunded;
		sale->refunded -= money;
		sale->given -= money < sale->given ? money : sale->given;
		retake_payments(r, sale);
	}
	r->book->members[member].spend += t->money;
	replay_tier_spend(r, member, t->money, t->day);
	give_back_all(r, event, target, POSTING_CLAWBACK);
}

static void void_transfer(struct replay *r, uint32_t event, uint32_t target)
{
	void_lots(r, event, target, target);
	give_back_all(r, event, target, POSTING_TRANSFER_OUT);
}

/* ---- what moves no points ---- */

/* Nothing of this day has been judged yet. */
static void void_status(struct replay *r, uint32_t target)
{
	uint32_t member = replay_member(r, replay_event(r, target)->member);

	r->book->members[member].status =
		(uint8_t)book_status_at(r->book, member, r->day, MINUTE_LAST);
}

static void void_tier(struct replay *r, uint32_t target)
{
	const struct event *t = replay_event(r, target);
	int level = r->words[t->operand].level;

	if (level >= 0 && r->program->tiers.is_set)
		tier_revoke(replay_tier(r, replay_member(r, t->member)), r->day,
			    level);
}

static void void_stock(struct replay *r, uint32_t target)
{
	const struct event *t = replay_event(r, target);
	int64_t count;

	if (decimal_rescale((struct decimal){ t->points, t->scale }, 0,
			    &count) == DECIMAL_OK)
		r->stock[t->operand] -= count;
}

/* ---- the two directives ---- */

/* True when the target may be reversed; else a finding says why not. */
static bool may_reverse(struct replay *r, uint32_t event, uint32_t target)
{
	unsigned flags = r->book->effects[target].flags;
	struct slice name = event_operand(r->journal, replay_event(r, event));
	struct diagnostic *d;

	if (flags & (EFFECT_VOIDED | EFFECT_MOVED)) {
		d = replay_finding(r, DIAGNOSTIC_already_reversed, event,
				   "'%.*s' was taken back already: this line "
				   "has no effect",
				   SLICE_ARGS(name));
		replay_note_event(r, d, target, "the event");
		return false;
	}
	if (!(flags & EFFECT_APPLIED) || (flags & EFFECT_REFUSED))
		return false;
	uint32_t resting = replay_dependent(r, target, event);
	if (resting == NONE || (replay_event(r, event)->kind == EVENT_MOVE &&
				replay_event(r, resting)->kind == EVENT_REFUND))
		return true;
	d = replay_finding(r, DIAGNOSTIC_rests_on, event,
			   "'%.*s' stays: another event rests on it, void "
			   "that first",
			   SLICE_ARGS(name));
	replay_note_event(r, d, resting, "this one");
	return false;
}

static void void_target(struct replay *r, uint32_t event, uint32_t target)
{
	const struct event *t = replay_event(r, target);

	switch ((int)t->kind) {
	case EVENT_PURCHASE:
		void_purchase(r, event, target);
		return;
	case EVENT_BONUS:
		void_usage(r, target, replay_member(r, t->member));
		void_lots(r, event, target, target);
		return;
	case EVENT_OPENING:
		void_lots(r, event, target, target);
		return;
	case EVENT_ADJUST:
		void_lots(r, event, target, target);
		give_back_all(r, event, target, POSTING_ADJUST);
		return;
	case EVENT_EXPIRE:
		give_back_all(r, event, target, POSTING_FORFEIT);
		return;
	case EVENT_REFUND:
		void_refund(r, event, target);
		return;
	case EVENT_TRANSFER:
		void_transfer(r, event, target);
		return;
	case EVENT_STATUS:
		void_status(r, target);
		return;
	case EVENT_TIER:
		void_tier(r, target);
		return;
	case EVENT_STOCK:
		void_stock(r, target);
		return;
	default:
		return;
	}
}

void apply_void(struct replay *r, uint32_t event)
{
	uint32_t target = target_of(r, event);

	if (target == EVENT_NONE ||
	    (r->book->effects[event].flags & EFFECT_REFUSED))
		return;
	if (replay_event(r, target)->kind == EVENT_REDEEM ||
	    replay_event(r, target)->kind == EVENT_REQUEST) {
		apply_end(r, event);
		r->book->effects[target].flags |= EFFECT_VOIDED;
		return;
	}
	if (!may_reverse(r, event, target)) {
		r->book->effects[event].flags |= EFFECT_REFUSED;
		return;
	}
	r->book->effects[target].flags |= EFFECT_VOIDED;
	if (!(r->book->effects[target].flags & EFFECT_NULLIFIED))
		void_target(r, event, target);
}

/* ---- moving ---- */

/* The purchase as the new member's, by the rules of its own day. */
static void earn_moved(struct replay *r, uint32_t event, uint32_t target,
		       uint32_t member)
{
	const struct event *t = replay_event(r, target);
	const struct program *program = replay_program_on(r, t->day, NULL);
	struct earn_result result;

	r->earning = program;
	replay_compute(r, target, member, &result, why_working(r, event));
	why_take_result(r, event, &result);
	r->shares = &result;
	for (int unit = 0; unit < UNITS_MAX; unit++) {
		replay_open_lot(r, event, member,
				&(struct credit){
					.earned = t->day,
					.usable_from = DAY_NONE,
					.expires = DAY_NONE,
					.origin = ORIGIN_SALE,
					.posting = POSTING_SALE,
					.points = result.points[unit],
				},
				unit);
		replay_tier_points(r, member, unit, result.points[unit],
				   DAY_NONE);
	}
	r->shares = NULL;
	replay_count_purchase(r, target, member, 1);
	replay_activity(r, member, ACTIVITY_PURCHASE);
}

/* What had been refunded is taken from the new owner by the same share. */
static void claw_moved(struct replay *r, uint32_t event, struct sale *sale)
{
	const struct event *t = replay_event(r, sale->event);

	for (size_t i = 0; i < r->programs->unit_count; i++) {
		int unit = (int)i;
		int64_t earned = refund_earned(r, sale, unit);
		int64_t due = 0;
		if (sale->refunded >= t->money && sale->refunded > 0)
			due = earned;
		else if (sale->refunded > 0)
			amount_scale(earned, sale->refunded, t->money,
				     ROUND_DOWN, &due);
		sale->clawed[unit] = due;
		refund_take_back(r, &(struct take_back){
					    .member = sale->owner,
					    .unit = unit,
					    .event = event,
					    .own = event,
					    .posting = POSTING_CLAWBACK,
					    .points = due,
				    });
	}
	r->book->members[sale->owner].spend -= sale->refunded;
}

/* The member a move names, NONE (and BROKEN) when there is none. */
static uint32_t moved_to(struct replay *r, uint32_t event)
{
	const struct event *e = replay_event(r, event);

	return replay_member(r, e->member);
}

/*
 * The new half comes first in the order of a day (credits before what is
 * taken back); it decides whether the move holds.
 */
void apply_move_in(struct replay *r, uint32_t event)
{
	uint32_t target = target_of(r, event);

	if (target == EVENT_NONE ||
	    (r->book->effects[event].flags & EFFECT_REFUSED))
		return;
	if (!may_reverse(r, event, target)) {
		r->book->effects[event].flags |= EFFECT_REFUSED;
		return;
	}
	if (replay_event(r, target)->kind == EVENT_REFUND) {
		r->book->effects[target].flags |= EFFECT_MOVED;
		void_refund(r, event, target);
		return;
	}
	earn_moved(r, event, target, moved_to(r, event));
}

static void move_refund(struct replay *r, uint32_t event, uint32_t target)
{
	const struct event *t = replay_event(r, target);
	int unit = r->program->first_unit;
	int64_t points = 0;

	earn_base(r->program, t->day, t->money, unit, &points);
	refund_take_back(r, &(struct take_back){
				    .member = moved_to(r, event),
				    .unit = unit,
				    .event = event,
				    .own = NONE,
				    .posting = POSTING_CLAWBACK,
				    .points = points,
			    });
	r->book->members[moved_to(r, event)].spend -= t->money;
}

void apply_move_out(struct replay *r, uint32_t event)
{
	uint32_t target = target_of(r, event);

	if (target == EVENT_NONE ||
	    (r->book->effects[event].flags & EFFECT_REFUSED))
		return;
	if (replay_event(r, target)->kind == EVENT_REFUND) {
		move_refund(r, event, target);
		return;
	}
	struct sale *sale = replay_sale(r, target);
	uint32_t owner = replay_member(r, sale->owner);
	void_lots(r, event, sale->earned_by, target);
	replay_count_purchase(r, target, owner, -1);
	r->book->members[owner].spend += sale->refunded;
	void_usage(r, target, owner);
	r->book->effects[target].flags |= EFFECT_MOVED;
	sale->owner = moved_to(r, event);
	sale->earned_by = event;
	claw_moved(r, event, sale);
}
