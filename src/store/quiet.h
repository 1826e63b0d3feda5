/*
 * No signal between the first byte and the last: while a write is under way
 * signals wait, and SIGPIPE and SIGXFSZ, which would end the program where a
 * call could have said what is wrong, are ignored.
 */
#ifndef STORE_QUIET_H
#define STORE_QUIET_H

#include <signal.h>

/* What was before. */
struct quiet {
	sigset_t mask;
	struct sigaction broken_pipe;
	struct sigaction file_size;
};

/* Begins: what was before is kept in *quiet. */
void quiet_init(struct quiet *quiet);

/* Ends: signals that came meanwhile are delivered now. */
void quiet_release(const struct quiet *quiet);

#endif
