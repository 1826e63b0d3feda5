/*
 * The new lines are read like any journal, replayed with the book, and get
 * the points they earn; what will be written is then read once more and must
 * print as itself. Only so do lines leave this module.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/bug.h"
#include "exchange/import_state.h"
#include "journal/parser.h"
#include "journal/printer.h"
#include "journal/reference.h"
#include "rules/program.h"

/* Points of an event in one unit. */
struct earned {
	int64_t points;
	uint32_t next; /* of the same event, NONE */
	uint8_t unit;
};

static const char new_lines[] = "the new lines";

enum {
	ROUNDS_MAX = 10 /* of bonuses that fall due by bonuses */
};

struct fill {
	struct import *import;
	size_t first; /* of the new events */
	uint32_t *heads;
	struct earned *list;
	size_t count, capacity;
};

/* The lines from one on as one text in the arena. */
static struct slice join_lines(struct arena *arena,
			       const struct import_plan *plan, size_t from)
{
	size_t length = 0;
	char *text;
	char *at;

	for (size_t i = from; i < plan->line_count; i++)
		length += plan->lines[i].text.length + 1;
	text = at = arena_take(arena, length + 1);
	for (size_t i = from; i < plan->line_count; i++) {
		struct slice line = plan->lines[i].text;

		memcpy(at, line.text, line.length);
		at[line.length] = '\n';
		at += line.length + 1;
	}
	return (struct slice){ text, length };
}

/* What rows were made of is no longer needed. */
static void release_rows(struct import *import)
{
	arena_release(import->arena);
	import->tickets = NULL;
	import->people = NULL;
	import->ticket_count = import->person_count = 0;
	text_init(&import->scratch, import->arena);
}

/* Reads the lines from one on into the journal; false when one cannot be
 * read, which is said. */
static bool read_lines(struct import *import, size_t from)
{
	struct journal *journal = import->journal;
	size_t before = journal->event_count;
	struct diagnostics wrong;

	diagnostics_init(&wrong, import->arena);
	parser_parse(journal,
		     source_new(journal->arena, new_lines,
				join_lines(journal->arena, import->plan, from)),
		     &wrong);
	journal_index(journal, &wrong);
	for (size_t i = before; i < journal->event_count; i++)
		journal->events[i].flags |= EVENT_NEW;
	if (!diagnostics_are_broken(&wrong) &&
	    journal->event_count - before == import->plan->line_count - from)
		return true;
	for (const struct diagnostic *one = wrong.first; one; one = one->next)
		diagnostic_add(import->diagnostics, one->id, one->at, "%s",
			       one->message);
	return false;
}

/* Replays the book with the new lines. */
static const struct book *replay(struct import *import)
{
	struct replay_options options = {
		.as_of = import->book->as_of,
		.postings = true,
		.findings = true,
		.segment = import->base->segment,
		.segment_context = import->base->segment_context,
	};
	struct diagnostics found;
	const struct book *book;
	const struct import_plan *plan = import->plan;

	if (day_compare(options.as_of, import->options->today) < 0)
		options.as_of = import->options->today;
	for (size_t i = 0; i < plan->line_count; i++)
		if (day_compare(options.as_of, plan->lines[i].day) < 0)
			options.as_of = plan->lines[i].day;
	diagnostics_init(&found, import->arena);
	book = replay_run(import->keep, import->journal, import->base->programs,
			  &options, &found);
	for (const struct diagnostic *one = found.first; one; one = one->next) {
		enum severity severity = diagnostic_kind(one->id)->severity;

		if (!one->at.source ||
		    strcmp(one->at.source->name, new_lines) != 0)
			continue;
		if (severity == SEVERITY_BROKEN)
			diagnostic_add(import->diagnostics, one->id, one->at,
				       "%s", one->message);
		else if (severity == SEVERITY_FINDING)
			import->plan->findings++;
	}
	return diagnostics_are_broken(&found) ? NULL : book;
}

/* --- points ----------------------------------------------------------------- */

static bool is_own(enum posting_kind kind)
{
	return kind == POSTING_SALE || kind == POSTING_CLAWBACK ||
	       kind == POSTING_REDEEM || kind == POSTING_BONUS ||
	       kind == POSTING_OPENING;
}

static void add_posting(struct fill *fill, const struct posting *posting,
			uint8_t unit)
{
	uint32_t *head = &fill->heads[posting->event - fill->first];
	uint32_t at = *head;

	assert(at == NONE || fill->list);
	while (at != NONE && fill->list[at].unit != unit)
		at = fill->list[at].next;
	if (at == NONE) {
		fill->list = arena_grow(fill->import->arena, fill->list,
					fill->count + 1, sizeof(*fill->list),
					&fill->capacity);
		at = (uint32_t)fill->count++;
		fill->list[at] = (struct earned){ 0, *head, unit };
		*head = at;
	}
	(void)amount_add(fill->list[at].points, posting->points,
			 &fill->list[at].points);
}

static void gather(struct fill *fill, const struct book *book)
{
	size_t count = fill->import->journal->event_count - fill->first;

	fill->heads = arena_take_array(fill->import->arena, count,
				       sizeof(*fill->heads));
	for (size_t i = 0; i < count; i++)
		fill->heads[i] = NONE;
	for (size_t i = 0; i < book->posting_count; i++) {
		const struct posting *posting = &book->postings[i];

		if (posting->event >= fill->first &&
		    is_own((enum posting_kind)posting->kind))
			add_posting(fill, posting,
				    book->accounts[posting->account].unit);
	}
}

/* The unit as the journal writes it on that day. */
static uint8_t written_unit(struct import *import, struct day day, uint8_t unit)
{
	const struct programs *programs = import->base->programs;
	const struct program *program = programs_on(programs, day);

	if (program && program->first_unit == unit)
		return UNIT_DEFAULT;
	return (uint8_t)intern_add(&import->journal->units,
				   programs->units[unit].name);
}

/* Gives an event another quantity. */
static void add_quantity(struct import *import, struct event *event,
			 int64_t points, uint8_t unit)
{
	struct journal *journal = import->journal;
	uint8_t scale = (uint8_t)import->base->programs->units[unit].decimals;
	uint8_t written = written_unit(import, event->day, unit);

	if (event->quantities++ == 0) {
		event->points = points;
		event->scale = scale & 15u;
		event->unit = written;
		event->more = (uint32_t)journal->quantity_count;
		return;
	}
	journal->quantities = arena_grow(journal->arena, journal->quantities,
					 journal->quantity_count + 1,
					 sizeof(*journal->quantities),
					 &journal->quantity_capacity);
	journal->quantities[journal->quantity_count++] =
		(struct quantity){ points, scale, written };
}

static void fill_event(struct fill *fill, struct event *event, uint32_t head)
{
	struct import *import = fill->import;
	bool computes = event->kind == EVENT_PURCHASE ||
			event->kind == EVENT_REFUND ||
			event->kind == EVENT_REDEEM;
	int unit = 0;

	if (!computes || event->quantities > 0)
		return;
	assert(head == NONE || fill->list);
	/* Units in their order, whatever the order they were earned in. */
	for (unit = 0; unit < (int)import->base->programs->unit_count; unit++)
		for (uint32_t i = head; i != NONE; i = fill->list[i].next)
			if (fill->list[i].unit == unit &&
			    fill->list[i].points != 0)
				add_quantity(import, event,
					     fill->list[i].points,
					     (uint8_t)unit);
	if (event->quantities == 0 && event->kind != EVENT_REDEEM)
		add_quantity(import, event, 0, (uint8_t)import->plan->unit);
}

/* What the new lines give and take, for the report. */
static void sum_points(struct fill *fill, const struct event *event,
		       uint32_t head)
{
	struct import_plan *plan = fill->import->plan;
	enum import_outcome outcome =
		event->kind == EVENT_REFUND  ? IMPORT_REFUNDS
		: event->kind == EVENT_BONUS ? IMPORT_BONUSES
					     : IMPORT_NEW;
	int64_t *sum = &plan->totals[outcome].points;

	assert(head == NONE || fill->list);
	for (uint32_t i = head; i != NONE; i = fill->list[i].next)
		if (fill->list[i].unit == plan->unit)
			(void)amount_add(*sum, fill->list[i].points, sum);
}

/* --- read once more --------------------------------------------------------- */

/* The lines as they will be written must read as what they print. */
static void check_again(const struct import *import)
{
	const struct import_plan *plan = import->plan;
	struct arena arena;
	struct journal again;
	struct diagnostics wrong;
	struct text line;

	arena_init(&arena);
	journal_init(&again, &arena, import->journal->seed);
	diagnostics_init(&wrong, &arena);
	text_init(&line, &arena);
	parser_parse(&again,
		     source_new(&arena, new_lines, join_lines(&arena, plan, 0)),
		     &wrong);
	if (wrong.first || again.event_count != plan->line_count)
		BUG("a line of an import does not read as it was made");
	for (size_t i = 0; i < again.event_count; i++) {
		text_clear(&line);
		printer_add_event(&line, &again, &again.events[i]);
		if (!slice_equal(text_slice(&line), plan->lines[i].text))
			BUG("a line of an import does not print as it reads");
	}
	arena_release(&arena);
}

/* Reads and replays until no further bonus falls due; NULL when it cannot be
 * done, which was said. */
static const struct book *settle(struct import *import)
{
	const struct import_plan *plan = import->plan;
	const struct book *book = NULL;
	size_t from = 0;

	for (int round = 0; round < ROUNDS_MAX; round++) {
		if (!read_lines(import, from))
			return NULL;
		if (round == 0)
			release_rows(import);
		from = plan->line_count;
		import->plan->findings = 0;
		book = replay(import);
		if (!book || import_add_due(import, book) == 0)
			break;
	}
	return from == plan->line_count || !book ? book : NULL;
}

/* A line and where it stood. */
struct placed_line {
	struct import_line line;
	size_t place;
};

static int compare_days(const void *a, const void *b)
{
	const struct placed_line *one = a;
	const struct placed_line *other = b;
	int order = day_compare(one->line.day, other->line.day);

	return order ? order : one->place < other->place ? -1 : 1;
}

/* Bonuses stand behind the lines they came of: to their days with them. */
static void sort_lines(struct import *import)
{
	struct import_plan *plan = import->plan;
	struct placed_line *list = arena_take_array(
		import->arena, plan->line_count, sizeof(*list));

	for (size_t i = 0; i < plan->line_count; i++)
		list[i] = (struct placed_line){ plan->lines[i], i };
	qsort(list, plan->line_count, sizeof(*list), compare_days);
	for (size_t i = 0; i < plan->line_count; i++)
		plan->lines[i] = list[i].line;
}

void import_fill_points(struct import *import)
{
	struct fill fill = { .import = import,
			     .first = import->journal->event_count };
	struct import_plan *plan = import->plan;
	const struct book *book = NULL;
	struct text line;

	if (plan->line_count == 0)
		return;
	import_find_due(import);
	book = settle(import);
	if (!book) {
		plan->is_refused = true;
		return;
	}
	gather(&fill, book);
	text_init(&line, import->arena);
	for (size_t i = 0; i < plan->line_count; i++) {
		struct event *event = &import->journal->events[fill.first + i];

		fill_event(&fill, event, fill.heads[i]);
		sum_points(&fill, event, fill.heads[i]);
		text_clear(&line);
		printer_add_event(&line, import->journal, event);
		plan->lines[i].text =
			arena_copy_slice(import->keep, text_slice(&line));
	}
	check_again(import);
	if (plan->totals[IMPORT_BONUSES].events > 0)
		sort_lines(import);
	plan->book = book;
}
