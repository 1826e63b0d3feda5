/*
 * The parts of `doctor` that look at the book's own files.
 */
#include "cmd/checkup.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/source.h"
#include "cmd/session.h"
#include "journal/journal.h"
#include "journal/repair.h"
#include "store/io.h"
#include "store/lock.h"

void checkup_add(struct checkup *checkup, const char *subject,
		 enum doctor_state state, const char *found, const char *fix)
{
	checkup->rows = arena_grow(checkup->session->arena, checkup->rows,
				   checkup->count + 1, sizeof(*checkup->rows),
				   &checkup->capacity);
	checkup->rows[checkup->count++] = (struct doctor_row){
		.subject = subject,
		.state = state,
		.found = slice_from(found),
		.fix = slice_from(fix),
	};
	checkup->is_sick |= state == DOCTOR_WRONG;
}

/* Takes bits off a file's mode, or says how to. */
static void take_off_mode(struct checkup *checkup, const char *subject,
			  const char *path, mode_t bits)
{
	struct arena *arena = checkup->session->arena;
	bool is_private = (bits & 0077) == 0077;
	const char *who =
		is_private ? "others can read it" : "everybody can write it";
	const char *fix = arena_print(arena, "chmod %s %s",
				      is_private ? "600" : "o-w", path);
	struct stat status;

	if (checkup->mends && stat(path, &status) == 0 &&
	    chmod(path, status.st_mode & ~bits & 07777) == 0)
		checkup_add(checkup, subject, DOCTOR_MENDED,
			    arena_print(arena, "%s: %s", path, who), fix);
	else
		checkup_add(checkup, subject, DOCTOR_WRONG,
			    arena_print(arena, "%s: %s", path, who), fix);
}

/* ---- journal files ---- */

static bool look_at_end(struct checkup *checkup, const struct source *source)
{
	struct arena *arena = checkup->session->arena;
	struct repair repair = repair_find(source->text, false);

	if (repair.kind == REPAIR_NOTHING)
		return true;
	checkup_add(checkup, "end of a file", DOCTOR_WRONG,
		    arena_print(arena, "%s: %s", source->name, repair.reason),
		    repair.kind == REPAIR_BY_HAND ? "mend it in an editor"
						  : "pointbook repair");
	return false;
}

static bool look_at_mode(struct checkup *checkup, const struct source *source)
{
	struct stat status;

	if (source->inode == 0 || stat(source->name, &status) != 0 ||
	    (status.st_mode & S_IWOTH) == 0)
		return true;
	take_off_mode(checkup, "permissions", source->name, S_IWOTH);
	return false;
}

static void look_at_reading(struct checkup *checkup)
{
	struct session *session = checkup->session;
	size_t broken = session->diagnostics.counts[SEVERITY_BROKEN];

	if (broken == 0)
		return;
	checkup_add(checkup, "book", DOCTOR_WRONG,
		    arena_print(session->arena, "%zu %s in the text", broken,
				broken == 1 ? "error" : "errors"),
		    "pointbook check shows them");
}

void checkup_look_at_files(struct checkup *checkup)
{
	const struct journal *journal = checkup->session->journal;
	bool whole = true, safe = true;

	look_at_reading(checkup);
	for (size_t i = 0; i < journal->source_count; i++) {
		whole &= look_at_end(checkup, journal->sources[i]);
		safe &= look_at_mode(checkup, journal->sources[i]);
	}
	const char *count = arena_print(
		checkup->session->arena, "%zu %s", journal->source_count,
		journal->source_count == 1 ? "file" : "files");
	if (whole)
		checkup_add(checkup, "ends of files", DOCTOR_FINE,
			    arena_print(checkup->session->arena,
					"%s, all whole", count),
			    NULL);
	if (safe)
		checkup_add(checkup, "permissions", DOCTOR_FINE,
			    "nobody else can write the book", NULL);
	if (access(checkup->session->journal_path, W_OK) != 0)
		checkup_add(checkup, "permissions", DOCTOR_NOTE,
			    "you can read the book, not write it", NULL);
}

/* ---- the private file ---- */

static void look_at_private(struct checkup *checkup, const char *path)
{
	struct arena *arena = checkup->session->arena;
	struct stat status;

	if (strchr(path, '*') != NULL || strchr(path, '?') != NULL)
		return;
	if (stat(path, &status) != 0) {
		checkup_add(checkup, "members' file", DOCTOR_NOTE,
			    arena_print(arena,
					"%s is not here: nobody has a name",
					path),
			    "copy it from where the book was made");
		return;
	}
	if (access(path, R_OK) != 0)
		checkup_add(checkup, "members' file", DOCTOR_NOTE,
			    arena_print(arena, "%s: you may not read it", path),
			    NULL);
	else if (status.st_mode & (S_IRWXG | S_IRWXO))
		take_off_mode(checkup, "members' file", path,
			      S_IRWXG | S_IRWXO);
	else
		checkup_add(checkup, "members' file", DOCTOR_FINE,
			    arena_print(arena, "%s, its owner's alone", path),
			    NULL);
}

void checkup_look_at_members(struct checkup *checkup)
{
	const struct journal *journal = checkup->session->journal;
	struct arena *arena = checkup->session->arena;

	for (size_t i = 0; i < journal->event_count; i++) {
		const struct event *e = &journal->events[i];
		const struct attribute *path =
			event_attribute(journal, e, KEY_PATH);
		if (e->kind != EVENT_INCLUDE_OPTIONAL || path == NULL)
			continue;
		look_at_private(
			checkup,
			file_beside(arena, journal->sources[e->source]->name,
				    attribute_text(arena, journal, e, path)));
	}
}

/* ---- the lock ---- */

void checkup_look_at_lock(struct checkup *checkup)
{
	struct session *session = checkup->session;
	struct lock lock;
	struct lock_request request = {
		.journal = session->journal_path,
		.shared = true,
		.holder = "",
	};
	enum lock_status status =
		lock_take(session->arena, io_system(), &request, &lock);
	struct file left;

	if (status == LOCK_BUSY) {
		checkup_add(checkup, "lock", DOCTOR_NOTE,
			    arena_print(session->arena, "in use by %s",
					lock.holder[0] != '\0'
						? lock.holder
						: "another program"),
			    NULL);
		return;
	}
	if (status == LOCK_FAILED) {
		checkup_add(
			checkup, "lock", DOCTOR_WRONG,
			arena_print(session->arena, "%s: %s", lock.path,
				    strerror(lock.error)),
			arena_print(session->arena, "look at %s", lock.path));
		return;
	}
	if (file_read(session->arena, lock.path, true, &left) == FILE_OK &&
	    left.text.length > 0)
		checkup_add(checkup, "lock", DOCTOR_NOTE,
			    "free; a program that held it ended without "
			    "letting go",
			    NULL);
	else
		checkup_add(checkup, "lock", DOCTOR_FINE, "free", NULL);
	lock_release(&lock);
}
