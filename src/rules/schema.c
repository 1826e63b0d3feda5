/*
 * The walk over the tables, in both directions. Knows maps and their keys;
 * what a value is, the types know.
 */
#include "rules/schema.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum {
	SHOWN_MAX = 60, /* bytes of a value in a message */
	LINE_MAX_BYTES = 512
};

/* --- complaints ------------------------------------------------------------- */

/* Every complaint goes through here; NULL beyond the limit. */
static struct diagnostic *complain(struct schema_reader *reader,
				   enum diagnostic_id id, struct place at,
				   const char *message)
{
	if (reader->refusals++ >= SCHEMA_REFUSALS_MAX)
		return NULL;
	return diagnostic_add(reader->diagnostics, id, at, "%s", message);
}

bool schema_is_silent(const struct schema_reader *reader)
{
	return reader->refusals >= SCHEMA_REFUSALS_MAX;
}

bool schema_refuse(struct schema_reader *reader, struct place at,
		   const char *format, ...)
{
	char line[LINE_MAX_BYTES];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(line, sizeof(line), format, arguments);
	va_end(arguments);
	complain(reader, reader->ids->bad_value, at, line);
	return false;
}

struct diagnostic *schema_refuse_as(struct schema_reader *reader,
				    enum diagnostic_id id, struct place at,
				    const char *message)
{
	return complain(reader, id, at, message);
}

/* A name as a message shows it. */
static struct slice shown(struct slice name)
{
	return name.length > SHOWN_MAX ? SLICE("…") : name;
}

bool schema_refuse_unknown(struct schema_reader *reader, struct place at,
			   const char *kind, const struct suggest *search,
			   const char *section)
{
	struct slice name = shown(search->wanted);
	struct slice near = suggest_take(search);
	if (near.length > 0)
		return schema_refuse(reader, at,
				     "unknown %s '%.*s', did you mean '%.*s'?",
				     kind, SLICE_ARGS(name), SLICE_ARGS(near));
	return schema_refuse(reader, at,
			     "unknown %s '%.*s': define it under '%s'", kind,
			     SLICE_ARGS(name), section);
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
	char line[LINE_MAX_BYTES];
	struct slice near = suggest_take(search);
	struct slice name = shown(key->text);
	if (near.length > 0)
		snprintf(line, sizeof(line),
			 "unknown key '%.*s' in %s, did you mean '%.*s'?",
			 SLICE_ARGS(name), where, SLICE_ARGS(near));
	else
		snprintf(line, sizeof(line), "unknown key '%.*s' in %s%s",
			 SLICE_ARGS(name), where,
			 is_number_tail(name)
				 ? ": write numbers without a comma"
				 : "");
	complain(reader, reader->ids->unknown_key, key->at, line);
}

void schema_refuse_key(struct schema_reader *reader,
		       const struct yaml_tree *key, const char *where,
		       const char *words)
{
	struct suggest search;
	if (schema_is_silent(reader))
		return;
	suggest_init(&search, key->text);
	struct slice rest = slice_from(words);
	while (rest.length > 0)
		suggest_add(&search, slice_cut(rest, ' ', &rest));
	report_unknown(reader, key, where, &search);
}

bool schema_check_count(struct schema_reader *reader,
			const struct yaml_tree *node)
{
	return node->count <= SCHEMA_ENTRIES_MAX ||
	       schema_refuse(reader, node->at, "%zu entries, more than %d",
			     node->count, SCHEMA_ENTRIES_MAX);
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
	char line[LINE_MAX_BYTES];
	snprintf(line, sizeof(line), "%s lacks '%s', %s%s", map->name,
		 key->name, key->choices != NULL ? "one of: " : "",
		 key->choices != NULL ? key->choices : key->type->expected);
	complain(reader, reader->ids->missing_key, node->at, line);
	return false;
}

/* Complains of the keys that the table does not have. */
static bool check_keys(struct schema_reader *reader,
		       const struct schema_map *map,
		       const struct yaml_tree *node)
{
	bool good = true;
	for (const struct yaml_tree *child = node->first; child != NULL;
	     child = child->next) {
		struct suggest search;
		if (find_key(map, child->key->text) != NULL)
			continue;
		good = false;
		if (schema_is_silent(reader))
			break;
		suggest_init(&search, child->key->text);
		for (size_t i = 0; i < map->count; i++)
			suggest_add(&search, slice_from(map->keys[i].name));
		report_unknown(reader, child->key, map->name, &search);
	}
	return good;
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
	if (node != NULL)
		good = check_keys(reader, map, node) && good;
	if (map->finish != NULL && good)
		map->finish(reader, node, record);
	return good;
}
