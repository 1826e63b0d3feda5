/*
 * Civil days: a count of days from 1970-01-01. Years begin in March inside
 * the arithmetic, so that the leap day is a year's last (Howard Hinnant,
 * "chrono-Compatible Low-Level Date Algorithms"); the way back multiplies
 * instead of dividing (Cassio Neri, Lorenz Schneider, "Euclidean Affine
 * Functions and their Application to Calendar Algorithms", 2022). Nothing here
 * knows a time zone or today.
 */
#include "base/day.h"

#include <string.h>

#include "base/bug.h"

enum {
	YEAR_MAX = 9999,
	DAY_FIRST = -719162,  /* 0001-01-01, a Monday */
	DAY_LAST = 2932896,   /* 9999-12-31 */
	ERA_DAYS = 146097,    /* of 400 years */
	EPOCH_SHIFT = 719468, /* from 0000-03-01 to 1970-01-01 */
	/* of day_civil: 2^32 / 1461 and 2^16 / 30.6, and where years begin */
	YEAR_PART = 2939745,
	MONTH_PART = 2141,
	MARCH = 197913,
	JANUARY = 306 /* days after 1 March */
};

static bool is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/* The number of a civil date that exists. */
static int32_t day_number(int year, int month, int day)
{
	int from_march = month > 2 ? month - 3 : month + 9;
	int shifted = month > 2 ? year : year - 1;
	int era = shifted / 400;
	int year_of_era = shifted - era * 400;
	int day_of_year = (153 * from_march + 2) / 5 + day - 1;
	int day_of_era = year_of_era * 365 + year_of_era / 4 -
			 year_of_era / 100 + day_of_year;

	return era * ERA_DAYS + day_of_era - EPOCH_SHIFT;
}

static struct day clamp(int64_t number)
{
	if (number < DAY_FIRST)
		number = DAY_FIRST;
	if (number > DAY_LAST)
		number = DAY_LAST;
	return (struct day){ (int32_t)number };
}

bool day_is_real(struct day day)
{
	return day.number >= DAY_FIRST && day.number <= DAY_LAST;
}

bool day_from_civil(struct civil civil, struct day *day)
{
	if (civil.year < 1 || civil.year > YEAR_MAX || civil.month < 1 ||
	    civil.month > 12 || civil.day < 1 ||
	    civil.day > day_month_length(civil.year, civil.month))
		return false;
	day->number = day_number(civil.year, civil.month, civil.day);
	return true;
}

struct civil day_civil(struct day day)
{
	if (!day_is_real(day))
		BUG("the civil date of no day");

	/* four times the days, so that leap days fall out of divisions */
	uint32_t quarters = 4 * (uint32_t)(day.number + EPOCH_SHIFT) + 3;
	uint32_t century = quarters / ERA_DAYS;
	uint32_t in_century = quarters % ERA_DAYS | 3;
	/* the product is the year and what is left of it, as a fraction */
	uint64_t product = (uint64_t)in_century * YEAR_PART;
	uint32_t year = 100 * century + (uint32_t)(product >> 32);
	uint32_t day_of_year = (uint32_t)product / YEAR_PART / 4;
	/* the same of the month, in 65536ths */
	uint32_t months = MONTH_PART * day_of_year + MARCH;
	bool is_next = day_of_year >= JANUARY;

	return (struct civil){
		(int)(year + is_next),
		(int)((months >> 16) - (is_next ? 12 : 0)),
		(int)((months & 0xffff) / MONTH_PART + 1),
	};
}

/* The value of `count` digits, or -1. */
static int read_digits(const char *text, int count)
{
	int value = 0;

	for (int i = 0; i < count; i++) {
		if (text[i] < '0' || text[i] > '9')
			return -1;
		value = value * 10 + (text[i] - '0');
	}
	return value;
}

bool day_parse(struct slice text, struct day *day)
{
	const char *at = text.text;

	if (text.length != DAY_TEXT_MAX - 1 || at[4] != '-' || at[7] != '-')
		return false;
	return day_from_civil((struct civil){ read_digits(at, 4),
					      read_digits(at + 5, 2),
					      read_digits(at + 8, 2) },
			      day);
}

void day_print(struct day day, char text[DAY_TEXT_MAX])
{
	struct civil civil;

	memset(text, 0, DAY_TEXT_MAX);
	if (!day_is_real(day))
		return;
	civil = day_civil(day);
	text[0] = (char)('0' + civil.year / 1000);
	text[1] = (char)('0' + civil.year / 100 % 10);
	text[2] = (char)('0' + civil.year / 10 % 10);
	text[3] = (char)('0' + civil.year % 10);
	text[4] = '-';
	text[5] = (char)('0' + civil.month / 10);
	text[6] = (char)('0' + civil.month % 10);
	text[7] = '-';
	text[8] = (char)('0' + civil.day / 10);
	text[9] = (char)('0' + civil.day % 10);
}

int day_compare(struct day a, struct day b)
{
	return (a.number > b.number) - (a.number < b.number);
}

struct day day_add(struct day day, int32_t count)
{
	if (!day_is_real(day))
		return day;
	return clamp((int64_t)day.number + count);
}

int32_t day_difference(struct day a, struct day b)
{
	if (!day_is_real(a) || !day_is_real(b))
		BUG("the difference to no day");
	return b.number - a.number;
}

struct day day_add_months(struct day day, int32_t months)
{
	struct civil civil;
	int64_t index;
	int length;

	if (!day_is_real(day))
		return day;
	civil = day_civil(day);
	index = (int64_t)civil.year * 12 + civil.month - 1 + months;
	if (index < 12)
		return (struct day){ DAY_FIRST };
	if (index >= ((int64_t)YEAR_MAX + 1) * 12)
		return (struct day){ DAY_LAST };
	civil.year = (int)(index / 12);
	civil.month = (int)(index % 12) + 1;
	length = day_month_length(civil.year, civil.month);
	return (struct day){ day_number(civil.year, civil.month,
					civil.day < length ? civil.day
							   : length) };
}

/* A span later or (sign -1) earlier. */
static struct day move(struct day day, struct span span, int sign)
{
	int64_t count = (int64_t)span.count * sign;
	int64_t limit = INT32_MAX;

	if (span.unit == SPAN_WEEKS)
		count *= 7;
	if (span.unit == SPAN_YEARS)
		count *= 12;
	if (count > limit)
		count = limit;
	if (count < -limit)
		count = -limit;
	if (span.unit == SPAN_DAYS || span.unit == SPAN_WEEKS)
		return day_add(day, (int32_t)count);
	return day_add_months(day, (int32_t)count);
}

struct day day_add_span(struct day day, struct span span)
{
	return move(day, span, 1);
}

struct day day_subtract_span(struct day day, struct span span)
{
	return move(day, span, -1);
}

struct day day_month_end(struct day day)
{
	struct civil civil;

	if (!day_is_real(day))
		return day;
	civil = day_civil(day);
	return (struct day){ day.number - civil.day +
			     day_month_length(civil.year, civil.month) };
}

struct day day_month_start(struct day day)
{
	if (!day_is_real(day))
		return day;
	return (struct day){ day.number - day_civil(day).day + 1 };
}

struct day day_week_start(struct day day)
{
	if (!day_is_real(day))
		return day;
	return (struct day){ day.number - day_weekday(day) };
}

struct day day_year_start(struct day day)
{
	if (!day_is_real(day))
		return day;
	return (struct day){ day_number(day_civil(day).year, 1, 1) };
}

int day_weekday(struct day day)
{
	if (!day_is_real(day))
		BUG("the weekday of no day");
	return (day.number - DAY_FIRST) % 7;
}

int day_month_length(int year, int month)
{
	static const int lengths[] = { 31, 28, 31, 30, 31, 30,
				       31, 31, 30, 31, 30, 31 };

	if (month < 1 || month > 12)
		BUG("no such month");
	return month == 2 && is_leap(year) ? 29 : lengths[month - 1];
}

bool span_parse(struct slice text, struct span *span)
{
	static const struct {
		const char *word;
		enum span_unit unit;
		uint32_t limit; /* of 9999 years */
	} units[] = {
		{ "d", SPAN_DAYS, 3652059 },
		{ "day", SPAN_DAYS, 3652059 },
		{ "days", SPAN_DAYS, 3652059 },
		{ "w", SPAN_WEEKS, 521722 },
		{ "week", SPAN_WEEKS, 521722 },
		{ "weeks", SPAN_WEEKS, 521722 },
		{ "m", SPAN_MONTHS, 119988 },
		{ "month", SPAN_MONTHS, 119988 },
		{ "months", SPAN_MONTHS, 119988 },
		{ "y", SPAN_YEARS, YEAR_MAX },
		{ "year", SPAN_YEARS, YEAR_MAX },
		{ "years", SPAN_YEARS, YEAR_MAX },
	};
	size_t digits = 0;
	uint64_t count;
	struct slice word;

	while (digits < text.length && text.text[digits] >= '0' &&
	       text.text[digits] <= '9')
		digits++;
	if (!slice_parse_unsigned((struct slice){ text.text, digits }, &count))
		return false;
	word = slice_from_offset(text, digits);
	while (word.length > 0 && *word.text == ' ')
		word = slice_from_offset(word, 1);
	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++)
		if (slice_is(word, units[i].word) && count <= units[i].limit) {
			*span = (struct span){ (int32_t)count, units[i].unit };
			return true;
		}
	return false;
}

bool minute_parse(struct slice text, int *minute)
{
	int hours;
	int minutes;

	if (text.length != 5 || text.text[2] != ':')
		return false;
	hours = read_digits(text.text, 2);
	minutes = read_digits(text.text + 3, 2);
	if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59)
		return false;
	*minute = hours * 60 + minutes;
	return true;
}
