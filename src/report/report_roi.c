/*
 * `report roi`: whether the programme pays, step by step, with what was counted
 * and what was assumed.
 */
#include "insight/roi.h"

#include "base/currency.h"
#include "report/analysis.h"
#include "report/chart_plan.h"
#include "report/member_row.h"
#include "rules/program.h"

static const struct column columns[] = {
	{ "step", COLUMN_ID, "the step" },
	{ "amount", COLUMN_DECIMAL, "money, a count, or per cent" },
	{ "in", COLUMN_ID, "the currency, rewards, or percent" },
	{ "basis", COLUMN_ID, "counted, assumed or worked-out" },
	{ "how", COLUMN_TEXT, "from what" },
	{ NULL, COLUMN_TEXT, NULL },
};

static const struct report_chart charts[] = {
	{ .kind = CHART_BARS,
	  .title = "Steps",
	  .label = "step",
	  .splits = { "in" },
	  .values = { "amount" } },
	{ .title = NULL },
};

const struct report report_roi = {
	.name = "report",
	.title = "Return on the programme",
	.columns = columns,
	.fields = MEMBER_ROW_FIELDS,
	.charts = charts,
};

/* The words of a step, or what it takes to know it. */
struct words {
	const char *step, *in, *basis, *how;
};

static void add_step(struct table *table, const struct words *words,
		     struct decimal amount, bool is_known)
{
	table_add_string(table, words->step);
	if (is_known)
		table_add_decimal(table, amount);
	else
		table_add_undefined(table);
	table_add_string(table, words->in);
	table_add_string(table, words->basis);
	table_add_string(table, words->how);
	table_end_row(table);
}

static void add_steps(const struct analysis_request *request,
		      const struct roi *roi, struct table *table)
{
	const struct roi_assumptions *a = &request->assumptions;
	uint8_t currency = scope_program(&request->scope)->currency;
	const char *code = currency_code(currency);
	int scale = currency_scale(currency);
	int64_t running = a->running_cost > 0 ? a->running_cost : 0;
	const struct {
		struct words words;
		struct decimal amount;
		bool is_known;
	} steps[] = {
		{ { "spend", code, "counted",
		    "what the members chosen spent in the period" },
		  { roi->spend, scale },
		  !roi->is_inexact },
		{ { "margin", "percent", "assumed",
		    "what is left of a sale, before the programme (--margin)" },
		  a->margin,
		  a->margin.mantissa >= 0 },
		{ { "incremental", "percent", "assumed",
		    "the part of the spend that came by the programme "
		    "(--incremental)" },
		  a->incremental,
		  a->incremental.mantissa >= 0 },
		{ { "incremental_margin", code, "worked-out",
		    "spend x incremental x margin" },
		  { roi->incremental_margin, scale },
		  roi->has_increment },
		{ { "rewards", "rewards", "counted", "taken in the period" },
		  { roi->rewards, 0 },
		  true },
		{ { "uncosted", "rewards", "counted",
		    "of unknown cost: taken as 0" },
		  { roi->uncosted, 0 },
		  true },
		{ { "reward_cost", code, "counted",
		    "cost-price, else value or money, of the rewards" },
		  { roi->reward_cost, scale },
		  !roi->is_inexact },
		{ { "running_cost", code, "assumed",
		    "cards, letters, work (--running-cost; 0 when not said)" },
		  { running, scale },
		  true },
		{ { "programme_cost", code, "worked-out",
		    "reward_cost + running_cost" },
		  { roi->programme_cost, scale },
		  !roi->is_inexact },
		{ { "roi", "percent", "worked-out",
		    "(incremental_margin - programme_cost) / programme_cost" },
		  roi->percent,
		  roi->has_return },
		{ { "break_even", "percent", "worked-out",
		    "programme_cost / (spend x margin): the incremental that "
		    "pays for it" },
		  roi->break_even,
		  roi->has_break_even },
	};

	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		add_step(table, &steps[i].words, steps[i].amount,
			 steps[i].is_known);
}

static void roi_rows(const struct analysis_request *request,
		     struct table *table)
{
	struct sample sample = analysis_sample(&request->scope);
	struct roi roi = roi_count(&sample, &request->assumptions);

	add_steps(request, &roi, table);
}

const struct analysis analysis_roi = {
	.name = "roi",
	.report = &report_roi,
	.takes_assumptions = true,
	.rows = roi_rows,
};
