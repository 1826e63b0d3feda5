/*
 * readline keeps its state in globals, so there is one editor at a time; it
 * is told to write to stderr and to leave signals and files alone.
 */
#include "cmd/line_editor.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
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

#include <readline/history.h>
#include <readline/readline.h>

/* The editor that readline's callbacks are about. */
static const struct line_editor *current_editor;

/* nth counts the words given so far for this start. */
static char *next_word(const char *start, int nth)
{
	const struct line_editor *editor = current_editor;
	char *before = arena_copy(editor->session->arena, rl_line_buffer,
				  (size_t)rl_point - strlen(start));
	const char *word =
		editor->words(editor->context, before, start, (size_t)nth);

	return word ? strdup(word) : NULL;
}

static char **complete(const char *start, int from, int to)
{
	(void)from;
	(void)to;
	rl_attempted_completion_over = 1; /* no files */
	return current_editor->words ? rl_completion_matches(start, next_word)
				     : NULL;
}

static bool read_rich(struct line_editor *editor, struct arena *arena,
		      const char *prompt, struct slice *line)
{
	char *typed;

	current_editor = editor;
	rl_outstream = stderr;
	rl_attempted_completion_function = complete;
	rl_completer_word_break_characters = " \t";
	typed = readline(prompt);
	if (!typed)
		return false;
	*line = slice_trim(slice_from(arena_copy(arena, typed, strlen(typed))));
	if (line->length > 0)
		add_history(typed);
	rl_free(typed);
	return true;
}

#else

static bool read_rich(struct line_editor *editor, struct arena *arena,
		      const char *prompt, struct slice *line)
{
	return read_plain(editor, arena, prompt, line);
}

#endif

void line_editor_init(struct line_editor *editor, struct session *session,
		      line_words *words, void *context)
{
	*editor = (struct line_editor){
		.session = session,
		.words = words,
		.context = context,
		.is_rich =
			ask_is_possible(session) && !session->terminal.is_dumb,
	};
}

bool line_editor_read(struct line_editor *editor, struct arena *arena,
		      const char *prompt, struct slice *line)
{
	return editor->is_rich ? read_rich(editor, arena, prompt, line)
			       : read_plain(editor, arena, prompt, line);
}
