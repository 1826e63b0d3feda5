/*
 * Collecting purchases: one walk over the events, then sorted. Events stand
 * mostly in the order of days, so many purchases are sorted by the digits of
 * group and member alone (D. E. Knuth, The Art of Computer Programming, vol. 3,
 * 5.2.5), which leaves that order as it is, and all of them only where it was
 * another one. See purchases.h.
 */
#include "insight/purchases.h"

#include <stdlib.h>
#include <string.h>

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

enum {
	DIGIT_BITS = 16,
	DIGITS = 4, /* of member, then of group */
	BUCKETS = 1 << DIGIT_BITS,
	MANY = 4096 /* fewer are not worth the buckets */
};

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

static size_t digit_of(const struct purchase *purchase, int digit)
{
	uint64_t key = (uint64_t)purchase->group << 32 | purchase->member;

	return (size_t)(key >> (DIGIT_BITS * digit)) % BUCKETS;
}

/* Puts them in the order of a digit, those with the same as they stood; false
 * when all have the same, and nothing was moved. */
static bool sort_by_digit(const struct purchases *from, int digit,
			  size_t *places, struct purchase *into)
{
	size_t next = 0;

	memset(places, 0, BUCKETS * sizeof(*places));
	for (size_t i = 0; i < from->count; i++)
		places[digit_of(&from->list[i], digit)]++;
	if (places[digit_of(&from->list[0], digit)] == from->count)
		return false;
	for (size_t i = 0; i < BUCKETS; i++) {
		size_t count = places[i];
		places[i] = next;
		next += count;
	}
	for (size_t i = 0; i < from->count; i++)
		into[places[digit_of(&from->list[i], digit)]++] = from->list[i];
	return true;
}

static bool is_sorted(const struct purchases *purchases)
{
	for (size_t i = 1; i < purchases->count; i++) {
		if (compare(&purchases->list[i - 1], &purchases->list[i]) > 0)
			return false;
	}
	return true;
}

void purchases_sort(struct arena *arena, struct purchases *purchases)
{
	size_t count = purchases->count;

	if (count >= MANY) {
		size_t *places =
			arena_take_array(arena, BUCKETS, sizeof(*places));
		struct purchase *spare =
			arena_take_array(arena, count, sizeof(*spare));
		for (int digit = 0; digit < DIGITS; digit++) {
			struct purchase *list = purchases->list;
			if (!sort_by_digit(purchases, digit, places, spare))
				continue;
			purchases->list = spare;
			spare = list;
		}
	}
	if (!is_sorted(purchases))
		qsort(purchases->list, count, sizeof(*purchases->list),
		      compare);
}

struct purchases purchases_of(const struct sample *sample)
{
	struct purchases found = { NULL, 0 };
	size_t capacity = 0;
	struct purchase purchase;
	const struct journal *journal = sample->book->journal;

	for (size_t i = 0; i < journal->event_count; i++) {
		if (!period_has(sample->period, journal->events[i].day) ||
		    !take(sample->book, i, &purchase) ||
		    !sample->chosen[purchase.member])
			continue;
		found.list =
			arena_grow(sample->arena, found.list, found.count + 1,
				   sizeof(*found.list), &capacity);
		found.list[found.count++] = purchase;
	}
	purchases_sort(sample->arena, &found);
	return found;
}

struct purchases purchases_collect(struct arena *arena, const struct book *book,
				   const bool *chosen)
{
	struct sample all = { arena, book, chosen, PERIOD_ALWAYS };

	return purchases_of(&all);
}
