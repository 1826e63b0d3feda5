/*
 * The entries for the general ledger of the period a command was asked for,
 * month by month; what keeps them from being right is said here.
 */
#ifndef CMD_GL_PERIODS_H
#define CMD_GL_PERIODS_H

#include <stddef.h>

#include "cmd/exit_status.h"
#include "value/gl_entries.h"

struct session;

struct gl_periods {
	struct gl_period *list; /* by month, without gaps; at least one */
	size_t count;
};

/*
 * Those of the period asked for; without one, of all months that have ended,
 * or up to --as-of. The session needs NEEDS_MOVES. Gives STATUS_FINE, or the
 * exit status after the message: when the points are carried as a memo, when
 * the rules lack a value or a rate, when an estimate is missing.
 */
enum exit_status gl_periods_find(struct session *session,
				 struct gl_periods *periods);

#endif
