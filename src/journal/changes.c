/*
 * Each line is a number in one table of texts; a version is how often it has
 * each number. What only one of them has is paired by reference. Lines that
 * the book skips, as they say what another says, count for nothing.
 */
#include "journal/changes.h"

#include "base/arena.h"
#include "base/intern.h"
#include "base/text.h"
#include "journal/journal.h"
#include "journal/printer.h"

/* A version: the number of each event's line, and how often there is each. */
struct version {
	const struct journal *journal;
	uint32_t *numbers; /* by event; INTERN_NONE: skipped */
	uint32_t *counts;  /* by number, once all lines are known */
	bool *is_own;      /* by event: the other version has it not */
};

static struct version read_lines(struct arena *arena, struct intern *lines,
				 const struct journal *journal)
{
	struct version version = {
		.journal = journal,
		.numbers = arena_take_array(arena, journal->event_count,
					    sizeof(uint32_t)),
		.is_own = arena_take_array(arena, journal->event_count,
					   sizeof(bool)),
	};
	struct text line;

	text_init(&line, arena);
	for (size_t i = 0; i < journal->event_count; i++) {
		const struct event *event = &journal->events[i];

		version.numbers[i] = INTERN_NONE;
		if (event->flags & EVENT_DUPLICATE)
			continue;
		text_clear(&line);
		printer_add_event(&line, journal, event);
		version.numbers[i] = intern_find(lines, text_slice(&line));
		if (version.numbers[i] == INTERN_NONE)
			version.numbers[i] = intern_add(
				lines,
				arena_copy_slice(arena, text_slice(&line)));
	}
	return version;
}

static void count_lines(struct arena *arena, struct version *version,
			size_t lines)
{
	version->counts = arena_take_array(arena, lines, sizeof(uint32_t));
	for (size_t i = 0; i < version->journal->event_count; i++)
		if (version->numbers[i] != INTERN_NONE)
			version->counts[version->numbers[i]]++;
}

/* Marks the events of which the other version has fewer. */
static void find_own(struct version *version, struct version *other)
{
	for (size_t i = 0; i < version->journal->event_count; i++) {
		uint32_t number = version->numbers[i];

		if (number == INTERN_NONE)
			continue;
		version->is_own[i] = other->counts[number] == 0;
		if (other->counts[number] > 0)
			other->counts[number]--;
	}
}

static void add(struct arena *arena, struct changes *changes, uint32_t before,
		uint32_t after)
{
	changes->list = arena_grow(arena, changes->list, changes->count + 1,
				   sizeof(*changes->list), &changes->capacity);
	changes->list[changes->count++] = (struct change){ before, after };
}

/* The event of the other version under the reference of this one, if only
 * that version has it so. */
static uint32_t find_successor(const struct version *version, size_t event,
			       const struct version *other)
{
	struct slice reference = event_reference(
		version->journal, &version->journal->events[event]);
	uint32_t found = reference.length > 0
				 ? journal_find(other->journal, reference)
				 : EVENT_NONE;

	return found != EVENT_NONE && other->is_own[found] ? found : EVENT_NONE;
}

struct changes changes_find(struct arena *arena, const struct journal *before,
			    const struct journal *after)
{
	struct changes changes = { .list = NULL };
	struct intern lines;

	intern_init(&lines, arena, after->seed);
	struct version old = read_lines(arena, &lines, before);
	struct version now = read_lines(arena, &lines, after);
	count_lines(arena, &now, lines.count);
	find_own(&old, &now);
	count_lines(arena, &old, lines.count);
	find_own(&now, &old);
	for (size_t i = 0; i < before->event_count; i++) {
		if (!old.is_own[i])
			continue;
		uint32_t successor = find_successor(&old, i, &now);
		if (successor != EVENT_NONE)
			now.is_own[successor] = false;
		add(arena, &changes, (uint32_t)i, successor);
	}
	for (size_t i = 0; i < after->event_count; i++)
		if (now.is_own[i])
			add(arena, &changes, EVENT_NONE, (uint32_t)i);
	return changes;
}
