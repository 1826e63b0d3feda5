/*
 * Ranges, axes and words of charts.
 */
#include "report/chart.h"

#include <criterion/criterion.h>

#include "base/text.h"
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

TestSuite(report_chart, .init = setup, .fini = teardown);

static const char *const MONTHS[] = { "2026-01", "2026-02", "2026-03", NULL };

Test(report_chart, axes_have_round_steps_and_hold_the_range)
{
	static const struct {
		struct chart_range range;
		struct chart_axis axis;
	} rows[] = {
		{ { 0, 0 }, { 0, 1, 1 } },
		{ { 0, 1 }, { 0, 1, 1 } },
		{ { 0, 5 }, { 0, 5, 1 } },
		{ { 0, 6 }, { 0, 6, 2 } },
		{ { 0, 99 }, { 0, 100, 20 } },
		{ { 0, 101 }, { 0, 150, 50 } },
		{ { 0, 2142 }, { 0, 2500, 500 } },
		{ { -7, 12 }, { -10, 15, 5 } },
		{ { -300, 0 }, { -300, 0, 100 } },
		{ { 0, CHART_LIMIT }, { 0, CHART_LIMIT, CHART_LIMIT / 5 } },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct chart_axis found = chart_axis_of(rows[i].range);
		cr_expect_eq(found.low, rows[i].axis.low, "low of %zu", i);
		cr_expect_eq(found.high, rows[i].axis.high, "high of %zu", i);
		cr_expect_eq(found.step, rows[i].axis.step, "step of %zu", i);
	}
}

Test(report_chart, any_axis_holds_its_range_in_few_steps)
{
	for (int64_t low = -1000; low <= 0; low += 37) {
		for (int64_t high = 0; high <= 3000; high += 41) {
			struct chart_axis axis = chart_axis_of(
				(struct chart_range){ low, high });
			int64_t steps = (axis.high - axis.low) / axis.step;
			cr_assert(axis.low <= low && high <= axis.high,
				  "%d to %d", (int)low, (int)high);
			cr_assert((axis.high - axis.low) % axis.step == 0 &&
					  steps >= 1 &&
					  steps <= CHART_TICKS + 2,
				  "%d to %d", (int)low, (int)high);
		}
	}
}

Test(report_chart, places_are_in_proportion_and_stay_on_the_axis)
{
	struct chart_axis axis = { -50, 150, 50 };

	cr_expect_eq(chart_place(axis, -50, 1000), 0);
	cr_expect_eq(chart_place(axis, 0, 1000), 250);
	cr_expect_eq(chart_place(axis, 150, 1000), 1000);
	cr_expect_eq(chart_place(axis, 49, 10), 5, "rounded half up");
	cr_expect_eq(chart_place(axis, -51, 1000), 0);
	cr_expect_eq(chart_place(axis, INT64_MAX, 1000), 1000);
}

Test(report_chart, a_range_has_zero_and_areas_their_stacks)
{
	static const int64_t first[] = { 5, CHART_GAP, 9 };
	static const int64_t second[] = { 7, -2, 4 };
	struct chart *chart =
		drawn_chart(&arena, CHART_LINES, MONTHS, first, second);
	struct chart_range range = chart_range_of(chart);

	cr_expect_eq(range.low, -2);
	cr_expect_eq(range.high, 9);
	chart->kind = CHART_AREAS;
	cr_expect_eq(chart_range_of(chart).high, 13);
	cr_expect_eq(chart_stack(chart, 1, 2), 9);
	cr_expect_eq(chart_stack(chart, 2, 1), 0, "no gap, nothing negative");
}

Test(report_chart, gaps_and_zeros_alone_are_nothing_to_see)
{
	static const int64_t nothing[] = { 0, CHART_GAP, 0 };
	static const int64_t something[] = { 0, CHART_GAP, -1 };

	cr_expect(chart_is_empty(
		drawn_chart(&arena, CHART_BARS, MONTHS, nothing, NULL)));
	cr_expect_not(chart_is_empty(
		drawn_chart(&arena, CHART_BARS, MONTHS, nothing, something)));
	cr_expect(chart_is_empty(
		drawn_chart(&arena, CHART_BARS, MONTHS + 3, something, NULL)));
}

Test(report_chart, ticks_are_as_short_as_their_step_allows)
{
	static const struct {
		struct chart_axis axis;
		int scale;
		int64_t tick;
		const char *text;
	} rows[] = {
		{ { 0, 2500, 500 }, 0, 1500, "1500" },
		{ { 0, 20000, 5000 }, 0, 15000, "15k" },
		{ { 0, 20000, 5000 }, 0, 0, "0" },
		{ { 0, 20000, 2500 }, 0, 2500, "2500" },
		{ { 0, 5000000, 1000000 }, 0, 3000000, "3M" },
		{ { 0, 5000000, 1000000 }, 2, 3000000, "30k" },
		{ { 0, 250, 50 }, 2, 150, "1.50" },
		{ { 0, 500, 100 }, 2, 300, "3" },
		{ { -20000, 0, 5000 }, 0, -5000, "-5k" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct chart chart = { .scale = rows[i].scale };
		struct text text;
		text_init(&text, &arena);
		chart_add_tick(&text, &chart, &rows[i].axis, rows[i].tick);
		cr_expect(slice_is(text_slice(&text), rows[i].text),
			  "row %zu: %.*s", i, SLICE_ARGS(text_slice(&text)));
	}
}

static struct slice described(const struct chart *chart)
{
	struct text *text = arena_take(&arena, sizeof(*text));

	text_init(text, &arena);
	chart_add_description(text, chart);
	return text_slice(text);
}

Test(report_chart, a_description_says_what_is_seen)
{
	static const int64_t first[] = { 500, 1250, CHART_GAP };
	static const int64_t second[] = { CHART_GAP, CHART_GAP, CHART_GAP };
	struct chart *chart =
		drawn_chart(&arena, CHART_LINES, MONTHS, first, second);

	chart->scale = 2;
	chart->unit = SLICE("%");
	chart->note = SLICE("2026-03 is counted up to 2026-03-05.");
	cr_expect_str_eq(
		arena_print(&arena, "%.*s", SLICE_ARGS(described(chart))),
		"Line chart, 3 from 2026-01 to 2026-03. one: last 12.50% "
		"(2026-02), highest 12.50% (2026-02), lowest 5.00% (2026-01). "
		"two: nothing. 2026-03 is counted up to 2026-03-05.");
	chart->kind = CHART_BARS;
	chart->count = 1;
	chart->series_count = 1;
	chart->note.length = 0;
	cr_expect_str_eq(
		arena_print(&arena, "%.*s", SLICE_ARGS(described(chart))),
		"Bars, 2026-01. one: highest 5.00% (2026-01). ");
}

Test(report_chart, numbers_carry_their_sign_of_per_cent_and_titles_the_unit)
{
	struct chart chart = { .title = SLICE("Spend"),
			       .unit = SLICE("EUR"),
			       .scale = 2 };
	struct text text;

	text_init(&text, &arena);
	chart_add_title(&text, &chart);
	text_add_char(&text, '|');
	chart_add_number(&text, &chart, -205);
	text_add_char(&text, '|');
	chart_add_number(&text, &chart, CHART_GAP);
	chart.unit = SLICE("%");
	chart_add_number(&text, &chart, 5);
	cr_expect(slice_is(text_slice(&text), "Spend, EUR|-2.05|n/a0.05%"));
}
