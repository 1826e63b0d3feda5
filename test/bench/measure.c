/*
 * measure SECONDS COMMAND ARGUMENT...: runs the command with its output thrown
 * away and prints "WALL_SECONDS PEAK_KIB STATUS" on stdout. A command that takes
 * longer than SECONDS is ended; its status is 124. Used by test/bench/run only.
 */
#define _DEFAULT_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
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
	alarm(seconds);
	execvp(command[0], command);
	_exit(127);
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
	int code = WIFEXITED(status)             ? WEXITSTATUS(status)
		   : WTERMSIG(status) == SIGALRM ? 124
						 : 128 + WTERMSIG(status);
	printf("%.4f %ld %d\n", wall, usage.ru_maxrss, code);
	return 0;
}
