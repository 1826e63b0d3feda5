/*
 * Running programs by posix_spawn, with argument vectors. See helper.h.
 */
#include "cmd/helper.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/slice.h"
#include "base/text.h"
#include "store/io.h"

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

/* The environment without what steers git, but for what a hook is told: which
 * index is being committed, and where objects wait to be taken in. */
static bool is_kept(struct slice variable)
{
	static const char *const kept[] = {
		"GIT_CEILING_",          "GIT_CONFIG_NOSYSTEM=",
		"GIT_CONFIG_GLOBAL=",    "GIT_INDEX_FILE=",
		"GIT_OBJECT_DIRECTORY=", "GIT_ALTERNATE_OBJECT_DIRECTORIES=",
		"GIT_QUARANTINE_PATH="
	};

	if (!slice_starts(variable, "GIT_"))
		return true;
	for (size_t i = 0; i < sizeof(kept) / sizeof(*kept); i++)
		if (slice_starts(variable, kept[i]))
			return true;
	return false;
}

static char **clean_environment(struct arena *arena)
{
	size_t count = 0;
	size_t kept = 0;

	while (environ[count] != NULL)
		count++;
	char **variables =
		arena_take_array(arena, count + 1, sizeof(*variables));
	for (size_t i = 0; i < count; i++)
		if (is_kept(slice_from(environ[i])))
			variables[kept++] = environ[i];
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

/* The words as posix_spawn wants them. */
static char **copy_words(struct arena *arena, const char *const *words)
{
	size_t count = 0;

	while (words[count] != NULL)
		count++;
	char **arguments =
		arena_take_array(arena, count + 1, sizeof(*arguments));
	for (size_t i = 0; i < count; i++)
		arguments[i] = arena_copy(arena, words[i], strlen(words[i]));
	return arguments;
}

int helper_run(struct arena *arena, const char *const *words)
{
	posix_spawn_file_actions_t actions;
	const char *path = helper_find(arena, words[0]);
	pid_t process;

	if (path == NULL || posix_spawn_file_actions_init(&actions) != 0)
		return -1;
	char **arguments = copy_words(arena, words);
	for (int i = 0; i <= 2; i++)
		(void)posix_spawn_file_actions_addopen(
			&actions, i, "/dev/null", i == 0 ? O_RDONLY : O_WRONLY,
			0);
	int error = posix_spawn(&process, path, &actions, NULL, arguments,
				clean_environment(arena));
	(void)posix_spawn_file_actions_destroy(&actions);
	return error == 0 ? wait_for(process) : -1;
}

/* Starts it with its three streams; one below 0 is nothing to read, or not
 * shown. 0 when it cannot be. */
static pid_t start_between(struct arena *arena, const char *const *words,
			   const int streams[3])
{
	posix_spawn_file_actions_t actions;
	const char *path = helper_find(arena, words[0]);
	pid_t process = 0;

	if (path == NULL || posix_spawn_file_actions_init(&actions) != 0)
		return 0;
	for (int i = 0; i <= STDERR_FILENO; i++) {
		if (streams[i] >= 0)
			(void)posix_spawn_file_actions_adddup2(&actions,
							       streams[i], i);
		else
			(void)posix_spawn_file_actions_addopen(
				&actions, i, "/dev/null",
				i == STDIN_FILENO ? O_RDONLY : O_WRONLY, 0);
	}
	int error =
		posix_spawn(&process, path, &actions, NULL,
			    copy_words(arena, words), clean_environment(arena));
	(void)posix_spawn_file_actions_destroy(&actions);
	return error == 0 ? process : 0;
}

static void read_all(int descriptor, struct text *output)
{
	enum {
		PART = 65536
	};
	char part[PART];
	int interruptions = 0;

	for (;;) {
		ssize_t n = read(descriptor, part, sizeof(part));
		if (n < 0 && errno == EINTR &&
		    interruptions++ < IO_INTERRUPTIONS_MAX)
			continue;
		if (n <= 0)
			return;
		text_add_bytes(output, part, (size_t)n);
	}
}

/* A pipe whose ends no other program gets. */
static bool make_pipe(int ends[2])
{
	if (pipe(ends) != 0)
		return false;
	(void)fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	(void)fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	return true;
}

/* Runs it without input and appends what comes from one of its streams. */
static int read_stream(struct arena *arena, const char *const *words,
		       int stream, struct text *output)
{
	int streams[3] = { -1, -1, -1 };
	int ends[2];

	if (!make_pipe(ends))
		return -1;
	streams[stream] = ends[1];
	pid_t process = start_between(arena, words, streams);
	(void)close(ends[1]);
	if (process != 0)
		read_all(ends[0], output);
	(void)close(ends[0]);
	return process != 0 ? wait_for(process) : -1;
}

int helper_read(struct arena *arena, const char *const *words,
		struct text *output)
{
	return read_stream(arena, words, STDOUT_FILENO, output);
}

int helper_complain(struct arena *arena, const char *const *words,
		    struct text *output)
{
	return read_stream(arena, words, STDERR_FILENO, output);
}

/* Writes all of it; a program that does not read to the end says why by its
 * exit status. */
static void write_all(int descriptor, struct slice input)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN };
	struct sigaction before;
	int interruptions = 0;

	(void)sigaction(SIGPIPE, &ignore, &before);
	while (input.length > 0) {
		ssize_t n = write(descriptor, input.text, input.length);
		if (n < 0 && errno == EINTR &&
		    interruptions++ < IO_INTERRUPTIONS_MAX)
			continue;
		if (n <= 0)
			break;
		input = slice_from_offset(input, (size_t)n);
	}
	(void)sigaction(SIGPIPE, &before, NULL);
}

int helper_talk(struct arena *arena, const char *const *words,
		struct slice input, struct text *output)
{
	int in[2];
	int out[2];

	if (!make_pipe(in))
		return -1;
	if (!make_pipe(out)) {
		(void)close(in[0]);
		(void)close(in[1]);
		return -1;
	}
	pid_t process =
		start_between(arena, words, (int[]){ in[0], out[1], -1 });
	(void)close(in[0]);
	(void)close(out[1]);
	if (process != 0) {
		write_all(in[1], input);
		(void)close(in[1]);
		read_all(out[0], output);
	} else {
		(void)close(in[1]);
	}
	(void)close(out[0]);
	return process != 0 ? wait_for(process) : -1;
}

/* What a mailer may know of where it is run: where programs are, whose
 * settings it reads, and the words of its messages. */
static char **small_environment(struct arena *arena)
{
	static const char *const names[] = { "PATH",     "HOME", "USER",
					     "LOGNAME",  "LANG", "LC_ALL",
					     "LC_CTYPE", "TZ",   "TMPDIR" };
	enum {
		COUNT = sizeof(names) / sizeof(*names)
	};
	char **variables =
		arena_take_array(arena, COUNT + 1, sizeof(*variables));
	size_t kept = 0;

	for (size_t i = 0; i < COUNT; i++) {
		const char *value = getenv(names[i]);
		if (value != NULL)
			variables[kept++] =
				arena_print(arena, "%s=%s", names[i], value);
	}
	return variables;
}

/* Starts it with the reading end as its input; 0 when it cannot be. */
static pid_t start_reader(struct arena *arena, const char *path,
			  const char *const *words, int reading)
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
	(void)posix_spawn_file_actions_adddup2(&actions, STDERR_FILENO,
					       STDOUT_FILENO);
	(void)posix_spawnattr_setsigdefault(&attributes, &pipe_signal);
	(void)posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
	int error =
		posix_spawn(&process, path, &actions, &attributes,
			    copy_words(arena, words), small_environment(arena));
	(void)posix_spawnattr_destroy(&attributes);
	(void)posix_spawn_file_actions_destroy(&actions);
	return error == 0 ? process : 0;
}

int helper_feed(struct arena *arena, const char *const *words,
		struct slice input)
{
	const char *path = strchr(words[0], '/') != NULL
				   ? words[0]
				   : helper_find(arena, words[0]);
	int ends[2];

	if (path == NULL || !make_pipe(ends))
		return -1;
	pid_t process = start_reader(arena, path, words, ends[0]);
	(void)close(ends[0]);
	if (process != 0)
		write_all(ends[1], input);
	(void)close(ends[1]);
	return process != 0 ? wait_for(process) : -1;
}

/* Starts it with the writing end as its output; 0 when it cannot be. */
static pid_t start_writer(struct arena *arena, const char *path,
			  const char *const *words, int writing)
{
	posix_spawn_file_actions_t actions;
	pid_t process = 0;

	if (posix_spawn_file_actions_init(&actions) != 0)
		return 0;
	(void)posix_spawn_file_actions_addopen(&actions, STDIN_FILENO,
					       "/dev/null", O_RDONLY, 0);
	(void)posix_spawn_file_actions_adddup2(&actions, writing,
					       STDOUT_FILENO);
	int error =
		posix_spawn(&process, path, &actions, NULL,
			    copy_words(arena, words), small_environment(arena));
	(void)posix_spawn_file_actions_destroy(&actions);
	return error == 0 ? process : 0;
}

int helper_capture(struct arena *arena, const char *const *words,
		   struct text *output)
{
	const char *path = helper_find(arena, words[0]);
	char bytes[BUFSIZ];
	int ends[2];
	int interruptions = 0;

	if (path == NULL || pipe(ends) != 0)
		return -1;
	(void)fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	(void)fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	pid_t process = start_writer(arena, path, words, ends[1]);
	(void)close(ends[1]);
	for (;;) {
		ssize_t n =
			process == 0 ? 0 : read(ends[0], bytes, sizeof(bytes));
		if (n < 0 && errno == EINTR &&
		    interruptions++ < IO_INTERRUPTIONS_MAX)
			continue;
		if (n <= 0)
			break;
		text_add_bytes(output, bytes, (size_t)n);
	}
	(void)close(ends[0]);
	return process == 0 ? -1 : wait_for(process);
}
