/*
 * accepted: an accept line settles its kind and key while the facts are those.
 */
#include <criterion/criterion.h>

#include "base/arena.h"
#include "engine/accepted.h"
#include "engine/book.h"
#include "journal/journal.h"
#include "journal/parser.h"

static struct arena arena;
static struct journal journal;
static struct book book;

static void read_book(const char *text)
{
	struct diagnostics found;

	arena_init(&arena);
	journal_init(&journal, &arena, 1);
	diagnostics_init(&found, &arena);
	parser_parse(&journal,
		     source_new(&arena, "book.points", slice_from(text)),
		     &found);
	book = (struct book){ .journal = &journal };
	book.effects = arena_take_array(&arena, journal.event_count,
					sizeof(*book.effects));
	for (size_t i = 0; i < journal.event_count; i++)
		book.effects[i].flags = EFFECT_APPLIED;
}

Test(engine_accepted, settles_by_kind_key_and_facts)
{
	struct accepted accepted;

	read_book("2026-01-01 accept late R1 \"so\" facts:11111111 ^a\n"
		  "2026-01-02 accept late R1 \"so\" facts:22222222 ^b\n"
		  "2026-01-03 accept late \"R 2\" \"so\" ^c\n"
		  "2026-01-04 accept late R3 \"so\" ^d\n");
	book.effects[3].flags |= EFFECT_VOIDED;
	accepted_init(&accepted, &arena, &book);
	cr_expect_eq(accepted_find(&accepted, SLICE("late"), SLICE("R1"),
				   "11111111"),
		     0);
	cr_expect_eq(accepted_find(&accepted, SLICE("late"), SLICE("R1"),
				   "22222222"),
		     1);
	cr_expect_eq(accepted_find(&accepted, SLICE("late"), SLICE("R1"),
				   "33333333"),
		     NONE, "other facts");
	cr_expect_eq(accepted_find(&accepted, SLICE("late"), SLICE("R 2"),
				   "33333333"),
		     2, "a line without facts settles any");
	cr_expect_eq(accepted_find(&accepted, SLICE("duplicate"), SLICE("R1"),
				   "11111111"),
		     NONE, "another kind");
	cr_expect_eq(accepted_find(&accepted, SLICE("late"), SLICE("R3"),
				   "33333333"),
		     NONE, "a voided line settles nothing");
	arena_release(&arena);
}

Test(engine_accepted, facts_are_the_beginning_of_the_sha256)
{
	char facts[ACCEPTED_FACTS_MAX];

	accepted_print_facts(SLICE("abc"), facts);
	cr_expect_str_eq(facts, "ba7816bf");
}
