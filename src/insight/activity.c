/*
 * Counting who bought: one walk over the purchases of each member. See
 * activity.h.
 */
#include "insight/activity.h"

#include "base/decimal.h"
#include "engine/book.h"
#include "insight/membership.h"
#include "insight/purchases.h"

void activity_add_member(struct activity *activity, const struct book *book,
			 uint32_t member, struct period period)
{
	const struct member *m = &book->members[member];
	bool has_left =
		m->status == MEMBER_CLOSED || m->status == MEMBER_ERASED;

	if (day_is_real(period.to) && day_compare(m->joined, period.to) > 0)
		return;
	if (has_left && day_is_real(period.from) &&
	    day_compare(m->status_day, period.from) < 0)
		return;
	activity->members++;
	if (day_is_real(period.from) && day_compare(m->joined, period.from) < 0)
		return;
	activity->joined++;
	activity->activated += membership_is_activated(m);
}

/* Adds list[0 .. count), all of one member. */
static void add_run(struct activity *activity, const struct purchase *list,
		    size_t count)
{
	int64_t visits = 0;
	int64_t days = 0;
	struct day last = DAY_NONE;

	for (size_t i = 0; i < count; i++) {
		if (!amount_add(activity->spend, list[i].money,
				&activity->spend))
			activity->is_inexact = true;
		if (!list[i].is_visit)
			continue;
		visits++;
		days += day_compare(list[i].day, last) != 0;
		last = list[i].day;
	}
	activity->visits += visits;
	activity->active += visits > 0;
	activity->once += visits == 1;
	activity->repeating += visits > 1;
	activity->repeating_day += days > 1;
}

void activity_add_purchases(struct activity *activities, size_t count,
			    const struct purchases *purchases)
{
	const struct purchase *list = purchases->list;
	size_t end;

	for (size_t i = 0; i < purchases->count; i = end) {
		for (end = i + 1; end < purchases->count &&
				  list[end].group == list[i].group &&
				  list[end].member == list[i].member;)
			end++;
		if (list[i].group < count)
			add_run(&activities[list[i].group], &list[i], end - i);
	}
}
