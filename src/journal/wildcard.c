/*
 * Matching goes back to the latest star only, which is enough; expanding
 * reads a folder for each part that has a pattern and counts what it reads.
 */
/* NOLINTNEXTLINE(readability-identifier-naming): the system's own name */
#define _DEFAULT_SOURCE /* d_type */
#include "journal/wildcard.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/file_tree.h"
#include "base/text.h"

struct expansion {
	struct arena *arena;
	struct wildcard_list list;
	size_t limit;
};

bool wildcard_is_pattern(struct slice text)
{
	return slice_find(text, '*') < text.length ||
	       slice_find(text, '?') < text.length ||
	       slice_find(text, '[') < text.length;
}

/*
 * Matches one byte against the set that begins at pattern.text[0] == '['.
 * *length is the set's length, 0 when it is not closed (then `[` is itself).
 */
static bool matches_set(struct slice pattern, char byte, size_t *length)
{
	size_t at = 1;
	bool negated = pattern.length > 1 &&
		       (pattern.text[1] == '!' || pattern.text[1] == '^');
	bool found = false;
	size_t first;
	unsigned char wanted = (unsigned char)byte;

	at += negated;
	first = at;
	*length = 0;
	while (at < pattern.length &&
	       (pattern.text[at] != ']' || at == first)) {
		unsigned char low = (unsigned char)pattern.text[at];
		unsigned char high = low;

		if (at + 2 < pattern.length && pattern.text[at + 1] == '-' &&
		    pattern.text[at + 2] != ']') {
			high = (unsigned char)pattern.text[at + 2];
			at += 2;
		}
		found = found || (low <= wanted && wanted <= high);
		at++;
	}
	if (at < pattern.length)
		*length = at + 1;
	return found != negated;
}

/* Matches one byte against what the pattern begins with, not a star;
 * returns how much of the pattern that was, 0 when it does not match. */
static size_t match_one(struct slice pattern, char byte)
{
	size_t length = 1;

	if (pattern.length == 0)
		return 0;
	if (pattern.text[0] == '?')
		return 1;
	if (pattern.text[0] == '[') {
		bool found = matches_set(pattern, byte, &length);

		if (length > 0)
			return found ? length : 0;
	}
	return pattern.text[0] == byte ? 1 : 0;
}

bool wildcard_matches(struct slice pattern, struct slice name)
{
	struct slice after_star = { NULL, 0 };
	struct slice retry = name;

	if (slice_starts(name, ".") && !slice_starts(pattern, "."))
		return false;
	while (name.length > 0) {
		size_t length;

		if (slice_starts(pattern, "*")) {
			pattern = slice_from_offset(pattern, 1);
			after_star = pattern;
			retry = name;
			if (pattern.length == 0)
				return true;
			continue;
		}
		length = match_one(pattern, name.text[0]);
		if (length > 0) {
			pattern = slice_from_offset(pattern, length);
			name = slice_from_offset(name, 1);
			continue;
		}
		if (!after_star.text)
			return false;
		retry = slice_from_offset(retry, 1);
		name = retry;
		pattern = after_star;
	}
	while (slice_starts(pattern, "*"))
		pattern = slice_from_offset(pattern, 1);
	return pattern.length == 0;
}

static int compare_paths(const void *a, const void *b)
{
	const struct wildcard_path *left = a;
	const struct wildcard_path *right = b;

	return strcmp(left->path, right->path);
}

static void add(struct arena *arena, struct wildcard_list *list,
		const char *path, bool is_file)
{
	list->paths = arena_grow(arena, list->paths, list->count + 1,
				 sizeof(*list->paths), &list->capacity);
	list->paths[list->count++] = (struct wildcard_path){ path, is_file };
}

/* True when the folder's entry says that it is a regular file. */
static bool is_file(const struct dirent *entry)
{
#ifdef _DIRENT_HAVE_D_TYPE
	return entry->d_type == DT_REG;
#else
	(void)entry;
	return false;
#endif
}

/* Notes the first folder that could not be looked at; what is not there, or no
 * folder, matches nothing. */
static void note_failure(struct expansion *expansion, const char *folder,
			 int error)
{
	if (error == 0 || error == ENOENT || error == ENOTDIR ||
	    expansion->list.error != 0)
		return;
	expansion->list.error = error;
	expansion->list.failed = *folder ? folder : ".";
}

static const struct dirent *next_entry(struct expansion *expansion,
				       const char *folder, DIR *opened)
{
	const struct dirent *entry;

	errno = 0;
	entry = readdir(opened);
	if (!entry)
		note_failure(expansion, folder, errno);
	return entry;
}

/* The names of a folder that match, sorted by bytes. */
static struct wildcard_list list_folder(struct expansion *expansion,
					const char *folder,
					struct slice pattern)
{
	struct wildcard_list names = { .paths = NULL };
	DIR *opened = opendir(*folder ? folder : ".");
	const struct dirent *entry;

	if (!opened) {
		note_failure(expansion, folder, errno);
		return names;
	}
	while ((entry = next_entry(expansion, folder, opened)) != NULL) {
		struct slice name = slice_from(entry->d_name);

		if (++expansion->list.entries > WILDCARD_ENTRIES_MAX) {
			expansion->list.too_many = true;
			break;
		}
		if (slice_is(name, ".") || slice_is(name, "..") ||
		    !wildcard_matches(pattern, name))
			continue;
		add(expansion->arena, &names,
		    arena_copy(expansion->arena, name.text, name.length),
		    is_file(entry));
	}
	closedir(opened);
	if (names.count > 1)
		qsort(names.paths, names.count, sizeof(*names.paths),
		      compare_paths);
	return names;
}

/* Takes a path that is complete, unless it leads nowhere or to a folder, which
 * a file does not. */
static void add_path(struct expansion *expansion, const char *path,
		     bool is_file)
{
	struct wildcard_list *list = &expansion->list;
	struct stat status;

	if (!is_file && stat(path, &status) != 0) {
		if (errno == ENOENT || errno == ENOTDIR)
			return;
	} else if (!is_file && S_ISDIR(status.st_mode)) {
		return;
	}
	if (list->count == expansion->limit) {
		list->too_many = true;
		return;
	}
	add(expansion->arena, list, path, is_file);
}

/* One more part of the path; the pattern's parts limit the depth. */
static void expand(struct expansion *expansion, const char *folder,
		   struct slice pattern)
{
	struct slice rest;
	struct slice part = slice_cut(pattern, '/', &rest);
	struct wildcard_list names;
	const char *slash = part.length < pattern.length ? "/" : "";

	if (expansion->list.too_many)
		return;
	if (!wildcard_is_pattern(part)) {
		const char *path = arena_print(expansion->arena, "%s%.*s%s",
					       folder, SLICE_ARGS(part), slash);

		if (*slash)
			expand(expansion, path, rest);
		else
			add_path(expansion, path, false);
		return;
	}
	names = list_folder(expansion, folder, part);
	for (size_t i = 0; i < names.count; i++) {
		const char *path =
			arena_print(expansion->arena, "%s%s%s", folder,
				    names.paths[i].path, slash);

		if (*slash)
			expand(expansion, path, rest);
		else
			add_path(expansion, path, names.paths[i].is_file);
	}
}

struct wildcard_list wildcard_expand(struct arena *arena, const char *folder,
				     struct slice pattern, size_t limit)
{
	struct expansion expansion = { .arena = arena, .limit = limit };

	expand(&expansion, folder, pattern);
	return expansion.list;
}

/* Matches a path part by part. */
static bool matches_path(struct slice pattern, struct slice path)
{
	while (pattern.length > 0 && path.length > 0) {
		struct slice part = slice_cut(pattern, '/', &pattern);

		if (!wildcard_matches(part, slice_cut(path, '/', &path)))
			return false;
	}
	return pattern.length == 0 && path.length == 0;
}

struct wildcard_list wildcard_expand_tree(struct arena *arena,
					  const struct file_tree *tree,
					  const char *folder,
					  struct slice pattern)
{
	struct slice below = file_tree_path(tree, arena, folder);
	struct wildcard_list list = { .paths = NULL };

	if (below.length > 0)
		below = slice_from(
			arena_print(arena, "%.*s/", SLICE_ARGS(below)));
	for (uint32_t i = 0; i < tree->paths.count; i++) {
		struct slice path = intern_text(&tree->paths, i);
		struct slice rest = slice_from_offset(path, below.length);

		if (path.length <= below.length ||
		    memcmp(path.text, below.text, below.length) != 0 ||
		    !matches_path(pattern, rest))
			continue;
		add(arena, &list,
		    arena_print(arena, "%s%.*s", folder, SLICE_ARGS(rest)),
		    false);
	}
	return list;
}
