/*
 * parser_parts: a source read in parts gives what it gives in one go, down to
 * the numbers of names, with and without faults, wherever the cuts fall.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "base/parallel.h"
#include "journal/parser.h"
#include "sample.h"

enum {
	ROUNDS = 60,
	LINES = 200
};

static void read_in(struct sample *sample, struct slice text, size_t parts)
{
	arena_init(&sample->arena);
	journal_init(&sample->journal, &sample->arena, 7);
	diagnostics_init(&sample->diagnostics, &sample->arena);
	/* something was read before */
	parser_parse_in(&sample->journal,
			source_new(&sample->arena, "first",
				   SLICE("2026-01-01 join Z +tag:x\n"
					 "2026-01-01 join Z zeta:1\n")),
			&sample->diagnostics, 1);
	parser_parse_in(&sample->journal, source_new(&sample->arena, "t", text),
			&sample->diagnostics, parts);
}

static void expect_names(const struct intern *a, const struct intern *b,
			 const char *what)
{
	cr_assert_eq(a->count, b->count, "%s", what);
	for (uint32_t i = 0; i < a->count; i++)
		cr_assert(slice_equal(intern_text(a, i), intern_text(b, i)),
			  "%s %u", what, i);
}

static void expect_same(const struct sample *whole, const struct sample *parts,
			const char *label)
{
	const struct journal *a = &whole->journal;
	const struct journal *b = &parts->journal;
	const struct diagnostic *one = whole->diagnostics.first;
	const struct diagnostic *other = parts->diagnostics.first;

	cr_assert_eq(a->event_count, b->event_count, "%s", label);
	cr_assert_eq(a->attribute_count, b->attribute_count, "%s", label);
	cr_assert_eq(a->quantity_count, b->quantity_count, "%s", label);
	cr_assert_eq(memcmp(a->events, b->events,
			    a->event_count * sizeof(*a->events)),
		     0, "%s", label);
	cr_assert_eq(memcmp(a->attributes, b->attributes,
			    a->attribute_count * sizeof(*a->attributes)),
		     0, "%s", label);
	for (size_t i = 0; i < a->quantity_count; i++) {
		cr_assert_eq(a->quantities[i].mantissa,
			     b->quantities[i].mantissa);
		cr_assert_eq(a->quantities[i].unit, b->quantities[i].unit);
		cr_assert_eq(a->quantities[i].scale, b->quantities[i].scale);
	}
	expect_names(&a->members, &b->members, "member");
	expect_names(&a->words, &b->words, "word");
	expect_names(&a->units, &b->units, "unit");
	expect_names(&a->keys, &b->keys, "key");
	for (; one && other; one = one->next, other = other->next) {
		cr_assert_eq(one->id, other->id, "%s", label);
		cr_assert_str_eq(one->message, other->message);
		cr_assert_eq(one->at.offset, other->at.offset);
	}
	cr_assert(!one && !other, "%s: not as many complaints", label);
}

static void compare_all(struct slice text, const char *label)
{
	struct sample whole;

	read_in(&whole, text, 1);
	for (size_t parts = 2; parts <= PARALLEL_MAX; parts++) {
		struct sample cut;

		read_in(&cut, text, parts);
		expect_same(&whole, &cut, label);
		sample_release(&cut);
	}
	sample_release(&whole);
}

Test(journal_parser_parts, random_books_read_the_same)
{
	uint64_t seed = 20260101;

	for (size_t round = 0; round < ROUNDS; round++) {
		struct arena arena;
		struct text text;

		arena_init(&arena);
		text_init(&text, &arena);
		for (size_t i = 0; i < LINES; i++) {
			switch (sample_draw(&seed, 12)) {
			case 0:
				text_add(&text, "\n");
				break;
			case 1:
				text_add(&text, "; a comment\r\n");
				break;
			default:
				sample_add_line(&text, &seed);
			}
		}
		compare_all(text_slice(&text), "random");
		/* one fault, somewhere */
		text.bytes[sample_draw(&seed, (uint32_t)text.length)] = '\x01';
		compare_all(text_slice(&text), "damaged");
		arena_release(&arena);
	}
}

Test(journal_parser_parts, odd_texts_read_the_same)
{
	static const char *const texts[] = {
		"",
		"\n",
		"\n\n\n\n",
		"\xef\xbb\xbf"
		"2026-01-02 join A\n2026-01-02 join B\n",
		"2026-01-02 join A\n2026-01-02 join B",
		"2026-01-02 join A\r\n2026-01-02 join B\r\n",
		"2026-01-02 purchase A 1.00 EUR\n2026-01-02 join B\n",
		"; one long line before nothing else stands here at all\n",
		"2026-01-02 transfer A B +1 ^a\n2026-01-02 merge C into:D "
		"\"x\" ^b\n2026-01-02 join B\n2026-01-02 join E\n",
		"2026-01-02 join A\n<<<<<<< HEAD\n=======\n2026-01-02 join B\n"
		">>>>>>> x\n2026-01-02 join C\n<<<<<<< HEAD\n",
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		compare_all(slice_from(texts[i]), texts[i]);
}

Test(journal_parser_parts, too_many_units_are_complained_of_once)
{
	struct arena arena;
	struct text text;

	arena_init(&arena);
	text_init(&text, &arena);
	for (int i = 0; i < 300; i++)
		text_add_format(&text, "2026-01-02 adjust M +1 u%d \"x\" ^%d\n",
				i, i);
	compare_all(text_slice(&text), "units");
	arena_release(&arena);
}
