/*
 * The book of one member and those tied to him says of him what the whole
 * book says (journal/concern.h).
 */
#include <criterion/criterion.h>

#include "engine/play.h"
#include "engine/random_book.h"
#include "engine/replay.h"
#include "journal/concern.h"

enum {
	BOOKS = 300
};

static const struct member *member_of(const struct book *book, const char *id)
{
	uint32_t number = intern_find(&book->journal->members, slice_from(id));

	return number == INTERN_NONE ? NULL : &book->members[number];
}

static const struct account *account_of(const struct book *book, const char *id,
					int unit)
{
	uint32_t number = intern_find(&book->journal->members, slice_from(id));

	return number == INTERN_NONE ? NULL : book_account(book, number, unit);
}

static void expect_same_account(const struct book *whole,
				const struct book *part, const char *id,
				int unit, uint64_t seed)
{
	const struct account *a = account_of(whole, id, unit);
	const struct account *b = account_of(part, id, unit);
	int64_t next_a = 0;
	int64_t next_b = 0;

	cr_assert_eq(a == NULL, b == NULL, "book %lu: %s, unit %d",
		     (unsigned long)seed, id, unit);
	if (a == NULL)
		return;
	cr_expect_eq(a->balance, b->balance, "book %lu: %s: balance %ld, %ld",
		     (unsigned long)seed, id, (long)a->balance,
		     (long)b->balance);
	cr_expect_eq(a->reserved, b->reserved, "book %lu: %s: reserved",
		     (unsigned long)seed, id);
	cr_expect_eq(a->deficit, b->deficit, "book %lu: %s: deficit",
		     (unsigned long)seed, id);
	cr_expect_eq(account_available(whole, a), account_available(part, b),
		     "book %lu: %s: available", (unsigned long)seed, id);
	cr_expect_eq(account_next_expiry(whole, a, &next_a).number,
		     account_next_expiry(part, b, &next_b).number,
		     "book %lu: %s: next expiry", (unsigned long)seed, id);
	cr_expect_eq(next_a, next_b, "book %lu: %s: points of the expiry",
		     (unsigned long)seed, id);
}

/* Findings that stand at a line of the member. */
static size_t count_findings(const struct diagnostics *all, const char *id)
{
	size_t count = 0;
	char word[16];

	snprintf(word, sizeof(word), " %s ", id);
	for (const struct diagnostic *one = all->first; one; one = one->next) {
		char line[256];

		if (diagnostic_kind(one->id)->severity != SEVERITY_FINDING ||
		    one->at.source == NULL)
			continue;
		struct slice text = one->at.source->text;
		size_t start = one->at.offset;
		while (start > 0 && text.text[start - 1] != '\n')
			start--;
		text = slice_from_offset(text, start);
		text.length = slice_find(text, '\n');
		snprintf(line, sizeof(line), "%.*s ", SLICE_ARGS(text));
		count += strstr(line, word) != NULL;
	}
	return count;
}

static void check_member(const struct play *whole,
			 const struct concerns *concerns, const char *id,
			 uint64_t seed)
{
	struct arena arena;
	struct diagnostics diagnostics;
	struct concern_wish wish = { .member_count = 0 };
	uint32_t number = intern_find(&whole->journal.members, slice_from(id));
	struct replay_options options = { .as_of = whole->book->as_of,
					  .reperform = true,
					  .findings = true };

	arena_init(&arena);
	diagnostics_init(&diagnostics, &arena);
	concern_wish_member(&wish, &arena, number);
	struct journal *part = concerns_extract(concerns, &arena, &wish);
	struct book *book = replay_run(&arena, part, &whole->programs, &options,
				       &diagnostics);
	for (int unit = 0; unit < 2; unit++)
		expect_same_account(whole->book, book, id, unit, seed);
	const struct member *a = member_of(whole->book, id);
	const struct member *b = member_of(book, id);
	cr_assert(a && b, "book %lu: %s is in both", (unsigned long)seed, id);
	cr_expect(a->status == b->status && a->level == b->level &&
			  a->visits == b->visits && a->spend == b->spend,
		  "book %lu: %s: status, level, visits or spend",
		  (unsigned long)seed, id);
	cr_expect_eq(count_findings(&whole->diagnostics, id),
		     count_findings(&diagnostics, id),
		     "book %lu: %s: %zu findings in the whole, %zu in the part",
		     (unsigned long)seed, id,
		     count_findings(&whole->diagnostics, id),
		     count_findings(&diagnostics, id));
	arena_release(&arena);
}

Test(engine_part_property, a_member_has_the_same_in_the_part_and_the_whole,
     .timeout = 60)
{
	static char text[RANDOM_TEXT_MAX];

	for (uint64_t seed = 1; seed <= BOOKS; seed++) {
		struct random_book lines;
		struct play whole;
		struct concerns concerns;
		char id[8];

		random_book_make(&lines, seed);
		random_book_print(&lines, text);
		play_open(&whole, random_book_rules(seed), text, "2026-03-31");
		concerns_init(&concerns, &whole.arena, &whole.journal);
		concerns_add(&concerns);
		for (unsigned i = 0; i < RANDOM_MEMBERS; i++) {
			snprintf(id, sizeof(id), "M%u", i);
			check_member(&whole, &concerns, id, seed);
		}
		play_close(&whole);
	}
}
