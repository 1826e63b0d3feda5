/*
 * Words in front of each question keep git from running what a repository's
 * settings name (a monitor of files, a checker of signatures), from colours,
 * pagers and locks. What it says when
 * it refuses is passed on, in one line.
 */
#include "cmd/git.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "cmd/command.h"
#include "cmd/helper.h"
#include "cmd/session.h"

static const char *const prelude[] = {
	"git",
	"--no-pager",
	"--no-optional-locks",
	"-c",
	"core.fsmonitor=false",
	"-c",
	"core.quotePath=false",
	"-c",
	"color.ui=false",
	"-c",
	"log.showSignature=false",
	"-C",
};

enum {
	PRELUDE = sizeof(prelude) / sizeof(*prelude)
};

const char *git_folder(struct arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/');

	if (slash == NULL)
		return ".";
	return slash == path ? "/"
			     : arena_copy(arena, path, (size_t)(slash - path));
}

/* The question's words behind those of every question. */
static const char *const *all_words(struct arena *arena, const char *folder,
				    const char *const *words)
{
	const char **all = arena_take_array(arena, PRELUDE + GIT_WORDS_MAX + 2,
					    sizeof(*all));
	size_t count = PRELUDE;

	memcpy(all, prelude, sizeof(prelude));
	all[count++] = folder;
	for (size_t i = 0; i < GIT_WORDS_MAX && words[i] != NULL; i++)
		all[count++] = words[i];
	return all;
}

int git_run(struct arena *arena, const char *folder, const char *const *words)
{
	return helper_run(arena, all_words(arena, folder, words));
}

bool git_read(struct arena *arena, const char *folder, const char *const *words,
	      struct text *answer)
{
	text_init(answer, arena);
	return helper_read(arena, all_words(arena, folder, words), answer) == 0;
}

bool git_talk(struct arena *arena, const char *folder, const char *const *words,
	      struct slice input, struct text *answer)
{
	text_init(answer, arena);
	return helper_talk(arena, all_words(arena, folder, words), input,
			   answer) == 0;
}

const char *git_line(struct arena *arena, const char *folder,
		     const char *const *words)
{
	struct text answer;
	struct slice rest;

	if (!git_read(arena, folder, words, &answer))
		return NULL;
	struct slice line = slice_cut(text_slice(&answer), '\n', &rest);
	return arena_print(arena, "%.*s", SLICE_ARGS(line));
}

static const char *const is_there[] = { "rev-parse", "--git-dir", NULL };

bool git_has(struct arena *arena, const char *folder)
{
	return git_run(arena, folder, is_there) == 0;
}

/* What git says against it: `fatal: not a git repository (…)`, without the
 * first word, and without its advice, which is in many lines. */
static struct slice find_reason(struct arena *arena, const char *folder,
				bool *is_distrust)
{
	struct text said;
	struct slice rest;

	text_init(&said, arena);
	(void)helper_complain(arena, all_words(arena, folder, is_there), &said);
	*is_distrust = strstr(said.bytes, "safe.directory") != NULL;
	struct slice line = slice_cut(text_slice(&said), '\n', &rest);
	size_t colon = slice_find(line, ':');
	return colon < line.length
		       ? slice_trim(slice_from_offset(line, colon + 1))
		       : line;
}

enum exit_status git_find(struct session *session, const char *folder)
{
	struct arena *arena = session->arena;
	bool is_distrust;

	if (helper_find(arena, "git") == NULL) {
		message_error(&session->terminal,
			      "git is not installed; 'pointbook %s' asks it "
			      "for other versions of the book",
			      session->command->name);
		return STATUS_ENVIRONMENT;
	}
	if (git_has(arena, folder))
		return STATUS_FINE;
	struct slice reason = find_reason(arena, folder, &is_distrust);
	message_error(&session->terminal, "git has no answer for '%s': %.*s%s",
		      folder, SLICE_ARGS(reason),
		      is_distrust
			      ? "; it is somebody else's: 'git config --global "
				"--add safe.directory FOLDER' trusts it"
			      : "; 'git init' makes a repository");
	return STATUS_ENVIRONMENT;
}

static bool is_shallow(struct arena *arena, const char *folder)
{
	const char *const words[] = { "rev-parse", "--is-shallow-repository",
				      NULL };
	const char *answer = git_line(arena, folder, words);

	return answer != NULL && strcmp(answer, "true") == 0;
}

static bool has_commits(struct arena *arena, const char *folder)
{
	const char *const words[] = { "rev-parse", "--verify", "--quiet",
				      "HEAD^{commit}", NULL };

	return git_run(arena, folder, words) == 0;
}

enum exit_status git_find_commit(struct session *session, const char *folder,
				 const char *revision, const char **commit)
{
	struct arena *arena = session->arena;
	const char *const words[] = { "rev-parse",
				      "--verify",
				      "--quiet",
				      "--end-of-options",
				      arena_print(arena, "%s^{commit}",
						  revision),
				      NULL };
	const char *why = "'git log --oneline' lists them";

	*commit = revision[0] == '\0' ? NULL : git_line(arena, folder, words);
	if (*commit != NULL && (*commit)[0] != '\0')
		return STATUS_FINE;
	if (!has_commits(arena, folder))
		why = "nothing was committed yet";
	else if (is_shallow(arena, folder))
		why = "this clone has only the latest: 'git fetch --unshallow' "
		      "gets the others";
	message_error(&session->terminal, "git has no revision '%s'; %s",
		      revision, why);
	return STATUS_NO;
}
