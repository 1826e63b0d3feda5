/*
 * Applying corrections and what moves points beside sales and rewards:
 * adjust, expire, transfer, stock, and the assertion of a balance.
 */
#include "engine/apply_refund.h"
#include "engine/lots.h"
#include "engine/replay_state.h"

void apply_adjust(struct replay *r, uint32_t event)
{
	const struct event *e = replay_event(r, event);
	uint32_t member = replay_member(r, e->member);

	if (r->book->effects[event].flags & EFFECT_NULLIFIED)
		return;
	for (size_t i = 0; i < r->amount_count; i++) {
		if (r->amounts[i] < 0) {
			refund_take_back(r, &(struct take_back){
						    .member = member,
						    .unit = r->amount_units[i],
						    .event = event,
						    .own = NONE,
						    .posting = POSTING_ADJUST,
						    .points = -r->amounts[i],
					    });
			continue;
		}
		replay_open_lot(r, event, member,
				&(struct credit){
					.earned = DAY_NONE,
					.usable_from = e->day,
					.expires = DAY_NONE,
					.origin = ORIGIN_GOODWILL,
					.posting = POSTING_ADJUST,
					.points = r->amounts[i],
				},
				r->amount_units[i]);
	}
	replay_activity(r, member, ACTIVITY_ADJUST);
}

/* ---- expire ---- */

/* `expire M P`: what was derived for the day, told beside. */
static void check_expiry(struct replay *r, uint32_t event, uint32_t account,
			 int64_t recorded)
{
	lots_settle(r, account, r->day);
	const struct account *a = &r->book->accounts[account];
	int64_t derived =
		a->expired_on.number == r->day.number ? a->expired_then : 0;

	if (recorded == derived)
		return;
	struct diagnostic *d =
		replay_finding(r,
			       recorded > derived ? DIAGNOSTIC_expiry_differs
						  : DIAGNOSTIC_expiry_less,
			       event, "%s recorded, but %s expired",
			       replay_points_text(r, a->unit, recorded),
			       replay_points_text(r, a->unit, derived));
	for (int which = 0; d != NULL && which < 2; which++) {
		uint32_t lot = a->lots[which].first;
		if (lot != NONE && recorded > derived)
			replay_note_event(r, d, r->book->lots[lot].event,
					  "this lot is still alive");
	}
}

static void forfeit(struct replay *r, uint32_t event, uint32_t account,
		    int64_t points)
{
	int64_t rest = lots_debit(r, &(struct debit){
					     .account = account,
					     .event = event,
					     .own = NONE,
					     .mode = DEBIT_CLAMP,
					     .posting = POSTING_FORFEIT,
					     .points = points,
				     });
	if (rest > 0)
		replay_finding(
			r, DIAGNOSTIC_insufficient_balance, event,
			"%s forfeited that are not there",
			replay_points_text(r, r->book->accounts[account].unit,
					   rest));
}

void apply_expire(struct replay *r, uint32_t event)
{
	const struct event *e = replay_event(r, event);
	uint32_t member = replay_member(r, e->member);
	bool forfeits = replay_has(r, KEY_WHY);

	if (r->book->effects[event].flags & EFFECT_NULLIFIED)
		return;
	for (size_t i = 0; i < r->amount_count; i++) {
		uint32_t account = lots_account(r, member, r->amount_units[i]);
		if (forfeits)
			forfeit(r, event, account, -r->amounts[i]);
		else
			check_expiry(r, event, account, -r->amounts[i]);
	}
}

/* ---- transfer ---- */

/* What the transfer took from lots of one account, first taken first, opened
 * for the receiver with the same dates. */
static void pass_on(struct replay *r, uint32_t event, uint32_t from,
		    uint32_t into)
{
	struct book *book = r->book;
	size_t count = 0;

	for (uint32_t i = book->effects[event].consumption; i != NONE;
	     i = book->consumptions[i].next)
		count++;
	struct consumption *taken =
		arena_take_array(&r->scratch, count, sizeof(*taken));
	size_t fill = count;
	for (uint32_t i = book->effects[event].consumption; i != NONE;
	     i = book->consumptions[i].next)
		taken[--fill] = book->consumptions[i];
	for (size_t i = 0; i < count; i++) {
		struct lot lot = book->lots[taken[i].lot];
		if (lots_account_now(r, lot.account) != from)
			continue;
		lots_credit(r, &(struct credit){
				       .account = into,
				       .event = event,
				       .earned = lot.earned,
				       .usable_from = lot.usable_from,
				       .expires = lot.expires,
				       .sliding = lot.flags & LOT_SLIDING,
				       .origin = ORIGIN_TRANSFER,
				       .posting = POSTING_TRANSFER_IN,
				       .points = taken[i].points,
			       });
	}
}

static bool is_covered(struct replay *r, uint32_t giver)
{
	for (size_t i = 0; i < r->amount_count; i++) {
		uint32_t account = lots_account(r, giver, r->amount_units[i]);
		if (lots_available(r, account, NONE) < r->amounts[i])
			return false;
	}
	return true;
}

bool apply_transfer(struct replay *r, uint32_t event)
{
	const struct event *e = replay_event(r, event);
	uint32_t giver = replay_member(r, e->member);
	uint32_t receiver = replay_member(r, e->operand);

	if (r->book->effects[event].flags & EFFECT_NULLIFIED)
		return true;
	if (!is_covered(r, giver))
		return false;
	if (!r->program->transfers_allowed && !replay_has(r, KEY_OVERRIDE))
		replay_finding(r, DIAGNOSTIC_transfer_refused, event,
			       "the rules allow no transfers");
	for (size_t i = 0; giver != receiver && i < r->amount_count; i++) {
		uint32_t from = lots_account(r, giver, r->amount_units[i]);
		uint32_t into = lots_account(r, receiver, r->amount_units[i]);
		lots_extend(r, into, r->book->accounts[from].inactive_until);
		lots_debit(r, &(struct debit){
				      .account = from,
				      .event = event,
				      .own = NONE,
				      .mode = DEBIT_USABLE,
				      .posting = POSTING_TRANSFER_OUT,
				      .points = r->amounts[i],
			      });
		pass_on(r, event, from, into);
	}
	return true;
}

void apply_transfer_refuse(struct replay *r, uint32_t event)
{
	const struct event *e = replay_event(r, event);
	struct slice name = event_member(r->journal, e);

	r->book->effects[event].flags |= EFFECT_REFUSED;
	for (size_t i = 0; i < r->amount_count; i++) {
		uint32_t account = lots_account(r, replay_member(r, e->member),
						r->amount_units[i]);
		int64_t available = lots_available(r, account, NONE);
		if (available >= r->amounts[i])
			continue;
		replay_finding(
			r, DIAGNOSTIC_insufficient_balance, event,
			"'%.*s' has %s to give, not %s: nothing moved",
			SLICE_ARGS(name),
			replay_points_text(r, r->amount_units[i], available),
			replay_points_text(r, r->amount_units[i],
					   r->amounts[i]));
	}
}

/* ---- stock and assertions ---- */

void apply_stock(struct replay *r, uint32_t event)
{
	const struct event *e = replay_event(r, event);
	int64_t count;

	if (decimal_rescale((struct decimal){ e->points, e->scale }, 0,
			    &count) != DECIMAL_OK ||
	    !amount_add(r->stock[e->operand], count, &r->stock[e->operand]))
		replay_broken(r,
			      (struct fault){ DIAGNOSTIC_bad_number, event,
					      event_line(r->journal, e) },
			      "stock is counted in whole rewards");
}

static int64_t balance_of_all(struct replay *r, int unit)
{
	int64_t sum = 0;

	for (size_t i = 0; i < r->book->account_count; i++) {
		if (r->book->accounts[i].unit != unit)
			continue;
		lots_settle(r, (uint32_t)i, r->day);
		sum += r->book->accounts[i].balance;
	}
	return sum;
}

void apply_balance(struct replay *r, uint32_t event)
{
	const struct event *e = replay_event(r, event);
	int64_t asserted;
	int64_t found;
	int unit;

	if (!replay_points(r, event, event_quantity(r->journal, e, 0), &unit,
			   &asserted))
		return;
	struct slice name = event_member(r->journal, e);
	if (e->flags & EVENT_TOTAL) {
		name = SLICE("all members");
		found = balance_of_all(r, unit);
	} else {
		uint32_t account =
			lots_account(r, replay_member(r, e->member), unit);
		lots_settle(r, account, r->day);
		found = r->book->accounts[account].balance;
	}
	if (found == asserted)
		return;
	char day[DAY_TEXT_MAX];
	day_print(e->day, day);
	replay_finding(r, DIAGNOSTIC_assertion_failed, event,
		       "'%.*s' %s %s at the close of %s, not %s",
		       SLICE_ARGS(name),
		       (e->flags & EVENT_TOTAL) ? "have" : "has",
		       replay_points_text(r, unit, found), day,
		       replay_points_text(r, unit, asserted));
}
