/*
 * Single values of a line: identifiers, numbers, days, money, periods. Each
 * is checked here and nowhere else, with a message that says how it is
 * written.
 */
#include "base/currency.h"
#include "base/utf8.h"
#include "journal/parser_state.h"

void parser_check_blanks(struct parser *parser)
{
	const struct token *token = &parser->token;
	struct slice rest = token_text(token);

	if (token->kind == TOKEN_STRING || slice_ends(rest, "\""))
		return;
	while (rest.length > 0) {
		uint32_t code_point = 0;
		size_t length = utf8_decode(rest, &code_point);

		if (lexer_is_foreign_blank(code_point)) {
			parser_complain(parser, DIAGNOSTIC_control_character,
					(struct slice){ rest.text, length },
					"a blank that is not a plain space: "
					"replace it by a space");
			parser_give_up(parser);
			return;
		}
		rest = slice_from_offset(rest, length ? length : 1);
	}
}

/* What must not stand in an identifier; empty when all is fine. *count is
 * the number of characters. */
static struct slice find_stranger(struct slice part, size_t *count)
{
	*count = 0;
	while (part.length > 0) {
		uint32_t code_point = 0;
		size_t length = utf8_decode(part, &code_point);

		if (length == 0 || code_point == ' ' || code_point == '\t' ||
		    lexer_is_foreign_blank(code_point) ||
		    utf8_is_invisible(code_point))
			return (struct slice){ part.text, length ? length : 1 };
		++*count;
		part = slice_from_offset(part, length);
	}
	return part;
}

/* Complains about an id for its first byte or a byte that must not be. */
static bool check_id_bytes(struct parser *parser, struct slice part,
			   enum diagnostic_id id)
{
	const char *shown;

	if (slice_is(part, "*") ||
	    slice_find((struct slice){ "^#+-\"", 5 }, part.text[0]) < 5) {
		shown = parser_shown(parser, part);
		parser_complain(parser, id, part,
				"'%s' is not an id: it may not begin with ^ # "
				"+ - or \", and not be *",
				shown);
		return false;
	}
	if (slice_find(part, ';') < part.length ||
	    slice_find(part, '"') < part.length) {
		shown = parser_shown(parser, part);
		parser_complain(parser, id, part,
				"'%s' is not an id: no quote or ; may stand "
				"in it",
				shown);
		return false;
	}
	return true;
}

bool parser_check_strange_id(struct parser *parser, struct slice part,
			     size_t limit, enum diagnostic_id id)
{
	size_t count = part.length;
	struct slice stranger = { NULL, 0 };

	if (part.length == 0) {
		parser_complain(
			parser, id, token_text(&parser->token),
			"an id is missing in '%s'",
			parser_shown(parser, token_text(&parser->token)));
		return false;
	}
	if (!check_id_bytes(parser, part, id))
		return false;
	if (!parser->plain || slice_find(part, ' ') < part.length ||
	    slice_find(part, '\t') < part.length)
		stranger = find_stranger(part, &count);
	if (stranger.length > 0) {
		parser_complain(parser, id, stranger,
				"a blank or an invisible character stands in "
				"an id: delete it");
		return false;
	}
	if (count > limit) {
		parser_complain(parser, id, part,
				"an id of %zu characters: at most %zu are "
				"allowed",
				count, limit);
		return false;
	}
	return true;
}

bool parser_read_long_decimal(struct parser *parser, struct slice part,
			      enum diagnostic_id id, struct decimal *value)
{
	const char *shown;

	switch (decimal_parse(part, value)) {
	case DECIMAL_OK:
		return true;
	case DECIMAL_MALFORMED:
		shown = parser_shown(parser, part);
		if (slice_find(part, ',') < part.length)
			parser_complain(parser, id, part,
					"'%s' is not a number: write the "
					"decimals behind a point, and nothing "
					"between thousands",
					shown);
		else
			parser_complain(parser, id, part,
					"'%s' is not a number: write it as "
					"12 or 12.50",
					shown);
		return false;
	case DECIMAL_TOO_LARGE:
		parser_complain(parser, DIAGNOSTIC_overflow, part,
				"'%s' is too large: amounts are 64-bit",
				parser_shown(parser, part));
		return false;
	case DECIMAL_TOO_FINE:
		parser_complain(parser, id, part,
				"'%s' has more than %d digits behind the point",
				parser_shown(parser, part), DECIMAL_SCALE_MAX);
		return false;
	}
	return false;
}

bool parser_read_day(struct parser *parser, struct slice part, struct day *day)
{
	if (day_parse(part, day))
		return true;
	parser_complain(parser, DIAGNOSTIC_bad_date, part,
			"'%s' is not a date: write a real day as 2026-01-31",
			parser_shown(parser, part));
	return false;
}

bool parser_is_currency(struct slice part)
{
	if (part.length != 3)
		return false;
	for (size_t i = 0; i < 3; i++)
		if (part.text[i] < 'A' || part.text[i] > 'Z')
			return false;
	return true;
}

/* The currency of a code; the latest one is remembered. */
static bool read_currency(struct parser *parser, struct slice code,
			  uint8_t *currency)
{
	if (parser->currency != CURRENCY_NONE && code.length == 3 &&
	    code.text[0] == parser->currency_text[0] &&
	    code.text[1] == parser->currency_text[1] &&
	    code.text[2] == parser->currency_text[2]) {
		*currency = parser->currency;
		return true;
	}
	*currency = currency_find(code);
	if (*currency == CURRENCY_NONE) {
		parser_complain(parser, DIAGNOSTIC_bad_money, code,
				"'%s' is not a currency: write its ISO 4217 "
				"code, as in 12.50 EUR",
				parser_shown(parser, code));
		return false;
	}
	parser->currency = *currency;
	for (size_t i = 0; i < 3; i++)
		parser->currency_text[i] = code.text[i];
	return true;
}

bool parser_read_money(struct parser *parser, struct slice number,
		       struct slice code, int64_t *amount, uint8_t *currency)
{
	struct decimal value;
	const char *shown;

	if (!parser_read_decimal(parser, number, DIAGNOSTIC_bad_money,
				 &value) ||
	    !read_currency(parser, code, currency))
		return false;
	switch (decimal_rescale(value, currency_scale(*currency), amount)) {
	case DECIMAL_OK:
		return true;
	case DECIMAL_TOO_FINE:
		shown = parser_shown(parser, number);
		parser_complain(parser, DIAGNOSTIC_bad_money, number,
				"'%s' has too many digits behind the point: "
				"%s has %d",
				shown, currency_code(*currency),
				currency_scale(*currency));
		return false;
	case DECIMAL_MALFORMED:
	case DECIMAL_TOO_LARGE:
		parser_complain(parser, DIAGNOSTIC_overflow, number,
				"'%s' is too large: amounts are 64-bit",
				parser_shown(parser, number));
		return false;
	}
	return false;
}

/* A year of four digits, 0001 to 9999, at the beginning. */
static bool is_year(struct slice part)
{
	uint64_t year;

	if (part.length < 4)
		return false;
	part.length = 4;
	return slice_parse_unsigned(part, &year) && year > 0;
}

bool parser_is_month(struct slice part)
{
	uint64_t month;

	return part.length == 7 && is_year(part) && part.text[4] == '-' &&
	       slice_parse_unsigned(slice_from_offset(part, 5), &month) &&
	       month >= 1 && month <= 12;
}

static bool is_single_period(struct slice part)
{
	struct day day;

	if (part.length == 4)
		return is_year(part);
	if (part.length == 7 && part.text[5] == 'Q')
		return is_year(part) && part.text[4] == '-' &&
		       part.text[6] >= '1' && part.text[6] <= '4';
	return parser_is_month(part) || day_parse(part, &day);
}

bool parser_is_period(struct slice part)
{
	struct slice second;
	struct slice first = slice_cut(part, '.', &second);

	if (first.length == part.length)
		return is_single_period(part);
	return second.length > 0 && second.text[0] == '.' &&
	       is_single_period(first) &&
	       is_single_period(slice_from_offset(second, 1));
}
