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

enum {
	SOURCES = 9
};

/* Cuts a text behind lines, at random; some sources may be empty. */
static void cut_text(struct slice text, uint64_t *seed, struct slice *texts)
{
	for (size_t i = 0; i < SOURCES; i++) {
		struct slice rest = text;
		size_t lines = sample_draw(seed, 2 * LINES / SOURCES);

		for (size_t n = 0; n < lines || i + 1 == SOURCES; n++) {
			if (rest.length == 0)
				break;
			slice_cut(rest, '\n', &rest);
		}
		texts[i] =
			(struct slice){ text.text, text.length - rest.length };
		text = rest;
	}
}

/* One behind the other, or together; false when that is refused. */
static bool read_sources(struct sample *sample, const struct slice *texts,
			 size_t parts)
{
	struct source *sources[SOURCES];

	read_in(sample, SLICE("2026-01-01 join Y\ninclude \"x\"\n"), 1);
	for (size_t i = 0; i < SOURCES; i++) {
		sources[i] = source_new(&sample->arena, "s", texts[i]);
		if (parts == 1)
			parser_parse(&sample->journal, sources[i],
				     &sample->diagnostics);
	}
	return parts == 1 ||
	       parser_parse_together(&sample->journal, sources, SOURCES, parts);
}

/* What was refused leaves nothing behind. */
static void read_after_all(struct sample *sample, const struct slice *texts)
{
	cr_assert_eq(sample->journal.source_count, 2);
	sample_release(sample);
	read_sources(sample, texts, 1);
}

static void compare_together(const struct slice *texts, bool is_fine)
{
	struct sample each;

	read_sources(&each, texts, 1);
	for (size_t parts = 2; parts <= PARALLEL_MAX; parts++) {
		struct sample together;
		bool is_read = read_sources(&together, texts, parts);

		cr_assert_eq(is_read, is_fine);
		if (!is_read)
			read_after_all(&together, texts);
		cr_assert_eq(together.journal.source_count, 2 + SOURCES);
		cr_assert_eq(together.journal.kinds, each.journal.kinds);
		expect_same(&each, &together, "together");
		sample_release(&together);
	}
	sample_release(&each);
}

/* A line that nothing is to be said about. */
static void add_quiet_line(struct text *text, uint64_t *seed)
{
	size_t before = text->length;
	struct slice line;

	sample_add_line(text, seed);
	line = slice_from_offset(text_slice(text), before);
	if (slice_find(line, '^') == line.length) {
		text->length = before;
		text->bytes[before] = '\0';
	}
}

Test(journal_parser_parts, many_sources_read_the_same_together)
{
	uint64_t seed = 20260102;

	for (size_t round = 0; round < ROUNDS; round++) {
		struct slice texts[SOURCES];
		struct arena arena;
		struct text text;
		size_t at;

		arena_init(&arena);
		text_init(&text, &arena);
		while (text.length < (size_t)LINES * 40)
			add_quiet_line(&text, &seed);
		cut_text(text_slice(&text), &seed, texts);
		compare_together(texts, true);
		/* an include's files belong between this one and the next */
		at = sample_draw(&seed, SOURCES);
		texts[at] = SLICE("include \"more.points\"\n");
		compare_together(texts, false);
		texts[at] = SLICE("2026-01-02 jion A\n");
		compare_together(texts, false);
		texts[at] = SLICE("2026-01-02 join A");
		compare_together(texts, false);
		texts[at] = SLICE("\xef\xbb\xbf"
				  "2026-01-02 join A\r\n");
		compare_together(texts, true);
		arena_release(&arena);
	}
}

/* What it includes is to be read behind it: it is not parsed so. */
Test(journal_parser_parts, one_source_that_includes_is_refused_too)
{
	struct sample sample;
	struct source *source;
	size_t before;

	read_in(&sample, SLICE("2026-01-01 join Y\n"), 1);
	before = sample.journal.event_count;
	source = source_new(&sample.arena, "s",
			    SLICE("2026-01-02 join A\n2026-01-02 join B\n"
				  "include \"x\"\n2026-01-02 join C\n"));
	cr_expect_not(parser_parse_together(&sample.journal, &source, 1, 2));
	cr_expect_eq(sample.journal.source_count, 2);
	cr_expect_eq(sample.journal.event_count, before);
	sample_release(&sample);
}
