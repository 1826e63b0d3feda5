/*
 * Recording an estimate: an `estimate` line for each month whose rate is
 * another one than that in force.
 */
#ifndef CMD_ESTIMATE_LINES_H
#define CMD_ESTIMATE_LINES_H

#include <stdbool.h>

#include "cmd/exit_status.h"
#include "insight/estimate.h"

struct book;
struct session;

struct estimate_request {
	struct estimate_options options;
	const char *why; /* NULL: nothing is recorded */
};

/*
 * Estimates on a book that was replayed with moves up to the day. STATUS_FINE,
 * or the status after the message when the method is refused.
 */
enum exit_status estimate_lines_find(struct session *session,
				     const struct book *book,
				     const struct estimate_options *options,
				     struct estimates *estimates);

/* Records the lines, dated on the day of the estimate unless --date says
 * another; the session's book is read for it. */
enum exit_status estimate_lines_record(struct session *session,
				       const struct estimate_request *request);

#endif
