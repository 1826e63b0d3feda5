/*
 * `report feedback`: ratings, the net promoter score, and complaints open and
 * answered; with --list the complaints themselves.
 */
#include "engine/book.h"
#include "insight/opinions.h"
#include "journal/journal.h"
#include "report/analysis.h"
#include "report/chart_plan.h"
#include "report/member_row.h"

static const struct column columns[] = {
	{ "group", COLUMN_ID, "the period, or the month" },
	{ "ratings", COLUMN_INTEGER, "notes with a rating" },
	{ "rating", COLUMN_DECIMAL, "their mean, of 10" },
	{ "promoters", COLUMN_INTEGER, "ratings of 9 and 10" },
	{ "passives", COLUMN_INTEGER, "ratings of 7 and 8" },
	{ "detractors", COLUMN_INTEGER, "ratings of 0 to 6" },
	{ "nps", COLUMN_DECIMAL, "net promoter score, -100 to 100" },
	{ "complaints", COLUMN_INTEGER, "notes tagged #complaint" },
	{ "answered", COLUMN_INTEGER, "complaints that a later line names" },
	{ "open", COLUMN_INTEGER, "complaints without an answer" },
	{ "answer_wait", COLUMN_DECIMAL, "median days to the answer" },
	{ NULL, COLUMN_TEXT, NULL },
};

static const struct column listed_columns[] = {
	{ "date", COLUMN_DAY, "the day of the complaint" },
	{ "member", COLUMN_ID, "the member's id" },
	{ "name", COLUMN_TEXT, "the name in the profile" },
	{ "text", COLUMN_TEXT, "the complaint" },
	{ "ref", COLUMN_ID, "its reference, for of: of the answer" },
	{ "answered_on", COLUMN_DAY, "the day of the answer; empty: open" },
	{ NULL, COLUMN_TEXT, NULL },
};

static const struct report_chart charts[] = {
	{ .kind = CHART_AREAS,
	  .title = "Ratings",
	  .label = "group",
	  .values = { "promoters", "passives", "detractors" } },
	{ .kind = CHART_LINES,
	  .title = "Net promoter score",
	  .label = "group",
	  .values = { "nps" } },
	{ .kind = CHART_COLUMNS,
	  .title = "Complaints",
	  .label = "group",
	  .values = { "complaints", "answered" } },
	{ .title = NULL },
};

const struct report report_feedback = {
	.name = "report",
	.title = "Feedback",
	.columns = columns,
	.fields = MEMBER_ROW_FIELDS,
	.charts = charts,
};

const struct report report_feedback_list = {
	.name = "report",
	.title = "Complaints",
	.columns = listed_columns,
	.fields = MEMBER_ROW_FIELDS,
};

static void add_row(struct table *table, const struct opinions *o)
{
	struct decimal score;

	table_add_integer(table, o->ratings);
	analysis_add_average(table, (struct decimal){ o->rating_sum, 0 },
			     o->ratings, 2);
	table_add_integer(table, o->promoters);
	table_add_integer(table, o->passives);
	table_add_integer(table, o->detractors);
	score = (struct decimal){ (o->promoters - o->detractors) * 100, 0 };
	analysis_add_average(table, score, o->ratings, 1);
	table_add_integer(table, (int64_t)o->count);
	table_add_integer(table, o->answered);
	table_add_integer(table, (int64_t)o->count - o->answered);
	analysis_add_median(table, o->wait, o->answered);
	table_end_row(table);
}

static void feedback_rows(const struct analysis_request *request,
			  struct table *table)
{
	struct sample sample = analysis_sample(&request->scope);
	size_t count;
	const struct analysis_span *spans = analysis_spans(request, &count);

	for (size_t i = 0; i < count; i++) {
		sample.period = spans[i].period;
		struct opinions opinions = opinions_count(&sample);
		table_add_text(table, spans[i].name);
		add_row(table, &opinions);
	}
}

static void list_rows(const struct analysis_request *request,
		      struct table *table)
{
	const struct report_scope *scope = &request->scope;
	struct sample sample = analysis_sample(scope);
	struct opinions opinions = opinions_count(&sample);

	for (size_t i = 0; i < opinions.count; i++) {
		const struct complaint *c = &opinions.complaints[i];
		table_add_day(table, c->made);
		scope_add_member(scope, table, c->member);
		scope_add_value(scope, table, c->event, KEY_WHY);
		table_add_text(table,
			       event_reference(scope->book->journal,
					       scope_event(scope, c->event)));
		table_add_day(table, c->answered);
		table_end_row(table);
	}
}

const struct analysis analysis_feedback = {
	.name = "feedback",
	.report = &report_feedback,
	.alone = 1 << ANALYSIS_BY_MONTH,
	.listed = &report_feedback_list,
	.by = 1 << ANALYSIS_BY_MONTH,
	.is_drawn_by_month = true,
	.rows = feedback_rows,
	.list = list_rows,
};
