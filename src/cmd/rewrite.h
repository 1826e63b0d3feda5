/*
 * Lines of the book's files that are replaced or taken out: profiles that
 * change, and people who go. Only lines that move no points are rewritten; all
 * else is corrected by further lines. The session must hold the write lock
 * since before the book was read, with NEEDS_COPY.
 */
#ifndef CMD_REWRITE_H
#define CMD_REWRITE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "cmd/exit_status.h"

struct event;
struct session;
struct source;
struct text;

/* A line and what becomes of it. */
struct rewrite_line {
	const struct event *event;
	struct slice text; /* the new line without its end, empty: none */
};

struct rewrite {
	struct session *session;
	struct rewrite_line *lines;
	size_t count, capacity;
};

/* Adds a line; one with the text it has already is left alone. */
void rewrite_add(struct rewrite *rewrite, const struct event *event,
		 struct slice text);

/* Appends what would be done, `-` and the old line, `+` and the new. */
void rewrite_print(struct text *text, const struct rewrite *rewrite);

/* Does it: each file is put in place whole, with the mode it has. A file that
 * somebody else changed since it was read is left alone. STATUS_FINE, or the
 * status after the message. */
enum exit_status rewrite_save(const struct rewrite *rewrite);

/* Says that somebody else changed a file since it was read; the status. */
enum exit_status rewrite_say_changed(struct session *session, const char *path);

#endif
