/*
 * Operands: the walk over a directive's row of grammar.c. Each kind of
 * operand says by a set of bits which kinds of token it takes; a token that
 * the present operand does not take goes to the next one, if the present one
 * may be left out.
 */
#include "base/arena.h"
#include "base/text.h"
#include "journal/parser_state.h"

#define BIT(kind) (1U << TOKEN_##kind)
#define BARE      (BIT(WORD) | BIT(NUMBER) | BIT(ATTRIBUTE))

static const uint16_t taken[] = {
	[OPERAND_NONE] = 0,
	[OPERAND_MEMBER] = BARE,
	[OPERAND_MEMBER_OR_ALL] = BARE,
	[OPERAND_OTHER] = BARE,
	[OPERAND_INTO] = 0,
	[OPERAND_WORD] = BARE,
	[OPERAND_STATUS] = BIT(WORD),
	[OPERAND_TARGET] = BARE,
	[OPERAND_MONEY] = BIT(NUMBER),
	[OPERAND_POINTS] = BIT(SIGNED),
	[OPERAND_COUNT] = BIT(SIGNED),
	[OPERAND_BALANCE] = BIT(NUMBER) | BIT(SIGNED),
	[OPERAND_UNIT] = BIT(WORD),
	[OPERAND_TEXT] = BIT(STRING),
	[OPERAND_PATH] = BARE | BIT(STRING) | BIT(SIGNED),
	[OPERAND_PERIOD] = BIT(NUMBER),
	[OPERAND_SUBJECT] = BARE | BIT(STRING) | BIT(SIGNED),
	[OPERAND_VINTAGE] = BIT(NUMBER),
	[OPERAND_RATE] = BIT(NUMBER),
	[OPERAND_CONSENT] = BIT(SIGNED),
};

/* True when the slot may end here. */
static bool is_optional(const struct parser *parser)
{
	const struct operand *slot = parser->slot;

	return (slot->flags & OPERAND_OPTIONAL) || parser->slot_begun ||
	       slot->kind == OPERAND_INTO;
}

bool parser_wants_word(const struct parser *parser)
{
	const struct operand *slot = parser->slot;
	struct slice key = { parser->token.start, parser->token.colon };

	if (!(taken[slot->kind] & BIT(ATTRIBUTE)))
		return false;
	return slot->kind == OPERAND_TARGET || slot->kind == OPERAND_PATH ||
	       slot->kind == OPERAND_SUBJECT ||
	       vocabulary_find(&parser->keys, key) == VOCABULARY_NONE;
}

static const char *print_usage(struct parser *parser)
{
	struct text text;

	text_init(&text, parser->diagnostics->arena);
	grammar_add_usage(&text, (enum event_kind)parser->event->kind);
	return text.bytes;
}

static const char *keyword_of(const struct parser *parser)
{
	return directive_of((enum event_kind)parser->event->kind)->keyword;
}

/* Complains about a token that no operand takes, and ends the line. */
static void complain_of_surplus(struct parser *parser)
{
	struct slice part = token_text(&parser->token);
	const char *shown = parser_shown(parser, part);
	struct diagnostic *added;

	added = parser_complain(parser, DIAGNOSTIC_surplus_operand, part,
				"'%s' has no place in '%s' here", shown,
				keyword_of(parser));
	parser_advise(parser, added, "usage: %s", print_usage(parser));
	if (parser->token.kind == TOKEN_WORD)
		parser_advise(parser, added,
			      "words are quoted, money is written 12.50 EUR, "
			      "points with their sign: +12");
	if (parser->token.kind == TOKEN_NUMBER)
		parser_advise(parser, added,
			      "points have a sign (+12), money a currency "
			      "(12.50 EUR)");
	parser_give_up(parser);
}

/* Complains that the slot got nothing, at the current token. */
static void complain_of_missing(struct parser *parser)
{
	const char *keyword = keyword_of(parser);
	struct slice part = token_text(&parser->token);
	struct diagnostic *added;

	if (parser->token.kind == TOKEN_END) {
		part = slice_trim(parser->line);
		added = parser_complain(
			parser, DIAGNOSTIC_missing_operand,
			slice_from_offset(part, part.length - 1),
			"'%s' lacks %s", keyword, parser->slot->name);
	} else {
		const char *shown = parser_shown(parser, part);

		added = parser_complain(parser, DIAGNOSTIC_missing_operand,
					part, "'%s' needs %s before '%s'",
					keyword, parser->slot->name, shown);
	}
	parser_advise(parser, added, "usage: %s", print_usage(parser));
	parser_give_up(parser);
}

/* Whether a token can be a unit's name: [a-z][a-z0-9-]*. */
static bool is_unit(const struct token *token)
{
	struct slice s = token_text(token);

	if (token->kind != TOKEN_WORD || s.text[0] < 'a' || s.text[0] > 'z')
		return false;
	for (size_t i = 1; i < s.length; i++) {
		char byte = s.text[i];

		if (!(byte >= 'a' && byte <= 'z') &&
		    !(byte >= '0' && byte <= '9') && byte != '-')
			return false;
	}
	return true;
}

/* Takes a unit's name if there is one. */
static uint8_t take_unit(struct parser *parser)
{
	struct slice name = token_text(&parser->token);
	uint32_t number;

	if (parser->token.kind != TOKEN_WORD)
		return UNIT_DEFAULT;
	if (slice_equal(name, parser->unit_text)) {
		parser_advance(parser);
		return parser->unit;
	}
	if (!is_unit(&parser->token))
		return UNIT_DEFAULT;
	if (!parser_check_id(parser, name, ID_CHARACTERS_MAX,
			     DIAGNOSTIC_bad_points)) {
		parser_advance(parser);
		return UNIT_DEFAULT;
	}
	number = intern_add(&parser->journal->units, name);
	if (number > UINT8_MAX) {
		parser_complain(parser, DIAGNOSTIC_bad_points, name,
				"more than %d units in one book", UINT8_MAX);
		number = UNIT_DEFAULT;
	} else {
		parser->unit_text = name;
		parser->unit = (uint8_t)number;
	}
	parser_advance(parser);
	return (uint8_t)number;
}

/* Appends one P to the event. */
static void add_quantity(struct parser *parser, struct slice part,
			 struct quantity quantity)
{
	struct journal *journal = parser->journal;
	struct event *event = parser->event;

	for (size_t i = 0; i < event->quantities; i++) {
		if (event_quantity(journal, event, i).unit == quantity.unit) {
			parser_complain(parser, DIAGNOSTIC_bad_points, part,
					"points of one unit stand twice: add "
					"them up");
			return;
		}
	}
	if (event->quantities == 0) {
		event->points = quantity.mantissa;
		event->scale = quantity.scale & 15u;
		event->unit = quantity.unit;
		event->more = (uint32_t)journal->quantity_count;
		event->quantities = 1;
		return;
	}
	if (event->quantities == QUANTITIES_MAX) {
		parser_complain(parser, DIAGNOSTIC_bad_points, part,
				"points of more than %d units in one line: "
				"write two lines",
				QUANTITIES_MAX);
		return;
	}
	journal->quantities = arena_grow(journal->arena, journal->quantities,
					 journal->quantity_count + 1,
					 sizeof(*journal->quantities),
					 &journal->quantity_capacity);
	journal->quantities[journal->quantity_count++] = quantity;
	event->quantities = (event->quantities + 1u) & QUANTITIES_MAX;
}

/* Complains when points have the wrong sign for the directive. */
static void check_sign(struct parser *parser, struct slice part, int64_t points)
{
	const char *keyword = keyword_of(parser);
	unsigned flags = parser->slot->flags;
	bool first = parser->event->quantities == 0;

	if (((flags & OPERAND_PLUS) && points < 0) ||
	    ((flags & OPERAND_MINUS) && points > 0))
		parser_complain(parser, DIAGNOSTIC_bad_points, part,
				"'%s' takes points with a %s", keyword,
				flags & OPERAND_PLUS ? "plus" : "minus");
	else if (!first && parser->event->kind == EVENT_ADJUST &&
		 (points < 0) != (parser->event->points < 0))
		parser_complain(parser, DIAGNOSTIC_bad_points, part,
				"one 'adjust' either gives or takes: write two "
				"lines");
}

/* Reads a number behind a sign that may be left out. */
static bool read_signed(struct parser *parser, struct quantity *quantity)
{
	struct slice whole = token_text(&parser->token);
	struct slice digits = whole;
	struct decimal value;
	bool has_sign = parser->token.kind == TOKEN_SIGNED;

	if (has_sign)
		digits = (struct slice){ whole.text + 1, whole.length - 1 };
	if (digits.length == 0) {
		parser_complain(parser, DIAGNOSTIC_bad_points, whole,
				"a sign without a number: write points as "
				"+12 or -100");
		return false;
	}
	if (!parser_read_decimal(parser, digits, DIAGNOSTIC_bad_points, &value))
		return false;
	quantity->mantissa = has_sign && whole.text[0] == '-' ? -value.mantissa
							      : value.mantissa;
	quantity->scale = (uint8_t)value.scale;
	return true;
}

/* `+12 [unit]` */
static void take_points(struct parser *parser)
{
	struct quantity quantity = { 0, 0, UNIT_DEFAULT };
	struct slice part = token_text(&parser->token);
	bool fine = read_signed(parser, &quantity);

	parser_advance(parser);
	if (parser->token.kind == TOKEN_WORD &&
	    parser_is_currency(token_text(&parser->token))) {
		parser_complain(parser, DIAGNOSTIC_bad_money, part,
				"'%s' has a sign and a currency: money is "
				"written without a sign, points without a "
				"currency",
				parser_shown(parser, part));
		parser_advance(parser);
		return;
	}
	if (fine)
		check_sign(parser, part, quantity.mantissa);
	quantity.unit = take_unit(parser);
	if (fine)
		add_quantity(parser, part, quantity);
}

/* The number of a stock line or of an assertion. */
static void take_count(struct parser *parser, bool whole)
{
	struct quantity quantity = { 0, 0, UNIT_DEFAULT };
	struct slice part = token_text(&parser->token);

	if (read_signed(parser, &quantity)) {
		if (whole && quantity.scale > 0)
			parser_complain(parser, DIAGNOSTIC_bad_number, part,
					"'%s' is not a whole number",
					parser_shown(parser, part));
		add_quantity(parser, part, quantity);
	}
	parser_advance(parser);
}

/* `12.50 EUR` */
static void take_money(struct parser *parser)
{
	struct slice number = token_text(&parser->token);
	struct event *event = parser->event;

	parser_advance(parser);
	if (parser->token.kind == TOKEN_WORD &&
	    (parser->token.length == 3 || !is_unit(&parser->token))) {
		parser_read_money(parser, number, token_text(&parser->token),
				  &event->money, &event->currency);
		parser_advance(parser);
		return;
	}
	parser_complain(parser, DIAGNOSTIC_bad_money, number,
			"'%s' has no currency: write money as 12.50 EUR, "
			"points with a sign as +12",
			parser_shown(parser, number));
}

/* The line's member; its number comes later. */
static void take_member(struct parser *parser)
{
	struct slice id = token_text(&parser->token);

	if (parser_check_id(parser, id, ID_CHARACTERS_MAX, DIAGNOSTIC_bad_id))
		parser->member = id;
	parser_advance(parser);
}

/* A second member. */
static void take_other(struct parser *parser)
{
	struct slice id = token_text(&parser->token);

	if (parser_check_id(parser, id, ID_CHARACTERS_MAX, DIAGNOSTIC_bad_id))
		parser->event->operand = parser_number_other(parser, id);
	parser_advance(parser);
}

/* Reward, action, level, reference … */
static void take_word(struct parser *parser, size_t limit)
{
	struct slice id = token_text(&parser->token);

	if (parser_check_id(parser, id, limit, DIAGNOSTIC_bad_id))
		parser->event->operand =
			intern_add(&parser->journal->words, id);
	parser_advance(parser);
}

/* The current token goes to the current slot. */
static void take_slot(struct parser *parser)
{
	switch (parser->slot->kind) {
	case OPERAND_MEMBER_OR_ALL:
		if (slice_is(token_text(&parser->token), "*")) {
			parser->event->flags |= EVENT_TOTAL;
			parser_advance(parser);
			break;
		}
		take_member(parser);
		break;
	case OPERAND_MEMBER:
		take_member(parser);
		break;
	case OPERAND_OTHER:
		take_other(parser);
		break;
	case OPERAND_WORD:
		take_word(parser, ID_CHARACTERS_MAX);
		break;
	case OPERAND_TARGET:
		take_word(parser, REFERENCE_CHARACTERS_MAX);
		break;
	case OPERAND_MONEY:
		take_money(parser);
		break;
	case OPERAND_POINTS:
		take_points(parser);
		break;
	case OPERAND_COUNT:
		take_count(parser, true);
		break;
	case OPERAND_BALANCE:
		take_count(parser, false);
		break;
	case OPERAND_UNIT:
		parser->event->unit = take_unit(parser);
		break;
	default:
		parser_take_special(parser);
		break;
	}
}

void parser_take_operand(struct parser *parser)
{
	while (!(taken[parser->slot->kind] >> parser->token.kind & 1U)) {
		if (parser->slot->kind == OPERAND_NONE) {
			complain_of_surplus(parser);
			return;
		}
		if (!is_optional(parser)) {
			complain_of_missing(parser);
			return;
		}
		parser->slot++;
		parser->slot_begun = false;
	}
	take_slot(parser);
	parser->slot_begun = true;
	if (!(parser->slot->flags & OPERAND_MANY)) {
		parser->slot++;
		parser->slot_begun = false;
	}
}

void parser_finish_operands(struct parser *parser)
{
	if (parser->line_errors > 0)
		return;
	for (; parser->slot->kind != OPERAND_NONE; parser->slot++) {
		if (!is_optional(parser)) {
			complain_of_missing(parser);
			return;
		}
		parser->slot_begun = false;
	}
}
