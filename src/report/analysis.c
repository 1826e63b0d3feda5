/*
 * What the reports of `report` share. See analysis.h.
 */
#include "report/analysis.h"

#include "base/arena.h"
#include "base/text.h"
#include "engine/book.h"
#include "insight/rate.h"
#include "query/period.h"

static const struct analysis *const analyses[] = {
#define ANALYSIS(name, summary) &analysis_##name,
#include "report/analyses.def"
#undef ANALYSIS
};

const char *const analysis_groups[] = {
	[ANALYSIS_BY_MONTH] = "month",
	[ANALYSIS_BY_TIER] = "tier",
	[ANALYSIS_BY_TIER + 1] = NULL,
};

const struct analysis *analysis_list(size_t nth)
{
	return nth < sizeof(analyses) / sizeof(analyses[0]) ? analyses[nth]
							    : NULL;
}

const struct analysis *analysis_find(struct slice name)
{
	for (size_t i = 0; analysis_list(i); i++) {
		if (slice_is(name, analysis_list(i)->name))
			return analysis_list(i);
	}
	return NULL;
}

const bool *analysis_chosen(const struct report_scope *scope)
{
	int unit = scope_program(scope)->first_unit;
	bool *chosen = arena_take_array(scope->arena, scope->book->member_count,
					sizeof(*chosen));
	size_t count;
	const uint32_t *members = scope_members(scope, &count);

	for (size_t i = 0; i < count; i++)
		chosen[members[i]] =
			scope_takes_member(scope, members[i], unit);
	return chosen;
}

void analysis_add_percent(struct table *table, int64_t part, int64_t whole)
{
	struct decimal percent;

	if (rate_percent(part, whole, &percent))
		table_add_percent(table, percent);
	else
		table_add_undefined(table);
}

void analysis_add_average(struct table *table, struct decimal sum,
			  int64_t count, int digits)
{
	struct decimal average;

	if (rate_average(sum, count, digits, &average))
		table_add_decimal(table, average);
	else
		table_add_undefined(table);
}

struct slice analysis_period_name(const struct report_scope *scope)
{
	struct period period = { scope->from, scope->to };
	struct text text;

	if (period_is_always(period))
		return SLICE("all");
	text_init(&text, scope->arena);
	period_add_text(&text, period);
	return text_slice(&text);
}
