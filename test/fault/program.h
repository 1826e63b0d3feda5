/*
 * The program that waits, and runs once for each request (shim.c).
 */
#ifndef FAULT_PROGRAM_H
#define FAULT_PROGRAM_H

#include <stdbool.h>
#include <stddef.h>

enum {
	OUTPUT_MAX = 1 << 16
};

/* How one run is disturbed. */
struct disturbance {
	long at;
	const char *act; /* NULL: nothing happens */
	bool always;
	bool logs;
	long nap; /* microseconds, then it is killed; 0: never */
};

/* Starts it in the current folder. */
void program_start(const char *pointbook, const char *shim);

/* One run of `pointbook WORDS`. Its exit status, or STATUS_KILLED. */
int program_run(const char *const *words, const struct disturbance *how);

/* What the last run printed; OUTPUT_MAX bytes. */
void program_read_output(char *text);

#endif
