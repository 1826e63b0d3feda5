/*
 * A report is run once a group, its rows kept, then printed behind the group's
 * name. See analysis_split.h.
 */
#include "report/analysis_split.h"

#include <string.h>

#include "base/arena.h"
#include "engine/book.h"
#include "report/analysis.h"
#include "report/chart_plan.h"
#include "report/kept_rows.h"
#include "rules/program.h"

static const struct report *report_of(const struct analysis *analysis,
				      bool is_listed)
{
	return is_listed ? analysis->listed : analysis->report;
}

/* True when the report groups by itself, or not at all. */
static bool is_whole(const struct analysis *analysis, bool is_listed, int by)
{
	return by < 0 || (!is_listed && (analysis->by & 1U << by) != 0);
}

bool analysis_takes(const struct analysis *analysis, bool is_listed, int by)
{
	return is_whole(analysis, is_listed, by) ||
	       (analysis->alone & 1U << by) != 0;
}

/* ---- the report with a column more ---- */

static const struct column *with_group(struct arena *arena,
				       const struct column *columns)
{
	size_t count = 0;

	while (columns[count].name != NULL)
		count++;
	struct column *all = arena_take_array(arena, count + 2, sizeof(*all));
	all[0] = (struct column){ "group", COLUMN_TEXT, "the month or level" };
	memcpy(all + 1, columns, (count + 1) * sizeof(*all));
	return all;
}

/* A chart a group, besides what tells charts apart anyway. */
static const struct report_chart *
split_charts(struct arena *arena, const struct report_chart *charts)
{
	size_t count = 0;

	if (charts == NULL)
		return NULL;
	while (charts[count].title != NULL)
		count++;
	struct report_chart *all =
		arena_take_array(arena, count + 1, sizeof(*all));
	memcpy(all, charts, (count + 1) * sizeof(*all));
	for (size_t i = 0; i < count; i++) {
		all[i].splits[1] = all[i].splits[0];
		all[i].splits[0] = "group";
	}
	return all;
}

const struct report *
analysis_split_report(struct arena *arena, const struct analysis *analysis,
		      const struct analysis_request *request, bool is_listed)
{
	const struct report *report = report_of(analysis, is_listed);

	if (is_whole(analysis, is_listed, request->by))
		return report;
	struct report *split = arena_take(arena, sizeof(*split));
	*split = *report;
	split->columns = with_group(arena, report->columns);
	split->charts = split_charts(arena, report->charts);
	return split;
}

/* ---- the rows of a group ---- */

static void add_group(const struct analysis *analysis,
		      const struct analysis_request *request, bool is_listed,
		      struct slice name, struct table *table)
{
	struct analysis_request alone = *request;
	struct kept_rows kept;

	alone.by = -1;
	struct table *rows = kept_rows_open(
		request->scope.arena, report_of(analysis, is_listed), &kept);
	(is_listed ? analysis->list : analysis->rows)(&alone, rows);
	for (size_t i = 0; i < kept.count; i++) {
		table_add_text(table, name);
		table_add_cells(table, kept.rows[i], kept.column_count);
		table_end_row(table);
	}
}

static void add_months(const struct analysis *analysis,
		       const struct analysis_request *request, bool is_listed,
		       struct table *table)
{
	size_t count;
	const struct analysis_span *spans = analysis_spans(request, &count);

	for (size_t i = 0; i < count; i++) {
		struct analysis_request month = *request;
		month.scope.from = spans[i].period.from;
		month.scope.to = spans[i].period.to;
		add_group(analysis, &month, is_listed, spans[i].name, table);
	}
}

/* Those of the members asked for who are at a level on the book's day; false
 * when there are none. */
static bool choose_level(const struct report_scope *scope, const bool *asked,
			 int level, bool *chosen)
{
	bool has_any = false;

	for (uint32_t m = 0; m < scope->book->member_count; m++) {
		chosen[m] = asked[m] && scope->book->members[m].level == level;
		has_any = has_any || chosen[m];
	}
	return has_any;
}

/* Those without a level stand first, if there are any. */
static void add_levels(const struct analysis *analysis,
		       const struct analysis_request *request, bool is_listed,
		       struct table *table)
{
	const struct report_scope *scope = &request->scope;
	const struct tiers *tiers = &scope_program(scope)->tiers;
	const bool *asked = analysis_chosen(scope);
	bool *chosen = arena_take_array(scope->arena, scope->book->member_count,
					sizeof(*chosen));

	for (int level = -1; level < (int)tiers->level_count; level++) {
		struct analysis_request one = *request;
		one.scope.only = chosen;
		if (choose_level(scope, asked, level, chosen))
			add_group(analysis, &one, is_listed,
				  level < 0 ? SLICE("no level")
					    : tiers->levels[level].name,
				  table);
	}
}

void analysis_split_rows(const struct analysis *analysis,
			 const struct analysis_request *request, bool is_listed,
			 struct table *table)
{
	if (is_whole(analysis, is_listed, request->by))
		(is_listed ? analysis->list : analysis->rows)(request, table);
	else if (request->by == ANALYSIS_BY_MONTH)
		add_months(analysis, request, is_listed, table);
	else
		add_levels(analysis, request, is_listed, table);
}
