/*
 * Threads are started for one piece of work and joined at its end; the caller
 * does the first task itself. Signals stay with the caller's thread. A thread
 * that the system refuses costs time, nothing else: its task is done by the
 * caller.
 */
#include "base/parallel.h"

#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <unistd.h>

#include "base/bug.h"

struct helper {
	pthread_t thread;
	bool started;
	parallel_task *task;
	void *context;
	size_t number;
};

size_t parallel_width(void)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);

	if (processors < 1)
		return 1;
	return processors < PARALLEL_MAX ? (size_t)processors : PARALLEL_MAX;
}

static void *help(void *argument)
{
	const struct helper *helper = argument;

	helper->task(helper->context, helper->number);
	return NULL;
}

void parallel_run(size_t count, parallel_task *task, void *context)
{
	struct helper helpers[PARALLEL_MAX];
	sigset_t all;
	sigset_t before;

	if (count > PARALLEL_MAX)
		BUG("more tasks than threads");
	sigfillset(&all);
	(void)pthread_sigmask(SIG_SETMASK, &all, &before);
	for (size_t i = 1; i < count; i++) {
		helpers[i] = (struct helper){ .task = task,
					      .context = context,
					      .number = i };
		helpers[i].started = pthread_create(&helpers[i].thread, NULL,
						    help, &helpers[i]) == 0;
	}
	(void)pthread_sigmask(SIG_SETMASK, &before, NULL);
	if (count > 0)
		task(context, 0);
	for (size_t i = 1; i < count; i++) {
		if (helpers[i].started)
			(void)pthread_join(helpers[i].thread, NULL);
		else
			task(context, i);
	}
}
