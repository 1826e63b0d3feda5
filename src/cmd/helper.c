/*
 * Running programs by posix_spawn, with argument vectors. See helper.h.
 */
#include "cmd/helper.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/slice.h"

extern char **environ;

static const char *find_in(struct arena *arena, struct slice folders,
			   const char *name)
{
	while (folders.length > 0) {
		struct slice folder = slice_cut(folders, ':', &folders);
		const char *path =
			arena_print(arena, "%.*s/%s", SLICE_ARGS(folder), name);
		if (folder.length > 0 && access(path, X_OK) == 0)
			return path;
	}
	return NULL;
}

const char *helper_find(struct arena *arena, const char *name)
{
	const char *path = find_in(arena, slice_from(getenv("PATH")), name);

	return path != NULL ? path
			    : find_in(arena, SLICE("/usr/sbin:/usr/lib"), name);
}

/* The environment without what steers git. */
static char **clean_environment(struct arena *arena)
{
	size_t count = 0;
	size_t kept = 0;

	while (environ[count] != NULL)
		count++;
	char **variables =
		arena_take_array(arena, count + 1, sizeof(*variables));
	for (size_t i = 0; i < count; i++) {
		if (!slice_starts(slice_from(environ[i]), "GIT_") ||
		    slice_starts(slice_from(environ[i]), "GIT_CEILING_") ||
		    slice_starts(slice_from(environ[i]), "GIT_CONFIG_NOSYSTEM"))
			variables[kept++] = environ[i];
	}
	return variables;
}

static int wait_for(pid_t process)
{
	int status;

	while (waitpid(process, &status, 0) < 0) {
		if (errno != EINTR)
			return -1;
	}
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int helper_run(struct arena *arena, const char *const *words)
{
	posix_spawn_file_actions_t actions;
	const char *path = helper_find(arena, words[0]);
	size_t count = 0;
	pid_t process;

	if (path == NULL || posix_spawn_file_actions_init(&actions) != 0)
		return -1;
	while (words[count] != NULL)
		count++;
	char **arguments =
		arena_take_array(arena, count + 1, sizeof(*arguments));
	for (size_t i = 0; i < count; i++)
		arguments[i] = arena_copy(arena, words[i], strlen(words[i]));
	for (int i = 0; i <= 2; i++)
		(void)posix_spawn_file_actions_addopen(
			&actions, i, "/dev/null", i == 0 ? O_RDONLY : O_WRONLY,
			0);
	int error = posix_spawn(&process, path, &actions, NULL, arguments,
				clean_environment(arena));
	(void)posix_spawn_file_actions_destroy(&actions);
	return error == 0 ? wait_for(process) : -1;
}
