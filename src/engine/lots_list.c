/*
 * Open lots (with points that are neither used, held nor expired) hang in
 * two lists of their account, each sorted by last usable day, earned day and
 * number: [0] with a day of their own, [1] sliding ones whose life moves with
 * the member's activity (effective last day: the later of the lot's and the
 * account's). Expiry takes from the heads; what was taken from which lot is
 * kept in consumptions.
 */
#include "engine/lots_list.h"

#include <string.h>

#include "engine/replay_state.h"

static struct account *account_of(const struct replay *r, uint32_t account)
{
	return &r->book->accounts[account];
}

/* ---- the lists ---- */

struct day lots_list_last_day(const struct account *account,
			      const struct lot *lot)
{
	if ((lot->flags & LOT_SLIDING) &&
	    day_compare(account->inactive_until, lot->expires) > 0)
		return account->inactive_until;
	return lot->expires;
}

bool lots_list_before(const struct replay *r, uint32_t a, uint32_t b)
{
	const struct lot *x = &r->book->lots[a];
	const struct lot *y = &r->book->lots[b];

	if (x->expires.number != y->expires.number)
		return x->expires.number < y->expires.number;
	if (x->earned.number != y->earned.number)
		return x->earned.number < y->earned.number;
	return a < b;
}

/* The cached days of the list's ends, from the lots that stand there. */
static void note_first(const struct replay *r, struct lot_list *list)
{
	list->first_expires = list->first == NONE
				      ? DAY_NEVER
				      : r->book->lots[list->first].expires;
}

static void note_last(const struct replay *r, struct lot_list *list)
{
	if (list->last == NONE)
		return;
	list->last_expires = r->book->lots[list->last].expires;
	list->last_earned = r->book->lots[list->last].earned;
}

void lots_list_note_ends(const struct replay *r, struct lot_list *list)
{
	note_first(r, list);
	note_last(r, list);
}

/* ---- fences: places to begin a search in a long list ---- */

enum {
	FENCE_STEPS = 64
};

struct lot_fences {
	uint32_t *lots; /* in the order of the list */
	size_t count, capacity;
};

/* The first fence that stands behind the lot, the count when there is none. */
static size_t fence_behind(const struct replay *r,
			   const struct lot_fences *fences, uint32_t number)
{
	size_t low = 0;
	size_t high = fences->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (lots_list_before(r, fences->lots[middle], number))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void add_fence(struct replay *r, struct lot_fences **of, uint32_t number)
{
	if (*of == NULL)
		*of = arena_take(r->arena, sizeof(**of));
	struct lot_fences *fences = *of;
	size_t at = fence_behind(r, fences, number);
	fences->lots = arena_grow(r->arena, fences->lots, fences->count + 1,
				  sizeof(*fences->lots), &fences->capacity);
	memmove(fences->lots + at + 1, fences->lots + at,
		(fences->count - at) * sizeof(*fences->lots));
	fences->lots[at] = number;
	fences->count++;
	r->book->lots[number].flags |= LOT_FENCE;
}

static void drop_fence(struct replay *r, struct lot_fences *fences,
		       uint32_t number)
{
	size_t at = fence_behind(r, fences, number);

	r->book->lots[number].flags &= (uint8_t)~LOT_FENCE;
	fences->count--;
	memmove(fences->lots + at, fences->lots + at + 1,
		(fences->count - at) * sizeof(*fences->lots));
}

void lots_list_drop_fences(struct replay *r, struct account *account, int which)
{
	struct lot_fences *fences = account->fences[which];

	for (size_t i = 0; fences != NULL && i < fences->count; i++)
		r->book->lots[fences->lots[i]].flags &= (uint8_t)~LOT_FENCE;
	account->fences[which] = NULL;
}

/* The lot behind which the new one belongs, NONE: in front. Long ways are
 * fenced, so that no later search goes the same way. */
static uint32_t place_of(struct replay *r, struct account *account, int which,
			 uint32_t number)
{
	const struct lot *lots = r->book->lots;
	const struct lot_fences *fences = account->fences[which];
	uint32_t after = account->lots[which].last;
	uint32_t fence = NONE;

	if (fences != NULL) {
		size_t at = fence_behind(r, fences, number);
		if (at < fences->count)
			after = lots[fences->lots[at]].previous;
	}
	for (size_t steps = 1;
	     after != NONE && lots_list_before(r, number, after); steps++) {
		if (steps == FENCE_STEPS)
			fence = after;
		after = lots[after].previous;
	}
	if (fence != NONE)
		add_fence(r, &account->fences[which], fence);
	return after;
}

/* True when the newest lot belongs behind the last one; looks at no lot. */
static bool belongs_last(const struct lot_list *list, const struct lot *lot)
{
	if (list->last == NONE)
		return true;
	if (lot->expires.number != list->last_expires.number)
		return lot->expires.number > list->last_expires.number;
	return lot->earned.number > list->last_earned.number;
}

static void insert_behind(struct replay *r, struct lot_list *list,
			  uint32_t number, uint32_t after)
{
	struct lot *lots = r->book->lots;

	lots[number].previous = after;
	if (after == NONE) {
		lots[number].next = list->first;
		list->first = number;
		list->first_expires = lots[number].expires;
	} else {
		lots[number].next = lots[after].next;
		lots[after].next = number;
	}
	if (lots[number].next == NONE) {
		list->last = number;
		note_last(r, list);
	} else {
		lots[lots[number].next].previous = number;
	}
}

void lots_list_insert(struct replay *r, struct account *account,
		      uint32_t number)
{
	const struct lot *lot = &r->book->lots[number];
	int which = (lot->flags & LOT_SLIDING) ? 1 : 0;
	struct lot_list *list = &account->lots[which];
	uint32_t after = list->last;

	if (which == 1)
		account->slides = true;
	if (!belongs_last(list, lot))
		after = place_of(r, account, which, number);
	insert_behind(r, list, number, after);
}

void lots_list_remove(struct replay *r, struct account *account,
		      uint32_t number)
{
	struct lot *lots = r->book->lots;
	struct lot_list *list =
		&account->lots[(lots[number].flags & LOT_SLIDING) ? 1 : 0];
	uint32_t next = lots[number].next;
	uint32_t previous = lots[number].previous;

	if (lots[number].flags & LOT_FENCE)
		drop_fence(
			r,
			account->fences[(lots[number].flags & LOT_SLIDING) ? 1
									   : 0],
			number);
	if (previous == NONE) {
		list->first = next;
		note_first(r, list);
	} else {
		lots[previous].next = next;
	}
	if (next == NONE) {
		list->last = previous;
		note_last(r, list);
	} else {
		lots[next].previous = previous;
	}
	lots[number].next = lots[number].previous = NONE;
}

bool lots_list_pending(const struct replay *r, const struct lot *lot)
{
	return day_compare(lot->usable_from, r->day) > 0;
}

void lots_list_move(struct replay *r, const struct lot_move *move)
{
	struct book *book = r->book;

	if (!r->options->moves || move->points == 0)
		return;
	book->moves = arena_grow(r->arena, book->moves, book->move_count + 1,
				 sizeof(*book->moves), &book->move_capacity);
	book->moves[book->move_count++] = *move;
}

uint32_t lots_list_consume(struct replay *r, uint32_t event, uint32_t lot,
			   int64_t points)
{
	struct book *book = r->book;

	book->consumptions = arena_grow(
		book->arena, book->consumptions, book->consumption_count + 1,
		sizeof(*book->consumptions), &book->consumption_capacity);
	uint32_t added = (uint32_t)book->consumption_count++;
	book->consumptions[added] = (struct consumption){
		.event = event,
		.lot = lot,
		.next = book->effects[event].consumption,
		.day = r->day,
		.points = points,
	};
	book->effects[event].consumption = added;
	return added;
}

/* ---- held and expired ---- */

static int64_t *split_amount(struct lot_split *split, unsigned kind)
{
	return kind == LOT_HELD ? &split->held : &split->expired;
}

void lots_list_put_aside(struct book *book, struct lot *lot, unsigned kind,
			 int64_t points)
{
	unsigned both = LOT_HELD | LOT_EXPIRED;
	unsigned has = lot->flags & both;

	if (has == both) {
		*split_amount(&book->splits[lot->aside], kind) += points;
	} else if (has == 0 || has == kind) {
		lot->flags |= (uint8_t)kind;
		lot->aside += points;
		if (lot->aside == 0)
			lot->flags &= (uint8_t)~kind;
	} else {
		struct lot_split split = { 0, 0 };

		*split_amount(&split, has) = lot->aside;
		*split_amount(&split, kind) = points;
		book->splits = arena_grow(
			book->arena, book->splits, book->split_count + 1,
			sizeof(*book->splits), &book->split_capacity);
		lot->aside = (int64_t)book->split_count;
		book->splits[book->split_count++] = split;
		lot->flags |= (uint8_t)kind;
	}
}

void lots_list_expire(struct replay *r, uint32_t account_number,
		      uint32_t number, struct day last_day)
{
	struct account *account = account_of(r, account_number);
	struct lot *lot = &r->book->lots[number];
	int64_t points = lot->remaining;
	struct day on = day_add(last_day, 1);
	bool late = day_compare(lots_list_last_day(account, lot), last_day) < 0;

	lot->remaining = 0;
	lots_list_put_aside(r->book, lot, LOT_EXPIRED, points);
	if (account->expired_on.number != on.number) {
		account->expired_on = on;
		account->expired_then = 0;
	}
	account->expired_then += points;
	lots_list_move(r, &(struct lot_move){ .day = on,
					      .event = lot->event,
					      .lot = number,
					      .kind = POSTING_EXPIRY,
					      .unit = account->unit,
					      .points = -points });
	replay_post(r, &(struct posting){ .day = on,
					  .event = lot->event,
					  .account = account_number,
					  .lot = number,
					  .kind = POSTING_EXPIRY,
					  .late = late,
					  .points = -points });
}
