/*
 * What holds of every book: random journals with every kind of event, under
 * several rules. Points are conserved, nothing is negative but a deficit, a
 * permutation of the lines, any split of them into files, or lines written
 * twice give the same book, and what happened later never changes an earlier
 * day.
 */
#include <criterion/criterion.h>

#include "base/text.h"
#include "engine/play.h"
#include "engine/random_book.h"

enum {
	BOOKS = 400
};

/* ---- what must hold ---- */

static void expect_whole(const struct play *play, uint64_t seed)
{
	const struct book *book = play->book;

	for (size_t i = 0; i < book->lot_count; i++) {
		const struct lot *lot = &book->lots[i];
		cr_expect(lot->remaining >= 0 && lot_held(book, lot) >= 0 &&
				  lot_expired(book, lot) >= 0 &&
				  lot_used(book, lot) >= 0,
			  "book %lu: a lot holds less than nothing",
			  (unsigned long)seed);
	}
	for (size_t i = 0; i < book->account_count; i++) {
		const struct account *a = &book->accounts[i];
		cr_expect(a->deficit >= 0 && a->reserved >= 0,
			  "book %lu: deficit %ld, reserved %ld",
			  (unsigned long)seed, (long)a->deficit,
			  (long)a->reserved);
		if (a->merged_into != NONE)
			continue;
		cr_expect(account_available(book, a) >= 0,
			  "book %lu: available %ld", (unsigned long)seed,
			  (long)account_available(book, a));
	}
	cr_expect_eq(play_count(play, "control_total"), 0,
		     "book %lu: control totals", (unsigned long)seed);
}

static void expect_same(const struct play *a, const struct play *b,
			uint64_t seed, const char *what)
{
	static const char *const units[] = { "point", "stamp" };
	char member[8];

	for (unsigned i = 0; i < RANDOM_MEMBERS; i++) {
		snprintf(member, sizeof(member), "M%u", i);
		for (size_t k = 0; k < 2; k++)
			cr_expect_eq(play_balance(a, member, units[k]),
				     play_balance(b, member, units[k]),
				     "book %lu, %s: %s has %ld or %ld %s",
				     (unsigned long)seed, what, member,
				     (long)play_balance(a, member, units[k]),
				     (long)play_balance(b, member, units[k]),
				     units[k]);
	}
}

/* The sum of an account's postings is its balance. */
static void expect_postings(const struct play *play, uint64_t seed)
{
	const struct book *book = play->book;
	int64_t sums[64] = { 0 };

	cr_assert_lt(book->account_count, 64);
	for (size_t i = 0; i < book->posting_count; i++) {
		sums[book->postings[i].account] += book->postings[i].points;
		if (i > 0)
			cr_expect_leq(book->postings[i - 1].day.number,
				      book->postings[i].day.number,
				      "book %lu: postings out of order",
				      (unsigned long)seed);
	}
	for (size_t i = 0; i < book->account_count; i++)
		cr_expect_eq(sums[i], book->accounts[i].balance,
			     "book %lu: postings of account %zu",
			     (unsigned long)seed, i);
}

static void check_book(uint64_t seed)
{
	const char *rules = random_book_rules(seed);
	static char text[2 * RANDOM_TEXT_MAX];
	struct random_book lines;
	struct play first, second;

	random_book_make(&lines, seed);
	random_book_print(&lines, text);
	play_open(&first, rules, text, "2026-03-31");
	expect_whole(&first, seed);
	expect_postings(&first, seed);

	random_book_shuffle(&lines);
	static char shuffled[2 * RANDOM_TEXT_MAX];
	random_book_print(&lines, shuffled);
	play_open(&second, rules, shuffled, "2026-03-31");
	expect_same(&first, &second, seed, "shuffled");
	cr_expect_eq(first.diagnostics.counts[SEVERITY_FINDING],
		     second.diagnostics.counts[SEVERITY_FINDING],
		     "book %lu: findings depend on the order of lines",
		     (unsigned long)seed);
	play_close(&second);

	/* every line twice: what has a reference is one event, what has none
	 * is identified by its text */
	size_t length = strlen(shuffled);
	memcpy(shuffled + length, text, strlen(text) + 1);
	play_open(&second, rules, shuffled, "2026-03-31");
	expect_same(&first, &second, seed, "doubled");
	play_close(&second);
	play_close(&first);
}

Test(engine_replay_property, points_are_conserved_in_any_order, .timeout = 60)
{
	for (uint64_t seed = 1; seed <= BOOKS; seed++)
		check_book(seed);
}

/* Any split of the lines into files, some lines in two of them, is the same
 * book. */
Test(engine_replay_property, files_are_nothing_but_their_lines, .timeout = 60)
{
	enum {
		FILES = 4
	};
	static char all[RANDOM_TEXT_MAX];
	const char *files[FILES];
	struct text parts[FILES];
	struct arena arena;

	arena_init(&arena);
	for (uint64_t seed = 1; seed <= BOOKS; seed++) {
		struct random random = { seed * 7919 };
		struct random_book lines;
		struct play whole, split;
		random_book_make(&lines, seed);
		random_book_print(&lines, all);
		random_book_shuffle(&lines);
		for (size_t i = 0; i < FILES; i++) {
			text_init(&parts[i], &arena);
			text_add(&parts[i], "; a till's\n");
		}
		for (size_t i = 0; i < lines.count; i++) {
			unsigned file = random_pick(&random, FILES);
			text_add(&parts[file], lines.text[i]);
			if (random_pick(&random, 10) == 0)
				text_add(&parts[(file + 1) % FILES],
					 lines.text[i]);
		}
		for (size_t i = 0; i < FILES; i++)
			files[i] = parts[i].bytes;
		play_open(&whole, random_book_rules(seed), all, "2026-03-31");
		play_open_files(&split, random_book_rules(seed), files, FILES,
				"2026-03-31");
		expect_same(&whole, &split, seed, "split");
		expect_whole(&split, seed);
		cr_expect_eq(whole.diagnostics.counts[SEVERITY_FINDING],
			     split.diagnostics.counts[SEVERITY_FINDING],
			     "book %lu: findings depend on the files",
			     (unsigned long)seed);
		play_close(&split);
		play_close(&whole);
		arena_release(&arena);
	}
}

/* A book as of a day is the book of the lines up to that day. */
Test(engine_replay_property, later_lines_never_change_an_earlier_day,
     .timeout = 60)
{
	static char all[RANDOM_TEXT_MAX], part[RANDOM_TEXT_MAX];
	static const char limit[] = "2026-01-15";

	for (uint64_t seed = 1; seed <= BOOKS; seed++) {
		struct random_book lines;
		struct play whole, early;
		random_book_make(&lines, seed);
		random_book_print(&lines, all);
		char *out = part;
		for (size_t i = 0; i < lines.count; i++) {
			size_t length = strlen(lines.text[i]);
			if (strncmp(lines.text[i], limit, 10) > 0)
				continue;
			memcpy(out, lines.text[i], length);
			out += length;
		}
		*out = '\0';
		play_open(&whole, random_book_rules(seed), all, limit);
		play_open(&early, random_book_rules(seed), part, limit);
		expect_same(&whole, &early, seed, "as of an earlier day");
		expect_whole(&whole, seed);
		play_close(&whole);
		play_close(&early);
	}
}
