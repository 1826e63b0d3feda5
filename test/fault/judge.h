/*
 * What must be true of a book after a command was disturbed.
 */
#ifndef FAULT_JUDGE_H
#define FAULT_JUDGE_H

#include <stdbool.h>

#include "folder.h"
#include "program.h"
#include "scenarios.h"

/* What the scenario's book says before and after, undisturbed. */
struct expected {
	char before[OUTPUT_MAX];
	char after[OUTPUT_MAX];
	char *journals;      /* the files afterwards */
	struct folder start; /* the files before */
	unsigned number;     /* tells the expectations apart */
};

/* Makes the folder the scenario's, runs it undisturbed and notes what comes of
 * it; exits when that fails. */
void judge_expect(const struct scenario *scenario, const struct folder *start,
		  struct expected *expected);

/* Judges the book in the folder after a run that ended so: it opens, all that
 * was there is there, nothing is that nobody recorded, what the program said
 * is true; run again it leaves what it would have left undisturbed. NULL, or
 * what is wrong. */
const char *judge_book(const struct scenario *scenario,
		       const struct expected *expected, int status);

/* How many different states of the book were met. */
long judge_states(void);

#endif
