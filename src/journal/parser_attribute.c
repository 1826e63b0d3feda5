/*
 * Attributes and tags. A known key has a form that its value is checked by;
 * a key the program does not know is kept as it is. They are stored in
 * canonical order: known ones as in attributes.def, then unknown keys by
 * their bytes, then tags; equal keys in the order they were written.
 */
#include <string.h>

#include "base/arena.h"
#include "base/currency.h"
#include "base/text.h"
#include "journal/parser_state.h"

_Static_assert(KEY_COUNT <= 64, "a bit a key");

/* Where a key stands among others: unknown ones just before tags. */
static uint32_t rank_of(uint32_t key)
{
	if (key == KEY_TAG)
		return UINT32_MAX;
	return key < KEY_COUNT ? key : KEY_COUNT;
}

/* Canonical order of two attributes. */
static int compare_attributes(const struct parser *parser,
			      const struct attribute *a,
			      const struct attribute *b)
{
	const struct intern *keys = &parser->journal->keys;
	uint32_t rank_a = rank_of(a->key);
	uint32_t rank_b = rank_of(b->key);

	if (rank_a != rank_b)
		return rank_a < rank_b ? -1 : 1;
	if (a->key == b->key)
		return 0;
	return slice_compare(intern_text(keys, a->key - KEY_COUNT),
			     intern_text(keys, b->key - KEY_COUNT));
}

void parser_add_attribute(struct parser *parser, uint32_t key,
			  struct slice value)
{
	struct journal *journal = parser->journal;
	struct attribute *added;
	uint32_t rank = rank_of(key);

	if (journal->attribute_count == journal->attribute_capacity)
		journal->attributes =
			arena_grow(journal->arena, journal->attributes,
				   journal->attribute_count + 1,
				   sizeof(*journal->attributes),
				   &journal->attribute_capacity);
	if (rank < parser->last_rank ||
	    (rank == KEY_COUNT && parser->last_rank == KEY_COUNT))
		parser->unordered = true;
	parser->last_rank = rank;
	added = &journal->attributes[journal->attribute_count++];
	added->key = key;
	added->start = (uint16_t)(value.text - parser->line.text);
	added->length = (uint16_t)value.length;
}

/* The value without its quotes. */
static struct slice without_quotes(struct slice value)
{
	if (value.length >= 2 && value.text[0] == '"')
		return (struct slice){ value.text + 1, value.length - 2 };
	return value;
}

static void complain_of_value(struct parser *parser, struct slice value,
			      const char *form)
{
	parser_complain(parser, DIAGNOSTIC_bad_attribute, value,
			"'%s' is not %s", parser_shown(parser, value), form);
}

/* MM-DD or YYYY-MM-DD; 29 February is a day in the former. */
static bool is_birthday(struct slice value)
{
	char whole[] = "2000-MM-DD";
	struct day day;

	if (value.length != 5)
		return day_parse(value, &day);
	memcpy(whole + 5, value.text, 5);
	return day_parse(slice_from(whole), &day);
}

static bool is_rating(struct slice value)
{
	uint64_t rating;

	return slice_parse_unsigned(value, &rating) && rating <= 10 &&
	       value.length == (rating == 10 ? 2U : 1U);
}

/* The currency may stand behind it: amounts are checked at the line's end. */
static void note_amount(struct parser *parser, struct decimal amount)
{
	if (amount.scale > parser->finest)
		parser->finest = amount.scale;
}

/* `[CATEGORY/]SKU:QUANTITY[:AMOUNT]` */
static void check_item(struct parser *parser, struct slice value)
{
	struct slice rest;
	struct slice quantity;
	struct slice amount;
	struct slice name = slice_cut(value, ':', &rest);
	struct slice category = { NULL, 0 };
	struct slice sku = name;
	struct decimal number;

	quantity = slice_cut(rest, ':', &amount);
	if (slice_find(name, '/') < name.length)
		category = slice_cut(name, '/', &sku);
	if (sku.length == 0 || quantity.length == 0 ||
	    (category.text && category.length == 0) ||
	    (amount.length == 0 && slice_ends(value, ":"))) {
		parser_complain(parser, DIAGNOSTIC_bad_item, value,
				"'%s' is not an item: write it as "
				"CATEGORY/SKU:QUANTITY:AMOUNT",
				parser_shown(parser, value));
		return;
	}
	if (parser_read_decimal(parser, quantity, DIAGNOSTIC_bad_item,
				&number) &&
	    amount.length > 0 &&
	    parser_read_decimal(parser, amount, DIAGNOSTIC_bad_item, &number))
		note_amount(parser, number);
}

/* Money as one word, or its amount with the currency as the next word: then
 * the value grows by that. */
static void take_money(struct parser *parser, uint32_t key, struct slice value)
{
	struct slice content = without_quotes(value);
	struct slice code = { NULL, 0 };
	int64_t amount;
	uint8_t currency;
	size_t digits = 0;

	while (digits < content.length &&
	       ((content.text[digits] >= '0' && content.text[digits] <= '9') ||
		content.text[digits] == '.'))
		digits++;
	if (digits == content.length && content.length == value.length) {
		parser_advance(parser);
		if (parser->token.kind == TOKEN_WORD &&
		    parser_is_currency(token_text(&parser->token))) {
			code = token_text(&parser->token);
			value.length = (size_t)(code.text + 3 - value.text);
		}
	} else {
		code = slice_trim(slice_from_offset(content, digits));
	}
	content.length = digits;
	if (!parser_is_currency(code))
		parser_complain(parser, DIAGNOSTIC_bad_attribute, value,
				"'%s' is not money: write it as \"12.50 EUR\"",
				parser_shown(parser, value));
	else if (parser_read_money(parser, content, code, &amount, &currency))
		parser_add_attribute(parser, key, value);
}

/* Checks a value by the form of its key. */
static void check_form(struct parser *parser, enum attribute_form form,
		       struct slice value)
{
	struct slice content = without_quotes(value);
	struct decimal number;
	struct day day;

	switch (form) {
	case FORM_ID:
		parser_check_id(parser, content, ID_CHARACTERS_MAX,
				DIAGNOSTIC_bad_attribute);
		break;
	case FORM_REFERENCE:
		parser_check_id(parser, content, REFERENCE_CHARACTERS_MAX,
				DIAGNOSTIC_bad_attribute);
		break;
	case FORM_DATE:
		parser_read_day(parser, content, &day);
		break;
	case FORM_DECIMAL:
		if (parser_read_decimal(parser, content,
					DIAGNOSTIC_bad_attribute, &number))
			note_amount(parser, number);
		break;
	case FORM_BIRTHDAY:
		if (!is_birthday(content))
			complain_of_value(parser, value,
					  "a birthday (12-31 or 1990-12-31)");
		break;
	case FORM_RATING:
		if (!is_rating(content))
			complain_of_value(parser, value,
					  "a whole number from 0 to 10");
		break;
	case FORM_ITEM:
		check_item(parser, content);
		break;
	case FORM_MONEY:
	case FORM_TEXT:
	case FORM_WORD:
		break;
	}
}

/* Complains about a known key that stands twice or has no meaning here. */
static bool check_place(struct parser *parser, enum attribute_key key)
{
	enum event_kind kind = (enum event_kind)parser->event->kind;
	uint64_t bit = UINT64_C(1) << key;
	const char *name = attribute_name(key);

	if (!grammar_allows(kind, key)) {
		parser_complain(parser, DIAGNOSTIC_surplus_operand,
				token_text(&parser->token),
				"'%s:' has no meaning on '%s': delete it", name,
				directive_of(kind)->keyword);
		return false;
	}
	if ((parser->keys_seen & bit) && !grammar_repeats(key)) {
		parser_complain(parser, DIAGNOSTIC_surplus_operand,
				token_text(&parser->token),
				"'%s:' stands twice on one line", name);
		return false;
	}
	parser->keys_seen |= bit;
	return true;
}

static void take_known(struct parser *parser, enum attribute_key key,
		       struct slice value)
{
	size_t errors = parser->line_errors;

	if (!check_place(parser, key)) {
		parser_advance(parser);
		return;
	}
	if (attribute_form(key) == FORM_MONEY) {
		const char *start = parser->token.start;

		take_money(parser, key, value);
		if (parser->token.start == start ||
		    (parser->token.kind == TOKEN_WORD &&
		     parser_is_currency(token_text(&parser->token))))
			parser_advance(parser);
		return;
	}
	check_form(parser, attribute_form(key), value);
	if (parser->line_errors == errors) {
		parser_add_attribute(parser, key, value);
		if (key == KEY_INTO)
			parser->event->operand = parser_number_other(
				parser, without_quotes(value));
	}
	parser_advance(parser);
}

/* Whether a word can be a key: a letter, then letters, digits, - and _. */
static bool is_key(struct slice key)
{
	for (size_t i = 0; i < key.length; i++) {
		unsigned char byte = (unsigned char)key.text[i];
		bool letter = (byte >= 'a' && byte <= 'z') ||
			      (byte >= 'A' && byte <= 'Z') || byte >= 0x80;
		bool other = (byte >= '0' && byte <= '9') || byte == '-' ||
			     byte == '_';

		if (!letter && (i == 0 || !other))
			return false;
	}
	return key.length > 0;
}

static void take_unknown(struct parser *parser, struct slice key,
			 struct slice value)
{
	if (!is_key(key))
		parser_complain(parser, DIAGNOSTIC_bad_attribute, key,
				"'%s' is not an attribute's name: begin it "
				"with a letter and use letters, digits and -",
				parser_shown(parser, key));
	else if (parser_check_id(parser, key, ID_CHARACTERS_MAX,
				 DIAGNOSTIC_bad_attribute))
		parser_add_attribute(
			parser,
			KEY_COUNT + intern_add(&parser->journal->keys, key),
			value);
	parser_advance(parser);
}

void parser_take_attribute(struct parser *parser)
{
	struct slice key = { parser->token.start, parser->token.colon };
	struct slice value = { key.text + key.length + 1,
			       parser->token.length - key.length - 1 };
	unsigned number = vocabulary_find(&parser->keys, key);

	if (value.length == 0) {
		parser_complain(
			parser, DIAGNOSTIC_bad_attribute,
			token_text(&parser->token),
			"'%s' has no value behind the colon",
			parser_shown(parser, token_text(&parser->token)));
		parser_advance(parser);
	} else if (number == VOCABULARY_NONE) {
		take_unknown(parser, key, value);
	} else {
		take_known(parser, (enum attribute_key)number, value);
	}
}

void parser_take_tag(struct parser *parser)
{
	struct slice id = slice_from_offset(token_text(&parser->token), 1);

	if (parser_check_id(parser, id, ID_CHARACTERS_MAX, DIAGNOSTIC_bad_id))
		parser_add_attribute(parser, KEY_TAG, id);
	parser_advance(parser);
}

/* Merges two sorted runs of `from` into `to`. */
static void merge_runs(const struct parser *parser,
		       const struct attribute *from, struct attribute *to,
		       size_t middle, size_t end)
{
	size_t left = 0;
	size_t right = middle;

	for (size_t i = 0; i < end; i++) {
		bool take_right =
			left == middle ||
			(right < end && compare_attributes(parser, &from[right],
							   &from[left]) < 0);

		to[i] = from[take_right ? right++ : left++];
	}
}

/* Sorts by merging, so that a line of thousands of tags is no trap. */
static void sort_attributes(const struct parser *parser, struct attribute *list,
			    size_t count)
{
	struct attribute *spare =
		arena_take_array(parser->journal->arena, count, sizeof(*spare));

	for (size_t run = 1; run < count; run *= 2) {
		for (size_t at = 0; at < count; at += 2 * run) {
			size_t end =
				count - at < 2 * run ? count - at : 2 * run;
			size_t middle = end < run ? end : run;

			merge_runs(parser, list + at, spare + at, middle, end);
		}
		memcpy(list, spare, count * sizeof(*list));
	}
}

/* Complains about decimals finer than the currency of the line. */
static void check_amount(struct parser *parser, struct slice value,
			 struct decimal amount)
{
	uint8_t currency = parser->event->currency;

	if (amount.scale > currency_scale(currency))
		parser_complain(parser, DIAGNOSTIC_bad_attribute, value,
				"'%s' has more digits behind the point than "
				"%s has",
				parser_shown(parser, value),
				currency_code(currency));
}

static void check_amounts(struct parser *parser, const struct attribute *list,
			  size_t count)
{
	uint8_t currency = parser->event->currency;

	if (currency == CURRENCY_NONE ||
	    parser->finest <= currency_scale(currency))
		return;
	for (size_t i = 0; i < count; i++) {
		struct slice value = without_quotes((struct slice){
			parser->line.text + list[i].start, list[i].length });
		struct decimal amount = { 0, 0 };

		if (list[i].key == KEY_ITEM)
			amount = item_parse(value).amount;
		else if (list[i].key >= KEY_COUNT ||
			 attribute_form((enum attribute_key)list[i].key) !=
				 FORM_DECIMAL ||
			 decimal_parse(value, &amount) != DECIMAL_OK)
			continue;
		check_amount(parser, value, amount);
	}
}

/* What merge and opening need beyond their operands. */
static void check_required(struct parser *parser)
{
	const struct event *event = parser->event;
	bool deferred = parser->keys_seen >> KEY_DEFERRED & 1U;
	bool total = event->flags & EVENT_TOTAL;

	if (event->kind == EVENT_MERGE && event->operand == INTERN_NONE)
		parser_complain(parser, DIAGNOSTIC_missing_operand,
				parser->line,
				"'merge' lacks into:MEMBER: the account that "
				"goes on");
	else if (event->kind == EVENT_OPENING && total && !deferred)
		parser_complain(parser, DIAGNOSTIC_missing_operand,
				parser->line,
				"'opening *' lacks deferred:\"12.50 EUR\"");
	else if (event->kind == EVENT_OPENING && total && event->quantities)
		parser_complain(parser, DIAGNOSTIC_surplus_operand,
				parser->line,
				"'opening *' takes no points: write a line for "
				"each member");
	else if (event->kind == EVENT_OPENING && !total && !event->quantities)
		parser_complain(parser, DIAGNOSTIC_missing_operand,
				parser->line,
				"'opening' lacks POINTS: write them with their "
				"sign as +12");
}

void parser_finish_attributes(struct parser *parser)
{
	struct journal *journal = parser->journal;
	size_t first = parser->event->attributes;
	size_t count = journal->attribute_count - first;

	if (parser->unordered)
		sort_attributes(parser, &journal->attributes[first], count);
	if (parser->finest > 0)
		check_amounts(parser, &journal->attributes[first], count);
	if (parser->event->kind == EVENT_MERGE ||
	    parser->event->kind == EVENT_OPENING)
		check_required(parser);
}
