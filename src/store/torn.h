/*
 * What a write that was cut short leaves in a journal: bytes after the last
 * newline, or NUL bytes where a file system kept the size and lost the
 * content. Such lines are set aside in a file of their own, never dropped:
 * whether the rest of a line is a whole event is for a person to say.
 */
#ifndef STORE_TORN_H
#define STORE_TORN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

struct arena;
struct io;

struct torn {
	size_t lines;  /* that are damaged; 0: the text is whole */
	size_t first;  /* offset of the first of them */
	size_t bytes;  /* of all of them */
	bool at_end;   /* they are the file's end: nothing whole follows */
	bool unclosed; /* the last line lacks its newline */
};

struct torn_result {
	const char *path; /* where they were put: NAME.torn-OFFSET */
	const char *what; /* "cannot write" … NULL when all went well */
	int error;        /* errno */
};

/* Looks for damaged lines. */
struct torn torn_find(struct slice text);

/*
 * Sets the damaged lines of the file aside and takes them out of it: the copy
 * is durable before the file is touched. The caller holds the lock and read
 * `text` from the file. False and the reason when it could not be done; the
 * file is then as it was, or (rewriting in place) whole in the copy.
 */
bool torn_save(struct arena *arena, const struct io *io, const char *path,
	       struct slice text, struct torn_result *result);

/* The end of a file, from an offset on. */
struct torn_tail {
	const char *path;
	struct slice text; /* of the whole file */
	size_t offset;
};

/* Sets aside the tail, as torn_save does, and cuts it off: for a caller who
 * has decided where the damage begins. */
bool torn_save_tail(struct arena *arena, const struct io *io,
		    const struct torn_tail *tail, struct torn_result *result);

/* Ends the last line with a newline: for a line that a person, or its
 * reference at the end, says is whole. */
bool torn_save_newline(const struct io *io, const char *path,
		       struct torn_result *result);

#endif
