/*
 * Faults at the nth system call. Each member asks `fault` first.
 */
#include "faulty_io.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

static struct {
	enum faulty_way way;
	int at;
	int error;
	int count;
	int failed_sync; /* descriptor whose fsync failed, -1 */
	int retried;
} state;

void faulty_io_init(enum faulty_way way, int at, int error)
{
	state.way = way;
	state.at = at;
	state.error = error;
	state.count = 0;
	state.failed_sync = -1;
	state.retried = 0;
}

int faulty_io_count(void)
{
	return state.count;
}

int faulty_io_retried_syncs(void)
{
	return state.retried;
}

/* Counts; true when this call is to fail. */
static bool fault(void)
{
	int now = state.count++;

	if (state.way == FAULTY_KILL_BEFORE && now == state.at)
		_exit(9);
	if ((state.way == FAULTY_ONCE && now == state.at) ||
	    (state.way == FAULTY_FOR_EVER && now >= state.at)) {
		errno = state.error;
		return true;
	}
	return false;
}

/* Behind a call that was done. */
static void done(void)
{
	if (state.way == FAULTY_KILL_AFTER && state.count - 1 == state.at)
		_exit(9);
}

#define CALL(type, expression)                                                 \
	do {                                                                   \
		type result;                                                   \
		if (fault())                                                   \
			return -1;                                             \
		result = (expression);                                         \
		done();                                                        \
		return result;                                                 \
	} while (0)

static int faulty_open(const char *path, int flags, mode_t mode)
{
	CALL(int, io_system()->open(path, flags, mode));
}

/* A close that fails closes all the same. */
static int faulty_close(int descriptor)
{
	bool fails = fault();
	int result = close(descriptor);

	done();
	return fails ? -1 : result;
}

static ssize_t faulty_pread(int descriptor, void *bytes, size_t size, off_t at)
{
	CALL(ssize_t, pread(descriptor, bytes, size, at));
}

static ssize_t faulty_write(int descriptor, const void *bytes, size_t size)
{
	bool here = state.count == state.at;

	if (here && size > 1 && state.way == FAULTY_SHORT)
		size /= 2;
	if (here && state.way == FAULTY_KILL_HALF) {
		(void)!write(descriptor, bytes, size / 2);
		_exit(9);
	}
	state.failed_sync = -1;
	CALL(ssize_t, write(descriptor, bytes, size));
}

static off_t faulty_lseek(int descriptor, off_t offset, int whence)
{
	CALL(off_t, lseek(descriptor, offset, whence));
}

static int faulty_fsync(int descriptor)
{
	if (state.failed_sync == descriptor)
		state.retried++;
	if (fault()) {
		state.failed_sync = descriptor;
		return -1;
	}
	if (fsync(descriptor) < 0)
		return -1;
	done();
	return 0;
}

static int faulty_ftruncate(int descriptor, off_t size)
{
	state.failed_sync = -1;
	CALL(int, ftruncate(descriptor, size));
}

static int faulty_fstat(int descriptor, struct stat *status)
{
	CALL(int, fstat(descriptor, status));
}

static int faulty_stat(const char *path, struct stat *status)
{
	CALL(int, stat(path, status));
}

static int faulty_fchmod(int descriptor, mode_t mode)
{
	CALL(int, fchmod(descriptor, mode));
}

static int faulty_fchown(int descriptor, uid_t owner, gid_t group)
{
	CALL(int, fchown(descriptor, owner, group));
}

static int faulty_flock(int descriptor, int operation)
{
	CALL(int, io_system()->flock(descriptor, operation));
}

static int faulty_rename(const char *from, const char *to)
{
	CALL(int, rename(from, to));
}

static int faulty_unlink(const char *path)
{
	CALL(int, unlink(path));
}

static ssize_t faulty_readlink(const char *path, char *target, size_t size)
{
	CALL(ssize_t, readlink(path, target, size));
}

static void faulty_nap(unsigned milliseconds)
{
	(void)milliseconds;
}

/* Never plain, so that the test of O_APPEND is part of the sweep. */
static bool faulty_is_plain(int descriptor)
{
	(void)descriptor;
	return false;
}

const struct io *faulty_io(void)
{
	static const struct io calls = {
		.open = faulty_open,
		.close = faulty_close,
		.pread = faulty_pread,
		.write = faulty_write,
		.lseek = faulty_lseek,
		.fsync = faulty_fsync,
		.ftruncate = faulty_ftruncate,
		.fstat = faulty_fstat,
		.stat = faulty_stat,
		.fchmod = faulty_fchmod,
		.fchown = faulty_fchown,
		.flock = faulty_flock,
		.rename = faulty_rename,
		.unlink = faulty_unlink,
		.readlink = faulty_readlink,
		.nap = faulty_nap,
		.is_plain = faulty_is_plain,
	};

	return &calls;
}
