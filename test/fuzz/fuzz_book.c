/*
 * Fuzz target for a whole book: bytes -> journal and rules -> replay ->
 * reports and exports. The input is a journal, then behind each line `%%` a
 * rules file; a first line `; ask: QUERY` is asked of every report. `rules`
 * lines choose among the files by the bytes of their path. Without any file a
 * built-in one is used that has everything an event may need.
 *
 * Of a book that is not BROKEN: the control totals hold, nothing is negative
 * but a deficit, the postings of an account add up to its balance and stand
 * in the order of days, every report and export can be printed, every earning
 * explained; and its canonical lines, last line first, are the same book.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "engine/book.h"
#include "engine/replay.h"
#include "engine/why.h"
#include "exchange/export_points.h"
#include "journal/journal.h"
#include "journal/parser.h"
#include "journal/printer.h"
#include "journal/reference.h"
#include "query/query.h"
#include "report/render.h"
#include "report/report_balance.h"
#include "report/report_check.h"
#include "report/report_history.h"
#include "report/report_lots.h"
#include "report/report_members.h"
#include "report/report_redemptions.h"
#include "report/report_rewards.h"
#include "report/report_scope.h"
#include "report/report_stats.h"
#include "report/report_tiers.h"
#include "report/segments.h"
#include "report/sink.h"

#include "book_rules.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum {
	RULES_MAX = 4, /* rules files in one input */
	ACCOUNTS_MAX = 512,
	EVENTS_MAX = 400 /* of a book that is looked at closely */
};

static void require(bool holds)
{
	if (!holds)
		abort();
}

struct input {
	struct slice query;
	struct slice lines;
	struct slice rules[RULES_MAX];
	size_t rules_count;
};

struct reading {
	struct arena *arena;
	struct diagnostics diagnostics;
	struct journal journal;
	struct programs programs;
	struct segments *segments;
	struct book *book;
};

/* ---- the input's parts ---- */

/* What stands before the next line `%%`; *rest is what follows. */
static struct slice take_part(struct slice *rest)
{
	struct slice all = *rest;
	static const char mark[] = "\n%%\n";

	for (size_t i = 0; i + 4 <= all.length; i++) {
		if (memcmp(all.text + i, mark, 4) != 0)
			continue;
		*rest = slice_from_offset(all, i + 4);
		return (struct slice){ all.text, i + 1 };
	}
	*rest = slice_from_offset(all, all.length);
	return all;
}

static struct input split(struct slice bytes)
{
	struct input input = { .lines = take_part(&bytes) };

	while (bytes.length > 0 && input.rules_count < RULES_MAX)
		input.rules[input.rules_count++] = take_part(&bytes);
	if (input.rules_count == 0)
		input.rules[input.rules_count++] = slice_from(book_rules);
	if (slice_starts(input.lines, "; ask: ")) {
		struct slice rest;
		input.query = slice_from_offset(
			slice_cut(input.lines, '\n', &rest), 7);
	}
	return input;
}

/* ---- reading ---- */

static void add_rules(struct reading *reading, const struct input *input,
		      struct slice path, struct day from)
{
	size_t sum = 0;

	for (size_t i = 0; i < path.length; i++)
		sum += (unsigned char)path.text[i];
	struct source *source =
		source_new(reading->arena, "rules.yaml",
			   input->rules[sum % input->rules_count]);
	(void)programs_add(&reading->programs, source, from,
			   &reading->diagnostics);
}

static void read_rules(struct reading *reading, const struct input *input)
{
	const struct journal *journal = &reading->journal;
	size_t added = 0;

	for (size_t i = 0; i < journal->event_count; i++) {
		const struct event *event = &journal->events[i];
		if (event->kind != EVENT_RULES ||
		    (event->flags & EVENT_DUPLICATE) || added++ > RULES_MAX)
			continue;
		add_rules(reading, input, event_value(journal, event, KEY_PATH),
			  event->day);
	}
	if (added == 0)
		add_rules(reading, input, SLICE(""), DAY_NONE);
}

/* The book of the lines; its `book` stays NULL when it is BROKEN. */
static void read_book(struct reading *reading, struct arena *arena,
		      const struct input *input, struct slice lines,
		      struct replay_options *options)
{
	*reading = (struct reading){ .arena = arena };
	diagnostics_init(&reading->diagnostics, arena);
	journal_init(&reading->journal, arena, 1);
	programs_init(&reading->programs, arena);
	parser_parse(&reading->journal, source_new(arena, "book.points", lines),
		     &reading->diagnostics);
	journal_index(&reading->journal, &reading->diagnostics);
	read_rules(reading, input);
	if (diagnostics_are_broken(&reading->diagnostics))
		return;
	reading->segments =
		segments_new(arena, &reading->programs, &reading->diagnostics);
	if (diagnostics_are_broken(&reading->diagnostics))
		return;
	options->segment = segments_test;
	options->segment_context = reading->segments;
	reading->book = replay_run(arena, &reading->journal, &reading->programs,
				   options, &reading->diagnostics);
	if (diagnostics_are_broken(&reading->diagnostics))
		reading->book = NULL;
}

/* ---- what must hold ---- */

static size_t count_of(const struct reading *reading, enum diagnostic_id id)
{
	size_t count = 0;
	const struct diagnostic *one = reading->diagnostics.first;

	for (; one != NULL; one = one->next)
		count += one->id == id;
	return count;
}

static void check_whole(const struct reading *reading)
{
	const struct book *book = reading->book;

	require(count_of(reading, DIAGNOSTIC_control_total) == 0);
	for (size_t i = 0; i < book->lot_count; i++) {
		const struct lot *lot = &book->lots[i];
		require(lot->points >= 0 && lot->remaining >= 0 &&
			lot_held(book, lot) >= 0 &&
			lot_expired(book, lot) >= 0 &&
			lot_used(book, lot) >= 0);
	}
	for (size_t i = 0; i < book->account_count; i++) {
		const struct account *a = &book->accounts[i];
		require(a->deficit >= 0 && a->reserved >= 0);
		if (a->merged_into != NONE)
			continue;
		require(account_available(book, a) >= 0);
		require(account_available(book, a) + a->reserved +
				account_pending(book, a) - a->deficit ==
			a->balance);
	}
}

static void check_postings(const struct book *book)
{
	static int64_t sums[ACCOUNTS_MAX];

	if (book->account_count > ACCOUNTS_MAX)
		return;
	memset(sums, 0, sizeof(sums));
	for (size_t i = 0; i < book->posting_count; i++) {
		const struct posting *posting = &book->postings[i];
		require(posting->account < book->account_count);
		require(!__builtin_add_overflow(sums[posting->account],
						posting->points,
						&sums[posting->account]));
		require(i == 0 || day_compare(book->postings[i - 1].day,
					      posting->day) <= 0);
	}
	for (size_t i = 0; i < book->account_count; i++)
		require(sums[i] == book->accounts[i].balance);
}

static void check_same_members(const struct reading *a, const struct reading *b)
{
	for (uint32_t i = 0; i < a->book->member_count; i++) {
		struct slice id = intern_text(&a->journal.members, i);
		uint32_t other = intern_find(&b->journal.members, id);
		require(other != INTERN_NONE);
		require(a->book->members[i].level ==
			b->book->members[other].level);
		for (size_t unit = 0; unit < a->programs.unit_count; unit++) {
			const struct account *left =
				book_account(a->book, i, (int)unit);
			const struct account *right =
				book_account(b->book, other, (int)unit);
			require((left ? left->balance : 0) ==
				(right ? right->balance : 0));
			require((left ? left->reserved : 0) ==
				(right ? right->reserved : 0));
		}
	}
}

/* The canonical lines in the opposite order are the same book. */
static void check_other_order(const struct reading *reading,
			      const struct input *input,
			      const struct replay_options *options)
{
	const struct journal *journal = &reading->journal;
	struct replay_options same = *options;
	struct reading again;
	struct text text;

	text_init(&text, reading->arena);
	for (size_t i = journal->event_count; i-- > 0;) {
		printer_add_event(&text, journal, &journal->events[i]);
		text_add_char(&text, '\n');
	}
	read_book(&again, reading->arena, input, text_slice(&text), &same);
	require(again.book != NULL);
	require(again.journal.event_count == journal->event_count);
	check_whole(&again);
	check_postings(again.book);
	check_same_members(reading, &again);
	for (unsigned i = 0; i <= SEVERITY_BROKEN; i++)
		require(reading->diagnostics.counts[i] ==
			again.diagnostics.counts[i]);
}

/* ---- printing everything ---- */

static bool throw_away(void *context, const char *bytes, size_t length)
{
	size_t *written = context;

	(void)bytes;
	*written += length;
	return true;
}

static void drop(void *context, struct slice piece)
{
	size_t *written = context;

	*written += piece.length;
}

struct printing {
	struct arena *arena;
	const struct reading *reading;
	const struct renderer *renderer;
	struct slice query;
	size_t written;
	struct sink sink;
};

/* A table of the report, and its scope with the query when it is one. */
static struct table *begin(struct printing *printing,
			   const struct report *report,
			   struct report_scope *scope)
{
	static const struct render_options plain = { .header = true };
	const struct book *book = printing->reading->book;
	struct query_scope about = { report->fields, book->as_of, book->as_of };
	struct query_error error;

	*scope = (struct report_scope){
		.arena = printing->arena,
		.book = book,
		.segments = printing->reading->segments,
		.from = DAY_NONE,
		.to = DAY_NONE,
	};
	if (report->fields != 0)
		scope->query = query_parse(printing->arena, printing->query,
					   &about, &error);
	sink_init(&printing->sink, printing->arena, throw_away,
		  &printing->written);
	return table_open(printing->arena, report,
			  render_new(printing->arena, printing->renderer,
				     &printing->sink, NULL, &plain));
}

static void end(struct printing *printing, struct table *table)
{
	table_close(table);
	require(sink_flush(&printing->sink));
}

#define PRINT(name, ...)                                                       \
	do {                                                                   \
		struct report_scope scope;                                     \
		struct table *table = begin(printing, &report_##name, &scope); \
		report_##name##_rows(&scope, table __VA_ARGS__);               \
		end(printing, table);                                          \
	} while (0)

static void print_reports(struct printing *printing, size_t salt)
{
	const struct book *book = printing->reading->book;

	PRINT(balance, , true);
	PRINT(balance_by, , (enum balance_group)(salt % 7), true);
	PRINT(history, );
	PRINT(lots, , true);
	PRINT(expiring, ,
	      day_add_span(book->as_of, (struct span){ 1, SPAN_MONTHS }));
	PRINT(members, );
	PRINT(redemptions, );
	PRINT(rewards, );
	PRINT(tiers, );
	if (book->member_count > 0)
		PRINT(rewards_reach, , (uint32_t)(salt % book->member_count));
}

static void print_rest(struct printing *printing)
{
	const struct reading *reading = printing->reading;
	struct report_scope scope;
	struct table *table = begin(printing, &report_stats, &scope);

	report_stats_add(printing->arena, table, reading->book);
	end(printing, table);
	table = begin(printing, &report_check, &scope);
	for (const struct diagnostic *one = reading->diagnostics.first; one;
	     one = one->next)
		report_check_add(table, one);
	end(printing, table);
}

static void print_all(const struct reading *reading, struct slice query,
		      size_t salt)
{
	struct export_output nowhere = { NULL, drop };
	struct printing printing = {
		.arena = reading->arena,
		.reading = reading,
		.query = query,
	};
	size_t formats = 0;

	while (render_list(formats) != NULL)
		formats++;
	const struct render_format *format = render_list(salt % formats);
	if (format->renderer->begin == NULL || format->renderer->is_binary)
		format = render_list(0);
	printing.renderer = format->renderer;
	print_reports(&printing, salt / formats);
	print_rest(&printing);
	nowhere.context = &printing.written;
	export_points_write(reading->arena, reading->book,
			    (enum export_target)(salt % 3), &nowhere);
}

/* Why the nth event earned what it did. */
static void explain(const struct reading *reading,
		    const struct replay_options *options, size_t salt)
{
	struct why why = { .event = NONE, .member = NONE };

	if (reading->journal.event_count == 0)
		return;
	why.event = (uint32_t)(salt % reading->journal.event_count);
	why.member = reading->journal.events[why.event].member;
	if (reading->journal.events[why.event].flags & EVENT_DUPLICATE ||
	    !day_is_real(reading->journal.events[why.event].day))
		return;
	why_find(reading->arena, &reading->journal, &reading->programs, options,
		 &why);
}

/* The close of the last line's day, or some days later or earlier. */
static struct day choose_day(struct arena *arena, struct slice lines,
			     size_t salt)
{
	struct diagnostics diagnostics;
	struct journal journal;
	struct day last = { 20000 };

	diagnostics_init(&diagnostics, arena);
	journal_init(&journal, arena, 1);
	parser_parse(&journal, source_new(arena, "book.points", lines),
		     &diagnostics);
	for (size_t i = 0; i < journal.event_count; i++)
		if (i == 0 || day_compare(journal.events[i].day, last) > 0)
			last = journal.events[i].day;
	if (!day_is_real(last))
		return (struct day){ 20000 };
	struct span span = { (int32_t)(salt % 128), SPAN_DAYS };
	return salt % 8 == 0 ? day_subtract_span(last, span)
			     : day_add_span(last, span);
}

static void print_complaints(const struct reading *reading)
{
	struct text text;

	text_init(&text, reading->arena);
	for (const struct diagnostic *one = reading->diagnostics.first;
	     one != NULL && text.length < 65536; one = one->next)
		diagnostic_print(&text, one, false);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input input = split((struct slice){ (const char *)data, size });
	struct reading reading;
	struct arena arena;
	struct replay_options options = {
		.postings = true,
		.reperform = true,
		.findings = true,
	};

	arena_init(&arena);
	options.as_of = choose_day(&arena, input.lines, size);
	read_book(&reading, &arena, &input, input.lines, &options);
	print_complaints(&reading);
	if (reading.book != NULL && reading.journal.event_count < EVENTS_MAX) {
		check_whole(&reading);
		check_postings(reading.book);
		print_all(&reading, input.query, size);
		explain(&reading, &options, size);
		check_other_order(&reading, &input, &options);
	}
	arena_release(&arena);
	return 0;
}
