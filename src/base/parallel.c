/*
 * Threads are started for one piece of work and joined at its end; the caller
 * does the first task itself. Signals stay with the caller's thread. A thread
 * that the system refuses costs time, nothing else: its task is done by the
 * caller.
 */
#include "base/parallel.h"

#include <signal.h>
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

/* Starts a thread that no signal reaches; false when there is none. */
static bool start(pthread_t *thread, void *(*begin)(void *), void *argument)
{
	sigset_t all;
	sigset_t before;
	bool started;

	sigfillset(&all);
	(void)pthread_sigmask(SIG_SETMASK, &all, &before);
	started = pthread_create(thread, NULL, begin, argument) == 0;
	(void)pthread_sigmask(SIG_SETMASK, &before, NULL);
	return started;
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

	if (count > PARALLEL_MAX)
		BUG("more tasks than threads");
	for (size_t i = 1; i < count; i++) {
		helpers[i] = (struct helper){ .task = task,
					      .context = context,
					      .number = i };
		helpers[i].started =
			start(&helpers[i].thread, help, &helpers[i]);
	}
	if (count > 0)
		task(context, 0);
	for (size_t i = 1; i < count; i++) {
		if (helpers[i].started)
			(void)pthread_join(helpers[i].thread, NULL);
		else
			task(context, i);
	}
}

/* The next piece; false when there will be none. */
static bool take_piece(struct worker *worker, void **piece)
{
	bool is_there;

	(void)pthread_mutex_lock(&worker->lock);
	while (worker->done == worker->handed && !worker->ended)
		(void)pthread_cond_wait(&worker->changed, &worker->lock);
	is_there = worker->done < worker->handed;
	if (is_there)
		*piece = worker->pieces[worker->done % WORKER_DEPTH];
	(void)pthread_mutex_unlock(&worker->lock);
	return is_there;
}

static void *work(void *argument)
{
	struct worker *worker = argument;
	void *piece;

	while (take_piece(worker, &piece)) {
		worker->task(worker->context, piece);
		(void)pthread_mutex_lock(&worker->lock);
		worker->done++;
		(void)pthread_cond_signal(&worker->changed);
		(void)pthread_mutex_unlock(&worker->lock);
	}
	return NULL;
}

void worker_begin(struct worker *worker, worker_task *task, void *context)
{
	*worker = (struct worker){ .task = task, .context = context };
	if (parallel_width() < 2 ||
	    pthread_mutex_init(&worker->lock, NULL) != 0)
		return;
	if (pthread_cond_init(&worker->changed, NULL) == 0) {
		worker->started = start(&worker->thread, work, worker);
		if (worker->started)
			return;
		(void)pthread_cond_destroy(&worker->changed);
	}
	(void)pthread_mutex_destroy(&worker->lock);
}

void worker_hand(struct worker *worker, void *piece)
{
	if (!worker->started) {
		worker->task(worker->context, piece);
		return;
	}
	(void)pthread_mutex_lock(&worker->lock);
	while (worker->handed - worker->done == WORKER_DEPTH)
		(void)pthread_cond_wait(&worker->changed, &worker->lock);
	worker->pieces[worker->handed++ % WORKER_DEPTH] = piece;
	(void)pthread_cond_signal(&worker->changed);
	(void)pthread_mutex_unlock(&worker->lock);
}

void worker_end(struct worker *worker)
{
	if (!worker->started)
		return;
	(void)pthread_mutex_lock(&worker->lock);
	worker->ended = true;
	(void)pthread_cond_signal(&worker->changed);
	(void)pthread_mutex_unlock(&worker->lock);
	(void)pthread_join(worker->thread, NULL);
	(void)pthread_cond_destroy(&worker->changed);
	(void)pthread_mutex_destroy(&worker->lock);
	worker->started = false;
}
