/*
 * Making and reading backups: a gzipped archive (store/archive.h), for its
 * owner alone. Beside the journal stands a note, `.NAME.backup`, that says
 * when and where the last one was made; it may be deleted.
 */
#ifndef CMD_BACKUP_H
#define CMD_BACKUP_H

#include "base/day.h"
#include "base/slice.h"
#include "cmd/exit_status.h"
#include "store/archive.h"

struct session;

/* The bytes of a backup of the files, unpacked again and compared before they
 * are given. STATUS_FINE, or the status after the message. */
enum exit_status backup_pack(struct session *session,
			     const struct archive *archive,
			     struct slice *packed);

/* Puts the bytes into a file, mode 600, read back before it has the name.
 * STATUS_FINE, or the status after the message. */
enum exit_status backup_save(struct session *session, const char *path,
			     struct slice packed);

/* Reads a backup, `-` is standard input. STATUS_FINE; STATUS_NO after the message when it is none or
 * is damaged, STATUS_ENVIRONMENT when it cannot be read. */
enum exit_status backup_read(struct session *session, const char *path,
			     struct archive *archive);

/* A new name in a folder: FOLDER/book-2026-11-22.tar.gz, with -2 and on before
 * the ending where that is taken by other bytes. NULL after the message. */
const char *backup_name(struct session *session, const char *folder,
			struct slice packed);

/* The book's own folder of backups, made when it is missing, and kept out of
 * git. NULL after the message. */
const char *backup_folder(struct session *session, const char *book_folder);

/* When the last backup was made, and where. */
struct backup_note {
	struct day day; /* DAY_NONE: nobody knows of one */
	struct slice path;
};

/* Notes that a backup was made today. What cannot be noted is left. */
void backup_note_save(struct session *session, const char *path);

/* The note of the session's book, in the arena. */
struct backup_note backup_note_find(struct session *session);

#endif
