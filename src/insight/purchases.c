/*
 * Collecting purchases: one walk over the events, then sorted. See
 * purchases.h.
 */
#include "insight/purchases.h"

#include <stdlib.h>

#include "base/arena.h"
#include "engine/book.h"
#include "insight/sample.h"
#include "journal/journal.h"

static bool counts(const struct book *book, size_t event)
{
	unsigned flags = book->effects[event].flags;

	return (flags & EFFECT_APPLIED) &&
	       !(flags & (EFFECT_VOIDED | EFFECT_NULLIFIED | EFFECT_REFUSED));
}

/* Makes a purchase of an event; false when it is none. */
static bool take(const struct book *book, size_t event,
		 struct purchase *purchase)
{
	const struct event *e = &book->journal->events[event];
	bool is_loose = e->kind == EVENT_REFUND &&
			!event_attribute(book->journal, e, KEY_OF);

	if ((e->kind != EVENT_PURCHASE && !is_loose) || !counts(book, event))
		return false;
	*purchase = (struct purchase){
		.day = e->day,
		.member = e->member,
		.event = (uint32_t)event,
		.money = is_loose ? -e->money : e->money,
		.is_visit = !is_loose,
	};
	if (!is_loose && book->effects[event].extra != NONE) {
		const struct sale *sale =
			&book->sales[book->effects[event].extra];
		purchase->member = sale->owner;
		purchase->money -= sale->refunded;
	}
	purchase->member = book_member_now(book, purchase->member);
	return true;
}

static int compare(const void *left, const void *right)
{
	const struct purchase *a = left;
	const struct purchase *b = right;

	if (a->group != b->group)
		return a->group < b->group ? -1 : 1;
	if (a->member != b->member)
		return a->member < b->member ? -1 : 1;
	if (day_compare(a->day, b->day) != 0)
		return day_compare(a->day, b->day);
	return a->event < b->event ? -1 : a->event > b->event;
}

void purchases_sort(struct purchases *purchases)
{
	if (purchases->count > 1)
		qsort(purchases->list, purchases->count,
		      sizeof(*purchases->list), compare);
}

struct purchases purchases_of(const struct sample *sample)
{
	struct purchases found = { NULL, 0 };
	size_t capacity = 0;
	struct purchase purchase;

	for (size_t i = 0; i < sample->book->journal->event_count; i++) {
		if (!take(sample->book, i, &purchase) ||
		    !sample->chosen[purchase.member] ||
		    !period_has(sample->period, purchase.day))
			continue;
		found.list =
			arena_grow(sample->arena, found.list, found.count + 1,
				   sizeof(*found.list), &capacity);
		found.list[found.count++] = purchase;
	}
	purchases_sort(&found);
	return found;
}

struct purchases purchases_collect(struct arena *arena, const struct book *book,
				   const bool *chosen)
{
	struct sample all = { arena, book, chosen, PERIOD_ALWAYS };

	return purchases_of(&all);
}
