/*
 * Charts in characters: lengths, marks, what ASCII and colours change.
 */
#include "report/chart_text.h"
#include "report/chart_text_options.h"

#include <criterion/criterion.h>

#include "base/text.h"
#include "base/utf8.h"
#include "drawn.h"

static struct arena arena;

static void setup(void)
{
	arena_init(&arena);
}

static void teardown(void)
{
	arena_release(&arena);
}

TestSuite(report_chart_text, .init = setup, .fini = teardown);

static const char *const NAMES[] = { "a", "bb", "ccc", NULL };

static void expect(const struct chart *chart, struct chart_text_options options,
		   const char *expected)
{
	struct slice found = drawn_text(&arena, chart, options);

	cr_expect(slice_is(found, expected), "%.*s", SLICE_ARGS(found));
}

Test(report_chart_text, bars_are_as_long_as_their_numbers_to_an_eighth)
{
	static const int64_t values[] = { 100, 50, 1 };
	struct chart *chart =
		drawn_chart(&arena, CHART_BARS, NAMES, values, NULL);

	expect(chart, (struct chart_text_options){ .width = 22 },
	       "Made up\n"
	       "a    100  ████████████\n"
	       "bb    50  ██████\n"
	       "ccc    1  ▏\n");
	expect(chart, (struct chart_text_options){ .width = 22, .ascii = true },
	       "Made up\n"
	       "a    100  ############\n"
	       "bb    50  ######\n"
	       "ccc    1  #\n");
}

Test(report_chart_text, negative_bars_stand_left_of_a_common_zero)
{
	static const int64_t values[] = { 60, -60, CHART_GAP };
	struct chart *chart =
		drawn_chart(&arena, CHART_COLUMNS, NAMES, values, NULL);

	expect(chart, (struct chart_text_options){ .width = 22, .ascii = true },
	       "Made up\n"
	       "a     60        ######\n"
	       "bb   -60  ######\n"
	       "ccc  n/a  \n");
}

Test(report_chart_text, series_have_a_mark_each_or_a_colour)
{
	static const int64_t first[] = { 4, 2, 0 };
	static const int64_t second[] = { 2, 4, 0 };
	const char *const one[] = { "x", NULL };
	struct chart *chart =
		drawn_chart(&arena, CHART_BARS, one, first, second);

	expect(chart, (struct chart_text_options){ .width = 18, .ascii = true },
	       "Made up\n"
	       "# one  = two\n"
	       "x  4  ############\n"
	       "   2  ======\n");
	expect(chart,
	       (struct chart_text_options){ .width = 18, .colour = true },
	       "\033[1mMade up\033[0m\n"
	       "\033[36m█\033[0m one  \033[33m█\033[0m two\n"
	       "x  4  \033[36m████████████\033[0m\n"
	       "   2  \033[33m██████\033[0m\n");
}

Test(report_chart_text, stacks_show_their_sum)
{
	static const int64_t first[] = { 4, 2 };
	static const int64_t second[] = { 4, CHART_GAP };
	const char *const two[] = { "x", "y", NULL };
	struct chart *chart =
		drawn_chart(&arena, CHART_AREAS, two, first, second);

	expect(chart, (struct chart_text_options){ .width = 14, .ascii = true },
	       "Made up\n"
	       "# one  = two\n"
	       "x  8  #####=====\n"
	       "y  2  ##\n");
}

Test(report_chart_text, long_labels_are_cut_and_lines_keep_the_width)
{
	static const int64_t values[] = { 100, 1 };
	const char *const names[] = {
		"Ελένη Παπαδοπούλου of the very long name",
		"日本語のとても長い名前です", NULL
	};
	struct chart *chart =
		drawn_chart(&arena, CHART_BARS, names, values, NULL);
	struct slice found = drawn_text(
		&arena, chart, (struct chart_text_options){ .width = 40 });

	while (found.length > 0) {
		struct slice line = { found.text, slice_find(found, '\n') };
		cr_expect(utf8_display_width(line) <= 40, "%.*s",
			  SLICE_ARGS(line));
		found = slice_from_offset(found, line.length + 1);
	}
}

Test(report_chart_text, nothing_of_a_label_reaches_the_terminal_raw)
{
	static const int64_t values[] = { 1, 2 };
	const char *const names[] = { "a\033[31m", "b\xff", NULL };
	struct chart *chart =
		drawn_chart(&arena, CHART_BARS, names, values, NULL);
	struct slice found = drawn_text(
		&arena, chart, (struct chart_text_options){ .width = 60 });

	cr_expect_eq(slice_find(found, '\033'), found.length);
	cr_expect_eq(utf8_valid_length(found), found.length);
}

Test(report_chart_text, sparklines_go_from_the_lowest_to_the_highest)
{
	static const struct {
		int64_t numbers[4];
		size_t count;
		bool ascii;
		const char *line;
	} rows[] = {
		{ { 0, 7, CHART_GAP, 3 }, 4, false, "▁█ ▄" },
		{ { 0, 7, CHART_GAP, 3 }, 4, true, "_# -" },
		{ { -5, 5 }, 2, false, "▁█" },
		{ { 9, 9, 9 }, 3, false, "▄▄▄" },
		{ { CHART_GAP }, 1, false, " " },
		{ { 0 }, 0, false, "" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct text text;
		text_init(&text, &arena);
		chart_text_add_sparkline(&text, rows[i].numbers, rows[i].count,
					 rows[i].ascii);
		cr_expect(slice_is(text_slice(&text), rows[i].line),
			  "row %zu: %.*s", i, SLICE_ARGS(text_slice(&text)));
	}
}

Test(report_chart_text, cells_are_the_darker_the_higher_and_say_what_is_cut)
{
	static const int64_t first[] = { 10000, 10000, CHART_GAP };
	static const int64_t second[] = { 5000, CHART_GAP, CHART_GAP };
	const char *const names[] = { "2026-01", "2026-02", NULL };
	struct chart *chart =
		drawn_chart(&arena, CHART_HEAT, names, first, second);

	chart->scale = 2;
	expect(chart, (struct chart_text_options){ .width = 40, .ascii = true },
	       "Made up\n"
	       "         one  two\n"
	       "2026-01 #100  :50\n"
	       "2026-02 #100\n");
	expect(chart, (struct chart_text_options){ .width = 13, .ascii = true },
	       "Made up\n"
	       "         one\n"
	       "2026-01 #100\n"
	       "2026-02 #100\n"
	       "1 of 2 columns fit; widen the terminal\n");
}
