/*
 * Days: the whole calendar there and back, months and spans clamped, and
 * what is no day.
 */
#include "base/day.h"

#include <criterion/criterion.h>
#include <signal.h>

static struct day day(const char *text)
{
	struct day parsed = DAY_NONE;

	cr_assert(day_parse(slice_from(text), &parsed), "'%s'", text);
	return parsed;
}

static void expect_day(struct day found, const char *expected, const char *what)
{
	char printed[DAY_TEXT_MAX];

	day_print(found, printed);
	cr_expect_str_eq(printed, expected, "%s: %s, not %s", what, printed,
			 expected);
}

/* The day after, the slow way. */
static struct civil next_civil(struct civil civil)
{
	static const int lengths[] = { 31, 28, 31, 30, 31, 30,
				       31, 31, 30, 31, 30, 31 };
	int length = lengths[civil.month - 1];

	if (civil.month == 2 && (civil.year % 400 == 0 ||
				 (civil.year % 4 == 0 && civil.year % 100)))
		length++;
	if (++civil.day > length) {
		civil.day = 1;
		civil.month++;
	}
	if (civil.month > 12) {
		civil.month = 1;
		civil.year++;
	}
	return civil;
}

Test(day, every_day_comes_back)
{
	struct civil civil = { 1, 1, 1 };
	int32_t number = -719162;
	int weekday = 0; /* 0001-01-01 is a Monday */

	for (; civil.year <= 9999; civil = next_civil(civil)) {
		struct day made = DAY_NONE;
		struct day parsed = DAY_NONE;
		struct civil back;
		char text[DAY_TEXT_MAX];

		cr_assert(day_from_civil(civil, &made));
		cr_assert_eq(made.number, number);
		cr_assert(day_is_real(made));
		back = day_civil(made);
		cr_assert(back.year == civil.year &&
				  back.month == civil.month &&
				  back.day == civil.day,
			  "day %d", number);
		day_print(made, text);
		cr_assert(day_parse(slice_from(text), &parsed), "%s", text);
		cr_assert_eq(parsed.number, number, "%s", text);
		cr_assert_eq(day_weekday(made), weekday, "%s", text);
		weekday = (weekday + 1) % 7;
		number++;
	}
	cr_expect_eq(number, 2932897);
}

Test(day, knows_where_1970_is)
{
	cr_expect_eq(day("1970-01-01").number, 0);
	cr_expect_eq(day("2000-03-01").number, 11017);
	cr_expect_eq(day_weekday(day("2026-03-02")), 0);
}

Test(day, refuses_what_is_no_day)
{
	static const char *const rows[] = {
		"",           "2026-02-29",        "2100-02-29",  "2026-00-01",
		"2026-13-01", "2026-01-00",        "2026-01-32",  "2026-04-31",
		"0000-01-01", "2026-1-1",          "2026/01/01",  "20260101",
		"2026-01-1x", "2026-01-01 ",       " 2026-01-01", "+026-01-01",
		"-001-01-01", "2026-01- 1",        "12026-01-01", "2026-01-0",
		"2026-0a-01", "\xd9\xa2-26-01-01",
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct day parsed = { 77 };

		cr_expect_not(day_parse(slice_from(rows[i]), &parsed), "'%s'",
			      rows[i]);
		cr_expect_eq(parsed.number, 77, "'%s'", rows[i]);
	}
}

Test(day, never_and_none_stay_what_they_are)
{
	struct day never = DAY_NEVER;
	struct day none = DAY_NONE;
	struct span year = { 1, SPAN_YEARS };

	cr_expect_not(day_is_real(never));
	cr_expect_not(day_is_real(none));
	cr_expect_not(day_is_real((struct day){ -719163 }));
	cr_expect_not(day_is_real((struct day){ 2932897 }));
	expect_day(never, "", "never");
	expect_day(none, "", "none");
	cr_expect_eq(day_add(never, -1).number, never.number);
	cr_expect_eq(day_add(none, 1).number, none.number);
	cr_expect_eq(day_add_months(never, 1).number, never.number);
	cr_expect_eq(day_add_span(none, year).number, none.number);
	cr_expect_eq(day_subtract_span(never, year).number, never.number);
	cr_expect_eq(day_month_end(never).number, never.number);
	cr_expect_eq(day_month_start(none).number, none.number);
	cr_expect_eq(day_week_start(never).number, never.number);
	cr_expect_eq(day_year_start(none).number, none.number);
	cr_expect_lt(day_compare(none, day("0001-01-01")), 0);
	cr_expect_gt(day_compare(never, day("9999-12-31")), 0);
	cr_expect_eq(day_compare(never, never), 0);
	cr_expect_eq(day_difference(day("0001-01-01"), day("9999-12-31")),
		     3652058);
	cr_expect_eq(day_difference(day("2026-03-01"), day("2026-02-28")), -1);
}

Test(day, months_end_on_the_last_day)
{
	static const struct {
		const char *from;
		int32_t months;
		const char *to;
	} rows[] = {
		{ "2026-01-31", 1, "2026-02-28" },
		{ "2024-01-31", 1, "2024-02-29" },
		{ "2026-01-31", 3, "2026-04-30" },
		{ "2026-01-31", 12, "2027-01-31" },
		{ "2024-02-29", 12, "2025-02-28" },
		{ "2024-02-29", 48, "2028-02-29" },
		{ "2026-03-31", -1, "2026-02-28" },
		{ "2026-01-15", -1, "2025-12-15" },
		{ "2026-12-15", 1, "2027-01-15" },
		{ "2026-01-15", 0, "2026-01-15" },
		{ "9999-12-15", 1, "9999-12-31" },
		{ "0001-01-15", -1, "0001-01-01" },
		{ "2026-01-15", INT32_MAX, "9999-12-31" },
		{ "2026-01-15", INT32_MIN, "0001-01-01" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		expect_day(day_add_months(day(rows[i].from), rows[i].months),
			   rows[i].to, rows[i].from);
}

Test(day, spans_move_both_ways)
{
	static const struct {
		const char *from;
		const char *span;
		const char *later;
		const char *earlier;
	} rows[] = {
		{ "2026-01-31", "30d", "2026-03-02", "2026-01-01" },
		{ "2026-01-31", "2 weeks", "2026-02-14", "2026-01-17" },
		{ "2026-03-31", "1 month", "2026-04-30", "2026-02-28" },
		{ "2024-02-29", "1y", "2025-02-28", "2023-02-28" },
		{ "2026-01-01", "9999 years", "9999-12-31", "0001-01-01" },
		{ "2026-01-01", "3652059 days", "9999-12-31", "0001-01-01" },
		{ "2026-01-01", "0 days", "2026-01-01", "2026-01-01" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct span span;

		cr_assert(span_parse(slice_from(rows[i].span), &span), "'%s'",
			  rows[i].span);
		expect_day(day_add_span(day(rows[i].from), span), rows[i].later,
			   rows[i].span);
		expect_day(day_subtract_span(day(rows[i].from), span),
			   rows[i].earlier, rows[i].span);
	}
	expect_day(day_add_span(day("2026-01-01"),
				(struct span){ INT32_MAX, SPAN_YEARS }),
		   "9999-12-31", "the longest span");
	expect_day(day_subtract_span(day("2026-01-01"),
				     (struct span){ INT32_MIN, SPAN_WEEKS }),
		   "9999-12-31", "the most negative span, earlier");
	expect_day(day_add(day("2026-01-01"), INT32_MIN), "0001-01-01",
		   "clamped");
}

Test(day, starts_and_ends)
{
	static const struct {
		const char *of;
		const char *month_start;
		const char *month_end;
		const char *week_start;
		const char *year_start;
	} rows[] = {
		{ "2024-02-10", "2024-02-01", "2024-02-29", "2024-02-05",
		  "2024-01-01" },
		{ "2026-01-01", "2026-01-01", "2026-01-31", "2025-12-29",
		  "2026-01-01" },
		{ "2026-12-31", "2026-12-01", "2026-12-31", "2026-12-28",
		  "2026-01-01" },
		{ "0001-01-01", "0001-01-01", "0001-01-31", "0001-01-01",
		  "0001-01-01" },
		{ "9999-12-31", "9999-12-01", "9999-12-31", "9999-12-27",
		  "9999-01-01" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct day of = day(rows[i].of);

		expect_day(day_month_start(of), rows[i].month_start, "month");
		expect_day(day_month_end(of), rows[i].month_end, "month end");
		expect_day(day_week_start(of), rows[i].week_start, "week");
		expect_day(day_year_start(of), rows[i].year_start, "year");
	}
}

Test(day, reads_spans)
{
	static const struct {
		const char *text;
		bool good;
		int32_t count;
		enum span_unit unit;
	} rows[] = {
		{ "12 months", true, 12, SPAN_MONTHS },
		{ "1 day", true, 1, SPAN_DAYS },
		{ "30d", true, 30, SPAN_DAYS },
		{ "2 weeks", true, 2, SPAN_WEEKS },
		{ "1w", true, 1, SPAN_WEEKS },
		{ "6m", true, 6, SPAN_MONTHS },
		{ "1y", true, 1, SPAN_YEARS },
		{ "9999 years", true, 9999, SPAN_YEARS },
		{ "10000 years", false, 0, SPAN_DAYS },
		{ "119988 months", true, 119988, SPAN_MONTHS },
		{ "119989 months", false, 0, SPAN_DAYS },
		{ "521723 weeks", false, 0, SPAN_DAYS },
		{ "3652060 days", false, 0, SPAN_DAYS },
		{ "99999999999999999999 days", false, 0, SPAN_DAYS },
		{ "", false, 0, SPAN_DAYS },
		{ "12", false, 0, SPAN_DAYS },
		{ "months", false, 0, SPAN_DAYS },
		{ "-1 day", false, 0, SPAN_DAYS },
		{ "1.5 days", false, 0, SPAN_DAYS },
		{ "1 dayz", false, 0, SPAN_DAYS },
		{ "1 day ", false, 0, SPAN_DAYS },
		{ " 1 day", false, 0, SPAN_DAYS },
		{ "1 Day", false, 0, SPAN_DAYS },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct span span = { -7, SPAN_WEEKS };
		bool good = span_parse(slice_from(rows[i].text), &span);

		cr_expect_eq(good, rows[i].good, "'%s'", rows[i].text);
		cr_expect_eq(span.count, good ? rows[i].count : -7, "'%s'",
			     rows[i].text);
		cr_expect_eq(span.unit, good ? rows[i].unit : SPAN_WEEKS,
			     "'%s'", rows[i].text);
	}
}

Test(day, reads_minutes)
{
	static const struct {
		const char *text;
		int minute;
	} rows[] = {
		{ "00:00", 0 },  { "23:59", 1439 }, { "09:05", 545 },
		{ "24:00", -1 }, { "12:60", -1 },   { "9:05", -1 },
		{ "09:5", -1 },  { "09.05", -1 },   { "0a:05", -1 },
		{ "09:-5", -1 }, { "", -1 },        { "09:05:00", -1 },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		int minute = -1;
		bool good = minute_parse(slice_from(rows[i].text), &minute);

		cr_expect_eq(good, rows[i].minute >= 0, "'%s'", rows[i].text);
		cr_expect_eq(minute, rows[i].minute, "'%s'", rows[i].text);
	}
}

Test(day, no_day_has_no_civil_date, .signal = SIGABRT)
{
	day_civil(DAY_NEVER);
}

Test(day, nothing_is_far_from_no_day, .signal = SIGABRT)
{
	day_difference(DAY_NONE, day("2026-01-01"));
}
