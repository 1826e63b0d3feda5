/*
 * Charts in SVG: what is written, that text is escaped, that lengths fit.
 */
#include "report/chart_svg.h"

#include <criterion/criterion.h>
#include <string.h>

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

TestSuite(report_chart_svg, .init = setup, .fini = teardown);

static const char *const MONTHS[] = { "2026-01", "2026-02", "2026-03", NULL };

static size_t count_of(struct slice text, const char *what)
{
	size_t length = strlen(what);
	size_t count = 0;

	for (size_t i = 0; i + length <= text.length; i++)
		count += memcmp(text.text + i, what, length) == 0;
	return count;
}

static void expect(struct slice found, const char *what)
{
	cr_expect_eq(count_of(found, what), 1, "%s in %.*s", what,
		     SLICE_ARGS(found));
}

Test(report_chart_svg, a_chart_has_a_title_a_description_and_its_columns)
{
	static const int64_t values[] = { 100, 0, 50 };
	struct slice found =
		drawn_svg(&arena, drawn_chart(&arena, CHART_COLUMNS, MONTHS,
					      values, NULL));

	expect(found, "<svg viewBox=\"0 0 360 178\" role=\"img\" "
		      "aria-labelledby=\"c1-t c1-d\">\n");
	expect(found, "<title id=\"c1-t\">Made up</title>\n");
	expect(found, "<desc id=\"c1-d\">Columns, 3 from 2026-01 to ");
	expect(found, "height=\"150\"><title>2026-01, one: 100</title>");
	expect(found, "height=\"75\"><title>2026-03, one: 50</title>");
	cr_expect_eq(count_of(found, "<rect"), 2, "nothing for the zero");
	cr_expect_eq(count_of(found, "<path class=\"z\""), 1);
	cr_expect_eq(count_of(found, "<path class=\"g\""), 5);
}

Test(report_chart_svg, a_line_breaks_at_a_gap_and_ends_in_a_dot)
{
	static const int64_t values[] = { 10, CHART_GAP, 5 };
	struct slice found = drawn_svg(
		&arena, drawn_chart(&arena, CHART_LINES, MONTHS, values, NULL));

	cr_expect_eq(count_of(found, "<path class=\"l1\""), 1);
	cr_expect_eq(count_of(found, "<circle"), 2, "both stand alone");
	cr_expect_eq(count_of(found, "L"), 1, "the kind's name alone");
}

Test(report_chart_svg, areas_are_closed_and_stand_on_each_other)
{
	static const int64_t first[] = { 10, 20, 30 };
	static const int64_t second[] = { 10, 10, 10 };
	struct slice found =
		drawn_svg(&arena, drawn_chart(&arena, CHART_AREAS, MONTHS,
					      first, second));

	cr_expect_eq(count_of(found, "Z\"/>"), 2);
	expect(found, "<path class=\"a s1\"");
	expect(found, "<path class=\"a s2\"");
	expect(found, ">one</text>");
}

Test(report_chart_svg, cells_have_levels_and_numbers_but_gaps_nothing)
{
	static const int64_t first[] = { 100, 100, 100 };
	static const int64_t second[] = { 50, 0, CHART_GAP };
	struct slice found = drawn_svg(
		&arena, drawn_chart(&arena, CHART_HEAT, MONTHS, first, second));

	cr_expect_eq(count_of(found, "<rect class=\"h9\""), 3);
	expect(found, "<rect class=\"h5\"");
	expect(found, "<rect class=\"h0\"");
	cr_expect_eq(count_of(found, ">100</text>"), 3);
}

Test(report_chart_svg, negative_bars_lie_left_of_zero)
{
	static const int64_t values[] = { 100, -100 };
	const char *const names[] = { "up", "down", NULL };
	struct slice found = drawn_svg(
		&arena, drawn_chart(&arena, CHART_BARS, names, values, NULL));

	expect(found, "x=\"180\" y=\"15\" width=\"180\"");
	expect(found, "x=\"0\" y=\"45\" width=\"180\"");
}

Test(report_chart_svg, all_text_is_escaped_and_long_labels_are_cut)
{
	static const int64_t values[] = { 1, 2 };
	const char *const names[] = { "</text><script>\"&'",
				      "a name that is far longer than the bar "
				      "it stands above can ever be",
				      NULL };
	struct slice found = drawn_svg(
		&arena, drawn_chart(&arena, CHART_BARS, names, values, NULL));

	cr_expect_eq(count_of(found, "<script"), 0);
	expect(found, ">&lt;/text&gt;&lt;script&gt;&quot;&amp;&#39;</text>");
	cr_expect_eq(count_of(found, "…</text>"), 1);
}
