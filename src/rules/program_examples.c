/*
 * Types of the examples under `tests:`. They are no part of the canonical
 * text: an example more or less changes no balance.
 */
#include "base/arena.h"
#include "rules/program_types.h"
#include "rules/scalar.h"

static void print_nothing(struct schema_printer *printer,
			  const struct schema_key *key, const void *field)
{
	(void)printer;
	(void)key;
	(void)field;
}

static bool read_time(struct schema_reader *reader,
		      const struct yaml_tree *node,
		      const struct schema_key *key, void *field)
{
	struct rules_test *test = field;
	if (!schema_is_text(reader, node, key->type->expected))
		return false;
	test->time = node->text;
	return minute_parse(node->text, &test->minute) ||
	       schema_refuse_type(reader, node, key->type->expected);
}

static void clear_time(void *field)
{
	struct rules_test *test = field;
	test->minute = -1;
}

const struct schema_type program_time = { .expected = "a time such as 14:30",
					  .read = read_time,
					  .print = print_nothing,
					  .clear = clear_time };

/* True for +12, 12 or 12.5. */
static bool is_amount(struct slice word)
{
	return word.length > 0 &&
	       (word.text[0] == '+' ||
		(word.text[0] >= '0' && word.text[0] <= '9'));
}

/* One amount and its unit, the first unit's when it has none. */
static bool read_expected(struct schema_reader *reader,
			  const struct yaml_tree *node, struct slice amount,
			  struct slice name, struct rules_test *test)
{
	const struct program_context *context = reader->context;
	int unit = context->program->first_unit;
	if (name.length > 0)
		unit = program_types_find_unit(context, name);
	if (unit < 0)
		return schema_refuse(reader, node->at, "unknown unit '%.*s'",
				     SLICE_ARGS(name));
	for (size_t i = 0; i < test->expect_count; i++) {
		if (test->expect[i].unit == unit)
			return schema_refuse(reader, node->at,
					     "the same unit twice");
	}
	if (amount.length > 1 && amount.text[0] == '+')
		amount = slice_from_offset(amount, 1);
	const struct unit *of = &context->programs->units[unit];
	test->expect[test->expect_count].unit = unit;
	struct scalar_measure measure = { of->decimals, of->name };
	return scalar_read_amount(reader, node, amount, measure,
				  &test->expect[test->expect_count++].points);
}

/* `+12 +1 stamp`, as a journal's line has it. */
static bool read_expect(struct schema_reader *reader,
			const struct yaml_tree *node,
			const struct schema_key *key, void *field)
{
	struct rules_test *test = field;
	if (!schema_is_text(reader, node, key->type->expected))
		return false;
	struct slice rest = node->text;
	while (rest.length > 0) {
		struct slice amount = slice_cut(rest, ' ', &rest);
		struct slice behind;
		struct slice name = slice_cut(rest, ' ', &behind);
		if (!is_amount(amount))
			return schema_refuse_type(reader, node,
						  key->type->expected);
		if (is_amount(name))
			name = (struct slice){ NULL, 0 };
		else
			rest = behind;
		if (!read_expected(reader, node, amount, name, test))
			return false;
	}
	return true;
}

const struct schema_type program_expect = {
	.expected = "points such as +12, or +12 +1 stamp",
	.read = read_expect,
	.print = print_nothing
};
