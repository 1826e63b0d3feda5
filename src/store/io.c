/*
 * The table of system calls and the few loops around single ones that every
 * writer needs. POSIX, but for one question that only Linux answers: the
 * type of a file system.
 */
#include "store/io.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/vfs.h>
#endif

#include "base/arena.h"

enum {
	LINK_MAX_BYTES = 4096 /* of a symbolic link's target */
};

static int system_open(const char *path, int flags, mode_t mode)
{
	return open(path, flags, mode);
}

static int system_stat(const char *path, struct stat *status)
{
	return stat(path, status);
}

static int system_fstat(int descriptor, struct stat *status)
{
	return fstat(descriptor, status);
}

static void system_nap(unsigned milliseconds)
{
	struct timespec left = {
		.tv_sec = (time_t)(milliseconds / 1000),
		.tv_nsec = (long)(milliseconds % 1000) * 1000000L,
	};

	while (nanosleep(&left, &left) < 0 && errno == EINTR)
		;
}

/* The local file systems of Linux, by the numbers of statfs(2). Any other is
 * put to a test before it is trusted. */
static bool system_is_plain(int descriptor)
{
#ifdef __linux__
	static const unsigned long plain[] = {
		0xef53,     /* ext2, ext3, ext4 */
		0x58465342, /* xfs */
		0x9123683e, /* btrfs */
		0x01021994, /* tmpfs */
		0xf2f52010, /* f2fs */
		0x2fc12fc1, /* zfs */
		0x794c7630, /* overlay */
	};
	struct statfs status;

	if (fstatfs(descriptor, &status) < 0)
		return false;
	for (size_t i = 0; i < sizeof(plain) / sizeof(plain[0]); i++)
		if (((unsigned long)status.f_type & 0xffffffffUL) == plain[i])
			return true;
#else
	(void)descriptor;
#endif
	return false;
}

const struct io *io_system(void)
{
	static const struct io calls = {
		.open = system_open,
		.close = close,
		.pread = pread,
		.write = write,
		.lseek = lseek,
		.fsync = fsync,
		.ftruncate = ftruncate,
		.fstat = system_fstat,
		.stat = system_stat,
		.fchmod = fchmod,
		.fchown = fchown,
		.flock = flock,
		.rename = rename,
		.unlink = unlink,
		.readlink = readlink,
		.nap = system_nap,
		.is_plain = system_is_plain,
	};

	return &calls;
}

int io_save(const struct io *io, int descriptor, struct slice bytes)
{
	size_t done = 0;
	int interruptions = 0;

	while (done < bytes.length) {
		ssize_t n = io->write(descriptor, bytes.text + done,
				      bytes.length - done);

		if (n == 0)
			return ENOSPC;
		if (n > 0) {
			done += (size_t)n;
			interruptions = 0;
		} else if (errno != EINTR ||
			   ++interruptions > IO_INTERRUPTIONS_MAX) {
			return errno;
		}
	}
	return 0;
}

int io_open(const struct io *io, const char *path, int flags, mode_t mode)
{
	int streams[3];
	int taken = 0;
	int found = -1;
	int error = 0;

	for (int tries = 0; tries <= IO_INTERRUPTIONS_MAX; tries++) {
		found = io->open(path, flags | O_CLOEXEC | O_NOCTTY, mode);
		if (found >= 0 && found <= 2 && taken < 3) {
			/* A closed standard stream: keep it occupied until
			 * there is a number above. */
			streams[taken++] = found;
			flags &= ~(O_EXCL | O_CREAT);
			continue;
		}
		if (found >= 0 || errno != EINTR)
			break;
	}
	error = errno;
	while (taken > 0)
		io->close(streams[--taken]);
	errno = error;
	return found;
}

int io_save_folder(struct arena *arena, const struct io *io, const char *path)
{
	size_t length = 0;
	const char *folder = ".";
	int descriptor = -1;
	int error = 0;

	for (size_t i = 0; path[i]; i++)
		if (path[i] == '/')
			length = i + 1;
	if (length > 0)
		folder = arena_copy(arena, path, length);
	descriptor = io_open(io, folder, O_RDONLY | O_DIRECTORY, 0);
	if (descriptor < 0)
		return errno;
	if (io->fsync(descriptor) < 0 && errno != EINVAL && errno != ENOTSUP)
		error = errno;
	io->close(descriptor);
	return error;
}

const char *io_follow(struct arena *arena, const struct io *io,
		      const char *path)
{
	const char *at = path;
	char target[LINK_MAX_BYTES];

	for (int i = 0; i < IO_LINKS_MAX; i++) {
		const char *slash = strrchr(at, '/');
		ssize_t n = io->readlink(at, target, sizeof(target));
		int folder = slash ? (int)(slash - at) + 1 : 0;

		if (n < 0)
			return at;
		if (n == 0 || (size_t)n == sizeof(target))
			return path;
		at = target[0] == '/' ? arena_copy(arena, target, (size_t)n)
				      : arena_print(arena, "%.*s%.*s", folder,
						    at, (int)n, target);
	}
	return path;
}

void io_save_owner(const struct io *io, int descriptor, const struct stat *like)
{
	struct stat own;

	if (io->fstat(descriptor, &own) < 0)
		return;
	if (own.st_gid != like->st_gid)
		(void)(io->fchown(descriptor, (uid_t)-1, like->st_gid) == 0);
	if (own.st_uid != like->st_uid)
		(void)(io->fchown(descriptor, like->st_uid, (gid_t)-1) == 0);
	(void)(io->fchmod(descriptor, like->st_mode & 07777) == 0);
}
