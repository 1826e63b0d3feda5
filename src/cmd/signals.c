/*
 * A handler may do little: it writes a text that is there already, and ends
 * the program. The system frees the lock; what was being written is undone by
 * whoever comes next, as after a crash.
 */
#include "cmd/signals.h"

#include <signal.h>
#include <stddef.h>
#include <unistd.h>

#include "cmd/exit_status.h"

static const char unread[] =
	"pointbook: error: a file was cut short by somebody else while it was "
	"read; run it again\n";
static const char recorded[] =
	"pointbook: error: a file was cut short by somebody else while it was "
	"read; what was to be recorded may have been: run it again with the "
	"same --ref\n";

static void end_unread(int signal)
{
	(void)signal;
	(void)!write(STDERR_FILENO, unread, sizeof(unread) - 1);
	_exit(STATUS_ENVIRONMENT);
}

static void end_recorded(int signal)
{
	(void)signal;
	(void)!write(STDERR_FILENO, recorded, sizeof(recorded) - 1);
	_exit(STATUS_UNKNOWN);
}

void signals_init(void)
{
	struct sigaction ordinary = { .sa_handler = SIG_DFL };

	(void)sigaction(SIGPIPE, &ordinary, NULL);
	signals_recording(false);
}

void signals_recording(bool may_be_recorded)
{
	struct sigaction cut_short = { .sa_handler = may_be_recorded
							     ? end_recorded
							     : end_unread };

	(void)sigaction(SIGBUS, &cut_short, NULL);
}
