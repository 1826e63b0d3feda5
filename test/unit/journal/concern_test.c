/*
 * Which lines concern a member: his own, and those of all who are tied to him.
 */
#include <criterion/criterion.h>

#include "base/text.h"
#include "journal/concern.h"
#include "journal/journal.h"
#include "journal/parser.h"
#include "journal/reference.h"

struct situation {
	const char *label;
	const char *lines;    /* of which M1 is asked for */
	const char *expected; /* line numbers */
};

static const struct situation situations[] = {
	{ "his own lines only",
	  "2026-01-01 join M1\n"
	  "2026-01-01 join M2\n"
	  "2026-01-02 purchase M2 5.00 EUR ^b\n"
	  "2026-01-02 purchase M1 5.00 EUR ^a\n",
	  "1 4" },
	{ "a transfer brings in the giver, and who gave to him",
	  "2026-01-01 adjust M3 +9 \"x\" ^a\n"
	  "2026-01-02 transfer M3 M2 +9 ^b\n"
	  "2026-01-03 transfer M2 M1 +9 ^c\n"
	  "2026-01-03 adjust M4 +9 \"x\" ^d\n",
	  "1 2 3" },
	{ "a merge brings in the other account",
	  "2026-01-01 adjust M2 +9 \"x\" ^a\n"
	  "2026-01-02 merge M2 into:M1\n"
	  "2026-01-03 adjust M3 +9 \"x\" ^c\n",
	  "1 2" },
	{ "steps and voids belong to whose event they name",
	  "2026-01-01 request M1 mug -5 ^r\n"
	  "2026-01-01 request M2 mug -5 ^s\n"
	  "2026-01-02 approve r\n"
	  "2026-01-02 approve s\n"
	  "2026-01-03 cancel r \"no\"\n"
	  "2026-01-03 void s \"no\"\n",
	  "1 3 5" },
	{ "a moved purchase ties both",
	  "2026-01-01 purchase M2 5.00 EUR ^a\n"
	  "2026-01-02 move a M1 \"his\"\n"
	  "2026-01-03 adjust M2 +9 \"x\" ^b\n",
	  "1 2 3" },
	{ "a referral ties both",
	  "2026-01-01 join M1 referred-by:M2\n"
	  "2026-01-03 bonus M2 referral for:M1 ^b\n",
	  "1 2" },
	{ "a counted reward ties all who had it",
	  "2026-01-01 stock mug +1 ^s\n"
	  "2026-01-02 redeem M2 mug -5 ^a\n"
	  "2026-01-02 redeem M3 tea -5 ^b\n"
	  "2026-01-03 redeem M1 mug -5 ^c\n"
	  "2026-01-03 adjust M2 +9 \"x\" ^d\n"
	  "2026-01-04 void s \"slip\"\n",
	  "1 2 4 5 6" },
	{ "a reward that nobody counts ties nobody",
	  "2026-01-02 redeem M2 tea -5 ^b\n"
	  "2026-01-03 redeem M1 tea -5 ^c\n",
	  "2" },
	{ "closed months and accepted findings concern everybody",
	  "2026-01-31 close 2026-01\n"
	  "2026-01-31 accept overdraft M2 \"known\" ^a\n"
	  "2026-02-01 void a \"not so\"\n"
	  "2026-02-01 balance * 0\n",
	  "1 2 3" },
};

static void expect_lines(const struct situation *situation, bool in_two_steps)
{
	struct arena arena;
	struct journal journal;
	struct diagnostics diagnostics;
	struct concerns concerns;
	struct concern_wish wish = { .member_count = 0 };
	struct text text;
	size_t found;

	arena_init(&arena);
	diagnostics_init(&diagnostics, &arena);
	journal_init(&journal, &arena, 7);
	concerns_init(&concerns, &arena, &journal);
	parser_parse(
		&journal,
		source_new(&arena, "book.points", slice_from(situation->lines)),
		&diagnostics);
	uint32_t member = intern_add(&journal.members, SLICE("M1"));
	journal_index(&journal, &diagnostics);
	if (in_two_steps) {
		size_t all = journal.event_count;
		journal.event_count = 1;
		concerns_add(&concerns);
		journal.event_count = all;
	}
	concerns_add(&concerns);
	concern_wish_member(&wish, &arena, member);
	uint32_t *events = concerns_find(&concerns, &arena, &wish, &found);
	text_init(&text, &arena);
	text_add(&text, "");
	for (size_t i = 0; i < found; i++)
		text_add_format(&text, "%s%zu", i > 0 ? " " : "",
				event_line_number(&journal,
						  &journal.events[events[i]]));
	cr_expect_str_eq(text.bytes, situation->expected, "%s: %s",
			 situation->label, text.bytes);
	arena_release(&arena);
}

Test(journal_concern, finds_the_lines_that_concern_a_member)
{
	for (size_t i = 0; i < sizeof(situations) / sizeof(*situations); i++) {
		expect_lines(&situations[i], false);
		expect_lines(&situations[i], true);
	}
}
