/*
 * `report value`: what members were worth to the end of the period: a row for
 * each tenth of them, or with --list a row a member.
 */
#include "insight/lifetime.h"
#include "report/analysis.h"
#include "report/chart_plan.h"
#include "report/member_row.h"

static const struct column columns[] = {
	{ "tenth", COLUMN_INTEGER, "a tenth of the members, 1 spent most" },
	{ "buyers", COLUMN_INTEGER, "members in it" },
	{ "lifetime_spend", COLUMN_MONEY, "what they spent so far" },
	{ "lifetime_share", COLUMN_PERCENT, "of what all spent" },
	{ "share_up_to", COLUMN_PERCENT, "of this and the tenths above" },
	{ "lifetime_per_member", COLUMN_MONEY, "lifetime_spend of a member" },
	{ "reward_cost", COLUMN_MONEY, "what their rewards cost" },
	{ "net_value", COLUMN_MONEY, "lifetime_spend less reward_cost" },
	{ NULL, COLUMN_TEXT, NULL },
};

static const struct column listed_columns[] = {
	{ "member", COLUMN_ID, "the member's id" },
	{ "name", COLUMN_TEXT, "the name in the profile" },
	{ "first_purchase", COLUMN_DAY, "the day of the first purchase" },
	{ "last_purchase", COLUMN_DAY, "the day of the last one" },
	{ "lifetime_visits", COLUMN_INTEGER, "purchases so far" },
	{ "lifetime_spend", COLUMN_MONEY, "what the member spent so far" },
	{ "lifetime_rewards", COLUMN_INTEGER, "rewards taken so far" },
	{ "reward_cost", COLUMN_MONEY, "what they cost" },
	{ "net_value", COLUMN_MONEY, "lifetime_spend less reward_cost" },
	{ "uncosted", COLUMN_INTEGER, "rewards of unknown cost, not in it" },
	{ NULL, COLUMN_TEXT, NULL },
};

static const struct report_chart charts[] = {
	{ .kind = CHART_BARS,
	  .title = "Spend so far by tenth of the members",
	  .label = "tenth",
	  .values = { "lifetime_spend" } },
	{ .title = NULL },
};

const struct report report_value = {
	.name = "report",
	.title = "Value of the members so far",
	.columns = columns,
	.fields = MEMBER_ROW_FIELDS,
	.charts = charts,
};

static const struct report_chart listed_charts[] = {
	{ .kind = CHART_BARS,
	  .title = "Spend so far",
	  .label = "member",
	  .values = { "lifetime_spend" },
	  .more = "name" },
	{ .title = NULL },
};

const struct report report_value_list = {
	.name = "report",
	.title = "Value of the members so far",
	.columns = listed_columns,
	.fields = MEMBER_ROW_FIELDS,
	.charts = listed_charts,
};

static void value_rows(const struct analysis_request *request,
		       struct table *table)
{
	const struct report_scope *scope = &request->scope;
	struct sample sample = analysis_sample(scope);
	struct lifetimes found = lifetime_collect(&sample);
	size_t count;
	const struct lifetime_tenth *tenths =
		lifetime_tenths(&sample, &found, &count);

	for (size_t i = 0; i < count; i++) {
		const struct lifetime_tenth *t = &tenths[i];
		const struct lifetime_tenth *last = &tenths[count - 1];
		int64_t all = last->is_inexact ? 0 : last->up_to;
		table_add_integer(table, t->number);
		table_add_integer(table, t->members);
		analysis_add_money(scope, table, t->spend, t->is_inexact);
		analysis_add_percent(table, t->spend, all);
		analysis_add_percent(table, t->up_to, all);
		analysis_add_money_each(scope, table, t->spend, t->members,
					t->is_inexact);
		analysis_add_money(scope, table, t->cost, t->is_inexact);
		analysis_add_money(scope, table, t->net, t->is_inexact);
		table_end_row(table);
	}
}

static void list_rows(const struct analysis_request *request,
		      struct table *table)
{
	const struct report_scope *scope = &request->scope;
	struct sample sample = analysis_sample(scope);
	struct lifetimes found = lifetime_collect(&sample);

	for (size_t i = 0; i < found.count; i++) {
		const struct lifetime *l = &found.list[i];
		scope_add_member(scope, table, l->visitor.member);
		table_add_day(table, l->visitor.first);
		table_add_day(table, l->visitor.last);
		table_add_integer(table, l->visitor.visits);
		analysis_add_money(scope, table, l->visitor.spend,
				   l->is_inexact);
		table_add_integer(table, l->rewards);
		analysis_add_money(scope, table, l->cost, l->is_inexact);
		analysis_add_money(scope, table, l->net, l->is_inexact);
		table_add_integer(table, l->uncosted);
		table_end_row(table);
	}
}

const struct analysis analysis_value = {
	.name = "value",
	.report = &report_value,
	.alone = 1 << ANALYSIS_BY_MONTH | 1 << ANALYSIS_BY_TIER,
	.listed = &report_value_list,
	.rows = value_rows,
	.list = list_rows,
};
