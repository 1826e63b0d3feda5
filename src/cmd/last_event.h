/*
 * What was recorded last in this terminal, for `undo` without a reference. It
 * is remembered by terminal, session and book in a file of the user's own
 * ($XDG_RUNTIME_DIR, else $XDG_STATE_HOME, else ~/.local/state), and only where
 * somebody sits at the terminal. It may be lost at any time.
 */
#ifndef CMD_LAST_EVENT_H
#define CMD_LAST_EVENT_H

#include <stdbool.h>

#include "base/slice.h"

struct record;
struct session;

struct last_event {
	struct slice reference; /* empty: the line has none of its own */
	struct slice line;      /* as it was written */
};

/* Remembers what was written; a failure is nobody's business. */
void last_event_save(struct session *session, struct slice reference,
		     const struct record *record);

/* What is remembered, in the session's arena. False when nothing is. */
bool last_event_find(struct session *session, struct last_event *last);

#endif
