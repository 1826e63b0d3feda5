/*
 * `check --against REV`: what became of the book that was. A book only grows:
 * no line of then may be gone or another, nothing may have come into what was
 * closed then, and rules may not change together with points by hand.
 */
#ifndef CMD_CHECK_AGAINST_H
#define CMD_CHECK_AGAINST_H

#include "cmd/exit_status.h"

struct session;

/* Adds what it finds to the session's diagnostics; the session has its
 * journal and rules, or is broken. STATUS_FINE, or the status after the
 * message. */
enum exit_status check_against(struct session *session, const char *revision);

#endif
