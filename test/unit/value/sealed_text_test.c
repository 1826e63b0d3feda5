/*
 * Sealed texts: the digests of many seals, taken in one pass, are those of
 * each alone; what a digest takes in parts is what it takes at once.
 */
#include <criterion/criterion.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/source.h"
#include "base/text.h"
#include "journal/journal.h"
#include "journal/parser.h"
#include "journal/reference.h"
#include "value/sealed_text.h"
#include "value/seals.h"

static struct arena arena;

static void begin(void)
{
	arena_init(&arena);
}

static void end(void)
{
	arena_release(&arena);
}

static void read_journal(struct journal *journal, const char *text)
{
	struct diagnostics wrong;

	journal_init(journal, &arena, 1);
	diagnostics_init(&wrong, &arena);
	parser_parse(journal, source_new(&arena, "test", slice_from(text)),
		     &wrong);
	journal_index(journal, &wrong);
	cr_assert(!diagnostics_are_broken(&wrong));
}

static const char closed_by_commands[] =
	"2026-01-02 join M1 ^J-1\n"
	"2026-01-31 purchase M1 1.00 EUR +1 ^P-1\n"
	"2026-01-31 balance M1 1\n"
	"2026-01-31 close 2026-01 entries:3\n"
	"2026-01-31 reopen 2026-01 \"late\"\n"
	"2026-01-31 close 2026-01 seal:2 entries:3\n"
	"2026-01-31 reconciled till 2026-01\n"
	"2026-02-03 refund M1 1.00 EUR -1 of:P-1 ^P-2\n"
	"2026-02-28 close 2026-02 entries:7\n"
	"2026-03-01 purchase M1 2.00 EUR +2 ^P-3\n"
	"2026-03-31 close 2026-Q1 entries:9\n"
	"2026-03-31 close 2026-03 entries:9\n";

static const char closed_by_hand[] =
	"2026-01-02 join M1 ^J-1\n"
	"2026-01-05 close 2026-01 entries:1\n"
	"2026-02-10 close 2026-01-31 entries:1\n"
	"2026-02-28 close 2026-02 entries:2\n"
	"2026-02-03 purchase M1 1.00 EUR +1 ^P-1\n";

Test(sealed_text, digests_of_all_are_those_of_each, .init = begin, .fini = end)
{
	static const struct {
		const char *label, *text;
		size_t seals;
	} books[] = {
		{ "by commands", closed_by_commands, 5 },
		{ "by hand", closed_by_hand, 3 },
	};

	for (size_t b = 0; b < sizeof(books) / sizeof(books[0]); b++) {
		struct journal journal;
		struct seals seals;

		read_journal(&journal, books[b].text);
		seals_find(&arena, &journal, &seals);
		cr_assert_eq(seals.count, books[b].seals, "%s: %zu",
			     books[b].label, seals.count);
		const struct sealed_digest *all =
			sealed_text_digests(&arena, &journal, &seals);
		for (size_t i = 0; i < seals.count; i++) {
			struct sealed_digest one;

			sealed_text_digest(&arena, &journal,
					   seals.list[i].period.to, &one);
			cr_expect_str_eq(all[i].digest, one.digest, "%s: %zu",
					 books[b].label, i);
			cr_expect_eq(all[i].entries, one.entries, "%s: %zu",
				     books[b].label, i);
		}
	}
}

Test(sealed_text, the_last_seal_that_stands_closes, .init = begin, .fini = end)
{
	struct journal journal;
	char day[DAY_TEXT_MAX];

	read_journal(&journal, closed_by_commands);
	day_print(seals_closed_to(&journal), day);
	cr_expect_str_eq(day, "2026-03-31");
	read_journal(&journal, "2026-01-31 close 2026-01\n"
			       "2026-02-28 close 2026-02\n"
			       "2026-02-28 reopen 2026-02 \"late\"\n");
	day_print(seals_closed_to(&journal), day);
	cr_expect_str_eq(day, "2026-01-31");
	read_journal(&journal, "2026-01-31 reopen 2026-01 \"why\"\n");
	cr_expect(!day_is_real(seals_closed_to(&journal)));
}

Test(sealed_text, digests_take_parts, .init = begin, .fini = end)
{
	struct digest *parts = digest_new(&arena);
	struct digest *other;
	char whole[DIGEST_TEXT_MAX];
	char text[DIGEST_TEXT_MAX];

	digest_add(parts, SLICE("one\n"));
	other = digest_copy(&arena, parts);
	digest_add(parts, SLICE("two\n"));
	digest_finish(parts, text);
	digest_print(SLICE("one\ntwo\n"), whole);
	cr_expect_str_eq(text, whole);
	digest_finish(other, text);
	digest_print(SLICE("one\n"), whole);
	cr_expect_str_eq(text, whole);
}
