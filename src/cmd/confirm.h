/*
 * Asking whether to go on. No lock is held while somebody thinks.
 */
#ifndef CMD_CONFIRM_H
#define CMD_CONFIRM_H

#include "cmd/exit_status.h"

struct session;

/* STATUS_FINE for yes (or --yes). Otherwise STATUS_DECLINED: the answer was
 * no, or nobody can answer (then the message says that --yes is needed). */
enum exit_status confirm_ask(struct session *session, const char *question);

#endif
