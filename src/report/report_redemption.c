/*
 * `report redemption`: points issued, redeemed and expired in the period, or
 * in each of its months, a row for each unit; and what of all ever issued was
 * redeemed and expired up to the end of it.
 */
#include "base/arena.h"
#include "engine/book.h"
#include "insight/first_rewards.h"
#include "insight/points_flow.h"
#include "report/analysis.h"
#include "report/chart_plan.h"
#include "report/member_row.h"

static const struct column columns[] = {
	{ "group", COLUMN_ID, "the period or month" },
	{ "unit", COLUMN_ID, "the unit of points" },
	{ "issued", COLUMN_POINTS, "points issued, net of claw-backs" },
	{ "redeemed", COLUMN_POINTS, "points redeemed, net of given back" },
	{ "expired", COLUMN_POINTS, "points expired" },
	{ "redemption_rate", COLUMN_PERCENT, "redeemed of issued in it" },
	{ "lifetime_redemption_rate", COLUMN_PERCENT,
	  "redeemed of issued, from the beginning to its end" },
	{ "expiry_rate", COLUMN_PERCENT,
	  "expired of issued, from the beginning to its end" },
	{ "beginners", COLUMN_INTEGER, "members who took their first reward" },
	{ "first_reward_wait", COLUMN_DECIMAL,
	  "their median days since they joined" },
	{ "reward_cost", COLUMN_MONEY, "what the rewards cost the shop" },
	{ NULL, COLUMN_TEXT, NULL },
};

static const struct report_chart charts[] = {
	{ .kind = CHART_COLUMNS,
	  .title = "Issued, redeemed, expired",
	  .label = "group",
	  .splits = { "unit" },
	  .values = { "issued", "redeemed", "expired" } },
	{ .kind = CHART_LINES,
	  .title = "Redemption rate",
	  .label = "group",
	  .splits = { "unit" },
	  .values = { "redemption_rate" } },
	{ .title = NULL },
};

const struct report report_redemption = {
	.name = "report",
	.title = "Redemption",
	.columns = columns,
	.fields = MEMBER_ROW_FIELDS,
	.charts = charts,
};

/* What is counted of a period and unit. */
struct flows {
	struct points_flow within, ever;
};

static bool ends_before(const struct analysis_span *span, struct day day)
{
	return day_is_real(span->period.to) &&
	       day_compare(span->period.to, day) < 0;
}

/* Adds each movement to the first span that does not end before it; what
 * happened ever is then what happened up to there. */
static void count(const struct report_scope *scope,
		  const struct analysis_span *spans, size_t span_count,
		  struct flows *flows)
{
	const struct book *book = scope->book;
	struct sample sample = analysis_sample(scope);
	const int *unit_of = sample_units(&sample);
	size_t units = book->programs->unit_count;
	size_t s = 0;

	for (size_t i = 0; i < book->posting_count; i++) {
		const struct posting *p = &book->postings[i];
		int unit = unit_of[p->account];
		while (s < span_count && ends_before(&spans[s], p->day))
			s++;
		if (s == span_count)
			break;
		if (unit < 0)
			continue;
		struct flows *f = &flows[s * units + (size_t)unit];
		points_flow_add(&f->ever, p);
		if (period_has(spans[s].period, p->day))
			points_flow_add(&f->within, p);
	}
	for (s = 1; s < span_count; s++) {
		for (size_t u = 0; u < units; u++)
			points_flow_sum(&flows[s * units + u].ever,
					&flows[(s - 1) * units + u].ever);
	}
}

static void add_points(struct table *table, const struct unit *unit,
		       const struct flows *flows)
{
	const struct points_flow *within = &flows->within;
	const struct points_flow *ever = &flows->ever;

	if (within->is_inexact || ever->is_inexact) {
		for (int i = 0; i < 6; i++)
			table_add_undefined(table);
		return;
	}
	table_add_points(table, within->issued, unit->decimals);
	table_add_points(table, within->redeemed, unit->decimals);
	table_add_points(table, within->expired, unit->decimals);
	analysis_add_percent(table, within->redeemed, within->issued);
	analysis_add_percent(table, ever->redeemed, ever->issued);
	analysis_add_percent(table, ever->expired, ever->issued);
}

static const struct first_rewards *
count_rewards(const struct report_scope *scope,
	      const struct analysis_span *spans, size_t count)
{
	struct sample sample = analysis_sample(scope);
	struct period *periods =
		arena_take_array(scope->arena, count, sizeof(*periods));

	for (size_t i = 0; i < count; i++)
		periods[i] = spans[i].period;
	return first_rewards_count(&sample, periods, count);
}

static void redemption_rows(const struct analysis_request *request,
			    struct table *table)
{
	const struct report_scope *scope = &request->scope;
	size_t units = scope->book->programs->unit_count;
	size_t span_count;
	const struct analysis_span *spans =
		analysis_spans(request, &span_count);
	struct flows *flows = arena_take_array(scope->arena, span_count * units,
					       sizeof(*flows));

	count(scope, spans, span_count, flows);
	const struct first_rewards *rewards =
		count_rewards(scope, spans, span_count);
	for (size_t i = 0; i < span_count * units; i++) {
		const struct unit *unit = scope_unit(scope, (int)(i % units));
		table_add_text(table, spans[i / units].name);
		table_add_text(table, unit->name);
		add_points(table, unit, &flows[i]);
		table_add_integer(table, rewards[i].beginners);
		analysis_add_median(table, rewards[i].wait,
				    rewards[i].beginners);
		analysis_add_money(scope, table, rewards[i].cost,
				   rewards[i].is_inexact);
		table_end_row(table);
	}
}

const struct analysis analysis_redemption = {
	.name = "redemption",
	.report = &report_redemption,
	.by = 1 << ANALYSIS_BY_MONTH,
	.needs_postings = true,
	.is_drawn_by_month = true,
	.rows = redemption_rows,
};
