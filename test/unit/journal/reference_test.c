/*
 * reference: which lines are one event, which are two under one name, and
 * that finding an event by its reference finds the one that counts.
 */
#include "journal/reference.h"

#include <criterion/criterion.h>
#include <string.h>

#include "journal/parser.h"
#include "sample.h"

#define D "2026-01-02 "

struct pair {
	const char *first;
	const char *second;
	const char *complaints; /* those of missing references left out */
	char counts;            /* '1', '2': only that line; 'b': both */
};

static const struct pair pairs[] = {
	/* one event */
	{ D "purchase M 1 EUR +5 ^a", D "purchase  M 1.00 EUR +5  ^a", "",
	  '1' },
	{ D "purchase M 1 EUR ^a", D "purchase M 1 EUR +5 ^a", "", '2' },
	{ D "purchase M 1 EUR +5 ^a", D "purchase M 1 EUR ^a", "", '1' },
	{ D "purchase M +2.5 ^a", D "purchase M +2.50 ^a", "", '1' },
	{ D "purchase M +1 +2 stamp ^a", D "purchase M +2 stamp +1 ^a", "",
	  '1' },
	{ D "purchase M #b #a k:\"x\" ^a", D "purchase M k:x #a #b ^a", "",
	  '1' },
	{ D "purchase M item:B:1 item:A:1 ^a",
	  D "purchase M item:A:1 item:B:1 ^a", "", '1' },
	{ D "purchase M item:A:1 item:A:1 ^a", D "purchase M item:A:1 ^a",
	  "reference_conflict", 'b' },
	{ D "purchase M item:A:1 item:A:1 item:B:1 ^a",
	  D "purchase M item:A:1 item:B:1 item:B:1 ^a", "reference_conflict",
	  'b' },
	{ D "purchase M k:a k:b l:a ^a", D "purchase M k:b k:\"a\" l:a ^a", "",
	  '1' },
	{ D "purchase M k:a l:b ^a", D "purchase M k:b l:a ^a",
	  "reference_conflict", 'b' },
	{ D "redeem M pay -5 ^a", D "redeem M pay -5 2.50 EUR ^a", "", '2' },
	{ D "opening * deferred:1EUR ^a",
	  D "opening * deferred:\"1.00 EUR\" ^a", "", '1' },
	{ D "approve R", D "approve  R", "", '1' },
	{ D "approve R k:a", D "approve R k:\"a\"", "", '1' },
	{ D "purchase M +5", D "purchase M  +5", "repeated_line", '1' },
	/* two events */
	{ D "purchase M 1 EUR +5 ^a", D "purchase M 1 EUR +6 ^a",
	  "reference_conflict", 'b' },
	{ D "purchase M 1 EUR ^a", D "purchase M 2 EUR ^a",
	  "reference_conflict", 'b' },
	{ D "purchase M 1 EUR ^a", D "purchase M ^a", "reference_conflict",
	  'b' },
	{ D "purchase M ^a", D "purchase N ^a", "reference_conflict", 'b' },
	{ D "purchase M ^a", "2026-01-03 purchase M ^a", "reference_conflict",
	  'b' },
	{ D "purchase M ^a", "2026-01-02T00:00 purchase M ^a",
	  "reference_conflict", 'b' },
	{ D "purchase M ^a", D "purchase M store:x ^a", "reference_conflict",
	  'b' },
	{ D "purchase M ^a", D "bonus M review ^a", "reference_conflict", 'b' },
	{ D "purchase M +1 ^a", D "purchase M +1 stamp ^a",
	  "reference_conflict", 'b' },
	{ D "redeem M pay -5 ^a", D "redeem M pay 2.50 EUR ^a",
	  "reference_conflict", 'b' },
	{ D "adjust M +5 \"x\" ^a", D "adjust M +5 \"y\" ^a",
	  "reference_conflict", 'b' },
	{ D "approve R", D "approve R staff:x", "", 'b' },
	{ D "approve R", D "fulfil R", "", 'b' },
	{ D "purchase M ^a", D "purchase M ^A", "", 'b' },
	{ D "balance M 5", D "balance M 5.0", "", 'b' },
	/* events that follow from the book */
	{ D "bonus M signup +5 ^welcome-M",
	  "2026-01-01 bonus M signup +6 store:x ^welcome-M",
	  "reference_differs", '2' },
	{ D "bonus M signup ^welcome-M", D "bonus M signup ^welcome-M", "",
	  '1' },
	{ D "bonus M signup ^welcome-M", D "bonus M review ^welcome-M",
	  "reference_conflict", 'b' },
	{ D "bonus M birthday +5 ^birthday-2026-M",
	  D "bonus M birthday +4 ^birthday-2026-M", "reference_differs", '2' },
	{ D "bonus M referral +5 for:N ^referral-M-N",
	  D "bonus M referral +5 ^referral-M-N", "reference_differs", '2' },
	{ D "expire M -5 ^expire-M-point-2026-01-02",
	  D "expire M -6 ^expire-M-point-2026-01-02", "reference_differs",
	  '1' },
	{ D "sent M s ^sent-s-2026-01-M",
	  "2026-01-03 sent M s ^sent-s-2026-01-M", "reference_differs", '1' },
	/* looks like one, but is a name somebody gave */
	{ D "bonus M signup +5 ^welcome-back",
	  D "bonus M signup +6 ^welcome-back", "reference_conflict", 'b' },
	{ D "purchase M +5 ^welcome-M", D "purchase M +6 ^welcome-M",
	  "reference_conflict", 'b' },
};

/* The complaints but for missing references. */
static const char *complaints_of(struct sample *sample)
{
	struct text text;

	text_init(&text, &sample->arena);
	for (const struct diagnostic *one = sample->diagnostics.first; one;
	     one = one->next)
		if (one->id != DIAGNOSTIC_missing_reference)
			text_add(&text, diagnostic_kind(one->id)->name);
	return text.length ? text.bytes : "";
}

static char who_counts(const struct journal *journal)
{
	bool first = !(journal->events[0].flags & EVENT_DUPLICATE);
	bool second = !(journal->events[1].flags & EVENT_DUPLICATE);

	if (first && second)
		return 'b';
	return first ? '1' : second ? '2' : '0';
}

Test(journal_reference, tells_one_event_from_two)
{
	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++) {
		const struct pair *pair = &pairs[i];
		char text[512];
		struct sample sample;
		int length = snprintf(text, sizeof(text), "%s\n%s\n",
				      pair->first, pair->second);

		sample_read(&sample, (struct slice){ text, (size_t)length });
		cr_assert_eq(sample.journal.event_count, 2, "%s", text);
		cr_expect_str_eq(complaints_of(&sample), pair->complaints,
				 "%s%s", text, complaints_of(&sample));
		cr_expect_eq(who_counts(&sample.journal), pair->counts,
			     "%s%c counts", text, who_counts(&sample.journal));
		sample_release(&sample);
	}
}

Test(journal_reference, names_both_places)
{
	struct sample sample;
	const struct diagnostic *one;

	sample_read(&sample,
		    SLICE(D "purchase M +1 ^abc\n" D "purchase M +2 ^abc\n"));
	one = sample.diagnostics.first;
	cr_assert_eq(one->id, DIAGNOSTIC_reference_conflict);
	cr_expect_eq(one->at.length, 3);
	cr_expect(one->at.offset > one->notes->at.offset);
	cr_expect_eq(one->notes->at.length, 3);
	sample_release(&sample);
}

Test(journal_reference, finds_the_line_that_counts)
{
	struct arena arena;
	struct text text;
	struct sample sample;

	arena_init(&arena);
	text_init(&text, &arena);
	for (int i = 0; i < 3000; i++)
		text_add_format(&text, D "purchase M 1 EUR%s ^P-%d\n",
				i % 3 ? "" : " +5", i / 3);
	sample_read(&sample, text_slice(&text));
	cr_expect_str_eq(complaints_of(&sample), "");
	for (int i = 0; i < 1000; i++) {
		char name[16];
		int length = snprintf(name, sizeof(name), "P-%d", i);
		uint32_t found =
			journal_find(&sample.journal,
				     (struct slice){ name, (size_t)length });

		cr_assert_eq(found, (uint32_t)i * 3, "%s", name);
	}
	cr_expect_eq(journal_find(&sample.journal, SLICE("P-1000")),
		     EVENT_NONE);
	cr_expect_eq(journal_find(&sample.journal, SLICE("")), EVENT_NONE);
	sample_release(&sample);
	arena_release(&arena);
}

Test(journal_reference, goes_on_with_added_events)
{
	struct sample sample;

	sample_read(&sample, SLICE(D "purchase M 1 EUR ^a\n"));
	parser_parse(&sample.journal,
		     source_new(&sample.arena, "more",
				SLICE(D "purchase M 1 EUR +5 ^a\n" D
					"purchase M 2 EUR +5 ^b\n")),
		     &sample.diagnostics);
	journal_index(&sample.journal, &sample.diagnostics);
	cr_expect_str_eq(complaints_of(&sample), "");
	cr_expect_eq(journal_find(&sample.journal, SLICE("a")), 1);
	cr_expect_eq(journal_find(&sample.journal, SLICE("b")), 2);
	cr_expect(sample.journal.events[0].flags & EVENT_DUPLICATE);
	sample_release(&sample);
}

/* Lines of which many say what another says, some contradict another, and some
 * have no reference. */
static void add_repetitive_line(struct text *text, uint64_t *seed)
{
	uint32_t name = sample_draw(seed, 60000);
	bool contradicts = sample_draw(seed, 500) == 0;

	if (name < 2000)
		text_add_format(text, D "purchase M +%u\n", name);
	else
		text_add_format(text, D "purchase M%u +%u ^P-%u\n", name % 900,
				name % 70 + (contradicts ? 100 : 0), name);
}

/* What is said of contradictions, in its order. */
static const char *broken_of(struct sample *sample)
{
	struct text text;

	text_init(&text, &sample->arena);
	for (const struct diagnostic *one = sample->diagnostics.first; one;
	     one = one->next)
		if (one->id == DIAGNOSTIC_reference_conflict)
			text_add_format(&text, "%s\n", one->message);
	return text.bytes;
}

Test(journal_reference, is_the_same_at_once_and_piece_by_piece)
{
	enum {
		LINES = 80000,
		PIECE = 5000
	};
	struct sample whole;
	struct sample pieces;
	struct arena arena;
	struct text text;
	uint64_t seed = 7;
	size_t repeated = 0;

	arena_init(&arena);
	text_init(&text, &arena);
	sample_read(&pieces, SLICE(""));
	for (size_t done = 0; done < LINES; done += PIECE) {
		size_t start = text.length;

		for (int i = 0; i < PIECE; i++)
			add_repetitive_line(&text, &seed);
		struct slice piece = arena_copy_slice(
			&pieces.arena,
			slice_from_offset(text_slice(&text), start));
		parser_parse(&pieces.journal,
			     source_new(&pieces.arena, "piece", piece),
			     &pieces.diagnostics);
		journal_index(&pieces.journal, &pieces.diagnostics);
	}
	sample_read(&whole, text_slice(&text));
	cr_assert_eq(whole.journal.event_count, LINES);
	for (size_t i = 0; i < LINES; i++) {
		const struct event *event = &whole.journal.events[i];

		repeated += (event->flags & EVENT_DUPLICATE) != 0;
		cr_assert_eq(event->flags, pieces.journal.events[i].flags,
			     "event %zu", i);
		cr_assert_eq(
			journal_find(&whole.journal,
				     event_reference(&whole.journal, event)),
			journal_find(&pieces.journal,
				     event_reference(&whole.journal, event)),
			"event %zu", i);
	}
	cr_expect_gt(repeated, LINES / 10);
	cr_expect_gt(whole.diagnostics.counts[SEVERITY_BROKEN], 0);
	cr_expect_str_eq(broken_of(&whole), broken_of(&pieces));
	sample_release(&whole);
	sample_release(&pieces);
	arena_release(&arena);
}

Test(journal_reference, counts_many_complaints)
{
	struct arena arena;
	struct text text;
	struct sample sample;

	arena_init(&arena);
	text_init(&text, &arena);
	for (int i = 0; i < 2000; i++)
		text_add_format(&text, D "purchase M +%d ^same\n", i);
	sample_read(&sample, text_slice(&text));
	cr_expect_eq(sample.diagnostics.counts[SEVERITY_BROKEN], 1001);
	sample_release(&sample);
	arena_release(&arena);
}

Test(journal_reference, is_the_same_after_a_merge_of_copies)
{
	for (uint64_t round = 1; round <= 30; round++) {
		struct arena arena;
		struct text text;
		struct sample once;
		struct sample twice;
		struct slice one;
		uint64_t seed = round;

		arena_init(&arena);
		text_init(&text, &arena);
		for (int i = 0; i < 60; i++)
			sample_add_line(&text, &seed);
		one = arena_copy_slice(&arena, text_slice(&text));
		text_add_slice(&text, one);
		sample_read(&once, one);
		sample_read(&twice, text_slice(&text));
		if (!diagnostics_are_broken(&once.diagnostics)) {
			cr_assert(!diagnostics_are_broken(&twice.diagnostics));
			cr_assert_str_eq(sample_print_order(&once),
					 sample_print_order(&twice));
		}
		sample_release(&twice);
		sample_release(&once);
		arena_release(&arena);
	}
}
