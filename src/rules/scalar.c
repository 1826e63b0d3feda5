/*
 * Numbers by hand. What is wrong is found by looking at the text again, only
 * when it is wrong, so that the usual path stays short.
 */
#include "rules/scalar.h"

#include "base/utf8.h"

enum {
	ID_MAX = 64 /* characters */
};

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* Digits in a row from `at` on. */
static size_t count_digits(struct slice text, size_t at)
{
	size_t count = 0;
	while (at + count < text.length && is_digit(text.text[at + count]))
		count++;
	return count;
}

/* `2,000` or `1.234,50`: thousands in groups of three. */
static bool has_thousands(struct slice text)
{
	size_t comma = slice_find(text, ',');
	return comma > 0 && comma <= 3 && count_digits(text, 0) == comma &&
	       count_digits(text, comma + 1) == 3;
}

/* What to write instead. */
static const char *number_hint(struct slice text)
{
	if (text.text[0] == '-' || slice_starts(text, "\xE2\x88\x92"))
		return ": it cannot be negative";
	if (text.text[0] == '+')
		return ": write it without the +";
	if (text.length > 1 && text.text[0] == '0' && is_digit(text.text[1]))
		return ": write it without the leading 0";
	if (has_thousands(text))
		return ": write thousands without a comma";
	if (slice_find(text, ',') < text.length)
		return ": the decimal sign is a point";
	if (text.text[0] == '.')
		return ": write a 0 before the point";
	if (text.text[text.length - 1] == '.')
		return ": write digits behind the point, or none";
	if (text.text[text.length - 1] == '%')
		return ": write it without the %";
	if (slice_find(text, 'e') < text.length ||
	    slice_find(text, 'E') < text.length || slice_starts(text, "0x"))
		return ": write the digits out";
	return "";
}

static bool refuse_number(struct schema_reader *reader,
			  const struct yaml_tree *node, struct slice part,
			  const char *expected)
{
	if (part.length == 0 || part.length > DECIMAL_TEXT_MAX)
		return schema_refuse_type(reader, node, expected);
	return schema_refuse(reader, node->at, "'%.*s' is not %s%s",
			     SLICE_ARGS(part), expected, number_hint(part));
}

bool scalar_read_part(struct schema_reader *reader,
		      const struct yaml_tree *node, struct slice part,
		      const char *expected, struct decimal *value)
{
	if (part.length > 1 && part.text[0] == '0' && is_digit(part.text[1]))
		return refuse_number(reader, node, part, expected);
	switch (decimal_parse(part, value)) {
	case DECIMAL_OK:
		return true;
	case DECIMAL_MALFORMED:
		break;
	case DECIMAL_TOO_LARGE:
		return schema_refuse(reader, node->at, "'%.*s' is too large",
				     SLICE_ARGS(part));
	case DECIMAL_TOO_FINE:
		return schema_refuse(reader, node->at,
				     "'%.*s' has more than %d digits behind "
				     "the point",
				     SLICE_ARGS(part), DECIMAL_SCALE_MAX);
	}
	return refuse_number(reader, node, part, expected);
}

bool scalar_read_decimal(struct schema_reader *reader,
			 const struct yaml_tree *node, const char *expected,
			 struct decimal *value)
{
	return schema_is_text(reader, node, expected) &&
	       scalar_read_part(reader, node, node->text, expected, value);
}

bool scalar_read_percent(struct schema_reader *reader,
			 const struct yaml_tree *node, struct decimal *value)
{
	static const char expected[] = "a percentage such as 80%";
	if (!schema_is_text(reader, node, expected))
		return false;
	struct slice text = node->text;
	if (!slice_ends(text, "%"))
		return schema_refuse_type(reader, node, expected);
	text.length--;
	if (!scalar_read_part(reader, node, text, expected, value))
		return false;
	if (ratio_compare(ratio_from_decimal(*value), ratio_from(100)) > 0)
		return schema_refuse(reader, node->at,
				     "'%.*s' is more than 100%%",
				     SLICE_ARGS(node->text));
	return true;
}

bool scalar_read_count(struct schema_reader *reader,
		       const struct yaml_tree *node, int64_t least,
		       int64_t *value)
{
	static const char expected[] = "a whole number";
	struct decimal decimal = { 0, 0 };
	if (!scalar_read_decimal(reader, node, expected, &decimal))
		return false;
	if (decimal.scale > 0)
		return schema_refuse_type(reader, node, expected);
	if (decimal.mantissa < least)
		return schema_refuse(reader, node->at, "'%.*s' is less than %d",
				     SLICE_ARGS(node->text), (int)least);
	*value = decimal.mantissa;
	return true;
}

bool scalar_read_amount(struct schema_reader *reader,
			const struct yaml_tree *node, struct slice part,
			struct scalar_measure measure, int64_t *amount)
{
	struct decimal decimal = { 0, 0 };
	if (!scalar_read_part(reader, node, part, "an amount", &decimal))
		return false;
	switch (decimal_rescale(decimal, measure.scale, amount)) {
	case DECIMAL_OK:
		return true;
	case DECIMAL_TOO_FINE:
		break;
	case DECIMAL_MALFORMED:
	case DECIMAL_TOO_LARGE:
		return schema_refuse(reader, node->at, "'%.*s' is too large",
				     SLICE_ARGS(part));
	}
	if (measure.scale == 0)
		return schema_refuse(reader, node->at,
				     "'%.*s' is too fine: %.*s has no decimals",
				     SLICE_ARGS(part),
				     SLICE_ARGS(measure.name));
	return schema_refuse(
		reader, node->at, "'%.*s' is too fine: %.*s has %d decimals",
		SLICE_ARGS(part), SLICE_ARGS(measure.name), measure.scale);
}

static bool is_id_character(uint32_t code_point)
{
	return code_point != ' ' && code_point != '"' && code_point != ';' &&
	       !utf8_is_control(code_point) && !utf8_is_invisible(code_point);
}

bool scalar_is_id(struct slice text)
{
	if (text.length == 0 || slice_is(text, "*") || text.text[0] == '^' ||
	    text.text[0] == '#' || text.text[0] == '+' || text.text[0] == '-')
		return false;
	size_t characters = 0;
	while (text.length > 0) {
		uint32_t code_point;
		size_t length = utf8_decode(text, &code_point);
		if (length == 0 || !is_id_character(code_point) ||
		    ++characters > ID_MAX)
			return false;
		text = slice_from_offset(text, length);
	}
	return true;
}

void scalar_add_decimal(struct text *text, struct decimal value)
{
	while (value.scale > 0 && value.mantissa % 10 == 0) {
		value.mantissa /= 10;
		value.scale--;
	}
	decimal_add_text(text, value.mantissa, value.scale, false);
}
