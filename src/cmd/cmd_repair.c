/*
 * pointbook repair: mends what a crash or a full disk did to the end of a
 * journal file. A torn tail is set aside in a file of its own, also where it
 * reads as an event, unless a person says that it is whole; damage beside
 * whole events is left to a person.
 */
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/source.h"
#include "base/text.h"
#include "base/utf8.h"
#include "cmd/ask.h"
#include "cmd/book_file.h"
#include "cmd/command.h"
#include "cmd/session.h"
#include "journal/journal.h"
#include "journal/repair.h"
#include "report/sink.h"
#include "store/io.h"
#include "store/torn.h"

struct repair_options {
	bool keep;
};

static const struct option repair_table[] = {
	{ "keep", 0, OPTION_FLAG, NULL, NULL,
	  offsetof(struct repair_options, keep),
	  "a last line that reads as a whole event is one: add its newline" },
	{ .name = NULL },
};

static const char *const repair_examples[] = {
	"repair --dry-run",
	"repair --yes",
	NULL,
};

/* What is to be done to one file. */
struct mending {
	const char *path;
	struct slice text;
	struct repair repair;
};

struct mendings {
	struct mending *list;
	size_t count; /* those with something to do */
	bool keep;    /* last lines that read as whole events */
	bool by_hand; /* some file needs a person */
};

/* ---- looking ---- */

static size_t line_of(struct slice text, size_t offset)
{
	size_t line = 1;

	for (size_t i = 0; i < offset && i < text.length; i++)
		line += text.text[i] == '\n';
	return line;
}

static enum exit_status look_at(struct session *session, struct mendings *found,
				const char *path)
{
	struct file file;
	enum file_status status = file_read(session->arena, path, true, &file);

	if (status != FILE_OK) {
		message_error(&session->terminal, "cannot read '%s': %s", path,
			      file_reason(status, &file));
		return STATUS_ENVIRONMENT;
	}
	struct repair repair = repair_find(file.text, found->keep);
	if (repair.kind == REPAIR_BY_HAND) {
		found->by_hand = true;
		message_error(&session->terminal, "%s:%zu: %s", path,
			      line_of(file.text, repair.offset), repair.reason);
	} else if (repair.kind != REPAIR_NOTHING) {
		found->list[found->count++] =
			(struct mending){ path, file.text, repair };
	}
	return STATUS_FINE;
}

/* The files named, else all of the book. */
static enum exit_status look(struct session *session, bool keep,
			     struct mendings *found)
{
	const struct journal *journal = session->journal;
	size_t count = session->operand_count > 0 ? session->operand_count
						  : journal->source_count;

	*found = (struct mendings){
		.list = arena_take_array(session->arena, count,
					 sizeof(*found->list)),
		.keep = keep,
	};
	for (size_t i = 0; i < count; i++) {
		size_t number =
			session->operand_count > 0
				? book_file_find(session, session->operands[i])
				: i;
		if (number == journal->source_count)
			return STATUS_USAGE;
		const struct source *source = journal->sources[number];
		if (source->inode == 0)
			continue;
		enum exit_status status = look_at(session, found, source->name);
		if (status != STATUS_FINE)
			return status;
	}
	return STATUS_FINE;
}

/* ---- saying ---- */

/* `FILE:LINE: what is wrong: what would be done` */
static void add_plan(struct text *text, const struct mending *mending)
{
	const struct repair *repair = &mending->repair;

	text_add_format(text, "%s:%zu: %s", mending->path,
			line_of(mending->text, repair->offset), repair->reason);
	if (repair->kind == REPAIR_CUT)
		text_add_format(text, ": set %zu %s aside", repair->length,
				repair->length == 1 ? "byte" : "bytes");
	text_add(text, repair->newline ? ": add a newline\n" : "\n");
	if (!repair->is_event)
		return;
	const char *line = mending->text.text + repair->offset;
	text_add(text, "  ");
	utf8_add_visible(text, (struct slice){ line, repair->length });
	text_add(text, "\n  is it whole? --keep leaves it in the book\n");
}

/* To stdout where that is all, to stderr before a question. */
static enum exit_status say_plan(struct session *session,
				 const struct mendings *found)
{
	struct text text;

	text_init(&text, session->arena);
	for (size_t i = 0; i < found->count; i++)
		add_plan(&text, &found->list[i]);
	if (session->write.dry_run) {
		struct sink *sink = session_sink(session);
		if (sink == NULL)
			return STATUS_ENVIRONMENT;
		sink_add_slice(sink, text_slice(&text));
	} else if (!session->global.yes) {
		message_print(&text);
	}
	return STATUS_FINE;
}

/* ---- doing ---- */

static enum exit_status say_failure(struct session *session,
				    const struct mending *mending,
				    const struct torn_result *result)
{
	message_error(&session->terminal, "%s '%s': %s", result->what,
		      result->path == NULL ? mending->path : result->path,
		      strerror(result->error));
	return STATUS_ENVIRONMENT;
}

static enum exit_status mend(struct session *session,
			     const struct mending *mending)
{
	const struct repair *repair = &mending->repair;
	struct torn_result result;

	if (repair->kind == REPAIR_NEWLINE) {
		if (!torn_save_newline(io_system(), mending->path, &result))
			return say_failure(session, mending, &result);
		message_note(&session->terminal, "%s: newline added",
			     mending->path);
		return STATUS_FINE;
	}
	struct torn_tail tail = { mending->path, mending->text,
				  repair->offset };
	if (!torn_save_tail(session->arena, io_system(), &tail, &result))
		return say_failure(session, mending, &result);
	message_note(&session->terminal, "%s: %zu %s moved to %s",
		     mending->path, repair->length,
		     repair->length == 1 ? "byte" : "bytes", result.path);
	if (repair->is_event)
		message_note(&session->terminal,
			     "nobody was told that this line was recorded: "
			     "record it again, or if it is yours put it back "
			     "whole");
	if (repair->newline &&
	    !torn_save_newline(io_system(), mending->path, &result))
		return say_failure(session, mending, &result);
	return STATUS_FINE;
}

/* Under the lock the files are looked at again: what was asked about must
 * still be what is done. */
static enum exit_status mend_all(struct session *session,
				 const struct mendings *asked)
{
	struct mendings now;
	enum exit_status status = session_reload(
		session, NEEDS_JOURNAL | NEEDS_LOCK | ACCEPTS_BROKEN);

	if (status != STATUS_FINE)
		return status;
	status = look(session, asked->keep, &now);
	if (status != STATUS_FINE)
		return status;
	for (size_t i = 0; i < now.count; i++) {
		if (i >= asked->count ||
		    strcmp(now.list[i].path, asked->list[i].path) != 0 ||
		    !slice_equal(now.list[i].text, asked->list[i].text)) {
			message_error(&session->terminal,
				      "'%s' was changed meanwhile; run it "
				      "again",
				      now.list[i].path);
			return STATUS_ENVIRONMENT;
		}
	}
	for (size_t i = 0; i < now.count; i++) {
		status = mend(session, &now.list[i]);
		if (status != STATUS_FINE)
			return status;
	}
	return now.by_hand ? STATUS_NO : STATUS_FINE;
}

static enum exit_status repair_run(struct session *session, const void *options)
{
	const struct repair_options *chosen = options;
	struct mendings found;
	enum exit_status status = look(session, chosen->keep, &found);

	if (status != STATUS_FINE)
		return status;
	if (found.count == 0) {
		if (!found.by_hand)
			message_note(&session->terminal,
				     "there is nothing to repair");
		return found.by_hand ? STATUS_NO : STATUS_FINE;
	}
	status = say_plan(session, &found);
	if (status != STATUS_FINE)
		return status;
	if (session->write.dry_run)
		return found.by_hand ? STATUS_NO : STATUS_FINE;
	status = ask_yes(session, "repair it?");
	if (status != STATUS_FINE)
		return status;
	return mend_all(session, &found);
}

const struct command cmd_repair = {
	.name = "repair",
	.group = GROUP_START,
	.summary = "mend a journal that was cut short",
	.operands = "[FILE]...",
	.operand_max = OPERANDS_ANY,
	.takes = TAKES_DRY_RUN,
	.options = repair_table,
	.options_size = sizeof(struct repair_options),
	.needs = NEEDS_JOURNAL | ACCEPTS_BROKEN,
	.examples = repair_examples,
	.run = repair_run,
};
