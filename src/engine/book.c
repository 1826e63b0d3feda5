/*
 * Looking at a book: who a member is now, what an account holds on the
 * book's day, what stands in a profile. Nothing here changes the book.
 */
#include "engine/book.h"

#include "base/arena.h"
#include "journal/journal.h"

uint32_t book_member_now(const struct book *book, uint32_t member)
{
	while (book->members[member].merged_into != NONE)
		member = book->members[member].merged_into;
	return member;
}

/* The alias that comes after one in a walk down and along; NONE: no more. */
static uint32_t next_alias(const struct book *book, uint32_t member,
			   uint32_t alias)
{
	if (book->members[alias].alias != NONE)
		return book->members[alias].alias;
	while (alias != member && book->members[alias].next_alias == NONE)
		alias = book->members[alias].merged_into;
	return alias == member ? NONE : book->members[alias].next_alias;
}

uint32_t book_member_alias(const struct book *book, uint32_t member, size_t nth)
{
	uint32_t alias = book->members[member].alias;

	while (nth-- > 0 && alias != NONE)
		alias = next_alias(book, member, alias);
	return alias;
}

const struct account *book_account(const struct book *book, uint32_t member,
				   int unit)
{
	member = book_member_now(book, member);
	for (uint32_t i = book->members[member].accounts; i != NONE;
	     i = book->accounts[i].next) {
		if (book->accounts[i].unit == unit)
			return &book->accounts[i];
	}
	return NULL;
}

const struct account *lot_account(const struct book *book,
				  const struct lot *lot)
{
	const struct account *account = &book->accounts[lot->account];

	while (account->merged_into != NONE)
		account = &book->accounts[account->merged_into];
	return account;
}

struct day lot_expires(const struct book *book, const struct lot *lot)
{
	const struct account *account = lot_account(book, lot);

	if ((lot->flags & LOT_SLIDING) &&
	    day_compare(account->inactive_until, lot->expires) > 0)
		return account->inactive_until;
	return lot->expires;
}

bool lot_is_pending(const struct book *book, const struct lot *lot)
{
	return day_compare(lot->usable_from, book->as_of) > 0;
}

/* Points of one kind that the lot has aside. */
static int64_t aside(const struct book *book, const struct lot *lot,
		     unsigned kind)
{
	switch (lot->flags & (LOT_HELD | LOT_EXPIRED)) {
	case LOT_HELD | LOT_EXPIRED:
		return kind == LOT_HELD ? book->splits[lot->aside].held
					: book->splits[lot->aside].expired;
	default:
		return lot->flags & kind ? lot->aside : 0;
	}
}

int64_t lot_held(const struct book *book, const struct lot *lot)
{
	return aside(book, lot, LOT_HELD);
}

int64_t lot_expired(const struct book *book, const struct lot *lot)
{
	return aside(book, lot, LOT_EXPIRED);
}

int64_t lot_used(const struct book *book, const struct lot *lot)
{
	return lot->points - lot_left(book, lot) - lot_expired(book, lot);
}

int64_t lot_left(const struct book *book, const struct lot *lot)
{
	return lot->remaining + lot_held(book, lot);
}

int64_t account_pending(const struct book *book, const struct account *account)
{
	int64_t pending = 0;

	if (day_compare(account->pending_until, book->as_of) <= 0)
		return 0;
	for (int which = 0; which < 2; which++) {
		for (uint32_t i = account->lots[which].first; i != NONE;
		     i = book->lots[i].next) {
			if (lot_is_pending(book, &book->lots[i]))
				pending += book->lots[i].remaining;
		}
	}
	return pending;
}

int64_t account_available(const struct book *book,
			  const struct account *account)
{
	return account->balance + account->deficit - account->reserved -
	       account_pending(book, account);
}

struct day account_next_expiry(const struct book *book,
			       const struct account *account, int64_t *points)
{
	struct day next = DAY_NEVER;

	*points = 0;
	for (int which = 0; which < 2; which++) {
		uint32_t head = account->lots[which].first;
		if (head == NONE)
			continue;
		struct day last = lot_expires(book, &book->lots[head]);
		if (day_compare(last, next) < 0)
			next = last;
	}
	for (int which = 0; day_is_real(next) && which < 2; which++) {
		for (uint32_t i = account->lots[which].first; i != NONE;
		     i = book->lots[i].next) {
			if (lot_expires(book, &book->lots[i]).number !=
			    next.number)
				break;
			*points += book->lots[i].remaining;
		}
	}
	return next;
}

/* The first lot of a member's first account, NULL when there is none. */
static const struct lot *first_lot(const struct book *book, uint32_t member)
{
	uint32_t account = book->members[member].accounts;
	uint32_t lot = NONE;

	if (account != NONE)
		lot = book->accounts[account].lots[0].first;
	return lot == NONE ? NULL : &book->lots[lot];
}

/* Asks for a lot's memory, which mostly reaches over two lines of the cache.
 * Inlined, since a call of what only asks may be left out. */
static inline __attribute__((always_inline)) void
ask_for_lot(const struct lot *lot)
{
	__builtin_prefetch(lot);
	__builtin_prefetch((const char *)(lot + 1) - 1);
}

void book_ask_ahead(const struct book *book, const uint32_t *members,
		    size_t count)
{
	enum {
		MEMBER = 24,
		ACCOUNT = 18,
		LOT = 12,
		NEXT_LOT = 6
	};
	const struct account *account;
	const struct lot *lot;
	uint32_t number;

	if (count <= MEMBER)
		return;
	__builtin_prefetch(&book->members[members[MEMBER]]);
	number = book->members[members[ACCOUNT]].accounts;
	if (number != NONE) {
		account = &book->accounts[number];
		__builtin_prefetch(account);
		__builtin_prefetch((const char *)account + 64);
		__builtin_prefetch((const char *)account + 128);
	}
	lot = first_lot(book, members[LOT]);
	if (lot != NULL)
		ask_for_lot(lot);
	lot = first_lot(book, members[NEXT_LOT]);
	if (lot != NULL && lot->next != NONE)
		ask_for_lot(&book->lots[lot->next]);
}

struct slice book_member_profile(const struct book *book, uint32_t member,
				 uint32_t key)
{
	for (uint32_t i = book->members[member].profile; i != NONE;
	     i = book->effects[i].extra) {
		const struct event *e = &book->journal->events[i];
		const struct attribute *found =
			event_attribute(book->journal, e, key);
		if (found != NULL)
			return attribute_text(book->arena, book->journal, e,
					      found);
	}
	return (struct slice){ NULL, 0 };
}

struct slice book_member_name(const struct book *book, uint32_t member)
{
	return book_member_profile(book, member, KEY_WHY);
}

const char *member_status_name(enum member_status status)
{
	static const char *const names[] = {
		[MEMBER_UNKNOWN] = "unknown", [MEMBER_ACTIVE] = "active",
		[MEMBER_BLOCKED] = "blocked", [MEMBER_CLOSED] = "closed",
		[MEMBER_ERASED] = "erased",   [MEMBER_MERGED] = "merged",
	};

	return names[status];
}

bool member_status_find(struct slice word, enum member_status *status)
{
	for (int i = MEMBER_ACTIVE; i <= MEMBER_ERASED; i++) {
		if (!slice_is(word, member_status_name((enum member_status)i)))
			continue;
		*status = (enum member_status)i;
		return true;
	}
	return false;
}

static int minute_of(int minute)
{
	return minute == MINUTE_NONE ? 0 : minute;
}

/* Compares times of two days. */
static int compare_times(struct day a, int of_a, struct day b, int of_b)
{
	int order = day_compare(a, b);

	return order != 0 ? order : minute_of(of_a) - minute_of(of_b);
}

enum member_status book_status_at(const struct book *book, uint32_t member,
				  struct day day, int minute)
{
	const struct journal *journal = book->journal;
	const struct event *latest = NULL;
	enum member_status found = MEMBER_ACTIVE;

	for (uint32_t i = book->members[member].last_status; i != NONE;
	     i = book->effects[i].extra) {
		const struct event *e = &journal->events[i];
		enum member_status status;

		if (book->effects[i].flags & EFFECT_VOIDED ||
		    compare_times(e->day, e->minute, day, minute) > 0 ||
		    !member_status_find(event_operand(journal, e), &status))
			continue;
		if (latest && compare_times(e->day, e->minute, latest->day,
					    latest->minute) != 0)
			break;
		if (!latest || status > found)
			found = status;
		latest = e;
	}
	return found;
}

const char *redemption_state_name(enum redemption_state state)
{
	static const char *const names[] = {
		[REDEMPTION_REQUESTED] = "requested",
		[REDEMPTION_APPROVED] = "approved",
		[REDEMPTION_FULFILLED] = "fulfilled",
		[REDEMPTION_REJECTED] = "rejected",
		[REDEMPTION_CANCELLED] = "cancelled",
		[REDEMPTION_EXPIRED] = "expired",
	};

	return names[state];
}

const char *posting_kind_name(enum posting_kind kind)
{
	static const char *const names[] = {
		[POSTING_OPENING] = "opening",
		[POSTING_SALE] = "purchase",
		[POSTING_BONUS] = "bonus",
		[POSTING_CLAWBACK] = "claw-back",
		[POSTING_REDEEM] = "redeem",
		[POSTING_GIVEN_BACK] = "given-back",
		[POSTING_EXPIRY] = "expiry",
		[POSTING_FORFEIT] = "forfeit",
		[POSTING_ADJUST] = "adjust",
		[POSTING_TRANSFER_IN] = "transfer-in",
		[POSTING_TRANSFER_OUT] = "transfer-out",
		[POSTING_RESERVE] = "reserve",
		[POSTING_RELEASE] = "release",
		[POSTING_VOID] = "void",
	};

	return names[kind];
}

const char *lot_origin_name(enum lot_origin origin)
{
	static const char *const names[] = {
		[ORIGIN_SALE] = "sale",
		[ORIGIN_BONUS] = "bonus",
		[ORIGIN_OPENING] = "opening",
		[ORIGIN_GOODWILL] = "goodwill",
		[ORIGIN_PARTNER] = "partner",
		[ORIGIN_TRANSFER] = "transfer",
		[ORIGIN_CORRECTION] = "correction",
	};

	return names[origin];
}
