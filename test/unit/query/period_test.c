/*
 * period: every form covers the days it names, nothing else is a period, and
 * what is printed is read back as the same.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "query/period.h"

static const char TODAY[] = "2026-11-22"; /* a Sunday */

static struct day day_of(const char *text)
{
	struct day day = DAY_NONE;
	cr_assert(*text == '\0' || day_parse(slice_from(text), &day), "%s",
		  text);
	return day;
}

static void expect_period(const char *text, const char *from, const char *to)
{
	struct period period;
	char first[DAY_TEXT_MAX];
	char last[DAY_TEXT_MAX];
	bool is_one = period_parse(slice_from(text), day_of(TODAY), &period);
	cr_assert(is_one, "'%s' is a period", text);
	day_print(period.from, first);
	day_print(period.to, last);
	cr_expect_str_eq(first, from, "'%s' begins on %s", text, first);
	cr_expect_str_eq(last, to, "'%s' ends on %s", text, last);
}

Test(query_period, covers_the_days_it_names)
{
	static const struct {
		const char *text, *from, *to;
	} CASES[] = {
		{ "2026-10-31", "2026-10-31", "2026-10-31" },
		{ "2026-10", "2026-10-01", "2026-10-31" },
		{ "2024-02", "2024-02-01", "2024-02-29" },
		{ "2026-12", "2026-12-01", "2026-12-31" },
		{ "2026-Q1", "2026-01-01", "2026-03-31" },
		{ "2026-q4", "2026-10-01", "2026-12-31" },
		{ "2026", "2026-01-01", "2026-12-31" },
		{ "2026-W01", "2025-12-29", "2026-01-04" },
		{ "2026-W05", "2026-01-26", "2026-02-01" },
		{ "2026-W53", "2026-12-28", "2027-01-03" },
		{ "today", "2026-11-22", "2026-11-22" },
		{ "yesterday", "2026-11-21", "2026-11-21" },
		{ "tomorrow", "2026-11-23", "2026-11-23" },
		{ "this-week", "2026-11-16", "2026-11-22" },
		{ "last-week", "2026-11-09", "2026-11-15" },
		{ "this-month", "2026-11-01", "2026-11-30" },
		{ "last-month", "2026-10-01", "2026-10-31" },
		{ "next-month", "2026-12-01", "2026-12-31" },
		{ "this-quarter", "2026-10-01", "2026-12-31" },
		{ "last-quarter", "2026-07-01", "2026-09-30" },
		{ "this-year", "2026-01-01", "2026-12-31" },
		{ "last-year", "2025-01-01", "2025-12-31" },
		{ "last-7-days", "2026-11-16", "2026-11-22" },
		{ "last-1-day", "2026-11-22", "2026-11-22" },
		{ "last-2-weeks", "2026-11-09", "2026-11-22" },
		{ "last-3-months", "2026-08-23", "2026-11-22" },
		{ "last-12-months", "2025-11-23", "2026-11-22" },
		{ "2026-01..2026-06", "2026-01-01", "2026-06-30" },
		{ "2026-01-15..2026-Q1", "2026-01-15", "2026-03-31" },
		{ "2025..this-month", "2025-01-01", "2026-11-30" },
		{ "2026-05..", "2026-05-01", "" },
		{ "..2026-06", "", "2026-06-30" },
		{ "9999", "9999-01-01", "9999-12-31" },
		{ "0001", "0001-01-01", "0001-12-31" },
	};
	for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++)
		expect_period(CASES[i].text, CASES[i].from, CASES[i].to);
}

Test(query_period, refuses_everything_else)
{
	static const char *const CASES[] = {
		"",
		"..",
		"2026-13",
		"2026-00",
		"2026-Q0",
		"2026-Q5",
		"2026-W00",
		"2026-W54",
		"2025-W53",
		"2026-02-30",
		"0000",
		"10000",
		"26",
		"2026-1",
		"2026/10",
		"2026-06..2026-05",
		"last-",
		"last-7",
		"last-days",
		"last-0-days",
		"last--days",
		"last-7-hours",
		"last-decade",
		"Today",
		" 2026",
		"2026 ",
		"2026-10-",
		"2026...2027",
		"a..2026",
		"2026..b",
		"..",
		"2026-W5",
		"last-99999999999999999-days",
		"+026",
		"-026",
	};
	struct period period;
	for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++)
		cr_expect(!period_parse(slice_from(CASES[i]), day_of(TODAY),
					&period),
			  "'%s' is no period", CASES[i]);
}

Test(query_period, week_53_exists_only_in_long_years)
{
	static const int LONG[] = { 2004, 2009, 2015, 2020, 2026, 2032 };
	struct period period;
	for (int year = 2004; year <= 2032; year++) {
		char text[16];
		bool is_long = false;
		for (size_t i = 0; i < sizeof(LONG) / sizeof(LONG[0]); i++)
			is_long = is_long || LONG[i] == year;
		snprintf(text, sizeof(text), "%d-W53", year);
		cr_expect_eq(
			period_parse(slice_from(text), day_of(TODAY), &period),
			is_long, "%s", text);
	}
}

Test(query_period, what_is_printed_reads_back)
{
	static const struct {
		const char *text, *printed;
	} CASES[] = {
		{ "2026-10-31", "2026-10-31" },
		{ "2026-10-01..2026-10-31", "2026-10" },
		{ "2026-07..2026-09", "2026-Q3" },
		{ "2026-02..2026-04", "2026-02-01..2026-04-30" },
		{ "2026-Q1..2026-Q4", "2026" },
		{ "2026-W05", "2026-01-26..2026-02-01" },
		{ "2026-05..", "2026-05-01.." },
		{ "..2026-06", "..2026-06-30" },
		{ "2024..2025", "2024-01-01..2025-12-31" },
	};
	struct arena arena;
	arena_init(&arena);
	for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
		struct period period;
		struct period again;
		struct text text;
		text_init(&text, &arena);
		cr_assert(period_parse(slice_from(CASES[i].text), day_of(TODAY),
				       &period),
			  "%s", CASES[i].text);
		period_add_text(&text, period);
		cr_expect_str_eq(text.bytes, CASES[i].printed);
		cr_assert(
			period_parse(text_slice(&text), day_of(TODAY), &again),
			"%s", text.bytes);
		cr_expect_eq(again.from.number, period.from.number);
		cr_expect_eq(again.to.number, period.to.number);
	}
	arena_release(&arena);
}

Test(query_period, has_days_up_to_both_ends)
{
	struct period period = { day_of("2026-10-01"), day_of("2026-10-31") };
	cr_expect(period_has(period, day_of("2026-10-01")));
	cr_expect(period_has(period, day_of("2026-10-31")));
	cr_expect(!period_has(period, day_of("2026-09-30")));
	cr_expect(!period_has(period, day_of("2026-11-01")));
	cr_expect(!period_has(period, DAY_NONE));
	cr_expect(period_has(PERIOD_ALWAYS, DAY_NONE));
	cr_expect(period_is_always(PERIOD_ALWAYS));
	period.to = DAY_NONE;
	cr_expect(period_has(period, day_of("9999-12-31")));
	cr_expect(!period_is_always(period));
}

Test(query_period, words_without_a_today_are_nothing)
{
	struct period period;
	struct day day;
	cr_expect(!period_parse(SLICE("yesterday"), DAY_NONE, &period));
	cr_expect(!period_parse_day(SLICE("today"), DAY_NONE, &day));
	cr_expect(period_parse_day(SLICE("yesterday"), day_of(TODAY), &day));
	cr_expect_eq(day.number, day_of("2026-11-21").number);
	cr_expect(!period_parse_day(SLICE("2026-10"), day_of(TODAY), &day));
	cr_expect(!period_parse_day(SLICE("this-week"), day_of(TODAY), &day));
}
