/*
 * The new lines are read like any journal, replayed with the book, and get
 * the points they earn; what will be written is then read once more and must
 * print as itself. Only so do lines leave this module.
 */
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

struct fill {
	struct import *import;
	size_t first; /* of the new events */
	uint32_t *heads;
	struct earned *list;
	size_t count, capacity;
};

/* All lines as one text. */
static struct slice join_lines(struct import *import)
{
	struct text text;

	text_init(&text, import->arena);
	for (size_t i = 0; i < import->plan->line_count; i++) {
		text_add_slice(&text, import->plan->lines[i].text);
		text_add_char(&text, '\n');
	}
	return text_slice(&text);
}

/* Reads the lines into the journal; false when one cannot be read, which is
 * said. */
static bool read_lines(struct import *import)
{
	struct journal *journal = import->journal;
	size_t before = journal->event_count;
	struct diagnostics wrong;

	diagnostics_init(&wrong, import->arena);
	parser_parse(
		journal,
		source_new(import->arena, "the new lines", join_lines(import)),
		&wrong);
	journal_index(journal, &wrong);
	for (size_t i = before; i < journal->event_count; i++)
		journal->events[i].flags |= EVENT_NEW;
	if (!diagnostics_are_broken(&wrong) &&
	    journal->event_count - before == import->plan->line_count)
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
	book = replay_run(import->arena, import->journal,
			  import->base->programs, &options, &found);
	for (const struct diagnostic *one = found.first; one; one = one->next) {
		enum severity severity = diagnostic_kind(one->id)->severity;

		if (!one->at.source ||
		    strcmp(one->at.source->name, "the new lines") != 0)
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
		event->scale = scale;
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
		event->kind == EVENT_REFUND ? IMPORT_REFUNDS : IMPORT_NEW;
	int64_t *sum = &plan->totals[outcome].points;

	for (uint32_t i = head; i != NONE; i = fill->list[i].next)
		if (fill->list[i].unit == plan->unit)
			(void)amount_add(*sum, fill->list[i].points, sum);
}

/* --- read once more --------------------------------------------------------- */

/* The lines as they will be written must read as what they print. */
static void check_again(struct import *import)
{
	struct journal again;
	struct diagnostics wrong;
	struct text line;

	journal_init(&again, import->arena, import->journal->seed);
	diagnostics_init(&wrong, import->arena);
	text_init(&line, import->arena);
	parser_parse(
		&again,
		source_new(import->arena, "the new lines", join_lines(import)),
		&wrong);
	if (wrong.first || again.event_count != import->plan->line_count)
		BUG("a line of an import does not read as it was made");
	for (size_t i = 0; i < again.event_count; i++) {
		text_clear(&line);
		printer_add_event(&line, &again, &again.events[i]);
		if (!slice_equal(text_slice(&line),
				 import->plan->lines[i].text))
			BUG("a line of an import does not print as it reads");
	}
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
	if (read_lines(import))
		book = replay(import);
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
			arena_copy_slice(import->arena, text_slice(&line));
	}
	check_again(import);
	plan->book = book;
}
