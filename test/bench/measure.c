/*
 * measure SECONDS COMMAND ARGUMENT...: runs the command with its output thrown
 * away and prints "WALL_SECONDS PEAK_KIB STATUS FSYNC_SECONDS" on stdout. A
 * command that takes longer than SECONDS is ended; its status is 124. Where
 * FSYNC_PRELOAD names the library of fsync.c, what the command spends there is
 * printed last and not part of the first. Used by test/bench/run only.
 */
#define _DEFAULT_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void run(char **command, unsigned seconds)
{
	int nowhere = open("/dev/null", O_RDWR);

	dup2(nowhere, 0);
	dup2(nowhere, 1);
	dup2(nowhere, 2);
	if (getenv("FSYNC_PRELOAD"))
		setenv("LD_PRELOAD", getenv("FSYNC_PRELOAD"), 1);
	alarm(seconds);
	execvp(command[0], command);
	_exit(127);
}

/* Nanoseconds that fsync took so far. */
static uint64_t synced(void)
{
	const char *path = getenv("FSYNC_COUNTER");
	uint64_t count = 0;
	int descriptor = path ? open(path, O_RDONLY) : -1;

	if (descriptor < 0 ||
	    read(descriptor, &count, sizeof(count)) != (ssize_t)sizeof(count))
		count = 0;
	if (descriptor >= 0)
		close(descriptor);
	return count;
}

static unsigned digits(const char *text)
{
	unsigned value = 0;

	while (*text >= '0' && *text <= '9')
		value = value * 10 + (unsigned)(*text++ - '0');
	return value;
}

int main(int argc, char **argv)
{
	if (argc < 3)
		return 2;
	uint64_t before = synced();
	double start = now();
	pid_t child = fork();

	if (child < 0)
		return 3;
	if (child == 0)
		run(argv + 2, digits(argv[1]));
	int status;
	struct rusage usage;
	if (wait4(child, &status, 0, &usage) < 0)
		return 3;
	double wall = now() - start;
	double disk = (double)(synced() - before) / 1e9;
	int code = WIFEXITED(status)             ? WEXITSTATUS(status)
		   : WTERMSIG(status) == SIGALRM ? 124
						 : 128 + WTERMSIG(status);
	printf("%.4f %ld %d %.4f\n", wall - disk, usage.ru_maxrss, code, disk);
	return 0;
}
