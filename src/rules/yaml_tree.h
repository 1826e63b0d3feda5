/*
 * A YAML file as a tree of texts, lists and maps, every node with its place.
 * All scalars are text: whoever reads the tree decides what a number is. It
 * is data only: no aliases, anchors, tags, merge keys or second documents;
 * a key stands once; nesting and size are bounded. Knows nothing of rules.
 */
#ifndef RULES_YAML_TREE_H
#define RULES_YAML_TREE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diagnostic.h"
#include "base/slice.h"
#include "base/source.h"

struct arena;

enum {
	YAML_TREE_DEPTH_MAX = 32,
	YAML_TREE_SIZE_MAX = 1 << 20 /* bytes */
};

enum yaml_tree_kind {
	YAML_TREE_TEXT,
	YAML_TREE_LIST,
	YAML_TREE_MAP
};

/* One node. Children of a list or map are linked in the file's order. */
struct yaml_tree {
	enum yaml_tree_kind kind;
	bool is_quoted;    /* a text in quotes, or a block text */
	struct place at;   /* a text with its quotes; a map: its first key or
			    * brace; a list: its dash or bracket */
	struct slice text; /* of a text; within the source where it can be */
	const struct yaml_tree *key; /* of a child of a map, a text */
	struct yaml_tree *first;
	struct yaml_tree *next;
	size_t count; /* of children */
};

/* The ids under which a kind of file complains. */
struct yaml_tree_ids {
	enum diagnostic_id syntax;
	enum diagnostic_id duplicate_key;
};

/*
 * Reads the whole source. NULL when it is not YAML as described above; each
 * complaint has its place. Nodes live in the arena and point into the source.
 */
struct yaml_tree *yaml_tree_parse(struct arena *arena, struct source *source,
				  const struct yaml_tree_ids *ids,
				  struct diagnostics *diagnostics);

/* The value of a key of a map, or NULL. */
const struct yaml_tree *yaml_tree_find(const struct yaml_tree *map,
				       const char *key);

/*
 * Where bytes of a text node stand in the source, quotes and escapes counted;
 * the whole node when the text runs over several lines.
 */
struct place yaml_tree_place(const struct yaml_tree *node, size_t offset,
			     size_t length);

#endif
