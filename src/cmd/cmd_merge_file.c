/*
 * pointbook merge-file: the merge driver for git. The three files are git's
 * temporary ones; what is merged is written over OURS, formatted, or with
 * conflict markers where one reference has two contents.
 */
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/source.h"
#include "base/text.h"
#include "cmd/command.h"
#include "cmd/session.h"
#include "journal/format.h"
#include "journal/journal.h"
#include "journal/merging.h"
#include "journal/parser.h"
#include "journal/reference.h"
#include "store/io.h"
#include "store/replace.h"
#include "value/seals.h"

enum {
	MARKER = 7,
	MARKER_MAX = 1000
};

static const char *const merge_file_examples[] = {
	"merge-file 2026/10.points 2026/11.points 2026/11.points",
	NULL,
};

static bool read_side(struct session *session, const char *path,
		      struct slice *text)
{
	struct file file;
	enum file_status status = file_read(session->arena, path, true, &file);

	if (status != FILE_OK)
		message_error(&session->terminal, "cannot read '%s': %s", path,
			      file_reason(status, &file));
	*text = file.text;
	return status == FILE_OK;
}

/* The merged lines in canonical form; as they are when they do not make one
 * journal after all. */
static struct slice format_merged(struct session *session, struct slice merged,
				  bool *is_whole)
{
	struct journal journal;
	struct diagnostics diagnostics;
	struct text text;

	journal_init(&journal, session->arena, (uint64_t)getpid());
	diagnostics_init(&diagnostics, session->arena);
	parser_parse(&journal, source_new(session->arena, "merged", merged),
		     &diagnostics);
	if (!diagnostics_are_broken(&diagnostics))
		journal_index(&journal, &diagnostics);
	*is_whole = !diagnostics_are_broken(&diagnostics);
	if (!*is_whole || journal.source_count == 0)
		return merged;
	text_init(&text, session->arena);
	format_source(&text, &journal, 0, seals_closed_to(&journal), NULL);
	return text_slice(&text);
}

static enum exit_status save(struct session *session, const char *path,
			     struct slice bytes)
{
	struct replace_result result;

	if (replace_save(session->arena, io_system(),
			 &(struct replace_file){ .path = path, .bytes = bytes },
			 &result) == REPLACE_DONE)
		return STATUS_FINE;
	message_error(&session->terminal, "%s '%s': %s", result.what, path,
		      strerror(result.error));
	return STATUS_ENVIRONMENT;
}

/* The length of conflict markers that git asks for. */
static bool read_marker(struct session *session, size_t *marker)
{
	uint64_t value = MARKER;

	*marker = MARKER;
	if (session->operand_count < 4)
		return true;
	if (!slice_parse_unsigned(slice_from(session->operands[3]), &value) ||
	    value == 0 || value > MARKER_MAX) {
		message_error(&session->terminal,
			      "'%s' is no length of conflict markers; git's "
			      "%%L gives it",
			      session->operands[3]);
		return false;
	}
	*marker = (size_t)value;
	return true;
}

static enum exit_status merge_file_run(struct session *session,
				       const void *options)
{
	const char *ours = session->operands[1];
	const char *name =
		session->operand_count > 4 ? session->operands[4] : ours;
	struct merging merging = { .seed = (uint64_t)getpid() };
	struct text merged;
	size_t conflicts;
	bool is_whole = true;

	(void)options;
	if (!read_marker(session, &merging.marker))
		return STATUS_USAGE;
	if (!read_side(session, session->operands[0], &merging.base) ||
	    !read_side(session, ours, &merging.ours) ||
	    !read_side(session, session->operands[2], &merging.theirs))
		return STATUS_ENVIRONMENT;
	text_init(&merged, session->arena);
	enum merging_status status =
		merging_run(session->arena, &merging, &merged, &conflicts);
	struct slice bytes = text_slice(&merged);
	if (status == MERGING_DONE)
		bytes = format_merged(session, bytes, &is_whole);
	enum exit_status saved = save(session, ours, bytes);
	if (saved != STATUS_FINE)
		return saved;
	if (status == MERGING_UNREADABLE || !is_whole)
		message_error(&session->terminal,
			      "'%s' cannot be merged: a side is no journal",
			      name);
	else if (status == MERGING_CONFLICT)
		message_error(&session->terminal,
			      "'%s': %zu %s two contents; the markers show "
			      "%s",
			      name, conflicts,
			      conflicts == 1 ? "reference has"
					     : "references have",
			      conflicts == 1 ? "it" : "them");
	else
		return STATUS_FINE;
	return STATUS_NO;
}

const struct command cmd_merge_file = {
	.name = "merge-file",
	.group = GROUP_CHECK,
	.summary = "merge two versions of a journal file for git",
	.operands = "BASE OURS THEIRS [MARKER-SIZE [PATH]]",
	.operand_min = 3,
	.operand_max = 5,
	.examples = merge_file_examples,
	.notes = "In one clone: git config merge.pointbook.driver "
		 "'pointbook merge-file %O %A %B %L %P'.",
	.run = merge_file_run,
};
