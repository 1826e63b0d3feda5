/*
 * readline keeps its state in globals, so there is one editor at a time; it
 * is told to write to stderr and to leave signals and files alone.
 */
#include "cmd/line_editor.h"

#if HAVE_READLINE
#include <stdio.h>
/* needs the one before */
#include <readline/history.h>
#include <readline/readline.h>
#endif
#include <string.h>

#include "base/arena.h"
#include "base/library.h"
#include "base/text.h"
#include "cmd/ask.h"
#include "cmd/session.h"

/* Lines of a pipe, or of a terminal that can do no more. */
static bool read_plain(struct line_editor *editor, struct arena *arena,
		       const char *prompt, struct slice *line)
{
	struct text text;

	text_init(&text, arena);
	if (ask_is_possible(editor->session)) {
		text_add(&text, prompt);
		message_print(&text);
		text_clear(&text);
	}
	if (!ask_read(&text))
		return false;
	*line = slice_trim(text_slice(&text));
	return true;
}

#if HAVE_READLINE

#define READLINE_LIBRARY LIBRARY_FILE("readline", RL_VERSION_MAJOR)

#define READLINE_NAMES(X)                                                      \
	X(add_history)                                                         \
	X(readline)                                                            \
	X(rl_attempted_completion_function)                                    \
	X(rl_attempted_completion_over)                                        \
	X(rl_completer_word_break_characters)                                  \
	X(rl_completion_matches)                                               \
	X(rl_free)                                                             \
	X(rl_line_buffer)                                                      \
	X(rl_outstream)                                                        \
	X(rl_point)

struct line_library {
	READLINE_NAMES(LIBRARY_MEMBER)
};

/* NULL when it is not installed. */
static const struct line_library *load(struct arena *arena)
{
	struct line_library *library = arena_take(arena, sizeof(*library));

	return library_load(READLINE_LIBRARY, READLINE_NAMES(LIBRARY_NAME),
			    library)
		       ? library
		       : NULL;
}

/* The editor that readline's callbacks are about. */
static const struct line_editor *current_editor;

/* nth counts the words given so far for this start. */
static char *next_word(const char *start, int nth)
{
	const struct line_editor *editor = current_editor;
	const struct line_library *library = editor->library;
	char *before =
		arena_copy(editor->session->arena, *library->rl_line_buffer,
			   (size_t)*library->rl_point - strlen(start));
	const char *word =
		editor->words(editor->context, before, start, (size_t)nth);

	return word ? strdup(word) : NULL;
}

static char **complete(const char *start, int from, int to)
{
	const struct line_library *library = current_editor->library;

	(void)from;
	(void)to;
	*library->rl_attempted_completion_over = 1; /* no files */
	return current_editor->words
		       ? library->rl_completion_matches(start, next_word)
		       : NULL;
}

static bool read_rich(struct line_editor *editor, struct arena *arena,
		      const char *prompt, struct slice *line)
{
	const struct line_library *library = editor->library;
	char *typed;

	current_editor = editor;
	*library->rl_outstream = stderr;
	*library->rl_attempted_completion_function = complete;
	*library->rl_completer_word_break_characters = " \t";
	typed = library->readline(prompt);
	if (!typed)
		return false;
	*line = slice_trim(slice_from(arena_copy(arena, typed, strlen(typed))));
	if (line->length > 0)
		library->add_history(typed);
	library->rl_free(typed);
	return true;
}

#else

static const struct line_library *load(struct arena *arena)
{
	(void)arena;
	return NULL;
}

static bool read_rich(struct line_editor *editor, struct arena *arena,
		      const char *prompt, struct slice *line)
{
	return read_plain(editor, arena, prompt, line);
}

#endif

void line_editor_init(struct line_editor *editor, struct session *session,
		      line_words *words, void *context)
{
	bool is_rich = ask_is_possible(session) && !session->terminal.is_dumb;

	*editor = (struct line_editor){
		.session = session,
		.words = words,
		.context = context,
		.library = is_rich ? load(session->arena) : NULL,
	};
}

bool line_editor_read(struct line_editor *editor, struct arena *arena,
		      const char *prompt, struct slice *line)
{
	return editor->library ? read_rich(editor, arena, prompt, line)
			       : read_plain(editor, arena, prompt, line);
}
