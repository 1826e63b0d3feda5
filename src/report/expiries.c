/*
 * Gathered from the lists of open lots of the member's accounts: the first
 * lists are in the order of days, sliding lots end all on one.
 */
#include "report/expiries.h"

#include <stdlib.h>

#include "base/arena.h"
#include "engine/book.h"

static int compare(const void *left, const void *right)
{
	const struct expiry *a = left;
	const struct expiry *b = right;

	if (a->day.number != b->day.number)
		return a->day.number < b->day.number ? -1 : 1;
	return a->unit - b->unit;
}

struct gathering {
	struct arena *arena;
	const struct book *book;
	struct expiry *list;
	size_t count, capacity;
};

static void add_account(struct gathering *all, const struct account *account)
{
	for (int which = 0; which < 2; which++) {
		for (uint32_t i = account->lots[which].first; i != NONE;
		     i = all->book->lots[i].next) {
			const struct lot *lot = &all->book->lots[i];
			struct day last = lot_expires(all->book, lot);
			if (lot->remaining == 0 || !day_is_real(last))
				continue;
			all->list = arena_grow(
				all->arena, all->list, all->count + 1,
				sizeof(*all->list), &all->capacity);
			all->list[all->count++] =
				(struct expiry){ last, account->unit,
						 lot->remaining };
		}
	}
}

size_t expiries_find(struct arena *arena, const struct book *book,
		     uint32_t member, const struct expiry **list)
{
	struct gathering all = { .arena = arena, .book = book };
	size_t kept = 0;

	for (int unit = 0; (size_t)unit < book->programs->unit_count; unit++) {
		const struct account *account =
			book_account(book, member, unit);
		if (account != NULL)
			add_account(&all, account);
	}
	if (all.count > 1)
		qsort(all.list, all.count, sizeof(*all.list), compare);
	for (size_t i = 0; i < all.count; i++) {
		if (kept > 0 && compare(&all.list[kept - 1], &all.list[i]) == 0)
			all.list[kept - 1].points += all.list[i].points;
		else
			all.list[kept++] = all.list[i];
	}
	*list = all.list;
	return kept;
}
