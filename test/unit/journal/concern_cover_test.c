/*
 * Whether a part of a journal has all that new lines can concern.
 */
#include <criterion/criterion.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/source.h"
#include "journal/concern.h"
#include "journal/journal.h"
#include "journal/parser.h"
#include "journal/reference.h"

static const char book[] = "2026-01-01 join M1\n"
			   "2026-01-01 join M2\n"
			   "2026-01-01 join M3\n"
			   "2026-01-02 purchase M1 5.00 EUR ^a\n"
			   "2026-01-02 purchase M2 5.00 EUR ^b\n"
			   "2026-01-03 stock mug +1 ^s\n"
			   "2026-01-04 redeem M3 mug -5 ^r\n"
			   "2026-01-31 balance * 5\n";

struct situation {
	const char *label;
	const char *line; /* into the part of M1 */
	enum concern_cover expected;
	size_t members; /* wished for in the end */
	size_t words;
};

static const struct situation situations[] = {
	{ "his own sale", "2026-02-01 purchase M1 5.00 EUR ^c\n",
	  CONCERN_COVERED, 1, 0 },
	{ "somebody new", "2026-02-01 join M9\n", CONCERN_COVERED, 1, 0 },
	{ "a sale of another", "2026-02-01 purchase M2 5.00 EUR ^c\n",
	  CONCERN_WIDENED, 2, 0 },
	{ "a transfer", "2026-02-01 transfer M1 M2 +5 ^c\n", CONCERN_WIDENED, 2,
	  0 },
	{ "a merge", "2026-02-01 merge M1 into:M2\n", CONCERN_WIDENED, 2, 0 },
	{ "a friend", "2026-02-01 join M9 referred-by:M2\n", CONCERN_WIDENED, 2,
	  0 },
	{ "a reference that another has",
	  "2026-02-01 purchase M1 5.00 EUR ^b\n", CONCERN_WIDENED, 2, 0 },
	{ "a refund of another's sale",
	  "2026-02-01 refund M1 5.00 EUR of:b ^c\n", CONCERN_WIDENED, 2, 0 },
	{ "a void of another's sale", "2026-02-01 void b \"slip\"\n",
	  CONCERN_WIDENED, 2, 0 },
	{ "a counted reward", "2026-02-01 redeem M1 mug -5 ^c\n",
	  CONCERN_WIDENED, 1, 1 },
	{ "a reward that is not counted", "2026-02-01 redeem M1 tea -5 ^c\n",
	  CONCERN_COVERED, 1, 0 },
	{ "a delivery", "2026-02-01 stock mug +5 ^c\n", CONCERN_WIDENED, 1, 1 },
	{ "before an assertion about all",
	  "2026-01-31 purchase M1 5.00 EUR ^c\n", CONCERN_EVERYBODY, 1, 0 },
	{ "a seal",
	  "2026-02-28 close 2026-02 entries:1 points:1 rules:ab "
	  "digest:cd\n",
	  CONCERN_EVERYBODY, 1, 0 },
	{ "an amount that only fits alone",
	  "2026-02-01 adjust M1 +9000000000000000 \"x\" ^c\n",
	  CONCERN_EVERYBODY, 1, 0 },
};

static void expect_cover(const struct situation *situation)
{
	struct arena arena;
	struct journal journal;
	struct diagnostics diagnostics;
	struct concerns concerns;
	struct concern_wish wish = { .member_count = 0 };

	arena_init(&arena);
	diagnostics_init(&diagnostics, &arena);
	journal_init(&journal, &arena, 7);
	parser_parse(&journal,
		     source_new(&arena, "book.points", slice_from(book)),
		     &diagnostics);
	journal_index(&journal, &diagnostics);
	concerns_init(&concerns, &arena, &journal);
	concerns_add(&concerns);
	concern_wish_member(&wish, &arena,
			    intern_find(&journal.members, SLICE("M1")));
	struct journal *part = concerns_extract(&concerns, &arena, &wish);
	size_t first = part->event_count;
	parser_parse(part,
		     source_new(&arena, "new", slice_from(situation->line)),
		     &diagnostics);
	cr_assert_eq(part->event_count, first + 1, "%s: is read",
		     situation->label);
	enum concern_cover cover =
		concerns_cover(&concerns, part, first, &wish);
	cr_expect_eq(cover, situation->expected, "%s: %d", situation->label,
		     (int)cover);
	cr_expect_eq(wish.member_count, situation->members, "%s: %zu members",
		     situation->label, wish.member_count);
	cr_expect_eq(wish.word_count, situation->words, "%s: %zu words",
		     situation->label, wish.word_count);
	/* what was widened is there the next time */
	if (cover == CONCERN_WIDENED) {
		part = concerns_extract(&concerns, &arena, &wish);
		first = part->event_count;
		parser_parse(
			part,
			source_new(&arena, "new", slice_from(situation->line)),
			&diagnostics);
		cr_expect_eq(concerns_cover(&concerns, part, first, &wish),
			     CONCERN_COVERED, "%s: again", situation->label);
	}
	arena_release(&arena);
}

Test(journal_concern_cover, a_part_knows_what_it_lacks)
{
	for (size_t i = 0; i < sizeof(situations) / sizeof(*situations); i++)
		expect_cover(&situations[i]);
}
