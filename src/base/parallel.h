/*
 * Work in several threads at once, where a book is large enough. What comes
 * out never depends on how many there are: each task has memory of its own
 * and its own part of the result, and what they made is put together after
 * all have ended.
 */
#ifndef BASE_PARALLEL_H
#define BASE_PARALLEL_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

enum {
	PARALLEL_MAX = 4, /* threads, and tasks at a time */
	WORKER_DEPTH = 4  /* pieces that may lie before a worker */
};

/* Does the part `number` of a work, 0 <= number < count. */
typedef void parallel_task(void *context, size_t number);

/* How many tasks are done at once: the processors that the process may run on,
 * 1 to PARALLEL_MAX. */
size_t parallel_width(void);

/* Does `count` tasks (at most PARALLEL_MAX), each in a thread of its own as
 * far as there are threads to be had, and returns when all are done. */
void parallel_run(size_t count, parallel_task *task, void *context);

/* Does one piece of work. */
typedef void worker_task(void *context, void *piece);

/* A thread that does pieces of work in the order they are handed over, while
 * the caller goes on. Where there is one processor only, or no thread to be
 * had, the caller does each itself. */
struct worker {
	worker_task *task;
	void *context;
	bool started;
	bool ended; /* no more pieces come */
	size_t handed, done;
	void *pieces[WORKER_DEPTH]; /* by their number */
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t changed;
};

/* Starts a worker, which must stay where it is until worker_end. */
void worker_begin(struct worker *worker, worker_task *task, void *context);

/* Hands a piece over. When it returns, all but the WORKER_DEPTH latest pieces
 * have been done and belong to the caller again. */
void worker_hand(struct worker *worker, void *piece);

/* Waits until all is done; the worker is no more. */
void worker_end(struct worker *worker);

#endif
