/*
 * What the driver asks of the program that waits in shim.c: one run, and how it
 * is disturbed. Both ends are built together, so the bytes go as they are.
 */
#ifndef FAULT_REQUEST_H
#define FAULT_REQUEST_H

#include <stdbool.h>

/* What somebody else adds to each file he saves. */
#define REQUEST_COMMENT "; saved by another\n"

enum {
	REQUEST_WORDS = 1024,
	REQUEST_WORDS_MAX = 30,
	REQUEST_READ = 200, /* descriptors of the program that waits */
	REQUEST_WRITE,
	STATUS_KILLED = -1
};

struct request {
	long at;      /* the call, 1 on; 0: none */
	char act[20]; /* what happens there */
	bool always;  /* and at all later calls of the same function */
	bool logs;    /* write the names of the calls to ../calls */
	long nap;     /* microseconds, then it is killed; 0: never */
	int count;
	char words[REQUEST_WORDS]; /* of the command line, each with its NUL */
};

#endif
