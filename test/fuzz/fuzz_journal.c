/*
 * Fuzz target for journal/: any bytes are read without harm; every complaint
 * has a place in them; what was read is in book order, has one canonical
 * text, and reads the same from it. A torn tail, once mended, is none.
 */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "journal/journal.h"
#include "journal/order.h"
#include "journal/parser.h"
#include "journal/printer.h"
#include "journal/reference.h"
#include "journal/repair.h"

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
	for (const struct diagnostic *one = reading->diagnostics.first; one;
	     one = one->next)
		assert(one->at.offset + one->at.length <= text.length);
	journal_index(&reading->journal, &reading->diagnostics);
}

static struct slice print(struct arena *arena, const struct journal *journal)
{
	struct text text;

	text_init(&text, arena);
	for (size_t i = 0; i < journal->event_count; i++) {
		printer_add_event(&text, journal, &journal->events[i]);
		text_add_char(&text, '\n');
	}
	return text_slice(&text);
}

/* Only where one reference names two events may two steps be equal. */
static void check_order(struct arena *arena, const struct reading *reading)
{
	const struct journal *journal = &reading->journal;
	int limit = diagnostics_are_broken(&reading->diagnostics) ? 1 : 0;
	size_t count;
	const order_step *steps = order_steps(arena, journal, &count);

	for (size_t i = 1; i < count; i++)
		assert(order_compare(journal, steps[i - 1], steps[i]) < limit);
}

static void check_repair(struct arena *arena, struct slice text, bool keep)
{
	struct repair repair = repair_find(text, keep);
	struct text mended;

	assert(repair.offset <= text.length);
	if (repair.kind == REPAIR_BY_HAND)
		return;
	if (repair.kind == REPAIR_CUT)
		text.length = repair.offset;
	text_init(&mended, arena);
	text_add_slice(&mended, text);
	if (repair.newline)
		text_add_char(&mended, '\n');
	assert(repair_find(text_slice(&mended), keep).kind == REPAIR_NOTHING);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena;
	struct slice text = { (const char *)data, size };
	struct reading first;
	struct reading again;
	struct slice canonical;
	struct text shown;

	arena_init(&arena);
	parse(&arena, text, &first);
	check_order(&arena, &first);
	canonical = print(&arena, &first.journal);
	parse(&arena, canonical, &again);
	assert(again.journal.event_count == first.journal.event_count);
	assert(slice_equal(print(&arena, &again.journal), canonical));
	check_repair(&arena, text, false);
	check_repair(&arena, text, true);
	text_init(&shown, &arena);
	diagnostics_sort(&first.diagnostics);
	if (first.diagnostics.first)
		diagnostic_print(&shown, first.diagnostics.first, false);
	arena_release(&arena);
	return 0;
}
