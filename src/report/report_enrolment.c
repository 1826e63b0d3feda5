/*
 * `report enrolment`: how the members grew, who left, and how many of the new
 * ones began to buy; as a whole or by month.
 */
#include "base/arena.h"
#include "insight/membership.h"
#include "report/analysis.h"
#include "report/chart_plan.h"
#include "report/member_row.h"

static const struct column columns[] = {
	{ "group", COLUMN_ID, "the period, or the month" },
	{ "at_start", COLUMN_INTEGER, "members the day before it" },
	{ "joined", COLUMN_INTEGER, "members who joined in it" },
	{ "left", COLUMN_INTEGER, "members who closed, net of who came back" },
	{ "at_end", COLUMN_INTEGER, "members on its last day" },
	{ "growth", COLUMN_PERCENT, "at_end less at_start, of at_start" },
	{ "referred", COLUMN_INTEGER, "joined whom a member brought" },
	{ "activated", COLUMN_INTEGER, "joined who bought within 30 days" },
	{ "activation_rate", COLUMN_PERCENT, "activated of joined" },
	{ "first_wait", COLUMN_DECIMAL,
	  "median days from joining to the first purchase" },
	{ "active_rate", COLUMN_PERCENT,
	  "of at_end, those who bought in 90 days to it" },
	{ NULL, COLUMN_TEXT, NULL },
};

static const struct report_chart charts[] = {
	{ .kind = CHART_COLUMNS,
	  .title = "Joined and left",
	  .label = "group",
	  .values = { "joined", "left" } },
	{ .kind = CHART_LINES,
	  .title = "Members",
	  .label = "group",
	  .values = { "at_end" } },
	{ .title = NULL },
};

const struct report report_enrolment = {
	.name = "report",
	.title = "Enrolment",
	.columns = columns,
	.fields = MEMBER_ROW_FIELDS,
	.charts = charts,
};

static void enrolment_rows(const struct analysis_request *request,
			   struct table *table)
{
	struct sample sample = analysis_sample(&request->scope);
	size_t count;
	const struct analysis_span *spans = analysis_spans(request, &count);

	struct period *periods =
		arena_take_array(request->scope.arena, count, sizeof(*periods));
	for (size_t i = 0; i < count; i++)
		periods[i] = spans[i].period;
	const struct enrolment *enrolments =
		membership_count(&sample, periods, count);
	for (size_t i = 0; i < count; i++) {
		struct enrolment e = enrolments[i];
		table_add_text(table, spans[i].name);
		table_add_integer(table, e.at_start);
		table_add_integer(table, e.joined);
		table_add_integer(table, e.left);
		table_add_integer(table, e.at_end);
		analysis_add_percent(table, e.at_end - e.at_start, e.at_start);
		table_add_integer(table, e.referred);
		table_add_integer(table, e.activated);
		analysis_add_percent(table, e.activated, e.joined);
		analysis_add_median(table, e.wait, e.bought);
		analysis_add_percent(table, e.lately, e.at_end);
		table_end_row(table);
	}
}

const struct analysis analysis_enrolment = {
	.name = "enrolment",
	.report = &report_enrolment,
	.by = 1 << ANALYSIS_BY_MONTH,
	.is_drawn_by_month = true,
	.rows = enrolment_rows,
};
