/*
 * Fuzz target for journal/merging: base, ours and theirs are the parts of the
 * input between lines `%%`. Whatever they are, nothing crashes and conflicts
 * are counted. Of sides that are journals: a merge with the unchanged base is
 * the other side, a merge with itself is itself, with an empty base nothing is
 * lost, and both directions give the same events. A merge without conflicts
 * is a journal.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "journal/journal.h"
#include "journal/merging.h"
#include "journal/parser.h"
#include "journal/printer.h"
#include "journal/reference.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum {
	EVENTS_MAX = 256
};

static void require(bool holds)
{
	if (!holds)
		abort();
}

/* The different canonical lines of a text that count, sorted. */
struct lines {
	struct slice list[EVENTS_MAX];
	size_t count;
	bool is_journal;
};

static int compare_lines(const void *left, const void *right)
{
	const struct slice *a = left, *b = right;

	return slice_compare(*a, *b);
}

static void read_lines(struct arena *arena, struct slice bytes,
		       struct lines *lines)
{
	struct diagnostics diagnostics;
	struct journal journal;
	size_t kept = 0;

	*lines = (struct lines){ .count = 0 };
	diagnostics_init(&diagnostics, arena);
	journal_init(&journal, arena, 1);
	parser_parse(&journal, source_new(arena, "side", bytes), &diagnostics);
	if (!diagnostics_are_broken(&diagnostics))
		journal_index(&journal, &diagnostics);
	lines->is_journal = !diagnostics_are_broken(&diagnostics) &&
			    journal.event_count <= EVENTS_MAX;
	if (!lines->is_journal)
		return;
	for (size_t i = 0; i < journal.event_count; i++) {
		const struct event *event = &journal.events[i];
		struct text text;
		/* of lines that say the same one counts; of a derived event
		 * all contents stay */
		if ((event->flags & EVENT_DUPLICATE) &&
		    !(event->flags & EVENT_DERIVED))
			continue;
		text_init(&text, arena);
		printer_add_event(&text, &journal, event);
		lines->list[lines->count++] = text_slice(&text);
	}
	if (lines->count > 1)
		qsort(lines->list, lines->count, sizeof(*lines->list),
		      compare_lines);
	for (size_t i = 0; i < lines->count; i++)
		if (kept == 0 ||
		    !slice_equal(lines->list[kept - 1], lines->list[i]))
			lines->list[kept++] = lines->list[i];
	lines->count = kept;
}

static enum merging_status merge(struct arena *arena, struct slice base,
				 struct slice ours, struct slice theirs,
				 struct lines *lines)
{
	struct merging merging = { base, ours, theirs, 7, 1 };
	struct text out;
	size_t conflicts = 0;

	text_init(&out, arena);
	enum merging_status status =
		merging_run(arena, &merging, &out, &conflicts);
	require((status == MERGING_CONFLICT) == (conflicts > 0) ||
		status == MERGING_UNREADABLE);
	read_lines(arena, text_slice(&out), lines);
	require(status != MERGING_DONE || lines->is_journal ||
		lines->count == 0);
	return status;
}

static bool are_same(const struct lines *a, const struct lines *b)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (!slice_equal(a->list[i], b->list[i]))
			return false;
	return true;
}

/* The reference at the line's end, or all of a line without. */
static struct slice name_of(struct slice line)
{
	for (size_t i = line.length; i-- > 1;)
		if (line.text[i] == '^' && line.text[i - 1] == ' ')
			return slice_from_offset(line, i);
	return line;
}

/* The line, or a fuller one under its reference. */
static bool has_event(const struct lines *lines, struct slice line)
{
	for (size_t i = 0; i < lines->count; i++)
		if (slice_equal(name_of(lines->list[i]), name_of(line)))
			return true;
	return false;
}

static struct slice take_part(struct slice *rest)
{
	struct slice all = *rest;

	for (size_t i = 0; i + 4 <= all.length; i++) {
		if (memcmp(all.text + i, "\n%%\n", 4) != 0)
			continue;
		*rest = slice_from_offset(all, i + 4);
		return (struct slice){ all.text, i + 1 };
	}
	*rest = slice_from_offset(all, all.length);
	return all;
}

/* What holds of the sides a and b and any base. */
static void check_sides(struct arena *arena, struct slice a, struct slice b)
{
	static struct lines left, right, one, two;
	static const struct slice nothing = { "", 0 };

	read_lines(arena, a, &left);
	read_lines(arena, b, &right);
	if (!left.is_journal || !right.is_journal)
		return;
	require(merge(arena, a, a, b, &one) == MERGING_DONE);
	require(are_same(&one, &right));
	require(merge(arena, a, b, a, &one) == MERGING_DONE);
	require(are_same(&one, &right));
	require(merge(arena, a, b, b, &one) == MERGING_DONE);
	require(are_same(&one, &right));
	if (merge(arena, nothing, a, b, &one) != MERGING_DONE ||
	    left.count + right.count > EVENTS_MAX)
		return;
	for (size_t i = 0; i < left.count; i++)
		require(has_event(&one, left.list[i]));
	require(merge(arena, nothing, b, a, &two) == MERGING_DONE);
	require(one.count <= left.count + right.count);
	require(one.count == two.count);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct lines one, two;
	struct slice rest = { (const char *)data, size };
	struct slice base = take_part(&rest);
	struct slice ours = take_part(&rest);
	struct slice theirs = take_part(&rest);
	struct arena arena;

	arena_init(&arena);
	enum merging_status status = merge(&arena, base, ours, theirs, &one);
	require(merge(&arena, base, theirs, ours, &two) == status);
	if (status == MERGING_DONE)
		require(one.count == two.count);
	check_sides(&arena, ours, theirs);
	check_sides(&arena, base, ours);
	arena_release(&arena);
	return 0;
}
