/*
 * The lines that commits added to the book's folder or took from it, as git
 * log shows them.
 */
#ifndef CMD_GIT_HISTORY_H
#define CMD_GIT_HISTORY_H

#include <stdbool.h>

#include "base/slice.h"

struct arena;

/* The texts live as long as the arena. */
struct git_commit {
	struct slice name;    /* short */
	struct slice date;    /* YYYY-MM-DD, of the author */
	struct slice author;  /* the name */
	struct slice subject; /* the first line of the message */
};

struct git_line {
	const struct git_commit *commit;
	struct slice file; /* as git shows it, from the top of the repository */
	struct slice text; /* without its end */
	bool is_added;     /* else taken away */
};

typedef void git_history_line(void *context, const struct git_line *line);

/*
 * Calls back for each line, latest commits first: of what HEAD rests on, or
 * with `all` of everything that any branch, tag or stash, or the log of one,
 * still has. Of a merge those lines count that none of its parents had. False
 * when git fails.
 */
bool git_history_walk(struct arena *arena, const char *folder, bool all,
		      git_history_line *visit, void *context);

/* The same for what `git log --patch` printed. */
void git_history_read(struct arena *arena, struct slice log,
		      git_history_line *visit, void *context);

#endif
