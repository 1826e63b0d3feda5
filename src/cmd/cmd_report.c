/*
 * pointbook report: what happened, in figures that have one definition each.
 */
#include "base/suggest.h"
#include "cmd/command.h"
#include "cmd/look.h"
#include "cmd/session.h"
#include "report/analysis.h"
#include "report/table.h"

struct report_options {
	int by;    /* enum analysis_by, -1 */
	int order; /* enum analysis_order, -1 */
	int64_t limit;
	bool list;
	bool define;
};

static const struct option report_table[] = {
	{ "by", 0, OPTION_CHOICE, "WHAT", analysis_groups,
	  offsetof(struct report_options, by),
	  "a row each month, tier, rule, store or campaign, where it has "
	  "them" },
	{ "order", 0, OPTION_CHOICE, "WHAT", analysis_orders,
	  offsetof(struct report_options, order),
	  "who comes first: of top by spend or visits, of at-risk also "
	  "overdue" },
	{ "limit", 0, OPTION_NUMBER, "N", NULL,
	  offsetof(struct report_options, limit),
	  "of top and at-risk: how many rows at most (10; all)" },
	{ "list", 0, OPTION_FLAG, NULL, NULL,
	  offsetof(struct report_options, list),
	  "a row for each: of retention a month of a cohort, else a member" },
	{ "define", 0, OPTION_FLAG, NULL, NULL,
	  offsetof(struct report_options, define),
	  "say what the report's figures mean and how they are worked out" },
	{ 0 },
};

static const char *const report_examples[] = {
	"report enrolment --by month -p 2026",
	"report activity -p 2026-10",
	"report activity --by month -p 2026",
	"report retention -p 2026",
	"report earning -p 2026-10",
	"report expiry -p 2026-10..",
	"report tiers -p 2026",
	"report frequency -p 2026",
	"report rfm -p 2026",
	"report value --list tier:gold",
	"report at-risk --order spend --limit 10",
	"report top -p 2026 --order visits --limit 5",
	"report redemption --by month -p 2026",
	"report stores -p 2026-10",
	"report rewards -p 2026",
	"report activity --define",
	NULL,
};

static const char report_notes[] =
#define ANALYSIS(name, word, summary) "report " word ": " summary ". "
#include "report/analyses.def"
#undef ANALYSIS
	"The query chooses members.";

/* The analysis of the first operand; NULL after the message. */
static const struct analysis *find_analysis(const struct session *session)
{
	struct slice name = slice_from(session->operands[0]);
	const struct analysis *found = analysis_find(name);
	struct suggest search;

	if (found)
		return found;
	suggest_init(&search, name);
	for (size_t i = 0; analysis_list(i); i++)
		suggest_add(&search, slice_from(analysis_list(i)->name));
	struct slice near = suggest_take(&search);
	if (near.length > 0)
		message_error(&session->terminal,
			      "no report '%s'; did you mean %.*s?",
			      session->operands[0], SLICE_ARGS(near));
	else
		message_error(&session->terminal,
			      "no report '%s'; pointbook report -h lists them",
			      session->operands[0]);
	return NULL;
}

static bool check_options(const struct session *session,
			  const struct analysis *analysis,
			  const struct report_options *given)
{
	if (given->by >= 0 && !(analysis->by & 1U << given->by)) {
		message_error(&session->terminal,
			      "report '%s' cannot be grouped by %s; "
			      "leave out --by",
			      analysis->name, analysis_groups[given->by]);
		return false;
	}
	if (given->order >= 0 && !(analysis->orders & 1U << given->order)) {
		message_error(&session->terminal,
			      "report '%s' has no order by %s; "
			      "leave out --order",
			      analysis->name, analysis_orders[given->order]);
		return false;
	}
	if (given->limit >= 0 && !analysis->is_limited) {
		message_error(&session->terminal,
			      "report '%s' has no --limit; leave it out",
			      analysis->name);
		return false;
	}
	if (given->list && !analysis->listed) {
		message_error(&session->terminal,
			      "report '%s' has no --list; leave it out",
			      analysis->name);
		return false;
	}
	return true;
}

static enum exit_status define(struct session *session,
			       const struct report *report)
{
	if (session_format(session) == NULL)
		return STATUS_USAGE;
	struct table *table = session_table(session, &report_define);
	if (table == NULL)
		return STATUS_ENVIRONMENT;
	report_define_rows(report, table);
	return STATUS_FINE;
}

static enum exit_status report_run(struct session *session, const void *options)
{
	const struct report_options *given = options;
	const struct analysis *analysis = find_analysis(session);
	struct analysis_request request = {
		.by = given->by,
		.order = given->order,
		.limit = given->limit,
	};
	struct table *table = NULL;

	if (!analysis || !check_options(session, analysis, given))
		return STATUS_USAGE;
	const struct report *report =
		given->list ? analysis->listed : analysis->report;
	if (given->define)
		return define(session,
			      analysis->listed ? analysis->listed : report);
	enum exit_status status =
		session_load(session, analysis->needs_postings ? NEEDS_POSTINGS
							       : NEEDS_BOOK);
	if (status == STATUS_FINE)
		status = look_begin_from(session, report, 1, &table);
	if (status != STATUS_FINE)
		return status;
	request.scope = look_scope(session);
	if (given->list)
		analysis->list(&request, table);
	else
		analysis->rows(&request, table);
	return STATUS_FINE;
}

const struct command cmd_report = {
	.name = "report",
	.group = GROUP_TALK,
	.summary = "what happened, in figures",
	.operands = "NAME [QUERY]...",
	.operand_min = 1,
	.operand_max = OPERANDS_ANY,
	.takes = TAKES_QUERY | TAKES_PERIOD | TAKES_OUTPUT,
	.options = report_table,
	.options_size = sizeof(struct report_options),
	.examples = report_examples,
	.notes = report_notes,
	.run = report_run,
};
