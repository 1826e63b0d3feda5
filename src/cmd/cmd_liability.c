/*
 * pointbook liability: what points are carried at in the books, by month of
 * issue. The method and the rates of the rules stand above the table.
 */
#include "cmd/command.h"
#include "cmd/session.h"
#include "cmd/value_heading.h"
#include "engine/book.h"
#include "report/report_liability.h"
#include "report/table.h"
#include "value/liability.h"
#include "value/vintage.h"
#include "value/vintage_advance.h"

static const char *const liability_examples[] = {
	"liability",
	"liability --as-of 2025-12-31",
	"liability -O csv",
	NULL,
};

static enum exit_status liability_run(struct session *session,
				      const void *options)
{
	struct vintages *vintages =
		vintages_open(session->arena, session->book);
	int64_t points[UNITS_MAX] = { 0 };
	(void)options;

	vintages_advance(vintages, session->book->as_of);
	if (!value_heading_check(session, vintages))
		return STATUS_NO;
	struct liability liability = liability_of(session->arena, vintages);
	if (!value_heading_is_right(session, &liability))
		return STATUS_NO;
	value_heading_warn(session, &liability);
	value_heading_add(session, liability.program);
	for (size_t i = 0; i < liability.total_count; i++)
		points[liability.totals[i].unit] =
			liability.totals[i].outstanding;
	if (!value_heading_ties(session, points))
		return STATUS_NO;
	struct table *table = session_table(session, &report_liability);
	if (table == NULL)
		return STATUS_ENVIRONMENT;
	report_liability_rows(session->book, &liability, table);
	return STATUS_FINE;
}

const struct command cmd_liability = {
	.name = "liability",
	.group = GROUP_CHECK,
	.summary = "what points are carried at, by month of issue",
	.takes = TAKES_AS_OF | TAKES_OUTPUT,
	.needs = NEEDS_MOVES | READS_ONLY,
	.examples = liability_examples,
	.run = liability_run,
};
