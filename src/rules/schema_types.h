/*
 * The types of values that any kind of file may use. Each names the C type of
 * its field; what is not given is zero bytes where nothing else is said.
 */
#ifndef RULES_SCHEMA_TYPES_H
#define RULES_SCHEMA_TYPES_H

#include "rules/schema.h"

/* struct slice: text of one line; empty when not given. */
extern const struct schema_type schema_text;
/* struct slice: a word as journals write it (scalar_is_id). */
extern const struct schema_type schema_id;
/* bool: true or false. */
extern const struct schema_type schema_boolean;
/* An enum: the number of the word among the key's choices. */
extern const struct schema_type schema_choice;
/* bool: false is the first, true the second of the key's choices. */
extern const struct schema_type schema_switch;
/* struct day: YYYY-MM-DD; DAY_NONE when not given. */
extern const struct schema_type schema_date;
/* struct span; `given` tells whether it is there. */
extern const struct schema_type schema_span;
/* struct decimal: mantissa -1 when not given. */
extern const struct schema_type schema_decimal;
/* struct decimal: the number before the %; mantissa -1 when not given. */
extern const struct schema_type schema_percent;
/* int: a whole number of at least 1; 0 when not given. */
extern const struct schema_type schema_count;
/* A struct in place, read by the key's map. */
extern const struct schema_type schema_group;
/* A pointer to an array of structs of the key's map, and a size_t count. */
extern const struct schema_type schema_list;

/* Reads a list's entries into an array in the arena; false when it
 * complained. What schema_list does, for types that know more. */
bool schema_types_read_list(struct schema_reader *reader,
			    const struct yaml_tree *node,
			    const struct schema_map *map, void **array,
			    size_t *count);

#endif
