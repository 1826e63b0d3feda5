/*
 * pointbook backup: the whole book in one file.
 */
#include <sys/stat.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/text.h"
#include "cmd/ask.h"
#include "cmd/backup.h"
#include "cmd/backup_files.h"
#include "cmd/command.h"
#include "cmd/pseudonyms.h"
#include "cmd/session.h"
#include "journal/journal.h"
#include "report/sink.h"

static const char *const backup_examples[] = {
	"backup",
	"backup club.tar.gz",
	"backup --dry-run",
	NULL,
};

static bool is_folder(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* What would be in it: the sums of its files. */
static enum exit_status show_sums(struct session *session,
				  const struct archive *archive)
{
	struct sink *sink = session_sink(session);
	struct text sums;

	if (sink == NULL)
		return STATUS_ENVIRONMENT;
	text_init(&sums, session->arena);
	archive_print_sums(&sums, archive);
	sink_add_slice(sink, text_slice(&sums));
	return STATUS_FINE;
}

/* For `-`: into a pipe, never onto a terminal. */
static enum exit_status put_out(struct session *session, struct slice packed)
{
	if (session->terminal.output_is_tty) {
		message_error(
			&session->terminal,
			"a backup is no text for a terminal: name a file");
		return STATUS_USAGE;
	}
	struct sink *sink = session_sink(session);
	if (sink == NULL)
		return STATUS_ENVIRONMENT;
	sink_add_slice(sink, packed);
	return STATUS_FINE;
}

/* A file that is there is replaced only when it is a backup, and after a
 * question; nobody writes over his journal by a slip. */
static enum exit_status may_replace(struct session *session, const char *path,
				    struct slice packed)
{
	struct file file;
	struct archive old;
	enum file_status read = file_read(session->arena, path, true, &file);

	if (read == FILE_MISSING ||
	    (read == FILE_OK && slice_equal(file.text, packed)))
		return STATUS_FINE;
	enum exit_status status = backup_read(session, path, &old);
	if (status == STATUS_FINE)
		return ask_yes(session,
			       arena_print(session->arena,
					   "replace the backup '%s'?", path));
	message_error(&session->terminal,
		      "'%s' is there and is no backup that could be replaced; "
		      "choose another name",
		      path);
	return status;
}

/* The file to write; NULL after the message. */
static const char *find_path(struct session *session, struct slice packed,
			     enum exit_status *status)
{
	const char *given =
		session->operand_count > 0 ? session->operands[0] : NULL;

	*status = STATUS_ENVIRONMENT;
	if (given == NULL) {
		given = backup_folder(session, backup_files_folder(session));
		if (given == NULL)
			return NULL;
	}
	if (is_folder(given))
		return backup_name(session, given, packed);
	*status = may_replace(session, given, packed);
	return *status == STATUS_FINE ? given : NULL;
}

static void say_done(struct session *session, const struct archive *archive,
		     const char *path, size_t size)
{
	message_note(&session->terminal,
		     "%zu files of the book are in '%s' (%zu bytes, read back "
		     "and compared)%s",
		     archive->count, path, size,
		     session->journal->members_absent
			     ? "; the members' file is not among them"
			     : "");
}

/* A file that could not be read is not in the journal, and would be missing. */
static bool is_whole(struct session *session)
{
	for (const struct diagnostic *one = session->diagnostics.first; one;
	     one = one->next)
		if (one->id == DIAGNOSTIC_file_unreadable ||
		    one->id == DIAGNOSTIC_file_too_large ||
		    one->id == DIAGNOSTIC_include_limit) {
			session_print_broken(session);
			message_error(&session->terminal,
				      "a backup must be whole; nothing was "
				      "written");
			return false;
		}
	return true;
}

static enum exit_status backup_run(struct session *session, const void *options)
{
	struct archive archive;
	struct slice packed;
	size_t broken = session->diagnostics.counts[SEVERITY_BROKEN];

	(void)options;
	enum exit_status status =
		pseudonyms_refuse(session, "a backup holds people as they are");
	if (status == STATUS_FINE && !is_whole(session))
		status = STATUS_ENVIRONMENT;
	if (status == STATUS_FINE)
		status = backup_files_find(session, &archive);
	if (status != STATUS_FINE)
		return status;
	if (broken > 0)
		message_warning(&session->terminal,
				"the book has %zu error%s and is backed up as "
				"it is",
				broken, broken == 1 ? "" : "s");
	if (session->write.dry_run)
		return show_sums(session, &archive);
	status = backup_pack(session, &archive, &packed);
	if (status != STATUS_FINE)
		return status;
	if (session->operand_count > 0 &&
	    slice_is(slice_from(session->operands[0]), "-"))
		return put_out(session, packed);
	const char *path = find_path(session, packed, &status);
	if (path == NULL)
		return status;
	status = backup_save(session, path, packed);
	if (status != STATUS_FINE)
		return status;
	backup_note_save(session, path);
	say_done(session, &archive, path, packed.length);
	return STATUS_FINE;
}

const struct command cmd_backup = {
	.name = "backup",
	.group = GROUP_START,
	.summary = "put the whole book into one file",
	.operands = "[FILE]",
	.operand_max = 1,
	.takes = TAKES_DRY_RUN,
	.needs = NEEDS_JOURNAL | ACCEPTS_BROKEN,
	.examples = backup_examples,
	.run = backup_run,
};
