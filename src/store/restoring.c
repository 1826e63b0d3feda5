/*
 * An empty file, whose being there is all it says.
 */
#include "store/restoring.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>

#include "base/arena.h"
#include "store/io.h"

/* FOLDER/.NAME.restoring of the file the path leads to. */
static const char *mark_path(struct arena *arena, const struct io *io,
			     const char *journal)
{
	const char *path = io_follow(arena, io, journal);
	const char *slash = strrchr(path, '/');
	int folder = slash ? (int)(slash - path) + 1 : 0;

	return arena_print(arena, "%.*s.%s.restoring", folder, path,
			   path + folder);
}

int restoring_save(struct arena *arena, const struct io *io,
		   const char *journal)
{
	const char *path = mark_path(arena, io, journal);
	int descriptor =
		io_open(io, path, O_WRONLY | O_CREAT | O_NOFOLLOW, 0600);

	if (descriptor < 0)
		return errno;
	int error = io->fsync(descriptor) < 0 ? errno : 0;
	io->close(descriptor);
	return error ? error : io_save_folder(arena, io, path);
}

int restoring_delete(struct arena *arena, const struct io *io,
		     const char *journal)
{
	const char *path = mark_path(arena, io, journal);

	if (io->unlink(path) < 0)
		return errno == ENOENT ? 0 : errno;
	return io_save_folder(arena, io, path);
}

bool restoring_exists(struct arena *arena, const struct io *io,
		      const char *journal)
{
	struct stat status;

	return io->stat(mark_path(arena, io, journal), &status) == 0 ||
	       errno != ENOENT;
}
