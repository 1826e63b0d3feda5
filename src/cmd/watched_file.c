/*
 * The times are read before the bytes: a change while these are compared shows
 * as other times at the next look.
 */
#include "cmd/watched_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "store/io.h"

enum {
	PIECE = 64 * 1024
};

static int64_t nanoseconds(struct timespec time)
{
	return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static void note(struct watched_file *file, const struct stat *status)
{
	file->device = (uint64_t)status->st_dev;
	file->inode = (uint64_t)status->st_ino;
	file->size = status->st_size;
	file->modified = nanoseconds(status->st_mtim);
	file->changed = nanoseconds(status->st_ctim);
}

static bool is_noted(const struct watched_file *file, const struct stat *status)
{
	return file->device == (uint64_t)status->st_dev &&
	       file->inode == (uint64_t)status->st_ino &&
	       file->size == status->st_size &&
	       file->modified == nanoseconds(status->st_mtim) &&
	       file->changed == nanoseconds(status->st_ctim);
}

/* Reads exactly so many bytes. */
static bool read_bytes(int descriptor, char *bytes, size_t size, size_t at)
{
	int interruptions = 0;

	while (size > 0) {
		ssize_t got = pread(descriptor, bytes, size, (off_t)at);

		if (got < 0 && errno == EINTR &&
		    ++interruptions <= IO_INTERRUPTIONS_MAX)
			continue;
		if (got <= 0)
			return false;
		bytes += got;
		at += (size_t)got;
		size -= (size_t)got;
	}
	return true;
}

/* True when the known bytes from an offset on are those of the file. */
static bool is_known(const struct watched_file *file, int descriptor,
		     size_t from)
{
	char bytes[PIECE];

	while (from < file->known.length) {
		size_t size = file->known.length - from;

		size = size < PIECE ? size : PIECE;
		if (!read_bytes(descriptor, bytes, size, from) ||
		    memcmp(bytes, file->known.text + from, size) != 0)
			return false;
		from += size;
	}
	return true;
}

static enum watched compare(struct watched_file *file, struct arena *arena,
			    int descriptor, bool is_ours, struct slice *tail)
{
	struct stat status;
	size_t known = file->known.length;

	if (fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode) ||
	    status.st_size < (off_t)known)
		return WATCHED_CHANGED;
	if (!is_known(file, descriptor,
		      is_ours && known > PIECE ? known - PIECE : 0))
		return WATCHED_CHANGED;
	note(file, &status);
	if (status.st_size == (off_t)known)
		return WATCHED_SAME;
	size_t more = (size_t)status.st_size - known;
	char *bytes = arena_take(arena, more);
	if (!read_bytes(descriptor, bytes, more, known))
		return WATCHED_CHANGED;
	*tail = (struct slice){ bytes, more };
	return WATCHED_GREW;
}

enum watched watched_file_look(struct watched_file *file, struct arena *arena,
			       bool is_ours, struct slice *tail)
{
	struct stat status;
	enum watched result;
	int descriptor;

	if (stat(file->path, &status) != 0)
		return WATCHED_CHANGED;
	if (is_noted(file, &status))
		return WATCHED_SAME;
	descriptor =
		open(file->path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (descriptor < 0)
		return WATCHED_CHANGED;
	result = compare(file, arena, descriptor, is_ours, tail);
	close(descriptor);
	return result;
}
