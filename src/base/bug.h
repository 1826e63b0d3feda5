/*
 * BUG: what cannot happen did. The state can no longer be trusted, so the
 * program says where and aborts. Never for what input can do.
 */
#ifndef BASE_BUG_H
#define BASE_BUG_H

#include <stdnoreturn.h>

/* Ends the program with the place and the message on standard error. */
#define BUG(message) bug_stop(__FILE__, __LINE__, (message))

/* What BUG calls; does not return. */
noreturn void bug_stop(const char *file, int line, const char *message);

#endif
