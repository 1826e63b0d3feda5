/*
 * The editor may be named with arguments, so a shell reads its name; the
 * file's name is passed as an argument and never read by the shell.
 */
#include "cmd/editor.h"

#include <errno.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "base/arena.h"
#include "cmd/session.h"

extern char **environ;

/* NULL: none is named, and nobody could use vi. */
static const char *chosen_editor(const struct session *session)
{
	static const char *const names[] = { "VISUAL", "EDITOR" };
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const char *editor = getenv(names[i]);
		if (editor && editor[0] != '\0')
			return editor;
	}
	return session->terminal.input_is_tty ? "vi" : NULL;
}

bool editor_open(struct session *session, const char *path)
{
	const char *editor = chosen_editor(session);
	if (!editor) {
		message_error(&session->terminal,
			      "there is no terminal to edit on: EDITOR names a "
			      "program that needs none");
		return false;
	}
	struct arena *arena = session->arena;
	char shell[] = "sh";
	char option[] = "-c";
	char *script = arena_print(arena, "%s \"$1\"", editor);
	char *file = arena_copy(arena, path, strlen(path));
	char *arguments[] = { shell, option, script, shell, file, NULL };
	pid_t process = 0;
	int status = 0;
	int error =
		posix_spawnp(&process, shell, NULL, NULL, arguments, environ);
	if (error != 0) {
		message_error(&session->terminal,
			      "cannot start the editor '%s': %s", editor,
			      strerror(error));
		return false;
	}
	while (waitpid(process, &status, 0) < 0 && errno == EINTR)
		continue;
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return true;
	message_error(&session->terminal,
		      "the editor '%s' failed; EDITOR names another", editor);
	return false;
}
