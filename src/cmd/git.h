/*
 * Asking git about the repository that a book stands in. It is run as a
 * program (cmd/helper.h), reads only, and is kept from what the repository's
 * settings might have it run. Paths are relative to the book's folder.
 */
#ifndef CMD_GIT_H
#define CMD_GIT_H

#include <stdbool.h>

#include "base/slice.h"
#include "cmd/exit_status.h"

struct arena;
struct session;
struct text;

enum {
	GIT_WORDS_MAX = 24 /* of one question */
};

/* The folder that a file stands in, "." for this one. */
const char *git_folder(struct arena *arena, const char *path);

/* Runs `git -C FOLDER …` with nothing shown; its exit status, -1 when git is
 * not installed. The words end with NULL. */
int git_run(struct arena *arena, const char *folder, const char *const *words);

/* Makes `answer` what it prints; false when it fails. */
bool git_read(struct arena *arena, const char *folder, const char *const *words,
	      struct text *answer);

/* The same with some lines for it to read, at most 64 KiB. */
bool git_talk(struct arena *arena, const char *folder, const char *const *words,
	      struct slice input, struct text *answer);

/* The first line of what it prints, in the arena; NULL when it fails. */
const char *git_line(struct arena *arena, const char *folder,
		     const char *const *words);

/* True when git is installed and the folder is in a repository that it looks
 * at. */
bool git_has(struct arena *arena, const char *folder);

/* STATUS_FINE when git can be asked about the folder, else the status after
 * the message that says why not. */
enum exit_status git_find(struct session *session, const char *folder);

/* The full name of the commit that a revision means, in the arena. STATUS_FINE,
 * or STATUS_NO after the message. */
enum exit_status git_find_commit(struct session *session, const char *folder,
				 const char *revision, const char **commit);

#endif
