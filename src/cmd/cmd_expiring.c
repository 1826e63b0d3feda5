/*
 * pointbook expiring: what expires soon.
 */
#include "cmd/command.h"
#include "cmd/look.h"
#include "cmd/session.h"
#include "report/report_lots.h"
#include "report/table.h"

enum {
	DAYS = 30
};

struct expiring_options {
	struct span within;
};

static const struct option expiring_table[] = {
	{ "within", 0, OPTION_SPAN, "SPAN", NULL,
	  offsetof(struct expiring_options, within),
	  "how far to look ahead; 30 days" },
	{ 0 },
};

static const char *const expiring_examples[] = {
	"expiring",
	"expiring --within 3m points:20..",
	NULL,
};

static enum exit_status expiring_run(struct session *session,
				     const void *options)
{
	const struct expiring_options *given = options;
	struct span within = { DAYS, SPAN_DAYS };
	struct report_scope scope;
	struct table *table;
	enum exit_status status =
		look_begin(session, &report_expiring, &scope, &table);

	if (status != STATUS_FINE)
		return status;
	if (given->within.count >= 0)
		within = given->within;
	report_expiring_rows(&scope, table,
			     day_add_span(session->as_of, within));
	return STATUS_FINE;
}

const struct command cmd_expiring = {
	.name = "expiring",
	.group = GROUP_LOOK,
	.summary = "what expires soon",
	.operands = "[QUERY]...",
	.operand_max = OPERANDS_ANY,
	.takes = TAKES_QUERY | TAKES_AS_OF | TAKES_OUTPUT,
	.needs = NEEDS_BOOK | READS_ONLY,
	.options = expiring_table,
	.options_size = sizeof(struct expiring_options),
	.examples = expiring_examples,
	.run = expiring_run,
};
