/*
 * `report rfm`: the members who bought by recency, frequency and money: a row
 * a segment, or with --list a row a member with the scores.
 */
#include "insight/rfm.h"

#include "base/arena.h"
#include "report/analysis.h"
#include "report/chart_plan.h"
#include "report/member_row.h"

static const struct column columns[] = {
	{ "rfm_segment", COLUMN_ID, "the segment" },
	{ "active", COLUMN_INTEGER, "members who bought, in it" },
	{ "active_share", COLUMN_PERCENT, "of all who bought" },
	{ "recency", COLUMN_DECIMAL, "median days since the last purchase" },
	{ "visits", COLUMN_INTEGER, "their purchases" },
	{ "frequency", COLUMN_DECIMAL, "visits of a member" },
	{ "spend", COLUMN_MONEY, "money spent, net of refunds" },
	{ "share", COLUMN_PERCENT, "spend of that of all members chosen" },
	{ "per_member", COLUMN_MONEY, "spend of a member" },
	{ NULL, COLUMN_TEXT, NULL },
};

static const struct column listed_columns[] = {
	{ "member", COLUMN_ID, "the member's id" },
	{ "name", COLUMN_TEXT, "the name in the profile" },
	{ "days_since", COLUMN_INTEGER, "days since the last purchase" },
	{ "visit_days", COLUMN_INTEGER, "days with a purchase" },
	{ "spend", COLUMN_MONEY, "money spent, net of refunds" },
	{ "r", COLUMN_INTEGER, "score of days_since, 5 is best" },
	{ "f", COLUMN_INTEGER, "score of visit_days" },
	{ "m", COLUMN_INTEGER, "score of spend" },
	{ "rfm_segment", COLUMN_ID, "the segment of these scores" },
	{ NULL, COLUMN_TEXT, NULL },
};

static const struct report_chart charts[] = {
	{ .kind = CHART_BARS,
	  .title = "Members",
	  .label = "rfm_segment",
	  .values = { "active" } },
	{ .kind = CHART_BARS,
	  .title = "Spend",
	  .label = "rfm_segment",
	  .values = { "spend" } },
	{ .title = NULL },
};

const struct report report_rfm = {
	.name = "report",
	.title = "Recency, frequency and money",
	.columns = columns,
	.fields = MEMBER_ROW_FIELDS,
	.charts = charts,
};

const struct report report_rfm_list = {
	.name = "report",
	.title = "Recency, frequency and money",
	.columns = listed_columns,
	.fields = MEMBER_ROW_FIELDS,
};

/* A segment summed up; [RFM_SEGMENT_COUNT] is all of them. */
struct sums {
	int64_t active, visits, spend;
	bool is_inexact;
};

static void add_to(struct sums *sums, const struct rfm_member *member)
{
	sums->active++;
	sums->visits += member->visitor.visits;
	if (member->visitor.is_inexact ||
	    !amount_add(sums->spend, member->visitor.spend, &sums->spend))
		sums->is_inexact = true;
}

/* The median recency of a segment; `numbers` has room for all. */
static struct decimal find_recency(const struct rfm *rfm,
				   enum rfm_segment segment, int64_t *numbers)
{
	size_t count = 0;

	for (size_t i = 0; i < rfm->count; i++) {
		if (rfm->list[i].segment == segment)
			numbers[count++] = rfm->list[i].recency;
	}
	return sample_median(numbers, count);
}

static void add_row(const struct report_scope *scope, struct table *table,
		    const struct sums *sums, const struct sums *all)
{
	table_add_integer(table, sums->visits);
	analysis_add_average(table, (struct decimal){ sums->visits, 0 },
			     sums->active, 2);
	analysis_add_money(scope, table, sums->spend, sums->is_inexact);
	analysis_add_percent(table, sums->spend,
			     all->is_inexact ? 0 : all->spend);
	analysis_add_money_each(scope, table, sums->spend, sums->active,
				sums->is_inexact);
	table_end_row(table);
}

static void rfm_rows(const struct analysis_request *request,
		     struct table *table)
{
	const struct report_scope *scope = &request->scope;
	struct sample sample = analysis_sample(scope);
	struct rfm rfm = rfm_count(&sample);
	struct sums sums[RFM_SEGMENT_COUNT + 1] = { 0 };
	const struct sums *all = &sums[RFM_SEGMENT_COUNT];
	int64_t *numbers =
		arena_take_array(scope->arena, rfm.count, sizeof(*numbers));

	for (size_t i = 0; i < rfm.count; i++) {
		add_to(&sums[rfm.list[i].segment], &rfm.list[i]);
		add_to(&sums[RFM_SEGMENT_COUNT], &rfm.list[i]);
	}
	for (int s = 0; s < RFM_SEGMENT_COUNT; s++) {
		table_add_string(table, rfm_segment_name((enum rfm_segment)s));
		table_add_integer(table, sums[s].active);
		analysis_add_percent(table, sums[s].active, all->active);
		analysis_add_median(
			table, find_recency(&rfm, (enum rfm_segment)s, numbers),
			sums[s].active);
		add_row(scope, table, &sums[s], all);
	}
}

static void list_rows(const struct analysis_request *request,
		      struct table *table)
{
	const struct report_scope *scope = &request->scope;
	struct sample sample = analysis_sample(scope);
	struct rfm rfm = rfm_count(&sample);

	for (size_t i = 0; i < rfm.count; i++) {
		const struct rfm_member *m = &rfm.list[i];
		scope_add_member(scope, table, m->visitor.member);
		table_add_integer(table, m->recency);
		table_add_integer(table, m->visitor.days);
		analysis_add_money(scope, table, m->visitor.spend,
				   m->visitor.is_inexact);
		for (int score = 0; score < RFM_SCORES; score++)
			table_add_integer(table, m->scores[score]);
		table_add_string(table, rfm_segment_name(m->segment));
		table_end_row(table);
	}
}

const struct analysis analysis_rfm = {
	.name = "rfm",
	.report = &report_rfm,
	.alone = 1 << ANALYSIS_BY_MONTH | 1 << ANALYSIS_BY_TIER,
	.listed = &report_rfm_list,
	.rows = rfm_rows,
	.list = list_rows,
};
