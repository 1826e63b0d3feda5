/*
 * A revision is a commit, a commit is a tree of files, and a session reads
 * the tree.
 */
#include "cmd/version_load.h"

#include <string.h>

#include "base/arena.h"
#include "base/source.h"
#include "cmd/command.h"
#include "cmd/git.h"
#include "cmd/git_tree.h"
#include "cmd/session.h"
#include "journal/journal.h"

/* Finds the tree of a revision, of the index when it is NULL. */
static enum exit_status find_tree(struct session *session, const char *revision,
				  struct file_tree **tree)
{
	struct option_list paths;
	const char *commit = NULL;

	if (!session_find(session, &paths))
		return STATUS_ENVIRONMENT;
	if (slice_is(slice_from(session->journal_path), "-")) {
		message_error(
			&session->terminal,
			"standard input has no versions; name the journal "
			"with -f");
		return STATUS_USAGE;
	}
	const char *folder = git_folder(session->arena, session->journal_path);
	enum exit_status status = git_find(session, folder);
	if (status == STATUS_FINE && revision)
		status = git_find_commit(session, folder, revision, &commit);
	if (status == STATUS_FINE)
		status = git_tree_open(session, commit, tree);
	return status;
}

enum exit_status version_choose(struct session *session, const char *revision)
{
	struct file_tree *tree;
	enum exit_status status = find_tree(session, revision, &tree);

	if (status != STATUS_FINE)
		return status;
	if (git_tree_has_book(session, tree)) {
		session->tree = tree;
		return STATUS_FINE;
	}
	if (revision)
		message_error(&session->terminal,
			      "'%s' is not in '%s'; if it had another name "
			      "there, -f gives it",
			      session->journal_path, revision);
	else
		message_error(&session->terminal,
			      "'%s' is not in the index; 'git add' puts it "
			      "there",
			      session->journal_path);
	return STATUS_NO;
}

const char *version_name(struct arena *arena, const char *revision)
{
	enum {
		FULL = 40,
		SHORT = 10
	};
	size_t length = strlen(revision);

	if (length < FULL || strspn(revision, "0123456789abcdef") < length)
		return revision;
	return arena_copy(arena, revision, SHORT);
}

/* The files say of which revision they are. */
static void name_files(struct session *version, const char *revision)
{
	const struct journal *journal = version->journal;
	const char *name = version_name(version->arena, revision);

	for (size_t i = 0; journal && i < journal->source_count; i++)
		journal->sources[i]->name =
			arena_print(version->arena, "%s:%s", name,
				    journal->sources[i]->name);
}

enum exit_status version_load(struct session *session, const char *revision,
			      unsigned needs, struct session **version)
{
	struct session *then = arena_take(session->arena, sizeof(*then));
	struct file_tree *tree;
	enum exit_status status;

	*version = NULL;
	*then = *session;
	then->tree = NULL;
	then->journal = NULL;
	then->programs = NULL;
	then->book = NULL;
	then->segments = NULL;
	then->loaded = 0;
	then->is_within = true;
	then->open = NULL;
	diagnostics_init(&then->diagnostics, session->arena);
	status = find_tree(then, revision, &tree);
	if (status != STATUS_FINE || !git_tree_has_book(then, tree))
		return status;
	then->tree = tree;
	status = session_load(then, needs | NEEDS_FINDINGS | ACCEPTS_BROKEN);
	name_files(then, revision);
	*version = then;
	return status;
}
