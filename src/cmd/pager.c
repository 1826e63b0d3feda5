/*
 * Starting a pager on a pipe. What the user names runs in a shell, since it
 * may hold arguments; less is started by name, and when it is not installed
 * there is no pager.
 */
#include "cmd/pager.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/slice.h"

extern char **environ;

/* The user's choice, NULL when there is none. */
static const char *chosen_pager(void)
{
	const char *own = getenv("POINTBOOK_PAGER");
	return own ? own : getenv("PAGER");
}

static bool is_named(const char *variable, const char *name)
{
	size_t length = slice_from(name).length;
	return slice_starts(slice_from(variable), name) &&
	       variable[length] == '=';
}

/* The environment with LESS, LV (unless set) and COLUMNS. */
static char **pager_environment(struct arena *arena, size_t width)
{
	size_t count = 0;
	while (environ[count])
		count++;
	char **variables = arena_take_array(arena, count + 4, sizeof(char *));
	size_t used = 0;
	for (size_t i = 0; i < count; i++) {
		if (!is_named(environ[i], "COLUMNS"))
			variables[used++] = environ[i];
	}
	if (!getenv("LESS"))
		variables[used++] = arena_copy(arena, "LESS=FRX", 8);
	if (!getenv("LV"))
		variables[used++] = arena_copy(arena, "LV=-c", 5);
	variables[used] = arena_print(arena, "COLUMNS=%zu", width);
	return variables;
}

/* Spawns with the reading end as stdin; the process, 0 on failure. */
static int64_t spawn_pager(char *const arguments[], char **variables,
			   int reading)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t pipe_signal;
	pid_t process = 0;
	(void)sigemptyset(&pipe_signal);
	(void)sigaddset(&pipe_signal, SIGPIPE);
	if (posix_spawn_file_actions_init(&actions) != 0)
		return 0;
	if (posix_spawnattr_init(&attributes) != 0) {
		(void)posix_spawn_file_actions_destroy(&actions);
		return 0;
	}
	(void)posix_spawn_file_actions_adddup2(&actions, reading, STDIN_FILENO);
	(void)posix_spawnattr_setsigdefault(&attributes, &pipe_signal);
	(void)posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
	int error = posix_spawnp(&process, arguments[0], &actions, &attributes,
				 arguments, variables);
	(void)posix_spawnattr_destroy(&attributes);
	(void)posix_spawn_file_actions_destroy(&actions);
	return error == 0 ? process : 0;
}

int64_t pager_start(struct arena *arena, size_t width, int *descriptor)
{
	const char *chosen = chosen_pager();
	char shell[] = "sh";
	char option[] = "-c";
	char less[] = "less";
	int ends[2];
	if (chosen &&
	    (chosen[0] == '\0' || slice_is(slice_from(chosen), "cat")))
		return 0;
	char *command = arena_copy(arena, chosen ? chosen : "",
				   slice_from(chosen).length);
	char *by_shell[] = { shell, option, command, NULL };
	char *by_name[] = { less, NULL };
	if (pipe(ends) != 0)
		return 0;
	(void)fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	(void)fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	int64_t process = spawn_pager(chosen ? by_shell : by_name,
				      pager_environment(arena, width), ends[0]);
	(void)close(ends[0]);
	if (process == 0) {
		(void)close(ends[1]);
		return 0;
	}
	struct sigaction ignore = { .sa_handler = SIG_IGN };
	(void)sigaction(SIGPIPE, &ignore, NULL);
	*descriptor = ends[1];
	return process;
}

void pager_wait(int64_t process)
{
	while (waitpid((pid_t)process, NULL, 0) < 0 && errno == EINTR)
		continue;
}
