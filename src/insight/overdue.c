/*
 * Comparing the days since a purchase with what is usual. See overdue.h.
 */
#include "insight/overdue.h"

#include <stdlib.h>

#include "base/arena.h"
#include "insight/membership.h"
#include "insight/sample.h"

/* By days overdue; equal ones by their place in order of ids. */
static int compare_late(const void *left, const void *right)
{
	const struct overdue *a = left;
	const struct overdue *b = right;

	if (a->late.mantissa != b->late.mantissa)
		return a->late.mantissa > b->late.mantissa ? -1 : 1;
	return a->place < b->place ? -1 : a->place > b->place;
}

struct overdues overdue_find(const struct sample *sample)
{
	struct visitors visitors = visitors_collect(sample);
	struct day end = sample_end(sample);
	struct overdues found = { 0 };

	found.list = arena_take_array(sample->arena, visitors.count,
				      sizeof(*found.list));
	for (size_t i = 0; i < visitors.count; i++) {
		const struct visitor *v = &visitors.list[i];
		if (v->days < OVERDUE_DAYS_MIN ||
		    !membership_on(sample->book, v->member, end))
			continue;
		found.judged++;
		struct overdue overdue = {
			.visitor = *v,
			.place = i,
			.since = visitors_days_since(v, end),
		};
		overdue.late =
			(struct decimal){ overdue.since * 10 -
						  OVERDUE_INTERVALS *
							  v->interval.mantissa,
					  v->interval.scale };
		if (overdue.late.mantissa > 0)
			found.list[found.count++] = overdue;
	}
	if (found.count > 1)
		qsort(found.list, found.count, sizeof(*found.list),
		      compare_late);
	return found;
}
