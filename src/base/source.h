/*
 * A named text (a mapped file, standard input, or lines a command is about
 * to write) and places in it. Line and column are worked out only when a
 * place is shown.
 */
#ifndef BASE_SOURCE_H
#define BASE_SOURCE_H

#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

struct arena;

/* The text may become longer (source.text is set anew) when it ended with a
 * newline before. */
struct source {
	const char *name; /* as shown in messages, relative where given so */
	struct slice text;
	uint32_t *lines; /* offset of each line, built on first need */
	size_t line_count, line_capacity;
	size_t lined; /* bytes of the text that the table covers */
	struct arena *arena;
	uint64_t device; /* of the file, 0 when it is not one */
	uint64_t inode;
	size_t order; /* grows from source to source of one arena */
};

/* A stretch of a source. source NULL: no place (a message about the book as
 * a whole). */
struct place {
	struct source *source;
	size_t offset;
	size_t length;
};

#define PLACE_NONE ((struct place){ NULL, 0, 0 })

/* A source over the text, which must outlive it; an empty one may be NULL. */
struct source *source_new(struct arena *arena, const char *name,
			  struct slice text);

/* 1-based line of an offset, and the column in code points, 1-based. */
void source_locate(struct source *source, size_t offset, size_t *line,
		   size_t *column);

/* The line's bytes without its end; empty when there is no such line. */
struct slice source_line(struct source *source, size_t line);

/* The place of a slice that lies within the source's text. */
struct place source_place(struct source *source, struct slice part);

#endif
