/*
 * pointbook diff: what changed between two versions of the book that git has,
 * or since one of them, in meaning and not in lines of text.
 */
#include "cmd/command.h"
#include "cmd/look.h"
#include "cmd/session.h"
#include "cmd/version_load.h"
#include "report/report_diff.h"
#include "report/table.h"

static const char *const diff_examples[] = {
	"diff HEAD",
	"diff HEAD~1 HEAD -O csv",
	NULL,
};

/* The book of a revision, of the files when it is NULL. */
static enum exit_status load(struct session *session, const char *revision,
			     struct session **version)
{
	enum exit_status status;

	*version = session;
	if (!revision)
		return session_load(session, NEEDS_MOVES | NEEDS_FINDINGS);
	status = version_load(session, revision, NEEDS_MOVES, version);
	if (status != STATUS_FINE)
		return status;
	if (!*version) {
		message_error(&session->terminal,
			      "'%s' is not in '%s'; if it had another name "
			      "there, -f gives it",
			      session->journal_path, revision);
		return STATUS_NO;
	}
	if (!diagnostics_are_broken(&(*version)->diagnostics))
		return STATUS_FINE;
	session_print_broken(*version);
	return STATUS_BROKEN;
}

static enum exit_status diff_run(struct session *session, const void *options)
{
	const char *first =
		session->operand_count > 0 ? session->operands[0] : "HEAD";
	const char *second =
		session->operand_count > 1 ? session->operands[1] : NULL;
	struct session *before;
	struct session *after;
	struct option_list paths;

	(void)options;
	if (!session_find(session, &paths))
		return STATUS_ENVIRONMENT;
	enum exit_status status = load(session, first, &before);
	if (status == STATUS_FINE)
		status = load(session, second, &after);
	if (status != STATUS_FINE)
		return status;
	session_heading(session, "before", slice_from(first));
	session_heading(session, "after",
			slice_from(second ? second : "the files as they are"));
	struct table *table = session_table(session, &report_diff);
	if (!table)
		return STATUS_ENVIRONMENT;
	struct report_scope then = look_scope(before);
	struct report_scope now = look_scope(after);
	if (report_diff_rows(&then, &now, table) == 0)
		message_note(&session->terminal, "nothing differs");
	return STATUS_FINE;
}

const struct command cmd_diff = {
	.name = "diff",
	.group = GROUP_LOOK,
	.summary = "what changed between two versions that git has",
	.operands = "[REV [REV]]",
	.operand_max = 2,
	.takes = TAKES_AS_OF | TAKES_OUTPUT,
	.examples = diff_examples,
	.notes = "Without a second revision: the files as they are. Without "
		 "any: what was not committed yet.",
	.run = diff_run,
};
