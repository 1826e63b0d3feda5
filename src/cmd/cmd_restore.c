/*
 * pointbook restore: a book out of a backup. Into a folder without it all
 * files are made; where there is a book already, what differs is shown and
 * asked about, and what the backup would replace is backed up before. Files
 * that only the folder has stay as they are.
 */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/source.h"
#include "base/text.h"
#include "cmd/ask.h"
#include "cmd/backup.h"
#include "cmd/backup_files.h"
#include "cmd/command.h"
#include "cmd/new_files.h"
#include "cmd/restore_plan.h"
#include "cmd/session.h"
#include "report/sink.h"
#include "store/io.h"
#include "store/replace.h"
#include "store/restoring.h"

static const char *const restore_examples[] = {
	"restore club.tar.gz new-folder",
	"restore club.tar.gz --dry-run",
	NULL,
};

/* ---- the book that is there ---- */

/* Reads the book in the folder, so that its files are known; locked for
 * writing when asked. Without one there is nothing to read. */
static enum exit_status load_book(struct session *session,
				  const struct restore_plan *plan,
				  unsigned needs)
{
	const char **paths =
		arena_take_array(session->arena, 1, sizeof(*paths));

	paths[0] = new_files_join(session, plan->folder,
				  plan->backup.files[0].name);
	session->global.files = (struct option_list){ paths, 1 };
	session->journal_path = paths[0];
	if (!new_files_exist(session, plan->folder, plan->backup.files[0].name))
		return STATUS_FINE;
	return session_reload(session, needs | NEEDS_JOURNAL | ACCEPTS_BROKEN);
}

/* ---- writing ---- */

/* What would be replaced goes into a backup of its own. */
static enum exit_status save_replaced(struct session *session,
				      const struct restore_plan *plan)
{
	struct archive old = {
		arena_take_array(session->arena, plan->count,
				 sizeof(struct archive_file)),
		0,
	};
	struct slice packed;

	for (size_t i = 0; i < plan->count; i++) {
		if (plan->files[i].state != RESTORE_DIFFERS)
			continue;
		old.files[old.count] = *plan->files[i].file;
		old.files[old.count++].text = plan->files[i].here;
	}
	if (old.count == 0)
		return STATUS_FINE;
	enum exit_status status = backup_pack(session, &old, &packed);
	if (status != STATUS_FINE)
		return status;
	const char *folder = backup_folder(session, plan->folder);
	const char *path = folder == NULL
				   ? NULL
				   : backup_name(session,
						 new_files_join(session, folder,
								"replaced"),
						 packed);
	if (path == NULL ||
	    !new_files_make_folder(session,
				   new_files_join(session, folder, "replaced")))
		return STATUS_ENVIRONMENT;
	status = backup_save(session, path, packed);
	if (status == STATUS_FINE)
		message_note(&session->terminal,
			     "what is replaced was put into '%s'", path);
	return status;
}

static bool make_private(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 &&
	       ((status.st_mode & (S_IRWXG | S_IRWXO)) == 0 ||
		chmod(path, S_IRUSR | S_IWUSR) == 0);
}

static enum exit_status replace_one(struct session *session,
				    const struct restore_plan *plan,
				    const struct restore_file *file)
{
	struct replace_result result;
	const char *path =
		new_files_join(session, plan->folder, file->file->name);

	if (file->is_private && !make_private(path)) {
		message_error(&session->terminal,
			      "cannot set the mode of '%s': %s", path,
			      strerror(errno));
		return STATUS_ENVIRONMENT;
	}
	if (replace_save(session->arena, io_system(),
			 &(struct replace_file){ .path = path,
						 .bytes = file->file->text },
			 &result) == REPLACE_DONE)
		return STATUS_FINE;
	message_error(&session->terminal, "%s '%s': %s; run it again",
		      result.what, path, strerror(result.error));
	return result.status == REPLACE_UNKNOWN ? STATUS_UNKNOWN
						: STATUS_ENVIRONMENT;
}

/* Over a book that is there: from here on it is none, until all is done. */
static bool mark(struct session *session, const struct restore_plan *plan)
{
	const char *journal = session->journal_path;
	int error = 0;

	if (plan->found == 0 ||
	    !new_files_exist(session, plan->folder, plan->backup.files[0].name))
		return true;
	/* One that an earlier restore left stays, whatever becomes of this. */
	if (restoring_exists(session->arena, io_system(), journal))
		return true;
	error = restoring_save(session->arena, io_system(), journal);
	if (error == 0)
		return true;
	(void)restoring_delete(session->arena, io_system(), journal);
	message_error(&session->terminal,
		      "cannot mark '%s' as being restored: %s; it is as it was",
		      journal, strerror(error));
	return false;
}

/* All files are in place and durable. */
static enum exit_status unmark(struct session *session)
{
	int error = restoring_delete(session->arena, io_system(),
				     session->journal_path);

	if (error == 0)
		return STATUS_FINE;
	message_error(&session->terminal,
		      "the files are in place, but the mark of the restore "
		      "beside '%s' cannot be removed: %s; run it again",
		      session->journal_path, strerror(error));
	return STATUS_UNKNOWN;
}

/* New files first, those that differ then, the journal last: it never names a
 * file that is not there yet. */
static enum exit_status write_files(struct session *session,
				    const struct restore_plan *plan)
{
	struct new_file *made =
		arena_take_array(session->arena, plan->count, sizeof(*made));
	size_t count = 0;
	enum exit_status status = STATUS_FINE;

	for (size_t i = plan->count; i-- > 0;) {
		const struct restore_file *file = &plan->files[i];
		if (file->state == RESTORE_NEW)
			made[count++] = (struct new_file){
				.path = file->file->name,
				.text = file->file->text,
				.is_private = file->is_private,
			};
	}
	if (!new_files_make_folder(session, plan->folder) ||
	    !mark(session, plan) ||
	    !new_files_save(session, plan->folder, made, count))
		return STATUS_ENVIRONMENT;
	for (size_t i = plan->count; i-- > 0 && status == STATUS_FINE;)
		if (plan->files[i].state == RESTORE_DIFFERS)
			status = replace_one(session, plan, &plan->files[i]);
	return status;
}

/* ---- the command ---- */

static enum exit_status show(struct session *session,
			     const struct restore_plan *plan)
{
	struct text text;

	text_init(&text, session->arena);
	restore_plan_print(&text, plan);
	if (!session->write.dry_run) {
		if (!session->global.yes)
			message_print(&text);
		return STATUS_FINE;
	}
	struct sink *sink = session_sink(session);
	if (sink == NULL)
		return STATUS_ENVIRONMENT;
	sink_add_slice(sink, text_slice(&text));
	return STATUS_FINE;
}

/* Under the lock: what was asked about must still be what is done. */
static enum exit_status write_plan(struct session *session,
				   struct restore_plan *plan)
{
	struct restore_plan now = { .folder = plan->folder,
				    .backup = plan->backup };
	enum exit_status status = load_book(session, plan, NEEDS_LOCK);

	if (status == STATUS_FINE)
		status = restore_plan_find(session, &now);
	if (status != STATUS_FINE)
		return status;
	if (!restore_plan_is_same(plan, &now)) {
		message_error(&session->terminal,
			      "the files were changed meanwhile; run it again");
		return STATUS_ENVIRONMENT;
	}
	status = save_replaced(session, &now);
	return status == STATUS_FINE ? write_files(session, &now) : status;
}

static enum exit_status check_written(struct session *session,
				      struct restore_plan *plan)
{
	enum exit_status status = restore_plan_find(session, plan);

	if (status != STATUS_FINE)
		return status;
	if (restore_plan_differs(plan)) {
		message_error(&session->terminal,
			      "the files in '%s' are not those of the backup "
			      "after all; run it again",
			      plan->folder);
		return STATUS_UNKNOWN;
	}
	status = unmark(session);
	session_unlock(session);
	if (status != STATUS_FINE)
		return status;
	message_note(&session->terminal,
		     "%zu files are in %s, as they were backed up",
		     plan->backup.count,
		     strcmp(plan->folder, ".") == 0 ? "this folder"
						    : plan->folder);
	return STATUS_FINE;
}

static enum exit_status restore_run(struct session *session,
				    const void *options)
{
	struct restore_plan plan = {
		.folder =
			session->operand_count > 1 ? session->operands[1] : ".",
	};

	(void)options;
	enum exit_status status =
		backup_read(session, session->operands[0], &plan.backup);
	if (status == STATUS_FINE)
		status = load_book(session, &plan, 0);
	if (status == STATUS_FINE)
		status = restore_plan_find(session, &plan);
	if (status != STATUS_FINE)
		return status;
	if (!restore_plan_differs(&plan) &&
	    !restoring_exists(session->arena, io_system(),
			      session->journal_path)) {
		message_note(&session->terminal,
			     "the book in %s is as it was backed up",
			     strcmp(plan.folder, ".") == 0 ? "this folder"
							   : plan.folder);
		return STATUS_FINE;
	}
	if (plan.found > 0 || session->write.dry_run)
		status = show(session, &plan);
	if (status != STATUS_FINE || session->write.dry_run)
		return status;
	if (plan.found > 0)
		status = ask_yes(session, "put the backup's files in place?");
	if (status == STATUS_FINE)
		status = write_plan(session, &plan);
	return status == STATUS_FINE ? check_written(session, &plan) : status;
}

const struct command cmd_restore = {
	.name = "restore",
	.group = GROUP_START,
	.summary = "make the book of a backup",
	.operands = "FILE [FOLDER]",
	.operand_min = 1,
	.operand_max = 2,
	.takes = TAKES_DRY_RUN,
	.examples = restore_examples,
	.run = restore_run,
};
