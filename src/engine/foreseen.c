/*
 * What was reserved is given out in its order; the first thing that is missing
 * makes the attempt worthless, and whoever asked gets something harmless.
 */
#include "engine/foreseen.h"

#include "journal/journal.h"

uint32_t foreseen_lot(struct foreseen *foreseen)
{
	if (foreseen->next_lot != foreseen->lot_end)
		return foreseen->next_lot++;
	foreseen->failed = true;
	return NONE;
}

uint32_t foreseen_account(struct foreseen *foreseen, struct account *accounts,
			  uint32_t member, int unit)
{
	uint32_t number = foreseen->reserved[member];
	struct account *account = &accounts[number];

	if (number == NONE || account->unit != unit) {
		foreseen->failed = true;
		return foreseen->spare_account;
	}
	foreseen->reserved[member] = account->next;
	account->next = NONE;
	return number;
}

struct sale *foreseen_sale(struct foreseen *foreseen)
{
	foreseen->failed = true;
	return &foreseen->spare_sale;
}

uint32_t foreseen_lots(const struct journal *journal, const struct event *e)
{
	uint32_t count = 0;

	if ((e->kind != EVENT_PURCHASE && e->kind != EVENT_BONUS &&
	     e->kind != EVENT_OPENING && e->kind != EVENT_ADJUST))
		return 0;
	for (size_t i = 0; i < e->quantities; i++)
		count += event_quantity(journal, e, i).mantissa > 0;
	return count;
}
