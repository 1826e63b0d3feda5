/*
 * Catches what the program writes to stdout and stderr for a while, as texts.
 */
#ifndef CMD_CAPTURE_H
#define CMD_CAPTURE_H

#include <stdbool.h>

#include "base/slice.h"

struct arena;

struct capture {
	int files[2]; /* where stdout and stderr go meanwhile */
	int saved[2]; /* what they were */
};

/* Ready to catch; false when the system gives no temporary files. */
bool capture_init(struct capture *capture);

/* Nothing is kept. */
void capture_release(struct capture *capture);

/* From here on everything is caught. False: nothing has changed. */
bool capture_begin(struct capture *capture);

/* Gives both back; texts[0] is what went to stdout, texts[1] to stderr, in the
 * arena. False when not all of it could be kept. */
bool capture_end(struct capture *capture, struct arena *arena,
		 struct slice texts[2]);

#endif
