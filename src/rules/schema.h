/*
 * What a file may say, as tables: one row a key, with its type, its default,
 * its place in the record it fills and a line of help. The reader walks the
 * tables, not the file: unknown keys get a did-you-mean, missing ones are
 * named, every value is checked by its type. The printer walks the same
 * tables back into canonical YAML.
 *
 * A type is a small object: it reads a node into a field and prints the field
 * again. Rows are read in the order of their table, whatever the file's
 * order, so that a later row may rest on an earlier one.
 */
#ifndef RULES_SCHEMA_H
#define RULES_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diagnostic.h"
#include "base/slice.h"
#include "base/suggest.h"
#include "base/text.h"
#include "rules/yaml_tree.h"

struct schema_key;

/* The ids under which a kind of file complains. */
struct schema_ids {
	enum diagnostic_id unknown_key;
	enum diagnostic_id missing_key;
	enum diagnostic_id bad_value;
};

enum {
	SCHEMA_REFUSALS_MAX = 1000, /* complaints about one file */
	SCHEMA_ENTRIES_MAX = 1000   /* of a list of records */
};

struct schema_reader {
	struct arena *arena;
	struct diagnostics *diagnostics;
	const struct schema_ids *ids;
	void *context;   /* what the types of this kind of file need to know */
	size_t refusals; /* so far; those beyond the limit are not told */
};

struct schema_printer {
	struct text *text;
	size_t indent;
	bool begins_entry; /* the next line is the first of a list's entry */
	bool defaults;     /* spelled out; else left out */
	void *context;     /* what the types need to know */
};

struct schema_type {
	/* "a date such as 2026-01-31": for messages and the manual */
	const char *expected;
	/* Fills the field; false when it complained. */
	bool (*read)(struct schema_reader *reader, const struct yaml_tree *node,
		     const struct schema_key *key, void *field);
	/* Appends `key: value` by schema_print_value, or nothing when the
	 * field is not given. */
	void (*print)(struct schema_printer *printer,
		      const struct schema_key *key, const void *field);
	/* What a field holds that is not given; NULL: left as it is, which is
	 * zero bytes in a new record. */
	void (*clear)(void *field);
	bool is_group; /* a record in place: its defaults hold without it */
};

enum schema_flag {
	SCHEMA_REQUIRED = 1,
	SCHEMA_UNPRINTED = 2 /* no part of the canonical text */
};

/* A set of keys: a record, an entry of a list. */
struct schema_map {
	const char *name; /* as in messages: "earn rule" */
	const struct schema_key *keys;
	size_t count;
	size_t size; /* of the record */
	/* After the keys: what only the whole record tells. May be NULL; node
	 * is NULL when the file does not have the map at all. */
	void (*finish)(struct schema_reader *reader,
		       const struct yaml_tree *node, void *record);
};

struct schema_key {
	const char *name;
	const struct schema_type *type;
	size_t offset; /* of the field in its record */
	unsigned flags;
	/* The default as the printer would write it; NULL: none. Seals rest
	 * on texts that leave it out: it never changes. */
	const char *fallback;
	const char *choices; /* of a choice: the words, a blank between */
	const struct schema_map *map; /* of a map or list: its keys */
	size_t given; /* offset of a bool set when the key is there; 0: none */
	size_t count; /* offset of a list's count */
	/* Whether the key has a meaning for this record; NULL: always. */
	bool (*applies)(const void *record);
	const char *help;
};

/*
 * Reads a map node into a record: fills in the defaults, reads what is there,
 * complains of the rest, then finishes. node NULL: all is default, nothing is
 * missing. False when it complained.
 */
bool schema_read(struct schema_reader *reader, const struct schema_map *map,
		 const struct yaml_tree *node, void *record);

/* Complains of a value: bad_value at the node. Always false. */
bool schema_refuse(struct schema_reader *reader, struct place at,
		   const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* "'text' is not EXPECTED", for a node of any kind. Always false. */
bool schema_refuse_type(struct schema_reader *reader,
			const struct yaml_tree *node, const char *expected);

/* Complains of a key that is none of the words (a blank between), with a
 * did-you-mean; `where` as in "unknown key 'x' in WHERE". */
void schema_refuse_key(struct schema_reader *reader,
		       const struct yaml_tree *key, const char *where,
		       const char *words);

/* Complains of a record as a whole under another id, to which notes can be
 * added; NULL when there were too many complaints already. */
struct diagnostic *schema_refuse_as(struct schema_reader *reader,
				    enum diagnostic_id id, struct place at,
				    const char *message);

/* True when no more complaints are told: nothing need be looked up for one. */
bool schema_is_silent(const struct schema_reader *reader);

/* "unknown KIND 'name'", with the nearest of those that were offered, or
 * where to define it. Always false. */
bool schema_refuse_unknown(struct schema_reader *reader, struct place at,
			   const char *kind, const struct suggest *search,
			   const char *section);

/* True for at most SCHEMA_ENTRIES_MAX children; else complains. */
bool schema_check_count(struct schema_reader *reader,
			const struct yaml_tree *node);

/* True for a text that is not empty; else complains. */
bool schema_is_text(struct schema_reader *reader, const struct yaml_tree *node,
		    const char *expected);

/* Appends the record's keys as YAML at the printer's indent. */
void schema_print(struct schema_printer *printer, const struct schema_map *map,
		  const void *record);

/* Appends `name: value` or `- name: value`; the value is written as it is. */
void schema_print_value(struct schema_printer *printer, struct slice name,
			struct slice value);

/* Appends `name:` alone on its line, for what is nested below. */
void schema_print_heading(struct schema_printer *printer, struct slice name);

/* Appends one entry of a list whose heading is at the printer's indent. */
void schema_print_entry(const struct schema_printer *printer,
			const struct schema_map *map, const void *record);

/* Appends a text as a YAML scalar, quoted where it must be. */
void schema_add_quoted(struct text *text, struct slice value);

#endif
