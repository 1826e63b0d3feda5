/*
 * What holds of every book: the entries of a month add up to the change of
 * the liability, one month's closing is the next one's opening, and no entry
 * is of nothing or stands twice.
 */
#include <criterion/criterion.h>

#include "engine/play.h"
#include "engine/random_book.h"
#include "engine/replay.h"
#include "value/gl_entries.h"
#include "value/liability.h"
#include "value/rollforward.h"
#include "value/vintage.h"

enum {
	BOOKS = 200
};

static const char accounting[] =
	"accounting: {method: deferred, vat: 19%,"
	" point-value: {point: 0.05, stamp: 0.3},"
	" redemption-rate: {point: 80%, stamp: 60%}}\n";

static struct day day_of(const char *text)
{
	struct day day;

	cr_assert(day_parse(slice_from(text), &day));
	return day;
}

static void expect_period(const struct gl_period *period, uint64_t seed)
{
	int64_t sum = period->opening;

	cr_expect_not(period->overflow);
	for (size_t i = 0; i < period->count; i++) {
		const struct gl_entry *entry = &period->entries[i];
		sum += entry->amount;
		cr_expect_neq(entry->amount, 0);
		cr_expect_neq(entry->other, GL_DEFERRED);
		cr_expect_str_not_empty(gl_entry_words(entry));
		for (size_t k = 0; k < i; k++)
			cr_expect(period->entries[k].kind != entry->kind ||
				  period->entries[k].other != entry->other ||
				  period->entries[k].unit != entry->unit);
	}
	cr_expect_eq(sum, period->closing, "book %lu: %ld, not %ld",
		     (unsigned long)seed, (long)sum, (long)period->closing);
}

/* Slices of a book's time; gives the liability at the end. */
static int64_t expect_book(struct play *play, const struct book *book,
			   uint64_t seed)
{
	static const char *const ends[] = { "2026-01-05", "2026-01-31",
					    "2026-03-31", "2027-06-30" };
	struct vintages *vintages = vintages_open(&play->arena, book);
	struct rollforward *r =
		rollforward_open(&play->arena, vintages, ROLLFORWARD_BY_VINTAGE,
				 day_of("2025-12-01"));
	int64_t closing = 0;

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		struct rollforward_period rolled =
			rollforward_next(r, day_of(ends[i]));
		struct gl_period period = gl_entries_of(&play->arena, &rolled);
		expect_period(&period, seed);
		cr_expect_eq(period.opening, closing);
		closing = period.closing;
	}
	struct liability liability = liability_of(&play->arena, vintages);
	for (size_t i = 0; i < liability.total_count; i++)
		closing -= liability.totals[i].liability;
	return closing;
}

Test(value_gl_entries, add_up_to_the_liability)
{
	static struct random_book book;
	static char text[RANDOM_TEXT_MAX];
	int seen = 0;

	for (uint64_t seed = 1; seed <= BOOKS; seed++) {
		struct replay_options options = { .moves = true };
		struct play play;
		struct arena arena;

		arena_init(&arena);
		random_book_make(&book, seed);
		random_book_print(&book, text);
		play_open(&play,
			  arena_print(&arena, "%s%s", random_book_rules(seed),
				      accounting),
			  text, "2026-01-31");
		options.as_of = day_of("2027-06-30");
		if (!diagnostics_are_broken(&play.diagnostics)) {
			const struct book *played = replay_run(
				&play.arena, &play.journal, &play.programs,
				&options, &play.diagnostics);
			cr_expect_eq(expect_book(&play, played, seed), 0,
				     "book %lu", (unsigned long)seed);
			seen++;
		}
		play_close(&play);
		arena_release(&arena);
	}
	cr_expect_gt(seen, BOOKS / 2);
}
