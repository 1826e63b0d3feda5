/*
 * Types of what the owner names himself: units, members' ids, categories,
 * texts under names, arms of an experiment.
 */
#include <string.h>

#include "base/arena.h"
#include "base/pattern.h"
#include "base/suggest.h"
#include "rules/program_keys.h"
#include "rules/program_types.h"
#include "rules/scalar.h"
#include "rules/schema_types.h"

enum {
	UNIT_DECIMALS_MAX = 6
};

/* --- units ------------------------------------------------------------------ */

static bool read_digits(struct schema_reader *reader,
			const struct yaml_tree *node,
			const struct schema_key *key, void *field)
{
	int *digits = field;
	int64_t value;
	(void)key;
	if (!scalar_read_count(reader, node, 0, &value))
		return false;
	if (value > UNIT_DECIMALS_MAX)
		return schema_refuse(reader, node->at,
				     "a unit has at most %d decimals",
				     UNIT_DECIMALS_MAX);
	*digits = (int)value;
	return true;
}

static void print_digits(struct schema_printer *printer,
			 const struct schema_key *key, const void *field)
{
	const int *digits = field;
	char text[] = { (char)('0' + *digits) };
	schema_print_value(printer, slice_from(key->name),
			   (struct slice){ text, 1 });
}

static const struct schema_type digits_type = { .expected = "0 to 6",
						.read = read_digits,
						.print = print_digits };

static void finish_unit(struct schema_reader *reader,
			const struct yaml_tree *node, void *record)
{
	struct unit *unit = record;
	(void)reader;
	unit->at = node->at;
	if (unit->plural.length == 0)
		unit->plural = unit->name;
}

static const struct schema_key unit_keys[] = {
	{ .name = "name",
	  .type = &schema_id,
	  .offset = offsetof(struct unit, name),
	  .flags = SCHEMA_REQUIRED,
	  .help = "as journals write it" },
	{ .name = "plural",
	  .type = &schema_text,
	  .offset = offsetof(struct unit, plural),
	  .help = "for more than one; default: the name" },
	{ .name = "decimals",
	  .type = &digits_type,
	  .offset = offsetof(struct unit, decimals),
	  .fallback = "0",
	  .help = "digits behind the point" },
};

const struct schema_map program_keys_unit = { .name = "unit",
					      .keys = unit_keys,
					      .count = sizeof(unit_keys) /
						       sizeof(unit_keys[0]),
					      .size = sizeof(struct unit),
					      .finish = finish_unit };

/* The unit's number over all files, made when it is new; -1 after
 * complaining. */
static int add_unit(struct schema_reader *reader, const struct unit *unit)
{
	const struct program_context *context = reader->context;
	struct programs *programs = context->programs;
	int known = programs_find_unit(programs, unit->name);
	if (known < 0 && programs->unit_count == UNITS_MAX) {
		schema_refuse(reader, unit->at, "more than %d units",
			      UNITS_MAX);
		return -1;
	}
	if (known < 0) {
		programs->units[programs->unit_count] = *unit;
		return (int)programs->unit_count++;
	}
	if (context->program->has_unit[known]) {
		schema_refuse(reader, unit->at, "the unit '%.*s' stands twice",
			      SLICE_ARGS(unit->name));
		return -1;
	}
	if (programs->units[known].decimals != unit->decimals) {
		schema_refuse(reader, unit->at,
			      "'%.*s' has decimals: %d here, %d in the other "
			      "rules file: name the new unit differently",
			      SLICE_ARGS(unit->name), unit->decimals,
			      programs->units[known].decimals);
		return -1;
	}
	return known;
}

static bool read_units(struct schema_reader *reader,
		       const struct yaml_tree *node,
		       const struct schema_key *key, void *field)
{
	struct program *program = field;
	void *array = NULL;
	size_t count = 0;
	if (!schema_types_read_list(reader, node, key->map, &array, &count))
		return false;
	if (count == 0)
		return schema_refuse(
			reader, node->at,
			"an empty list, expected at least one unit");
	const struct unit *units = array;
	for (size_t i = 0; i < count; i++) {
		int unit = add_unit(reader, &units[i]);
		if (unit < 0)
			return false;
		program->has_unit[unit] = true;
		program->plurals[unit] = units[i].plural;
		program->units[program->unit_count++] = unit;
	}
	program->first_unit = program->units[0];
	return true;
}

static void print_units(struct schema_printer *printer,
			const struct schema_key *key, const void *field)
{
	const struct program_view *view = printer->context;
	const struct program *program = field;
	schema_print_heading(printer, slice_from(key->name));
	for (size_t i = 0; i < program->unit_count; i++) {
		int number = program->units[i];
		struct unit unit = view->programs->units[number];
		unit.plural = program->plurals[number];
		schema_print_entry(printer, key->map, &unit);
	}
}

const struct schema_type program_units = { .expected = "a list of units",
					   .read = read_units,
					   .print = print_units };

/* --- members ---------------------------------------------------------------- */

static bool read_country(struct schema_reader *reader,
			 const struct yaml_tree *node,
			 const struct schema_key *key, void *field)
{
	struct slice *country = field;
	if (!schema_is_text(reader, node, key->type->expected))
		return false;
	const char *text = node->text.text;
	if (node->text.length != 2 || text[0] < 'A' || text[0] > 'Z' ||
	    text[1] < 'A' || text[1] > 'Z')
		return schema_refuse_type(reader, node, key->type->expected);
	*country = node->text;
	return true;
}

static void print_slice(struct schema_printer *printer,
			const struct schema_key *key, const void *field)
{
	const struct slice *value = field;
	struct text text;
	if (value->length == 0)
		return;
	text_init(&text, printer->text->arena);
	schema_add_quoted(&text, *value);
	schema_print_value(printer, slice_from(key->name), text_slice(&text));
}

const struct schema_type program_country = {
	.expected = "a country's two capital letters, such as DE",
	.read = read_country,
	.print = print_slice
};

static bool read_member_id(struct schema_reader *reader,
			   const struct yaml_tree *node,
			   const struct schema_key *key, void *field)
{
	struct program *program = field;
	if (!schema_is_text(reader, node, key->type->expected))
		return false;
	program->member_id =
		matchers_read_pattern(reader, node, node->text, PATTERN_WHOLE);
	program->member_id_text = node->text;
	return program->member_id != NULL;
}

static void print_member_id(struct schema_printer *printer,
			    const struct schema_key *key, const void *field)
{
	const struct program *program = field;
	print_slice(printer, key, &program->member_id_text);
}

const struct schema_type program_member_id = {
	.expected = "a pattern such as '^[0-9A-Z-]+$'",
	.read = read_member_id,
	.print = print_member_id
};

/* Marks one word of a list; false when it complained. */
static bool read_duplicate(struct schema_reader *reader,
			   const struct yaml_tree *node,
			   struct program *program)
{
	static const char expected[] = "email, phone or card";
	if (!schema_is_text(reader, node, expected))
		return false;
	if (slice_is(node->text, "email"))
		program->duplicates_email = true;
	else if (slice_is(node->text, "phone"))
		program->duplicates_phone = true;
	else if (slice_is(node->text, "card"))
		program->duplicates_card = true;
	else
		return schema_refuse_type(reader, node, expected);
	return true;
}

/* Without the key, all three; the fallback is a mere sign of that. */
static bool read_duplicates(struct schema_reader *reader,
			    const struct yaml_tree *node,
			    const struct schema_key *key, void *field)
{
	struct program *program = field;
	bool all = node->at.source == NULL;
	program->duplicates_email = all;
	program->duplicates_phone = all;
	program->duplicates_card = all;
	if (all)
		return true;
	if (node->kind != YAML_TREE_LIST)
		return schema_refuse_type(reader, node, key->type->expected);
	bool good = true;
	for (const struct yaml_tree *child = node->first; child != NULL;
	     child = child->next)
		good = read_duplicate(reader, child, program) && good;
	return good;
}

static void print_duplicates(struct schema_printer *printer,
			     const struct schema_key *key, const void *field)
{
	const struct program *program = field;
	struct text text;
	text_init(&text, printer->text->arena);
	text_add(&text, program->duplicates_email ? ", email" : "");
	text_add(&text, program->duplicates_phone ? ", phone" : "");
	text_add(&text, program->duplicates_card ? ", card" : "");
	struct slice words = slice_from_offset(text_slice(&text), 2);
	struct text list;
	text_init(&list, printer->text->arena);
	text_add_format(&list, "[%.*s]", SLICE_ARGS(words));
	schema_print_value(printer, slice_from(key->name), text_slice(&list));
}

const struct schema_type program_duplicates = {
	.expected = "a list of email, phone, card",
	.read = read_duplicates,
	.print = print_duplicates
};

/* --- categories ------------------------------------------------------------- */

static const struct schema_key category_name = { .name = "category",
						 .type = &schema_text };

static bool read_categories(struct schema_reader *reader,
			    const struct yaml_tree *node,
			    const struct schema_key *key, void *field)
{
	struct program *program = field;
	if (node->kind != YAML_TREE_MAP)
		return schema_refuse_type(reader, node, key->type->expected);
	program->categories = arena_take_array(reader->arena, node->count,
					       sizeof(struct category));
	bool good = true;
	for (const struct yaml_tree *child = node->first; child != NULL;
	     child = child->next) {
		struct category *category =
			&program->categories[program->category_count++];
		good = schema_text.read(reader, child->key, &category_name,
					&category->name) &&
		       good;
		good = matchers_read(reader, child, &category->items) && good;
	}
	return good;
}

static void print_categories(struct schema_printer *printer,
			     const struct schema_key *key, const void *field)
{
	const struct program *program = field;
	struct schema_printer inner = *printer;
	inner.indent += 2;
	if (program->category_count == 0)
		return;
	schema_print_heading(printer, slice_from(key->name));
	for (size_t i = 0; i < program->category_count; i++) {
		const struct category *category = &program->categories[i];
		struct text text;
		text_init(&text, printer->text->arena);
		matchers_print(&text, &category->items);
		schema_print_value(&inner, category->name, text_slice(&text));
	}
}

const struct schema_type program_categories = {
	.expected = "categories, each with its items",
	.read = read_categories,
	.print = print_categories
};
