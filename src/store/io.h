/*
 * Every system call that writing rests on, in one table, so that a test can
 * fail, cut short or kill the program at each of them. Nothing else in
 * store/ calls the system.
 *
 * The members have the names and the contracts of the POSIX functions;
 * `nap` sleeps for milliseconds, `is_plain` is true for a file system that is
 * known to honour O_APPEND.
 */
#ifndef STORE_IO_H
#define STORE_IO_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>
#include <sys/types.h>

#include "base/slice.h"

struct arena;

enum {
	IO_INTERRUPTIONS_MAX = 100, /* EINTR in a row before it is an error */
	IO_LINKS_MAX = 40
};

struct io {
	int (*open)(const char *path, int flags, mode_t mode);
	int (*close)(int descriptor);
	ssize_t (*pread)(int descriptor, void *bytes, size_t size, off_t at);
	ssize_t (*write)(int descriptor, const void *bytes, size_t size);
	off_t (*lseek)(int descriptor, off_t offset, int whence);
	int (*fsync)(int descriptor);
	int (*ftruncate)(int descriptor, off_t size);
	int (*fstat)(int descriptor, struct stat *status);
	int (*stat)(const char *path, struct stat *status);
	int (*fchmod)(int descriptor, mode_t mode);
	int (*fchown)(int descriptor, uid_t owner, gid_t group);
	int (*flock)(int descriptor, int operation);
	int (*rename)(const char *from, const char *to);
	int (*unlink)(const char *path);
	ssize_t (*readlink)(const char *path, char *target, size_t size);
	void (*nap)(unsigned milliseconds);
	bool (*is_plain)(int descriptor);
};

/* The calls of the operating system. */
const struct io *io_system(void);

/* Writes all bytes at the descriptor's position, going on after short writes
 * and (a bounded number of times) after EINTR. 0, or the errno; a write that
 * takes nothing is ENOSPC. */
int io_save(const struct io *io, int descriptor, struct slice bytes);

/* Makes the entries of the folder that holds `path` durable. 0, or the errno.
 * A file system that cannot sync folders counts as done. */
int io_save_folder(struct arena *arena, const struct io *io, const char *path);

/* Opens, again after EINTR a bounded number of times. The descriptor is
 * above 2 (standard streams are never taken) and closes on exec; -1 and errno
 * on failure. */
int io_open(const struct io *io, const char *path, int flags, mode_t mode);

/* Where a path leads when its last part is a symbolic link (or a chain of
 * them); the path itself otherwise, or when the chain does not end. */
const char *io_follow(struct arena *arena, const struct io *io,
		      const char *path);

/* Gives a new file the owner, group and mode of `like`, as far as this user
 * may. What cannot be given is left. */
void io_save_owner(const struct io *io, int descriptor,
		   const struct stat *like);

#endif
