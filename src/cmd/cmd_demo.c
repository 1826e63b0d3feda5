/*
 * pointbook demo: the demo book, copied into a folder of its own.
 */
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/file.h"
#include "cmd/command.h"
#include "cmd/new_files.h"
#include "cmd/session.h"
#include "cmd/share.h"
#include "report/sink.h"

#define DEMO_FOLDER "pointbook-demo"
#define DEMO_TODAY  "2026-11-22"

static const char *const demo_examples[] = {
	"demo club",
	"demo club --dry-run",
	NULL,
};

/* The files of the demo book, as they are to be made. */
struct copying {
	struct session *session;
	struct new_file *files;
	size_t count, capacity;
};

static bool add_file(struct copying *copying, const char *source,
		     const char *name)
{
	struct arena *arena = copying->session->arena;
	struct file file;
	enum file_status status = file_read(arena, source, true, &file);

	if (status != FILE_OK) {
		message_error(&copying->session->terminal,
			      "cannot read '%s': %s", source,
			      file_reason(status, &file));
		return false;
	}
	copying->files =
		arena_grow(arena, copying->files, copying->count + 1,
			   sizeof(*copying->files), &copying->capacity);
	copying->files[copying->count++] = (struct new_file){
		.path = name,
		.text = file.text,
		.is_private = strcmp(name, "members.points") == 0,
	};
	return true;
}

/* The files of a folder of share/, then those of the folders in it; `below`
 * is where they go, "" or "2026/". */
static bool add_folder(struct copying *copying, const char *folder,
		       const char *below)
{
	struct arena *arena = copying->session->arena;
	struct option_list names = share_list(arena, folder, "");

	for (size_t i = 0; i < names.count; i++) {
		const char *inner =
			arena_print(arena, "%s/%s", folder, names.values[i]);
		const char *source = share_find(arena, inner);
		const char *name =
			arena_print(arena, "%s%s", below, names.values[i]);
		struct stat status;
		if (source == NULL || stat(source, &status) != 0)
			return false;
		bool added =
			S_ISDIR(status.st_mode)
				? add_folder(copying, inner,
					     arena_print(arena, "%s/", name))
				: add_file(copying, source, name);
		if (!added)
			return false;
	}
	return true;
}

/* True when one of the files is there already. */
static bool is_taken(struct copying *copying, const char *folder)
{
	for (size_t i = 0; i < copying->count; i++) {
		const char *name = copying->files[i].path;
		if (!new_files_exist(copying->session, folder, name))
			continue;
		message_error(&copying->session->terminal,
			      "'%s' is there already; choose another folder",
			      new_files_join(copying->session, folder, name));
		return true;
	}
	return false;
}

static enum exit_status list_files(const struct copying *copying,
				   const char *folder)
{
	struct sink *sink = session_sink(copying->session);

	if (sink == NULL)
		return STATUS_ENVIRONMENT;
	for (size_t i = 0; i < copying->count; i++) {
		sink_add(sink, new_files_join(copying->session, folder,
					      copying->files[i].path));
		sink_add_char(sink, '\n');
	}
	return STATUS_FINE;
}

static enum exit_status demo_run(struct session *session, const void *options)
{
	const char *folder =
		session->operand_count > 0 ? session->operands[0] : DEMO_FOLDER;
	struct copying copying = { .session = session };

	(void)options;
	if (share_find(session->arena, "demo/book.points") == NULL) {
		message_error(&session->terminal,
			      "the demo book is not installed; 'make install' "
			      "puts it in place");
		return STATUS_ENVIRONMENT;
	}
	if (!add_folder(&copying, "demo", ""))
		return STATUS_ENVIRONMENT;
	if (is_taken(&copying, folder))
		return STATUS_NO;
	if (session->write.dry_run)
		return list_files(&copying, folder);
	if (!new_files_make_folder(session, folder) ||
	    !new_files_save(session, folder, copying.files, copying.count))
		return STATUS_ENVIRONMENT;
	message_note(
		&session->terminal,
		"the demo book is in %s: a café's two years, everybody "
		"in it invented\n"
		"  cd %s\n"
		"  export POINTBOOK_TODAY=" DEMO_TODAY
		"        the day on which its story ends\n"
		"  pointbook status                          how things "
		"stand\n"
		"  pointbook balance tier:gold               who has what\n"
		"  pointbook why M0120 --unit stamp          and why\n"
		"  pointbook check                           is all of it "
		"right?",
		folder, folder);
	return STATUS_FINE;
}

const struct command cmd_demo = {
	.name = "demo",
	.group = GROUP_START,
	.summary = "copy the demo book",
	.operands = "[FOLDER]",
	.operand_max = 1,
	.takes = TAKES_DRY_RUN,
	.examples = demo_examples,
	.run = demo_run,
};
