/*
 * What `git log --patch` prints, as lines that came and went.
 */
#include "cmd/git_history.h"

#include <criterion/criterion.h>

#include "base/arena.h"
#include "base/text.h"

static void note(void *context, const struct git_line *line)
{
	text_add_format(context, "%.*s %.*s %c%.*s\n",
			SLICE_ARGS(line->commit->name), SLICE_ARGS(line->file),
			line->is_added ? '+' : '-', SLICE_ARGS(line->text));
}

Test(cmd_git_history, lines_are_told_from_what_looks_like_them)
{
	static const struct {
		const char *label, *log, *lines;
	} cases[] = {
		{ "nothing", "", "" },
		{ "no commit", "+++ b/x\n@@ -1 +1 @@\n+lost\n", "" },
		{ "a line that looks like a file's name",
		  "\001c1\0022026-11-20\002rosa\002first\n\n"
		  "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1,2 @@\n"
		  "--- a/y\n+++ b/y\n+@@ -1 +1 @@\n",
		  "c1 x --- a/y\nc1 x +++ b/y\nc1 x +@@ -1 +1 @@\n" },
		{ "files that come and go",
		  "\001c1\0022026-11-20\002rosa\002a\002b\n"
		  "diff --git a/x b/x\n--- /dev/null\n+++ b/x\n"
		  "@@ -0,0 +1 @@\n+one\n\\ No newline at end of file\n"
		  "diff --git a/y b/y\n--- a/y\n+++ /dev/null\n"
		  "@@ -1 +0,0 @@\n-two\n",
		  "c1 x +one\nc1 y -two\n" },
		{ "a merge's own lines only",
		  "\001m\0022026-11-20\002rosa\002both\n"
		  "diff --combined x\n--- a/x\n+++ b/x\n"
		  "@@@ -1,1 -1,1 +1,3 @@@\n+ ours\n +theirs\n++own\n--gone\n",
		  "m x +own\nm x -gone\n" },
		{ "a quoted name",
		  "\001c\0022026-11-20\002rosa\002x\n"
		  "diff --git \"a/a\\tb\" \"b/a\\tb\"\n--- \"a/a\\tb\"\n"
		  "+++ \"b/a\\tb\"\n@@ -1 +1 @@\n+x\n",
		  "c a\\tb +x\n" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct arena arena;
		struct text lines;

		arena_init(&arena);
		text_init(&lines, &arena);
		git_history_read(&arena, slice_from(cases[i].log), note,
				 &lines);
		cr_expect_str_eq(lines.bytes, cases[i].lines, "%s: %s",
				 cases[i].label, lines.bytes);
		arena_release(&arena);
	}
}
