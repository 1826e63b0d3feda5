/*
 * `report referrals`: members whom others brought, and with --list who brought
 * them.
 */
#include "insight/referrals.h"
#include "report/analysis.h"
#include "report/chart_plan.h"
#include "report/member_row.h"

static const struct column columns[] = {
	{ "group", COLUMN_ID, "the period, or the month" },
	{ "referred", COLUMN_INTEGER, "joined whom a member brought" },
	{ "completed", COLUMN_INTEGER, "referred who bought as the rules ask" },
	{ "conversion", COLUMN_PERCENT, "completed of referred" },
	{ "referrers", COLUMN_INTEGER, "members who brought somebody" },
	{ "referral_rate", COLUMN_PERCENT, "completed of the members" },
	{ "friend_spend", COLUMN_MONEY, "what the referred spent since" },
	{ NULL, COLUMN_TEXT, NULL },
};

static const struct column listed_columns[] = {
	{ "member", COLUMN_ID, "the member's id" },
	{ "name", COLUMN_TEXT, "the name in the profile" },
	{ "referred", COLUMN_INTEGER, "joined whom this member brought" },
	{ "completed", COLUMN_INTEGER, "referred who bought as the rules ask" },
	{ "conversion", COLUMN_PERCENT, "completed of referred" },
	{ "friend_spend", COLUMN_MONEY, "what the referred spent since" },
	{ NULL, COLUMN_TEXT, NULL },
};

static const struct report_chart charts[] = {
	{ .kind = CHART_COLUMNS,
	  .title = "Friends brought",
	  .label = "group",
	  .values = { "referred", "completed" } },
	{ .title = NULL },
};

const struct report report_referrals = {
	.name = "report",
	.title = "Referrals",
	.columns = columns,
	.fields = MEMBER_ROW_FIELDS,
	.charts = charts,
};

const struct report report_referrals_list = {
	.name = "report",
	.title = "Members who brought others",
	.columns = listed_columns,
	.fields = MEMBER_ROW_FIELDS,
};

static void referrals_rows(const struct analysis_request *request,
			   struct table *table)
{
	const struct report_scope *scope = &request->scope;
	struct sample sample = analysis_sample(scope);
	size_t count;
	const struct analysis_span *spans = analysis_spans(request, &count);

	for (size_t i = 0; i < count; i++) {
		sample.period = spans[i].period;
		struct referrals r = referrals_count(&sample);
		table_add_text(table, spans[i].name);
		table_add_integer(table, r.referred);
		table_add_integer(table, r.completed);
		analysis_add_percent(table, r.completed, r.referred);
		table_add_integer(table, (int64_t)r.count);
		analysis_add_percent(table, r.completed, r.members);
		analysis_add_money(scope, table, r.spend, r.is_inexact);
		table_end_row(table);
	}
}

static void list_rows(const struct analysis_request *request,
		      struct table *table)
{
	const struct report_scope *scope = &request->scope;
	struct sample sample = analysis_sample(scope);
	struct referrals found = referrals_count(&sample);

	for (size_t i = 0; i < found.count; i++) {
		const struct referrer *r = &found.list[i];
		scope_add_member(scope, table, r->member);
		table_add_integer(table, r->referred);
		table_add_integer(table, r->completed);
		analysis_add_percent(table, r->completed, r->referred);
		analysis_add_money(scope, table, r->spend, found.is_inexact);
		table_end_row(table);
	}
}

const struct analysis analysis_referrals = {
	.name = "referrals",
	.report = &report_referrals,
	.alone = 1 << ANALYSIS_BY_MONTH,
	.listed = &report_referrals_list,
	.by = 1 << ANALYSIS_BY_MONTH,
	.is_drawn_by_month = true,
	.rows = referrals_rows,
	.list = list_rows,
};
