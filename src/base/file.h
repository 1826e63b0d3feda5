/*
 * Reading files: regular files are mapped read-only, anything else that may
 * be read (standard input) is copied. Writing durably is store/'s business.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

struct arena;

enum file_status {
	FILE_OK,
	FILE_MISSING,
	FILE_DENIED,
	FILE_NOT_REGULAR,
	FILE_TOO_LARGE, /* over FILE_SIZE_MAX */
	FILE_FAILED     /* see file_error */
};

#define FILE_SIZE_MAX ((size_t)2 << 30)

struct file {
	struct slice text;
	uint64_t device;
	uint64_t inode;
	int error; /* errno of FILE_FAILED and FILE_DENIED */
};

/* Maps a regular file. The mapping lives as long as the process: a mapped
 * file that is cut short by others while it is read is copied instead when
 * `copy` is set (used while a lock is not held). */
enum file_status file_read(struct arena *arena, const char *path, bool copy,
			   struct file *file);

/* Reads a descriptor to its end (for `-`). */
enum file_status file_read_all(struct arena *arena, int descriptor,
			       struct file *file);

/* The words for a status: "no such file", "permission denied" … */
const char *file_reason(enum file_status status, const struct file *file);

/* dirname and join, into the arena: file_beside("a/b.points", "r.yaml") is
 * "a/r.yaml"; an absolute second part is returned as it is. */
const char *file_beside(struct arena *arena, const char *path,
			struct slice name);

#endif
