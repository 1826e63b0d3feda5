/*
 * Reading what the program stands in. Colours follow no-color.org and
 * CLICOLOR_FORCE; the width follows git: COLUMNS, the terminal's own, 80.
 */
#include "cmd/terminal.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/slice.h"
#include "cmd/global.h"

enum {
	WIDTH = 80,
	WIDTH_MIN = 20,
	WIDTH_MAX = 10000
};

/* In the order of --color. */
enum colour_choice {
	COLOUR_AUTO,
	COLOUR_ALWAYS,
	COLOUR_NEVER
};

static bool is_set(const char *name)
{
	const char *value = getenv(name);
	return value && value[0] != '\0';
}

static bool is_dumb(void)
{
	return !is_set("TERM") || slice_is(slice_from(getenv("TERM")), "dumb");
}

static bool has_colour(int choice, bool is_tty)
{
	if (choice == COLOUR_ALWAYS || choice == COLOUR_NEVER)
		return choice == COLOUR_ALWAYS;
	if (is_set("NO_COLOR"))
		return false;
	if (is_set("CLICOLOR_FORCE") &&
	    !slice_is(slice_from(getenv("CLICOLOR_FORCE")), "0"))
		return true;
	return is_tty && !is_dumb();
}

static size_t columns_given(void)
{
	uint64_t columns;
	if (!slice_parse_unsigned(slice_from(getenv("COLUMNS")), &columns) ||
	    columns < WIDTH_MIN || columns > WIDTH_MAX)
		return 0;
	return (size_t)columns;
}

void terminal_init(struct terminal *terminal,
		   const struct global_options *options)
{
	struct winsize size = { 0 };
	*terminal = (struct terminal){
		.output_is_tty = isatty(STDOUT_FILENO),
		.error_is_tty = isatty(STDERR_FILENO),
		.input_is_tty = isatty(STDIN_FILENO),
		.is_dumb = is_dumb(),
		.quiet = options->quiet,
		.verbose = options->verbose,
		.no_progress = options->no_progress,
	};
	terminal->output_colour =
		has_colour(options->color, terminal->output_is_tty);
	terminal->error_colour =
		has_colour(options->color, terminal->error_is_tty);
	if (terminal->output_is_tty &&
	    ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) {
		terminal->width = size.ws_col;
		terminal->height = size.ws_row;
	}
	if (columns_given() > 0)
		terminal->width = columns_given();
	if (terminal->width < WIDTH_MIN)
		terminal->width = WIDTH;
}

const char *terminal_codeset(struct arena *arena)
{
	(void)setlocale(LC_CTYPE, "");
	struct slice codeset = slice_from(nl_langinfo(CODESET));
	const char *name = arena_copy(arena, codeset.text, codeset.length);
	(void)setlocale(LC_CTYPE, "C");
	return name;
}
