/*
 * What a backup of a book holds: its journal with all included files, the
 * members' among them, its rules of all days, its own letter templates, and
 * what the folder says about git and editors. Names are relative to the
 * journal's folder, the journal itself is the first.
 */
#ifndef CMD_BACKUP_FILES_H
#define CMD_BACKUP_FILES_H

#include "cmd/exit_status.h"
#include "store/archive.h"

struct session;

/* The folder the book stands in: "." or a path, in the arena. */
const char *backup_files_folder(struct session *session);

/* The files of the session's book, as they were when it was read. STATUS_FINE,
 * or the status after the message: a file that cannot be read, or put back by
 * a backup. */
enum exit_status backup_files_find(struct session *session,
				   struct archive *archive);

#endif
