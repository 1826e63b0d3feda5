/*
 * pointbook status: one screen for the morning; also what bare `pointbook`
 * shows inside a book.
 */
#include "cmd/backup.h"
#include "cmd/command.h"
#include "cmd/look.h"
#include "cmd/session.h"
#include "report/report_status.h"
#include "report/sheet.h"
#include "report/table.h"

static const char *const status_examples[] = {
	"status",
	"status --as-of 2026-10-31",
	NULL,
};

static enum exit_status status_run(struct session *session, const void *options)
{
	struct report_scope scope = look_scope(session);
	struct sheet *sheet = sheet_new(session->arena);
	const size_t *found = session->diagnostics.counts;
	struct backup_note backup = backup_note_find(session);
	struct status_counts counts = {
		.findings = found[SEVERITY_FINDING],
		.warnings = found[SEVERITY_WARNING],
		.backup = backup.day,
		.backup_path = backup.path,
	};

	(void)options;
	report_status_add(&scope, sheet, &counts);
	return look_print(session, &report_status, sheet);
}

const struct command cmd_status = {
	.name = "status",
	.group = GROUP_START,
	.summary = "one screen for the morning",
	.takes = TAKES_AS_OF | TAKES_OUTPUT,
	.needs = NEEDS_POSTINGS | NEEDS_REPERFORM | READS_ONLY,
	.examples = status_examples,
	.run = status_run,
};
