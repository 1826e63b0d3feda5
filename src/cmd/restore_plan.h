/*
 * What a backup would do to a folder: which of its files are there already,
 * which differ and by which lines, and which files the book there has beside.
 */
#ifndef CMD_RESTORE_PLAN_H
#define CMD_RESTORE_PLAN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "cmd/exit_status.h"
#include "store/archive.h"

struct session;
struct text;

enum restore_state {
	RESTORE_NEW, /* only in the backup */
	RESTORE_SAME,
	RESTORE_DIFFERS
};

struct restore_file {
	const struct archive_file *file;
	enum restore_state state;
	struct slice here;  /* the text in the folder, of what differs */
	size_t lines_here;  /* lines that only the folder's file has */
	size_t lines_there; /* lines that only the backup's has */
	bool is_private;    /* its owner's alone in the backup */
};

struct restore_plan {
	const char *folder;         /* set by the caller, as is … */
	struct archive backup;      /* … the backup */
	struct restore_file *files; /* one for each file of the backup */
	size_t count;
	size_t found;      /* files that are there in some form */
	const char **only; /* files that only the book in the folder has */
	size_t only_count;
};

/* Compares. The book in the folder, where there is one, has been loaded.
 * STATUS_FINE, or the status after the message: something is in the way. */
enum exit_status restore_plan_find(struct session *session,
				   struct restore_plan *plan);

/* A line a file, `book.points: differs: 2 lines only here, none only in the
 * backup`; what is the same is left out. */
void restore_plan_print(struct text *text, const struct restore_plan *plan);

/* True when something of the backup is not in the folder as it is there. */
bool restore_plan_differs(const struct restore_plan *plan);

/* True when both would do the same to the same files. */
bool restore_plan_is_same(const struct restore_plan *a,
			  const struct restore_plan *b);

#endif
