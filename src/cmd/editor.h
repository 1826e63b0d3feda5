/*
 * The user's editor: VISUAL, EDITOR, else vi on a terminal.
 */
#ifndef CMD_EDITOR_H
#define CMD_EDITOR_H

#include <stdbool.h>

struct session;

/* Opens the file and waits until the editor ends. False after the message,
 * when it could not be started or says that it failed. No lock may be held. */
bool editor_open(struct session *session, const char *path);

#endif
