/*
 * pointbook balance: what members have, one by one or grouped.
 */
#include "cmd/command.h"
#include "cmd/look.h"
#include "cmd/session.h"
#include "report/report_balance.h"
#include "report/table.h"

struct balance_options {
	bool total;
	int by; /* enum balance_group, -1 */
};

static const struct option balance_table[] = {
	{ "total", 0, OPTION_FLAG, NULL, NULL,
	  offsetof(struct balance_options, total),
	  "add a row with the sum of each unit" },
	{ "by", 0, OPTION_CHOICE, "WHAT", balance_groups,
	  offsetof(struct balance_options, by),
	  "group by tier, status, store, partner, campaign, origin or month" },
	{ 0 },
};

static const char *const balance_examples[] = {
	"balance",
	"balance tier:gold --total",
	"balance --by store --total",
	"balance M0120 --as-of 2025-12-31",
	NULL,
};

static enum exit_status balance_run(struct session *session,
				    const void *options)
{
	const struct balance_options *given = options;
	struct report_scope scope;
	struct table *table;
	enum exit_status status = look_begin(
		session, given->by < 0 ? &report_balance : &report_balance_by,
		&scope, &table);

	if (status != STATUS_FINE)
		return status;
	if (given->by < 0)
		report_balance_rows(&scope, table, given->total);
	else
		report_balance_by_rows(&scope, table,
				       (enum balance_group)given->by,
				       given->total);
	return STATUS_FINE;
}

const struct command cmd_balance = {
	.name = "balance",
	.group = GROUP_LOOK,
	.summary = "what members have",
	.operands = "[QUERY]...",
	.operand_max = OPERANDS_ANY,
	.takes = TAKES_QUERY | TAKES_AS_OF | TAKES_OUTPUT,
	.needs = NEEDS_BOOK | READS_ONLY,
	.options = balance_table,
	.options_size = sizeof(struct balance_options),
	.examples = balance_examples,
	.run = balance_run,
};
