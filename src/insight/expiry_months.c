/*
 * Movements of expiry and open lots as one list, put in order and added up.
 * See expiry_months.h.
 */
#include "insight/expiry_months.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/arena.h"
#include "engine/book.h"
#include "insight/sample.h"

/* Points of one member that went or will go. */
struct loss {
	struct day month;
	int unit;
	bool is_open;
	uint32_t member;
	int64_t points;
};

struct losses {
	const struct sample *sample;
	struct loss *list;
	size_t count, capacity;
};

static void add(struct losses *losses, struct day day,
		const struct account *account, int64_t points, bool is_open)
{
	const struct book *book = losses->sample->book;
	uint32_t member = book_member_now(book, account->member);

	if (points == 0 || !losses->sample->chosen[member] ||
	    !period_has(losses->sample->period, day))
		return;
	losses->list = arena_grow(losses->sample->arena, losses->list,
				  losses->count + 1, sizeof(*losses->list),
				  &losses->capacity);
	losses->list[losses->count++] =
		(struct loss){ day_month_start(day), account->unit, is_open,
			       member, points };
}

static int compare_losses(const void *left, const void *right)
{
	const struct loss *a = left;
	const struct loss *b = right;

	if (day_compare(a->month, b->month) != 0)
		return day_compare(a->month, b->month);
	if (a->unit != b->unit)
		return a->unit - b->unit;
	if (a->is_open != b->is_open)
		return a->is_open - b->is_open;
	return a->member < b->member ? -1 : a->member > b->member;
}

static void collect(struct losses *losses)
{
	const struct book *book = losses->sample->book;

	for (size_t i = 0; i < book->posting_count; i++) {
		const struct posting *p = &book->postings[i];
		int kind = p->kind == POSTING_VOID ? p->reverses : p->kind;
		if (kind == POSTING_EXPIRY || kind == POSTING_FORFEIT)
			add(losses, p->day, &book->accounts[p->account],
			    -p->points, false);
	}
	for (size_t i = 0; i < book->lot_count; i++) {
		const struct lot *lot = &book->lots[i];
		struct day last = lot_expires(book, lot);
		if (day_is_real(last) && day_compare(last, book->as_of) >= 0)
			add(losses, last, lot_account(book, lot),
			    lot->remaining, true);
	}
	if (losses->count > 1)
		qsort(losses->list, losses->count, sizeof(*losses->list),
		      compare_losses);
}

struct expiry_months expiry_months_count(const struct sample *sample)
{
	struct losses losses = { .sample = sample };
	struct expiry_months found;
	struct expiry_month *month = NULL;

	collect(&losses);
	found.list = arena_take_array(sample->arena, losses.count,
				      sizeof(*found.list));
	found.count = 0;
	for (size_t i = 0; i < losses.count; i++) {
		const struct loss *l = &losses.list[i];
		const struct loss *before = i > 0 ? l - 1 : l;
		if (month == NULL || before->unit != l->unit ||
		    day_compare(before->month, l->month) != 0) {
			month = &found.list[found.count++];
			month->month = l->month;
			month->unit = l->unit;
		}
		bool is_new = i == 0 || compare_losses(before, l) != 0;
		if (l->is_open) {
			month->expiring += l->points;
			month->holders += is_new;
		} else {
			month->expired += l->points;
			month->losers += is_new;
		}
	}
	return found;
}
