/*
 * Points that go back to the lots they came from: given back after a debit
 * was taken back, released when a request ends, taken for good when it is
 * fulfilled; and the merge of two accounts.
 */
#include <assert.h>

#include "engine/lots.h"
#include "engine/lots_list.h"
#include "engine/replay_state.h"

static struct account *account_of(const struct replay *r, uint32_t account)
{
	return &r->book->accounts[account];
}

/* Points return to a lot; past its last day they expire today. */
static void refill(struct replay *r, uint32_t number, int64_t points)
{
	struct lot *lot = &r->book->lots[number];
	uint32_t holder = lots_account_now(r, lot->account);
	struct account *account = account_of(r, holder);
	bool was_open = lot->remaining > 0;

	lot->remaining += points;
	if (was_open)
		return;
	if (day_compare(lots_list_last_day(account, lot), r->day) < 0)
		lots_list_expire(r, holder, number, day_add(r->day, -1));
	else
		lots_list_insert(r, account, number);
}

/* True for a part of the account's deficit that no lot has paid yet. */
static bool is_owed(const struct replay *r, const struct consumption *taken,
		    uint32_t account)
{
	return taken->lot == NONE &&
	       lots_account_now(r, taken->account) == account;
}

/* Keeps that points came back to a lot, or are owed no longer. */
static void move_back(struct replay *r, const struct give_back *back,
		      uint32_t lot, int64_t points)
{
	lots_list_move(r, &(struct lot_move){
				  .day = r->day,
				  .event = back->event,
				  .lot = lot,
				  .kind = back->posting,
				  .reverses = back->reverses,
				  .unit = account_of(r, back->account)->unit,
				  .points = points });
}

/* Cancels up to `points` of what the event owes. */
static int64_t cancel_debts(struct replay *r, const struct give_back *back,
			    int64_t points)
{
	for (uint32_t i = r->book->effects[back->taken_by].consumption;
	     i != NONE && points > 0; i = r->book->consumptions[i].next) {
		struct consumption *debt = &r->book->consumptions[i];
		if (!is_owed(r, debt, back->account))
			continue;
		int64_t part = debt->points < points ? debt->points : points;
		debt->points -= part;
		move_back(r, back, NONE, part);
		account_of(r, back->account)->deficit -= part;
		points -= part;
	}
	return points;
}

static bool belongs(const struct replay *r, const struct consumption *taken,
		    uint32_t account)
{
	return taken->lot != NONE &&
	       lots_account_now(r, r->book->lots[taken->lot].account) ==
		       account;
}

int64_t lots_give_back(struct replay *r, const struct give_back *back)
{
	lots_settle(r, back->account, r->day);
	int64_t rest = cancel_debts(r, back, back->points);
	int64_t from_debts = back->points - rest;

	/* the posting first: what expires at once must come after it */
	int64_t returned = from_debts;
	for (uint32_t i = r->book->effects[back->taken_by].consumption;
	     i != NONE && returned < back->points;
	     i = r->book->consumptions[i].next) {
		if (belongs(r, &r->book->consumptions[i], back->account))
			returned += r->book->consumptions[i].points;
	}
	if (returned > back->points)
		returned = back->points;
	replay_post(r, &(struct posting){ .day = r->day,
					  .event = back->event,
					  .account = back->account,
					  .lot = NONE,
					  .kind = back->posting,
					  .reverses = back->reverses,
					  .points = returned });
	int64_t left = returned - from_debts;
	for (uint32_t i = r->book->effects[back->taken_by].consumption;
	     i != NONE && left > 0; i = r->book->consumptions[i].next) {
		struct consumption *taken = &r->book->consumptions[i];
		if (!belongs(r, taken, back->account))
			continue;
		int64_t part = taken->points < left ? taken->points : left;
		if (part == 0)
			continue;
		taken->points -= part;
		left -= part;
		move_back(r, back, taken->lot, part);
		refill(r, taken->lot, part);
	}
	assert(left == 0);
	lots_pay(r, back->account);
	return returned;
}

/* Ends the hold of a request: used for good by the taker, or free again
 * (NONE). */
static int64_t end_hold(struct replay *r, uint32_t account, uint32_t request,
			uint32_t taker)
{
	int64_t ended = 0;

	for (uint32_t i = r->book->effects[request].consumption; i != NONE;
	     i = r->book->consumptions[i].next) {
		struct consumption *taken = &r->book->consumptions[i];
		if (!belongs(r, taken, account) || taken->points == 0)
			continue;
		int64_t part = taken->points;
		lots_list_put_aside(r->book, &r->book->lots[taken->lot],
				    LOT_HELD, -part);
		ended += part;
		if (taker == NONE) {
			taken->points = 0;
			refill(r, taken->lot, part);
			continue;
		}
		lots_list_move(r, &(struct lot_move){
					  .day = r->day,
					  .event = taker,
					  .lot = taken->lot,
					  .kind = POSTING_REDEEM,
					  .unit = account_of(r, account)->unit,
					  .points = -part });
	}
	return ended;
}

/* Points of the account's lots the event still has. */
static int64_t held_by(const struct replay *r, uint32_t account,
		       uint32_t request)
{
	int64_t held = 0;

	for (uint32_t i = r->book->effects[request].consumption; i != NONE;
	     i = r->book->consumptions[i].next) {
		if (belongs(r, &r->book->consumptions[i], account))
			held += r->book->consumptions[i].points;
	}
	return held;
}

int64_t lots_release(struct replay *r, uint32_t account, uint32_t request,
		     uint32_t event)
{
	lots_settle(r, account, r->day);
	replay_post(r,
		    &(struct posting){ .day = r->day,
				       .event = event,
				       .account = account,
				       .lot = NONE,
				       .kind = POSTING_RELEASE,
				       .held = -held_by(r, account, request) });
	int64_t released = end_hold(r, account, request, NONE);
	lots_pay(r, account);
	return released;
}

int64_t lots_take_held(struct replay *r, uint32_t account, uint32_t request,
		       uint32_t event)
{
	lots_settle(r, account, r->day);
	int64_t taken = end_hold(r, account, request, event);
	replay_post(r, &(struct posting){ .day = r->day,
					  .event = event,
					  .account = account,
					  .lot = NONE,
					  .kind = POSTING_REDEEM,
					  .points = -taken,
					  .held = -taken });
	return taken;
}

static int64_t owed_by(const struct replay *r, uint32_t account, uint32_t event)
{
	int64_t owed = 0;

	for (uint32_t i = r->book->effects[event].consumption; i != NONE;
	     i = r->book->consumptions[i].next) {
		if (is_owed(r, &r->book->consumptions[i], account))
			owed += r->book->consumptions[i].points;
	}
	return owed;
}

int64_t lots_taken_by(const struct replay *r, uint32_t account, uint32_t event)
{
	return held_by(r, account, event) + owed_by(r, account, event);
}

int64_t lots_clawed_by(const struct replay *r, uint32_t event, int unit)
{
	int64_t sum = 0;

	for (uint32_t i = r->book->effects[event].consumption; i != NONE;
	     i = r->book->consumptions[i].next) {
		const struct consumption *taken = &r->book->consumptions[i];
		uint32_t lot = taken->lot;
		if (lot == NONE ||
		    r->book->accounts[r->book->lots[lot].account].unit == unit)
			sum += taken->points;
	}
	return sum;
}

/* ---- merging ---- */

/* The lots of both sorted lists as one. */
static void merge_list(struct replay *r, struct account *from,
		       struct account *into, int which)
{
	uint32_t a = from->lots[which].first;
	uint32_t b = into->lots[which].first;
	uint32_t last = NONE;

	lots_list_drop_fences(r, from, which);
	lots_list_drop_fences(r, into, which);
	from->lots[which].first = from->lots[which].last = NONE;
	into->lots[which].first = into->lots[which].last = NONE;
	while (a != NONE || b != NONE) {
		bool take_a =
			b == NONE || (a != NONE && lots_list_before(r, a, b));
		uint32_t taken = take_a ? a : b;
		struct lot *lot = &r->book->lots[taken];
		if (take_a)
			a = lot->next;
		else
			b = lot->next;
		lot->previous = last;
		lot->next = NONE;
		if (last == NONE)
			into->lots[which].first = taken;
		else
			r->book->lots[last].next = taken;
		last = taken;
	}
	into->lots[which].last = last;
	lots_list_note_ends(r, &into->lots[which]);
	lots_list_note_ends(r, &from->lots[which]);
}

/* Debts of the one are paid from the other's lots and the other way round. */
static void merge_debts(struct replay *r, struct account *from,
			struct account *into)
{
	if (from->debts == NONE)
		return;
	if (into->debts == NONE)
		into->debts = from->debts;
	else
		r->debts[into->last_debt].next = from->debts;
	into->last_debt = from->last_debt;
	into->deficit += from->deficit;
	from->deficit = 0;
	from->debts = NONE;
}

void lots_merge(struct replay *r, uint32_t from_number, uint32_t into_number,
		uint32_t event)
{
	lots_settle(r, from_number, r->day);
	lots_settle(r, into_number, r->day);
	struct account *from = account_of(r, from_number);
	struct account *into = account_of(r, into_number);
	int64_t balance = from->balance;
	int64_t reserved = from->reserved;

	if (day_compare(from->inactive_until, into->inactive_until) > 0)
		into->inactive_until = from->inactive_until;
	if (day_compare(from->pending_until, into->pending_until) > 0)
		into->pending_until = from->pending_until;
	into->slides |= from->slides;
	merge_list(r, from, into, 0);
	merge_list(r, from, into, 1);
	merge_debts(r, from, into);
	from->merged_into = into_number;
	struct posting out = { .day = r->day,
			       .event = event,
			       .account = from_number,
			       .lot = NONE,
			       .kind = POSTING_TRANSFER_OUT,
			       .points = -balance,
			       .held = -reserved };
	replay_post(r, &out);
	out.account = into_number;
	out.kind = POSTING_TRANSFER_IN;
	out.points = balance;
	out.held = reserved;
	replay_post(r, &out);
	lots_pay(r, into_number);
}
