/*
 * A look at every place where one could begin: an @ for addresses, a digit or
 * + that stands alone for numbers. Receipts and ids (POS-10023, 2026-11-22)
 * are no numbers: something of theirs stands before the digits, or they begin
 * otherwise.
 */
#include "journal/private_data.h"

#include <stdbool.h>
#include <stddef.h>

enum {
	CARD_SHORTEST = 13,
	CARD_LONGEST = 19,
	PHONE_SHORTEST = 8,
	PHONE_LONGEST = 15,
	DIGITS_MAX = 24,
	TLD_SHORTEST = 2
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (unsigned char)c >= 0x80;
}

/* ---- addresses ---- */

static bool is_local(char c)
{
	return is_digit(c) || is_letter(c) || c == '.' || c == '_' ||
	       c == '-' || c == '+' || c == '%';
}

static bool is_domain(char c)
{
	return is_digit(c) || is_letter(c) || c == '.' || c == '-';
}

/* The address around an @, empty when it is none. */
static struct slice address_at(struct slice text, size_t at)
{
	size_t start = at;
	size_t end = at + 1;
	size_t letters = 0; /* behind the last dot */
	bool has_dot = false;

	while (start > 0 && is_local(text.text[start - 1]))
		start--;
	for (; end < text.length && is_domain(text.text[end]); end++) {
		bool is_dot = text.text[end] == '.';
		if (is_dot &&
		    (end + 1 == text.length || !is_domain(text.text[end + 1])))
			break; /* the end of a sentence */
		has_dot |= is_dot && end > at + 1;
		letters = is_dot ? 0 : letters + is_letter(text.text[end]);
	}
	if (start == at || !has_dot || letters < TLD_SHORTEST)
		return (struct slice){ NULL, 0 };
	return (struct slice){ text.text + start, end - start };
}

/* ---- numbers ---- */

/* Digits with what may stand between them. */
struct number {
	struct slice part;
	char digits[DIGITS_MAX];
	size_t count;
	bool has_plus;
};

static bool is_between(char c)
{
	return c == ' ' || c == '-' || c == '/' || c == '.' || c == '(' ||
	       c == ')';
}

/* Reads the number that begins at `at`; one that is too long has no digits. */
static struct number read_number(struct slice text, size_t at)
{
	struct number number = { .has_plus = text.text[at] == '+' };
	size_t end = at + number.has_plus;
	size_t last = end;

	for (; end < text.length; end++) {
		char c = text.text[end];
		if (is_digit(c)) {
			if (number.count < DIGITS_MAX)
				number.digits[number.count] = c;
			number.count++;
			last = end + 1;
		} else if (!is_between(c) || end - last >= 2) {
			break;
		}
	}
	if (last < text.length && is_letter(text.text[last]))
		number.count = 0;
	if (number.count > DIGITS_MAX)
		number.count = 0;
	number.part = (struct slice){ text.text + at, last - at };
	return number;
}

static bool passes_luhn(const struct number *number)
{
	unsigned sum = 0;

	for (size_t i = 0; i < number->count; i++) {
		unsigned digit =
			(unsigned)(number->digits[number->count - 1 - i] - '0');
		if (i % 2 == 1)
			digit = digit > 4 ? 2 * digit - 9 : 2 * digit;
		sum += digit;
	}
	return sum % 10 == 0;
}

/* Visa 4; Mastercard 51 to 55, 22 to 27; American Express 34, 37; Discover
 * and Maestro 6; Diners 30, 36, 38; JCB 35. */
static bool is_scheme(const struct number *number)
{
	char first = number->digits[0];
	char second = number->digits[1];

	return first == '4' || first == '6' || first == '3' ||
	       (first == '5' && second >= '0' && second <= '8') ||
	       (first == '2' && second >= '2' && second <= '7');
}

static bool is_card(const struct number *number)
{
	return !number->has_plus && number->count >= CARD_SHORTEST &&
	       number->count <= CARD_LONGEST && is_scheme(number) &&
	       passes_luhn(number);
}

static bool is_phone(const struct number *number)
{
	return number->count >= PHONE_SHORTEST &&
	       number->count <= PHONE_LONGEST &&
	       (number->has_plus ||
		(number->digits[0] == '0' &&
		 !(number->digits[1] == '0' && number->digits[2] == '0')));
}

/* True where a number may begin: not within a word, an id or another one. */
static bool begins_number(struct slice text, size_t at)
{
	char before = ' ';

	if (at > 0)
		before = text.text[at - 1];
	return (is_digit(text.text[at]) || text.text[at] == '+') &&
	       !is_digit(before) && !is_letter(before) && before != '-' &&
	       before != '.' && before != '_' && before != '+' &&
	       before != '^' && before != '#';
}

enum private_data_kind private_data_find(struct slice text, struct slice *part)
{
	for (size_t at = 0; at < text.length; at++) {
		if (text.text[at] == '@') {
			*part = address_at(text, at);
			if (part->length > 0)
				return PRIVATE_DATA_EMAIL;
		}
		if (!begins_number(text, at))
			continue;
		struct number number = read_number(text, at);
		*part = number.part;
		if (is_card(&number))
			return PRIVATE_DATA_CARD;
		if (is_phone(&number))
			return PRIVATE_DATA_PHONE;
	}
	*part = (struct slice){ NULL, 0 };
	return PRIVATE_DATA_NONE;
}

const char *private_data_name(enum private_data_kind kind)
{
	switch (kind) {
	case PRIVATE_DATA_NONE:
		return "";
	case PRIVATE_DATA_EMAIL:
		return "an e-mail address";
	case PRIVATE_DATA_PHONE:
		return "a telephone number";
	case PRIVATE_DATA_CARD:
		return "the number of a payment card";
	}
	return "";
}
