/*
 * What holds of every book: each period opens with what the one before closed
 * with, however it is grouped; the rows add up to the totals and these to the
 * balances and the lots; closings are what `liability` says of that day alone;
 * and the releases of a vintage add up to what was allocated to it.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "engine/play.h"
#include "engine/random_book.h"
#include "engine/replay.h"
#include "value/control_total.h"
#include "value/liability.h"
#include "value/rollforward.h"
#include "value/vintage.h"
#include "value/vintage_advance.h"

enum {
	BOOKS = 1000,
	PERIODS = 7
};

static const char *const closes[PERIODS] = { "2026-01-05", "2026-01-11",
					     "2026-01-31", "2026-02-04",
					     "2026-02-28", "2026-03-31",
					     "2027-06-30" };

static const char accounting[] =
	"accounting: {method: %s, vat: 19%%,"
	" point-value: {point: 0.05, stamp: 0.3},"
	" point-cost: {point: 0.03, stamp: 0.2},"
	" redemption-rate: {point: 80%%, stamp: 60%%}}\n";

/* Brought along and voided, estimated twice. */
static const char more[] =
	"2026-01-02 opening M0 +100 deferred:\"3.21 EUR\" ^od0\n"
	"2026-01-02 opening M1 +60 deferred:\"1.07 EUR\" ^od1\n"
	"2026-01-02 opening * deferred:\"2.00 EUR\" ^od2\n"
	"2026-02-03 void od1 \"slip\"\n"
	"2026-02-02 estimate 2026-01 55.5% \"a\"\n"
	"2026-03-15 estimate 2026-01 91% \"b\"\n";

/* The second half of January becomes February. */
static void spread(char *text)
{
	for (char *at = text; (at = strstr(at, "2026-01-")) != NULL; at += 10) {
		int day = (at[8] - '0') * 10 + at[9] - '0';
		if (day <= 15)
			continue;
		at[6] = '2';
		at[8] = (char)('0' + (day - 15) / 10);
		at[9] = (char)('0' + (day - 15) % 10);
	}
}

static const struct book *replay(struct play *play, struct day day)
{
	struct replay_options options = { .moves = true, .as_of = day };

	return replay_run(&play->arena, &play->journal, &play->programs,
			  &options, &play->diagnostics);
}

static struct day day_of(const char *text)
{
	struct day day = DAY_NONE;

	cr_assert(day_parse(slice_from(text), &day));
	return day;
}

/* ---- one row ---- */

static void expect_row(const struct rollforward_row *row, const char *label)
{
	const struct vintage_points *p = &row->moved;
	const struct rollforward_money *m = &row->money;

	cr_expect_eq(row->closing,
		     row->opening + p->issued_sale + p->issued_other -
			     p->redeemed - p->expired - p->clawed_back +
			     p->adjusted_up - p->adjusted_down +
			     p->transferred_in - p->transferred_out,
		     "%s: points", label);
	cr_expect_eq(m->closing,
		     m->opening + m->deferred - m->released_redemption -
			     m->released_expiry - m->change_of_estimate -
			     m->returned + m->transferred,
		     "%s: money", label);
	cr_expect_geq(m->closing, 0, "%s", label);
}

static const struct rollforward_row *
find_row(const struct rollforward_period *period,
	 const struct rollforward_row *like)
{
	static const struct rollforward_row none;

	for (size_t i = 0; i < period->count; i++) {
		if (period->rows[i].unit == like->unit &&
		    slice_equal(period->rows[i].group, like->group))
			return &period->rows[i];
	}
	return &none;
}

/* ---- one period ---- */

static void expect_sums(const struct rollforward_period *period,
			const char *label)
{
	for (size_t t = 0; t < period->total_count; t++) {
		const struct rollforward_row *total = &period->totals[t];
		struct rollforward_row sum = { 0 };
		for (size_t i = 0; i < period->count; i++) {
			const struct rollforward_row *row = &period->rows[i];
			if (row->unit != total->unit)
				continue;
			expect_row(row, label);
			sum.opening += row->opening;
			sum.closing += row->closing;
			sum.money.closing += row->money.closing;
			sum.money.transferred += row->money.transferred;
			sum.money.deferred += row->money.deferred;
		}
		expect_row(total, label);
		cr_expect_eq(sum.opening, total->opening, "%s", label);
		cr_expect_eq(sum.closing, total->closing, "%s", label);
		cr_expect_eq(sum.money.closing, total->money.closing, "%s",
			     label);
		cr_expect_eq(sum.money.deferred, total->money.deferred, "%s",
			     label);
		cr_expect_eq(sum.money.transferred, 0, "%s", label);
	}
}

/* Both ways, so that no group is lost. */
static void expect_tied(const struct rollforward_period *before,
			const struct rollforward_period *after,
			const char *label)
{
	for (size_t i = 0; i < after->count; i++) {
		const struct rollforward_row *row = &after->rows[i];
		const struct rollforward_row *was = find_row(before, row);
		cr_expect_eq(row->opening, was->closing, "%s: %.*s", label,
			     SLICE_ARGS(row->group));
		cr_expect_eq(row->money.opening, was->money.closing, "%s: %.*s",
			     label, SLICE_ARGS(row->group));
	}
	for (size_t i = 0; i < before->count; i++) {
		const struct rollforward_row *row = &before->rows[i];
		const struct rollforward_row *is = find_row(after, row);
		cr_expect_eq(is->opening, row->closing, "%s: %.*s", label,
			     SLICE_ARGS(row->group));
	}
}

static const struct rollforward_row *
find_total(const struct rollforward_period *period, int unit)
{
	static const struct rollforward_row none;

	for (size_t i = 0; i < period->total_count; i++) {
		if (period->totals[i].unit == unit)
			return &period->totals[i];
	}
	return &none;
}

/* The same without what came later. */
static void expect_closing(struct play *play,
			   const struct rollforward_period *period,
			   const char *label)
{
	const struct book *book = replay(play, period->to);
	struct vintages *vintages = vintages_open(&play->arena, book);

	vintages_advance(vintages, book->as_of);
	struct liability liability = liability_of(&play->arena, vintages);
	for (int unit = 0; unit < (int)play->programs.unit_count; unit++) {
		struct control_total control = control_total_of(book, unit);
		const struct rollforward_row *total = find_total(period, unit);
		cr_expect_eq(control.members, total->closing, "%s: %ld %ld",
			     label, (long)control.members,
			     (long)total->closing);
		cr_expect_eq(control.lots, total->closing, "%s", label);
	}
	for (size_t i = 0; i < liability.total_count; i++) {
		const struct liability_row *row = &liability.totals[i];
		const struct rollforward_row *total =
			find_total(period, row->unit);
		cr_expect_eq(row->outstanding, total->closing, "%s", label);
		cr_expect_eq(row->liability, total->money.closing,
			     "%s: %ld, not %ld", label,
			     (long)total->money.closing, (long)row->liability);
	}
}

/* ---- the life of vintages ---- */

static void expect_vintages(struct play *play, const struct book *book,
			    const struct rollforward_period *periods,
			    const char *label)
{
	struct vintages *vintages = vintages_open(&play->arena, book);

	vintages_advance(vintages, book->as_of);
	struct liability liability = liability_of(&play->arena, vintages);
	for (size_t i = 0; i < liability.count; i++) {
		const struct liability_row *row = &liability.rows[i];
		struct rollforward_row like = {
			.group = slice_from(row->vintage), .unit = row->unit
		};
		int64_t released = 0;
		int64_t allocated = 0;
		for (size_t k = 0; k < PERIODS; k++) {
			const struct rollforward_money *m =
				&find_row(&periods[k], &like)->money;
			released += m->released_redemption +
				    m->released_expiry + m->change_of_estimate;
			allocated += m->deferred - m->returned;
		}
		if (liability.program->accounting.method != METHOD_DEFERRED)
			continue;
		cr_expect_eq(allocated, row->allocated, "%s, %s: %ld, not %ld",
			     label, row->vintage, (long)allocated,
			     (long)row->allocated);
		cr_expect_eq(released, row->recognised, "%s, %s: %ld, not %ld",
			     label, row->vintage, (long)released,
			     (long)row->recognised);
		if (row->outstanding == 0)
			cr_expect_eq(released, allocated, "%s, %s", label,
				     row->vintage);
	}
}

static void expect_book(struct play *play, enum rollforward_by by,
			uint64_t seed)
{
	struct rollforward_period periods[PERIODS];
	const struct book *book = replay(play, day_of(closes[PERIODS - 1]));
	struct vintages *vintages = vintages_open(&play->arena, book);
	struct rollforward *r = rollforward_open(&play->arena, vintages, by,
						 day_of("2026-01-01"));

	for (size_t i = 0; i < PERIODS; i++) {
		const char *label =
			arena_print(&play->arena, "book %lu, by %d, %s",
				    (unsigned long)seed, (int)by, closes[i]);
		periods[i] = rollforward_next(r, day_of(closes[i]));
		cr_expect_not(periods[i].overflow);
		expect_sums(&periods[i], label);
		if (i > 0)
			expect_tied(&periods[i - 1], &periods[i], label);
		if (by == ROLLFORWARD_BY_VINTAGE)
			expect_closing(play, &periods[i], label);
	}
	if (by == ROLLFORWARD_BY_VINTAGE)
		expect_vintages(play, book, periods,
				arena_print(&play->arena, "book %lu",
					    (unsigned long)seed));
}

Test(rollforward, ties_in_every_book, .timeout = 300)
{
	static struct random_book book;
	static char text[RANDOM_TEXT_MAX];
	int seen = 0;

	for (uint64_t seed = 1; seed <= BOOKS; seed++) {
		struct play play;
		struct arena arena;
		char money[sizeof(accounting) + 16];

		arena_init(&arena);
		random_book_make(&book, seed);
		random_book_print(&book, text);
		spread(text);
		snprintf(money, sizeof(money), accounting,
			 seed % 5 == 0 ? "cost" : "deferred");
		play_open(&play,
			  arena_print(&arena, "%s%s", random_book_rules(seed),
				      money),
			  arena_print(&arena, "%s%s", text, more),
			  "2026-01-31");
		if (!diagnostics_are_broken(&play.diagnostics)) {
			expect_book(&play, ROLLFORWARD_BY_VINTAGE, seed);
			expect_book(&play,
				    seed % 2 == 0 ? ROLLFORWARD_BY_TIER
						  : ROLLFORWARD_BY_STORE,
				    seed);
			seen++;
		}
		play_close(&play);
		arena_release(&arena);
	}
	cr_expect_gt(seen, BOOKS / 2, "%d", seen);
}
