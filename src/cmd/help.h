/*
 * Everything the program says about itself, put together from the tables of
 * commands, options, formats, fields and diagnostics.
 */
#ifndef CMD_HELP_H
#define CMD_HELP_H

#include <stdbool.h>
#include <stddef.h>

struct command;
struct text;

/* Each appends one text; `width` is where lines are broken. */

/* What `pointbook` alone says outside a book: 15 lines. */
void help_add_start(struct text *text);

/* All commands in their groups, and the topics. */
void help_add_overview(struct text *text, size_t width);

/* One command: usage, examples, options, exit status. */
void help_add_command(struct text *text, const struct command *command,
		      size_t width);

/* A topic; false when there is none of that name. */
bool help_add_topic(struct text *text, const char *name, size_t width);

/* The nth topic's name, NULL behind the last. */
const char *help_topic(size_t nth);

#endif
