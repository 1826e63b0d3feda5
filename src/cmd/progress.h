/*
 * A line on the terminal when something takes longer than a second. Only in
 * the foreground of a terminal, cleared at the end; a thread waits for the
 * second to pass, so that what takes long need not know of it.
 */
#ifndef CMD_PROGRESS_H
#define CMD_PROGRESS_H

#include <pthread.h>
#include <stdbool.h>

struct terminal;

struct progress {
	const char *what; /* "reading the book" */
	pthread_t thread;
	int ends[2]; /* closing the second one ends the thread */
	bool is_on;
};

/* Begins to watch; does nothing where no line is wanted. */
void progress_init(struct progress *progress, const struct terminal *terminal,
		   const char *what);

/* Ends it and clears the line. */
void progress_release(struct progress *progress);

#endif
