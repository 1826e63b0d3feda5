/*
 * Files that are not on the disk: those of a folder as a version of it has
 * them, under the names they would have there. Their text is fetched when it
 * is first asked for. Links among them are followed; nothing leads out.
 */
#ifndef BASE_FILE_TREE_H
#define BASE_FILE_TREE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/file.h"
#include "base/intern.h"
#include "base/slice.h"

struct arena;
struct file_tree;

enum file_tree_kind {
	FILE_TREE_REGULAR,
	FILE_TREE_LINK, /* its text is where it leads */
	FILE_TREE_OTHER /* such as a repository within the repository */
};

struct file_tree_entry {
	enum file_tree_kind kind;
	struct slice object; /* what the text is fetched by */
	bool is_fetched;
	struct slice text;
};

/* Fetches the text of an entry, and of whatever else is cheaper fetched with
 * it: sets text and is_fetched. False when it cannot be had. */
typedef bool file_tree_fetch(struct file_tree *tree, size_t number);

struct file_tree {
	struct arena *arena;
	const char *folder; /* how paths name it: "", "../", "club/" */
	struct intern paths;
	struct file_tree_entry *entries; /* by the number of the path */
	size_t capacity;
	file_tree_fetch *fetch;
	void *context; /* for fetch */
};

/* An empty one, for paths that begin with `folder`. */
void file_tree_init(struct file_tree *tree, struct arena *arena,
		    const char *folder);

/* Adds a file; the path is below the folder, and lives as long as the tree. */
struct file_tree_entry *file_tree_add(struct file_tree *tree, struct slice path,
				      enum file_tree_kind kind);

/* The path below the folder without `.` and `..`, in the arena; text NULL when
 * it leads out of the folder. */
struct slice file_tree_path(const struct file_tree *tree, struct arena *arena,
			    const char *path);

/* file_read, from the tree; of the disk when `tree` is NULL. */
enum file_status file_tree_read(struct file_tree *tree, struct arena *arena,
				const char *path, bool copy, struct file *file);

#endif
