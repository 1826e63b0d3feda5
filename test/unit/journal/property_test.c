/*
 * What holds for every journal: printing and parsing are each other's reverse,
 * and no text, whole, cut or damaged, is read as something it does not say.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "sample.h"

/* A random journal of some lines. */
static struct slice random_journal(struct text *text, uint64_t *seed,
				   size_t lines)
{
	for (size_t i = 0; i < lines; i++)
		sample_add_line(text, seed);
	return text_slice(text);
}

Test(journal_property, print_and_parse_are_the_identity)
{
	for (uint64_t round = 1; round <= 200; round++) {
		struct arena arena;
		struct text text;
		struct sample sample;
		uint64_t seed = round;

		arena_init(&arena);
		text_init(&text, &arena);
		sample_read(&sample, random_journal(&text, &seed, 50));
		cr_assert_eq(sample.journal.event_count, 50, "%s\n%s",
			     sample_complaints(&sample), text.bytes);
		cr_assert_str_eq(sample_print(&sample), text.bytes);
		sample_release(&sample);
		arena_release(&arena);
	}
}

Test(journal_property, takes_a_prefix_only_up_to_a_line_end)
{
	struct arena arena;
	struct text text;
	struct slice whole;
	uint64_t seed = 5;

	arena_init(&arena);
	text_init(&text, &arena);
	whole = random_journal(&text, &seed, 60);
	for (size_t length = 0; length <= whole.length; length++) {
		struct sample sample;
		bool at_end = length == 0 || whole.text[length - 1] == '\n';
		char *copy = arena_copy(&arena, whole.text, length);
		bool missing;

		sample_read(&sample, (struct slice){ copy, length });
		missing = strstr(sample_complaints(&sample),
				 "missing_newline") != NULL;
		cr_assert_eq(missing, !at_end, "length %zu", length);
		sample_release(&sample);
	}
	arena_release(&arena);
}

Test(journal_property, survives_every_damaged_byte)
{
	static const char damages[] = { '\0', '\n', '"', ':', '\\', ' ',
					'+',  ';',  '^', '9', '\r', '\xff' };
	struct arena arena;
	struct text text;
	struct slice whole;
	uint64_t seed = 11;

	arena_init(&arena);
	text_init(&text, &arena);
	whole = random_journal(&text, &seed, 40);
	for (size_t at = 0; at < whole.length; at++) {
		for (size_t i = 0; i < sizeof(damages); i++) {
			char kept = text.bytes[at];
			struct sample sample;
			struct sample again;

			text.bytes[at] = damages[i];
			sample_read(&sample, whole);
			sample_read(&again, slice_from(sample_print(&sample)));
			cr_assert_eq(again.journal.event_count,
				     sample.journal.event_count);
			cr_assert_str_eq(sample_print(&again),
					 sample_print(&sample));
			sample_release(&again);
			sample_release(&sample);
			text.bytes[at] = kept;
		}
	}
	arena_release(&arena);
}
