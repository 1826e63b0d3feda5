/*
 * Making files that were not there: all of them or none. A file that exists
 * is never touched.
 */
#ifndef CMD_NEW_FILES_H
#define CMD_NEW_FILES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

struct session;

struct new_file {
	const char *path; /* below the folder: "2026/10.points" */
	struct slice text;
	bool is_private; /* its owner's alone (mode 600) */
};

/* Makes a folder, with those above it; one that is there is fine. False after
 * the message. */
bool new_files_make_folder(struct session *session, const char *path);

/* Makes the files, and the folders in their paths, and syncs them; takes back
 * those made before one that cannot be. False after the message. */
bool new_files_save(struct session *session, const char *folder,
		    const struct new_file *files, size_t count);

/* Adds a line to the end of a file, which may not be there yet; errno says why
 * when it is false. */
bool new_files_append(struct session *session, const char *path,
		      const char *line);

/* True when something of that name is in the folder. */
bool new_files_exist(struct session *session, const char *folder,
		     const char *name);

/* "FOLDER/NAME", or NAME for the folder ".", in the session's arena. */
const char *new_files_join(struct session *session, const char *folder,
			   const char *name);

#endif
