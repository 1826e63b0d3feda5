/*
 * replay_parts: a book replayed member by member, in whatever number of
 * parts, is the book that comes of it as a whole: every lot, every number,
 * every complaint. Random books of what can be done so, and of what cannot.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/parallel.h"
#include "base/text.h"
#include "engine/book.h"
#include "engine/replay.h"
#include "engine/tier.h"
#include "journal/journal.h"
#include "journal/parser.h"
#include "journal/reference.h"
#include "rules/program.h"

enum {
	BOOKS = 120,
	LINES = 160,
	MEMBERS = 9
};

static const char rules[] =
	"program: {name: Test, currency: EUR}\n"
	"units:\n"
	"  - {name: point, plural: points, decimals: 0}\n"
	"  - {name: stamp, plural: stamps, decimals: 0}\n"
	"earn:\n"
	"  - {name: base, on: purchase, points: 1, per: 1.00}\n"
	"  - {name: gift, on: signup, points: 5, limit: {times: 2, per: "
	"ever}}\n"
	"expiry:\n"
	"  - {unit: point, after: 3 months, round: end-of-month}\n"
	"  - {unit: stamp, inactivity: 40 days, activity: [purchase]}\n"
	"tiers:\n"
	"  metric: spend\n"
	"  window: 6 months\n"
	"  levels:\n"
	"    - {name: bronze, at: 0}\n"
	"    - {name: silver, at: 100}\n"
	"rewards:\n"
	"  - {name: coffee, kind: product, cost: 20, value: 2.80}\n"
	"  - {name: pay, kind: payment, points: 10, buys: 1.00}\n";

/* The same with other expiry from a day on. */
static const char later_rules[] =
	"program: {name: Test, currency: EUR}\n"
	"units:\n"
	"  - {name: point, plural: points, decimals: 0}\n"
	"  - {name: stamp, plural: stamps, decimals: 0}\n"
	"earn:\n"
	"  - {name: base, on: purchase, points: 2, per: 1.00}\n"
	"  - {name: gift, on: signup, points: 5}\n"
	"expiry:\n"
	"  - {unit: point, after: 20 days}\n"
	"tiers:\n"
	"  metric: spend\n"
	"  window: 1 month\n"
	"  levels:\n"
	"    - {name: bronze, at: 0}\n"
	"    - {name: silver, at: 60}\n"
	"rewards:\n"
	"  - {name: coffee, kind: product, cost: 20, value: 2.80}\n"
	"  - {name: pay, kind: payment, points: 10, buys: 1.00}\n";

struct reading {
	struct arena arena;
	struct diagnostics diagnostics;
	struct journal journal;
	struct programs programs;
	struct book *book;
};

static uint32_t draw(uint64_t *seed, uint32_t limit)
{
	*seed = *seed * UINT64_C(6364136223846793005) +
		UINT64_C(1442695040888963407);
	return (uint32_t)(*seed >> 33) % limit;
}

/* Lines being made up; a reference is R and the number of its line. */
struct writing {
	struct text text;
	uint64_t seed;
	unsigned number;
	struct {
		unsigned number, member;
		int32_t day;
	} sales[LINES];
	unsigned sale_count;
};

static const char *print_day(struct writing *writing, int32_t number)
{
	char *day = arena_take(writing->text.arena, DAY_TEXT_MAX);

	day_print((struct day){ number }, day);
	return day;
}

static void add_sale(struct writing *writing, unsigned member, int32_t day)
{
	unsigned cents = 100 + draw(&writing->seed, 4000);

	text_add_format(
		&writing->text, "%s purchase M%u %u.%02u EUR +%u%s ^R%u\n",
		print_day(writing, day), member, cents / 100, cents % 100,
		cents / 100 + (draw(&writing->seed, 4) == 0),
		draw(&writing->seed, 3) ? "" : " +1 stamp", writing->number);
	writing->sales[writing->sale_count].number = writing->number;
	writing->sales[writing->sale_count].member = member;
	writing->sales[writing->sale_count++].day = day;
}

/* Of an earlier line's purchase, a day of which is not later. */
static void add_refund(struct writing *writing, bool any)
{
	unsigned of = draw(&writing->seed, writing->sale_count);
	unsigned member = writing->sales[of].member;

	if (any && draw(&writing->seed, 20) == 0)
		member = draw(&writing->seed, MEMBERS);
	text_add_format(
		&writing->text, "%s refund M%u %u.00 EUR%s of:R%u ^R%u\n",
		print_day(writing, writing->sales[of].day +
					   (int32_t)draw(&writing->seed, 90)),
		member, 1 + draw(&writing->seed, 9),
		draw(&writing->seed, 2) ? " -2" : "", writing->sales[of].number,
		writing->number);
}

/* What has a form of its own for each: the day and the member stand before,
 * the reference behind. */
static void add_other(struct writing *writing, bool any, unsigned member,
		      int32_t day)
{
	static const char *const forms[][2] = {
		{ "redeem", "coffee -20" },
		{ "redeem", "pay -10" },
		{ "redeem", "pay -10" },
		{ "redeem", "coffee" },
		{ "adjust", "+7 stamp \"x\"" },
		{ "adjust", "-9 \"x\"" },
		{ "adjust", "+4 \"x\"" },
		{ "expire", "-3 \"x\"" },
		{ "bonus", "signup +5" },
		{ "bonus", "signup +6" },
		{ "opening", "+30" },
		{ "status", "blocked \"x\"" },
		{ "status", "active \"x\"" },
		{ "tier", "silver \"x\"" },
		{ "balance", "12" },
		{ "note", "\"x\"" },
		/* what cannot be done in parts */
		{ "transfer", "M1 +3" },
		{ "purchase", "7.50 EUR" },
		{ "request", "coffee -20" },
	};
	unsigned which = draw(&writing->seed, any ? 19 : 16);

	text_add_format(&writing->text, "%s %s M%u %s ^R%u\n",
			print_day(writing, day), forms[which][0], member,
			forms[which][1], writing->number);
}

static const char *random_lines(struct arena *arena, uint64_t seed, bool any)
{
	struct writing writing = { .seed = seed };

	text_init(&writing.text, arena);
	for (unsigned i = 0; i < MEMBERS; i++)
		text_add_format(&writing.text, "2024-01-01 join M%u ^J%u\n", i,
				i);
	for (; writing.number < LINES; writing.number++) {
		unsigned member = draw(&writing.seed, MEMBERS);
		int32_t day = 20000 + (int32_t)draw(&writing.seed, 300);
		unsigned what = draw(&writing.seed, 10);

		if (what < 4 || writing.sale_count == 0)
			add_sale(&writing, member, day);
		else if (what < 6)
			add_refund(&writing, any);
		else
			add_other(&writing, any, member, day);
	}
	return writing.text.bytes;
}

static void read_book(struct reading *reading, const char *lines, int parts,
		      bool reperform)
{
	struct replay_options options = { .findings = true,
					  .reperform = reperform,
					  .parts = parts };

	arena_init(&reading->arena);
	diagnostics_init(&reading->diagnostics, &reading->arena);
	journal_init(&reading->journal, &reading->arena, 7);
	programs_init(&reading->programs, &reading->arena);
	programs_add(&reading->programs,
		     source_new(&reading->arena, "a.yaml", slice_from(rules)),
		     DAY_NONE, &reading->diagnostics);
	programs_add(
		&reading->programs,
		source_new(&reading->arena, "b.yaml", slice_from(later_rules)),
		(struct day){ 20180 }, &reading->diagnostics);
	if (reading->diagnostics.first != NULL)
		cr_assert_fail("%s", reading->diagnostics.first->message);
	parser_parse(
		&reading->journal,
		source_new(&reading->arena, "book.points", slice_from(lines)),
		&reading->diagnostics);
	journal_index(&reading->journal, &reading->diagnostics);
	options.as_of = (struct day){ 20280 };
	reading->book =
		replay_run(&reading->arena, &reading->journal,
			   &reading->programs, &options, &reading->diagnostics);
}

/* ---- all of a book as text ---- */

static void add_lots(struct text *text, const struct book *book)
{
	for (size_t i = 0; i < book->lot_count; i++) {
		const struct lot *lot = &book->lots[i];
		text_add_format(
			text,
			"lot %zu: %u %u %u %u %d %d %d %u %u %ld %ld %ld "
			"%ld\n",
			i, lot->account, lot->event, lot->next, lot->previous,
			lot->earned.number, lot->usable_from.number,
			lot->expires.number, lot->origin, lot->flags,
			(long)lot->points, (long)lot->remaining,
			(long)lot_held(book, lot),
			(long)lot_expired(book, lot));
	}
}

static void add_accounts(struct text *text, const struct book *book)
{
	for (size_t i = 0; i < book->account_count; i++) {
		const struct account *a = &book->accounts[i];
		text_add_format(text,
				"account %zu: %u %u %u %u %ld %ld %ld %ld %ld "
				"%ld %ld %ld %ld %d %d\n",
				i, a->member, a->unit, a->next,
				a->lots[0].first, (long)a->balance,
				(long)a->issued, (long)a->reserved,
				(long)a->deficit, (long)a->opening,
				(long)a->redeemed, (long)a->expired,
				(long)a->clawed_back, (long)a->adjusted,
				a->inactive_until.number, a->debts == NONE);
	}
}

static void add_members(struct text *text, const struct book *book)
{
	for (size_t i = 0; i < book->member_count; i++) {
		const struct member *m = &book->members[i];
		struct tier_status status =
			tier_status_on(m->tier, book->as_of);
		text_add_format(
			text,
			"member %zu: %u %d %u %u %ld %d %d %d %d %d %d %ld\n",
			i, m->status, m->level, m->accounts, m->visits,
			(long)m->spend, m->last_activity.number,
			m->first_purchase.number, m->last_purchase.number,
			m->level_since.number, m->level_until.number,
			status.level, (long)status.metric);
	}
}

static void add_effects(struct text *text, const struct reading *reading)
{
	const struct book *book = reading->book;

	for (size_t i = 0; i < reading->journal.event_count; i++) {
		const struct effect *effect = &book->effects[i];
		text_add_format(text, "event %zu: %u %u %u:", i, effect->lot,
				effect->extra, effect->flags);
		for (uint32_t k = effect->consumption; k != NONE;
		     k = book->consumptions[k].next) {
			const struct consumption *taken =
				&book->consumptions[k];
			text_add_format(text, " %u %ld %d", taken->lot,
					(long)taken->points,
					taken->lot == NONE ? (int)taken->account
							   : taken->day.number);
		}
		text_add_char(text, '\n');
	}
	for (size_t i = 0; i < book->sale_count; i++)
		text_add_format(text, "sale %zu: %u %ld %ld %ld\n", i,
				book->sales[i].event,
				(long)book->sales[i].refunded,
				(long)book->sales[i].clawed[0],
				(long)book->sales[i].clawed[1]);
}

static const char *print_book(struct reading *reading)
{
	struct text text;

	text_init(&text, &reading->arena);
	text_add_format(&text, "%zu applied, %d to %d\n",
			reading->book->applied, reading->book->first_day.number,
			reading->book->last_day.number);
	add_lots(&text, reading->book);
	add_accounts(&text, reading->book);
	add_members(&text, reading->book);
	add_effects(&text, reading);
	diagnostics_sort(&reading->diagnostics);
	for (const struct diagnostic *one = reading->diagnostics.first;
	     one != NULL; one = one->next) {
		text_add_format(&text, "%s %zu %s\n",
				diagnostic_kind(one->id)->name, one->at.offset,
				one->message);
		for (const struct diagnostic_note *note = one->notes;
		     note != NULL; note = note->next)
			text_add_format(&text, "  %s\n", note->message);
	}
	return text.bytes;
}

/* Says where two texts differ first. */
static void expect_text(const char *found, const char *expected, uint64_t seed,
			int parts)
{
	const char *line = found;
	const char *other = expected;

	for (; *found == *expected && *found != '\0'; found++, expected++)
		if (*found == '\n') {
			line = found + 1;
			other = expected + 1;
		}
	if (*found != *expected)
		cr_assert_fail("book %lu in %d parts: %.*s, not %.*s",
			       (unsigned long)seed, parts,
			       (int)strcspn(line, "\n"), line,
			       (int)strcspn(other, "\n"), other);
}

static void compare_books(uint64_t seed, bool any, bool reperform)
{
	struct arena arena;

	arena_init(&arena);
	const char *lines = random_lines(&arena, seed, any);
	struct reading whole;
	read_book(&whole, lines, -1, reperform);
	const char *expected = print_book(&whole);
	for (int parts = 1; parts <= PARALLEL_MAX; parts++) {
		struct reading reading;
		read_book(&reading, lines, parts, reperform);
		expect_text(print_book(&reading), expected, seed, parts);
		arena_release(&reading.arena);
	}
	arena_release(&whole.arena);
	arena_release(&arena);
}

Test(engine_replay_parts, random_books_are_the_same_in_parts)
{
	for (uint64_t seed = 1; seed <= BOOKS; seed++) {
		compare_books(seed, false, false);
		compare_books(seed, false, true);
	}
}

Test(engine_replay_parts, books_that_are_no_use_in_parts_are_the_same)
{
	for (uint64_t seed = 1; seed <= BOOKS / 4; seed++)
		compare_books(seed, true, true);
}
