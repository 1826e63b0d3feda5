/*
 * What holds of every book: the vintages hold all balances, nothing more is
 * recognised than was allocated, and totals are the sums of the rows.
 */
#include <criterion/criterion.h>

#include "base/text.h"
#include "engine/play.h"
#include "engine/random_book.h"
#include "engine/replay.h"
#include "value/liability.h"
#include "value/vintage.h"
#include "value/vintage_advance.h"

enum {
	BOOKS = 300
};

static const char accounting[] =
	"accounting: {method: deferred, vat: 19%,"
	" point-value: {point: 0.05, stamp: 0.3},"
	" redemption-rate: {point: 80%, stamp: 60%}}\n";

static int64_t balances(const struct book *book, int unit)
{
	int64_t sum = 0;

	for (size_t i = 0; i < book->account_count; i++) {
		if (book->accounts[i].unit == unit)
			sum += book->accounts[i].balance;
	}
	return sum;
}

static void expect_row(const struct liability_row *row, uint64_t seed)
{
	cr_expect_eq(row->outstanding,
		     row->issued - row->redeemed - row->expired -
			     row->clawed_back,
		     "book %lu, %s", (unsigned long)seed, row->vintage);
	cr_expect(row->recognised >= 0 && row->recognised <= row->allocated,
		  "book %lu, %s: %ld of %ld", (unsigned long)seed, row->vintage,
		  (long)row->recognised, (long)row->allocated);
	cr_expect_eq(row->liability, row->allocated - row->recognised);
	if (row->has_expected && row->redeemed >= 0 && row->outstanding >= 0)
		cr_expect_leq(ratio_compare(row->expected,
					    ratio_from(row->redeemed +
						       row->outstanding)),
			      0, "book %lu, %s", (unsigned long)seed,
			      row->vintage);
}

static void expect_book(struct play *play, const char *day, uint64_t seed)
{
	struct replay_options options = { .moves = true };

	cr_assert(day_parse(slice_from(day), &options.as_of));
	const struct book *book =
		replay_run(&play->arena, &play->journal, &play->programs,
			   &options, &play->diagnostics);
	struct vintages *vintages = vintages_open(&play->arena, book);
	vintages_advance(vintages, book->as_of);
	struct liability liability = liability_of(&play->arena, vintages);
	int64_t money = 0;
	for (size_t i = 0; i < liability.count; i++) {
		expect_row(&liability.rows[i], seed);
		money += liability.rows[i].liability;
	}
	for (size_t i = 0; i < liability.total_count; i++) {
		const struct liability_row *total = &liability.totals[i];
		cr_expect_eq(total->outstanding, balances(book, total->unit),
			     "book %lu, %s: %ld, not %ld", (unsigned long)seed,
			     day, (long)total->outstanding,
			     (long)balances(book, total->unit));
		money -= total->liability;
	}
	cr_expect_eq(money, 0);
	cr_expect_not(liability.overflow);
}

Test(liability, holds_all_balances)
{
	static struct random_book book;
	static char text[RANDOM_TEXT_MAX];
	int seen = 0;

	for (uint64_t seed = 1; seed <= BOOKS; seed++) {
		struct play play;
		struct arena arena;

		arena_init(&arena);
		random_book_make(&book, seed);
		random_book_print(&book, text);
		play_open(&play,
			  arena_print(&arena, "%s%s", random_book_rules(seed),
				      accounting),
			  text, "2026-01-31");
		if (!diagnostics_are_broken(&play.diagnostics)) {
			expect_book(&play, "2026-01-12", seed);
			expect_book(&play, "2026-01-31", seed);
			expect_book(&play, "2027-06-30", seed);
			seen++;
		}
		play_close(&play);
		arena_release(&arena);
	}
	cr_expect_gt(seen, BOOKS / 2);
}
