/*
 * Comparing a backup with a folder, file by file, and those that differ line
 * by line: lines are sorted on both sides, so that their order says nothing.
 */
#include "cmd/restore_plan.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/source.h"
#include "base/text.h"
#include "cmd/new_files.h"
#include "cmd/session.h"
#include "journal/containment.h"
#include "journal/journal.h"

enum {
	OTHERS = 077
};

/* ---- lines ---- */

struct lines {
	struct slice *list;
	size_t count;
};

static int compare_lines(const void *a, const void *b)
{
	return slice_compare(*(const struct slice *)a,
			     *(const struct slice *)b);
}

static struct lines sorted_lines(struct arena *arena, struct slice text)
{
	struct lines lines = { NULL, 0 };
	size_t capacity = 0;

	while (text.length > 0) {
		lines.list = arena_grow(arena, lines.list, lines.count + 1,
					sizeof(*lines.list), &capacity);
		lines.list[lines.count++] = slice_cut(text, '\n', &text);
	}
	if (lines.count > 0)
		qsort(lines.list, lines.count, sizeof(*lines.list),
		      compare_lines);
	return lines;
}

static void compare_texts(struct arena *arena, struct restore_file *file)
{
	struct lines here = sorted_lines(arena, file->here);
	struct lines there = sorted_lines(arena, file->file->text);
	size_t i = 0;
	size_t j = 0;

	while (i < here.count && j < there.count) {
		int order = slice_compare(here.list[i], there.list[j]);
		file->lines_here += order < 0;
		file->lines_there += order > 0;
		i += order <= 0;
		j += order >= 0;
	}
	file->lines_here += here.count - i;
	file->lines_there += there.count - j;
}

/* ---- files ---- */

/* False, after the message, when a folder on the way leads elsewhere. */
static bool stays_inside(struct session *session,
			 const struct restore_plan *plan,
			 struct containment *folder, const char *path)
{
	char *part = arena_copy(session->arena, path, strlen(path));
	size_t shortest =
		strcmp(plan->folder, ".") == 0 ? 0 : strlen(plan->folder) + 1;

	for (;;) {
		switch (containment_find(folder, session->arena, part)) {
		case CONTAINMENT_INSIDE:
			return true;
		case CONTAINMENT_OUTSIDE:
			message_error(&session->terminal,
				      "'%s' leads out of the folder by a link; "
				      "nothing is restored through it",
				      part);
			return false;
		case CONTAINMENT_UNKNOWN:
			break;
		}
		char *slash = strrchr(part, '/');
		if (slash == NULL || slash < part + shortest)
			return true;
		*slash = '\0';
	}
}

static enum exit_status find_file(struct session *session,
				  struct restore_plan *plan,
				  struct containment *folder,
				  struct restore_file *file)
{
	const char *path =
		new_files_join(session, plan->folder, file->file->name);
	struct file here;
	struct stat status;

	file->is_private = (file->file->mode & OTHERS) == 0;
	if (lstat(path, &status) != 0 && lstat(plan->folder, &status) != 0)
		return STATUS_FINE;
	if (!stays_inside(session, plan, folder, path))
		return STATUS_NO;
	enum file_status read = file_read(session->arena, path, true, &here);
	if (read == FILE_MISSING)
		return STATUS_FINE;
	if (read != FILE_OK) {
		message_error(&session->terminal, "cannot read '%s': %s", path,
			      file_reason(read, &here));
		return STATUS_ENVIRONMENT;
	}
	plan->found++;
	file->here = here.text;
	file->state = slice_equal(here.text, file->file->text)
			      ? RESTORE_SAME
			      : RESTORE_DIFFERS;
	if (file->state == RESTORE_DIFFERS)
		compare_texts(session->arena, file);
	return STATUS_FINE;
}

/* The files of the book in the folder that the backup lacks. */
static void find_only_here(struct session *session, struct restore_plan *plan)
{
	const struct journal *journal = session->journal;

	if (journal == NULL)
		return;
	plan->only = arena_take_array(session->arena, journal->source_count,
				      sizeof(*plan->only));
	for (size_t i = 0; i < journal->source_count; i++) {
		const char *path = journal->sources[i]->name;
		size_t j = 0;
		while (j < plan->count &&
		       strcmp(path,
			      new_files_join(session, plan->folder,
					     plan->files[j].file->name)) != 0)
			j++;
		if (j == plan->count)
			plan->only[plan->only_count++] = path;
	}
}

enum exit_status restore_plan_find(struct session *session,
				   struct restore_plan *plan)
{
	struct containment folder;

	plan->count = plan->backup.count;
	plan->files = arena_take_array(session->arena, plan->count,
				       sizeof(*plan->files));
	plan->found = 0;
	plan->only_count = 0;
	containment_init(&folder, session->arena,
			 new_files_join(session, plan->folder, "book.points"));
	for (size_t i = 0; i < plan->count; i++) {
		plan->files[i].file = &plan->backup.files[i];
		enum exit_status status =
			find_file(session, plan, &folder, &plan->files[i]);
		if (status != STATUS_FINE)
			return status;
	}
	find_only_here(session, plan);
	return STATUS_FINE;
}

/* ---- saying ---- */

static void add_lines(struct text *text, size_t count, const char *where)
{
	if (count == 0)
		text_add(text, "none");
	else
		text_add_format(text, "%zu line%s", count,
				count == 1 ? "" : "s");
	text_add_format(text, " only %s", where);
}

void restore_plan_print(struct text *text, const struct restore_plan *plan)
{
	for (size_t i = 0; i < plan->count; i++) {
		const struct restore_file *file = &plan->files[i];
		if (file->state == RESTORE_SAME)
			continue;
		text_add_format(text, "%s: ", file->file->name);
		if (file->state == RESTORE_NEW) {
			text_add(text, "only in the backup\n");
			continue;
		}
		text_add(text, "differs: ");
		add_lines(text, file->lines_here, "here, ");
		add_lines(text, file->lines_there, "in the backup\n");
	}
	for (size_t i = 0; i < plan->only_count; i++)
		text_add_format(text, "%s: only here, stays as it is\n",
				plan->only[i]);
}

bool restore_plan_differs(const struct restore_plan *plan)
{
	for (size_t i = 0; i < plan->count; i++)
		if (plan->files[i].state != RESTORE_SAME)
			return true;
	return false;
}

bool restore_plan_is_same(const struct restore_plan *a,
			  const struct restore_plan *b)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (a->files[i].state != b->files[i].state ||
		    !slice_equal(a->files[i].here, b->files[i].here))
			return false;
	return true;
}
