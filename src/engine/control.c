/*
 * Sums of accounts, lots and postings by unit. See control.h.
 */
#include "engine/control.h"

#include "base/arena.h"
#include "base/decimal.h"
#include "base/parallel.h"
#include "engine/book.h"

enum {
	PARTS_FROM = 1 << 16 /* lots that are worth threads */
};

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

/* The lots of a share of the book, by unit. */
struct share {
	const struct book *book;
	size_t begin, end;
	int64_t lots[UNITS_MAX];
	bool overflow[UNITS_MAX];
};

static void add_share(void *context, size_t number)
{
	struct share *share = (struct share *)context + number;
	const struct book *book = share->book;

	for (size_t i = share->begin; i < share->end; i++) {
		const struct lot *lot = &book->lots[i];
		int64_t left = lot_left(book, lot);
		uint8_t unit;

		if (left == 0)
			continue;
		unit = book->accounts[lot->account].unit;
		if (!amount_add(share->lots[unit], left, &share->lots[unit]))
			share->overflow[unit] = true;
	}
}

static void add_lots(struct arena *arena, const struct book *book,
		     struct sums *sums)
{
	size_t count = book->lot_count < PARTS_FROM ? 1 : parallel_width();
	struct share *shares = arena_take_array(arena, count, sizeof(*shares));

	for (size_t i = 0; i < count; i++) {
		shares[i].book = book;
		shares[i].begin = book->lot_count / count * i;
		shares[i].end = i + 1 == count
					? book->lot_count
					: book->lot_count / count * (i + 1);
	}
	parallel_run(count, add_share, shares);
	for (size_t i = 0; i < count; i++) {
		for (int unit = 0; unit < UNITS_MAX; unit++) {
			struct control *control = &sums->of[unit];

			add(control, &control->lots, shares[i].lots[unit]);
			control->overflow |= shares[i].overflow[unit];
		}
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
	add_lots(arena, book, sums);
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
