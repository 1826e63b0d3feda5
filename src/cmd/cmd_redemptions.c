/*
 * pointbook redemptions: redemptions and where they stand.
 */
#include "cmd/command.h"
#include "cmd/look.h"
#include "cmd/session.h"
#include "report/report_redemptions.h"
#include "report/table.h"

static const char *const redemptions_examples[] = {
	"redemptions state:requested or state:approved",
	"redemptions reward:mug -p 2026",
	NULL,
};

static enum exit_status redemptions_run(struct session *session,
					const void *options)
{
	struct report_scope scope;
	struct table *table;
	enum exit_status status =
		look_begin(session, &report_redemptions, &scope, &table);

	(void)options;
	if (status == STATUS_FINE)
		report_redemptions_rows(&scope, table);
	return status;
}

const struct command cmd_redemptions = {
	.name = "redemptions",
	.group = GROUP_LOOK,
	.summary = "redemptions and where they stand",
	.operands = "[QUERY]...",
	.operand_max = OPERANDS_ANY,
	.takes = TAKES_QUERY | TAKES_PERIOD | TAKES_OUTPUT,
	.needs = NEEDS_BOOK | READS_ONLY,
	.examples = redemptions_examples,
	.run = redemptions_run,
};
