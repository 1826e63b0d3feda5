/*
 * The time of day of a status and of what is recorded behind it. A line without
 * a time stands at 00:00, so what a member did that day may lie before it.
 */
#include "cmd/status_time.h"

#include "cmd/session.h"
#include "journal/journal.h"

/* True for what a status allows or not, and for another status. */
static bool is_judged(const struct event *event)
{
	switch ((int)event->kind) {
	case EVENT_PURCHASE:
	case EVENT_BONUS:
	case EVENT_REDEEM:
	case EVENT_REQUEST:
	case EVENT_MOVE:
	case EVENT_STATUS:
		return true;
	default:
		return false;
	}
}

int status_time_behind(const struct session *session, uint32_t member,
		       struct day day)
{
	const struct journal *journal = session->journal;
	int minute = day_compare(day, session->today) == 0 ? session->minute
							   : MINUTE_NONE;

	for (size_t i = 0; i < journal->event_count; i++) {
		const struct event *event = &journal->events[i];
		int last = event->minute == MINUTE_NONE ? 0 : event->minute;

		if (event->member == member && is_judged(event) &&
		    day_compare(event->day, day) == 0 && last >= minute)
			minute = last + 1;
	}
	return minute > MINUTE_LAST ? MINUTE_LAST : minute;
}

void status_time_follow(const struct session *session, struct event *event)
{
	const struct journal *journal = session->journal;
	int minute = MINUTE_NONE;

	if (event->minute != MINUTE_NONE || !is_judged(event) ||
	    event->kind == EVENT_STATUS)
		return;
	for (size_t i = 0; i < journal->event_count; i++) {
		const struct event *other = &journal->events[i];

		if (other->kind == EVENT_STATUS &&
		    other->member == event->member && other->minute > minute &&
		    day_compare(other->day, event->day) == 0)
			minute = other->minute;
	}
	if (minute != MINUTE_NONE &&
	    day_compare(event->day, session->today) == 0 &&
	    session->minute > minute)
		minute = session->minute;
	if (minute != MINUTE_NONE)
		event->minute = minute & 0x7ff;
}
