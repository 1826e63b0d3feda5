/*
 * From rows to charts: splits, units, scales, months that no row tells of, and
 * what is left out.
 */
#include "report/chart_plan.h"

#include <criterion/criterion.h>

#include "base/arena.h"
#include "base/currency.h"
#include "report/kept_rows.h"
#include "report/table.h"

static struct arena arena;

static void setup(void)
{
	arena_init(&arena);
}

static void teardown(void)
{
	arena_release(&arena);
}

TestSuite(report_chart_plan, .init = setup, .fini = teardown);

static const struct column columns[] = {
	{ "group", COLUMN_TEXT, "the month" },
	{ "unit", COLUMN_ID, "the unit" },
	{ "points_given", COLUMN_POINTS, "points" },
	{ "spend", COLUMN_MONEY, "money" },
	{ "share", COLUMN_PERCENT, "a share" },
	{ NULL, COLUMN_TEXT, NULL },
};

static const struct report made_up = {
	.name = "made-up",
	.title = "Made up",
	.columns = columns,
};

struct row {
	const char *group, *unit;
	int64_t points;
	int64_t spend;
};

static const struct chart *plan(const struct report_chart *charts,
				const struct row *rows, size_t count,
				size_t *drawn)
{
	struct chart_context context = { .arena = &arena,
					 .currency = SLICE("EUR"),
					 .as_of = DAY_NONE };
	struct kept_rows kept;
	struct table *table = kept_rows_open(&arena, &made_up, &kept);

	cr_assert(day_parse(SLICE("2026-04-10"), &context.as_of));
	for (size_t i = 0; i < count; i++) {
		table_add_string(table, rows[i].group);
		table_add_string(table, rows[i].unit);
		table_add_points(table, rows[i].points, 1);
		table_add_money(table, rows[i].spend,
				currency_find(SLICE("EUR")));
		table_add_percent(table, (struct decimal){ 5000, 2 });
		table_end_row(table);
	}
	return chart_plan_make(&context, &kept, charts, drawn);
}

static void expect_text(struct slice found, const char *wanted)
{
	cr_expect(slice_is(found, wanted), "'%.*s' is not '%s'",
		  SLICE_ARGS(found), wanted);
}

Test(report_chart_plan, rows_are_told_apart_and_titled_by_the_split)
{
	static const struct report_chart charts[] = {
		{ CHART_COLUMNS,
		  "Given",
		  "group",
		  { "unit" },
		  { "points_given" },
		  NULL },
		{ .title = NULL },
	};
	static const struct row rows[] = {
		{ "2026-01", "point", 15, 0 },
		{ "2026-01", "stamp", 20, 0 },
		{ "2026-02", "point", 25, 0 },
		{ "2026-02", "stamp", 30, 0 },
	};
	size_t count = 0;
	const struct chart *found = plan(charts, rows, 4, &count);

	cr_assert_eq(count, 2);
	expect_text(found[0].title, "Given, point");
	expect_text(found[1].title, "Given, stamp");
	expect_text(found[0].series[0].name, "points given");
	expect_text(found[0].label_name, "month");
	expect_text(found[0].unit, "");
	cr_expect_eq(found[0].kind, CHART_COLUMNS);
	cr_expect_eq(found[0].scale, 1);
	cr_expect_eq(found[0].series[0].values[1], 25);
	cr_expect_eq(found[1].series[0].values[0], 20);
}

Test(report_chart_plan, a_month_without_a_row_keeps_its_place)
{
	static const struct report_chart charts[] = {
		{ CHART_COLUMNS,
		  "Spend",
		  "group",
		  { NULL },
		  { "spend" },
		  NULL },
		{ CHART_LINES, "Share", "group", { NULL }, { "share" }, NULL },
		{ .title = NULL },
	};
	static const struct row rows[] = {
		{ "2025-12", "point", 0, 100 },
		{ "2026-04", "point", 0, 250 },
	};
	size_t count = 0;
	const struct chart *found = plan(charts, rows, 2, &count);

	cr_assert_eq(count, 2);
	cr_assert_eq(found[0].count, 5);
	expect_text(found[0].labels[1], "2026-01");
	expect_text(found[0].unit, "EUR");
	expect_text(found[0].note, "2026-04 is counted up to 2026-04-10.");
	cr_expect_eq(found[0].series[0].values[1], 0);
	cr_expect_eq(found[0].series[0].values[4], 250);
	expect_text(found[1].unit, "%");
	cr_expect_eq(found[1].series[0].values[2], CHART_GAP);
}

Test(report_chart_plan, names_become_bars_and_who_has_none_is_said)
{
	static const struct report_chart charts[] = {
		{ CHART_LINES,
		  "Spend",
		  "group",
		  { NULL },
		  { "spend" },
		  "unit" },
		{ .title = NULL },
	};
	static const struct row rows[] = {
		{ "", "", 0, 100 },
		{ "north", "gold", 0, 300 },
	};
	size_t count = 0;
	const struct chart *found = plan(charts, rows, 2, &count);

	cr_assert_eq(count, 1);
	cr_expect_eq(found[0].kind, CHART_BARS);
	expect_text(found[0].labels[0], "(none)");
	expect_text(found[0].labels[1], "north gold");
	expect_text(found[0].label_name, "group");
	expect_text(found[0].note, "");
}

Test(report_chart_plan, nothing_to_see_is_left_out)
{
	static const struct report_chart charts[] = {
		{ CHART_COLUMNS,
		  "Spend",
		  "group",
		  { NULL },
		  { "spend" },
		  NULL },
		{ .title = NULL },
	};
	static const struct row rows[] = { { "2026-01", "point", 5, 0 } };
	size_t count = 9;

	plan(charts, rows, 1, &count);
	cr_expect_eq(count, 0);
	count = 9;
	plan(charts, rows, 0, &count);
	cr_expect_eq(count, 0);
	count = 9;
	plan(NULL, rows, 1, &count);
	cr_expect_eq(count, 0, "a report without charts");
}

Test(report_chart_plan, of_too_many_names_the_first_of_too_many_months_the_last)
{
	static const struct report_chart charts[] = {
		{ CHART_COLUMNS,
		  "Spend",
		  "group",
		  { NULL },
		  { "spend" },
		  NULL },
		{ .title = NULL },
	};
	struct row rows[70];
	size_t count = 0;

	for (size_t i = 0; i < 70; i++)
		rows[i] = (struct row){ arena_print(&arena, "%04zu-%02zu",
						    2000 + i / 12, i % 12 + 1),
					"point", 0, (int64_t)i + 1 };
	const struct chart *found = plan(charts, rows, 70, &count);
	cr_assert_eq(count, 1);
	cr_expect_eq(found[0].count, 60);
	cr_expect_eq(found[0].series[0].values[0], 11);
	expect_text(found[0].labels[59], "2005-10");
	expect_text(found[0].note, "The last 60 of 70 are drawn.");
	for (size_t i = 0; i < 70; i++)
		rows[i].group = arena_print(&arena, "shop %zu", i);
	found = plan(charts, rows, 70, &count);
	cr_expect_eq(found[0].count, 40);
	cr_expect_eq(found[0].series[0].values[0], 1);
	expect_text(found[0].note, "The first 40 of 70 are drawn.");
}
