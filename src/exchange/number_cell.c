/*
 * Reading a number goes in two steps: what stands around the digits is taken
 * off (sign, brackets, currency), then runs of digits and the marks between
 * them are judged: which mark is the decimal one, which only group.
 */
#include "exchange/number_cell.h"

#include <stdint.h>
#include <string.h>

#include "base/currency.h"
#include "base/utf8.h"

enum {
	RUNS_MAX = 32,
	GROUP = 3,
	SIGN_BYTES_MAX = 6 /* three letters of two bytes */
};

enum mark {
	MARK_POINT,
	MARK_COMMA,
	MARK_APOSTROPHE,
	MARK_BLANK,
	MARK_NONE
};

/* Runs of digits and what stands before each but the first. */
struct runs {
	struct slice digits[RUNS_MAX];
	enum mark before[RUNS_MAX];
	size_t count;
};

/* How the runs are to be read. */
struct reading {
	enum number_status status;
	enum mark decimal;  /* MARK_NONE: no decimals */
	enum mark grouping; /* MARK_NONE: no groups */
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_blank(uint32_t c)
{
	return c == ' ' || c == '\t' || c == 0xa0 || c == 0x202f || c == 0x2009;
}

/* The last code point and its length. */
static size_t decode_last(struct slice s, uint32_t *code_point)
{
	size_t at = s.length;

	while (at > 0 && ((unsigned char)s.text[--at] & 0xc0) == 0x80)
		;
	return utf8_decode(slice_from_offset(s, at), code_point);
}

/* True for a byte that is plainly no blank. */
static bool is_ink(char byte)
{
	return byte > ' ' && byte < 0x7f;
}

static struct slice trim(struct slice s)
{
	uint32_t c = 0;
	size_t n;

	if (s.length == 0 ||
	    (is_ink(s.text[0]) && is_ink(s.text[s.length - 1])))
		return s;
	while ((n = utf8_decode(s, &c)) && is_blank(c))
		s = slice_from_offset(s, n);
	while (s.length && (n = decode_last(s, &c)) && is_blank(c))
		s.length -= n;
	return s;
}

struct slice number_cell_trim(struct slice cell)
{
	struct slice s = trim(cell);

	if (s.length > 1 && s.text[0] == '\'' &&
	    (is_digit(s.text[1]) || strchr("+-.,($", s.text[1])))
		s = slice_from_offset(s, 1);
	return s;
}

static bool is_currency_sign(uint32_t c)
{
	return c == '$' || (c >= 0xa2 && c <= 0xa5) ||
	       (c >= 0x20a0 && c <= 0x20cf);
}

static bool is_letter(uint32_t c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
	       (c >= 0xc0 && c < 0x250);
}

/* An ISO code, or a sign that is written with letters. */
static bool is_currency_word(struct slice word, bool before_dollar)
{
	static const char *const signs[] = { "Fr",  "Fr.", "SFr", "SFr.", "kr",
					     "kr.", "Kr",  "Kč",  "zł",   "Ft",
					     "lei", "Rs",  "Rs.", "лв" };
	static const char *const dollars[] = { "R",  "US", "A", "C", "NZ",
					       "AU", "CA", "S", "HK" };
	char code[4] = { 0 };

	for (size_t i = 0;
	     !before_dollar && i < sizeof(signs) / sizeof(signs[0]); i++)
		if (slice_is(word, signs[i]))
			return true;
	for (size_t i = 0;
	     before_dollar && i < sizeof(dollars) / sizeof(dollars[0]); i++)
		if (slice_is(word, dollars[i]))
			return true;
	if (word.length != 3)
		return false;
	for (size_t i = 0; i < 3; i++)
		code[i] = (char)(word.text[i] & ~0x20);
	return currency_find(slice_from(code)) != CURRENCY_NONE;
}

/* The length of a currency at the front; 0 when there is none. */
static size_t currency_in_front(struct slice s)
{
	uint32_t c = 0;
	size_t at = 0;
	size_t n = utf8_decode(s, &c);

	if (n && is_currency_sign(c))
		return n;
	while ((n = utf8_decode(slice_from_offset(s, at), &c)) && is_letter(c))
		at += n;
	if (at == 0 || at > SIGN_BYTES_MAX)
		return 0;
	if (n && c == '$' &&
	    is_currency_word((struct slice){ s.text, at }, true))
		return at + 1;
	if (n && c == '.' &&
	    is_currency_word((struct slice){ s.text, at + 1 }, false))
		return at + 1;
	return is_currency_word((struct slice){ s.text, at }, false) ? at : 0;
}

/* The same at the end. */
static size_t currency_behind(struct slice s)
{
	uint32_t c = 0;
	struct slice rest = s;
	size_t n = decode_last(rest, &c);

	if (n && is_currency_sign(c))
		return n;
	if (c == '.')
		rest.length--;
	while (rest.length && (n = decode_last(rest, &c)) && is_letter(c))
		rest.length -= n;
	n = s.length - rest.length;
	if (n == 0 || n > SIGN_BYTES_MAX)
		return 0;
	return is_currency_word(slice_from_offset(s, rest.length), false) ? n
									  : 0;
}

/* A minus in front: -, or the real minus sign. */
static size_t minus_in_front(struct slice s)
{
	if (slice_starts(s, "-"))
		return 1;
	return slice_starts(s, "\xe2\x88\x92") ? 3 : 0;
}

/* What surrounds the digits, as far as it was taken off. */
struct surrounds {
	bool sign;
	bool negative;
	bool currency;
};

/* The length of a sign or currency in front, each at most once; 0: none. */
static size_t next_in_front(struct slice s, struct surrounds *seen)
{
	size_t n = seen->sign ? 0 : minus_in_front(s);

	if (n > 0) {
		seen->sign = seen->negative = true;
		return n;
	}
	if (!seen->sign && slice_starts(s, "+")) {
		seen->sign = true;
		return 1;
	}
	n = seen->currency ? 0 : currency_in_front(s);
	seen->currency |= n > 0;
	return n;
}

/* Takes off what surrounds the digits. False when nothing is left. */
static bool strip(struct slice *s, bool *negative)
{
	struct surrounds seen = { false, false, false };
	size_t n = 0;

	*s = number_cell_trim(*s);
	if (s->length > 2 && s->text[0] == '(' &&
	    s->text[s->length - 1] == ')') {
		*s = trim((struct slice){ s->text + 1, s->length - 2 });
		seen.negative = seen.sign = true;
	}
	while ((n = next_in_front(*s, &seen)) > 0)
		*s = trim(slice_from_offset(*s, n));
	n = seen.currency || !s->length ? 0 : currency_behind(*s);
	if (n > 0) {
		s->length -= n;
		*s = trim(*s);
	}
	if (!seen.sign && s->length > 1 && slice_ends(*s, "-")) {
		s->length--;
		seen.negative = true;
	}
	*negative = seen.negative;
	return s->length > 0;
}

static enum mark mark_of(uint32_t c)
{
	if (c == '.')
		return MARK_POINT;
	if (c == ',')
		return MARK_COMMA;
	if (c == '\'' || c == 0x2019)
		return MARK_APOSTROPHE;
	return is_blank(c) ? MARK_BLANK : MARK_NONE;
}

/* Cuts into runs of digits with one mark between each; false on anything
 * else. A mark may come first (.50). */
static bool split(struct slice s, struct runs *runs)
{
	size_t at = 0;

	runs->count = 0;
	while (runs->count < RUNS_MAX) {
		size_t from = at;
		uint32_t c = 0;
		size_t n;

		while (at < s.length && is_digit(s.text[at]))
			at++;
		if (at == from && runs->count > 0)
			return false;
		runs->digits[runs->count++] =
			(struct slice){ s.text + from, at - from };
		if (at == s.length)
			return true;
		n = utf8_decode(slice_from_offset(s, at), &c);
		if (n == 0 || mark_of(c) == MARK_NONE ||
		    runs->count == RUNS_MAX)
			return false;
		runs->before[runs->count] = mark_of(c);
		at += n;
	}
	return false;
}

/* True when the runs up to `end` are groups of three behind the first. */
static bool are_groups(const struct runs *runs, size_t end)
{
	if (end > 1 &&
	    (runs->digits[0].length == 0 || runs->digits[0].length > GROUP))
		return false;
	for (size_t i = 1; i < end; i++)
		if (runs->digits[i].length != GROUP ||
		    runs->before[i] != runs->before[1])
			return false;
	return true;
}

static bool may_be_decimal(enum mark mark)
{
	return mark == MARK_POINT || mark == MARK_COMMA;
}

/* One mark with three digits behind it and one to three before: it may group
 * or be decimal. */
static bool is_open(const struct runs *runs)
{
	struct slice whole = runs->digits[0];

	return runs->count == 2 && may_be_decimal(runs->before[1]) &&
	       runs->digits[1].length == GROUP && whole.length >= 1 &&
	       whole.length <= GROUP && whole.text[0] != '0';
}

static struct reading read_runs(const struct runs *runs)
{
	struct reading reading = { NUMBER_OK, MARK_NONE, MARK_NONE };
	size_t last = runs->count - 1;
	enum mark mark = last > 0 ? runs->before[last] : MARK_NONE;
	bool repeated = last > 1 && runs->before[last - 1] == mark;

	if (last == 0)
		return reading;
	if (is_open(runs)) {
		reading.status = NUMBER_AMBIGUOUS;
		reading.decimal = mark;
		return reading;
	}
	if (may_be_decimal(mark) && !repeated) {
		reading.decimal = mark;
		reading.grouping = last > 1 ? runs->before[1] : MARK_NONE;
		if (!are_groups(runs, last) || reading.grouping == mark)
			reading.status = NUMBER_BAD;
		return reading;
	}
	reading.grouping = mark;
	if (!are_groups(runs, runs->count))
		reading.status = NUMBER_BAD;
	return reading;
}

/* The decimal mark that a reading gives away; MARK_NONE: none. */
static enum mark evidence(const struct reading *reading)
{
	if (reading->status == NUMBER_BAD)
		return MARK_NONE;
	if (reading->decimal != MARK_NONE)
		return reading->decimal;
	if (reading->grouping == MARK_POINT)
		return MARK_COMMA;
	return reading->grouping == MARK_COMMA ? MARK_POINT : MARK_NONE;
}

void number_cell_add(struct number_marks *marks, struct slice cell, size_t line)
{
	struct runs runs;
	struct reading reading;
	bool negative;
	size_t *first = NULL;

	if (!strip(&cell, &negative) || !split(cell, &runs))
		return;
	reading = read_runs(&runs);
	if (reading.status == NUMBER_AMBIGUOUS)
		first = &marks->open;
	else if (evidence(&reading) == MARK_POINT)
		first = &marks->point;
	else if (evidence(&reading) == MARK_COMMA)
		first = &marks->comma;
	if (first && *first == 0)
		*first = line;
}

/* Adds digits to the value. */
static enum number_status add_digits(struct decimal *value, struct slice digits,
				     bool decimals)
{
	for (size_t i = 0; i < digits.length; i++) {
		int digit = digits.text[i] - '0';

		if (__builtin_mul_overflow(value->mantissa, (int64_t)10,
					   &value->mantissa) ||
		    __builtin_add_overflow(value->mantissa, (int64_t)digit,
					   &value->mantissa))
			return NUMBER_TOO_LARGE;
		value->scale += decimals;
	}
	return NUMBER_OK;
}

static struct slice without_zeros(struct slice digits)
{
	while (digits.length && digits.text[digits.length - 1] == '0')
		digits.length--;
	return digits;
}

static enum number_status take_value(const struct runs *runs, bool decimals,
				     bool negative, struct decimal *value)
{
	size_t whole = runs->count - (decimals ? 1 : 0);

	*value = (struct decimal){ 0, 0 };
	for (size_t i = 0; i < whole; i++)
		if (add_digits(value, runs->digits[i], false) != NUMBER_OK)
			return NUMBER_TOO_LARGE;
	if (decimals) {
		struct slice behind = without_zeros(runs->digits[whole]);

		if (behind.length > DECIMAL_SCALE_MAX)
			return NUMBER_TOO_FINE;
		if (add_digits(value, behind, true) != NUMBER_OK)
			return NUMBER_TOO_LARGE;
	}
	if (negative)
		value->mantissa = -value->mantissa;
	return NUMBER_OK;
}

enum number_status number_cell_parse(struct slice cell, char mark,
				     struct decimal *value)
{
	struct runs runs;
	struct reading reading;
	enum mark known = mark == '.'   ? MARK_POINT
			  : mark == ',' ? MARK_COMMA
					: MARK_NONE;
	bool negative;

	if (number_cell_trim(cell).length == 0)
		return NUMBER_EMPTY;
	if (!strip(&cell, &negative) || !split(cell, &runs))
		return NUMBER_BAD;
	reading = read_runs(&runs);
	if (reading.status == NUMBER_BAD)
		return NUMBER_BAD;
	if (reading.status == NUMBER_AMBIGUOUS && known == MARK_NONE)
		return NUMBER_AMBIGUOUS;
	if (reading.status == NUMBER_AMBIGUOUS)
		return take_value(&runs, reading.decimal == known, negative,
				  value);
	if (known != MARK_NONE && evidence(&reading) != MARK_NONE &&
	    evidence(&reading) != known)
		return NUMBER_OTHER_MARK;
	return take_value(&runs, reading.decimal != MARK_NONE, negative, value);
}

const char *number_cell_reason(enum number_status status)
{
	switch (status) {
	case NUMBER_OK:
		return "is a number";
	case NUMBER_EMPTY:
		return "is empty";
	case NUMBER_BAD:
		return "is not a number";
	case NUMBER_AMBIGUOUS:
		return "can be read in two ways: say which mark comes before "
		       "decimals with --decimal point or --decimal comma";
	case NUMBER_OTHER_MARK:
		return "is written with another decimal mark than the rest of "
		       "its column";
	case NUMBER_TOO_LARGE:
		return "is too large";
	case NUMBER_TOO_FINE:
		return "has more than nine decimals";
	}
	return "";
}
