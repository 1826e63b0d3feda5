/*
 * `git log --patch` without context. A commit begins with a byte that no line
 * of a patch begins with; file names stand in front of the first hunk only, so
 * that lines which look like them are none. A merge's patch has a column for
 * each parent; a line is its own when all columns say so.
 */
#include "cmd/git_history.h"

#include "base/arena.h"
#include "base/text.h"
#include "cmd/git.h"

enum {
	COMMIT_MARK = 1,
	FIELD_MARK = 2
};

struct reading {
	struct arena *arena;
	struct git_line line;
	size_t columns; /* of the hunk; 0 before the first one of a file */
	git_history_line *visit;
	void *context;
};

static void begin_commit(struct reading *reading, struct slice rest)
{
	struct git_commit *commit = arena_take(reading->arena, sizeof(*commit));

	commit->name = slice_cut(rest, FIELD_MARK, &rest);
	commit->date = slice_cut(rest, FIELD_MARK, &rest);
	commit->author = slice_cut(rest, FIELD_MARK, &rest);
	commit->subject = rest;
	reading->line = (struct git_line){ .commit = commit };
	reading->columns = 0;
}

/* `--- a/FILE`, `+++ b/FILE`; /dev/null is no file. */
static void take_name(struct reading *reading, struct slice line)
{
	struct slice name = slice_from_offset(line, 4);

	if (slice_is(name, "/dev/null"))
		return;
	if (slice_starts(name, "\"")) /* quoted, as it has odd bytes */
		name = (struct slice){ name.text + 1, name.length - 2 };
	name = slice_from_offset(name, 2);
	/* a blank in a name ends it with a tab */
	reading->line.file = slice_cut(name, '\t', &name);
}

static void begin_hunk(struct reading *reading, struct slice line)
{
	size_t marks = 0;

	while (marks < line.length && line.text[marks] == '@')
		marks++;
	reading->columns = marks > 1 ? marks - 1 : 0;
}

static void take_line(struct reading *reading, struct slice line)
{
	char sign = ' ';

	if (line.length > 0)
		sign = line.text[0];
	if ((sign != '+' && sign != '-') || line.length < reading->columns)
		return;
	for (size_t i = 1; i < reading->columns; i++)
		if (line.text[i] != sign)
			return;
	reading->line.text = slice_from_offset(line, reading->columns);
	reading->line.is_added = sign == '+';
	reading->visit(reading->context, &reading->line);
}

void git_history_read(struct arena *arena, struct slice log,
		      git_history_line *visit, void *context)
{
	struct reading reading = { .arena = arena,
				   .visit = visit,
				   .context = context };

	while (log.length > 0) {
		struct slice line = slice_cut(log, '\n', &log);

		if (line.length > 0 && line.text[0] == COMMIT_MARK)
			begin_commit(&reading, slice_from_offset(line, 1));
		else if (!reading.line.commit)
			continue;
		else if (slice_starts(line, "diff --"))
			reading.columns = 0;
		else if (slice_starts(line, "@@"))
			begin_hunk(&reading, line);
		else if (reading.columns > 0)
			take_line(&reading, line);
		else if (slice_starts(line, "--- ") ||
			 slice_starts(line, "+++ "))
			take_name(&reading, line);
	}
}

bool git_history_walk(struct arena *arena, const char *folder, bool all,
		      git_history_line *visit, void *context)
{
	const char *const words[] = { "log",
				      "--format=%x01%h%x02%as%x02%an%x02%s",
				      "--patch",
				      "--unified=0",
				      "-c",
				      "--text",
				      "--no-color",
				      "--no-ext-diff",
				      "--no-textconv",
				      "--no-renames",
				      "--src-prefix=a/",
				      "--dst-prefix=b/",
				      all ? "--all" : "HEAD",
				      all ? "--reflog" : "--",
				      all ? "--" : ".",
				      all ? "." : NULL,
				      NULL };
	struct text log;

	if (!git_read(arena, folder, words, &log))
		return false;
	git_history_read(arena, text_slice(&log), visit, context);
	return true;
}
