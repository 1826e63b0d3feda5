/*
 * `report tiers`: who is at which level at the end of the period, how many
 * rose or fell to it, and what these members bring.
 */
#include "insight/level_moves.h"
#include "report/analysis.h"
#include "report/chart_plan.h"
#include "report/member_row.h"

static const struct column columns[] = {
	{ "tier", COLUMN_ID, "the level" },
	{ "at_end", COLUMN_INTEGER, "members at it on the last day" },
	{ "member_share", COLUMN_PERCENT, "of all members on that day" },
	{ "risen", COLUMN_INTEGER, "times a member came from below" },
	{ "fallen", COLUMN_INTEGER, "times a member came from above" },
	{ "active", COLUMN_INTEGER, "of at_end, members who bought" },
	{ "visits", COLUMN_INTEGER, "their purchases" },
	{ "spend", COLUMN_MONEY, "money spent, net of refunds" },
	{ "share", COLUMN_PERCENT, "spend of that of all members chosen" },
	{ "per_member", COLUMN_MONEY, "spend of an active member" },
	{ NULL, COLUMN_TEXT, NULL },
};

static const struct report_chart charts[] = {
	{ .kind = CHART_BARS,
	  .title = "Members",
	  .label = "tier",
	  .values = { "at_end" } },
	{ .kind = CHART_BARS,
	  .title = "Spend",
	  .label = "tier",
	  .values = { "spend" } },
	{ .title = NULL },
};

const struct report report_levels = {
	.name = "report",
	.title = "Levels",
	.columns = columns,
	.fields = MEMBER_ROW_FIELDS,
	.charts = charts,
};

/* False when it does not fit. */
static bool sum_spend(const struct level_moves *levels, size_t count,
		      int64_t *sum)
{
	*sum = 0;
	for (size_t i = 0; i < count; i++) {
		if (levels[i].is_inexact ||
		    !amount_add(*sum, levels[i].spend, sum))
			return false;
	}
	return true;
}

static void levels_rows(const struct analysis_request *request,
			struct table *table)
{
	const struct report_scope *scope = &request->scope;
	struct sample sample = analysis_sample(scope);
	size_t count;
	int64_t members;
	int64_t sum;
	const struct level_moves *levels =
		level_moves_count(&sample, &count, &members);
	bool is_exact = sum_spend(levels, count, &sum);

	for (size_t i = 0; i < count; i++) {
		const struct level_moves *l = &levels[i];
		table_add_text(table, l->name.length > 0 ? l->name
							 : SLICE("no level"));
		table_add_integer(table, l->members);
		analysis_add_percent(table, l->members, members);
		table_add_integer(table, l->up);
		table_add_integer(table, l->down);
		table_add_integer(table, l->active);
		table_add_integer(table, l->visits);
		analysis_add_money(scope, table, l->spend, l->is_inexact);
		analysis_add_percent(table, l->spend, is_exact ? sum : 0);
		analysis_add_money_each(scope, table, l->spend, l->active,
					l->is_inexact);
		table_end_row(table);
	}
}

const struct analysis analysis_tiers = {
	.name = "tiers",
	.report = &report_levels,
	.alone = 1 << ANALYSIS_BY_MONTH,
	.rows = levels_rows,
};
