/*
 * expiry: the last usable day of points, for every kind of rule, at the ends
 * of months, of leap years and of the calendar. Numbers in labels are edge
 * cases of the research on other programmes.
 */
#include <criterion/criterion.h>
#include <stdio.h>

#include "engine/expiry.h"
#include "engine/shop.h"

static void expect_last(const char *rule, const char *usable, const char *last,
			bool slides)
{
	struct shop shop;
	char rules[256];
	char day[DAY_TEXT_MAX];
	bool sliding;
	snprintf(rules, sizeof(rules),
		 "earn: [{name: base, on: purchase, points: 1, per: 1.00}]\n"
		 "expiry: [{unit: point, %s}]\n",
		 rule);
	shop_open(&shop, rules);
	const struct expiry_rule *found = program_expiry(shop.program, 0, -1);
	day_print(expiry_last_day(found, shop_day(usable), &sliding), day);
	cr_expect_str_eq(day, last, "{%s} from %s: %s", rule, usable, day);
	cr_expect_eq(sliding, slides, "{%s} slides: %d", rule, sliding);
	shop_close(&shop);
}

Test(expiry, after_a_span_the_last_day_is_still_usable)
{
	static const struct {
		const char *rule, *usable, *last;
	} CASES[] = {
		{ "after: 12 months", "2026-03-15", "2027-03-15" },
		/* 61: clamped to the end of a shorter month */
		{ "after: 1 month", "2026-01-31", "2026-02-28" },
		{ "after: 1 month", "2028-01-31", "2028-02-29" },
		{ "after: 1 month", "2026-01-25", "2026-02-25" },
		{ "after: 6 months", "2026-08-31", "2027-02-28" },
		{ "after: 6 months", "2027-08-31", "2028-02-29" },
		{ "after: 1 year", "2028-02-29", "2029-02-28" },
		{ "after: 30 days", "2026-12-20", "2027-01-19" },
		{ "after: 2 weeks", "2026-12-20", "2027-01-03" },
		/* 63: a span of nothing is the same day */
		{ "after: 0 days", "2026-12-20", "2026-12-20" },
		/* 62: to the end of the month or year, never back */
		{ "after: 0 days, round: end-of-month", "2026-01-22",
		  "2026-01-31" },
		{ "after: 12 months, round: end-of-month", "2020-07-06",
		  "2021-07-31" },
		{ "after: 12 months, round: end-of-month", "2027-02-28",
		  "2028-02-29" },
		{ "after: 1 year, round: end-of-year", "2026-01-01",
		  "2027-12-31" },
		{ "after: 1 year, round: end-of-year", "2026-12-31",
		  "2027-12-31" },
		{ "after: 9999 years", "2026-01-01", "9999-12-31" },
	};
	for (size_t i = 0; i < sizeof(CASES) / sizeof(*CASES); i++)
		expect_last(CASES[i].rule, CASES[i].usable, CASES[i].last,
			    false);
}

Test(expiry, on_a_day_of_the_year_with_grace_behind_it)
{
	static const struct {
		const char *rule, *usable, *last;
	} CASES[] = {
		{ "on: 12-31", "2026-01-01", "2026-12-31" },
		{ "on: 12-31", "2026-12-31", "2026-12-31" },
		{ "on: 06-30", "2026-06-30", "2026-06-30" },
		{ "on: 06-30", "2026-07-01", "2027-06-30" },
		{ "on: 12-31, grace: 3 months", "2026-01-01", "2027-03-31" },
		{ "on: 12-31, grace: 3 months", "2026-12-31", "2027-03-31" },
		/* earned in the grace of the year before: the year's own */
		{ "on: 12-31, grace: 3 months", "2027-02-01", "2028-03-31" },
		{ "on: 01-31, grace: 1 month", "2026-01-31", "2026-02-28" },
		{ "on: 12-31, grace: 10 days", "2026-05-05", "2027-01-10" },
	};
	for (size_t i = 0; i < sizeof(CASES) / sizeof(*CASES); i++)
		expect_last(CASES[i].rule, CASES[i].usable, CASES[i].last,
			    false);
}

Test(expiry, inactivity_slides)
{
	expect_last("inactivity: 12 months, activity: [purchase]", "2026-01-31",
		    "2027-01-31", true);
	expect_last("inactivity: 1 month, activity: [redeem]", "2026-01-31",
		    "2026-02-28", true);
}

Test(expiry, never_is_never)
{
	bool sliding = true;
	struct day last =
		expiry_last_day(NULL, shop_day("2026-01-01"), &sliding);
	cr_expect_eq(last.number, DAY_NEVER.number);
	cr_expect_not(sliding);
	expect_last("never: true", "2026-01-01", "", false);
}
