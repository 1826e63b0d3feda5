/*
 * pointbook report: what happened, in figures that have one definition each.
 */
#include "base/currency.h"
#include "base/decimal.h"
#include "base/suggest.h"
#include "cmd/charted.h"
#include "cmd/command.h"
#include "cmd/compare_periods.h"
#include "cmd/look.h"
#include "cmd/session.h"
#include "report/analysis.h"
#include "report/analysis_split.h"
#include "report/render.h"
#include "report/sheet.h"
#include "report/table.h"
#include "rules/program.h"

struct report_options {
	int by;    /* enum analysis_by, -1 */
	int order; /* enum analysis_order, -1 */
	int64_t limit;
	bool list;
	bool define;
	bool goals;
	bool chart;
	struct period compare;
	const char *margin;
	const char *incremental;
	const char *running_cost;
};

static const struct option report_table[] = {
	{ "by", 0, OPTION_CHOICE, "WHAT", analysis_groups,
	  offsetof(struct report_options, by),
	  "each month or tier alone, or a row each rule, store or campaign, "
	  "where it has them" },
	{ "order", 0, OPTION_CHOICE, "WHAT", analysis_orders,
	  offsetof(struct report_options, order),
	  "who comes first: of top by spend or visits, of at-risk also "
	  "overdue" },
	{ "limit", 0, OPTION_NUMBER, "N", NULL,
	  offsetof(struct report_options, limit),
	  "of top and at-risk: how many rows at most (10; all)" },
	{ "list", 0, OPTION_FLAG, NULL, NULL,
	  offsetof(struct report_options, list),
	  "a row for each: of summary a figure of a period, of retention "
	  "a month of a cohort, else a member" },
	{ "margin", 0, OPTION_TEXT, "PERCENT", NULL,
	  offsetof(struct report_options, margin),
	  "of roi: what is left of a sale, before the programme" },
	{ "incremental", 0, OPTION_TEXT, "PERCENT", NULL,
	  offsetof(struct report_options, incremental),
	  "of roi: the part of the spend that came by the programme" },
	{ "running-cost", 0, OPTION_TEXT, "AMOUNT", NULL,
	  offsetof(struct report_options, running_cost),
	  "of roi: what the programme cost besides rewards (0)" },
	{ "compare", 0, OPTION_PERIOD, "PERIOD", NULL,
	  offsetof(struct report_options, compare),
	  "the figures one by one, beside those of another period" },
	{ "goals", 0, OPTION_FLAG, NULL, NULL,
	  offsetof(struct report_options, goals),
	  "the figures one by one, beside the goals of the rules" },
	{ "chart", 0, OPTION_FLAG, NULL, NULL,
	  offsetof(struct report_options, chart),
	  "draw it: bars and sparklines here, SVG in a page of HTML" },
	{ "define", 0, OPTION_FLAG, NULL, NULL,
	  offsetof(struct report_options, define),
	  "say what the report's figures mean and how they are worked out" },
	{ 0 },
};

static const char *const report_examples[] = {
	"report summary",
	"report enrolment --by month -p 2026",
	"report activity -p 2026-10",
	"report activity --by month -p 2026",
	"report retention -p 2026",
	"report earning -p 2026-10",
	"report expiry -p 2026-10..",
	"report tiers -p 2026",
	"report frequency -p 2026",
	"report rewards --by tier -p 2026",
	"report stores --by month -p 2026-Q3",
	"report rfm -p 2026",
	"report value --list tier:gold",
	"report at-risk --order spend --limit 10",
	"report top -p 2026 --order visits --limit 5",
	"report redemption --by month -p 2026",
	"report stores -p 2026-10",
	"report rewards -p 2026",
	"report campaigns",
	"report referrals --list -p 2026",
	"report partners --by month -p 2026-Q3",
	"report roi -p 2026 --margin 60% --incremental 10%",
	"report feedback --by month -p 2026",
	"report compliance",
	"report activity -p 2026-10 --compare 2025-10",
	"report redemption -p 2026-10 --goals",
	"report activity --chart -p 2026",
	"report retention --chart -o retention.html",
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

/* What is drawn: figures as they are, in months or names. */
static bool check_chart(const struct session *session,
			const struct analysis *analysis,
			const struct report_options *given)
{
	bool has_other = given->goals || given->define ||
			 !period_is_always(given->compare);

	if (given->chart && has_other) {
		message_error(
			&session->terminal,
			"--chart draws the figures as they are; leave out "
			"--compare, --goals and --define");
		return false;
	}
	if (given->chart && !charted_can(analysis, given->list)) {
		message_error(&session->terminal,
			      "nothing of report '%s' --list can be drawn; "
			      "leave out --list or --chart",
			      analysis->name);
		return false;
	}
	return true;
}

/* What is worked out besides: other periods, goals, assumptions. */
static bool check_additions(const struct session *session,
			    const struct analysis *analysis,
			    const struct report_options *given)
{
	if (analysis->page &&
	    (given->goals || !period_is_always(given->compare))) {
		message_error(&session->terminal,
			      "report '%s' compares with the period before "
			      "and the goals by itself; leave out --compare "
			      "and --goals",
			      analysis->name);
		return false;
	}
	if ((given->margin || given->incremental || given->running_cost) &&
	    !analysis->takes_assumptions) {
		message_error(
			&session->terminal,
			"report '%s' assumes nothing; leave out --margin, "
			"--incremental and --running-cost",
			analysis->name);
		return false;
	}
	return true;
}

static bool check_options(const struct session *session,
			  const struct analysis *analysis,
			  const struct report_options *given)
{
	if (!analysis_takes(analysis, given->list, given->by)) {
		message_error(&session->terminal,
			      "report '%s'%s cannot be grouped by %s; "
			      "leave out --by",
			      analysis->name, given->list ? " --list" : "",
			      analysis_groups[given->by]);
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
	return check_additions(session, analysis, given) &&
	       check_chart(session, analysis, given);
}

static enum exit_status define(struct session *session,
			       const struct analysis *analysis)
{
	if (session_format(session) == NULL)
		return STATUS_USAGE;
	struct table *table = session_table(session, &report_define);
	if (table == NULL)
		return STATUS_ENVIRONMENT;
	report_define_rows(analysis, table);
	return STATUS_FINE;
}

static bool read_percent(const struct session *session, const char *name,
			 const char *given, struct decimal *percent)
{
	struct slice text = slice_from(given == NULL ? "" : given);

	percent->mantissa = -1;
	if (given == NULL)
		return true;
	if (slice_ends(text, "%"))
		text.length--;
	if (decimal_parse(text, percent) == DECIMAL_OK && percent->scale <= 2 &&
	    percent->mantissa <= 100 * decimal_power(percent->scale))
		return true;
	message_error(&session->terminal,
		      "'%s' is no value for --%s; write a percentage with at "
		      "most two digits behind the point: 12.5%%",
		      given, name);
	return false;
}

/* Reads what roi assumes; the book must be loaded, for its currency. */
static bool read_assumptions(const struct session *session,
			     const struct report_options *given,
			     struct roi_assumptions *assumptions)
{
	const struct program *program =
		programs_on(session->programs, session->as_of);
	int scale = currency_scale(program->currency);
	struct decimal cost;

	assumptions->running_cost = -1;
	if (!read_percent(session, "margin", given->margin,
			  &assumptions->margin) ||
	    !read_percent(session, "incremental", given->incremental,
			  &assumptions->incremental))
		return false;
	if (given->running_cost == NULL ||
	    (decimal_parse(slice_from(given->running_cost), &cost) ==
		     DECIMAL_OK &&
	     decimal_rescale(cost, scale, &assumptions->running_cost) ==
		     DECIMAL_OK))
		return true;
	message_error(&session->terminal,
		      "'%s' is no value for --running-cost; write an amount "
		      "in %s: 250.00",
		      given->running_cost, currency_code(program->currency));
	return false;
}

/* Reads the book, the query, and what else the report is asked for. */
static enum exit_status prepare(struct session *session,
				const struct report_options *given,
				const struct analysis *analysis,
				struct analysis_request *request)
{
	const struct report *report =
		given->list ? analysis->listed : analysis->report;
	enum exit_status status = session_load(
		session, READS_ONLY | (analysis->needs_postings ? NEEDS_POSTINGS
								: NEEDS_BOOK));

	*request = (struct analysis_request){
		.by = given->by,
		.order = given->order,
		.limit = given->limit,
	};
	if (status == STATUS_FINE)
		status = session_query(session, report, 1);
	if (status == STATUS_FINE &&
	    (session_format(session) == NULL ||
	     !read_assumptions(session, given, &request->assumptions)))
		status = STATUS_USAGE;
	return status;
}

static enum exit_status print_page(struct session *session,
				   const struct analysis *analysis,
				   const struct analysis_request *request)
{
	struct sheet *sheet = sheet_new(session->arena);

	analysis->page(request, sheet);
	return look_print(session, analysis->report, sheet);
}

static enum exit_status report_run(struct session *session, const void *options)
{
	const struct report_options *given = options;
	const struct analysis *analysis = find_analysis(session);
	struct analysis_request request;

	if (!analysis || !check_options(session, analysis, given))
		return STATUS_USAGE;
	if (given->define)
		return define(session, analysis);
	enum exit_status status = prepare(session, given, analysis, &request);
	if (status != STATUS_FINE)
		return status;
	if (given->goals || !period_is_always(given->compare)) {
		struct compare_options compare = { analysis, &request,
						   given->list,
						   given->compare };
		return compare_periods(session, &compare);
	}
	if (given->chart)
		return charted_print(session, analysis, &request, given->list);
	request.scope = look_scope(session);
	if (analysis->page != NULL)
		compare_check_goals(session);
	if (analysis->page != NULL && !given->list &&
	    session_format(session) == render_list(0))
		return print_page(session, analysis, &request);
	struct table *table = session_table(
		session, analysis_split_report(session->arena, analysis,
					       &request, given->list));
	if (table == NULL)
		return STATUS_ENVIRONMENT;
	analysis_split_rows(analysis, &request, given->list, table);
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
