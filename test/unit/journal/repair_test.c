/*
 * repair: what a torn tail is, where it is cut, and that a line that is whole
 * is never among what is cut.
 */
#include "journal/repair.h"

#include <criterion/criterion.h>
#include <string.h>

#include "sample.h"

#define D "2026-01-02 "
#define A D "join A\n"

struct torn {
	const char *name;
	struct slice text;
	enum repair_kind kind;
	size_t offset;
	bool newline;
	bool is_event;
};

#define TORN(name, text, kind, offset, newline)                                \
	{                                                                      \
		name, { text, sizeof(text) - 1 }, REPAIR_##kind, offset,       \
			newline, false                                         \
	}

/* The last line, without a newline, reads as an event. */
#define EVENT(name, text, offset)                                              \
	{                                                                      \
		name, { text, sizeof(text) - 1 }, REPAIR_CUT, offset, false,   \
			true                                                   \
	}

/* A is 18 bytes long. */
static const struct torn torns[] = {
	TORN("empty", "", NOTHING, 0, false),
	TORN("whole", A A, NOTHING, 36, false),
	TORN("whole with errors", A "x\n", NOTHING, 20, false),
	EVENT("whole event without newline", A D "join B", 18),
	EVENT("half a reference", A D "purchase A 1.00 EUR ^X-", 18),
	EVENT("half an amount", A D "purchase A 12.50 EUR +1", 18),
	EVENT("half a word", A D "redeem A coff", 18),
	EVENT("without its reference", A D "bonus A signup", 18),
	TORN("whole comment without newline", A "; b", NEWLINE, 18, true),
	TORN("blanks without newline", A "  ", NEWLINE, 18, true),
	EVENT("whole event, Windows", A D "join B\r", 18),
	EVENT("the only line", D "join B", 0),
	TORN("half a line", A D "purcha", CUT, 18, false),
	TORN("half a date", A "2026-", CUT, 18, false),
	TORN("half a string", A D "note M \"abc", CUT, 18, false),
	TORN("half a character", A D "join B\xc3", CUT, 18, false),
	TORN("half of the only line", "2026", CUT, 0, false),
	TORN("NUL tail", A "\0\0\0\0", CUT, 18, false),
	TORN("NUL file", "\0\0\0", CUT, 0, false),
	TORN("NUL tail with newlines", A "\0\0\n\0\n", CUT, 18, false),
	TORN("half a line and NUL", A D "purch\0\0\0", CUT, 18, false),
	TORN("half a line, NUL, half a line", A D "purch\0\0\0ase M\n", CUT, 18,
	     false),
	EVENT("whole event and NUL", A D "join B\0\0", 18),
	TORN("whole comment and NUL", A "; b\0\0", CUT, 21, true),
	TORN("NUL and a whole event", A "\0\0" D "join B\n", BY_HAND, 18,
	     false),
	TORN("NUL and a whole event without newline", A "\0\0" D "join B", CUT,
	     18, false),
	TORN("whole events around NUL", A D "join B\0\0" D "join C\n", BY_HAND,
	     18, false),
	TORN("NUL line, whole events behind", A "\0\0\n" A, BY_HAND, 18, false),
	TORN("NUL line, half a line behind", A "\0\0\n" D "pur", CUT, 18,
	     false),
	EVENT("NUL line, a whole line without newline", A "\0\0\n" D "join B",
	      18),
	TORN("NUL far up, half a line", "\0\n" A D "pur", BY_HAND, 0, false),
};

Test(journal_repair, finds_the_tail)
{
	for (size_t i = 0; i < sizeof(torns) / sizeof(*torns); i++) {
		const struct torn *torn = &torns[i];
		struct repair repair = repair_find(torn->text, false);

		cr_expect_eq(repair.kind, torn->kind, "%s: %d", torn->name,
			     (int)repair.kind);
		cr_expect_eq(repair.offset, torn->offset, "%s: %zu", torn->name,
			     repair.offset);
		cr_expect_eq(repair.newline, torn->newline, "%s", torn->name);
		cr_expect_eq(repair.is_event, torn->is_event, "%s", torn->name);
		cr_expect_not_null(repair.reason);
	}
}

/* What stays when a person says that the last line is whole. */
static const struct torn kept[] = {
	TORN("whole event without newline", A D "join B", NEWLINE, 18, true),
	TORN("whole event, Windows", A D "join B\r", NEWLINE, 18, true),
	TORN("the only line", D "join B", NEWLINE, 0, true),
	TORN("half a line", A D "purcha", CUT, 18, false),
	TORN("whole event and NUL", A D "join B\0\0", CUT, 35, true),
	TORN("NUL and a whole event without newline", A "\0\0" D "join B",
	     BY_HAND, 18, false),
};

Test(journal_repair, keeps_what_a_person_says_is_whole)
{
	for (size_t i = 0; i < sizeof(kept) / sizeof(*kept); i++) {
		const struct torn *torn = &kept[i];
		struct repair repair = repair_find(torn->text, true);

		cr_expect_eq(repair.kind, torn->kind, "%s: %d", torn->name,
			     (int)repair.kind);
		cr_expect_eq(repair.offset, torn->offset, "%s: %zu", torn->name,
			     repair.offset);
		cr_expect_eq(repair.newline, torn->newline, "%s", torn->name);
	}
}

/* The text after what was found is done; BY_HAND leaves it. */
static struct slice mend(struct arena *arena, struct slice text)
{
	struct repair repair = repair_find(text, false);
	struct text mended;

	text_init(&mended, arena);
	if (repair.kind == REPAIR_CUT)
		text.length = repair.offset;
	text_add_slice(&mended, text);
	if (repair.newline)
		text_add_char(&mended, '\n');
	return text_slice(&mended);
}

Test(journal_repair, mends_every_cut)
{
	struct arena arena;
	struct text text;
	struct slice whole;
	uint64_t seed = 5;

	arena_init(&arena);
	text_init(&text, &arena);
	for (int i = 0; i < 40; i++)
		sample_add_line(&text, &seed);
	whole = text_slice(&text);
	for (size_t length = 0; length <= whole.length; length++) {
		struct slice mended =
			mend(&arena, (struct slice){ whole.text, length });
		struct sample sample;
		struct sample before;
		size_t lines = 0;

		for (size_t i = 0; i < length; i++)
			lines += whole.text[i] == '\n';
		sample_read(&sample, mended);
		cr_assert_eq(repair_find(mended, false).kind, REPAIR_NOTHING);
		cr_assert_null(strstr(sample_complaints(&sample), "newline"));
		cr_assert_eq(sample.journal.event_count, lines);
		sample_read(&before, (struct slice){ whole.text, length });
		cr_assert_eq(before.journal.event_count, lines);
		sample_release(&before);
		sample_release(&sample);
	}
	arena_release(&arena);
}

Test(journal_repair, drops_no_whole_line_when_bytes_are_lost)
{
	struct arena arena;
	struct text text;
	struct slice whole;
	uint64_t seed = 6;

	arena_init(&arena);
	text_init(&text, &arena);
	for (int i = 0; i < 12; i++)
		sample_add_line(&text, &seed);
	whole = text_slice(&text);
	for (size_t from = 0; from < whole.length; from += 3) {
		for (size_t to = from + 1; to <= whole.length; to += 17) {
			char *copy =
				arena_copy(&arena, whole.text, whole.length);
			struct slice damaged = { copy, whole.length };
			struct repair repair;
			size_t lines = 0;

			memset(copy + from, 0, to - from);
			repair = repair_find(damaged, false);
			cr_assert_neq(repair.kind, REPAIR_NOTHING);
			if (repair.kind != REPAIR_CUT)
				continue;
			/* All lines before the damage are kept. */
			for (size_t i = 0; i < from; i++)
				if (copy[i] == '\n')
					lines = i + 1;
			cr_assert_geq(repair.offset, lines);
			cr_assert_null(memchr(copy, 0, repair.offset));
		}
	}
	arena_release(&arena);
}

Test(journal_repair, is_quick_on_hostile_files, .timeout = 10)
{
	enum {
		SIZE = 8 << 20
	};
	char *bytes = calloc(1, SIZE);
	struct repair repair;

	for (size_t i = 3; i < SIZE; i += 4)
		bytes[i] = '\n';
	repair = repair_find((struct slice){ bytes, SIZE }, false);
	cr_expect_eq(repair.kind, REPAIR_BY_HAND);
	memset(bytes, 'x', SIZE);
	repair = repair_find((struct slice){ bytes, SIZE }, false);
	cr_expect_eq(repair.kind, REPAIR_CUT);
	free(bytes);
}
