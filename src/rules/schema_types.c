/*
 * Each type: what it expects, how it reads, how it prints again. Fields are
 * written by memcpy or through their own type, never by guess.
 */
#include "rules/schema_types.h"

#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/day.h"
#include "base/decimal.h"
#include "base/suggest.h"
#include "base/utf8.h"
#include "rules/scalar.h"

/* --- texts ------------------------------------------------------------------ */

static bool is_one_line(struct slice text)
{
	while (text.length > 0) {
		uint32_t code_point;
		size_t length = utf8_decode(text, &code_point);
		if (length == 0 || utf8_is_control(code_point))
			return false;
		text = slice_from_offset(text, length);
	}
	return true;
}

static bool read_text(struct schema_reader *reader,
		      const struct yaml_tree *node,
		      const struct schema_key *key, void *field)
{
	struct slice *text = field;
	if (!schema_is_text(reader, node, key->type->expected))
		return false;
	if (!is_one_line(node->text))
		return schema_refuse(reader, node->at,
				     "a text of one line belongs here, without "
				     "control characters");
	*text = node->text;
	return true;
}

static bool read_id(struct schema_reader *reader, const struct yaml_tree *node,
		    const struct schema_key *key, void *field)
{
	struct slice *text = field;
	if (!schema_is_text(reader, node, key->type->expected))
		return false;
	if (!scalar_is_id(node->text))
		return schema_refuse(
			reader, node->at,
			"'%.*s' is not a word for journals: no "
			"blanks, quotes or ';', at most 64 "
			"characters, not beginning with ^ # + -",
			node->text.length > 70 ? 70 : (int)node->text.length,
			node->text.text);
	*text = node->text;
	return true;
}

static void print_text(struct schema_printer *printer,
		       const struct schema_key *key, const void *field)
{
	const struct slice *value = field;
	if (value->length == 0)
		return;
	struct text text;
	text_init(&text, printer->text->arena);
	schema_add_quoted(&text, *value);
	schema_print_value(printer, slice_from(key->name), text_slice(&text));
}

const struct schema_type schema_text = { .expected = "a text",
					 .read = read_text,
					 .print = print_text };
const struct schema_type schema_id = { .expected = "a word",
				       .read = read_id,
				       .print = print_text };

/* --- words ------------------------------------------------------------------ */

/* The n-th word of a list with blanks between; empty past the end. */
static struct slice choice_word(const char *choices, size_t number)
{
	struct slice rest = slice_from(choices);
	struct slice word = slice_cut(rest, ' ', &rest);
	for (; number > 0 && word.length > 0; number--)
		word = slice_cut(rest, ' ', &rest);
	return word;
}

/* The number of a word among the choices, or -1. */
static int find_word(struct slice word, const char *choices)
{
	struct slice rest = slice_from(choices);
	for (int i = 0; rest.length > 0; i++) {
		if (slice_equal(slice_cut(rest, ' ', &rest), word))
			return i;
	}
	return -1;
}

/* The number of a word among the choices, or -1 after complaining. */
static int read_word(struct schema_reader *reader, const struct yaml_tree *node,
		     const char *choices)
{
	if (!schema_is_text(reader, node, "a word"))
		return -1;
	int number = find_word(node->text, choices);
	if (number >= 0)
		return number;
	struct suggest search;
	suggest_init(&search, node->text);
	for (struct slice rest = slice_from(choices); rest.length > 0;)
		suggest_add(&search, slice_cut(rest, ' ', &rest));
	struct slice near = suggest_take(&search);
	if (near.length > 0)
		schema_refuse(
			reader, node->at,
			"'%.*s' is not allowed here, did you mean '%.*s'?",
			SLICE_ARGS(node->text), SLICE_ARGS(near));
	else
		schema_refuse(reader, node->at, "'%.*s' is not one of: %s",
			      node->text.length > 60 ? 60
						     : (int)node->text.length,
			      node->text.text, choices);
	return -1;
}

static bool read_choice(struct schema_reader *reader,
			const struct yaml_tree *node,
			const struct schema_key *key, void *field)
{
	int number = read_word(reader, node, key->choices);
	if (number < 0)
		return false;
	memcpy(field, &number, sizeof(number));
	return true;
}

static void print_choice(struct schema_printer *printer,
			 const struct schema_key *key, const void *field)
{
	int number;
	memcpy(&number, field, sizeof(number));
	schema_print_value(printer, slice_from(key->name),
			   choice_word(key->choices, (size_t)number));
}

static bool read_switch(struct schema_reader *reader,
			const struct yaml_tree *node,
			const struct schema_key *key, void *field)
{
	bool *on = field;
	int number = read_word(reader, node, key->choices);
	*on = number == 1;
	return number >= 0;
}

static void print_switch(struct schema_printer *printer,
			 const struct schema_key *key, const void *field)
{
	const bool *on = field;
	schema_print_value(printer, slice_from(key->name),
			   choice_word(key->choices, *on ? 1 : 0));
}

static bool read_boolean(struct schema_reader *reader,
			 const struct yaml_tree *node,
			 const struct schema_key *key, void *field)
{
	bool *on = field;
	if (!schema_is_text(reader, node, key->type->expected))
		return false;
	*on = slice_is(node->text, "true");
	return *on || slice_is(node->text, "false") ||
	       schema_refuse_type(reader, node, key->type->expected);
}

static void print_boolean(struct schema_printer *printer,
			  const struct schema_key *key, const void *field)
{
	const bool *on = field;
	schema_print_value(printer, slice_from(key->name),
			   *on ? SLICE("true") : SLICE("false"));
}

const struct schema_type schema_choice = { .expected = "one of a few words",
					   .read = read_choice,
					   .print = print_choice };
const struct schema_type schema_switch = { .expected = "one of two words",
					   .read = read_switch,
					   .print = print_switch };
const struct schema_type schema_boolean = { .expected = "true or false",
					    .read = read_boolean,
					    .print = print_boolean };

/* --- days ------------------------------------------------------------------- */

/* The shape of a date, whatever its digits. */
static bool is_dated(struct slice text)
{
	static const char shape[] = "dddd-dd-dd";
	for (size_t i = 0; i < text.length && shape[i] != '\0'; i++) {
		bool is_digit = text.text[i] >= '0' && text.text[i] <= '9';
		if (is_digit != (shape[i] == 'd') ||
		    (!is_digit && text.text[i] != '-'))
			return false;
	}
	return text.length == sizeof(shape) - 1;
}

static bool read_date(struct schema_reader *reader,
		      const struct yaml_tree *node,
		      const struct schema_key *key, void *field)
{
	if (!schema_is_text(reader, node, key->type->expected))
		return false;
	if (day_parse(node->text, field))
		return true;
	if (!is_dated(node->text))
		return schema_refuse_type(reader, node, key->type->expected);
	return schema_refuse(reader, node->at,
			     "'%.*s' is no day of the calendar",
			     SLICE_ARGS(node->text));
}

static void print_date(struct schema_printer *printer,
		       const struct schema_key *key, const void *field)
{
	char text[DAY_TEXT_MAX];
	const struct day *day = field;
	if (!day_is_real(*day))
		return;
	day_print(*day, text);
	schema_print_value(printer, slice_from(key->name), slice_from(text));
}

static void clear_date(void *field)
{
	struct day *day = field;
	*day = DAY_NONE;
}

static bool read_span(struct schema_reader *reader,
		      const struct yaml_tree *node,
		      const struct schema_key *key, void *field)
{
	return schema_is_text(reader, node, key->type->expected) &&
	       (span_parse(node->text, field) ||
		schema_refuse_type(reader, node, key->type->expected));
}

/* Weeks as days and years as months: what is equal is written equally. */
static void print_span(struct schema_printer *printer,
		       const struct schema_key *key, const void *field)
{
	struct span span = *(const struct span *)field;
	int64_t count = span.count;
	const char *unit = "day";
	if (span.unit == SPAN_WEEKS)
		count *= 7;
	if (span.unit == SPAN_YEARS)
		count *= 12;
	if (span.unit == SPAN_MONTHS || span.unit == SPAN_YEARS)
		unit = "month";
	struct text text;
	text_init(&text, printer->text->arena);
	text_add_format(&text, "%lld %s%s", (long long)count, unit,
			count == 1 ? "" : "s");
	schema_print_value(printer, slice_from(key->name), text_slice(&text));
}

const struct schema_type schema_date = { .expected =
						 "a date such as 2026-01-31",
					 .read = read_date,
					 .print = print_date,
					 .clear = clear_date };
const struct schema_type schema_span = { .expected = "a span such as 12 months",
					 .read = read_span,
					 .print = print_span };

/* --- numbers ---------------------------------------------------------------- */

static bool read_decimal(struct schema_reader *reader,
			 const struct yaml_tree *node,
			 const struct schema_key *key, void *field)
{
	return scalar_read_decimal(reader, node, key->type->expected, field);
}

static void print_number(struct schema_printer *printer,
			 const struct schema_key *key, struct decimal value,
			 const char *sign)
{
	struct text text;
	if (value.mantissa < 0)
		return;
	text_init(&text, printer->text->arena);
	scalar_add_decimal(&text, value);
	text_add(&text, sign);
	schema_print_value(printer, slice_from(key->name), text_slice(&text));
}

static void print_decimal(struct schema_printer *printer,
			  const struct schema_key *key, const void *field)
{
	print_number(printer, key, *(const struct decimal *)field, "");
}

static void clear_decimal(void *field)
{
	struct decimal *value = field;
	*value = (struct decimal){ -1, 0 };
}

static bool read_percent(struct schema_reader *reader,
			 const struct yaml_tree *node,
			 const struct schema_key *key, void *field)
{
	(void)key;
	return scalar_read_percent(reader, node, field);
}

static void print_percent(struct schema_printer *printer,
			  const struct schema_key *key, const void *field)
{
	print_number(printer, key, *(const struct decimal *)field, "%");
}

static bool read_count(struct schema_reader *reader,
		       const struct yaml_tree *node,
		       const struct schema_key *key, void *field)
{
	(void)key;
	int *count = field;
	int64_t value;
	if (!scalar_read_count(reader, node, 1, &value))
		return false;
	if (value > INT32_MAX)
		return schema_refuse(reader, node->at, "'%.*s' is too large",
				     SLICE_ARGS(node->text));
	*count = (int)value;
	return true;
}

static void print_count(struct schema_printer *printer,
			const struct schema_key *key, const void *field)
{
	const int *count = field;
	if (*count > 0)
		print_number(printer, key, (struct decimal){ *count, 0 }, "");
}

const struct schema_type schema_decimal = { .expected = "a number such as 1.5",
					    .read = read_decimal,
					    .print = print_decimal,
					    .clear = clear_decimal };
const struct schema_type schema_percent = { .expected =
						    "a percentage such as 80%",
					    .read = read_percent,
					    .print = print_percent,
					    .clear = clear_decimal };
const struct schema_type schema_count = { .expected = "a whole number",
					  .read = read_count,
					  .print = print_count };
