/*
 * pointbook liability: what points are carried at in the books, by month of
 * issue. The method and the rates of the rules stand above the table.
 */
#include "base/currency.h"
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

/* Says of how many vintages of a unit the estimate is stale. */
static void warn_stale(struct session *session,
		       const struct liability *liability, int unit)
{
	const char *first = NULL;
	int count = 0;

	for (size_t i = 0; i < liability->count; i++) {
		const struct liability_row *row = &liability->rows[i];
		if (row->unit != unit || !row->stale)
			continue;
		first = count++ == 0 ? row->vintage : first;
	}
	if (count > 0)
		message_warning(
			&session->terminal,
			"%d %s of '%.*s' ('%s'%s): all points that were "
			"expected are redeemed, and some are outstanding: "
			"record a new 'estimate'",
			count, count == 1 ? "vintage" : "vintages",
			SLICE_ARGS(session->programs->units[unit].name), first,
			count == 1 ? "" : " and later");
}

static void warn(struct session *session, const struct liability *liability)
{
	uint8_t currency = liability->program->currency;
	char text[DECIMAL_TEXT_MAX];

	for (size_t i = 0; i < liability->total_count; i++)
		warn_stale(session, liability, liability->totals[i].unit);
	if (liability->program->accounting.method != METHOD_DEFERRED)
		return;
	if (liability->net_sales > 0)
		message_warning(&session->terminal,
				"%lld %s taken as net of VAT: give 'vat' "
				"under accounting in the rules, or tax: in "
				"the lines",
				(long long)liability->net_sales,
				liability->net_sales == 1 ? "sale was"
							  : "sales were");
	if (liability->unplaced == 0)
		return;
	decimal_print(liability->unplaced, currency_scale(currency), text);
	message_warning(&session->terminal,
			"%s %s of deferred: came in a month without opening "
			"points, and are not in the table: date 'opening *' "
			"as the points",
			text, currency_code(currency));
}

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
	warn(session, &liability);
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
	.needs = NEEDS_MOVES,
	.examples = liability_examples,
	.run = liability_run,
};
