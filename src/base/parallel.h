/*
 * Work in several threads at once, where a book is large enough. What comes
 * out never depends on how many there are: each task has memory of its own
 * and its own part of the result, and what they made is put together after
 * all have ended.
 */
#ifndef BASE_PARALLEL_H
#define BASE_PARALLEL_H

#include <stddef.h>

enum {
	PARALLEL_MAX = 4 /* threads, and tasks at a time */
};

/* Does the part `number` of a work, 0 <= number < count. */
typedef void parallel_task(void *context, size_t number);

/* How many tasks the machine does at once: its processors, 1 to
 * PARALLEL_MAX. */
size_t parallel_width(void);

/* Does `count` tasks (at most PARALLEL_MAX), each in a thread of its own as
 * far as there are threads to be had, and returns when all are done. */
void parallel_run(size_t count, parallel_task *task, void *context);

#endif
