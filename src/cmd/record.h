/*
 * Writing lines into the book: each to its file, all or none, durably. The
 * session must hold the write lock since before the book was read.
 */
#ifndef CMD_RECORD_H
#define CMD_RECORD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/day.h"
#include "base/slice.h"
#include "store/append.h"

struct session;

/* A canonical line without its end. */
struct record_line {
	struct day day;  /* DAY_NONE: undated */
	bool is_private; /* about a person: to the private file */
	struct slice text;
};

struct record {
	const char *into; /* --into, NULL: as the book's files say */
	struct record_line *lines;
	size_t count;
};

/*
 * The file of the book that --into names (its name there), or a new file that
 * one of its includes will read; NULL after the message.
 */
const char *record_find_file(struct session *session, const char *path);

/*
 * Appends the lines. APPEND_CHANGED: somebody changed a file meanwhile;
 * session_reload, plan again, and record once more with the same references.
 * After any other outcome the message has been printed; *paths names the
 * files that were written.
 */
enum append_status record_save(struct session *session,
			       const struct record *record, const char **paths);

#endif
