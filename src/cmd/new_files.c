/*
 * New files, created exclusively and synced before the folder is.
 */
#include "cmd/new_files.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "cmd/session.h"
#include "store/io.h"

enum {
	MODE = 0666, /* less the umask */
	PRIVATE_MODE = 0600,
	FOLDER_MODE = 0777
};

const char *new_files_join(struct session *session, const char *folder,
			   const char *name)
{
	if (slice_is(slice_from(folder), "."))
		return name;
	return arena_print(session->arena, "%s%s%s", folder,
			   slice_ends(slice_from(folder), "/") ? "" : "/",
			   name);
}

bool new_files_exist(struct session *session, const char *folder,
		     const char *name)
{
	struct stat status;

	return lstat(new_files_join(session, folder, name), &status) == 0;
}

bool new_files_make_folder(struct session *session, const char *path)
{
	char *part = arena_copy(session->arena, path, strlen(path));

	for (size_t i = 1; i <= strlen(path); i++) {
		if (path[i] != '/' && path[i] != '\0')
			continue;
		part[i] = '\0';
		if (mkdir(part, FOLDER_MODE) != 0 && errno != EEXIST) {
			message_error(&session->terminal,
				      "cannot make the folder '%s': %s", part,
				      strerror(errno));
			return false;
		}
		part[i] = path[i];
	}
	return true;
}

/* Writes one; 0, or the errno. */
static int write_file(const char *path, const struct new_file *file)
{
	const struct io *io = io_system();
	int descriptor = io_open(io, path, O_WRONLY | O_CREAT | O_EXCL,
				 file->is_private ? PRIVATE_MODE : MODE);

	if (descriptor < 0)
		return errno;
	int error = io_save(io, descriptor, file->text);
	if (error == 0 && io->fsync(descriptor) != 0)
		error = errno;
	if (io->close(descriptor) != 0 && error == 0)
		error = errno;
	if (error != 0)
		(void)io->unlink(path);
	return error;
}

/* The folder part of a path, NULL when it has none. */
static const char *folder_of(struct session *session, const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL || slash == path
		       ? NULL
		       : arena_copy(session->arena, path,
				    (size_t)(slash - path));
}

bool new_files_save(struct session *session, const char *folder,
		    const struct new_file *files, size_t count)
{
	int error = 0;

	for (size_t i = 0; i < count; i++) {
		const char *path =
			new_files_join(session, folder, files[i].path);
		const char *within = folder_of(session, path);
		if (within != NULL && !new_files_make_folder(session, within))
			error = -1;
		if (error == 0)
			error = write_file(path, &files[i]);
		if (error == 0)
			error = io_save_folder(session->arena, io_system(),
					       path);
		if (error == 0)
			continue;
		if (error > 0)
			message_error(&session->terminal,
				      "cannot make '%s': %s", path,
				      strerror(error));
		while (i-- > 0)
			(void)io_system()->unlink(
				new_files_join(session, folder, files[i].path));
		return false;
	}
	return true;
}

bool new_files_append(struct session *session, const char *path,
		      const char *line)
{
	const struct io *io = io_system();
	struct file before;
	enum file_status status =
		file_read(session->arena, path, true, &before);
	const char *within = folder_of(session, path);
	bool needs_end = status == FILE_OK && before.text.length > 0 &&
			 !slice_ends(before.text, "\n");

	if ((status != FILE_OK && status != FILE_MISSING) ||
	    (within != NULL && !new_files_make_folder(session, within)))
		return false;
	int descriptor = io_open(io, path, O_WRONLY | O_CREAT | O_APPEND, MODE);
	if (descriptor < 0)
		return false;
	int error =
		io_save(io, descriptor,
			slice_from(arena_print(session->arena, "%s%s\n",
					       needs_end ? "\n" : "", line)));
	return io->close(descriptor) == 0 && error == 0;
}
