/*
 * Cohorts of first-purchase months. See retention.h. Months are numbers,
 * year * 12 + month - 1.
 */
#include "insight/retention.h"

#include "base/arena.h"
#include "base/decimal.h"
#include "insight/purchases.h"

static int month_of(struct day day)
{
	struct civil civil = day_civil(day);

	return civil.year * 12 + civil.month - 1;
}

static struct day first_of(int month)
{
	struct day day = DAY_NONE;

	(void)day_from_civil((struct civil){ month / 12, month % 12 + 1, 1 },
			     &day);
	return day;
}

/* The month of the earliest visit, -1 without any. */
static int first_month(const struct purchases *purchases)
{
	struct day first = DAY_NEVER;

	for (size_t i = 0; i < purchases->count; i++) {
		if (purchases->list[i].is_visit &&
		    day_compare(purchases->list[i].day, first) < 0)
			first = purchases->list[i].day;
	}
	return day_is_real(first) ? month_of(first) : -1;
}

static struct cohorts make_cohorts(struct arena *arena, int first, int last)
{
	struct cohorts made = { NULL, 0 };

	if (first < 0 || last < first)
		return made;
	made.count = (size_t)(last - first) + 1;
	made.list = arena_take_array(arena, made.count, sizeof(*made.list));
	for (size_t i = 0; i < made.count; i++) {
		struct cohort *cohort = &made.list[i];
		cohort->month = first_of(first + (int)i);
		cohort->months = made.count - i;
		cohort->active = arena_take_array(arena, cohort->months,
						  sizeof(*cohort->active));
		cohort->spend = arena_take_array(arena, cohort->months,
						 sizeof(*cohort->spend));
	}
	return made;
}

/* Adds list[0 .. count), all of one member, to his cohort. */
static void add_run(struct cohorts *cohorts, int first,
		    const struct purchase *list, size_t count)
{
	struct cohort *cohort = NULL;
	int begun = 0;
	int last = -1;

	for (size_t i = 0; i < count; i++) {
		int month = month_of(list[i].day);
		if (cohort == NULL && !list[i].is_visit)
			continue;
		if (cohort == NULL) {
			cohort = &cohorts->list[month - first];
			cohort->size++;
			begun = month;
		}
		if (!amount_add(cohort->spend[month - begun], list[i].money,
				&cohort->spend[month - begun]))
			cohort->is_inexact = true;
		if (list[i].is_visit && month != last) {
			cohort->active[month - begun]++;
			last = month;
		}
	}
}

struct cohorts retention_count(struct arena *arena,
			       const struct purchases *purchases,
			       struct day as_of)
{
	const struct purchase *list = purchases->list;
	int first = first_month(purchases);
	struct cohorts made = make_cohorts(arena, first, month_of(as_of));
	size_t end;

	for (size_t i = 0; made.count > 0 && i < purchases->count; i = end) {
		for (end = i + 1; end < purchases->count &&
				  list[end].member == list[i].member;)
			end++;
		add_run(&made, first, &list[i], end - i);
	}
	return made;
}
