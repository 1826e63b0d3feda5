/*
 * What was reserved is given out in its order; the first thing that is missing
 * makes the attempt worthless, and whoever asked gets something harmless.
 */
#include "engine/foreseen.h"

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
