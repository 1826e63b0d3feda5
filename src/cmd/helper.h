/*
 * Programs that pointbook runs for a person: git, a mailer, a pager. They are
 * found on PATH, get their words as they are, and an environment without the
 * variables that would turn git somewhere else.
 */
#ifndef CMD_HELPER_H
#define CMD_HELPER_H

#include <stdbool.h>

#include "base/slice.h"

struct arena;
struct text;

/* The program's path, in the arena; NULL when it is not installed. Mailers
 * are also looked for where only root's PATH goes. */
const char *helper_find(struct arena *arena, const char *name);

/* Runs it without input and with nothing shown; its exit status, -1 when it
 * could not be run. The words end with NULL; the first is its name. */
int helper_run(struct arena *arena, const char *const *words);

/* Runs it without input and appends what it prints; what it says to stderr is
 * not shown. Its exit status, -1 when it could not be run. */
int helper_read(struct arena *arena, const char *const *words,
		struct text *output);

/* Runs it without input and appends what it says to stderr; what it prints is
 * not shown. Its exit status, -1 when it could not be run. */
int helper_complain(struct arena *arena, const char *const *words,
		    struct text *output);

/* Feeds it a few lines, at most 64 KiB, and appends what it prints; it has the
 * environment of helper_run, and what it says to stderr is not shown. */
int helper_talk(struct arena *arena, const char *const *words,
		struct slice input, struct text *output);

/* Runs the program at a path (or, without a slash, of a name) with the bytes
 * as its standard input and an environment of a few variables only; what it
 * says goes to stderr. Its exit status, -1 when it could not be run. */
int helper_feed(struct arena *arena, const char *const *words,
		struct slice input);

/* Runs it without input and appends what it prints; what it complains of goes
 * to stderr. Its exit status, -1 when it could not be run. */
int helper_capture(struct arena *arena, const char *const *words,
		   struct text *output);

#endif
