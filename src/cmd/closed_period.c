/*
 * Counting close and reopen lines of a period: closed when there are more of
 * the one than of the other.
 */
#include "cmd/closed_period.h"

#include "journal/journal.h"
#include "query/period.h"

static bool is_closed(const struct journal *journal, struct slice name)
{
	long balance = 0;
	for (size_t i = 0; i < journal->event_count; i++) {
		const struct event *event = &journal->events[i];
		if ((event->kind != EVENT_CLOSE &&
		     event->kind != EVENT_REOPEN) ||
		    (event->flags & EVENT_DUPLICATE))
			continue;
		if (slice_equal(event_value(journal, event, KEY_PERIOD), name))
			balance += event->kind == EVENT_CLOSE ? 1 : -1;
	}
	return balance > 0;
}

struct day closed_period_end(const struct journal *journal)
{
	struct day end = DAY_NONE;
	for (size_t i = 0; i < journal->event_count; i++) {
		const struct event *event = &journal->events[i];
		struct period period;
		if (event->kind != EVENT_CLOSE)
			continue;
		struct slice name = event_value(journal, event, KEY_PERIOD);
		if (period_parse(name, DAY_NONE, &period) &&
		    day_compare(period.to, end) > 0 && is_closed(journal, name))
			end = period.to;
	}
	return end;
}
