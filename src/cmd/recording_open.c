/*
 * Nothing is ever written into a closed period: its seal covers all that is
 * dated to its last day.
 */
#include "cmd/recording_open.h"

#include "cmd/session.h"
#include "journal/journal.h"
#include "value/seals.h"

/* True when a seal of its own day's period covers such a line. */
static bool is_sealed(enum event_kind kind)
{
	return !directive_of(kind)->private && kind != EVENT_CLOSE &&
	       kind != EVENT_REOPEN;
}

enum exit_status recording_check_open(struct session *session, size_t first,
				      const struct intern *known)
{
	const struct journal *journal = session->journal;
	char day[DAY_TEXT_MAX];
	char open[DAY_TEXT_MAX];
	struct seals seals;

	seals_find(session->arena, journal, &seals);
	const struct seal *last = seals_last(&seals);
	if (!last)
		return STATUS_FINE;
	day_print(day_add(last->period.to, 1), open);
	for (size_t i = first; i < journal->event_count; i++) {
		const struct event *event = &journal->events[i];

		if (!day_is_real(event->day) ||
		    !is_sealed((enum event_kind)event->kind) ||
		    intern_find(known, event_reference(journal, event)) !=
			    INTERN_NONE ||
		    day_compare(event->day, last->period.to) > 0)
			continue;
		day_print(event->day, day);
		message_error(
			&session->terminal,
			"%s cannot be added to, %.*s is closed: record it "
			"on an open day, from %s on, a sale with --with "
			"sold:%s; nothing was recorded",
			day, SLICE_ARGS(last->name), open, day);
		return STATUS_NO;
	}
	return STATUS_FINE;
}
