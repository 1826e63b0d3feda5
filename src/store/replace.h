/*
 * Writing a whole file (fmt -i, profiles, backups): the new text goes to a
 * temporary file beside it, is synced and renamed over it, and the folder is
 * synced. At every moment the name leads to the old text or the new, whole.
 *
 * The file keeps its mode, owner and group, and a symbolic link stays one. A
 * file that a rename would take from somebody (it has several names, or an
 * owner this user cannot give it) is written in place instead, with a synced
 * copy beside it as long as that lasts.
 */
#ifndef STORE_REPLACE_H
#define STORE_REPLACE_H

#include "base/slice.h"

struct arena;
struct io;

/* A file to be made, or put in place of one that is there. */
struct replace_file {
	const char *path;
	struct slice bytes;
	unsigned mode;           /* replace_make: permission bits, 0600 */
	const struct slice *was; /* replace_save: what it must hold just before,
				  * NULL: whatever it holds. In memory of its
				  * own, not mapped from the file */
};

enum replace_status {
	REPLACE_DONE,
	REPLACE_NOT_DONE, /* the old text stands */
	REPLACE_CHANGED,  /* somebody else's does: it is not file->was */
	REPLACE_UNKNOWN   /* the new text may not be durable; result.copy, if
			   * set, holds a whole text */
};

struct replace_result {
	enum replace_status status;
	const char *what; /* "cannot write" … */
	int error;        /* errno */
	const char *copy; /* a temporary file that was left, or NULL */
};

/* Makes a file of that mode, or puts it in place of one that is there: what
 * was written is read back and compared before it gets the name. */
enum replace_status replace_make(struct arena *arena, const struct io *io,
				 const struct replace_file *file,
				 struct replace_result *result);

/* Puts `bytes` in place of the file's. The file must exist. */
enum replace_status replace_save(struct arena *arena, const struct io *io,
				 const struct replace_file *file,
				 struct replace_result *result);

#endif
