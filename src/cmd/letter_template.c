/*
 * Finding and reading the templates of a letter. See letter_template.h.
 */
#include "cmd/letter_template.h"

#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/source.h"
#include "base/suggest.h"
#include "cmd/session.h"
#include "cmd/share.h"
#include "journal/containment.h"
#include "report/letter_names.h"
#include "report/template.h"
#include "rules/program.h"

static const char subject_mark[] = "Subject:";

/* The shop's own template of the name in the rules in force, NULL: none. */
static const struct named_text *find_own(const struct session *session,
					 struct slice name)
{
	const struct program *program =
		programs_on(session->programs, session->as_of);

	for (size_t i = 0; i < program->template_count; i++)
		if (slice_equal(program->templates[i].name, name))
			return &program->templates[i];
	return NULL;
}

static enum exit_status say_unknown(struct session *session, struct slice name)
{
	const struct program *program =
		programs_on(session->programs, session->as_of);
	struct option_list shipped =
		share_list(session->arena, "templates", ".txt");
	struct suggest search;

	suggest_init(&search, name);
	for (size_t i = 0; i < shipped.count; i++)
		suggest_add(&search, slice_from(shipped.values[i]));
	for (size_t i = 0; i < program->template_count; i++)
		suggest_add(&search, program->templates[i].name);
	struct slice near = suggest_take(&search);
	if (near.length > 0)
		message_error(&session->terminal,
			      "'%.*s' is no template; did you mean '%.*s'?",
			      SLICE_ARGS(name), SLICE_ARGS(near));
	else
		message_error(&session->terminal,
			      "'%.*s' is no template: there are statement, "
			      "expiring, birthday, drifting and request, and "
			      "those that `messages: templates:` of the rules "
			      "name",
			      SLICE_ARGS(name));
	return STATUS_USAGE;
}

static bool is_outside(struct session *session, const char *path)
{
	struct containment folder;

	if (session->global.allow_outside)
		return false;
	containment_init(&folder, session->arena, session->journal_path);
	return containment_find(&folder, session->arena, path) ==
	       CONTAINMENT_OUTSIDE;
}

/* The path of the text; NULL after the message, *status says which. */
static const char *find_path(struct session *session, struct slice name,
			     bool *is_own, enum exit_status *status)
{
	const struct named_text *own = find_own(session, name);
	const char *path;

	*is_own = own != NULL;
	if (own == NULL) {
		path = slice_find(name, '/') < name.length
			       ? NULL
			       : share_find(session->arena,
					    arena_print(session->arena,
							"templates/%.*s.txt",
							SLICE_ARGS(name)));
		*status =
			path == NULL ? say_unknown(session, name) : STATUS_FINE;
		return path;
	}
	path = file_beside(session->arena, own->at.source->name, own->value);
	if (is_outside(session, path)) {
		message_error(&session->terminal,
			      "the template '%s' is outside the book's folder "
			      "(allow it with --allow-outside)",
			      path);
		*status = STATUS_BROKEN;
		return NULL;
	}
	return path;
}

/* The path with another ending. */
static const char *sibling(struct session *session, const char *path,
			   const char *ending)
{
	const char *dot = strrchr(path, '.');
	const char *slash = strrchr(path, '/');
	size_t length = dot == NULL || (slash != NULL && dot < slash)
				? strlen(path)
				: (size_t)(dot - path);

	return arena_print(session->arena, "%.*s%s", (int)length, path, ending);
}

static void parse(struct session *session, struct source *source,
		  struct slice part, struct template **parsed)
{
	*parsed = template_parse(session->arena, source, part, letter_names,
				 &session->diagnostics);
}

/* Reads one that may be missing; *parsed stays as it is then. */
static void load_beside(struct session *session, const char *path, bool is_own,
			struct template **parsed)
{
	struct file file;

	if ((is_own && is_outside(session, path)) ||
	    file_read(session->arena, path, true, &file) != FILE_OK)
		return;
	struct source *source = source_new(session->arena, path, file.text);
	parse(session, source, source->text, parsed);
}

/* The first line is the subject, the rest behind an empty line the text. */
static void split(struct session *session, struct source *source,
		  struct letter_template *templates)
{
	struct slice rest;
	struct slice line = slice_cut(source->text, '\n', &rest);

	if (!slice_starts(line, subject_mark)) {
		(void)diagnostic_add(&session->diagnostics,
				     DIAGNOSTIC_template_syntax,
				     source_place(source, line),
				     "the first line of a template is "
				     "'Subject: …'");
		return;
	}
	struct slice below;
	struct slice empty = slice_cut(rest, '\n', &below);
	if (slice_trim(empty).length == 0 && below.text != NULL)
		rest = below;
	parse(session, source,
	      slice_trim(slice_from_offset(line, sizeof(subject_mark) - 1)),
	      &templates->subject);
	parse(session, source, rest, &templates->plain);
}

enum exit_status letter_template_load(struct session *session, const char *name,
				      struct letter_template *templates)
{
	enum exit_status status = STATUS_FINE;
	bool is_own;
	const char *path =
		find_path(session, slice_from(name), &is_own, &status);
	struct file file;

	*templates = (struct letter_template){ .plain = NULL };
	if (path == NULL)
		return status;
	enum file_status read = file_read(session->arena, path, true, &file);
	if (read != FILE_OK) {
		message_error(&session->terminal,
			      "cannot read the template '%s': %s", path,
			      file_reason(read, &file));
		return STATUS_BROKEN;
	}
	diagnostics_init(&session->diagnostics, session->arena);
	split(session, source_new(session->arena, path, file.text), templates);
	load_beside(session, sibling(session, path, ".html"), is_own,
		    &templates->html);
	load_beside(session, sibling(session, path, ".sms"), is_own,
		    &templates->sms);
	if (!diagnostics_are_broken(&session->diagnostics))
		return STATUS_FINE;
	session_print_broken(session);
	return STATUS_BROKEN;
}
