/*
 * The figures of two periods. See summary.h.
 */
#include "report/summary.h"

#include "engine/book.h"
#include "insight/key_figures.h"
#include "insight/rate.h"
#include "report/analysis.h"

enum {
	USUAL_DAYS = 28
};

struct period summary_period(const struct report_scope *scope)
{
	struct period period = { scope->from, scope->to };

	if (period_is_always(period))
		period = (struct period){ day_add(scope->book->as_of,
						  1 - USUAL_DAYS),
					  scope->book->as_of };
	return period;
}

struct summary summary_count(const struct analysis_request *request)
{
	struct sample sample = analysis_sample(&request->scope);
	struct summary summary = { .period = summary_period(&request->scope) };

	summary.other = key_figures_before(summary.period);
	sample.period = summary.period;
	summary.now = key_figures_count(&sample, &summary.count);
	sample.period = summary.other;
	if (!period_is_always(summary.other))
		summary.before = key_figures_count(&sample, &summary.count);
	return summary;
}

bool summary_find_change(const struct summary *summary, size_t n,
			 struct decimal *change)
{
	const struct key_figure *now = &summary->now[n];
	const struct key_figure *before =
		summary->before == NULL ? NULL : &summary->before[n];
	int64_t difference;

	return before != NULL && now->is_defined && before->is_defined &&
	       before->value.mantissa > 0 &&
	       amount_subtract(now->value.mantissa, before->value.mantissa,
			       &difference) &&
	       rate_percent(difference, before->value.mantissa, change);
}
