/*
 * The rarer operands: the word of a status line, and those that are kept as
 * attributes without a key (reasons, paths, periods, rates, consents).
 */
#include "base/suggest.h"
#include "journal/parser_state.h"

/* active, blocked, closed or erased. */
static void take_status(struct parser *parser)
{
	static const char *const states[] = { "active", "blocked", "closed",
					      "erased" };
	struct slice word = token_text(&parser->token);
	struct suggest search;
	struct slice near;
	const char *shown;

	suggest_init(&search, word);
	for (size_t i = 0; i < sizeof(states) / sizeof(*states); i++) {
		if (slice_is(word, states[i])) {
			parser->event->operand =
				intern_add(&parser->journal->words, word);
			parser_advance(parser);
			return;
		}
		suggest_add(&search, slice_from(states[i]));
	}
	near = suggest_take(&search);
	shown = parser_shown(parser, word);
	parser_complain(parser, DIAGNOSTIC_unknown_word, word,
			"'%s' is not a status: %s%.*s%s", shown,
			near.length ? "did you mean '"
				    : "write active, blocked, closed or erased",
			SLICE_ARGS(near), near.length ? "'?" : "");
	parser_advance(parser);
}

/* An operand that is kept as an attribute, once its form is right. */
static void take_kept(struct parser *parser, uint32_t key, bool right,
		      const char *form)
{
	struct slice part = token_text(&parser->token);

	if (right)
		parser_add_attribute(parser, key, part);
	else
		parser_complain(parser, DIAGNOSTIC_bad_number, part,
				"'%s' is not %s", parser_shown(parser, part),
				form);
	parser_advance(parser);
}

/* `96.4%` */
static void take_rate(struct parser *parser)
{
	struct slice part = token_text(&parser->token);
	struct slice digits = part;
	struct decimal rate;

	if (slice_ends(part, "%"))
		digits.length--;
	if (digits.length == part.length) {
		take_kept(parser, KEY_RATE, false, "a rate: write it as 96.4%");
		return;
	}
	if (parser_read_decimal(parser, digits, DIAGNOSTIC_bad_number, &rate)) {
		if (rate.mantissa > 100 * decimal_power(rate.scale))
			parser_complain(parser, DIAGNOSTIC_bad_number, part,
					"'%s' is more than all",
					parser_shown(parser, part));
		else
			parser_add_attribute(parser, KEY_RATE, digits);
	}
	parser_advance(parser);
}

/* `+email` */
static void take_consent(struct parser *parser)
{
	struct slice part = token_text(&parser->token);

	if (parser_check_id(parser, slice_from_offset(part, 1),
			    ID_CHARACTERS_MAX, DIAGNOSTIC_bad_id))
		parser_add_attribute(parser, KEY_CONSENT, part);
	parser_advance(parser);
}

/* A quoted text, or a path or key that may be bare. */
static void take_text(struct parser *parser, uint32_t key)
{
	struct slice part = token_text(&parser->token);

	if (part.length == 2 && parser->token.kind == TOKEN_STRING)
		parser_complain(parser, DIAGNOSTIC_bad_string, part,
				"an empty text: write %s", parser->slot->name);
	else
		parser_add_attribute(parser, key, part);
	parser_advance(parser);
}

void parser_take_special(struct parser *parser)
{
	struct slice part = token_text(&parser->token);

	switch (parser->slot->kind) {
	case OPERAND_STATUS:
		take_status(parser);
		break;
	case OPERAND_TEXT:
		take_text(parser, KEY_WHY);
		break;
	case OPERAND_PATH:
		take_text(parser, KEY_PATH);
		break;
	case OPERAND_SUBJECT:
		take_text(parser, KEY_SUBJECT);
		break;
	case OPERAND_PERIOD:
		take_kept(parser, KEY_PERIOD, parser_is_period(part),
			  "a period: write it as 2026-10, 2026-Q4 or 2026");
		break;
	case OPERAND_VINTAGE:
		take_kept(parser, KEY_VINTAGE, parser_is_month(part),
			  "a month: write it as 2026-04");
		break;
	case OPERAND_RATE:
		take_rate(parser);
		break;
	case OPERAND_CONSENT:
		take_consent(parser);
		break;
	default:
		break;
	}
}
