/*
 * Places: line and column at every offset of a text with several kinds of
 * line ends, and the lines themselves.
 */
#include "base/source.h"

#include <criterion/criterion.h>

#include "base/arena.h"

Test(source, knows_line_and_column_of_every_offset)
{
	static const char text[] = "ab\n\n\xc3\xa4x\r\nlast";
	static const struct {
		size_t line;
		size_t column;
	} expected[] = {
		{ 1, 1 }, { 1, 2 }, { 1, 3 }, { 2, 1 },
		{ 3, 1 }, { 3, 2 }, /* within the umlaut: the one after it */
		{ 3, 2 }, { 3, 3 }, { 3, 4 }, { 4, 1 },
		{ 4, 2 }, { 4, 3 }, { 4, 4 }, { 4, 5 }, /* the end */
		{ 4, 5 },                               /* beyond */
	};
	struct arena arena;
	struct source *source;

	arena_init(&arena);
	source = source_new(&arena, "a", slice_from(text));
	for (size_t i = 0; i < sizeof(expected) / sizeof(*expected); i++) {
		size_t line = 0;
		size_t column = 0;

		source_locate(source, i, &line, &column);
		cr_expect_eq(line, expected[i].line, "line at %zu: %zu", i,
			     line);
		cr_expect_eq(column, expected[i].column, "column at %zu: %zu",
			     i, column);
	}
	cr_expect(slice_is(source_line(source, 1), "ab"));
	cr_expect(slice_is(source_line(source, 2), ""));
	cr_expect(slice_is(source_line(source, 3), "\xc3\xa4x"));
	cr_expect(slice_is(source_line(source, 4), "last"));
	cr_expect_eq(source_line(source, 0).length, 0);
	cr_expect_eq(source_line(source, 5).length, 0);
	arena_release(&arena);
}

Test(source, a_last_newline_begins_no_line)
{
	struct arena arena;
	struct source *source;
	size_t line = 0;
	size_t column = 0;

	arena_init(&arena);
	source = source_new(&arena, "a", SLICE("one\ntwo\n"));
	source_locate(source, 8, &line, &column);
	cr_expect_eq(line, 2);
	cr_expect_eq(column, 5);
	source = source_new(&arena, "empty", (struct slice){ NULL, 0 });
	source_locate(source, 0, &line, &column);
	cr_expect_eq(line, 1);
	cr_expect_eq(column, 1);
	cr_expect_eq(source_line(source, 1).length, 0);
	arena_release(&arena);
}

Test(source, finds_lines_by_the_thousand)
{
	enum {
		LINES = 30000
	};
	static char text[LINES * 4];
	struct arena arena;
	struct source *source;

	for (size_t i = 0; i < LINES; i++)
		memcpy(text + i * 4, "abc\n", 4);
	arena_init(&arena);
	source = source_new(&arena, "a", (struct slice){ text, sizeof(text) });
	for (size_t i = 0; i < sizeof(text); i++) {
		size_t line = 0;
		size_t column = 0;

		source_locate(source, i, &line, &column);
		cr_assert_eq(line, i / 4 + 1);
		cr_assert_eq(column, i % 4 + 1);
	}
	arena_release(&arena);
}

Test(source, knows_the_place_of_a_part)
{
	struct arena arena;
	struct source *source;
	struct place place;

	arena_init(&arena);
	source = source_new(&arena, "a", SLICE("earn ana 5"));
	place = source_place(source,
			     (struct slice){ source->text.text + 5, 3 });
	cr_expect_eq(place.source, source);
	cr_expect_eq(place.offset, 5);
	cr_expect_eq(place.length, 3);
	place = source_place(source, (struct slice){ NULL, 0 });
	cr_expect_eq(place.offset, 0);
	cr_expect_eq(place.length, 0);
	place = source_place(source, slice_from_offset(source->text, 10));
	cr_expect_eq(place.offset, 10);
	arena_release(&arena);
}

Test(source, grows_and_counts_on)
{
	static const struct {
		const char *text;
		size_t offset, line;
	} steps[] = {
		{ "", 0, 1 },
		{ "one\n", 0, 1 },
		{ "one\ntwo\n", 4, 2 },
		{ "one\ntwo\nthree\nfour\n", 14, 4 },
	};
	struct arena arena;
	struct source *source;

	arena_init(&arena);
	source = source_new(&arena, "a", SLICE(""));
	for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++) {
		size_t line = 0;
		size_t column = 0;

		source->text = slice_from(steps[i].text);
		source_locate(source, steps[i].offset, &line, &column);
		cr_expect_eq(line, steps[i].line, "%zu: line %zu", i, line);
		cr_expect_eq(column, 1, "%zu: column %zu", i, column);
	}
	cr_expect(slice_is(source_line(source, 3), "three"));
	arena_release(&arena);
}
