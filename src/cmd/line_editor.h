/*
 * Lines somebody types, with what they already typed at hand and words to
 * complete (readline, where it was built in and a person sits there), or
 * lines from a pipe. The prompt goes to stderr, as all prompts do.
 *
 * Nothing is kept on disk: a till's lines name people.
 */
#ifndef CMD_LINE_EDITOR_H
#define CMD_LINE_EDITOR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

struct arena;
struct line_library;
struct session;

/* The nth word that may stand where `start` is being typed, in the arena;
 * NULL behind the last. `line` is what stands before it. */
typedef const char *line_words(void *context, const char *line,
			       const char *start, size_t nth);

struct line_editor {
	struct session *session;
	line_words *words; /* NULL: nothing is completed */
	void *context;
	const struct line_library *library; /* readline does it; or NULL */
};

/* Decides how lines are read: richly on terminals that are not dumb, where
 * readline is installed. */
void line_editor_init(struct line_editor *editor, struct session *session,
		      line_words *words, void *context);

/*
 * The next line, blanks around it cut off, in the arena. The prompt is shown
 * where somebody sits there, and nothing of what is typed in a pipe is echoed.
 * False at the end of the input (Ctrl-D).
 */
bool line_editor_read(struct line_editor *editor, struct arena *arena,
		      const char *prompt, struct slice *line);

#endif
