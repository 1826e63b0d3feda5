/*
 * What may be recorded where periods are closed.
 */
#ifndef CMD_RECORDING_OPEN_H
#define CMD_RECORDING_OPEN_H

#include <stddef.h>

#include "cmd/exit_status.h"

struct intern;
struct session;

/* Refuses events, from `first` of the journal on, that are dated in a closed
 * period; those whose reference is known are there already, and private lines
 * are in no seal. STATUS_FINE, or the status after the message. */
enum exit_status recording_check_open(struct session *session, size_t first,
				      const struct intern *known);

#endif
