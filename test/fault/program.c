/*
 * Requests go through one pipe, how the run ended comes back through another.
 */
#define _GNU_SOURCE
#include "program.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "request.h"

static int requests = -1;
static int statuses = -1;

static void stop(const char *what)
{
	perror(what);
	exit(3);
}

void program_start(const char *pointbook, const char *shim)
{
	int to[2];
	int from[2];

	if (pipe2(to, O_CLOEXEC) != 0 || pipe2(from, O_CLOEXEC) != 0)
		stop("pipe");
	if (fork() == 0) {
		(void)dup2(to[0], REQUEST_READ);
		(void)dup2(from[1], REQUEST_WRITE);
		(void)setenv("LD_PRELOAD", shim, 1);
		(void)execl(pointbook, pointbook, (char *)NULL);
		_exit(127);
	}
	requests = to[1];
	statuses = from[0];
	(void)close(to[0]);
	(void)close(from[1]);
}

int program_run(const char *const *words, const struct disturbance *how)
{
	struct request request = { .at = 0 };
	size_t length = 0;
	int status;

	for (; words[request.count]; request.count++) {
		size_t size = strlen(words[request.count]) + 1;

		if (length + size > sizeof(request.words) ||
		    request.count == REQUEST_WORDS_MAX)
			stop("too many words");
		memcpy(request.words + length, words[request.count], size);
		length += size;
	}
	if (how) {
		request.at = how->at;
		(void)snprintf(request.act, sizeof(request.act), "%s",
			       how->act ? how->act : "");
		request.always = how->always;
		request.logs = how->logs;
		request.nap = how->nap;
	}
	if (write(requests, &request, sizeof(request)) != sizeof(request) ||
	    read(statuses, &status, sizeof(status)) != sizeof(status))
		stop("the program that waits is gone");
	return status;
}

void program_read_output(char *text)
{
	int file = open("../out", O_RDONLY);
	ssize_t length = file < 0 ? 0 : read(file, text, OUTPUT_MAX - 1);

	text[length < 0 ? 0 : length] = '\0';
	(void)close(file);
}
