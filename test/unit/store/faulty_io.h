/*
 * A table of system calls that counts, and at one of them fails (once or for
 * ever), does half of it, or ends the process: what the tests of store/ use
 * in place of io_system.
 */
#ifndef STORE_FAULTY_IO_H
#define STORE_FAULTY_IO_H

#include <stdbool.h>

#include "store/io.h"

enum faulty_way {
	FAULTY_NOT,
	FAULTY_ONCE,        /* that call fails with the errno */
	FAULTY_FOR_EVER,    /* that call and all behind it fail */
	FAULTY_SHORT,       /* that write takes half */
	FAULTY_KILL_BEFORE, /* the process ends before the call, */
	FAULTY_KILL_AFTER,  /* behind it, */
	FAULTY_KILL_HALF    /* or in the middle of a write */
};

/* Calls from now on are counted from 0; the `at`th behaves in the way. */
void faulty_io_init(enum faulty_way way, int at, int error);

/* How many calls there were. */
int faulty_io_count(void);

/* How often fsync was called on one descriptor again after it failed there
 * without a change in between. */
int faulty_io_retried_syncs(void);

/* The table. */
const struct io *faulty_io(void);

#endif
