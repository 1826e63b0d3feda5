/*
 * Credits and debits of an account. A credit opens a lot and pays the
 * account's debts from it; a debit walks the open lots in the order of
 * engine.md 2 and keeps what it took from each, so that it can go back
 * there. What no lot covers becomes a debt that the next credits pay.
 */
#include "engine/lots.h"

#include <assert.h>

#include "engine/foreseen.h"
#include "engine/lots_list.h"
#include "engine/replay_state.h"

static struct account *account_of(const struct replay *r, uint32_t account)
{
	return &r->book->accounts[account];
}

/* As replay_member. */
uint32_t lots_account_now(const struct replay *r, uint32_t account)
{
	struct account *accounts = r->book->accounts;

	while (accounts[account].merged_into != NONE) {
		uint32_t next = accounts[account].merged_into;
		if (accounts[next].merged_into != NONE)
			accounts[account].merged_into =
				accounts[next].merged_into;
		account = accounts[account].merged_into;
	}
	return account;
}

struct account lots_new_account(uint32_t member, int unit)
{
	return (struct account){
		.member = member,
		.next = NONE,
		.lots = { { NONE, NONE, DAY_NEVER, DAY_NONE, DAY_NONE },
			  { NONE, NONE, DAY_NEVER, DAY_NONE, DAY_NONE } },
		.merged_into = NONE,
		.debts = NONE,
		.last_debt = NONE,
		.inactive_until = DAY_NONE,
		.pending_until = DAY_NONE,
		.expired_on = DAY_NONE,
		.unit = (uint8_t)unit,
	};
}

/* The number of a new account, which stands in no list yet. */
static uint32_t next_account(struct replay *r, uint32_t member, int unit)
{
	struct book *book = r->book;

	if (r->foreseen != NULL)
		return foreseen_account(r->foreseen, book->accounts, member,
					unit);
	book->accounts =
		arena_grow(r->arena, book->accounts, book->account_count + 1,
			   sizeof(*book->accounts), &book->account_capacity);
	book->accounts[book->account_count] = lots_new_account(member, unit);
	return (uint32_t)book->account_count++;
}

uint32_t lots_account(struct replay *r, uint32_t member, int unit)
{
	struct book *book = r->book;
	uint32_t last = NONE;

	for (uint32_t i = book->members[member].accounts; i != NONE;
	     i = book->accounts[i].next) {
		if (book->accounts[i].unit == unit)
			return i;
		last = i;
	}
	uint32_t added = next_account(r, member, unit);
	if (r->foreseen != NULL && book->accounts[added].member != member)
		return added;
	if (last == NONE)
		book->members[member].accounts = added;
	else
		book->accounts[last].next = added;
	return added;
}

/* ---- expiry ---- */

/* The list whose head expires first, -1 when neither does before the day. */
static int expiring_list(const struct account *account, struct day day)
{
	if (!account->slides)
		return day_compare(account->lots[0].first_expires, day) < 0
			       ? 0
			       : -1;
	struct day own = account->lots[0].first_expires;
	struct day sliding = account->lots[1].first_expires;

	if (day_compare(sliding, account->inactive_until) < 0)
		sliding = account->inactive_until;
	bool own_first = day_compare(own, sliding) <= 0 ||
			 account->lots[1].first == NONE;
	struct day first = own_first ? own : sliding;
	uint32_t head = account->lots[own_first ? 0 : 1].first;
	if (head == NONE || day_compare(first, day) >= 0)
		return -1;
	return own_first ? 0 : 1;
}

void lots_settle(struct replay *r, uint32_t account_number, struct day day)
{
	struct account *account = account_of(r, account_number);
	int which;

	while ((which = expiring_list(account, day)) >= 0) {
		uint32_t head = account->lots[which].first;
		struct day last =
			lots_list_last_day(account, &r->book->lots[head]);
		lots_list_remove(r, account, head);
		lots_list_expire(r, account_number, head, last);
	}
}

void lots_extend(struct replay *r, uint32_t account_number, struct day until)
{
	struct account *account = account_of(r, account_number);

	lots_settle(r, account_number, r->day);
	if (day_compare(until, account->inactive_until) > 0)
		account->inactive_until = until;
}

/* ---- consumptions ---- */

static void add_debt(struct replay *r, const struct debit *debit,
		     int64_t points)
{
	struct account *account = account_of(r, debit->account);

	r->debts = arena_grow(r->arena, r->debts, r->debt_count + 1,
			      sizeof(*r->debts), &r->debt_capacity);
	uint32_t added = (uint32_t)r->debt_count++;
	uint32_t owed = lots_list_consume(r, debit->event, NONE, points);
	r->book->consumptions[owed].account = debit->account;
	r->debts[added] = (struct debt){ .consumption = owed,
					 .next = NONE,
					 .posting = debit->posting,
					 .reverses = debit->reverses };
	lots_list_move(r, &(struct lot_move){ .day = r->day,
					      .event = debit->event,
					      .lot = NONE,
					      .kind = debit->posting,
					      .reverses = debit->reverses,
					      .unit = account->unit,
					      .points = -points });
	if (account->debts == NONE)
		account->debts = added;
	else
		r->debts[account->last_debt].next = added;
	account->last_debt = added;
	account->deficit += points;
}

/* What was owed is taken from the lot now. */
static void move_debt(struct replay *r, const struct debt *debt, uint32_t lot,
		      int64_t points)
{
	const struct account *account =
		account_of(r, r->book->lots[lot].account);
	struct lot_move move = {
		.day = r->day,
		.event = r->book->consumptions[debt->consumption].event,
		.lot = NONE,
		.kind = debt->posting,
		.reverses = debt->reverses,
		.unit = account->unit,
		.points = points,
	};

	lots_list_move(r, &move);
	move.lot = lot;
	move.points = -points;
	lots_list_move(r, &move);
}

/* Pays the account's debts, oldest first, from one lot. */
static void pay_debts(struct replay *r, uint32_t account_number,
		      uint32_t number)
{
	struct account *account = account_of(r, account_number);

	while (account->debts != NONE && r->book->lots[number].remaining > 0) {
		uint32_t unpaid = r->debts[account->debts].consumption;
		int64_t owed = r->book->consumptions[unpaid].points;
		int64_t left = r->book->lots[number].remaining;
		int64_t paid = owed < left ? owed : left;

		if (paid > 0) {
			r->book->lots[number].remaining -= paid;
			account->deficit -= paid;
			r->book->consumptions[unpaid].points -= paid;
			move_debt(r, &r->debts[account->debts], number, paid);
			lots_list_consume(r,
					  r->book->consumptions[unpaid].event,
					  number, paid);
		}
		if (paid == owed)
			account->debts = r->debts[account->debts].next;
	}
}

void lots_pay(struct replay *r, uint32_t account_number)
{
	struct account *account = account_of(r, account_number);

	for (int which = 0; which < 2; which++) {
		uint32_t head;
		while (account->debts != NONE &&
		       (head = account->lots[which].first) != NONE) {
			pay_debts(r, account_number, head);
			if (r->book->lots[head].remaining > 0)
				break;
			lots_list_remove(r, account, head);
		}
	}
}

/* The number of a new lot, NONE when a part of a replay has none. */
static uint32_t next_lot(struct replay *r)
{
	struct book *book = r->book;

	if (r->foreseen != NULL)
		return foreseen_lot(r->foreseen);
	book->lots = arena_grow(r->arena, book->lots, book->lot_count + 1,
				sizeof(*book->lots), &book->lot_capacity);
	return (uint32_t)book->lot_count++;
}

uint32_t lots_credit(struct replay *r, const struct credit *credit)
{
	struct book *book = r->book;

	assert(credit->points > 0);
	lots_settle(r, credit->account, r->day);
	uint32_t added = next_lot(r);
	if (added == NONE)
		return NONE;
	book->lots[added] = (struct lot){
		.account = credit->account,
		.event = credit->event,
		.next = NONE,
		.previous = NONE,
		.earned = credit->earned,
		.usable_from = credit->usable_from,
		.expires = credit->expires,
		.origin = credit->origin,
		.flags = credit->sliding ? LOT_SLIDING : 0,
		.points = credit->points,
		.remaining = credit->points,
	};
	if (book->effects[credit->event].lot == NONE)
		book->effects[credit->event].lot = added;
	struct account *account = account_of(r, credit->account);
	if (day_compare(credit->usable_from, account->pending_until) > 0)
		account->pending_until = credit->usable_from;
	replay_post(r, &(struct posting){ .day = r->day,
					  .event = credit->event,
					  .account = credit->account,
					  .lot = NONE,
					  .kind = credit->posting,
					  .reverses = credit->reverses,
					  .points = credit->points });
	lots_list_move(r, &(struct lot_move){ .day = r->day,
					      .event = credit->event,
					      .lot = added,
					      .kind = credit->posting,
					      .reverses = credit->reverses,
					      .unit = account->unit,
					      .points = credit->points });
	pay_debts(r, credit->account, added);
	struct day last = lots_list_last_day(account, &book->lots[added]);
	if (book->lots[added].remaining == 0)
		return added;
	if (day_compare(last, r->day) < 0)
		lots_list_expire(r, credit->account, added,
				 day_add(r->day, -1));
	else
		lots_list_insert(r, account, added);
	return added;
}

/* ---- looking for points ---- */

static int64_t sum_lots(const struct replay *r, uint32_t account_number,
			uint32_t except, bool pending)
{
	const struct account *account = account_of(r, account_number);
	int64_t sum = 0;

	for (int which = 0; which < 2; which++) {
		for (uint32_t i = account->lots[which].first; i != NONE;
		     i = r->book->lots[i].next) {
			const struct lot *lot = &r->book->lots[i];
			if (lots_list_pending(r, lot) == pending &&
			    (except == NONE || lot->event != except))
				sum += lot->remaining;
		}
	}
	return sum;
}

int64_t lots_available(struct replay *r, uint32_t account_number,
		       uint32_t except)
{
	lots_settle(r, account_number, r->day);
	const struct account *account = account_of(r, account_number);

	if (except == NONE && day_compare(account->pending_until, r->day) <= 0)
		return account->balance + account->deficit - account->reserved;
	return sum_lots(r, account_number, except, false);
}

int64_t lots_pending(struct replay *r, uint32_t account_number)
{
	lots_settle(r, account_number, r->day);
	if (day_compare(account_of(r, account_number)->pending_until, r->day) <=
	    0)
		return 0;
	return sum_lots(r, account_number, NONE, true);
}

/* ---- debits ---- */

uint32_t lots_end(const struct replay *r, uint32_t event)
{
	const struct book *book = r->book;
	uint32_t end = book->effects[event].lot;

	/* the lot behind them may be another thread's */
	if (r->foreseen != NULL)
		return end + foreseen_lots(r->journal, replay_event(r, event));
	while (end < book->lot_count && book->lots[end].event == event)
		end++;
	return end;
}

/* Takes up to `points` from one open lot. */
static int64_t take_from(struct replay *r, const struct debit *debit,
			 uint32_t number, int64_t points)
{
	struct lot *lot = &r->book->lots[number];
	int64_t taken = lot->remaining < points ? lot->remaining : points;

	if (taken <= 0)
		return 0;
	lot->remaining -= taken;
	if (debit->hold)
		lots_list_put_aside(r->book, lot, LOT_HELD, taken);
	else
		lots_list_move(
			r, &(struct lot_move){
				   .day = r->day,
				   .event = debit->event,
				   .lot = number,
				   .kind = debit->posting,
				   .reverses = debit->reverses,
				   .unit = account_of(r, debit->account)->unit,
				   .points = -taken });
	if (lot->remaining == 0)
		lots_list_remove(r, account_of(r, debit->account), number);
	lots_list_consume(r, debit->event, number, taken);
	return taken;
}

/* From the lots the event `own` opened and that are still this account's. */
static int64_t take_own(struct replay *r, const struct debit *debit,
			int64_t points)
{
	uint32_t number = r->book->effects[debit->own].lot;
	uint32_t end = number == NONE ? NONE : lots_end(r, debit->own);

	for (; number != end && points > 0; number++) {
		const struct lot *lot = &r->book->lots[number];
		if (lots_account_now(r, lot->account) != debit->account)
			continue;
		if (debit->mode == DEBIT_PENDING && !lots_list_pending(r, lot))
			continue;
		points -= take_from(r, debit, number, points);
	}
	return points;
}

static int64_t take_pending(struct replay *r, const struct debit *debit,
			    int64_t points)
{
	const struct account *account = account_of(r, debit->account);

	if (day_compare(account->pending_until, r->day) <= 0)
		return points;
	for (int which = 0; which < 2; which++) {
		uint32_t next;
		for (uint32_t i = account->lots[which].first;
		     i != NONE && points > 0; i = next) {
			next = r->book->lots[i].next;
			if (lots_list_pending(r, &r->book->lots[i]))
				points -= take_from(r, debit, i, points);
		}
	}
	return points;
}

/* The next usable lot of a list, skipping pending and excluded ones. */
static uint32_t usable_from(const struct replay *r, const struct debit *debit,
			    uint32_t number)
{
	for (; number != NONE; number = r->book->lots[number].next) {
		const struct lot *lot = &r->book->lots[number];
		if (lots_list_pending(r, lot))
			continue;
		if ((debit->mode == DEBIT_USABLE ||
		     debit->mode == DEBIT_OVERDRAFT) &&
		    debit->own != NONE && lot->event == debit->own)
			continue;
		break;
	}
	return number;
}

static int64_t take_in_order(struct replay *r, const struct debit *debit,
			     int64_t points)
{
	const struct account *account = account_of(r, debit->account);
	uint32_t head[2] = { usable_from(r, debit, account->lots[0].first),
			     usable_from(r, debit, account->lots[1].first) };

	while (points > 0 && (head[0] != NONE || head[1] != NONE)) {
		int which = head[0] == NONE ? 1 : 0;
		if (head[0] != NONE && head[1] != NONE) {
			struct day a = lots_list_last_day(
				account, &r->book->lots[head[0]]);
			struct day b = lots_list_last_day(
				account, &r->book->lots[head[1]]);
			which = day_compare(b, a) < 0 ? 1 : 0;
		}
		uint32_t next = r->book->lots[head[which]].next;
		points -= take_from(r, debit, head[which], points);
		head[which] = usable_from(r, debit, next);
	}
	return points;
}

/* What may not be redeemed, before anything is owed: nobody owes points
 * beside lots. */
static int64_t take_last(struct replay *r, const struct debit *debit,
			 int64_t points)
{
	points = take_pending(r, debit, points);
	return debit->own == NONE ? points : take_own(r, debit, points);
}

int64_t lots_debit(struct replay *r, const struct debit *debit)
{
	int64_t rest = debit->points;

	assert(rest >= 0);
	lots_settle(r, debit->account, r->day);
	if (debit->mode != DEBIT_USABLE && debit->mode != DEBIT_OVERDRAFT) {
		if (debit->own != NONE)
			rest = take_own(r, debit, rest);
		rest = take_pending(r, debit, rest);
	}
	if (debit->mode != DEBIT_PENDING)
		rest = take_in_order(r, debit, rest);
	if (debit->mode == DEBIT_OVERDRAFT && rest > 0)
		rest = take_last(r, debit, rest);
	int64_t booked = debit->points - rest;
	if (rest > 0 &&
	    (debit->mode == DEBIT_BACK || debit->mode == DEBIT_OVERDRAFT)) {
		add_debt(r, debit, rest);
		booked = debit->points;
	}
	replay_post(r, &(struct posting){
			       .day = r->day,
			       .event = debit->event,
			       .account = debit->account,
			       .lot = NONE,
			       .kind = debit->posting,
			       .reverses = debit->reverses,
			       .points = debit->hold ? 0 : -booked,
			       .held = debit->hold ? booked : 0,
		       });
	return rest;
}
