/*
 * Complaints: the catalogue, the order, and every shape in which one is
 * printed.
 */
#include "base/diagnostic.h"

#include <criterion/criterion.h>

#include "base/arena.h"
#include "base/text.h"
#include "base/utf8.h"

/* Prints one complaint about a part of a line; lives as long as the arena. */
static const char *print_one(struct arena *arena, const char *source_text,
			     size_t offset, size_t length, bool colour)
{
	struct diagnostics all;
	struct text text;
	struct source *source =
		source_new(arena, "cafe.points", slice_from(source_text));
	struct diagnostic *one;

	diagnostics_init(&all, arena);
	text_init(&text, arena);
	one = diagnostic_add(&all, DIAGNOSTIC_unknown_member,
			     (struct place){ source, offset, length },
			     "no member '%s'", "x");
	diagnostic_print(&text, one, colour);
	return text.bytes;
}

Test(diagnostic, points_at_the_place)
{
	static const struct {
		const char *label;
		const char *text;
		size_t offset;
		size_t length;
		const char *printed;
	} rows[] = {
		{ "a word", "first\n2026-01-02 earn x 5\n", 22, 1,
		  "cafe.points:2:17: error: no member 'x' [unknown_member]\n"
		  "    2 | 2026-01-02 earn x 5\n"
		  "      |                 ^\n" },
		{ "several columns", "earn ana 5", 5, 3,
		  "cafe.points:1:6: error: no member 'x' [unknown_member]\n"
		  "    1 | earn ana 5\n"
		  "      |      ^~~\n" },
		{ "no length", "earn ana 5", 5, 0,
		  "cafe.points:1:6: error: no member 'x' [unknown_member]\n"
		  "    1 | earn ana 5\n"
		  "      |      ^\n" },
		{ "the line's end", "earn\n", 4, 1,
		  "cafe.points:1:5: error: no member 'x' [unknown_member]\n"
		  "    1 | earn\n"
		  "      |     ^\n" },
		{ "over the line's end", "earn x\nnext\n", 5, 7,
		  "cafe.points:1:6: error: no member 'x' [unknown_member]\n"
		  "    1 | earn x\n"
		  "      |      ^\n" },
		{ "an empty line", "\n\n", 1, 0,
		  "cafe.points:2:1: error: no member 'x' [unknown_member]\n" },
		{ "tabs are copied", "\tearn\tana", 6, 3,
		  "cafe.points:1:7: error: no member 'x' [unknown_member]\n"
		  "    1 | \tearn\tana\n"
		  "      | \t    \t^~~\n" },
		{ "wide characters", "\xe6\xbc\xa2 \xe5\xad\x97 a", 4, 3,
		  "cafe.points:1:3: error: no member 'x' [unknown_member]\n"
		  "    1 | \xe6\xbc\xa2 \xe5\xad\x97 a\n"
		  "      |    ^~\n" },
		{ "combining characters", "a\xcc\x88 b", 4, 1,
		  "cafe.points:1:4: error: no member 'x' [unknown_member]\n"
		  "    1 | a\xcc\x88 b\n"
		  "      |   ^\n" },
		{ "controls become visible", "\x1b[1m b\xff", 5, 2,
		  "cafe.points:1:6: error: no member 'x' [unknown_member]\n"
		  "    1 | \\x1b[1m b\\xff\n"
		  "      |         ^~~~~\n" },
		{ "CRLF", "earn x\r\n", 5, 1,
		  "cafe.points:1:6: error: no member 'x' [unknown_member]\n"
		  "    1 | earn x\n"
		  "      |      ^\n" },
	};
	struct arena arena;

	arena_init(&arena);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		cr_expect_str_eq(print_one(&arena, rows[i].text, rows[i].offset,
					   rows[i].length, false),
				 rows[i].printed, "%s", rows[i].label);
	arena_release(&arena);
}

Test(diagnostic, cuts_long_lines_around_the_caret)
{
	enum {
		LENGTH = 60000
	};
	static char line[LENGTH + 1];
	static const size_t offsets[] = {
		0, 49, 50, 51, 99, 30000, LENGTH - 2
	};
	struct arena arena;

	arena_init(&arena);
	for (size_t i = 0; i < sizeof(offsets) / sizeof(*offsets); i++) {
		const char *printed;
		struct slice shown;
		struct slice marks;

		memset(line, 'x', LENGTH);
		line[offsets[i]] = 'Y';
		printed = print_one(&arena, line, offsets[i], 1, false);
		slice_cut(slice_from(printed), '\n', &shown);
		shown = slice_cut(shown, '\n', &marks);
		cr_expect_lt(shown.length, 120, "offset %zu", offsets[i]);
		cr_expect_eq(slice_find(shown, 'Y'), slice_find(marks, '^'),
			     "offset %zu: %s", offsets[i], printed);
		cr_expect_eq(slice_ends(shown, "..."), i < 6, "offset %zu",
			     offsets[i]);
		cr_expect_eq(slice_starts(shown, "    1 | ..."),
			     offsets[i] > 50, "offset %zu", offsets[i]);
	}
	arena_release(&arena);
}

Test(diagnostic, cuts_lines_of_marks_without_width)
{
	static char line[60001];
	struct arena arena;
	const char *printed;

	arena_init(&arena);
	for (size_t i = 0; i < 60000; i += 2)
		memcpy(line + i, "\xcc\x88", 2);
	printed = print_one(&arena, line, 30000, 2, false);
	cr_expect_lt(strlen(printed), 1000);
	cr_expect_eq(utf8_valid_length(slice_from(printed)), strlen(printed));
	arena_release(&arena);
}

Test(diagnostic, the_gutter_widens_with_the_line_number)
{
	enum {
		LINES = 123456
	};
	static char lines[LINES + 1];
	struct arena arena;

	arena_init(&arena);
	memset(lines, '\n', LINES);
	lines[LINES - 1] = 'x';
	cr_expect_str_eq(
		print_one(&arena, lines, LINES - 1, 1, false),
		"cafe.points:123456:1: error: no member 'x' [unknown_member]\n"
		"123456 | x\n"
		"       | ^\n");
	arena_release(&arena);
}

Test(diagnostic, colours_the_severity_only)
{
	struct arena arena;

	arena_init(&arena);
	cr_expect_str_eq(print_one(&arena, "earn", 0, 4, true),
			 "cafe.points:1:1: \033[1;31merror:\033[0m no member "
			 "'x' [unknown_member]\n"
			 "    1 | earn\n"
			 "      | ^~~~\n");
	arena_release(&arena);
}

Test(diagnostic, each_severity_has_its_word_and_colour)
{
	static const struct {
		enum diagnostic_id id;
		const char *plain;
		const char *coloured;
	} rows[] = {
		{ DIAGNOSTIC_expiry_less, "note:", "\033[1;36mnote:\033[0m" },
		{ DIAGNOSTIC_bonus_due,
		  "warning:", "\033[1;33mwarning:\033[0m" },
		{ DIAGNOSTIC_over_limit,
		  "finding:", "\033[1;35mfinding:\033[0m" },
		{ DIAGNOSTIC_bad_date, "error:", "\033[1;31merror:\033[0m" },
	};
	struct arena arena;
	struct diagnostics all;
	struct text text;

	arena_init(&arena);
	diagnostics_init(&all, &arena);
	text_init(&text, &arena);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct diagnostic *one =
			diagnostic_add(&all, rows[i].id, PLACE_NONE, "x");

		text_clear(&text);
		diagnostic_print(&text, one, false);
		cr_expect(slice_starts(slice_from(text.bytes + 11),
				       rows[i].plain),
			  "%s", text.bytes);
		text_clear(&text);
		diagnostic_print(&text, one, true);
		cr_expect(slice_starts(slice_from(text.bytes + 11),
				       rows[i].coloured),
			  "%s", text.bytes);
	}
	arena_release(&arena);
}

Test(diagnostic, prints_notes_and_complaints_about_no_file)
{
	struct arena arena;
	struct diagnostics all;
	struct text text;
	struct source *source;
	struct diagnostic *one;

	arena_init(&arena);
	diagnostics_init(&all, &arena);
	text_init(&text, &arena);
	source = source_new(&arena, "a\x1b.points", SLICE("earn ana 5"));
	one = diagnostic_add(&all, DIAGNOSTIC_points_differ,
			     (struct place){ source, 9, 1 }, "5, not 6: '%s'",
			     "\x1b[2J");
	diagnostic_note(&all, one, (struct place){ source, 5, 3 }, "first %d",
			1);
	diagnostic_note(&all, one, PLACE_NONE, "second");
	diagnostic_print(&text, one, false);
	cr_expect_str_eq(text.bytes, "a\\x1b.points:1:10: finding: 5, not 6: "
				     "'\\x1b[2J' [points_differ]\n"
				     "    1 | earn ana 5\n"
				     "      |          ^\n"
				     "a\\x1b.points:1:6: note: first 1\n"
				     "note: second\n");
	text_clear(&text);
	one = diagnostic_add(&all, DIAGNOSTIC_bonus_due, PLACE_NONE, "due");
	diagnostic_print(&text, one, false);
	one = diagnostic_add(&all, DIAGNOSTIC_expiry_less, PLACE_NONE, "less");
	diagnostic_print(&text, one, false);
	cr_expect_str_eq(text.bytes, "pointbook: warning: due [bonus_due]\n"
				     "pointbook: note: less [expiry_less]\n");
	arena_release(&arena);
}

Test(diagnostic, counts_and_finds_by_name)
{
	struct arena arena;
	struct diagnostics all;

	arena_init(&arena);
	diagnostics_init(&all, &arena);
	cr_expect_not(diagnostics_are_broken(&all));
	diagnostic_add(&all, DIAGNOSTIC_bonus_due, PLACE_NONE, "due");
	diagnostic_add(&all, DIAGNOSTIC_over_limit, PLACE_NONE, "over");
	cr_expect_not(diagnostics_are_broken(&all));
	diagnostic_add(&all, DIAGNOSTIC_bad_date, PLACE_NONE, "date");
	cr_expect(diagnostics_are_broken(&all));
	cr_expect_eq(all.counts[SEVERITY_WARNING], 1);
	cr_expect_eq(all.counts[SEVERITY_FINDING], 1);
	cr_expect_eq(all.counts[SEVERITY_BROKEN], 1);
	cr_expect_eq(all.counts[SEVERITY_NOTE], 0);
	for (int id = 0; id < DIAGNOSTIC_COUNT; id++) {
		const struct diagnostic_kind *kind =
			diagnostic_kind((enum diagnostic_id)id);

		cr_expect_eq((int)diagnostic_find(slice_from(kind->name)), id,
			     "%s", kind->name);
		cr_expect(kind->summary[0] != '\0', "%s", kind->name);
	}
	cr_expect_eq(diagnostic_find(SLICE("bad_dat")), DIAGNOSTIC_COUNT);
	arena_release(&arena);
}

Test(diagnostic, sorts_root_causes_first_and_keeps_the_rest)
{
	static const struct {
		enum diagnostic_id id;
		int source; /* 0 none */
		size_t offset;
	} added[] = {
		{ DIAGNOSTIC_bonus_due, 1, 0 },
		{ DIAGNOSTIC_over_limit, 2, 1 },
		{ DIAGNOSTIC_over_limit, 1, 9 },
		{ DIAGNOSTIC_bad_date, 2, 5 },
		{ DIAGNOSTIC_over_limit, 1, 2 },
		{ DIAGNOSTIC_out_of_stock, 1, 2 },
		{ DIAGNOSTIC_bad_date, 2, 3 },
		{ DIAGNOSTIC_rules_missing, 0, 0 },
		{ DIAGNOSTIC_over_limit, 1, 2 },
	};
	static const char expected[] = "7 6 3 4 5 8 2 1 0 ";
	struct source *sources[3] = { NULL };
	struct arena arena;
	struct diagnostics all;
	struct text text;

	arena_init(&arena);
	diagnostics_init(&all, &arena);
	text_init(&text, &arena);
	sources[1] = source_new(&arena, "z", SLICE("0123456789"));
	sources[2] = source_new(&arena, "a", SLICE("0123456789"));
	diagnostics_sort(&all);
	cr_expect_null(all.first);
	for (size_t i = 0; i < sizeof(added) / sizeof(*added); i++)
		diagnostic_add(&all, added[i].id,
			       (struct place){ sources[added[i].source],
					       added[i].offset, 1 },
			       "%zu", i);
	diagnostics_sort(&all);
	for (struct diagnostic *one = all.first; one; one = one->next)
		text_add_format(&text, "%s ", one->message);
	cr_expect_str_eq(text.bytes, expected);
	diagnostic_add(&all, DIAGNOSTIC_bonus_due, PLACE_NONE, "last");
	while (all.first->next)
		all.first = all.first->next;
	cr_expect_str_eq(all.first->message, "last");
	arena_release(&arena);
}
