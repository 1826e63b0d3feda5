/*
 * Dates: three numbers between two equal separators, or eight digits; behind
 * them, if anything, a time.
 */
#include "exchange/date_cell.h"

#include <string.h>

#include "base/text.h"
#include "exchange/number_cell.h"

enum {
	YEAR_DIGITS = 4,
	MONTHS = 12,
	CENTURY = 2000, /* of years with two digits */
	NOON = 12
};

/* The three numbers as they stand, and what follows. */
struct parts {
	int number[3];
	size_t digits[3];
	char separator; /* 0: eight digits */
	struct slice rest;
};

/* Digits at the front, at most `most`; how many there were. */
static size_t take_number(struct slice *s, size_t most, int *number)
{
	size_t n = 0;

	*number = 0;
	while (n < most && n < s->length && s->text[n] >= '0' &&
	       s->text[n] <= '9')
		*number = *number * 10 + (s->text[n++] - '0');
	*s = slice_from_offset(*s, n);
	return n;
}

static bool next_is_digit(struct slice s)
{
	return s.length && s.text[0] >= '0' && s.text[0] <= '9';
}

/* Eight digits in a row: year, month, day. */
static bool split_solid(struct slice s, struct parts *parts)
{
	static const size_t widths[3] = { YEAR_DIGITS, 2, 2 };

	for (int i = 0; i < 3; i++) {
		parts->digits[i] =
			take_number(&s, widths[i], &parts->number[i]);
		if (parts->digits[i] != widths[i])
			return false;
	}
	parts->separator = 0;
	parts->rest = s;
	return !next_is_digit(s);
}

static bool split(struct slice cell, struct parts *parts)
{
	struct slice s = number_cell_trim(cell);

	if (split_solid(s, parts))
		return true;
	parts->separator = 0;
	for (int i = 0; i < 3; i++) {
		parts->digits[i] =
			take_number(&s, YEAR_DIGITS + 1, &parts->number[i]);
		if (parts->digits[i] == 0 || parts->digits[i] > YEAR_DIGITS)
			return false;
		if (i == 2)
			break;
		if (!s.length || !strchr("-/.", s.text[0]))
			return false;
		if (i == 1 && s.text[0] != parts->separator)
			return false;
		parts->separator = s.text[0];
		s = slice_from_offset(s, 1);
	}
	parts->rest = s;
	return true;
}

/* The letters of a format, how often each stands, and what is between. */
struct letters {
	char letter[3];
	size_t width[3];
	char separator; /* 0: none */
};

/* Splits a format; false when it has no three runs of letters with the same
 * mark between them. */
static bool split_format(struct slice text, struct letters *letters)
{
	char separators[2] = { 0, 0 };
	size_t at = 0;

	for (int i = 0; i < 3; i++) {
		size_t from = at;
		char letter = 0;

		if (at < text.length)
			letter = text.text[at];
		while (at < text.length && text.text[at] == letter)
			at++;
		letters->letter[i] = letter;
		letters->width[i] = at - from;
		if (i < 2 && at < text.length && strchr("-/.", text.text[at]))
			separators[i] = text.text[at++];
	}
	letters->separator = separators[0];
	return separators[0] == separators[1] &&
	       (at == text.length || text.text[at] == ' ' ||
		text.text[at] == 'T');
}

static enum date_order order_of(const char letters[3])
{
	if (memcmp(letters, "DMY", 3) == 0)
		return DATE_DAY_FIRST;
	if (memcmp(letters, "MDY", 3) == 0)
		return DATE_MONTH_FIRST;
	return memcmp(letters, "YMD", 3) == 0 ? DATE_YEAR_FIRST
					      : DATE_ORDER_OPEN;
}

/* D or DD, M or MM, YY or YYYY; without separators two of each at least. */
static bool is_width(char letter, size_t width, bool is_solid)
{
	if (letter == 'Y')
		return width == YEAR_DIGITS || (width == 2 && !is_solid);
	return width == 2 || (width == 1 && !is_solid);
}

bool date_format_parse(struct slice text, struct date_format *format)
{
	struct letters letters;

	if (!split_format(slice_trim(text), &letters))
		return false;
	*format = (struct date_format){
		.order = order_of(letters.letter),
		.separator = letters.separator,
	};
	for (int i = 0; i < 3; i++) {
		if (!is_width(letters.letter[i], letters.width[i],
			      !letters.separator))
			return false;
		format->short_year |=
			letters.letter[i] == 'Y' && letters.width[i] == 2;
	}
	return format->order != DATE_ORDER_OPEN;
}

void date_format_print(const struct date_format *format, struct text *text)
{
	static const char *const orders[] = {
		[DATE_ORDER_OPEN] = "",
		[DATE_DAY_FIRST] = "DMY",
		[DATE_MONTH_FIRST] = "MDY",
		[DATE_YEAR_FIRST] = "YMD",
	};

	for (const char *part = orders[format->order]; *part; part++) {
		bool long_year = *part == 'Y' && !format->short_year;

		if (part != orders[format->order] && format->separator)
			text_add_char(text, format->separator);
		text_add_repeat(text, *part, long_year ? YEAR_DIGITS : 2);
	}
}

/* A year of four digits at the end and no points: the open question. */
static bool is_question(const struct parts *parts)
{
	return parts->digits[0] <= 2 && parts->digits[1] <= 2 &&
	       parts->digits[2] == YEAR_DIGITS && parts->separator != '.';
}

void date_cell_add(struct date_evidence *evidence, struct slice cell,
		   size_t line)
{
	struct parts parts;
	size_t *first = NULL;

	if (!split(cell, &parts) || !is_question(&parts))
		return;
	if (parts.number[0] > MONTHS && parts.number[1] <= MONTHS)
		first = &evidence->day_first;
	else if (parts.number[1] > MONTHS && parts.number[0] <= MONTHS)
		first = &evidence->month_first;
	else if (parts.number[0] != parts.number[1])
		first = &evidence->open;
	if (first && *first == 0)
		*first = line;
}

static enum date_status make_day(const struct parts *parts,
				 enum date_order order, struct day *day)
{
	struct civil civil = { 0 };

	if (order == DATE_YEAR_FIRST)
		civil = (struct civil){ parts->number[0], parts->number[1],
					parts->number[2] };
	else if (order == DATE_DAY_FIRST)
		civil = (struct civil){ parts->number[2], parts->number[1],
					parts->number[0] };
	else
		civil = (struct civil){ parts->number[2], parts->number[0],
					parts->number[1] };
	return day_from_civil(civil, day) ? DATE_OK : DATE_NO_DAY;
}

/* Does the cell have this declared format? */
static bool fits(const struct parts *parts, const struct date_format *format)
{
	int year = format->order == DATE_YEAR_FIRST ? 0 : 2;
	size_t width = format->short_year ? 2 : YEAR_DIGITS;

	if (parts->separator != format->separator ||
	    parts->digits[year] != width)
		return false;
	for (int i = 0; i < 3; i++)
		if (i != year && parts->digits[i] > 2)
			return false;
	return true;
}

static enum date_status read_declared(struct parts *parts,
				      const struct date_style *style,
				      struct day *day)
{
	for (size_t i = 0; i < style->format_count; i++) {
		const struct date_format *format = &style->formats[i];
		int year = format->order == DATE_YEAR_FIRST ? 0 : 2;

		if (!fits(parts, format))
			continue;
		if (format->short_year)
			parts->number[year] += CENTURY;
		return make_day(parts, format->order, day);
	}
	return DATE_BAD;
}

static enum date_status read_undeclared(const struct parts *parts,
					enum date_order known, struct day *day)
{
	if (parts->digits[0] == YEAR_DIGITS && parts->digits[1] <= 2 &&
	    parts->digits[2] <= 2)
		return make_day(parts, DATE_YEAR_FIRST, day);
	if (parts->digits[0] <= 2 && parts->digits[1] <= 2 &&
	    parts->digits[2] == 2)
		return DATE_SHORT_YEAR;
	if (parts->digits[0] > 2 || parts->digits[1] > 2 ||
	    parts->digits[2] != YEAR_DIGITS)
		return DATE_BAD;
	if (parts->separator == '.')
		return make_day(parts, DATE_DAY_FIRST, day);
	if (known != DATE_ORDER_OPEN)
		return make_day(parts, known, day);
	if (parts->number[0] == parts->number[1])
		return make_day(parts, DATE_DAY_FIRST, day);
	return DATE_OPEN;
}

/* Takes AM or PM off the front: 0, 'a' or 'p'. */
static char take_half(struct slice *s)
{
	static const char *const words[] = { "am", "a.m.", "pm", "p.m." };

	*s = slice_trim(*s);
	for (size_t i = 0; i < 4; i++) {
		size_t length = strlen(words[i]);
		size_t same = 0;

		while (same < length && same < s->length &&
		       (s->text[same] == words[i][same] ||
			(s->text[same] | 0x20) == words[i][same]))
			same++;
		if (same == length) {
			*s = slice_trim(slice_from_offset(*s, length));
			return words[i][0];
		}
	}
	return 0;
}

/* Z, UTC, +02:00, +0200, +02 or nothing. */
static bool is_zone(struct slice s)
{
	int number = 0;
	size_t n = 0;

	if (s.length == 0 || slice_is(s, "Z") || slice_is(s, "z") ||
	    slice_is(s, "UTC") || slice_is(s, "GMT"))
		return true;
	if (s.text[0] != '+' && s.text[0] != '-')
		return false;
	s = slice_from_offset(s, 1);
	n = take_number(&s, 4, &number);
	if (n == 2 && s.length == 3 && s.text[0] == ':') {
		s = slice_from_offset(s, 1);
		return take_number(&s, 2, &number) == 2;
	}
	return (n == 4 || n == 2) && s.length == 0;
}

/* :MM or :SS at the front. */
static bool take_sixty(struct slice *s, int *number)
{
	if (!slice_starts(*s, ":"))
		return false;
	*s = slice_from_offset(*s, 1);
	return take_number(s, 2, number) == 2 && *number < 60 &&
	       !next_is_digit(*s);
}

/* Hours, minutes and, if there are any, seconds and their parts. */
static bool take_clock(struct slice *s, int *hour, int *minute)
{
	int seconds = 0;

	if (take_number(s, 2, hour) == 0 || !take_sixty(s, minute))
		return false;
	if (slice_starts(*s, ":") && !take_sixty(s, &seconds))
		return false;
	if (s->length < 2 || (s->text[0] != '.' && s->text[0] != ','))
		return true;
	*s = slice_from_offset(*s, 1);
	return take_number(s, 9, &seconds) > 0;
}

bool date_cell_parse_time(struct slice cell, int *minute)
{
	struct slice s = number_cell_trim(cell);
	int hour = 0;
	int minutes = 0;
	char half = 0;

	if (!take_clock(&s, &hour, &minutes))
		return false;
	half = take_half(&s);
	if (half && (hour < 1 || hour > NOON))
		return false;
	if (half)
		hour = hour % NOON + (half == 'p' ? NOON : 0);
	if (hour > 23 || !is_zone(slice_trim(s)))
		return false;
	*minute = hour * 60 + minutes;
	return true;
}

/* Spreadsheets count days from 1900: 20000 is in 1954, 80000 in 2119. */
static bool is_serial(struct slice cell)
{
	struct slice s = number_cell_trim(cell);
	int number = 0;

	return take_number(&s, 5, &number) == 5 && number >= 20000 &&
	       number < 80000 && (s.length == 0 || s.text[0] == '.');
}

enum date_status date_cell_parse(struct slice cell,
				 const struct date_style *style,
				 struct day *day, int *minute)
{
	struct parts parts;
	enum date_status status;

	*minute = -1;
	if (number_cell_trim(cell).length == 0)
		return DATE_EMPTY;
	if (!split(cell, &parts))
		return is_serial(cell) ? DATE_SERIAL : DATE_BAD;
	status = style->format_count > 0
			 ? read_declared(&parts, style, day)
			 : read_undeclared(&parts, style->order, day);
	if (status != DATE_OK || parts.rest.length == 0)
		return status;
	if (!strchr("Tt ,", parts.rest.text[0]))
		return DATE_BAD;
	parts.rest = slice_from_offset(parts.rest, 1);
	return date_cell_parse_time(parts.rest, minute) ? DATE_OK
							: DATE_NO_TIME;
}

const char *date_cell_reason(enum date_status status)
{
	switch (status) {
	case DATE_OK:
		return "is a date";
	case DATE_EMPTY:
		return "is empty";
	case DATE_BAD:
		return "is not a date";
	case DATE_NO_DAY:
		return "is not a day of the calendar";
	case DATE_OPEN:
		return "can be read in two ways: say which with --date-format "
		       "DD/MM/YYYY or --date-format MM/DD/YYYY";
	case DATE_SHORT_YEAR:
		return "has a year of two digits: say how it is written with "
		       "--date-format DD/MM/YY, MM/DD/YY or YY-MM-DD";
	case DATE_SERIAL:
		return "is a number of days: give the column the format of a "
		       "date before it is saved as CSV";
	case DATE_NO_TIME:
		return "has no such time of day";
	}
	return "";
}
