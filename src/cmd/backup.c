/*
 * Backups as files. See backup.h.
 */
#include "cmd/backup.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/inflate.h"
#include "base/text.h"
#include "cmd/new_files.h"
#include "cmd/session.h"
#include "store/io.h"
#include "store/replace.h"

enum {
	MODE = 0600,
	NAMES_MAX = 999
};

/* ---- packing and reading ---- */

static enum exit_status say_archive_error(struct session *session,
					  const char *path,
					  const struct archive_error *error)
{
	if (error->member.length > 0)
		message_error(&session->terminal, "'%s' will not do: '%.*s' %s",
			      path, SLICE_ARGS(error->member), error->reason);
	else
		message_error(&session->terminal, "'%s' %s", path,
			      error->reason);
	return STATUS_NO;
}

/* True when both hold the same files. */
static bool is_same(const struct archive *a, const struct archive *b)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (strcmp(a->files[i].name, b->files[i].name) != 0 ||
		    !slice_equal(a->files[i].text, b->files[i].text))
			return false;
	return true;
}

enum exit_status backup_pack(struct session *session,
			     const struct archive *archive,
			     struct slice *packed)
{
	struct text text;
	struct archive_error error;
	struct archive again;
	struct slice bytes;
	const char *missing = inflate_missing(INFLATE_GZIP);

	if (missing) {
		message_error(&session->terminal,
			      "the book cannot be packed: %s is not installed",
			      missing);
		return STATUS_ENVIRONMENT;
	}
	text_init(&text, session->arena);
	if (!archive_print(&text, archive, &error)) {
		message_error(&session->terminal,
			      "a backup cannot take '%.*s': it %s",
			      SLICE_ARGS(error.member), error.reason);
		return STATUS_NO;
	}
	*packed = inflate_pack(session->arena, text_slice(&text));
	if (inflate_read(session->arena, *packed, INFLATE_SIZE_MAX, &bytes) ==
		    INFLATE_OK &&
	    packed->length > 0 &&
	    archive_read(session->arena, bytes, &again, &error) &&
	    is_same(archive, &again))
		return STATUS_FINE;
	message_error(&session->terminal,
		      "the book cannot be packed: what comes out is not what "
		      "went in");
	return STATUS_ENVIRONMENT;
}

enum exit_status backup_save(struct session *session, const char *path,
			     struct slice packed)
{
	struct replace_result result;
	struct replace_file file = { .path = path,
				     .bytes = packed,
				     .mode = MODE };

	switch (replace_make(session->arena, io_system(), &file, &result)) {
	case REPLACE_DONE:
		return STATUS_FINE;
	case REPLACE_CHANGED:
	case REPLACE_NOT_DONE:
		message_error(&session->terminal, "%s '%s': %s", result.what,
			      path, strerror(result.error));
		return STATUS_ENVIRONMENT;
	case REPLACE_UNKNOWN:
		message_error(&session->terminal,
			      "'%s' was written, but %s: %s; make it again",
			      path, result.what, strerror(result.error));
		return STATUS_UNKNOWN;
	}
	return STATUS_ENVIRONMENT;
}

enum exit_status backup_read(struct session *session, const char *path,
			     struct archive *archive)
{
	struct file file;
	struct slice bytes;
	struct archive_error error = { NULL, { NULL, 0 } };
	enum file_status read =
		slice_is(slice_from(path), "-")
			? file_read_all(session->arena, STDIN_FILENO, &file)
			: file_read(session->arena, path, true, &file);

	if (read != FILE_OK) {
		message_error(&session->terminal, "cannot read '%s': %s", path,
			      file_reason(read, &file));
		return STATUS_ENVIRONMENT;
	}
	const char *missing = inflate_missing(inflate_find_kind(file.text));
	if (missing) {
		message_error(&session->terminal,
			      "cannot read '%s': %s is not installed", path,
			      missing);
		return STATUS_ENVIRONMENT;
	}
	enum inflate_status status = inflate_read(session->arena, file.text,
						  INFLATE_SIZE_MAX, &bytes);
	if (status != INFLATE_OK)
		error.reason = inflate_reason(status);
	else if (archive_read(session->arena, bytes, archive, &error))
		return STATUS_FINE;
	return say_archive_error(session, path, &error);
}

/* ---- where they go ---- */

/* The journal's name without its ending. */
static struct slice stem_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	struct slice name = slice_from(slash == NULL ? path : slash + 1);
	size_t dot = name.length;

	while (dot > 1 && name.text[dot - 1] != '.')
		dot--;
	return (struct slice){ name.text, dot > 1 ? dot - 1 : name.length };
}

/* True when there is no file of that name, or it holds these bytes. */
static bool is_free(struct session *session, const char *path,
		    struct slice packed)
{
	struct file file;
	enum file_status status = file_read(session->arena, path, true, &file);

	return status == FILE_MISSING ||
	       (status == FILE_OK && slice_equal(file.text, packed));
}

const char *backup_name(struct session *session, const char *folder,
			struct slice packed)
{
	struct slice stem = stem_of(session->journal_path);
	char day[DAY_TEXT_MAX];

	day_print(session->today, day);
	for (int i = 1; i <= NAMES_MAX; i++) {
		const char *name =
			i == 1 ? arena_print(session->arena, "%.*s-%s.tar.gz",
					     SLICE_ARGS(stem), day)
			       : arena_print(session->arena,
					     "%.*s-%s-%d.tar.gz",
					     SLICE_ARGS(stem), day, i);
		const char *path = new_files_join(session, folder, name);
		if (is_free(session, path, packed))
			return path;
	}
	message_error(&session->terminal,
		      "'%s' is full of backups of this day; name another file",
		      folder);
	return NULL;
}

const char *backup_folder(struct session *session, const char *book_folder)
{
	static const struct new_file ignore = {
		.path = ".gitignore",
		.text = { "*\n", 2 },
		.is_private = false,
	};
	const char *folder = new_files_join(session, book_folder, "backups");

	if (!new_files_make_folder(session, folder))
		return NULL;
	if (!new_files_exist(session, folder, ignore.path) &&
	    !new_files_save(session, folder, &ignore, 1))
		return NULL;
	return folder;
}

/* ---- the note ---- */

static const char *note_path(struct session *session)
{
	const char *path = session->journal_path;
	const char *slash = strrchr(path, '/');
	int folder = slash == NULL ? 0 : (int)(slash - path) + 1;

	return arena_print(session->arena, "%.*s.%s.backup", folder, path,
			   path + folder);
}

void backup_note_save(struct session *session, const char *path)
{
	char day[DAY_TEXT_MAX];
	struct replace_result result;

	day_print(session->today, day);
	struct replace_file note = {
		.path = note_path(session),
		.bytes = slice_from(
			arena_print(session->arena, "%s %s\n", day, path)),
		.mode = MODE,
	};
	if (replace_make(session->arena, io_system(), &note, &result) !=
	    REPLACE_DONE)
		message_warning(&session->terminal,
				"%s '%s': %s; 'status' will not know of the "
				"backup",
				result.what, note.path, strerror(result.error));
}

struct backup_note backup_note_find(struct session *session)
{
	struct backup_note note = { .day = DAY_NONE };
	struct file file;
	struct slice rest;
	struct day day;

	if (file_read(session->arena, note_path(session), true, &file) !=
	    FILE_OK)
		return note;
	struct slice line = slice_cut(file.text, '\n', &rest);
	if (!day_parse(slice_cut(line, ' ', &rest), &day))
		return note;
	note.day = day;
	note.path = rest;
	return note;
}
