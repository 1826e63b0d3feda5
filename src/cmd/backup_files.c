/*
 * The files of a book, gathered from what was read of it. A book with errors
 * is taken as it is; only what cannot be read at all is refused.
 */
#include "cmd/backup_files.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/source.h"
#include "base/text.h"
#include "cmd/book_rules.h"
#include "cmd/new_files.h"
#include "cmd/session.h"
#include "journal/journal.h"
#include "rules/program.h"

enum {
	MODE_BITS = 07777
};

struct gathering {
	struct session *session;
	const char *folder;
	struct archive *archive;
	size_t capacity;
};

const char *backup_files_folder(struct session *session)
{
	const char *path = session->journal_path;
	const char *slash = strrchr(path, '/');

	if (slash == path)
		return "/";
	return slash == NULL ? "."
			     : arena_copy(session->arena, path,
					  (size_t)(slash - path));
}

/* ---- names ---- */

/* Takes the last part off a path; false when there is none. */
static bool climb(struct text *name)
{
	if (name->length == 0)
		return false;
	while (name->length > 0 && name->bytes[name->length - 1] != '/')
		name->length--;
	name->length -= name->length > 0;
	name->bytes[name->length] = '\0';
	return true;
}

/* The path as seen from the folder, without `.` and `..`; NULL when it leads
 * out of it. */
static const char *name_of(const struct gathering *gathering, const char *path)
{
	struct slice rest = slice_from(path);
	struct slice folder = slice_from(gathering->folder);
	struct text name;

	text_init(&name, gathering->session->arena);
	if (!slice_is(folder, ".")) {
		size_t length = folder.length;
		if (!slice_starts(rest, gathering->folder))
			return NULL;
		rest = slice_from_offset(rest, length);
	} else if (slice_starts(rest, "/")) {
		return NULL;
	}
	while (rest.length > 0) {
		struct slice part = slice_cut(rest, '/', &rest);
		if (part.length == 0 || slice_is(part, "."))
			continue;
		if (slice_is(part, "..")) {
			if (!climb(&name))
				return NULL;
			continue;
		}
		text_add(&name, name.length > 0 ? "/" : "");
		text_add_slice(&name, part);
	}
	return name.bytes;
}

/* ---- adding ---- */

static bool is_there(const struct archive *archive, const char *name)
{
	for (size_t i = 0; i < archive->count; i++)
		if (strcmp(archive->files[i].name, name) == 0)
			return true;
	return false;
}

static enum exit_status add_text(struct gathering *gathering, const char *path,
				 struct slice text)
{
	struct archive *archive = gathering->archive;
	const char *name = name_of(gathering, path);
	struct stat status;

	if (name == NULL) {
		message_error(&gathering->session->terminal,
			      "'%s' is not in the book's folder, so a backup "
			      "could not put it back; move it there",
			      path);
		return STATUS_NO;
	}
	if (is_there(archive, name))
		return STATUS_FINE;
	if (stat(path, &status) != 0) {
		message_error(&gathering->session->terminal,
			      "cannot look at '%s': %s; a backup must be whole",
			      path, strerror(errno));
		return STATUS_ENVIRONMENT;
	}
	archive->files = arena_grow(gathering->session->arena, archive->files,
				    archive->count + 1, sizeof(*archive->files),
				    &gathering->capacity);
	archive->files[archive->count++] = (struct archive_file){
		.name = name,
		.text = text,
		.mode = (uint32_t)status.st_mode & MODE_BITS,
		.modified = (int64_t)status.st_mtime,
	};
	return STATUS_FINE;
}

/* Adds a file that was not read with the journal. One that may be absent is
 * left out then. */
static enum exit_status add_file(struct gathering *gathering, const char *path,
				 bool may_be_absent)
{
	struct file file;
	enum file_status status =
		file_read(gathering->session->arena, path, true, &file);

	if (status == FILE_OK)
		return add_text(gathering, path, file.text);
	if (status == FILE_MISSING && may_be_absent)
		return STATUS_FINE;
	message_error(&gathering->session->terminal,
		      "cannot read '%s': %s; a backup must be whole", path,
		      file_reason(status, &file));
	return STATUS_ENVIRONMENT;
}

static enum exit_status add_sources(struct gathering *gathering)
{
	const struct journal *journal = gathering->session->journal;

	for (size_t i = 0; i < journal->source_count; i++) {
		const struct source *source = journal->sources[i];
		if (source->inode == 0) {
			message_error(&gathering->session->terminal,
				      "a book from standard input cannot be "
				      "backed up");
			return STATUS_USAGE;
		}
		enum exit_status status =
			add_text(gathering, source->name, source->text);
		if (status != STATUS_FINE)
			return status;
	}
	return STATUS_FINE;
}

/* A `rules` line's file, and that of an `include?` line when it is there: it
 * must have been read, else the backup would lack the people. */
static enum exit_status add_named(struct gathering *gathering,
				  const struct event *event)
{
	struct session *session = gathering->session;
	const struct journal *journal = session->journal;
	const struct attribute *path =
		event_attribute(journal, event, KEY_PATH);
	bool is_rules = event->kind == EVENT_RULES;

	if (path == NULL ||
	    !(is_rules || event->kind == EVENT_INCLUDE_OPTIONAL))
		return STATUS_FINE;
	const char *name = file_beside(
		session->arena, journal->sources[event->source]->name,
		attribute_text(session->arena, journal, event, path));
	if (!is_rules && strpbrk(name, "*?[") != NULL)
		return STATUS_FINE;
	struct stat status;
	if (!is_rules && stat(name, &status) != 0)
		message_warning(&session->terminal,
				"'%s' is not here: the backup is without it",
				name);
	return add_file(gathering, name, !is_rules);
}

/* ---- templates ---- */

/* The path with another ending than its own. */
static const char *sibling(struct arena *arena, const char *path,
			   const char *ending)
{
	const char *dot = strrchr(path, '.');
	const char *slash = strrchr(path, '/');
	size_t length = dot == NULL || (slash != NULL && dot < slash)
				? strlen(path)
				: (size_t)(dot - path);

	return arena_print(arena, "%.*s%s", (int)length, path, ending);
}

static enum exit_status add_template(struct gathering *gathering,
				     const struct named_text *template)
{
	static const char *const endings[] = { ".html", ".sms" };
	struct arena *arena = gathering->session->arena;
	const char *path =
		file_beside(arena, template->at.source->name, template->value);
	enum exit_status status = add_file(gathering, path, true);

	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++)
		if (status == STATUS_FINE)
			status = add_file(gathering,
					  sibling(arena, path, endings[i]),
					  true);
	return status;
}

/* The rules again, as the book may be broken and have none. */
static enum exit_status add_templates(struct gathering *gathering)
{
	struct session *session = gathering->session;
	struct programs programs;
	struct diagnostics ignored;
	struct book_rules_options options = {
		.journal = session->journal_path,
		.allow_outside = session->global.allow_outside,
	};
	enum exit_status status = STATUS_FINE;

	diagnostics_init(&ignored, session->arena);
	programs_init(&programs, session->arena);
	book_rules_load(&programs, session->journal, &options, &ignored);
	for (size_t i = 0; i < programs.count; i++)
		for (size_t j = 0; j < programs.list[i]->template_count &&
				   status == STATUS_FINE;
		     j++)
			status = add_template(gathering,
					      &programs.list[i]->templates[j]);
	return status;
}

/* ---- all ---- */

static enum exit_status add_settings(struct gathering *gathering)
{
	static const char *const names[] = { ".gitignore", ".gitattributes",
					     ".editorconfig" };
	enum exit_status status = STATUS_FINE;

	for (size_t i = 0;
	     i < sizeof(names) / sizeof(*names) && status == STATUS_FINE; i++)
		status = add_file(gathering,
				  new_files_join(gathering->session,
						 gathering->folder, names[i]),
				  true);
	return status;
}

enum exit_status backup_files_find(struct session *session,
				   struct archive *archive)
{
	struct gathering gathering = {
		.session = session,
		.folder = backup_files_folder(session),
		.archive = archive,
	};
	enum exit_status status;

	*archive = (struct archive){ NULL, 0 };
	status = add_sources(&gathering);
	for (size_t i = 0;
	     i < session->journal->event_count && status == STATUS_FINE; i++)
		status = add_named(&gathering, &session->journal->events[i]);
	if (status == STATUS_FINE)
		status = add_templates(&gathering);
	return status == STATUS_FINE ? add_settings(&gathering) : status;
}
