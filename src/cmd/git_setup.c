/*
 * The hook looks at the book only when a commit touches its folder. Drivers
 * are named in info/attributes and not in .gitattributes: a clone that has no
 * driver of that name would merge line by line, where it now joins both sides.
 */
#include "cmd/git_setup.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/text.h"
#include "cmd/git.h"
#include "cmd/new_files.h"
#include "cmd/session.h"

enum {
	HOOK_MODE = 0755
};

/* A path below git's own folder, as it is named from here. */
static const char *git_path(struct session *session, const char *folder,
			    const char *name)
{
	const char *const words[] = { "rev-parse", "--git-path", name, NULL };
	const char *path = git_line(session->arena, folder, words);

	if (path == NULL || path[0] == '/')
		return path;
	return new_files_join(session, folder, path);
}

/* A word for sh. */
static void add_quoted(struct text *text, const char *word)
{
	text_add_char(text, '\'');
	for (; *word != '\0'; word++) {
		if (*word == '\'')
			text_add(text, "'\\'");
		text_add_char(text, *word);
	}
	text_add_char(text, '\'');
}

/* `pointbook -C 'club/' check --staged`, as it is run from the top. */
static const char *check_line(struct session *session, const char *prefix)
{
	struct text text;

	text_init(&text, session->arena);
	text_add(&text, "pointbook ");
	if (prefix[0] != '\0') {
		text_add(&text, "-C ");
		add_quoted(&text, prefix);
		text_add_char(&text, ' ');
	}
	text_add(&text, "-q check --staged");
	return text.bytes;
}

static struct slice hook_text(struct session *session, const char *prefix)
{
	struct text text;

	text_init(&text, session->arena);
	text_add(&text, "#!/bin/sh\n"
			"# A book that cannot be read, or has findings, is not "
			"committed.\n"
			"# Once without it: git commit --no-verify\n"
			"git diff --cached --quiet -- ");
	add_quoted(&text, prefix[0] != '\0' ? prefix : ".");
	text_add(&text, " && exit 0\n"
			"command -v pointbook >/dev/null || {\n"
			"\techo 'pre-commit: pointbook is not installed; the "
			"book was not checked' >&2\n"
			"\texit 0\n"
			"}\n"
			"exec ");
	text_add(&text, check_line(session, prefix));
	text_add_char(&text, '\n');
	return text_slice(&text);
}

bool git_setup_has_hook(struct session *session, const char *folder)
{
	const char *path = git_path(session, folder, "hooks/pre-commit");
	struct file file;

	return path != NULL &&
	       file_read(session->arena, path, true, &file) == FILE_OK &&
	       strstr(arena_print(session->arena, "%.*s",
				  SLICE_ARGS(file.text)),
		      "check --staged") != NULL;
}

/* True when hooks are kept elsewhere, where other repositories may share
 * them. */
static bool has_own_hooks(struct session *session, const char *folder)
{
	const char *const words[] = { "config", "--get", "core.hooksPath",
				      NULL };

	return git_line(session->arena, folder, words) != NULL;
}

enum exit_status git_setup_hook(struct session *session, const char *folder)
{
	const char *const words[] = { "rev-parse", "--show-prefix", NULL };
	enum exit_status status = git_find(session, folder);

	if (status != STATUS_FINE)
		return status;
	if (git_setup_has_hook(session, folder)) {
		message_note(&session->terminal,
			     "git: a hook checks the book already");
		return STATUS_FINE;
	}
	if (session->write.dry_run) {
		message_note(&session->terminal,
			     "git: a hook would check the book before each "
			     "commit");
		return STATUS_FINE;
	}
	const char *prefix = git_line(session->arena, folder, words);
	const char *path = git_path(session, folder, "hooks/pre-commit");
	if (prefix == NULL || path == NULL) {
		message_error(&session->terminal,
			      "git has no folder of files for '%s'; a hook "
			      "needs a clone that is not bare",
			      folder);
		return STATUS_ENVIRONMENT;
	}
	if (has_own_hooks(session, folder) ||
	    new_files_exist(session, ".", path)) {
		message_warning(&session->terminal,
				"'%s' stays as it is; to have the book checked "
				"before each commit, add this line to it: %s",
				path, check_line(session, prefix));
		return STATUS_FINE;
	}
	struct new_file hook = { .path = path,
				 .text = hook_text(session, prefix) };
	if (!new_files_save(session, ".", &hook, 1))
		return STATUS_ENVIRONMENT;
	if (chmod(path, HOOK_MODE) != 0) {
		message_error(&session->terminal, "cannot chmod '%s': %s", path,
			      strerror(errno));
		return STATUS_ENVIRONMENT;
	}
	message_note(&session->terminal,
		     "git: '%s' checks the book before each commit", path);
	return STATUS_FINE;
}

/* Sets what is not set. */
static bool set_up(struct session *session, const char *folder,
		   const char *name, const char *value)
{
	const char *const has[] = { "config", "--get", name, NULL };
	const char *const set[] = { "config", "--local", name, value, NULL };

	return git_run(session->arena, folder, has) == 0 ||
	       git_run(session->arena, folder, set) == 0;
}

enum exit_status git_setup_drivers(struct session *session, const char *folder)
{
	static const char line[] = "*.points merge=pointbook diff=pointbook";
	static const struct {
		const char *name, *value;
	} settings[] = {
		{ "merge.pointbook.name", "both sides of a book" },
		{ "merge.pointbook.driver",
		  "pointbook merge-file %O %A %B %L %P" },
		{ "diff.pointbook.xfuncname",
		  "^([0-9]{4}-[0-9]{2}-[0-9]{2}|;.*)" },
		{ "diff.pointbook.wordRegex", "[^[:space:]]+" },
	};
	enum exit_status status = git_find(session, folder);

	if (status != STATUS_FINE)
		return status;
	if (session->write.dry_run) {
		message_note(&session->terminal,
			     "git: 'pointbook merge-file' would merge books in "
			     "this clone");
		return STATUS_FINE;
	}
	for (size_t i = 0; i < sizeof(settings) / sizeof(*settings); i++) {
		if (set_up(session, folder, settings[i].name,
			   settings[i].value))
			continue;
		message_error(&session->terminal, "git cannot set '%s'",
			      settings[i].name);
		return STATUS_ENVIRONMENT;
	}
	const char *path = git_path(session, folder, "info/attributes");
	struct file file;
	if (path != NULL &&
	    file_read(session->arena, path, true, &file) == FILE_OK &&
	    strstr(arena_print(session->arena, "%.*s", SLICE_ARGS(file.text)),
		   "*.points ") != NULL) {
		message_note(&session->terminal,
			     "git: '%s' says already how books merge", path);
		return STATUS_FINE;
	}
	if (path == NULL || !new_files_append(session, path, line)) {
		message_error(&session->terminal,
			      "cannot write git's attributes: %s",
			      strerror(errno));
		return STATUS_ENVIRONMENT;
	}
	message_note(&session->terminal,
		     "git: in this clone 'pointbook merge-file' merges books");
	return STATUS_FINE;
}
