/*
 * `check --staged`: which findings the last commit has already. A commit is
 * refused for what it brings, not for what is there.
 */
#ifndef CMD_CHECK_KNOWN_H
#define CMD_CHECK_KNOWN_H

#include "cmd/exit_status.h"

struct session;

/*
 * Marks those of the session's diagnostics that the book of HEAD has, too: the
 * same on a line that says the same, as often as there. What is BROKEN never
 * is known. `needs` is what the session was loaded with. STATUS_FINE, or the
 * status after the message.
 */
enum exit_status check_known(struct session *session, unsigned needs);

#endif
