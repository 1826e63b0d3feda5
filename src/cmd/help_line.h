/*
 * Lines of help: an entry on the left, words on the right, broken at a width.
 */
#ifndef CMD_HELP_LINE_H
#define CMD_HELP_LINE_H

#include <stddef.h>

struct option;
struct text;

enum {
	HELP_INDENT = 26, /* where the words begin */
	HELP_WIDTH = 80   /* lines are not longer, whatever the terminal */
};

/* Appends `  entry   words`, words broken before `width`. */
void help_line_add(struct text *text, const char *entry, const char *words,
		   size_t width);

/* Appends words alone, broken before `width`; ends with a line end. */
void help_line_add_words(struct text *text, const char *words, size_t width);

/* Appends the rows of a table under a title; nothing for an empty table. */
void help_line_add_options(struct text *text, const char *title,
			   const struct option *table, size_t width);

#endif
