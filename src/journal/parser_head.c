/*
 * The head of a line: its date, with or without a time of day, and its
 * keyword. In a sorted journal most lines begin like the one before, and such
 * a head is recognised as a whole instead of being read again.
 */
#include <string.h>

#include "base/suggest.h"
#include "journal/parser_state.h"

/* Complains about a word that is no directive. */
static void complain_of_keyword(struct parser *parser, struct slice word)
{
	struct suggest search;
	struct slice near;

	suggest_init(&search, word);
	for (int i = 0; i < EVENT_KIND_COUNT; i++)
		suggest_add(
			&search,
			slice_from(directive_of((enum event_kind)i)->keyword));
	near = suggest_take(&search);
	if (near.length > 0)
		parser_complain(parser, DIAGNOSTIC_unknown_directive, word,
				"'%s' is not a directive: did you mean '%.*s'?",
				parser_shown(parser, word), SLICE_ARGS(near));
	else
		parser_complain(parser, DIAGNOSTIC_unknown_directive, word,
				"'%s' is not a directive: see "
				"pointbook-journal(5), or put ; before a "
				"comment",
				parser_shown(parser, word));
}

/* Reads YYYY-MM-DD[THH:MM]; `word` is the token. */
static bool take_date(struct parser *parser, struct slice word)
{
	struct slice date = { word.text, DATE_LENGTH };
	int minute = 0;

	if (word.length < DATE_LENGTH ||
	    (word.length > DATE_LENGTH && word.text[DATE_LENGTH] != 'T'))
		return parser_read_day(parser, word, &parser->event->day);
	if (memcmp(date.text, parser->day_text, DATE_LENGTH) != 0) {
		if (!parser_read_day(parser, date, &parser->event->day))
			return false;
		memcpy(parser->day_text, date.text, DATE_LENGTH);
		parser->day = parser->event->day;
	}
	parser->event->day = parser->day;
	if (word.length == DATE_LENGTH)
		return true;
	word = slice_from_offset(word, DATE_LENGTH + 1);
	if (!minute_parse(word, &minute)) {
		parser_complain(parser, DIAGNOSTIC_bad_date, word,
				"'%s' is not a time of day: write it as "
				"2026-01-31T14:30",
				parser_shown(parser, word));
		return false;
	}
	parser->event->minute = minute & 0x7ff;
	return true;
}

/* Complains when a date is missing, or stands where there is none. */
static bool check_dated(struct parser *parser, struct slice word,
			enum event_kind kind)
{
	const struct directive *directive = directive_of(kind);
	bool dated = day_is_real(parser->event->day);

	if (dated == directive->dated || kind == EVENT_RULES)
		return true;
	if (dated)
		parser_complain(
			parser, DIAGNOSTIC_surplus_operand, parser->line,
			"'%s' takes no date: leave it out", directive->keyword);
	else
		parser_complain(parser, DIAGNOSTIC_bad_date, word,
				"'%s' needs a date before it, as in "
				"2026-01-31 %s",
				directive->keyword, directive->keyword);
	return false;
}

/* The date, if there is one, and the keyword, of one line. */
static bool read_head(struct parser *parser)
{
	struct slice word;
	unsigned kind;

	parser_advance(parser);
	if (parser->token.kind == TOKEN_NUMBER) {
		if (!take_date(parser, token_text(&parser->token)))
			return false;
		parser_advance(parser);
		if (parser->token.kind == TOKEN_END && !parser->line_errors) {
			parser_complain(parser, DIAGNOSTIC_missing_operand,
					parser->line,
					"a date without a directive");
			return false;
		}
	}
	if (parser->line_errors > 0)
		return false;
	word = token_text(&parser->token);
	kind = vocabulary_find(&parser->keywords, word);
	if (kind == VOCABULARY_NONE) {
		complain_of_keyword(parser, word);
		return false;
	}
	parser->event->kind = kind & 63u;
	return check_dated(parser, word, (enum event_kind)kind);
}

bool parser_take_head(struct parser *parser)
{
	struct event *event = parser->event;
	struct slice head = parser->head;
	struct slice line = parser->line;

	if (head.length > 0 && line.length > head.length &&
	    line.text[head.length] == ' ' &&
	    memcmp(line.text, head.text, head.length) == 0) {
		event->day = parser->day;
		event->kind = parser->kind & 63u;
		parser->lexer.next = line.text + head.length;
		parser->slot = grammar_of((enum event_kind)event->kind);
		return true;
	}
	parser->head.length = 0;
	if (!read_head(parser))
		return false;
	parser->slot = grammar_of((enum event_kind)event->kind);
	if (event->minute == MINUTE_NONE && day_is_real(event->day)) {
		parser->head.text = line.text;
		parser->head.length = (size_t)(parser->lexer.next - line.text);
		parser->kind = event->kind;
	}
	return true;
}
