/*
 * The period before: whole months before whole months, else as many days.
 */
#include "insight/key_figures.h"

#include <criterion/criterion.h>

static struct period read(const char *text)
{
	struct period period = PERIOD_ALWAYS;

	cr_assert(period_parse(slice_from(text), DAY_NONE, &period), "%s",
		  text);
	return period;
}

Test(insight_key_figures, the_period_before_is_as_long)
{
	static const struct {
		const char *period, *before;
	} rows[] = {
		{ "2026-10", "2026-09" },
		{ "2026-03", "2026-02" },
		{ "2026-Q1", "2025-Q4" },
		{ "2026", "2025" },
		{ "2026-02..2026-04", "2025-11..2026-01" },
		{ "2026-03-31", "2026-03-30" },
		{ "2026-W05", "2026-W04" },
		{ "2026-10-26..2026-11-22", "2026-09-28..2026-10-25" },
		{ "2026-10-02..2026-11-01", "2026-09-01..2026-10-01" },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct period found = key_figures_before(read(rows[i].period));
		struct period wanted = read(rows[i].before);
		cr_assert_eq(found.from.number, wanted.from.number, "%s",
			     rows[i].period);
		cr_assert_eq(found.to.number, wanted.to.number, "%s",
			     rows[i].period);
	}
}

Test(insight_key_figures, an_open_period_has_none_before)
{
	struct period open = read("2026-10..");

	cr_assert(period_is_always(key_figures_before(PERIOD_ALWAYS)));
	cr_assert(period_is_always(key_figures_before(open)));
}
