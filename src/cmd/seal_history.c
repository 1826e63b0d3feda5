/*
 * Asking git by its own commands: which commit brought the digest (log -S),
 * which files it has (ls-tree), and what is in them (show). All journal files
 * of that commit are read, whether one includes the other or not; the digest
 * tells whether that was the book.
 */
#include "cmd/seal_history.h"

#include <string.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/source.h"
#include "base/text.h"
#include "cmd/git.h"
#include "cmd/helper.h"
#include "cmd/session.h"
#include "journal/journal.h"
#include "journal/parser.h"
#include "journal/reference.h"
#include "value/sealed_text.h"
#include "value/seals.h"

enum {
	SHORT_NAME = 10
};

/* What git says of the book's folder; false when it fails. */
static bool ask_git(struct session *session, const char *const *words,
		    struct text *answer)
{
	return git_read(session->arena,
			git_folder(session->arena, session->journal_path),
			words, answer);
}

/* Whether a file of that time is a journal: by its name, or because the book
 * reads it now. */
static bool is_journal(const struct session *session, struct slice path)
{
	const struct journal *journal = session->journal;

	if (slice_ends(path, ".points"))
		return true;
	for (size_t i = 0; i < journal->source_count; i++) {
		const char *name = journal->sources[i]->name;
		const char *slash = strrchr(name, '/');

		if (slice_is(path, slash ? slash + 1 : name))
			return true;
	}
	return false;
}

static bool load_file(struct session *session, const char *commit,
		      struct slice path, struct journal *old)
{
	struct diagnostics ignored;
	struct text bytes;
	const char *name =
		arena_print(session->arena, "%.*s", SLICE_ARGS(path));
	const char *const words[] = {
		"show", "--no-textconv",
		arena_print(session->arena, "%s:./%s", commit, name), NULL
	};

	if (!ask_git(session, words, &bytes))
		return false;
	diagnostics_init(&ignored, session->arena);
	parser_parse(old, source_new(session->arena, name, text_slice(&bytes)),
		     &ignored);
	return true;
}

/* The journal of a commit, NULL when there is none. */
static struct journal *load_commit(struct session *session, const char *commit)
{
	const char *const words[] = { "ls-tree",     "-r",   "-z",
				      "--name-only", commit, NULL };
	struct journal *old = arena_take(session->arena, sizeof(*old));
	struct diagnostics ignored;
	struct text list;

	if (!ask_git(session, words, &list))
		return NULL;
	journal_init(old, session->arena, session->journal->seed);
	struct slice rest = text_slice(&list);
	while (rest.length > 0) {
		struct slice path = slice_cut(rest, '\0', &rest);

		if (is_journal(session, path) &&
		    !load_file(session, commit, path, old))
			return NULL;
	}
	diagnostics_init(&ignored, session->arena);
	journal_index(old, &ignored);
	return old;
}

struct journal *seal_history_load(struct session *session,
				  const struct seal *seal, const char **version)
{
	struct slice digest =
		event_value(session->journal,
			    &session->journal->events[seal->event], KEY_DIGEST);
	const char *const words[] = { "log",
				      "--format=%H",
				      "--reverse",
				      "-S",
				      arena_print(session->arena, "%.*s",
						  SLICE_ARGS(digest)),
				      "--",
				      ".",
				      NULL };
	struct sealed_digest then;
	struct text list;

	if (digest.length == 0 || session->lock ||
	    !helper_find(session->arena, "git") ||
	    !ask_git(session, words, &list))
		return NULL;
	struct slice rest = text_slice(&list);
	struct slice first = slice_cut(rest, '\n', &rest);
	const char *commit =
		arena_print(session->arena, "%.*s", SLICE_ARGS(first));
	if (first.length < SHORT_NAME)
		return NULL;
	struct journal *old = load_commit(session, commit);
	if (!old)
		return NULL;
	sealed_text_digest(session->arena, old, seal->period.to, &then);
	*version = arena_copy(session->arena, commit, SHORT_NAME);
	return slice_is(digest, then.digest) ? old : NULL;
}
