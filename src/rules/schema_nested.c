/*
 * The two types that hold others: a group of keys in place, and a list of
 * such groups.
 */
#include <string.h>

#include "base/arena.h"
#include "rules/schema_types.h"

static bool read_group(struct schema_reader *reader,
		       const struct yaml_tree *node,
		       const struct schema_key *key, void *field)
{
	return schema_read(reader, key->map, node, field);
}

/* What is inside, printed aside first: a group without a line is left out. */
static void print_group(struct schema_printer *printer,
			const struct schema_key *key, const void *field)
{
	struct text inside;
	struct schema_printer inner = *printer;
	text_init(&inside, printer->text->arena);
	inner.text = &inside;
	inner.indent += 2;
	inner.begins_entry = false;
	schema_print(&inner, key->map, field);
	if (inside.length == 0)
		return;
	schema_print_heading(printer, slice_from(key->name));
	text_add_slice(printer->text, text_slice(&inside));
}

bool schema_types_read_list(struct schema_reader *reader,
			    const struct yaml_tree *node,
			    const struct schema_map *map, void **array,
			    size_t *count)
{
	if (node->kind != YAML_TREE_LIST)
		return schema_refuse_type(reader, node,
					  "a list (entries begin with '- ')");
	if (!schema_check_count(reader, node))
		return false;
	bool good = true;
	char *entries = arena_take_array(reader->arena, node->count, map->size);
	size_t number = 0;
	for (const struct yaml_tree *child = node->first; child != NULL;
	     child = child->next)
		good = schema_read(reader, map, child,
				   entries + map->size * number++) &&
		       good;
	*array = entries;
	*count = number;
	return good;
}

/* The count stands at an offset of the record; the field is the pointer. */
static void *list_count(const struct schema_key *key, void *field)
{
	return (char *)field - key->offset + key->count;
}

static bool read_list(struct schema_reader *reader,
		      const struct yaml_tree *node,
		      const struct schema_key *key, void *field)
{
	void *array = NULL;
	size_t count = 0;
	bool good =
		schema_types_read_list(reader, node, key->map, &array, &count);
	if (good && count == 0 && (key->flags & SCHEMA_REQUIRED) != 0)
		good = schema_refuse(reader, node->at,
				     "an empty list, expected at least one "
				     "entry");
	memcpy(field, &array, sizeof(array));
	memcpy(list_count(key, field), &count, sizeof(count));
	return good;
}

static void print_list(struct schema_printer *printer,
		       const struct schema_key *key, const void *field)
{
	const char *array;
	size_t count;
	memcpy(&array, field, sizeof(array));
	memcpy(&count, (const char *)field - key->offset + key->count,
	       sizeof(count));
	if (count == 0)
		return;
	schema_print_heading(printer, slice_from(key->name));
	for (size_t i = 0; i < count; i++)
		schema_print_entry(printer, key->map,
				   array + key->map->size * i);
}

const struct schema_type schema_group = { .expected = "a group of keys",
					  .read = read_group,
					  .print = print_group,
					  .is_group = true };
const struct schema_type schema_list = { .expected = "a list",
					 .read = read_list,
					 .print = print_list };
