/*
 * Patterns of file names: `*`, `?` and `[a-z]`, by bytes and independent of
 * the locale. A leading dot is matched by a dot only, a slash by a slash
 * only. Matching takes time in proportion to both lengths, whatever the
 * pattern.
 */
#ifndef JOURNAL_WILDCARD_H
#define JOURNAL_WILDCARD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

struct arena;
struct file_tree;

enum {
	WILDCARD_ENTRIES_MAX = 100000 /* names looked at for one pattern */
};

struct wildcard_path {
	const char *path; /* in the arena */
	bool is_file;     /* itself, no link to one; false: not known */
};

/* In order of their bytes. */
struct wildcard_list {
	struct wildcard_path *paths;
	size_t count;
	size_t capacity;
	size_t entries; /* names looked at */
	bool too_many;  /* a limit was reached; the list is not whole */
	int error;      /* errno of a folder that could not be looked at, 0 */
	const char *failed; /* and the folder: the list is not whole */
};

/* True when the text has any of * ? [. */
bool wildcard_is_pattern(struct slice text);

/* True when the name (without slashes) matches the pattern. */
bool wildcard_matches(struct slice pattern, struct slice name);

/*
 * The paths that match and are no folders: `folder` (ended by a slash, or empty)
 * literally, then the pattern, part by part. At most `limit` of them. One that
 * is there but cannot be looked at is among them, so that reading it says why.
 */
struct wildcard_list wildcard_expand(struct arena *arena, const char *folder,
				     struct slice pattern, size_t limit);

/* The same among the files of a tree, in its order. */
struct wildcard_list wildcard_expand_tree(struct arena *arena,
					  const struct file_tree *tree,
					  const char *folder,
					  struct slice pattern);

#endif
