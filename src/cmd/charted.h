/*
 * `report NAME --chart`: the report's charts, on the terminal instead of its
 * rows, in a page above them.
 */
#ifndef CMD_CHARTED_H
#define CMD_CHARTED_H

#include <stdbool.h>

#include "cmd/exit_status.h"

struct analysis;
struct analysis_request;
struct session;

/* Prints them. What can be told month by month is, unless the request groups
 * otherwise. The book must be loaded. STATUS_FINE, or the status after the
 * message. */
enum exit_status charted_print(struct session *session,
			       const struct analysis *analysis,
			       const struct analysis_request *given,
			       bool is_listed);

/* True when the report, or its list, draws anything. */
bool charted_can(const struct analysis *analysis, bool is_listed);

#endif
