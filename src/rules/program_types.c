/*
 * Units and amounts. Points are read in the smallest part of the unit of
 * their entry, money in minor units of the programme's currency.
 */
#include "rules/program_types.h"

#include <string.h>

#include "base/currency.h"
#include "base/suggest.h"
#include "rules/scalar.h"

/* --- printing --------------------------------------------------------------- */

static void print_amount(struct schema_printer *printer, struct slice name,
			 int64_t amount, int scale)
{
	char text[DECIMAL_TEXT_MAX];
	size_t length = decimal_print(amount, scale, text);
	schema_print_value(printer, name, (struct slice){ text, length });
}

static int unit_scale(const struct schema_printer *printer, int unit)
{
	const struct program_view *view = printer->context;
	return view->programs->units[unit].decimals;
}

/* --- currency --------------------------------------------------------------- */

static bool read_currency(struct schema_reader *reader,
			  const struct yaml_tree *node,
			  const struct schema_key *key, void *field)
{
	uint8_t *currency = field;
	if (!schema_is_text(reader, node, key->type->expected))
		return false;
	*currency = currency_find(node->text);
	return *currency != CURRENCY_NONE ||
	       schema_refuse_type(reader, node, key->type->expected);
}

static void print_currency(struct schema_printer *printer,
			   const struct schema_key *key, const void *field)
{
	const uint8_t *currency = field;
	schema_print_value(printer, slice_from(key->name),
			   slice_from(currency_code(*currency)));
}

const struct schema_type program_currency = { .expected =
						      "a currency such as EUR",
					      .read = read_currency,
					      .print = print_currency };

/* --- units ------------------------------------------------------------------ */

int program_types_find_unit(const struct program_context *context,
			    struct slice name)
{
	int unit = programs_find_unit(context->programs, name);
	return unit >= 0 && context->program->has_unit[unit] ? unit : -1;
}

static bool refuse_unit(struct schema_reader *reader, struct place at,
			struct slice name)
{
	const struct program_context *context = reader->context;
	const struct program *program = context->program;
	if (program->unit_count == 0)
		return true; /* the units are broken, and that is said */
	if (schema_is_silent(reader))
		return false;
	struct suggest search;
	suggest_init(&search, name);
	for (size_t i = 0; i < program->unit_count; i++)
		suggest_add(&search,
			    context->programs->units[program->units[i]].name);
	return schema_refuse_unknown(reader, at, "unit", &search, "units");
}

static bool read_unit(struct schema_reader *reader,
		      const struct yaml_tree *node,
		      const struct schema_key *key, void *field)
{
	struct program_context *context = reader->context;
	int *unit = field;
	*unit = context->unit = context->program->first_unit;
	if (node->at.source == NULL)
		return true;
	if (!schema_is_text(reader, node, key->type->expected))
		return false;
	int found = program_types_find_unit(context, node->text);
	if (found < 0)
		return refuse_unit(reader, node->at, node->text);
	*unit = context->unit = found;
	return true;
}

static void print_unit(struct schema_printer *printer,
		       const struct schema_key *key, const void *field)
{
	struct program_view *view = printer->context;
	const int *unit = field;
	struct text text;
	if (*unit < 0)
		return;
	view->unit = *unit;
	text_init(&text, printer->text->arena);
	schema_add_quoted(&text, view->programs->units[*unit].name);
	schema_print_value(printer, slice_from(key->name), text_slice(&text));
}

static void clear_unit(void *field)
{
	int *unit = field;
	*unit = -1;
}

const struct schema_type program_unit = { .expected = "the name of a unit",
					  .read = read_unit,
					  .print = print_unit };
const struct schema_type program_any_unit = { .expected = "the name of a unit",
					      .read = read_unit,
					      .print = print_unit,
					      .clear = clear_unit };

/* --- points ----------------------------------------------------------------- */

static bool read_amount_of(struct schema_reader *reader,
			   const struct yaml_tree *node, int unit,
			   int64_t *amount)
{
	const struct program_context *context = reader->context;
	const struct unit *of = &context->programs->units[unit];
	struct scalar_measure measure = { of->decimals, of->name };
	return schema_is_text(reader, node, "an amount of points") &&
	       scalar_read_amount(reader, node, node->text, measure, amount);
}

static bool read_points(struct schema_reader *reader,
			const struct yaml_tree *node,
			const struct schema_key *key, void *field)
{
	const struct program_context *context = reader->context;
	(void)key;
	return read_amount_of(reader, node, context->unit, field);
}

static void print_points(struct schema_printer *printer,
			 const struct schema_key *key, const void *field)
{
	const struct program_view *view = printer->context;
	const int64_t *points = field;
	if (*points != 0)
		print_amount(printer, slice_from(key->name), *points,
			     unit_scale(printer, view->unit));
}

static bool read_first_points(struct schema_reader *reader,
			      const struct yaml_tree *node,
			      const struct schema_key *key, void *field)
{
	const struct program_context *context = reader->context;
	(void)key;
	return read_amount_of(reader, node, context->program->first_unit,
			      field);
}

static void print_first_points(struct schema_printer *printer,
			       const struct schema_key *key, const void *field)
{
	const struct program_view *view = printer->context;
	const int64_t *points = field;
	if (*points >= 0)
		print_amount(printer, slice_from(key->name), *points,
			     unit_scale(printer, view->program->first_unit));
}

static void clear_amount(void *field)
{
	int64_t *amount = field;
	*amount = -1;
}

const struct schema_type program_points = { .expected = "an amount of points",
					    .read = read_points,
					    .print = print_points };
const struct schema_type program_first_points = { .expected =
							  "an amount of points",
						  .read = read_first_points,
						  .print = print_first_points,
						  .clear = clear_amount };

/* --- money ------------------------------------------------------------------ */

/* `12.50` or, with the programme's own currency, `12.50 EUR`. */
static bool read_money(struct schema_reader *reader,
		       const struct yaml_tree *node,
		       const struct schema_key *key, void *field)
{
	const struct program_context *context = reader->context;
	uint8_t currency = context->program->currency;
	if (!schema_is_text(reader, node, key->type->expected))
		return false;
	struct slice code;
	struct slice number = slice_cut(node->text, ' ', &code);
	if (number.length < node->text.length && currency != CURRENCY_NONE &&
	    !slice_is(code, currency_code(currency)))
		return schema_refuse(
			reader, node->at,
			"'%.*s' is not in the programme's "
			"currency, %s",
			node->text.length > 60 ? 60 : (int)node->text.length,
			node->text.text, currency_code(currency));
	struct scalar_measure measure = { currency_scale(currency),
					  slice_from(currency_code(currency)) };
	return scalar_read_amount(reader, node, number, measure, field);
}

static void print_money(struct schema_printer *printer,
			const struct schema_key *key, const void *field)
{
	const struct program_view *view = printer->context;
	const int64_t *amount = field;
	if (*amount >= 0)
		print_amount(printer, slice_from(key->name), *amount,
			     currency_scale(view->program->currency));
}

const struct schema_type program_money = {
	.expected = "an amount of money such as 2.50",
	.read = read_money,
	.print = print_money,
	.clear = clear_amount
};
const struct schema_type program_money_shared = {
	.expected = "an amount of money such as 2.50",
	.read = read_money,
	.print = print_money
};

/* --- times ------------------------------------------------------------------ */

static bool read_times(struct schema_reader *reader,
		       const struct yaml_tree *node,
		       const struct schema_key *key, void *field)
{
	(void)key;
	return scalar_read_count(reader, node, 1, field);
}

static void print_times(struct schema_printer *printer,
			const struct schema_key *key, const void *field)
{
	const int64_t *times = field;
	if (*times != 0)
		print_amount(printer, slice_from(key->name), *times, 0);
}

const struct schema_type program_times = { .expected = "a whole number",
					   .read = read_times,
					   .print = print_times };

/* --- a value for each unit ---------------------------------------------------- */

/* Reads one value for a unit into its place of the array. */
typedef bool read_one(struct schema_reader *reader,
		      const struct yaml_tree *node, int unit, void *array);

static bool read_by_unit(struct schema_reader *reader,
			 const struct yaml_tree *node, read_one *read,
			 void *array)
{
	const struct program_context *context = reader->context;
	if (node->kind == YAML_TREE_TEXT)
		return read(reader, node, context->program->first_unit, array);
	if (node->kind == YAML_TREE_LIST)
		return schema_refuse_type(reader, node,
					  "a number, or one for each unit");
	bool good = true;
	for (const struct yaml_tree *child = node->first; child != NULL;
	     child = child->next) {
		int unit = program_types_find_unit(context, child->key->text);
		if (unit < 0)
			good = refuse_unit(reader, child->key->at,
					   child->key->text);
		else
			good = read(reader, child, unit, array) && good;
	}
	return good;
}

static bool read_one_points(struct schema_reader *reader,
			    const struct yaml_tree *node, int unit, void *array)
{
	int64_t *points = array;
	return read_amount_of(reader, node, unit, &points[unit]);
}

static bool read_one_decimal(struct schema_reader *reader,
			     const struct yaml_tree *node, int unit,
			     void *array)
{
	struct decimal *decimals = array;
	return scalar_read_decimal(reader, node, "a number such as 0.05",
				   &decimals[unit]);
}

static bool read_one_percent(struct schema_reader *reader,
			     const struct yaml_tree *node, int unit,
			     void *array)
{
	struct decimal *decimals = array;
	return scalar_read_percent(reader, node, &decimals[unit]);
}

static bool read_unit_points(struct schema_reader *reader,
			     const struct yaml_tree *node,
			     const struct schema_key *key, void *field)
{
	(void)key;
	return read_by_unit(reader, node, read_one_points, field);
}

static bool read_unit_decimals(struct schema_reader *reader,
			       const struct yaml_tree *node,
			       const struct schema_key *key, void *field)
{
	(void)key;
	return read_by_unit(reader, node, read_one_decimal, field);
}

static bool read_unit_percents(struct schema_reader *reader,
			       const struct yaml_tree *node,
			       const struct schema_key *key, void *field)
{
	(void)key;
	return read_by_unit(reader, node, read_one_percent, field);
}

static void print_unit_points(struct schema_printer *printer,
			      const struct schema_key *key, const void *field)
{
	const struct program_view *view = printer->context;
	const int64_t *points = field;
	struct schema_printer inner = *printer;
	inner.indent += 2;
	for (size_t i = 0, printed = 0; i < view->program->unit_count; i++) {
		int unit = view->program->units[i];
		if (points[unit] == 0)
			continue;
		if (printed++ == 0)
			schema_print_heading(printer, slice_from(key->name));
		print_amount(&inner, view->programs->units[unit].name,
			     points[unit], unit_scale(printer, unit));
	}
}

static void print_decimals(struct schema_printer *printer,
			   const struct schema_key *key,
			   const struct decimal *decimals, const char *sign)
{
	const struct program_view *view = printer->context;
	struct schema_printer inner = *printer;
	inner.indent += 2;
	for (size_t i = 0, printed = 0; i < view->program->unit_count; i++) {
		int unit = view->program->units[i];
		if (decimals[unit].mantissa < 0)
			continue;
		if (printed++ == 0)
			schema_print_heading(printer, slice_from(key->name));
		struct text text;
		text_init(&text, printer->text->arena);
		scalar_add_decimal(&text, decimals[unit]);
		text_add(&text, sign);
		schema_print_value(&inner, view->programs->units[unit].name,
				   text_slice(&text));
	}
}

static void print_unit_decimals(struct schema_printer *printer,
				const struct schema_key *key, const void *field)
{
	print_decimals(printer, key, field, "");
}

static void print_unit_percents(struct schema_printer *printer,
				const struct schema_key *key, const void *field)
{
	print_decimals(printer, key, field, "%");
}

static void clear_decimals(void *field)
{
	struct decimal *decimals = field;
	for (size_t i = 0; i < UNITS_MAX; i++)
		decimals[i] = (struct decimal){ -1, 0 };
}

const struct schema_type program_unit_points = {
	.expected = "points, or points for each unit",
	.read = read_unit_points,
	.print = print_unit_points
};
const struct schema_type program_unit_decimals = {
	.expected = "a number, or one for each unit",
	.read = read_unit_decimals,
	.print = print_unit_decimals,
	.clear = clear_decimals
};
const struct schema_type program_unit_percents = {
	.expected = "a percentage, or one for each unit",
	.read = read_unit_percents,
	.print = print_unit_percents,
	.clear = clear_decimals
};
