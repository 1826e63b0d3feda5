/*
 * The types of values that only presets have: each reads a node of the YAML
 * tree into a field, and prints the field again.
 */
#include "exchange/preset_types.h"

#include <string.h>

#include "base/arena.h"
#include "base/pattern.h"
#include "base/text.h"
#include "exchange/csv_reader.h"
#include "exchange/preset.h"
#include "rules/yaml_tree.h"

/* --- names ------------------------------------------------------------------ */

static bool add_name(struct schema_reader *reader, const struct yaml_tree *node,
		     struct slice *name)
{
	if (!schema_is_text(reader, node, "a text"))
		return false;
	*name = node->text;
	return true;
}

static bool read_names(struct schema_reader *reader,
		       const struct yaml_tree *node,
		       const struct schema_key *key, void *field)
{
	struct preset_names *names = field;
	struct slice *list = NULL;
	bool is_good = true;

	names->at = node->at;
	if (node->kind == YAML_TREE_MAP)
		return schema_refuse_type(reader, node, key->type->expected);
	if (node->kind == YAML_TREE_TEXT) {
		list = arena_take(reader->arena, sizeof(*list));
		names->count = 1;
		names->list = list;
		return add_name(reader, node, list);
	}
	list = arena_take_array(reader->arena, node->count, sizeof(*list));
	names->list = list;
	for (const struct yaml_tree *at = node->first; at; at = at->next)
		is_good &= add_name(reader, at, &list[names->count++]);
	return is_good;
}

static void print_names(struct schema_printer *printer,
			const struct schema_key *key, const void *field)
{
	const struct preset_names *names = field;
	struct text text;

	if (names->count == 0)
		return;
	text_init(&text, printer->text->arena);
	for (size_t i = 0; i < names->count; i++) {
		text_add(&text, i ? ", " : names->count > 1 ? "[" : "");
		schema_add_quoted(&text, names->list[i]);
	}
	text_add(&text, names->count > 1 ? "]" : "");
	schema_print_value(printer, slice_from(key->name), text_slice(&text));
}

const struct schema_type preset_type_names = {
	.expected = "a text or a list of texts",
	.read = read_names,
	.print = print_names,
};

/* The same, of words that are roles. */
static bool read_roles(struct schema_reader *reader,
		       const struct yaml_tree *node,
		       const struct schema_key *key, void *field)
{
	struct preset_names *names = field;
	bool is_good = read_names(reader, node, key, field);

	for (size_t i = 0; is_good && i < names->count; i++)
		if (preset_find_role(names->list[i]) == ROLE_COUNT)
			is_good = schema_refuse(
				reader, node->at,
				"'%.*s' is none of the keys of columns",
				SLICE_ARGS(names->list[i]));
	return is_good;
}

const struct schema_type preset_type_roles = {
	.expected = "a key of columns or a list of them",
	.read = read_roles,
	.print = print_names,
};

/* --- words that stand for a byte -------------------------------------------- */

struct byte_word {
	const char *word;
	char byte;
};

static const struct byte_word delimiters[] = {
	{ "comma", ',' }, { "semicolon", ';' },     { "tab", '\t' },
	{ "bar", '|' },   { "blanks", CSV_BLANKS }, { NULL, 0 },
};

static const struct byte_word marks[] = {
	{ "point", '.' },
	{ "comma", ',' },
	{ NULL, 0 },
};

static const struct byte_word *words_of(const struct schema_key *key)
{
	return strcmp(key->name, "decimal") == 0 ? marks : delimiters;
}

static bool read_byte(struct schema_reader *reader,
		      const struct yaml_tree *node,
		      const struct schema_key *key, void *field)
{
	char *byte = field;

	if (!schema_is_text(reader, node, key->choices))
		return false;
	for (const struct byte_word *word = words_of(key); word->word; word++) {
		if (slice_is(node->text, word->word)) {
			*byte = word->byte;
			return true;
		}
	}
	return schema_refuse(reader, node->at, "'%.*s' is not one of: %s",
			     SLICE_ARGS(node->text), key->choices);
}

static void print_byte(struct schema_printer *printer,
		       const struct schema_key *key, const void *field)
{
	const char *byte = field;

	for (const struct byte_word *word = words_of(key); word->word; word++)
		if (word->byte == *byte)
			schema_print_value(printer, slice_from(key->name),
					   slice_from(word->word));
}

const struct schema_type preset_type_byte = { .expected = "a word",
					      .read = read_byte,
					      .print = print_byte };

static bool read_encoding(struct schema_reader *reader,
			  const struct yaml_tree *node,
			  const struct schema_key *key, void *field)
{
	enum csv_encoding *encoding = field;

	if (!schema_is_text(reader, node, key->type->expected))
		return false;
	*encoding = csv_encoding_find(node->text);
	return *encoding != CSV_ENCODING_FIND ||
	       schema_refuse_type(reader, node, key->type->expected);
}

static void print_encoding(struct schema_printer *printer,
			   const struct schema_key *key, const void *field)
{
	const enum csv_encoding *encoding = field;

	if (*encoding != CSV_ENCODING_FIND)
		schema_print_value(printer, slice_from(key->name),
				   slice_from(csv_encoding_name(*encoding)));
}

const struct schema_type preset_type_encoding = {
	.expected = "utf-8, utf-16le, utf-16be or windows-1252",
	.read = read_encoding,
	.print = print_encoding,
};

/* --- date formats ----------------------------------------------------------- */

static bool read_dates(struct schema_reader *reader,
		       const struct yaml_tree *node,
		       const struct schema_key *key, void *field)
{
	struct preset *preset =
		(struct preset *)(void *)((char *)field - key->offset);
	struct preset_names names = { 0 };

	if (!read_names(reader, node, key, &names))
		return false;
	preset->dates = arena_take_array(reader->arena, names.count,
					 sizeof(*preset->dates));
	for (size_t i = 0; i < names.count; i++)
		if (!date_format_parse(names.list[i],
				       &preset->dates[preset->date_count++]))
			return schema_refuse(
				reader, node->at,
				"'%.*s' is not a date format such as "
				"DD/MM/YYYY",
				SLICE_ARGS(names.list[i]));
	return true;
}

static void print_dates(struct schema_printer *printer,
			const struct schema_key *key, const void *field)
{
	const struct preset *preset =
		(const struct preset *)(const void *)((const char *)field -
						      key->offset);
	struct text text;

	if (preset->date_count == 0)
		return;
	text_init(&text, printer->text->arena);
	for (size_t i = 0; i < preset->date_count; i++) {
		text_add(&text, i ? ", " : "[");
		date_format_print(&preset->dates[i], &text);
	}
	text_add(&text, "]");
	schema_print_value(printer, slice_from(key->name), text_slice(&text));
}

const struct schema_type preset_type_dates = {
	.expected = "a date format such as DD/MM/YYYY, or a list of them",
	.read = read_dates,
	.print = print_dates,
};

/* --- patterns --------------------------------------------------------------- */

static bool read_pattern(struct schema_reader *reader,
			 const struct yaml_tree *node,
			 const struct schema_key *key, void *field)
{
	struct preset_pattern *pattern = field;
	struct pattern_error error;

	(void)key;
	if (!schema_is_text(reader, node, "a pattern"))
		return false;
	pattern->expression = node->text;
	pattern->compiled = pattern_parse(reader->arena, node->text, 0, &error);
	if (!pattern->compiled)
		return schema_refuse(reader,
				     yaml_tree_place(node, error.offset, 1),
				     "a bad pattern: %s", error.message);
	return true;
}

static void print_pattern(struct schema_printer *printer,
			  const struct schema_key *key, const void *field)
{
	const struct preset_pattern *pattern = field;
	struct text text;

	if (!pattern->compiled)
		return;
	text_init(&text, printer->text->arena);
	schema_add_quoted(&text, pattern->expression);
	schema_print_value(printer, slice_from(key->name), text_slice(&text));
}

const struct schema_type preset_type_pattern = { .expected = "a pattern",
						 .read = read_pattern,
						 .print = print_pattern };
