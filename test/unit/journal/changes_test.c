/*
 * Two versions of a journal compared: order, layout and files do not count.
 */
#include "journal/changes.h"

#include <criterion/criterion.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/source.h"
#include "base/text.h"
#include "journal/journal.h"
#include "journal/parser.h"
#include "journal/reference.h"

static void read_journal(struct arena *arena, const char *text,
			 struct journal *journal)
{
	struct diagnostics diagnostics;

	diagnostics_init(&diagnostics, arena);
	journal_init(journal, arena, 7);
	parser_parse(journal, source_new(arena, "book", slice_from(text)),
		     &diagnostics);
	journal_index(journal, &diagnostics);
	cr_assert(!diagnostics_are_broken(&diagnostics));
}

static void add_side(struct text *text, const struct journal *journal,
		     uint32_t event)
{
	if (event == EVENT_NONE)
		text_add(text, "none");
	else
		text_add_format(text, "%u",
				(unsigned)event_line_number(
					journal, &journal->events[event]));
}

#define A "2026-01-02 purchase anna 1.00 EUR +1 ^A\n"
#define B "2026-01-03 purchase anna 2.00 EUR +2 ^B\n"

Test(journal_changes, lines_are_compared_by_what_they_say)
{
	static const struct {
		const char *label, *before, *after, *changes;
	} cases[] = {
		{ "the same", A B, A B, "" },
		{ "another order", A B, B A, "" },
		{ "another layout", A,
		  "2026-01-02  purchase   anna 1.00 EUR +1 ^A ; yes\n", "" },
		{ "one more", A, A B, "none>2 " },
		{ "one less", A B, B, "1>none " },
		{ "another content", A B,
		  "2026-01-02 purchase anna 1.00 EUR +5 ^A\n" B, "1>1 " },
		{ "another day", B A,
		  B "2026-01-04 purchase anna 1.00 EUR +1 ^A\n", "2>2 " },
		{ "without a reference", "2026-01-02 tier anna gold \"why\"\n",
		  "2026-01-02 tier anna silver \"why\"\n", "1>none none>1 " },
		{ "said twice", A A, A, "" },
		{ "from nothing", "", A, "none>1 " },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct journal before, after;
		struct arena arena;
		struct text text;

		arena_init(&arena);
		text_init(&text, &arena);
		read_journal(&arena, cases[i].before, &before);
		read_journal(&arena, cases[i].after, &after);
		struct changes changes = changes_find(&arena, &before, &after);
		for (size_t n = 0; n < changes.count; n++) {
			add_side(&text, &before, changes.list[n].before);
			text_add_char(&text, '>');
			add_side(&text, &after, changes.list[n].after);
			text_add_char(&text, ' ');
		}
		cr_expect_str_eq(text.bytes, cases[i].changes, "%s: %s",
				 cases[i].label, text.bytes);
		arena_release(&arena);
	}
}
