/*
 * The thread sleeps in poll on a pipe: a second until the line appears, then
 * short turns that show it is alive; when the other end is closed it wipes
 * the line and ends. It handles no signals.
 */
#include "cmd/progress.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cmd/terminal.h"

enum {
	DELAY = 1000, /* milliseconds until the line appears */
	TURN = 250,
	LINE_MAX_LENGTH = 128
};

/* Waits; true when the time passed, false when it is over. */
static bool waited(int descriptor, int milliseconds)
{
	struct pollfd other = { .fd = descriptor, .events = POLLIN };
	return poll(&other, 1, milliseconds) == 0;
}

static void show(const char *line)
{
	if (write(STDERR_FILENO, line, strlen(line)) < 0)
		return;
}

static void *watch(void *context)
{
	static const char *const dots[] = { "   ", ".  ", ".. ", "..." };
	const struct progress *progress = context;
	unsigned turn = 0;
	if (!waited(progress->ends[0], DELAY))
		return NULL;
	do {
		char line[LINE_MAX_LENGTH];
		(void)snprintf(line, sizeof(line), "\r%s %s", progress->what,
			       dots[turn++ % 4]);
		show(line);
	} while (waited(progress->ends[0], TURN));
	show("\r\x1b[K");
	return NULL;
}

void progress_init(struct progress *progress, const struct terminal *terminal,
		   const char *what)
{
	sigset_t all;
	sigset_t before;
	*progress = (struct progress){ .what = what };
	if (terminal->no_progress || terminal->quiet ||
	    !terminal->error_is_tty || tcgetpgrp(STDERR_FILENO) != getpgrp() ||
	    pipe(progress->ends) != 0)
		return;
	(void)fcntl(progress->ends[0], F_SETFD, FD_CLOEXEC);
	(void)fcntl(progress->ends[1], F_SETFD, FD_CLOEXEC);
	(void)sigfillset(&all);
	(void)pthread_sigmask(SIG_SETMASK, &all, &before);
	progress->is_on =
		pthread_create(&progress->thread, NULL, watch, progress) == 0;
	(void)pthread_sigmask(SIG_SETMASK, &before, NULL);
	if (!progress->is_on) {
		(void)close(progress->ends[0]);
		(void)close(progress->ends[1]);
	}
}

void progress_release(struct progress *progress)
{
	if (!progress->is_on)
		return;
	(void)close(progress->ends[1]);
	(void)pthread_join(progress->thread, NULL);
	(void)close(progress->ends[0]);
	progress->is_on = false;
}
