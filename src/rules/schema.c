/*
 * The walk over the tables, in both directions. Knows maps and their keys;
 * what a value is, the types know.
 */
#include "rules/schema.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/suggest.h"

enum {
	SHOWN_MAX = 60 /* bytes of a value in a message */
};

/* --- complaints ------------------------------------------------------------- */

bool schema_refuse(struct schema_reader *reader, struct place at,
		   const char *format, ...)
{
	char line[512];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(line, sizeof(line), format, arguments);
	va_end(arguments);
	reader->is_refused = true;
	diagnostic_add(reader->diagnostics, reader->ids->bad_value, at, "%s",
		       line);
	return false;
}

bool schema_refuse_type(struct schema_reader *reader,
			const struct yaml_tree *node, const char *expected)
{
	const char *what = "nothing";
	if (node->kind == YAML_TREE_LIST)
		what = "a list";
	else if (node->kind == YAML_TREE_MAP)
		what = "a group of keys";
	if (node->kind != YAML_TREE_TEXT || node->text.length == 0)
		return schema_refuse(reader, node->at, "%s here, expected %s",
				     what, expected);
	if (node->text.length > SHOWN_MAX)
		return schema_refuse(reader, node->at, "this is not %s",
				     expected);
	return schema_refuse(reader, node->at, "'%.*s' is not %s",
			     SLICE_ARGS(node->text), expected);
}

bool schema_is_text(struct schema_reader *reader, const struct yaml_tree *node,
		    const char *expected)
{
	if (node->kind == YAML_TREE_TEXT && node->text.length > 0)
		return true;
	return schema_refuse_type(reader, node, expected);
}

bool schema_refuse_as(struct schema_reader *reader, enum diagnostic_id id,
		      struct place at, const char *message)
{
	reader->is_refused = true;
	diagnostic_add(reader->diagnostics, id, at, "%s", message);
	return false;
}

/* `{points: 2,000}` is read as a key 000 without a value. */
static bool is_number_tail(struct slice name)
{
	for (size_t i = 0; i < name.length; i++) {
		if (name.text[i] < '0' || name.text[i] > '9')
			return false;
	}
	return name.length > 0;
}

static void report_unknown(struct schema_reader *reader,
			   const struct yaml_tree *key, const char *where,
			   const struct suggest *search)
{
	struct slice near = suggest_take(search);
	struct slice name = key->text;
	if (name.length > SHOWN_MAX)
		name = SLICE("…");
	reader->is_refused = true;
	if (near.length > 0)
		diagnostic_add(reader->diagnostics, reader->ids->unknown_key,
			       key->at,
			       "unknown key '%.*s' in %s, did you mean '%.*s'?",
			       SLICE_ARGS(name), where, SLICE_ARGS(near));
	else
		diagnostic_add(
			reader->diagnostics, reader->ids->unknown_key, key->at,
			"unknown key '%.*s' in %s%s", SLICE_ARGS(name), where,
			is_number_tail(name) ? ": write numbers without a comma"
					     : "");
}

void schema_refuse_key(struct schema_reader *reader,
		       const struct yaml_tree *key, const char *where,
		       const char *words)
{
	struct suggest search;
	suggest_init(&search, key->text);
	struct slice rest = slice_from(words);
	while (rest.length > 0)
		suggest_add(&search, slice_cut(rest, ' ', &rest));
	report_unknown(reader, key, where, &search);
}

/* --- reading ---------------------------------------------------------------- */

static const struct schema_key *find_key(const struct schema_map *map,
					 struct slice name)
{
	for (size_t i = 0; i < map->count; i++) {
		if (slice_is(name, map->keys[i].name))
			return &map->keys[i];
	}
	return NULL;
}

/* The field as it is when the file does not name it. */
static void read_default(struct schema_reader *reader,
			 const struct schema_key *key, void *record)
{
	void *field = (char *)record + key->offset;
	if (key->type->is_group) {
		(void)schema_read(reader, key->map, NULL, field);
		return;
	}
	if (key->type->clear != NULL)
		key->type->clear(field);
	if (key->fallback == NULL)
		return;
	const struct yaml_tree node = { .kind = YAML_TREE_TEXT,
					.text = slice_from(key->fallback) };
	(void)key->type->read(reader, &node, key, field);
}

static bool read_key(struct schema_reader *reader, const struct schema_key *key,
		     const struct yaml_tree *node, void *record)
{
	void *field = (char *)record + key->offset;
	if (key->type->clear != NULL)
		key->type->clear(field);
	bool good = key->type->read(reader, node, key, field);
	if (key->given != 0)
		memcpy((char *)record + key->given, &good, sizeof(good));
	return good;
}

static bool report_missing(struct schema_reader *reader,
			   const struct schema_map *map,
			   const struct schema_key *key,
			   const struct yaml_tree *node)
{
	reader->is_refused = true;
	diagnostic_add(reader->diagnostics, reader->ids->missing_key, node->at,
		       "%s lacks '%s', %s%s", map->name, key->name,
		       key->choices != NULL ? "one of: " : "",
		       key->choices != NULL ? key->choices
					    : key->type->expected);
	return false;
}

bool schema_read(struct schema_reader *reader, const struct schema_map *map,
		 const struct yaml_tree *node, void *record)
{
	bool good = true;
	if (node != NULL && node->kind != YAML_TREE_MAP) {
		good = schema_refuse_type(reader, node, "a group of keys");
		node = NULL;
	}
	for (size_t i = 0; i < map->count; i++) {
		const struct schema_key *key = &map->keys[i];
		const struct yaml_tree *value = yaml_tree_find(node, key->name);
		if (value != NULL) {
			good = read_key(reader, key, value, record) && good;
			continue;
		}
		read_default(reader, key, record);
		if (node != NULL && (key->flags & SCHEMA_REQUIRED) != 0)
			good = report_missing(reader, map, key, node);
	}
	const struct yaml_tree *child = node != NULL ? node->first : NULL;
	for (; child != NULL; child = child->next) {
		if (find_key(map, child->key->text) != NULL)
			continue;
		struct suggest search;
		suggest_init(&search, child->key->text);
		for (size_t i = 0; i < map->count; i++)
			suggest_add(&search, slice_from(map->keys[i].name));
		report_unknown(reader, child->key, map->name, &search);
		good = false;
	}
	if (map->finish != NULL && good)
		map->finish(reader, node, record);
	return good;
}
