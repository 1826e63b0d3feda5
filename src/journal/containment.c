/*
 * A path that is a link is followed first; then one goes up by `..` from the
 * folder of what it leads to, until the folder wanted is met, or the top.
 */
#include "journal/containment.h"

#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"

enum {
	LINKS_MAX = 40 /* as the system's own limit */
};

void containment_init(struct containment *folder, struct arena *arena,
		      const char *path)
{
	struct stat status;

	*folder = (struct containment){ .known = false };
	if (stat(file_beside(arena, path, SLICE(".")), &status) != 0)
		return;
	folder->device = (uint64_t)status.st_dev;
	folder->inode = (uint64_t)status.st_ino;
	folder->known = true;
}

/* The path behind the links that the last part of a path may be; NULL when
 * there is nothing, or too many. */
static const char *follow_links(struct arena *arena, const char *path)
{
	for (int i = 0; i < LINKS_MAX; i++) {
		char target[PATH_MAX];
		struct stat status;
		ssize_t length;

		if (lstat(path, &status) != 0)
			return NULL;
		if (!S_ISLNK(status.st_mode))
			return path;
		length = readlink(path, target, sizeof(target));
		if (length <= 0)
			return NULL;
		path = file_beside(arena, path,
				   (struct slice){ target, (size_t)length });
	}
	return NULL;
}

enum containment_answer containment_find(struct containment *folder,
					 struct arena *arena, const char *path)
{
	path = follow_links(arena, path);
	return path ? containment_find_file(folder, arena, path)
		    : CONTAINMENT_UNKNOWN;
}

enum containment_answer containment_find_file(struct containment *folder,
					      struct arena *arena,
					      const char *path)
{
	struct stat status;
	struct stat below = { .st_nlink = 0 };
	const char *home = file_beside(arena, path, SLICE("."));
	const char *above = home;

	if (folder->inside && strcmp(folder->inside, home) == 0)
		return CONTAINMENT_INSIDE;
	while (folder->known && stat(above, &status) == 0) {
		if ((uint64_t)status.st_dev == folder->device &&
		    (uint64_t)status.st_ino == folder->inode) {
			folder->inside = home;
			return CONTAINMENT_INSIDE;
		}
		if (below.st_nlink > 0 && status.st_dev == below.st_dev &&
		    status.st_ino == below.st_ino)
			break;
		below = status;
		above = arena_print(arena, "%s/..", above);
	}
	return CONTAINMENT_OUTSIDE;
}
