/*
 * Reads and writes periods. A period is kept as two days; every form is first
 * turned into the range it covers, and a range `A..B` goes from the first day
 * of A to the last of B. Weeks are ISO 8601 weeks (Monday first, week 1 holds
 * 4 January).
 */
#include "query/period.h"

#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

/* The words that name a period around the day itself. */
enum period_word {
	WORD_DAY,
	WORD_WEEK,
	WORD_MONTH,
	WORD_QUARTER,
	WORD_YEAR
};

struct named_period {
	const char *name;
	enum period_word word;
	int offset; /* in words: -1 is the one before */
};

static const struct named_period named[] = {
	{ "today", WORD_DAY, 0 },
	{ "yesterday", WORD_DAY, -1 },
	{ "tomorrow", WORD_DAY, 1 },
	{ "this-week", WORD_WEEK, 0 },
	{ "last-week", WORD_WEEK, -1 },
	{ "next-week", WORD_WEEK, 1 },
	{ "this-month", WORD_MONTH, 0 },
	{ "last-month", WORD_MONTH, -1 },
	{ "next-month", WORD_MONTH, 1 },
	{ "this-quarter", WORD_QUARTER, 0 },
	{ "last-quarter", WORD_QUARTER, -1 },
	{ "next-quarter", WORD_QUARTER, 1 },
	{ "this-year", WORD_YEAR, 0 },
	{ "last-year", WORD_YEAR, -1 },
	{ "next-year", WORD_YEAR, 1 },
};

/* So many whole months from the first day of a month on. */
static struct period months_from(struct day first, int32_t months)
{
	struct day last = day_add_months(first, months - 1);
	return (struct period){ first, day_month_end(last) };
}

static struct day quarter_start(struct day day)
{
	struct civil civil = day_civil(day);
	civil.month = (civil.month - 1) / 3 * 3 + 1;
	civil.day = 1;
	struct day start = DAY_NONE;
	(void)day_from_civil(civil, &start);
	return start;
}

static struct period named_period(const struct named_period *name,
				  struct day today)
{
	struct day from;
	switch (name->word) {
	case WORD_DAY:
		from = day_add(today, name->offset);
		return (struct period){ from, from };
	case WORD_WEEK:
		from = day_add(day_week_start(today), 7 * name->offset);
		return (struct period){ from, day_add(from, 6) };
	case WORD_MONTH:
		from = day_add_months(day_month_start(today), name->offset);
		return months_from(from, 1);
	case WORD_QUARTER:
		from = day_add_months(quarter_start(today), 3 * name->offset);
		return months_from(from, 3);
	case WORD_YEAR:
		from = day_add_months(day_year_start(today), 12 * name->offset);
		return months_from(from, 12);
	}
	return PERIOD_ALWAYS;
}

/* `last-7-days`: as many days, weeks … as end with today. */
static bool parse_last(struct slice text, struct day today,
		       struct period *period)
{
	if (!slice_starts(text, "last-"))
		return false;
	struct slice unit;
	struct slice count = slice_cut(slice_from_offset(text, 5), '-', &unit);
	char words[32];
	if (count.length == 0 || unit.length == 0 ||
	    count.length + unit.length + 1 > sizeof(words))
		return false;
	size_t length = 0;
	for (size_t i = 0; i < count.length; i++)
		words[length++] = count.text[i];
	words[length++] = ' ';
	for (size_t i = 0; i < unit.length; i++)
		words[length++] = unit.text[i];
	struct span span;
	if (!span_parse((struct slice){ words, length }, &span) ||
	    span.count == 0)
		return false;
	period->from = day_add(day_subtract_span(today, span), 1);
	period->to = today;
	return true;
}

static bool parse_named(struct slice text, struct day today,
			struct period *period)
{
	if (!day_is_real(today))
		return false;
	for (size_t i = 0; i < sizeof(named) / sizeof(named[0]); i++) {
		if (slice_is(text, named[i].name)) {
			*period = named_period(&named[i], today);
			return true;
		}
	}
	return parse_last(text, today, period);
}

/* Exactly `length` digits from `start` on, as a number. */
static bool parse_digits(struct slice text, size_t start, size_t length,
			 int *number)
{
	uint64_t value;
	if (start + length > text.length ||
	    !slice_parse_unsigned((struct slice){ text.text + start, length },
				  &value))
		return false;
	*number = (int)value;
	return true;
}

/* `2026-W05` of the year. */
static bool parse_week(int year, int week, struct period *period)
{
	struct day fourth;
	struct day next;
	if (week < 1 || week > 53 ||
	    !day_from_civil((struct civil){ year, 1, 4 }, &fourth))
		return false;
	struct day from = day_add(day_week_start(fourth), 7 * (week - 1));
	/* Week 53 must not be week 1 of the next year. */
	if (day_from_civil((struct civil){ year + 1, 1, 4 }, &next) &&
	    day_compare(from, day_week_start(next)) >= 0)
		return false;
	*period = (struct period){ from, day_add(from, 6) };
	return true;
}

/* The forms that begin with a year: 2026, 2026-10, 2026-Q3, 2026-W05. */
static bool parse_year(struct slice text, struct period *period)
{
	int year;
	int number;
	struct day first;
	if (!parse_digits(text, 0, 4, &year) ||
	    !day_from_civil((struct civil){ year, 1, 1 }, &first))
		return false;
	if (text.length == 4) {
		*period = months_from(first, 12);
		return true;
	}
	if (text.length != 7 || text.text[4] != '-')
		return false;
	char mark = text.text[5];
	if (mark == 'Q' || mark == 'q') {
		if (text.text[6] < '1' || text.text[6] > '4')
			return false;
		first = day_add_months(first, 3 * (text.text[6] - '1'));
		*period = months_from(first, 3);
		return true;
	}
	if (!parse_digits(text, 5, 2, &number) || number < 1 || number > 12)
		return false;
	*period = months_from(day_add_months(first, number - 1), 1);
	return true;
}

/* One period without `..`. */
static bool parse_one(struct slice text, struct day today,
		      struct period *period)
{
	int year;
	int week;
	if (day_parse(text, &period->from)) {
		period->to = period->from;
		return true;
	}
	if (text.length == 8 && text.text[4] == '-' &&
	    (text.text[5] == 'W' || text.text[5] == 'w'))
		return parse_digits(text, 0, 4, &year) &&
		       parse_digits(text, 6, 2, &week) &&
		       parse_week(year, week, period);
	return parse_year(text, period) || parse_named(text, today, period);
}

bool period_parse(struct slice text, struct day today, struct period *period)
{
	struct period first = PERIOD_ALWAYS;
	struct period last = PERIOD_ALWAYS;
	size_t dots = 0;
	while (dots + 1 < text.length &&
	       !(text.text[dots] == '.' && text.text[dots + 1] == '.'))
		dots++;
	if (dots + 1 >= text.length)
		return parse_one(text, today, period);
	struct slice before = { text.text, dots };
	struct slice after = slice_from_offset(text, dots + 2);
	if (before.length == 0 && after.length == 0)
		return false;
	if (before.length > 0 && !parse_one(before, today, &first))
		return false;
	if (after.length > 0 && !parse_one(after, today, &last))
		return false;
	if (before.length > 0 && after.length > 0 &&
	    day_compare(last.to, first.from) < 0)
		return false;
	*period = (struct period){ first.from, last.to };
	return true;
}

bool period_parse_day(struct slice text, struct day today, struct day *day)
{
	struct period period;
	if (day_parse(text, day))
		return true;
	if (!slice_is(text, "today") && !slice_is(text, "yesterday") &&
	    !slice_is(text, "tomorrow"))
		return false;
	if (!parse_named(text, today, &period))
		return false;
	*day = period.from;
	return true;
}

bool period_is_always(struct period period)
{
	return day_compare(period.from, DAY_NONE) == 0 &&
	       day_compare(period.to, DAY_NONE) == 0;
}

bool period_has(struct period period, struct day day)
{
	if (period_is_always(period))
		return true;
	if (!day_is_real(day))
		return false;
	if (day_is_real(period.from) && day_compare(day, period.from) < 0)
		return false;
	return !day_is_real(period.to) || day_compare(day, period.to) <= 0;
}

static bool is_same(struct period a, struct period b)
{
	return day_compare(a.from, b.from) == 0 && day_compare(a.to, b.to) == 0;
}

void period_add_text(struct text *text, struct period period)
{
	char from[DAY_TEXT_MAX];
	char to[DAY_TEXT_MAX];
	day_print(period.from, from);
	day_print(period.to, to);
	if (!day_is_real(period.from) || !day_is_real(period.to)) {
		text_add_format(text, "%s..%s", from, to);
		return;
	}
	struct civil civil = day_civil(period.from);
	if (day_compare(period.from, period.to) == 0)
		text_add(text, from);
	else if (civil.day == 1 && is_same(period, months_from(period.from, 1)))
		text_add_format(text, "%04d-%02d", civil.year, civil.month);
	else if (civil.day == 1 && civil.month % 3 == 1 &&
		 is_same(period, months_from(period.from, 3)))
		text_add_format(text, "%04d-Q%d", civil.year,
				(civil.month + 2) / 3);
	else if (civil.day == 1 && civil.month == 1 &&
		 is_same(period, months_from(period.from, 12)))
		text_add_format(text, "%04d", civil.year);
	else
		text_add_format(text, "%s..%s", from, to);
}

const char *period_forms(void)
{
	return "a day 2026-10-31, a month 2026-10, a quarter 2026-Q3, a week "
	       "2026-W05, a year 2026, today, yesterday, this-month, "
	       "last-month, last-7-days, or a range FROM..TO";
}
