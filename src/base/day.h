/*
 * Civil days of the proleptic Gregorian calendar, 0001-01-01 to 9999-12-31,
 * as a count of days; own arithmetic, no time zone, no libc time functions.
 * Day arithmetic after Howard Hinnant, "chrono-Compatible Low-Level Date
 * Algorithms" (days_from_civil, civil_from_days).
 */
#ifndef BASE_DAY_H
#define BASE_DAY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

/* number: days since 1970-01-01 (may be negative). DAY_NONE: no day. */
struct day {
	int32_t number;
};

#define DAY_NONE  ((struct day){ INT32_MIN })
#define DAY_NEVER ((struct day){ INT32_MAX })

struct civil {
	int year;  /* 1..9999 */
	int month; /* 1..12 */
	int day;   /* 1..31 */
};

/* A span such as `12 months`: a count of days, weeks, months or years. */
enum span_unit {
	SPAN_DAYS,
	SPAN_WEEKS,
	SPAN_MONTHS,
	SPAN_YEARS
};

struct span {
	int32_t count;
	enum span_unit unit;
};

enum {
	DAY_TEXT_MAX = 11
}; /* "2026-01-31" and a terminator */

/* True when it is a real day, not DAY_NONE or DAY_NEVER. */
bool day_is_real(struct day day);

/* The day of a civil date; false when there is no such day. */
bool day_from_civil(struct civil civil, struct day *day);

/* Year, month, day of a real day. */
struct civil day_civil(struct day day);

/* Exactly YYYY-MM-DD and a real day, else false. */
bool day_parse(struct slice text, struct day *day);

/* Writes YYYY-MM-DD and a terminator; DAY_NONE and DAY_NEVER write "". */
void day_print(struct day day, char text[DAY_TEXT_MAX]);

/* Order: <0, 0, >0; DAY_NONE first, DAY_NEVER last. */
int day_compare(struct day a, struct day b);

/* `count` days later (negative: earlier); stays DAY_NONE/DAY_NEVER, and is
 * clamped to the calendar's ends. */
struct day day_add(struct day day, int32_t count);

/* b - a in days, of real days. */
int32_t day_difference(struct day a, struct day b);

/* Months later (negative: earlier), clamped to the month's last day:
 * 31 Jan + 1 month = 28 or 29 Feb. */
struct day day_add_months(struct day day, int32_t months);

/* A span later; weeks are 7 days, years 12 months. */
struct day day_add_span(struct day day, struct span span);

/* A span earlier, months clamped in the same way. */
struct day day_subtract_span(struct day day, struct span span);

/* The last day of its month; this and the next three leave DAY_NONE and
 * DAY_NEVER as they are. */
struct day day_month_end(struct day day);

/* The first day of its month. */
struct day day_month_start(struct day day);

/* The Monday of its ISO week. */
struct day day_week_start(struct day day);

/* The first of January of its year. */
struct day day_year_start(struct day day);

/* 0 = Monday .. 6 = Sunday, of a real day. */
int day_weekday(struct day day);

/* Days in a month of a year: 28..31. */
int day_month_length(int year, int month);

/*
 * A span in words: `12 months`, `1 day`, `30d`, `2 weeks`, `1y`; the units
 * are d, w, m, y or the whole words in lower case. False when it is none,
 * negative, or over 9999 years.
 */
bool span_parse(struct slice text, struct span *span);

/* HH:MM, 00:00..23:59, as minutes since midnight; false otherwise. */
bool minute_parse(struct slice text, int *minute);

#endif
