/*
 * Applying redemptions: what a reward costs, whether it may be had, taking or
 * reserving the points, and giving them back. The life of a redemption was
 * judged before (replay_prepare.c); here it moves points on its days.
 */
#include "engine/apply_redeem.h"

#include "base/currency.h"
#include "engine/lots.h"
#include "engine/replay_state.h"
#include "engine/usage.h"

struct redemption *redeem_of(struct replay *r, uint32_t event)
{
	return &r->book->redemptions[r->book->effects[event].extra];
}

static const struct reward *reward_of(const struct replay *r,
				      const struct redemption *redemption)
{
	const struct program *program = programs_on(
		r->programs, replay_event(r, redemption->event)->day);

	return redemption->reward < 0 ? NULL
				      : &program->rewards[redemption->reward];
}

/* ---- what it costs ---- */

/* Points for the money of a payment: exact, or the next more. */
static int64_t payment_points(const struct reward *reward, int64_t money)
{
	int64_t points;

	if (reward->buys <= 0 || !amount_scale(money, reward->points,
					       reward->buys, ROUND_UP, &points))
		return 0;
	return points;
}

static void fill_cost(struct replay *r, uint32_t event,
		      struct redemption *redemption)
{
	const struct event *e = replay_event(r, event);
	const struct reward *reward = reward_of(r, redemption);
	bool pays = reward != NULL && reward->kind == REWARD_PAYMENT;

	redemption->unit = (uint8_t)(reward != NULL ? reward->unit
						    : r->program->first_unit);
	if (e->currency != CURRENCY_NONE)
		redemption->money = e->money;
	if (r->amount_count > 0) {
		redemption->unit = (uint8_t)r->amount_units[0];
		redemption->points = -r->amounts[0];
	} else if (pays) {
		redemption->points = payment_points(
			reward, redemption->money < 0 ? 0 : redemption->money);
		r->book->effects[event].flags |= EFFECT_COMPUTED;
	} else if (reward != NULL) {
		redemption->points = reward->cost;
		r->book->effects[event].flags |= EFFECT_COMPUTED;
	}
	if (pays && redemption->money < 0)
		redemption->money =
			replay_payment_value(reward, redemption->points);
}

/* ---- whether it may be had (findings only) ---- */

static void check_payment(struct replay *r, uint32_t event,
			  const struct redemption *redemption,
			  const struct reward *reward)
{
	const char *points =
		replay_points_text(r, redemption->unit, redemption->points);
	int64_t value = replay_payment_value(reward, redemption->points);

	if (reward->step > 0 && redemption->points % reward->step != 0)
		replay_finding(
			r, DIAGNOSTIC_value_differs, event,
			"%s are not whole steps of %s", points,
			replay_points_text(r, redemption->unit, reward->step));
	if (reward->minimum > 0 && redemption->points < reward->minimum)
		replay_finding(r, DIAGNOSTIC_under_minimum, event,
			       "%s are fewer than the %s this reward needs",
			       points,
			       replay_points_text(r, redemption->unit,
						  reward->minimum));
	if (value != redemption->money)
		replay_finding(r, DIAGNOSTIC_value_differs, event,
			       "%s buy another amount than the line says",
			       points);
	if (redemption->sale == NONE || !reward->has_share)
		return;
	int64_t most;
	const struct event *sale = replay_event(r, redemption->sale);
	if (amount_scale(sale->money, reward->share.mantissa,
			 100 * decimal_power(reward->share.scale), ROUND_DOWN,
			 &most) &&
	    redemption->money > most)
		replay_finding(r, DIAGNOSTIC_value_differs, event,
			       "points pay more of the sale than its share "
			       "allows");
}

static void check_offer(struct replay *r, uint32_t event, uint32_t member,
			const struct reward *reward)
{
	struct slice name = event_operand(r->journal, replay_event(r, event));
	int needed = reward->tier.length > 0
			     ? program_find_level(r->program, reward->tier)
			     : -1;

	if ((day_is_real(reward->from) &&
	     day_compare(r->day, reward->from) < 0) ||
	    (day_is_real(reward->until) &&
	     day_compare(r->day, reward->until) > 0))
		replay_finding(r, DIAGNOSTIC_reward_not_open, event,
			       "'%.*s' is not on offer on this day",
			       SLICE_ARGS(name));
	if (needed >= 0 && replay_level(r, member, NULL) < needed)
		replay_finding(r, DIAGNOSTIC_reward_not_open, event,
			       "'%.*s' is for members from tier '%.*s' on",
			       SLICE_ARGS(name), SLICE_ARGS(reward->tier));
	if (reward->limit.is_set) {
		int64_t used =
			usage_in_period(r->book->members[member].usage,
					reward->name, &reward->limit, r->day);
		if (used >= reward->limit.amount)
			replay_finding(r, DIAGNOSTIC_over_limit, event,
				       "the limit of '%.*s' is used up",
				       SLICE_ARGS(name));
	}
	if (reward->counts_stock &&
	    r->stock[replay_event(r, event)->operand] <= 0)
		replay_finding(r, DIAGNOSTIC_out_of_stock, event,
			       "'%.*s' is not in stock", SLICE_ARGS(name));
}

static void check_person(struct replay *r, uint32_t event, uint32_t member)
{
	const struct member *m = &r->book->members[member];
	struct slice name = intern_text(&r->journal->members, member);

	enum member_status status = replay_status(r, event, member);

	if (status != MEMBER_ACTIVE)
		replay_finding(r, DIAGNOSTIC_not_active, event,
			       "'%.*s' is %s, but redeems", SLICE_ARGS(name),
			       member_status_name(status));
	if (day_compare(r->day, m->joined) < 0)
		replay_finding(r, DIAGNOSTIC_before_join, event,
			       "'%.*s' redeems before joining",
			       SLICE_ARGS(name));
	if ((day_is_real(r->program->redeeming_ends) &&
	     day_compare(r->day, r->program->redeeming_ends) > 0) ||
	    (day_is_real(r->program->starts) &&
	     day_compare(r->day, r->program->starts) < 0))
		replay_finding(r, DIAGNOSTIC_outside_programme, event,
			       "redeemed outside the programme's dates");
}

static bool needs_approval(const struct replay *r,
			   const struct redemption *redemption)
{
	const struct program *program = r->program;

	return program->redeem.approval_above >= 0 &&
	       redemption->unit == program->first_unit &&
	       redemption->points > program->redeem.approval_above;
}

static void check_cost(struct replay *r, uint32_t event,
		       const struct redemption *redemption,
		       const struct reward *reward)
{
	int64_t minimum = r->program->redeem.minimum[redemption->unit];

	if (reward->kind == REWARD_PAYMENT)
		check_payment(r, event, redemption, reward);
	else if (redemption->points != reward->cost ||
		 redemption->unit != reward->unit)
		replay_finding(
			r, DIAGNOSTIC_cost_differs, event,
			"%s taken, but the reward costs %s",
			replay_points_text(r, redemption->unit,
					   redemption->points),
			replay_points_text(r, reward->unit, reward->cost));
	if (redemption->points < minimum)
		replay_finding(
			r, DIAGNOSTIC_under_minimum, event,
			"%s are fewer than the least that may be "
			"redeemed, %s",
			replay_points_text(r, redemption->unit,
					   redemption->points),
			replay_points_text(r, redemption->unit, minimum));
}

static void check_redemption(struct replay *r, uint32_t event, uint32_t member)
{
	const struct event *e = replay_event(r, event);
	const struct redemption *redemption = redeem_of(r, event);
	const struct reward *reward = reward_of(r, redemption);

	check_person(r, event, member);
	if (reward == NULL) {
		struct slice name = event_operand(r->journal, e);
		replay_finding(r, DIAGNOSTIC_reward_not_open, event,
			       "the rules of this day have no reward '%.*s'",
			       SLICE_ARGS(name));
		return;
	}
	check_offer(r, event, member, reward);
	check_cost(r, event, redemption, reward);
	if (e->kind == EVENT_REDEEM && needs_approval(r, redemption))
		replay_finding(r, DIAGNOSTIC_not_approved, event,
			       "so many points need a request and an approval");
	if (redemption->sale != NONE) {
		const struct event *sale = replay_event(r, redemption->sale);
		if (sale->day.number != e->day.number ||
		    replay_member(r, sale->member) != member)
			replay_finding(r, DIAGNOSTIC_wrong_sale, event,
				       "the sale it paid is of another member "
				       "or day");
	}
}

/* ---- counting ---- */

static void count_redemption(struct replay *r,
			     const struct redemption *redemption, int sign)
{
	const struct event *e = replay_event(r, redemption->event);
	const struct reward *reward = reward_of(r, redemption);
	uint32_t member = replay_member(r, redemption->member);

	if (reward == NULL)
		return;
	if (reward->counts_stock)
		r->stock[e->operand] -= sign;
	if (reward->limit.is_set)
		usage_add(r->arena, &r->book->members[member].usage,
			  reward->name, e->day,
			  (struct usage_amount){ sign * redemption->points,
						 sign });
}

/* ---- taking ---- */

/* What refunds of the sale on this very day give back before it is taken. */
static int64_t returned_before(const struct replay *r,
			       const struct redemption *redemption)
{
	int64_t back;

	if (redemption->sale == NONE || r->program->refunds.keeps_redeemed)
		return 0;
	uint32_t extra = r->book->effects[redemption->sale].extra;
	if (extra == NONE)
		return 0;
	const struct sale *sale = &r->book->sales[extra];
	const struct event *e = replay_event(r, redemption->sale);
	if (sale->given == 0 || e->money <= 0 ||
	    !amount_scale(redemption->points, sale->given, e->money, ROUND_DOWN,
			  &back))
		return 0;
	return back;
}

/* What the member was given last before, for the same points; NONE: nothing
 * that still stands. */
static uint32_t taken_before(const struct replay *r,
			     const struct redemption *redemption)
{
	const struct book *book = r->book;
	uint32_t last = NONE;

	for (size_t i = 0; i < book->redemption_count; i++) {
		const struct redemption *other = &book->redemptions[i];

		if (other->member != redemption->member ||
		    other->unit != redemption->unit || !other->taken ||
		    other->event == redemption->event)
			continue;
		if (last == NONE ||
		    day_compare(replay_event(r, last)->day,
				replay_event(r, other->event)->day) <= 0)
			last = other->event;
	}
	return last;
}

static void report_uncovered(struct replay *r, uint32_t event,
			     const struct redemption *redemption,
			     int64_t available)
{
	struct diagnostic *d = replay_finding(
		r, DIAGNOSTIC_insufficient_balance, event,
		"%s redeemed, but only %s can be",
		replay_points_text(r, redemption->unit, redemption->points),
		replay_points_text(r, redemption->unit, available));
	uint32_t before = d ? taken_before(r, redemption) : NONE;

	if (before != NONE)
		replay_note_event(r, d, before, "the redemption before it");
}

void apply_redemption(struct replay *r, uint32_t event)
{
	const struct event *e = replay_event(r, event);
	struct redemption *redemption = redeem_of(r, event);
	uint32_t member = replay_member(r, e->member);

	redemption->reward = r->words[e->operand].reward;
	fill_cost(r, event, redemption);
	if (r->book->effects[event].flags & EFFECT_NULLIFIED)
		return;
	if (r->options->findings)
		check_redemption(r, event, member);
	count_redemption(r, redemption, 1);
	replay_activity(r, member, ACTIVITY_REDEEM);
	redemption->returned = returned_before(r, redemption);
	bool waits = e->kind == EVENT_REQUEST &&
		     (redemption->fulfilled.number != e->day.number);
	struct debit debit = {
		.account = lots_account(r, member, redemption->unit),
		.event = event,
		.own = redemption->sale,
		.mode = DEBIT_USABLE,
		.posting = waits ? POSTING_RESERVE : POSTING_REDEEM,
		.points = redemption->points - redemption->returned,
		.hold = waits,
	};
	int64_t available = lots_available(r, debit.account, debit.own);
	if (available < debit.points) {
		report_uncovered(r, event, redemption, available);
		if (!waits)
			debit.mode = DEBIT_OVERDRAFT;
	}
	redemption->taken = !waits;
	lots_debit(r, &debit);
}

/* ---- later steps ---- */

void apply_fulfil(struct replay *r, uint32_t event)
{
	struct slice name = event_operand(r->journal, replay_event(r, event));
	uint32_t target = journal_find(r->journal, name);

	if (target == EVENT_NONE)
		return;
	struct redemption *redemption = redeem_of(r, target);
	if (r->options->findings && needs_approval(r, redemption) &&
	    !day_is_real(redemption->approved))
		replay_finding(r, DIAGNOSTIC_not_approved, event,
			       "'%.*s' was not approved", SLICE_ARGS(name));
	bool ended = day_is_real(redemption->ended) &&
		     day_compare(redemption->ended, r->day) <= 0;
	if (ended || redemption->taken ||
	    !(r->book->effects[target].flags & EFFECT_APPLIED))
		return;
	redemption->taken = true;
	uint32_t account = lots_account(r, replay_member(r, redemption->member),
					redemption->unit);
	int64_t taken = lots_take_held(r, account, target, event);
	if (taken >= redemption->points - redemption->returned)
		return;
	lots_debit(r, &(struct debit){
			      .account = account,
			      .event = target,
			      .own = NONE,
			      .mode = DEBIT_OVERDRAFT,
			      .posting = POSTING_REDEEM,
			      .points = redemption->points -
					redemption->returned - taken,
		      });
}

void redeem_return(struct replay *r, uint32_t target, uint32_t event,
		   int64_t points)
{
	struct redemption *redemption = redeem_of(r, target);
	uint32_t account = lots_account(r, replay_member(r, redemption->member),
					redemption->unit);

	if (points <= 0)
		return;
	redemption->returned +=
		lots_give_back(r, &(struct give_back){
					  .account = account,
					  .taken_by = target,
					  .event = event,
					  .posting = POSTING_GIVEN_BACK,
					  .points = points,
				  });
}

/* The redemption is over: reserved points are free, taken ones go back. */
static void end_redemption(struct replay *r, uint32_t target, uint32_t event)
{
	struct redemption *redemption = redeem_of(r, target);

	if (redemption->taken)
		redeem_return(r, target, event,
			      redemption->points - redemption->returned);
	else
		lots_release(r,
			     lots_account(r,
					  replay_member(r, redemption->member),
					  redemption->unit),
			     target, event);
	count_redemption(r, redemption, -1);
}

void apply_end(struct replay *r, uint32_t event)
{
	uint32_t target = journal_find(
		r->journal, event_operand(r->journal, replay_event(r, event)));

	if (target == EVENT_NONE ||
	    (r->book->effects[target].flags & EFFECT_NULLIFIED) ||
	    !(r->book->effects[target].flags & EFFECT_APPLIED))
		return;
	end_redemption(r, target, event);
}

void apply_end_by_itself(struct replay *r, uint32_t number)
{
	uint32_t event = r->book->redemptions[number].event;

	if (r->book->effects[event].flags & EFFECT_APPLIED)
		end_redemption(r, event, event);
}

bool redeem_is_taken(const struct replay *r, uint32_t number)
{
	const struct redemption *redemption = &r->book->redemptions[number];
	unsigned flags = r->book->effects[redemption->event].flags;

	return (flags & EFFECT_APPLIED) && redemption->taken &&
	       (!day_is_real(redemption->ended) ||
		day_compare(redemption->ended, r->day) > 0);
}

void apply_approve(struct replay *r, uint32_t event)
{
	const struct event *e = replay_event(r, event);
	uint32_t target =
		journal_find(r->journal, event_operand(r->journal, e));

	if (target == EVENT_NONE || !r->program->redeem.approval_by_other)
		return;
	struct slice by = event_value(r->journal, e, KEY_STAFF);
	struct slice asked =
		event_value(r->journal, replay_event(r, target), KEY_STAFF);
	if (by.length > 0 && slice_equal(by, asked))
		replay_finding(r, DIAGNOSTIC_not_approved, event,
			       "'%.*s' approves the own request",
			       SLICE_ARGS(by));
}
