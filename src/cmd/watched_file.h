/*
 * A file whose bytes are kept while others may change it: whether it is still
 * what it was, has grown behind them, or is another one.
 */
#ifndef CMD_WATCHED_FILE_H
#define CMD_WATCHED_FILE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

struct arena;

struct watched_file {
	const char *path;
	struct slice known; /* its bytes when it was read */
	/* As it was when the known bytes were last compared with it; all 0:
	 * never. */
	uint64_t device, inode;
	int64_t size, modified, changed; /* bytes, nanoseconds */
};

enum watched {
	WATCHED_SAME,
	WATCHED_GREW,   /* the known bytes, and more */
	WATCHED_CHANGED /* other bytes, or it cannot be read */
};

/*
 * Looks at the file. A file with the times it had is taken as the same; else
 * the known bytes are compared, all of them, or when `is_ours` (what came was
 * written by this process, under the lock) their end only. WATCHED_GREW: *tail
 * is what came, in the arena.
 */
enum watched watched_file_look(struct watched_file *file, struct arena *arena,
			       bool is_ours, struct slice *tail);

#endif
