/*
 * serve COUNTER MEMBERS SALES COMMAND ARGUMENT...: runs the command, which
 * answers JSON lines, asks it for that many sales of members spread over the
 * book, and prints "MEDIAN P90 MEDIAN_FSYNC" in milliseconds, the first two
 * without what fsync took (COUNTER, see fsync.c). The first answer, for which
 * the book is read, does not count. Used by test/bench/run only.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a;
	double y = *(const double *)b;

	return (x > y) - (x < y);
}

/* Starts the command with its ends of two pipes; 0, or an error. */
static int start(char **command, FILE **to, FILE **from)
{
	int in[2];
	int out[2];

	if (pipe(in) != 0 || pipe(out) != 0)
		return 1;
	pid_t child = fork();
	if (child < 0)
		return 1;
	if (child == 0) {
		dup2(in[0], 0);
		dup2(out[1], 1);
		close(in[1]);
		close(out[0]);
		execvp(command[0], command);
		_exit(127);
	}
	close(in[0]);
	close(out[1]);
	*to = fdopen(in[1], "w");
	*from = fdopen(out[0], "r");
	return !*to || !*from;
}

static unsigned long digits(const char *text)
{
	unsigned long value = 0;

	while (*text >= '0' && *text <= '9')
		value = value * 10 + (unsigned long)(*text++ - '0');
	return value;
}

int main(int argc, char **argv)
{
	if (argc < 5)
		return 2;
	int descriptor = open(argv[1], O_RDWR);
	const volatile uint64_t *counter = mmap(
		NULL, sizeof(*counter), PROT_READ, MAP_SHARED, descriptor, 0);
	unsigned long members = digits(argv[2]);
	unsigned long sales = digits(argv[3]);
	double *times = calloc(sales + 1, sizeof(*times));
	double *syncs = calloc(sales + 1, sizeof(*syncs));
	FILE *to;
	FILE *from;
	char *line = NULL;
	size_t size = 0;

	if (descriptor < 0 || counter == MAP_FAILED || !times || !syncs ||
	    members == 0 || sales == 0 || start(argv + 4, &to, &from))
		return 3;
	for (unsigned long i = 0; i <= sales; i++) {
		uint64_t before = *counter;
		double begun = now();

		fprintf(to,
			"{\"do\":\"sale\",\"operands\":[\"M%05lu\",\"4.50\"],"
			"\"ref\":\"S-%lu\"}\n",
			i * 37 % members + 1, i);
		fflush(to);
		if (getline(&line, &size, from) < 0 ||
		    !strstr(line, "\"status\":0,")) {
			fprintf(stderr, "serve answered: %s", line ? line : "");
			return 3;
		}
		syncs[i] = (double)(*counter - before) / 1e6;
		times[i] = now() - begun - syncs[i];
	}
	fclose(to);
	qsort(times + 1, sales, sizeof(*times), by_value);
	qsort(syncs + 1, sales, sizeof(*syncs), by_value);
	printf("%.3f %.3f %.3f\n", times[1 + sales / 2],
	       times[1 + sales * 9 / 10], syncs[1 + sales / 2]);
	return wait(NULL) < 0 ? 3 : 0;
}
