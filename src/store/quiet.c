/*
 * Signals held back around a write. Those that report a fault of the program
 * itself are let through: to block them is undefined.
 */
#include "store/quiet.h"

#include <stddef.h>

void quiet_init(struct quiet *quiet)
{
	static const int faults[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL,
				      SIGABRT };
	struct sigaction ignore = { .sa_handler = SIG_IGN };
	sigset_t held;

	sigemptyset(&ignore.sa_mask);
	sigfillset(&held);
	for (size_t i = 0; i < sizeof(faults) / sizeof(faults[0]); i++)
		sigdelset(&held, faults[i]);
	sigprocmask(SIG_BLOCK, &held, &quiet->mask);
	sigaction(SIGPIPE, &ignore, &quiet->broken_pipe);
	sigaction(SIGXFSZ, &ignore, &quiet->file_size);
}

void quiet_release(const struct quiet *quiet)
{
	sigaction(SIGXFSZ, &quiet->file_size, NULL);
	sigaction(SIGPIPE, &quiet->broken_pipe, NULL);
	sigprocmask(SIG_SETMASK, &quiet->mask, NULL);
}
