/*
 * A large source in parts, one a thread. Each part ends with a line. Its lines
 * are counted first, so that it knows its line numbers and where its events
 * belong in the journal's array; its other tables are its own, and go into
 * the journal's afterwards, in the order of the parts: names get the numbers
 * that they would have had.
 *
 * Complaints depend on what came before (how many there were, what a merge
 * left open). So the first one ends the attempt, and the source is read again
 * from its beginning in one go.
 */
#include <stdatomic.h>
#include <string.h>

#include "base/arena.h"
#include "base/parallel.h"
#include "journal/parser_state.h"

enum {
	BLOCK = 128 /* newlines are counted in bytes, so at most 255 */
};

/* What the numbers of a part's names are in the journal. */
struct names {
	uint32_t *members, *words, *units, *keys;
};

struct part {
	struct slice text;
	size_t lines; /* newlines of the text */
	struct arena arena;
	struct diagnostics diagnostics;
	struct journal journal; /* the first part's is the whole's */
	bool fine;
	struct names names;
	size_t attributes, quantities; /* where its own begin */
};

struct parts {
	const struct parser *parser; /* as each of them begins */
	struct part list[PARALLEL_MAX];
	size_t count;
	atomic_bool stop;
};

/* Cuts the text behind lines. */
static void cut_text(struct parts *parts, struct slice text)
{
	size_t from = 0;

	for (size_t i = 0; i < parts->count; i++) {
		size_t to = text.length / parts->count * (i + 1);

		to = to < from ? from : to;
		if (i + 1 == parts->count)
			to = text.length;
		else
			to += slice_find(slice_from_offset(text, to), '\n');
		to = to < text.length ? to + 1 : text.length;
		parts->list[i].text =
			(struct slice){ text.text + from, to - from };
		from = to;
	}
}

/* The newlines of a block; the compiler makes a few vector instructions of it,
 * as there is no early exit. */
static size_t count_block(const char *block)
{
	unsigned char count = 0;

	for (size_t i = 0; i < BLOCK; i++)
		count = (unsigned char)(count + (block[i] == '\n'));
	return count;
}

static void count_lines(void *context, size_t number)
{
	struct parts *parts = context;
	struct part *part = &parts->list[number];
	const char *at = part->text.text;
	const char *end = at + part->text.length;
	size_t lines = 0;

	for (; end - at >= BLOCK; at += BLOCK)
		lines += count_block(at);
	for (; at < end; at++)
		lines += *at == '\n';
	part->lines = lines;
}

/* Gives each part its place among the events and tables of its own. */
static void lay_out(struct parts *parts)
{
	struct journal *journal = parts->parser->journal;
	size_t size = sizeof(*journal->events);
	size_t first = journal->event_count;
	size_t before = 0;
	size_t events = first;

	for (size_t i = 0; i < parts->count; i++)
		events += parts->list[i].lines;
	if (events > journal->event_capacity) {
		journal->events = arena_resize(journal->arena, journal->events,
					       journal->event_capacity * size,
					       events * size);
		journal->event_capacity = events;
	}
	for (size_t i = 0; i < parts->count; i++) {
		struct part *part = &parts->list[i];

		arena_init(&part->arena);
		diagnostics_init(&part->diagnostics, &part->arena);
		if (i == 0) {
			part->journal = *journal;
			part->journal.event_capacity = first + part->lines;
		} else {
			journal_init(&part->journal, &part->arena,
				     journal->seed);
			part->journal.sources = journal->sources;
			part->journal.source_count = journal->source_count;
			part->journal.events = journal->events + first + before;
			part->journal.event_capacity = part->lines;
		}
		before += part->lines;
	}
}

static void parse_part(void *context, size_t number)
{
	struct parts *parts = context;
	struct part *part = &parts->list[number];
	struct parser parser = *parts->parser;
	struct slice tail;

	parser.journal = &part->journal;
	parser.diagnostics = &part->diagnostics;
	parser.stop = &parts->stop;
	tail = parser_take_lines(&parser, part->text);
	part->fine = tail.length == 0 && !part->diagnostics.first;
	if (!part->fine)
		atomic_store(&parts->stop, true);
}

/* The journal's numbers of a part's names, which are added. */
static uint32_t *add_names(struct part *part, struct intern *to,
			   const struct intern *from)
{
	uint32_t *numbers =
		arena_take_array(&part->arena, from->count, sizeof(*numbers));

	intern_add_all(to, from->texts, from->count, numbers);
	return numbers;
}

/* Adds the names, attributes and points of a part to the journal's. */
static void join_tables(struct journal *journal, struct part *part)
{
	const struct journal *own = &part->journal;

	part->names = (struct names){
		.members = add_names(part, &journal->members, &own->members),
		.words = add_names(part, &journal->words, &own->words),
		.units = add_names(part, &journal->units, &own->units),
		.keys = add_names(part, &journal->keys, &own->keys),
	};
	journal->kinds |= own->kinds;
	part->attributes = journal->attribute_count;
	part->quantities = journal->quantity_count;
	journal->attributes = arena_grow(
		journal->arena, journal->attributes,
		journal->attribute_count + own->attribute_count,
		sizeof(*journal->attributes), &journal->attribute_capacity);
	journal->quantities = arena_grow(
		journal->arena, journal->quantities,
		journal->quantity_count + own->quantity_count,
		sizeof(*journal->quantities), &journal->quantity_capacity);
	for (size_t i = 0; i < own->attribute_count; i++) {
		struct attribute attribute = own->attributes[i];

		if (attribute.key >= KEY_COUNT)
			attribute.key =
				KEY_COUNT +
				part->names.keys[attribute.key - KEY_COUNT];
		journal->attributes[journal->attribute_count++] = attribute;
	}
	for (size_t i = 0; i < own->quantity_count; i++) {
		struct quantity quantity = own->quantities[i];

		quantity.unit = (uint8_t)part->names.units[quantity.unit];
		journal->quantities[journal->quantity_count++] = quantity;
	}
}

/* Gives an event of a part the journal's numbers. */
static void renumber_event(const struct part *part, struct event *event)
{
	const struct names *names = &part->names;

	event->attributes += (uint32_t)part->attributes;
	if (event->quantities > 0)
		event->more += (uint32_t)part->quantities;
	if (event->member != INTERN_NONE)
		event->member = names->members[event->member];
	event->unit = (uint8_t)names->units[event->unit];
	if (event->operand == INTERN_NONE)
		return;
	event->operand =
		event->kind == EVENT_TRANSFER || event->kind == EVENT_MERGE
			? names->members[event->operand]
			: names->words[event->operand];
}

static void renumber_part(void *context, size_t number)
{
	struct parts *parts = context;
	struct part *part = &parts->list[number];

	for (size_t i = 0; number > 0 && i < part->journal.event_count; i++)
		renumber_event(part, &part->journal.events[i]);
}

/* Puts the parts together; false when they have too many units. */
static bool join_parts(struct parts *parts, struct journal *journal)
{
	for (size_t i = 1; i < parts->count; i++)
		join_tables(journal, &parts->list[i]);
	if (journal->units.count > UNITS_LIMIT)
		return false;
	parallel_run(parts->count, renumber_part, parts);
	for (size_t i = 1; i < parts->count; i++) {
		const struct part *part = &parts->list[i];
		struct event *to = &journal->events[journal->event_count];

		if (to != part->journal.events)
			memmove(to, part->journal.events,
				part->journal.event_count * sizeof(*to));
		journal->event_count += part->journal.event_count;
	}
	return true;
}

bool parser_take_parts(struct parser *parser, struct slice text, size_t count)
{
	struct parts parts = { .parser = parser, .count = count };
	struct journal *journal = parser->journal;
	struct journal before = *journal;
	size_t capacity;
	bool fine = true;

	atomic_init(&parts.stop, false);
	cut_text(&parts, text);
	parallel_run(count, count_lines, &parts);
	lay_out(&parts);
	capacity = journal->event_capacity;
	parallel_run(count, parse_part, &parts);
	for (size_t i = 0; i < count; i++)
		fine = fine && parts.list[i].fine;
	/* its tables may have moved */
	*journal = parts.list[0].journal;
	journal->event_capacity = capacity;
	fine = fine && join_parts(&parts, journal);
	for (size_t i = 0; i < count; i++)
		arena_release(&parts.list[i].arena);
	if (fine)
		return true;
	journal->event_count = before.event_count;
	journal->attribute_count = before.attribute_count;
	journal->quantity_count = before.quantity_count;
	return false;
}
