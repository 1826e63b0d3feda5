/*
 * Looking for the book upwards, until the root folder; names stay relative,
 * as messages show them.
 */
#include "cmd/book_path.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/text.h"

enum {
	DEPTH_MAX = 128
};

static struct option_list one_path(struct arena *arena, const char *path)
{
	const char **paths = arena_take_array(arena, 1, sizeof(*paths));
	paths[0] = path;
	return (struct option_list){ paths, 1 };
}

/* True when two folders are the same: then there is nothing above. */
static bool is_top(const char *folder, const char *above)
{
	struct stat a;
	struct stat b;
	return stat(folder, &a) != 0 || stat(above, &b) != 0 ||
	       (a.st_dev == b.st_dev && a.st_ino == b.st_ino);
}

static struct option_list find_upwards(struct arena *arena)
{
	struct text prefix;
	text_init(&prefix, arena);
	for (int depth = 0; depth < DEPTH_MAX; depth++) {
		struct stat status;
		const char *path =
			arena_print(arena, "%sbook.points", prefix.bytes);
		if (stat(path, &status) == 0 && S_ISREG(status.st_mode))
			return one_path(arena, path);
		const char *folder = arena_print(arena, "%s.", prefix.bytes);
		text_add(&prefix, "../");
		if (is_top(folder, prefix.bytes))
			break;
	}
	return (struct option_list){ NULL, 0 };
}

struct option_list book_path_find(struct arena *arena,
				  const struct option_list *given)
{
	if (given->count > 0)
		return *given;
	const char *named = getenv("POINTBOOK_FILE");
	if (named && named[0] != '\0')
		return one_path(arena, named);
	return find_upwards(arena);
}
