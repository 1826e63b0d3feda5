/*
 * Fuzz target for journal/format: a file that reads without an error says the
 * same once it is formatted, lines that stand twice counted once, and
 * formatting it again changes nothing, whatever is closed.
 */
#include <assert.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/intern.h"
#include "base/text.h"
#include "journal/format.h"
#include "journal/journal.h"
#include "journal/order.h"
#include "journal/parser.h"
#include "journal/printer.h"
#include "journal/reference.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct reading {
	struct journal journal;
	struct diagnostics diagnostics;
};

static void parse(struct arena *arena, struct slice text,
		  struct reading *reading)
{
	journal_init(&reading->journal, arena, 1);
	diagnostics_init(&reading->diagnostics, arena);
	parser_parse(&reading->journal, source_new(arena, "fuzz", text),
		     &reading->diagnostics);
	journal_index(&reading->journal, &reading->diagnostics);
}

/* The events in book order, canonical; of those that say the same, the first. */
static struct slice print(struct arena *arena, const struct journal *journal)
{
	struct text text;
	struct intern lines;
	size_t count;
	const order_step *steps = order_steps(arena, journal, &count);

	text_init(&text, arena);
	intern_init(&lines, arena, 1);
	for (size_t i = 0; i < count; i++) {
		struct text line;

		text_init(&line, arena);
		printer_add_event(&line, journal,
				  &journal->events[ORDER_EVENT(steps[i])]);
		if (intern_find(&lines, text_slice(&line)) != INTERN_NONE)
			continue;
		intern_add(&lines, text_slice(&line));
		text_add_slice(&text, text_slice(&line));
		text_add_char(&text, '\n');
	}
	return text_slice(&text);
}

static struct slice format(struct arena *arena, const struct journal *journal,
			   struct day frozen)
{
	struct text text;

	text_init(&text, arena);
	format_source(&text, journal, 0, frozen, NULL);
	return text_slice(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice text = { (const char *)data, size };
	struct day frozen = size % 2 ? (struct day){ 20454 } : DAY_NONE;
	struct arena arena;
	struct reading first;
	struct reading again;
	struct slice formatted;

	arena_init(&arena);
	parse(&arena, text, &first);
	formatted = format(&arena, &first.journal, frozen);
	parse(&arena, formatted, &again);
	if (!diagnostics_are_broken(&first.diagnostics)) {
		assert(!diagnostics_are_broken(&again.diagnostics));
		assert(again.journal.event_count <= first.journal.event_count);
		assert(slice_equal(print(&arena, &again.journal),
				   print(&arena, &first.journal)));
		assert(slice_equal(format(&arena, &again.journal, frozen),
				   formatted));
	}
	arena_release(&arena);
	return 0;
}
