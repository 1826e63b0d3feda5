/*
 * Sources in parts, one a thread: a large one, or the many small ones of a
 * book that has a file for each month. Each part is a piece of a source or
 * several pieces that follow on one another, and ends with a line. Its lines
 * are counted first, so that it knows where its events belong in the journal's
 * array; its other tables are its own, and go into the journal's afterwards,
 * in the order of the parts: names get the numbers that they would have had.
 *
 * Complaints depend on what came before (how many there were, what a merge
 * left open). So the first one ends the attempt, and the sources are read
 * again from the beginning in one go.
 */
#include <stdatomic.h>
#include <string.h>

#include "base/arena.h"
#include "base/parallel.h"
#include "journal/parser_state.h"

enum {
	BLOCK = 128,         /* newlines are counted in bytes, at most 255 */
	LEAD = 96 << 10,     /* bytes a thread is behind when it begins */
	COUNT_FROM = 2 << 20 /* bytes whose lines are counted in threads */
};

/* What the numbers of a part's names are in the journal. */
struct names {
	uint32_t *members, *words, *units, *keys;
};

/* Lines of one source. */
struct piece {
	size_t source; /* its number in the journal */
	struct slice text;
};

struct part {
	struct piece *pieces;
	size_t piece_count;
	size_t bytes; /* of the pieces */
	size_t lines; /* and their newlines */
	struct arena arena;
	struct diagnostics diagnostics;
	struct journal journal; /* the first part's is the whole's */
	bool fine;
	struct names names;
	size_t attributes, quantities; /* where its own begin */
};

struct parts {
	struct journal *journal;
	size_t first; /* number of the first source */
	size_t bytes;
	bool alone; /* none of them may include a file */
	struct part list[PARALLEL_MAX];
	size_t count;
	size_t last; /* the part that is being filled */
	atomic_bool stop;
};

/* The lines of a source, without a byte-order mark. */
static struct slice text_of(const struct parts *parts, size_t source)
{
	struct slice text = parts->journal->sources[source]->text;

	return slice_starts(text, "\xef\xbb\xbf") ? slice_from_offset(text, 3)
						  : text;
}

/* Cuts a text behind the line in which `room` bytes end; the rest. */
static struct slice cut_line(struct slice *text, size_t room)
{
	struct slice rest = slice_from_offset(*text, room);

	slice_cut(rest, '\n', &rest);
	text->length -= rest.length;
	return rest;
}

/* The bytes of a part. The caller's is larger, as it begins first; all
 * together are more than there are, so that the last one is never full. */
static size_t share_of(const struct parts *parts, size_t number)
{
	size_t share = parts->bytes / parts->count + 1;
	size_t lead = LEAD / parts->count;

	if (share < LEAD)
		return share;
	return number == 0 ? share + lead * (parts->count - 1) : share - lead;
}

/* Puts a text behind the latest part that has room for some of it, the rest of
 * it behind the next. */
static void add_text(struct parts *parts, size_t source, struct slice text)
{
	while (text.length > 0) {
		struct part *part = &parts->list[parts->last];
		struct piece piece = { source, text };
		size_t share = share_of(parts, parts->last);

		text.length = 0;
		if (part->bytes >= share) {
			part[1].pieces = part->pieces + part->piece_count;
			part++;
			share = share_of(parts, ++parts->last);
		}
		if (piece.text.length > share - part->bytes)
			text = cut_line(&piece.text, share - part->bytes);
		part->pieces[part->piece_count++] = piece;
		part->bytes += piece.text.length;
	}
}

/* Deals the sources out: to each part its share, in their order. */
static void cut_sources(struct parts *parts)
{
	struct journal *journal = parts->journal;
	size_t most = journal->source_count - parts->first + parts->count;

	for (size_t i = parts->first; i < journal->source_count; i++)
		parts->bytes += text_of(parts, i).length;
	parts->list[0].pieces =
		arena_take_array(journal->arena, most, sizeof(struct piece));
	for (size_t i = parts->first; i < journal->source_count; i++)
		add_text(parts, i, text_of(parts, i));
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

	for (size_t i = 0; i < part->piece_count; i++) {
		const char *at = part->pieces[i].text.text;
		const char *end = at + part->pieces[i].text.length;

		for (; end - at >= BLOCK; at += BLOCK)
			part->lines += count_block(at);
		for (; at < end; at++)
			part->lines += *at == '\n';
	}
}

/* A thread is worth more than a few of them. */
static void count_all_lines(struct parts *parts)
{
	if (parts->bytes >= COUNT_FROM)
		parallel_run(parts->count, count_lines, parts);
	else
		for (size_t i = 0; i < parts->count; i++)
			count_lines(parts, i);
}

/* Room for the attributes that lines usually have: growing leaves holes. */
static void reserve_attributes(struct journal *journal, size_t lines)
{
	size_t size = sizeof(*journal->attributes);
	size_t wanted = journal->attribute_count + lines * 5 / 2;

	if (wanted <= journal->attribute_capacity)
		return;
	journal->attributes =
		arena_resize(journal->arena, journal->attributes,
			     journal->attribute_capacity * size, wanted * size);
	journal->attribute_capacity = wanted;
}

/* Gives each part its place among the events and tables of its own. */
static void lay_out(struct parts *parts)
{
	struct journal *journal = parts->journal;
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

		arena_init_within(&part->arena, journal->arena,
				  i > 0 ? part->bytes / 4 * 3 : 0);
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
		reserve_attributes(&part->journal, part->lines);
		before += part->lines;
	}
}

/* True when something was read that may include other files. */
static bool includes(const struct journal *journal)
{
	return journal_may_have(journal, EVENT_INCLUDE) ||
	       journal_may_have(journal, EVENT_INCLUDE_OPTIONAL);
}

static void parse_part(void *context, size_t number)
{
	struct parts *parts = context;
	struct part *part = &parts->list[number];

	part->fine = true;
	for (size_t i = 0; part->fine && i < part->piece_count; i++) {
		struct parser parser;
		struct slice tail;

		parser_init(&parser, &part->journal, part->pieces[i].source,
			    &part->diagnostics);
		parser.stop = &parts->stop;
		tail = parser_take_lines(&parser, part->pieces[i].text);
		part->fine = tail.length == 0 && !part->diagnostics.first &&
			     !(parts->alone && includes(&part->journal));
	}
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

/* The first part has the journal's numbers. */
static void renumber_part(void *context, size_t number)
{
	struct parts *parts = context;
	struct part *part = &parts->list[number + 1];

	for (size_t i = 0; i < part->journal.event_count; i++)
		renumber_event(part, &part->journal.events[i]);
}

/* Puts the parts together; false when they have too many units. */
static bool join_parts(struct parts *parts, struct journal *journal)
{
	for (size_t i = 1; i < parts->count; i++)
		join_tables(journal, &parts->list[i]);
	if (journal->units.count > UNITS_LIMIT)
		return false;
	parallel_run(parts->count - 1, renumber_part, parts);
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

bool parser_take_parts(struct journal *journal, size_t first, size_t count,
		       bool alone)
{
	struct parts parts = { .journal = journal,
			       .first = first,
			       .alone = alone,
			       .count = count };
	struct journal before = *journal;
	size_t capacity;
	bool fine = true;

	/* an include line read before is no matter */
	journal->kinds = 0;
	atomic_init(&parts.stop, false);
	cut_sources(&parts);
	count_all_lines(&parts);
	lay_out(&parts);
	capacity = journal->event_capacity;
	parallel_run(count, parse_part, &parts);
	for (size_t i = 0; i < count; i++)
		fine = fine && parts.list[i].fine;
	/* its tables may have moved */
	*journal = parts.list[0].journal;
	journal->event_capacity = capacity;
	fine = fine && join_parts(&parts, journal);
	journal->kinds |= before.kinds;
	for (size_t i = 0; i < count; i++)
		arena_release(&parts.list[i].arena);
	if (fine)
		return true;
	journal->event_count = before.event_count;
	journal->attribute_count = before.attribute_count;
	journal->quantity_count = before.quantity_count;
	return false;
}
