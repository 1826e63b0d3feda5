/*
 * Two loops, over accounts and over lots, and nothing else: they must not
 * share a fault with what they prove.
 */
#include "value/control_total.h"

#include <stddef.h>

#include "engine/book.h"

struct control_total control_total_of(const struct book *book, int unit)
{
	struct control_total sums = { 0 };

	for (size_t i = 0; i < book->account_count; i++) {
		const struct account *account = &book->accounts[i];
		if (account->unit != unit)
			continue;
		sums.members += account->balance;
		sums.lots -= account->deficit;
	}
	for (size_t i = 0; i < book->lot_count; i++) {
		const struct lot *lot = &book->lots[i];
		if (book->accounts[lot->account].unit == unit)
			sums.lots += lot_left(book, lot);
	}
	return sums;
}
