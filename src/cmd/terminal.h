/*
 * What the program stands in: colours, width, whether somebody sits in front
 * of it. Read once at the start from options, environment and descriptors;
 * from then on it is an input like any other.
 */
#ifndef CMD_TERMINAL_H
#define CMD_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct global_options;

struct terminal {
	bool output_is_tty;
	bool error_is_tty;
	bool input_is_tty;
	bool is_dumb; /* TERM is dumb or not set: no cursor to move */
	bool output_colour;
	bool error_colour;
	size_t width;  /* COLUMNS, the terminal's, or 80 */
	size_t height; /* lines, 0 when unknown */
	bool quiet;
	int verbose;
	bool no_progress;
};

/* Colours: --color, NO_COLOR, CLICOLOR_FORCE, then whether the stream is a
 * terminal that is not dumb. */
void terminal_init(struct terminal *terminal,
		   const struct global_options *options);

/* The name of the characters of LC_ALL, LC_CTYPE or LANG: "UTF-8"; in the
 * arena. */
const char *terminal_codeset(struct arena *arena);

#endif
