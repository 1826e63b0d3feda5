/*
 * The side file's lock. The path of the journal is resolved first, so that a
 * symbolic link and its target lead to the same side file. The side file has
 * the journal's owner, group and mode: who may write the one may lock it.
 */
#include "store/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>

#include "base/arena.h"
#include "base/slice.h"
#include "store/io.h"

enum {
	PAUSE_FIRST = 1, /* milliseconds */
	PAUSE_LONGEST = 100,
	HOLDER_MAX = 512
};

/* FOLDER/.NAME.lock of the file the path leads to. */
static const char *side_path(struct arena *arena, const struct io *io,
			     const char *journal)
{
	const char *path = io_follow(arena, io, journal);
	const char *slash = strrchr(path, '/');
	int folder = slash ? (int)(slash - path) + 1 : 0;

	return arena_print(arena, "%.*s.%s.lock", folder, path, path + folder);
}

/* Opens the side file, making it if it may; -1 and errno. */
static int open_side(const struct io *io, const struct lock_request *request,
		     const char *path)
{
	struct stat journal;
	bool known = io->stat(request->journal, &journal) == 0;
	int descriptor = io_open(io, path, O_RDWR | O_NOFOLLOW, 0);

	if (descriptor < 0 && errno == ENOENT) {
		descriptor = io_open(
			io, path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, 0600);
		if (descriptor >= 0 && known)
			io_save_owner(io, descriptor, &journal);
		else if (descriptor < 0 && errno == EEXIST)
			descriptor = io_open(io, path, O_RDWR | O_NOFOLLOW, 0);
	}
	/* Who may only read the book can still share the lock. */
	if (descriptor < 0 && request->shared && errno == EACCES)
		descriptor = io_open(io, path, O_RDONLY | O_NOFOLLOW, 0);
	return descriptor;
}

/* What the holder wrote about itself, one line without control characters. */
static const char *read_holder(struct arena *arena, const struct io *io,
			       int descriptor)
{
	char bytes[HOLDER_MAX];
	ssize_t n = io->pread(descriptor, bytes, sizeof(bytes), 0);
	size_t length = 0;

	while (n > 0 && length < (size_t)n && bytes[length] != '\n')
		length++;
	return arena_copy(arena, bytes, length);
}

/* Says in the side file who holds it. Nothing depends on its success. */
static void save_holder(const struct io *io, int descriptor, const char *holder)
{
	if (io->ftruncate(descriptor, 0) == 0 &&
	    io_save(io, descriptor, slice_from(holder)) == 0)
		(void)io_save(io, descriptor, SLICE("\n"));
}

/* flock with pauses: 0, or the errno (EWOULDBLOCK after the wait). */
static int wait_for(const struct io *io, int descriptor,
		    const struct lock_request *request)
{
	int operation = (request->shared ? LOCK_SH : LOCK_EX) | LOCK_NB;
	unsigned pause = PAUSE_FIRST;
	unsigned waited = 0;
	int interruptions = 0;

	while (io->flock(descriptor, operation) < 0) {
		if (errno == EINTR && ++interruptions <= IO_INTERRUPTIONS_MAX)
			continue;
		if (errno != EWOULDBLOCK || waited >= request->timeout)
			return errno;
		if (pause > request->timeout - waited)
			pause = request->timeout - waited;
		io->nap(pause);
		waited += pause;
		pause = pause * 2 > PAUSE_LONGEST ? PAUSE_LONGEST : pause * 2;
	}
	return 0;
}

/* The status of a lock that was not taken. */
static enum lock_status refuse(struct lock *lock, int error)
{
	if (lock->descriptor >= 0)
		lock->io->close(lock->descriptor);
	lock->descriptor = -1;
	lock->error = error;
	return error == EWOULDBLOCK ? LOCK_BUSY : LOCK_FAILED;
}

enum lock_status lock_take(struct arena *arena, const struct io *io,
			   const struct lock_request *request,
			   struct lock *lock)
{
	struct stat side;
	int error = 0;

	*lock = (struct lock){ .io = io,
			       .descriptor = -1,
			       .shared = request->shared,
			       .holder = "",
			       .path = side_path(arena, io, request->journal) };
	lock->descriptor = open_side(io, request, lock->path);
	if (lock->descriptor < 0) {
		error = errno;
		if (request->shared &&
		    (error == ENOENT || error == EACCES || error == EROFS))
			return LOCK_ABSENT;
		return refuse(lock, error);
	}
	if (io->fstat(lock->descriptor, &side) < 0)
		return refuse(lock, errno);
	if (!S_ISREG(side.st_mode))
		return refuse(lock, EINVAL);
	error = wait_for(io, lock->descriptor, request);
	if (error) {
		lock->holder = read_holder(arena, io, lock->descriptor);
		return refuse(lock, error);
	}
	if (!request->shared)
		save_holder(io, lock->descriptor, request->holder);
	return LOCK_TAKEN;
}

void lock_release(struct lock *lock)
{
	if (lock->descriptor < 0)
		return;
	if (!lock->shared)
		(void)(lock->io->ftruncate(lock->descriptor, 0) == 0);
	lock->io->close(lock->descriptor);
	lock->descriptor = -1;
}
