/*
 * Looking into the two places where share/ may be.
 */
#include "cmd/share.h"

#include <dirent.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"

/* Only the program of the tree knows the tree. */
static const char *const places[] = {
#ifdef POINTBOOK_SOURCE_SHARE
	POINTBOOK_SOURCE_SHARE,
#endif
	POINTBOOK_DATADIR,
};

const char *share_find(struct arena *arena, const char *name)
{
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		struct stat status;
		const char *path = arena_print(arena, "%s/%s", places[i], name);
		if (stat(path, &status) == 0)
			return path;
	}
	return NULL;
}

/* Puts a name where it belongs among those sorted already. */
static void insert(const char **names, size_t count, const char *name)
{
	size_t at = count;
	while (at > 0 && strcmp(names[at - 1], name) > 0) {
		names[at] = names[at - 1];
		at--;
	}
	names[at] = name;
}

struct option_list share_list(struct arena *arena, const char *folder,
			      const char *ending)
{
	const char **names = NULL;
	size_t count = 0;
	size_t capacity = 0;
	const char *path = share_find(arena, folder);
	DIR *entries = path ? opendir(path) : NULL;
	const struct dirent *entry;
	while (entries && (entry = readdir(entries))) {
		struct slice name = slice_from(entry->d_name);
		if (!slice_ends(name, ending) || name.text[0] == '.')
			continue;
		names = arena_grow(arena, names, count + 1, sizeof(*names),
				   &capacity);
		insert(names, count++,
		       arena_copy(arena, name.text,
				  name.length - strlen(ending)));
	}
	if (entries)
		(void)closedir(entries);
	return (struct option_list){ names, count };
}
