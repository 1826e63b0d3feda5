/*
 * Sums of accounts, lots and postings by unit. See control.h.
 */
#include "engine/control.h"

#include "base/arena.h"
#include "base/decimal.h"
#include "engine/book.h"

/* By unit; units that nobody has are left out in the end. */
struct sums {
	struct control of[UNITS_MAX];
	bool is_used[UNITS_MAX];
};

static void add(struct control *control, int64_t *sum, int64_t points)
{
	if (!amount_add(*sum, points, sum))
		control->overflow = true;
}

static void add_accounts(const struct book *book, struct sums *sums)
{
	for (size_t i = 0; i < book->account_count; i++) {
		const struct account *account = &book->accounts[i];
		struct control *control = &sums->of[account->unit];

		sums->is_used[account->unit] = true;
		if (account->merged_into != NONE)
			continue;
		add(control, &control->members, account->balance);
		add(control, &control->lots, -account->deficit);
	}
}

static void add_lots(const struct book *book, struct sums *sums)
{
	for (size_t i = 0; i < book->lot_count; i++) {
		const struct lot *lot = &book->lots[i];
		uint8_t unit = book->accounts[lot->account].unit;

		add(&sums->of[unit], &sums->of[unit].lots, lot_left(book, lot));
	}
}

static void add_postings(const struct book *book, struct day from,
			 struct sums *sums)
{
	for (size_t i = 0; i < book->posting_count; i++) {
		const struct posting *posting = &book->postings[i];
		struct control *control =
			&sums->of[book->accounts[posting->account].unit];

		add(control,
		    day_compare(posting->day, from) < 0 ? &control->opening
							: &control->movements,
		    posting->points);
	}
}

struct control *control_totals(struct arena *arena, const struct book *book,
			       struct day from, size_t *count)
{
	struct sums *sums = arena_take(arena, sizeof(*sums));
	struct control *list =
		arena_take_array(arena, UNITS_MAX, sizeof(*list));

	add_accounts(book, sums);
	add_lots(book, sums);
	add_postings(book, from, sums);
	*count = 0;
	for (int unit = 0; unit < UNITS_MAX; unit++) {
		if (!sums->is_used[unit])
			continue;
		list[*count] = sums->of[unit];
		list[(*count)++].unit = unit;
	}
	return list;
}

bool control_holds(const struct control *control)
{
	int64_t sum;

	return !control->overflow && control->members == control->lots &&
	       amount_add(control->opening, control->movements, &sum) &&
	       sum == control->members;
}
