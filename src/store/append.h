/*
 * Appending in place: all bytes of a command in one buffer a file, one write
 * loop, fsync; on an error everything is taken back. There are three
 * outcomes and no fourth: recorded, not recorded, unknown. fsync is never
 * tried a second time: what it reports once, it forgets.
 *
 * The caller holds the lock since before it read the book, and says how the
 * file was when it was read: a file that is not so any more was changed by
 * somebody who does not know the lock, and must be read again.
 */
#ifndef STORE_APPEND_H
#define STORE_APPEND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

struct arena;
struct io;

enum append_status {
	APPEND_RECORDED,
	APPEND_NOT_RECORDED, /* nothing of it is there; result.error says why */
	APPEND_UNKNOWN,      /* it may be there: ask by its reference */
	/* The file was changed, or replaced while we wrote: read the book again
	 * and append once more with the same references. */
	APPEND_CHANGED
};

/* One file and what is added to it. */
struct append_part {
	const char *path;
	struct slice bytes; /* whole lines, each with its end */
	bool exists;        /* it was read, and was: */
	uint64_t device, inode, size;
	const char *like; /* a new file takes owner, group and mode of this
			   * file (NULL: mode 600) … */
	bool is_private;  /* … but is its owner's alone */
};

struct append_result {
	enum append_status status;
	const char *path; /* the file it happened at */
	const char *what; /* "cannot write", "cannot open" … */
	int error;        /* errno, 0 when no call failed */
};

/*
 * Adds to all files or to none: they are opened and checked, then written,
 * then synced, then looked at. Signals wait meanwhile.
 */
enum append_status append_save(struct arena *arena, const struct io *io,
			       const struct append_part *parts, size_t count,
			       struct append_result *result);

#endif
