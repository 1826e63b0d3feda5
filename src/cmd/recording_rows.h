/*
 * What was recorded, as rows for programs: -O and -o of recording commands.
 */
#ifndef CMD_RECORDING_ROWS_H
#define CMD_RECORDING_ROWS_H

#include <stdbool.h>

#include "cmd/exit_status.h"

struct judgement;
struct session;

/* True when a recording command was asked for rows. */
bool recording_rows_wanted(const struct session *session);

/* Opens their table, before anything is written. STATUS_FINE, or the status
 * after the message. Does nothing when none are wanted, or it is open. */
enum exit_status recording_rows_open(struct session *session);

/* Adds the rows of what was judged, written or not; false when none are
 * wanted. */
bool recording_rows_add(const struct judgement *judgement);

#endif
