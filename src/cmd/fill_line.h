/*
 * Completing a journal line: the points that the rules computed and a
 * reference, where the person who wrote it left them out.
 */
#ifndef CMD_FILL_LINE_H
#define CMD_FILL_LINE_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct book;
struct event;
struct text;

struct fill_line {
	struct arena *arena;
	const struct book *book;
	uint32_t *first; /* posting of each event, NONE */
	uint32_t *next;  /* posting of the same event, NONE */
};

/* Ready to complete lines of the book, which must have its postings. */
void fill_line_init(struct fill_line *fill, struct arena *arena,
		    const struct book *book);

/* Appends the completed canonical line and returns true, or false when
 * nothing is missing: the function of struct format_filler, whose context is
 * a struct fill_line. */
bool fill_line_add(void *context, const struct event *event, struct text *line);

#endif
