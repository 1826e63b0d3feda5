/*
 * pointbook tiers: levels of members.
 */
#include "cmd/command.h"
#include "cmd/look.h"
#include "cmd/session.h"
#include "report/report_tiers.h"
#include "report/table.h"
#include "rules/program.h"

static const char *const tiers_examples[] = {
	"tiers tier:gold",
	"tiers --as-of 2025-12-31",
	NULL,
};

static enum exit_status tiers_run(struct session *session, const void *options)
{
	struct report_scope scope;
	struct table *table;
	enum exit_status status =
		look_begin(session, &report_tiers, &scope, &table);

	(void)options;
	if (status != STATUS_FINE)
		return status;
	if (!scope_program(&scope)->tiers.is_set)
		message_note(&session->terminal,
			     "the rules of this day have no tiers");
	report_tiers_rows(&scope, table);
	return STATUS_FINE;
}

const struct command cmd_tiers = {
	.name = "tiers",
	.group = GROUP_LOOK,
	.summary = "levels of members",
	.operands = "[QUERY]...",
	.operand_max = OPERANDS_ANY,
	.takes = TAKES_QUERY | TAKES_AS_OF | TAKES_OUTPUT,
	.needs = NEEDS_BOOK | READS_ONLY,
	.examples = tiers_examples,
	.run = tiers_run,
};
