/*
 * Views of bytes: comparing, trimming, cutting. No locale; bytes compare as
 * unsigned. The natural order skips what both have in common first, as
 * references of one shop differ only near their end.
 */
#include "base/slice.h"

#include <string.h>

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

struct slice slice_from(const char *text)
{
	return (struct slice){ text, text ? strlen(text) : 0 };
}

bool slice_equal(struct slice a, struct slice b)
{
	return a.length == b.length &&
	       (a.length == 0 || memcmp(a.text, b.text, a.length) == 0);
}

bool slice_is(struct slice s, const char *text)
{
	/* most that are asked for differ at once */
	if (text && s.length > 0 && s.text[0] != text[0])
		return false;
	return slice_equal(s, slice_from(text));
}

bool slice_starts(struct slice s, const char *prefix)
{
	size_t length = strlen(prefix);

	return s.length >= length &&
	       (length == 0 || memcmp(s.text, prefix, length) == 0);
}

bool slice_ends(struct slice s, const char *suffix)
{
	size_t length = strlen(suffix);

	return s.length >= length &&
	       (length == 0 ||
		memcmp(s.text + s.length - length, suffix, length) == 0);
}

int slice_compare(struct slice a, struct slice b)
{
	size_t shorter = a.length < b.length ? a.length : b.length;
	int order = shorter ? memcmp(a.text, b.text, shorter) : 0;

	if (order != 0)
		return order;
	return (a.length > b.length) - (a.length < b.length);
}

/* The number of bytes both begin with, a word at a time. */
static size_t common_length(struct slice a, struct slice b)
{
	size_t shorter = a.length < b.length ? a.length : b.length;
	size_t i = 0;

	while (shorter - i >= sizeof(uint64_t)) {
		uint64_t of_a;
		uint64_t of_b;

		memcpy(&of_a, a.text + i, sizeof(of_a));
		memcpy(&of_b, b.text + i, sizeof(of_b));
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
		if (of_a != of_b)
			return i + ((size_t)__builtin_ctzll(of_a ^ of_b) >> 3);
#else
		if (of_a != of_b)
			break;
#endif
		i += sizeof(uint64_t);
	}
	while (i < shorter && a.text[i] == b.text[i])
		i++;
	return i;
}

static size_t digits_end(struct slice s, size_t from)
{
	while (from < s.length && is_digit(s.text[from]))
		from++;
	return from;
}

/* Order of two runs of digits by value, whatever their leading zeros. */
static int compare_numbers(struct slice a, struct slice b)
{
	while (a.length > 0 && *a.text == '0')
		a = slice_from_offset(a, 1);
	while (b.length > 0 && *b.text == '0')
		b = slice_from_offset(b, 1);
	if (a.length != b.length)
		return a.length < b.length ? -1 : 1;
	return a.length ? memcmp(a.text, b.text, a.length) : 0;
}

/* Order of two texts that first differ within numbers of one length, which is
 * how the references of one shop differ; 0: it takes a closer look. */
static int compare_alike(struct slice a, struct slice b, size_t start)
{
	size_t i = start;

	if (!is_digit(a.text[i]) || !is_digit(b.text[i]))
		return 0;
	do {
		i++;
		if (i == a.length)
			return a.text[start] < b.text[start] ? -1 : 1;
	} while (is_digit(a.text[i]) && is_digit(b.text[i]));
	if (is_digit(a.text[i]) || is_digit(b.text[i]))
		return 0;
	return a.text[start] < b.text[start] ? -1 : 1;
}

/* slice_compare_natural, number by number. */
static int compare_numbered(struct slice a, struct slice b)
{
	int tie = 0; /* the first numbers that differ in their zeros only */

	for (;;) {
		size_t start = common_length(a, b);
		size_t end_a;
		size_t end_b;
		int order;

		if (start == a.length || start == b.length) {
			order = (a.length > b.length) - (a.length < b.length);
			return order != 0 ? order : tie;
		}
		end_a = digits_end(a, start);
		end_b = digits_end(b, start);
		while (start > 0 && is_digit(a.text[start - 1]))
			start--;
		if (end_a == start || end_b == start)
			return (unsigned char)a.text[start] <
					       (unsigned char)b.text[start]
				       ? -1
				       : 1;
		order = compare_numbers(
			(struct slice){ a.text + start, end_a - start },
			(struct slice){ b.text + start, end_b - start });
		if (order != 0)
			return order;
		if (tie == 0)
			tie = end_a < end_b ? -1 : 1;
		a = slice_from_offset(a, end_a);
		b = slice_from_offset(b, end_b);
	}
}

int slice_compare_natural(struct slice a, struct slice b)
{
	if (a.length == b.length) {
		size_t start = common_length(a, b);
		int order = start == a.length ? 0 : compare_alike(a, b, start);

		if (order != 0 || start == a.length)
			return order;
	}
	return compare_numbered(a, b);
}

struct slice slice_trim(struct slice s)
{
	while (s.length > 0 && (*s.text == ' ' || *s.text == '\t'))
		s = slice_from_offset(s, 1);
	while (s.length > 0 &&
	       (s.text[s.length - 1] == ' ' || s.text[s.length - 1] == '\t'))
		s.length--;
	return s;
}

struct slice slice_from_offset(struct slice s, size_t from)
{
	if (from > s.length)
		from = s.length;
	if (from == 0)
		return s;
	return (struct slice){ s.text + from, s.length - from };
}

struct slice slice_cut(struct slice s, char mark, struct slice *rest)
{
	size_t at = slice_find(s, mark);

	*rest = slice_from_offset(s, at < s.length ? at + 1 : at);
	return (struct slice){ s.text, at };
}

size_t slice_find(struct slice s, char byte)
{
	const char *found = s.length ? memchr(s.text, byte, s.length) : NULL;

	return found ? (size_t)(found - s.text) : s.length;
}

bool slice_parse_unsigned(struct slice s, uint64_t *value)
{
	uint64_t sum = 0;

	if (s.length == 0)
		return false;
	for (size_t i = 0; i < s.length; i++) {
		if (!is_digit(s.text[i]) ||
		    __builtin_mul_overflow(sum, 10U, &sum) ||
		    __builtin_add_overflow(sum, (uint64_t)(s.text[i] - '0'),
					   &sum))
			return false;
	}
	*value = sum;
	return true;
}
