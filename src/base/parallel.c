/*
 * Threads are started for one piece of work and joined at its end; the caller
 * does the first task itself. Signals stay with the caller's thread. A thread
 * that the system refuses costs time, nothing else: its task is done by the
 * caller.
 *
 * A thread begins on a processor other than its starter's: left alone, the
 * system may put it on the same one and move it only after milliseconds, which
 * is longer than the whole work on a book of a few thousand events. From then
 * on it runs wherever the process may.
 */
/* NOLINTNEXTLINE(readability-identifier-naming): the system's own name */
#define _GNU_SOURCE /* sched_getaffinity, pthread_attr_setaffinity_np */
#include "base/parallel.h"

#include <sched.h>
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

#ifdef __GLIBC__
/* How many processors the process may run on; 0 when that is not known. */
static long allowed_processors(cpu_set_t *allowed)
{
	if (sched_getaffinity(getpid(), sizeof(*allowed), allowed) != 0)
		return 0;
	return CPU_COUNT(allowed);
}

/* Lets a thread begin on the processor that is `number` after this one. */
static void place(pthread_attr_t *attributes, size_t number)
{
	cpu_set_t allowed;
	cpu_set_t one;
	int at = sched_getcpu();

	if (at < 0 || allowed_processors(&allowed) < 2)
		return;
	for (size_t left = number; left > 0;) {
		at = (at + 1) % CPU_SETSIZE;
		left -= CPU_ISSET((size_t)at, &allowed) ? 1 : 0;
	}
	CPU_ZERO(&one);
	CPU_SET((size_t)at, &one);
	(void)pthread_attr_setaffinity_np(attributes, sizeof(one), &one);
}

/* From now on this thread may run wherever the process may. */
static void roam(void)
{
	cpu_set_t allowed;

	if (allowed_processors(&allowed) > 1)
		(void)sched_setaffinity(0, sizeof(allowed), &allowed);
}

static long processors_to_use(void)
{
	cpu_set_t allowed;
	long count = allowed_processors(&allowed);

	return count > 0 ? count : sysconf(_SC_NPROCESSORS_ONLN);
}
#else
static void place(pthread_attr_t *attributes, size_t number)
{
	(void)attributes;
	(void)number;
}

static void roam(void)
{
}

static long processors_to_use(void)
{
	return sysconf(_SC_NPROCESSORS_ONLN);
}
#endif

size_t parallel_width(void)
{
	long processors = processors_to_use();

	if (processors < 1)
		return 1;
	return processors < PARALLEL_MAX ? (size_t)processors : PARALLEL_MAX;
}

/* Starts a thread that no signal reaches, the caller's `number`th from 1;
 * false when there is none. */
static bool start(pthread_t *thread, size_t number, void *(*begin)(void *),
		  void *argument)
{
	pthread_attr_t attributes;
	sigset_t all;
	sigset_t before;
	bool started;

	if (pthread_attr_init(&attributes) != 0)
		return false;
	place(&attributes, number);
	sigfillset(&all);
	(void)pthread_sigmask(SIG_SETMASK, &all, &before);
	started = pthread_create(thread, &attributes, begin, argument) == 0;
	(void)pthread_sigmask(SIG_SETMASK, &before, NULL);
	(void)pthread_attr_destroy(&attributes);
	return started;
}

static void *help(void *argument)
{
	const struct helper *helper = argument;

	roam();
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
			start(&helpers[i].thread, i, help, &helpers[i]);
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

	roam();
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
		worker->started = start(&worker->thread, 1, work, worker);
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
