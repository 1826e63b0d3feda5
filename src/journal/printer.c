/*
 * The canonical form: the directive's row of grammar.c walked once more, then
 * the attributes (which the parser has put in order) and the reference. The
 * aligned form differs in its blanks alone.
 */
#include "journal/printer.h"

#include "base/currency.h"
#include "base/text.h"
#include "base/utf8.h"
#include "journal/grammar.h"
#include "journal/journal.h"
#include "journal/lexer.h"

enum {
	KEYWORD_WIDTH = 9,
	OPERAND_WIDTH = 8,
	REFERENCE_COLUMN = 72
};

struct printer {
	struct text *text;
	const struct journal *journal;
	const struct event *event;
	size_t start; /* of this event in the text */
	bool aligned;
};

/* Fills up to a width, counted from an offset of the text. */
static void pad(const struct printer *printer, size_t from, size_t width)
{
	if (!printer->aligned)
		return;
	struct slice done = slice_from_offset(text_slice(printer->text), from);
	size_t used = utf8_display_width(done);
	if (used < width)
		text_add_repeat(printer->text, ' ', width - used);
}

static void add_number(struct text *text, int digits, int value)
{
	char printed[4];

	for (int i = digits; i > 0; i--) {
		printed[i - 1] = (char)('0' + value % 10);
		value /= 10;
	}
	text_add_bytes(text, printed, (size_t)digits);
}

static void add_date(const struct printer *printer)
{
	const struct event *event = printer->event;
	char day[DAY_TEXT_MAX];

	if (!day_is_real(event->day))
		return;
	day_print(event->day, day);
	text_add(printer->text, day);
	if (event->minute != MINUTE_NONE) {
		text_add_char(printer->text, 'T');
		add_number(printer->text, 2, event->minute / 60);
		text_add_char(printer->text, ':');
		add_number(printer->text, 2, event->minute % 60);
	}
	text_add_char(printer->text, ' ');
}

static void add_unit(const struct printer *printer, uint8_t unit)
{
	if (unit == UNIT_DEFAULT)
		return;
	text_add_char(printer->text, ' ');
	text_add_slice(printer->text,
		       intern_text(&printer->journal->units, unit));
}

static void add_points(const struct printer *printer, bool with_plus)
{
	for (size_t i = 0; i < printer->event->quantities; i++) {
		struct quantity quantity =
			event_quantity(printer->journal, printer->event, i);

		text_add_char(printer->text, ' ');
		decimal_add_text(printer->text, quantity.mantissa,
				 quantity.scale, with_plus);
		add_unit(printer, quantity.unit);
	}
}

static void add_money(struct text *text, int64_t amount, uint8_t currency)
{
	decimal_add_text(text, amount, currency_scale(currency), false);
	text_add_char(text, ' ');
	text_add(text, currency_code(currency));
}

/* The value as written in the line, quotes included. */
static struct slice written(const struct printer *printer,
			    const struct attribute *attribute)
{
	struct slice line = event_line(printer->journal, printer->event);

	return (struct slice){ line.text + attribute->start,
			       attribute->length };
}

/* Quotes bytes that were written without quotes. */
static void add_quoted(struct text *text, struct slice value)
{
	text_add_char(text, '"');
	for (size_t i = 0; i < value.length; i++) {
		if (value.text[i] == '"' || value.text[i] == '\\')
			text_add_char(text, '\\');
		text_add_char(text, value.text[i]);
	}
	text_add_char(text, '"');
}

/* True when a value can only be written in quotes. */
static bool needs_quotes(struct slice inside)
{
	size_t length = inside.length;

	while (inside.length > 0) {
		uint32_t code_point = 0;
		size_t step = utf8_decode(inside, &code_point);

		if (step == 0 || code_point == ' ' || code_point == '\t' ||
		    code_point == ';' || code_point == '"' ||
		    lexer_is_foreign_blank(code_point))
			return true;
		inside = slice_from_offset(inside, step);
	}
	return length == 0;
}

/* A value behind its key: quoted only when it has to be. */
static void add_value(struct text *text, struct slice value)
{
	struct slice inside = { value.text + 1, value.length - 2 };

	if (value.length < 2 || value.text[0] != '"') {
		if (needs_quotes(value))
			add_quoted(text, value);
		else
			text_add_slice(text, value);
		return;
	}
	if (needs_quotes(inside)) {
		text_add_slice(text, value);
		return;
	}
	for (size_t i = 0; i < inside.length; i++) {
		if (inside.text[i] == '\\')
			i++;
		text_add_char(text, inside.text[i]);
	}
}

static void add_attribute(const struct printer *printer,
			  const struct attribute *attribute)
{
	struct text *text = printer->text;
	struct slice value = written(printer, attribute);
	int64_t amount;
	uint8_t currency;

	if (attribute->key == KEY_TAG) {
		text_add(text, " #");
		text_add_slice(text, value);
		return;
	}
	text_add_char(text, ' ');
	if (attribute->key < KEY_COUNT)
		text_add(text,
			 attribute_name((enum attribute_key)attribute->key));
	else
		text_add_slice(text, intern_text(&printer->journal->keys,
						 attribute->key - KEY_COUNT));
	text_add_char(text, ':');
	if (attribute->key == KEY_DEFERRED &&
	    attribute_money(
		    attribute_raw(printer->journal, printer->event, attribute),
		    &amount, &currency)) {
		text_add_char(text, '"');
		add_money(text, amount, currency);
		text_add_char(text, '"');
		return;
	}
	add_value(text, value);
}

/* The operands of one kind that are kept as attributes. */
static void add_kept(const struct printer *printer, uint32_t key,
		     const char *behind)
{
	const struct journal *journal = printer->journal;
	const struct event *event = printer->event;
	struct text *text = printer->text;

	for (uint32_t i = 0; i < event->attribute_count; i++) {
		const struct attribute *attribute =
			&journal->attributes[event->attributes + i];
		struct slice value = written(printer, attribute);

		if (attribute->key != key)
			continue;
		text_add_char(text, ' ');
		if (key == KEY_PATH && value.text[0] != '"')
			add_quoted(text, value);
		else if (key == KEY_SUBJECT)
			add_value(text, value);
		else
			text_add_slice(text, value);
		text_add(text, behind);
	}
}

static void add_word(const struct printer *printer, struct slice word)
{
	text_add_char(printer->text, ' ');
	text_add_slice(printer->text, word);
}

static void add_member(const struct printer *printer)
{
	if (printer->event->flags & EVENT_TOTAL)
		text_add(printer->text, " *");
	else
		add_word(printer,
			 event_member(printer->journal, printer->event));
}

static void add_into(const struct printer *printer)
{
	text_add(printer->text, " into:");
	text_add_slice(printer->text,
		       event_operand(printer->journal, printer->event));
}

/* Where the operands that are kept as attributes are kept. */
static const uint8_t kept[] = {
	[OPERAND_TEXT] = KEY_WHY,        [OPERAND_PATH] = KEY_PATH,
	[OPERAND_PERIOD] = KEY_PERIOD,   [OPERAND_SUBJECT] = KEY_SUBJECT,
	[OPERAND_VINTAGE] = KEY_VINTAGE, [OPERAND_RATE] = KEY_RATE,
	[OPERAND_CONSENT] = KEY_CONSENT,
};

/* The MONEY of the line, if it has one. */
static void add_charge(const struct printer *printer)
{
	const struct event *event = printer->event;

	if (event->currency == CURRENCY_NONE)
		return;
	text_add_char(printer->text, ' ');
	add_money(printer->text, event->money, event->currency);
}

static void add_operand(const struct printer *printer, enum operand_kind kind)
{
	const struct event *event = printer->event;

	switch ((int)kind) {
	case OPERAND_MEMBER:
	case OPERAND_MEMBER_OR_ALL:
		add_member(printer);
		break;
	case OPERAND_OTHER:
	case OPERAND_WORD:
	case OPERAND_STATUS:
	case OPERAND_TARGET:
		add_word(printer, event_operand(printer->journal, event));
		break;
	case OPERAND_INTO:
		add_into(printer);
		break;
	case OPERAND_MONEY:
		add_charge(printer);
		break;
	case OPERAND_POINTS:
	case OPERAND_COUNT:
		add_points(printer, true);
		break;
	case OPERAND_BALANCE:
		add_points(printer, false);
		break;
	case OPERAND_UNIT: /* of an assertion it is printed with the points */
		add_unit(printer,
			 event->quantities ? UNIT_DEFAULT : event->unit);
		break;
	default:
		add_kept(printer, kept[kind], kind == OPERAND_RATE ? "%" : "");
		break;
	}
}

/* True for attributes that a row of the grammar prints. */
static bool is_operand(const struct attribute *attribute)
{
	return attribute->key == KEY_INTO ||
	       (attribute->key < KEY_COUNT &&
		attribute_form((enum attribute_key)attribute->key) ==
			FORM_WORD);
}

static void add_event(const struct printer *printer)
{
	const struct journal *journal = printer->journal;
	const struct event *event = printer->event;
	enum event_kind kind = (enum event_kind)event->kind;
	size_t from;

	add_date(printer);
	from = printer->text->length;
	text_add(printer->text, directive_of(kind)->keyword);
	pad(printer, from, KEYWORD_WIDTH);
	from = printer->text->length;
	for (const struct operand *slot = grammar_of(kind);
	     slot->kind != OPERAND_NONE; slot++) {
		add_operand(printer, (enum operand_kind)slot->kind);
		if (slot == grammar_of(kind) && slot[1].kind != OPERAND_NONE)
			pad(printer, from, OPERAND_WIDTH + 1);
	}
	for (uint32_t i = 0; i < event->attribute_count; i++) {
		const struct attribute *attribute =
			&journal->attributes[event->attributes + i];

		if (!is_operand(attribute))
			add_attribute(printer, attribute);
	}
	if (event->reference_length == 0)
		return;
	pad(printer, printer->start, REFERENCE_COLUMN - 1);
	text_add(printer->text, " ^");
	text_add_slice(printer->text, event_reference(journal, event));
}

void printer_add_event(struct text *text, const struct journal *journal,
		       const struct event *event)
{
	struct printer printer = { text, journal, event, text->length, false };

	add_event(&printer);
}

void printer_add_aligned(struct text *text, const struct journal *journal,
			 const struct event *event)
{
	struct printer printer = { text, journal, event, text->length, true };

	add_event(&printer);
	while (text->length > printer.start &&
	       text->bytes[text->length - 1] == ' ')
		text->bytes[--text->length] = '\0';
}
