/*
 * A table of paths. A file's identity is its number in the table, on a device
 * that no system has, so that each is read once here as well.
 */
#include "base/file_tree.h"

#include <errno.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"

enum {
	LINKS_MAX = 40 /* as the system's own limit */
};

void file_tree_init(struct file_tree *tree, struct arena *arena,
		    const char *folder)
{
	*tree = (struct file_tree){ .arena = arena, .folder = folder };
	intern_init(&tree->paths, arena, 0);
}

struct file_tree_entry *file_tree_add(struct file_tree *tree, struct slice path,
				      enum file_tree_kind kind)
{
	uint32_t number = intern_add(&tree->paths, path);

	tree->entries =
		arena_grow(tree->arena, tree->entries, tree->paths.count,
			   sizeof(*tree->entries), &tree->capacity);
	tree->entries[number] = (struct file_tree_entry){ .kind = kind };
	return &tree->entries[number];
}

/* Takes the last part off; false when there is none. */
static bool go_up(struct text *path)
{
	size_t length = path->length;

	if (length == 0)
		return false;
	while (length > 0 && path->bytes[length - 1] != '/')
		length--;
	path->length = length > 0 ? length - 1 : 0;
	return true;
}

/* Goes from a folder of the tree along the words of a path; false when they
 * lead out. */
static bool walk(struct text *path, struct slice words)
{
	while (words.length > 0) {
		struct slice part = slice_cut(words, '/', &words);

		if (part.length == 0 || slice_is(part, "."))
			continue;
		if (slice_is(part, "..")) {
			if (!go_up(path))
				return false;
			continue;
		}
		if (path->length > 0)
			text_add_char(path, '/');
		text_add_slice(path, part);
	}
	return true;
}

struct slice file_tree_path(const struct file_tree *tree, struct arena *arena,
			    const char *path)
{
	struct slice words = slice_from(path);
	struct text found;

	text_init(&found, arena);
	if (!slice_starts(words, tree->folder))
		return (struct slice){ NULL, 0 };
	words = slice_from_offset(words, strlen(tree->folder));
	if (slice_starts(words, "/") || !walk(&found, words))
		return (struct slice){ NULL, 0 };
	return text_slice(&found);
}

static enum file_status fail(struct file *file, enum file_status status)
{
	file->error = status == FILE_MISSING ? ENOENT : EIO;
	return status;
}

/* Where a link leads, as a path of the tree. */
static bool follow(struct arena *arena, struct slice link, struct slice *path)
{
	struct text found;

	if (slice_starts(link, "/"))
		return false;
	text_init(&found, arena);
	text_add_slice(&found, *path);
	if (!go_up(&found) || !walk(&found, link))
		return false;
	*path = text_slice(&found);
	return true;
}

enum file_status file_tree_read(struct file_tree *tree, struct arena *arena,
				const char *path, bool copy, struct file *file)
{
	struct slice name;

	if (!tree)
		return file_read(arena, path, copy, file);
	*file = (struct file){ .text = { NULL, 0 } };
	name = file_tree_path(tree, arena, path);
	for (int i = 0; i < LINKS_MAX && name.text; i++) {
		uint32_t number = intern_find(&tree->paths, name);
		struct file_tree_entry *entry;

		if (number == INTERN_NONE)
			break;
		entry = &tree->entries[number];
		if (entry->kind == FILE_TREE_OTHER)
			return fail(file, FILE_NOT_REGULAR);
		if (!entry->is_fetched && !tree->fetch(tree, number))
			return fail(file, FILE_FAILED);
		if (entry->kind == FILE_TREE_REGULAR) {
			file->text = entry->text;
			file->device = UINT64_MAX;
			file->inode = (uint64_t)number + 1;
			return FILE_OK;
		}
		if (!follow(arena, entry->text, &name))
			break;
	}
	return fail(file, FILE_MISSING);
}
