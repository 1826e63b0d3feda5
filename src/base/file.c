/*
 * Reading files whole. A path is opened without blocking and without
 * becoming a terminal's, so that neither a pipe nor a device behind a
 * journal's name can hold the program up; only regular files are read.
 */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/text.h"

enum {
	PIECE = 64 * 1024,
	INTERRUPTIONS_MAX = 100 /* in a row, before it is an error */
};

static enum file_status fail(struct file *file, int error)
{
	file->error = error;
	switch (error) {
	case ENOENT:
	case ENOTDIR:
		return FILE_MISSING;
	case EACCES:
	case EPERM:
		return FILE_DENIED;
	case ENXIO:
		return FILE_NOT_REGULAR;
	default:
		return FILE_FAILED;
	}
}

/* Reads to the end; that is probably behind `expected` bytes. */
static enum file_status read_all(struct arena *arena, int descriptor,
				 size_t expected, struct file *file)
{
	size_t room = expected + 1; /* to see the end */
	char *bytes = NULL;
	size_t capacity = 0;
	size_t length = 0;
	int interruptions = 0;

	*file = (struct file){ .text = { NULL, 0 } };
	for (;;) {
		ssize_t got;

		if (length == capacity)
			bytes = arena_grow(arena, bytes, length + room, 1,
					   &capacity);
		room = PIECE;
		got = read(descriptor, bytes + length, capacity - length);
		if (got < 0 && errno == EINTR &&
		    ++interruptions <= INTERRUPTIONS_MAX)
			continue;
		if (got < 0)
			return fail(file, errno);
		if (got == 0)
			break;
		interruptions = 0;
		length += (size_t)got;
		if (length > FILE_SIZE_MAX)
			return FILE_TOO_LARGE;
	}
	file->text = (struct slice){ bytes, length };
	return FILE_OK;
}

enum file_status file_read_all(struct arena *arena, int descriptor,
			       struct file *file)
{
	return read_all(arena, descriptor, PIECE, file);
}

/* Maps an open regular file of a size above 0. */
static enum file_status map(int descriptor, size_t size, struct file *file)
{
	void *bytes = mmap(NULL, size, PROT_READ, MAP_PRIVATE, descriptor, 0);

	if (bytes == MAP_FAILED)
		return fail(file, errno);
	file->text = (struct slice){ bytes, size };
	return FILE_OK;
}

/* What file_read does once the file is open. */
static enum file_status read_open(struct arena *arena, int descriptor,
				  bool copy, struct file *file)
{
	struct stat status;
	enum file_status result = FILE_OK;

	if (fstat(descriptor, &status) != 0)
		return fail(file, errno);
	if (!S_ISREG(status.st_mode))
		return FILE_NOT_REGULAR;
	if (status.st_size > (off_t)FILE_SIZE_MAX)
		return FILE_TOO_LARGE;
	if (copy)
		result = read_all(arena, descriptor, (size_t)status.st_size,
				  file);
	else if (status.st_size > 0)
		result = map(descriptor, (size_t)status.st_size, file);
	file->device = (uint64_t)status.st_dev;
	file->inode = (uint64_t)status.st_ino;
	return result;
}

enum file_status file_read(struct arena *arena, const char *path, bool copy,
			   struct file *file)
{
	enum file_status status;
	int descriptor;
	int interruptions = 0;

	*file = (struct file){ .text = { NULL, 0 } };
	do {
		descriptor = open(path,
				  O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	} while (descriptor < 0 && errno == EINTR &&
		 ++interruptions <= INTERRUPTIONS_MAX);
	if (descriptor < 0)
		return fail(file, errno);
	status = read_open(arena, descriptor, copy, file);
	close(descriptor);
	return status;
}

const char *file_reason(enum file_status status, const struct file *file)
{
	switch (status) {
	case FILE_OK:
		return "";
	case FILE_MISSING:
		return "no such file";
	case FILE_DENIED:
		return "permission denied";
	case FILE_NOT_REGULAR:
		return "not a regular file";
	case FILE_TOO_LARGE:
		return "larger than 2 GiB";
	case FILE_FAILED:
		return strerror(file->error);
	}
	return "";
}

const char *file_beside(struct arena *arena, const char *path,
			struct slice name)
{
	const char *slash = strrchr(path, '/');
	struct text joined;

	if (!slash || slice_starts(name, "/"))
		return arena_copy(arena, name.text, name.length);
	text_init(&joined, arena);
	text_add_bytes(&joined, path, (size_t)(slash - path) + 1);
	text_add_slice(&joined, name);
	return joined.bytes;
}
