/*
 * pointbook history: every movement of points, with the balance behind it.
 */
#include "cmd/command.h"
#include "cmd/look.h"
#include "cmd/session.h"
#include "report/report_history.h"
#include "report/table.h"

static const char *const history_examples[] = {
	"history M0120 -p 2026-10",
	"history kind:adjust -p 2026",
	"history M0120 unit:stamp --from 2026-10-01",
	NULL,
};

static enum exit_status history_run(struct session *session,
				    const void *options)
{
	struct report_scope scope;
	struct table *table;
	enum exit_status status =
		look_begin(session, &report_history, &scope, &table);

	(void)options;
	if (status == STATUS_FINE)
		report_history_rows(&scope, table);
	return status;
}

const struct command cmd_history = {
	.name = "history",
	.group = GROUP_LOOK,
	.summary = "every movement of points",
	.operands = "[QUERY]...",
	.operand_max = OPERANDS_ANY,
	.takes = TAKES_QUERY | TAKES_PERIOD | TAKES_OUTPUT,
	.needs = NEEDS_POSTINGS | NEEDS_ONE | READS_ONLY,
	.examples = history_examples,
	.run = history_run,
};
