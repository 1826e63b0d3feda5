/*
 * The end of a program that found itself in a state that cannot be. It is
 * one of the two places below cmd/ that print; the other is the arena that
 * got no memory.
 */
#include "base/bug.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/banned.h"

void bug_stop(const char *file, int line, const char *message)
{
	fprintf(stderr, "pointbook: bug: %s (%s:%d)\n", message, file, line);
	abort();
}
