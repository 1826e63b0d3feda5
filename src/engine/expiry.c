/*
 * Last usable days. A span counts from the day the points become usable and
 * its last day is still usable (31 Jan + 1 month is the last day of
 * February); rounding moves it to the end of its month or year, never back.
 */
#include "engine/expiry.h"

#include "base/bug.h"

static struct day year_end(struct day day)
{
	if (!day_is_real(day))
		return day;
	struct day end = day;
	day_from_civil((struct civil){ day_civil(day).year, 12, 31 }, &end);
	return end;
}

static struct day after_span(const struct expiry_rule *rule, struct day usable)
{
	struct day last = day_add_span(usable, rule->after);
	switch (rule->round) {
	case EXPIRY_EXACT:
		return last;
	case EXPIRY_MONTH_END:
		return day_month_end(last);
	case EXPIRY_YEAR_END:
		return year_end(last);
	}
	BUG("an unknown rounding of expiry");
}

/* The rule's day in a year; 29 February is the 28th where there is none. */
static struct day day_in_year(const struct expiry_rule *rule, int year)
{
	struct civil civil = { year, rule->month, rule->day };
	struct day day = DAY_NEVER; /* beyond the calendar */
	int length = day_month_length(year, rule->month);
	if (civil.day > length)
		civil.day = length;
	day_from_civil(civil, &day);
	return day;
}

/* The first such day on or after the usable day, and the grace behind it. */
static struct day on_day(const struct expiry_rule *rule, struct day usable)
{
	int year = day_civil(usable).year;
	struct day day = day_in_year(rule, year);
	if (day_compare(day, usable) < 0)
		day = day_in_year(rule, year + 1);
	return day_add_span(day, rule->grace);
}

struct day expiry_last_day(const struct expiry_rule *rule, struct day usable,
			   bool *sliding)
{
	*sliding = false;
	if (rule == NULL || !day_is_real(usable))
		return DAY_NEVER;
	switch (rule->kind) {
	case EXPIRY_NEVER:
		return DAY_NEVER;
	case EXPIRY_INACTIVITY:
		*sliding = true;
		return after_span(rule, usable);
	case EXPIRY_AFTER:
		return after_span(rule, usable);
	case EXPIRY_ON:
		return on_day(rule, usable);
	}
	BUG("an unknown kind of expiry");
}
