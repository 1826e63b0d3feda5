/*
 * Days, points and money as they stand in letters: ISO days, exact numbers
 * with the unit's digits, the currency's code.
 */
#include "report/letter_text.h"

#include "base/arena.h"
#include "base/currency.h"
#include "base/decimal.h"
#include "base/text.h"
#include "engine/book.h"
#include "report/event_words.h"
#include "report/report_scope.h"

struct slice letter_day(struct letters *letters, struct day day)
{
	char text[DAY_TEXT_MAX];

	day_print(day, text);
	return arena_copy_slice(letters->scope->arena, slice_from(text));
}

struct slice letter_number(struct letters *letters, int64_t points, int unit,
			   bool with_sign)
{
	struct text text;

	text_init(&text, letters->scope->arena);
	decimal_add_text(&text, points,
			 scope_unit(letters->scope, unit)->decimals, with_sign);
	return text_slice(&text);
}

struct slice letter_points(struct letters *letters, int64_t points, int unit)
{
	struct text text;

	text_init(&text, letters->scope->arena);
	event_words_add_points(&text, letters->scope->book, unit, points);
	return text_slice(&text);
}

struct slice letter_money(struct letters *letters, int64_t amount)
{
	uint8_t currency = scope_program(letters->scope)->currency;
	struct text text;

	text_init(&text, letters->scope->arena);
	decimal_add_text(&text, amount, currency_scale(currency), false);
	text_add_format(&text, " %s", currency_code(currency));
	return text_slice(&text);
}
