/*
 * pointbook lots: the lots behind a balance.
 */
#include "cmd/command.h"
#include "cmd/look.h"
#include "cmd/session.h"
#include "report/report_lots.h"
#include "report/table.h"

struct lots_options {
	bool all;
};

static const struct option lots_table[] = {
	{ "all", 0, OPTION_FLAG, NULL, NULL, offsetof(struct lots_options, all),
	  "show those used up or expired, too" },
	{ 0 },
};

static const char *const lots_examples[] = {
	"lots M0120",
	"lots M0120 unit:point --all",
	"lots kind:bonus points:100.. -p 2026",
	NULL,
};

static enum exit_status lots_run(struct session *session, const void *options)
{
	const struct lots_options *given = options;
	struct report_scope scope;
	struct table *table;
	enum exit_status status =
		look_begin(session, &report_lots, &scope, &table);

	if (status == STATUS_FINE)
		report_lots_rows(&scope, table, given->all);
	return status;
}

const struct command cmd_lots = {
	.name = "lots",
	.group = GROUP_LOOK,
	.summary = "the lots behind a balance",
	.operands = "[QUERY]...",
	.operand_max = OPERANDS_ANY,
	.takes = TAKES_QUERY | TAKES_PERIOD | TAKES_OUTPUT,
	.needs = NEEDS_BOOK | READS_ONLY,
	.options = lots_table,
	.options_size = sizeof(struct lots_options),
	.examples = lots_examples,
	.run = lots_run,
};
