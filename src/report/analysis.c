/*
 * What the reports of `report` share. See analysis.h.
 */
#include "report/analysis.h"

#include "base/arena.h"
#include "base/currency.h"
#include "base/text.h"
#include "engine/book.h"
#include "insight/rate.h"
#include "query/period.h"

static const struct analysis *const analyses[] = {
#define ANALYSIS(name, word, summary) &analysis_##name,
#include "report/analyses.def"
#undef ANALYSIS
};

const char *const analysis_groups[] = {
	[ANALYSIS_BY_MONTH] = "month",       [ANALYSIS_BY_TIER] = "tier",
	[ANALYSIS_BY_RULE] = "rule",         [ANALYSIS_BY_STORE] = "store",
	[ANALYSIS_BY_CAMPAIGN] = "campaign", [ANALYSIS_BY_CAMPAIGN + 1] = NULL,
};

const char *const analysis_orders[] = {
	[ANALYSIS_BY_SPEND] = "spend",
	[ANALYSIS_BY_VISITS] = "visits",
	[ANALYSIS_BY_OVERDUE] = "overdue",
	[ANALYSIS_BY_OVERDUE + 1] = NULL,
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

struct sample analysis_sample(const struct report_scope *scope)
{
	return (struct sample){
		.arena = scope->arena,
		.book = scope->book,
		.chosen = analysis_chosen(scope),
		.period = { scope->from, scope->to },
	};
}

void analysis_add_money(const struct report_scope *scope, struct table *table,
			int64_t amount, bool is_inexact)
{
	if (is_inexact)
		table_add_undefined(table);
	else
		table_add_money(table, amount, scope_program(scope)->currency);
}

void analysis_add_money_each(const struct report_scope *scope,
			     struct table *table, int64_t amount, int64_t count,
			     bool is_inexact)
{
	int scale = currency_scale(scope_program(scope)->currency);

	analysis_add_average(table, (struct decimal){ amount, scale },
			     is_inexact ? 0 : count, 0);
}

void analysis_add_median(struct table *table, struct decimal median,
			 int64_t count)
{
	if (count == 0)
		table_add_undefined(table);
	else
		table_add_decimal(table, median);
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

/* The whole period. */
static const struct analysis_span *one_span(const struct report_scope *scope,
					    size_t *count)
{
	struct analysis_span *span =
		arena_take_array(scope->arena, 1, sizeof(*span));
	struct text text;

	span->period.from = scope->from;
	span->period.to = scope->to;
	span->name = SLICE("all");
	if (!period_is_always(span->period)) {
		text_init(&text, scope->arena);
		period_add_text(&text, span->period);
		span->name = text_slice(&text);
	}
	*count = 1;
	return span;
}

const struct analysis_span *
analysis_spans(const struct analysis_request *request, size_t *count)
{
	const struct report_scope *scope = &request->scope;
	struct day from = scope->book->first_day;
	struct day to = scope->book->as_of;
	struct analysis_span *spans = NULL;
	size_t capacity = 0;
	char text[DAY_TEXT_MAX];

	if (request->by != ANALYSIS_BY_MONTH)
		return one_span(scope, count);
	*count = 0;
	if (day_is_real(scope->from) && day_compare(scope->from, from) > 0)
		from = scope->from;
	if (day_is_real(scope->to) && day_compare(scope->to, to) < 0)
		to = scope->to;
	while (scope->book->applied > 0 && day_compare(from, to) <= 0) {
		struct day end = day_month_end(from);
		spans = arena_grow(scope->arena, spans, *count + 1,
				   sizeof(*spans), &capacity);
		struct analysis_span *span = &spans[(*count)++];
		span->period.from = from;
		span->period.to = day_compare(end, to) < 0 ? end : to;
		day_print(from, text);
		span->name = slice_from(arena_copy(scope->arena, text, 7));
		from = day_add(end, 1);
	}
	return spans;
}
