/*
 * Commands run one after the other by a program that stays (till, serve), on a
 * book that is kept open. Each is what its words would do in a shell, and says
 * what it would say there; what it costs is what it touches.
 */
#ifndef CMD_REQUEST_H
#define CMD_REQUEST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "cmd/capture.h"
#include "cmd/exit_status.h"
#include "cmd/open_book.h"

struct arena;
struct session;

struct requests {
	struct session *session; /* of the command that stays */
	struct open_book open;
	struct capture capture;
	const char **words; /* in front of each command: which book, and day */
	size_t count;
};

struct answer {
	enum exit_status status;
	struct slice output;   /* what went to stdout */
	struct slice messages; /* and to stderr */
};

/* Ready to run commands on the session's book. STATUS_FINE, or the status after
 * the message. */
enum exit_status request_init(struct requests *requests,
			      struct session *session);

/* Closes the book. */
void request_release(struct requests *requests);

/* Runs a command; the answer's texts live in the arena. */
struct answer request_run(struct requests *requests, struct arena *arena,
			  const char *const *words, size_t count);

#endif
