/*
 * Closed periods: for each, the latest of its close and reopen lines in book
 * order decides.
 */
#include "exchange/closed_periods.h"

#include "base/arena.h"
#include "base/slice.h"
#include "journal/journal.h"
#include "journal/order.h"

/* The latest close or reopen of the same period as the event's. */
static size_t latest(const struct journal *journal, size_t event)
{
	struct slice period =
		event_value(journal, &journal->events[event], KEY_PERIOD);
	size_t best = event;

	for (size_t i = 0; i < journal->event_count; i++) {
		const struct event *other = &journal->events[i];

		if ((other->kind == EVENT_CLOSE ||
		     other->kind == EVENT_REOPEN) &&
		    slice_equal(event_value(journal, other, KEY_PERIOD),
				period) &&
		    order_compare(journal, (order_step)(best * 2),
				  (order_step)(i * 2)) < 0)
			best = i;
	}
	return best;
}

void closed_periods_find(struct arena *arena, const struct journal *journal,
			 struct closed_periods *closed)
{
	size_t capacity = 0;

	*closed = (struct closed_periods){ 0 };
	for (size_t i = 0; i < journal->event_count; i++) {
		const struct event *event = &journal->events[i];
		struct period period;

		if (event->kind != EVENT_CLOSE ||
		    (event->flags & EVENT_DUPLICATE) ||
		    latest(journal, i) != i ||
		    !period_parse(event_value(journal, event, KEY_PERIOD),
				  event->day, &period))
			continue;
		closed->list =
			arena_grow(arena, closed->list, closed->count + 1,
				   sizeof(*closed->list), &capacity);
		closed->list[closed->count++] = period;
	}
}

bool closed_periods_have(const struct closed_periods *closed, struct day day)
{
	for (size_t i = 0; i < closed->count; i++)
		if (period_has(closed->list[i], day))
			return true;
	return false;
}

struct day closed_periods_first_open(const struct closed_periods *closed,
				     struct day day)
{
	for (size_t i = 0; i < closed->count; i++) {
		if (!period_has(closed->list[i], day))
			continue;
		day = day_add(closed->list[i].to, 1);
		i = (size_t)-1;
	}
	return day;
}
