/*
 * Two events that go by one name, or say the same without one: which of them
 * counts, and what is said about it.
 */
#include "journal/reference_meeting.h"

#include "base/arena.h"
#include "base/currency.h"
#include "base/diagnostic.h"
#include "base/text.h"
#include "journal/journal.h"
#include "journal/order.h"
#include "journal/printer.h"
#include "journal/reference_content.h"

enum {
	SHOWN_MAX = 1000 /* complaints of one kind; then they are counted */
};

bool meeting_same_text(const struct journal *journal, const struct event *a,
		       const struct event *b)
{
	struct text of_a;
	struct text of_b;

	if (slice_equal(event_line(journal, a), event_line(journal, b)))
		return true;
	if (a->kind != b->kind || a->day.number != b->day.number ||
	    a->member != b->member || a->operand != b->operand)
		return false;
	text_init(&of_a, journal->arena);
	text_init(&of_b, journal->arena);
	printer_add_event(&of_a, journal, a);
	printer_add_event(&of_b, journal, b);
	return slice_equal(text_slice(&of_a), text_slice(&of_b));
}

/* Complains about an event and names the other one, up to SHOWN_MAX times. */
static void complain(struct meetings *meetings, enum diagnostic_id id,
		     const struct event *at, const struct event *other,
		     const char *message)
{
	const struct journal *journal = meetings->journal;
	struct slice part = event_reference(journal, at);
	struct diagnostic *added;

	if (++meetings->shown[id] > SHOWN_MAX)
		return;
	added = diagnostic_add(meetings->diagnostics, id,
			       event_part(journal, at, part), "%s%.*s%s%s",
			       part.length ? "'" : "", SLICE_ARGS(part),
			       part.length ? "' " : "", message);
	diagnostic_note(
		meetings->diagnostics, added,
		event_part(journal, other, event_reference(journal, other)),
		"the other one is here");
}

/* How much is filled in of what may be left out. */
static int fullness(const struct event *event)
{
	return (event->quantities > 0) + (event->currency != CURRENCY_NONE);
}

/* True when each of the two has what the other leaves out. */
static bool are_crossed(const struct event *a, const struct event *b)
{
	return (a->quantities > 0) != (b->quantities > 0) &&
	       (a->currency != CURRENCY_NONE) !=
		       (b->currency != CURRENCY_NONE) &&
	       fullness(a) == fullness(b);
}

/* Two lines that say the same: which one counts. */
static uint32_t choose(struct journal *journal, uint32_t kept, uint32_t other)
{
	uint32_t best = kept;

	if (fullness(&journal->events[other]) >
	    fullness(&journal->events[kept]))
		best = other;
	journal->events[best == kept ? other : kept].flags |= EVENT_DUPLICATE;
	return best;
}

/* Two lines of one derived event: the first in book order counts. */
static uint32_t choose_derived(struct meetings *meetings, uint32_t kept,
			       uint32_t other)
{
	struct journal *journal = meetings->journal;
	uint32_t best = kept;
	uint32_t worse = other;

	if (order_compare(journal, other * 2, kept * 2) < 0) {
		best = other;
		worse = kept;
	}
	journal->events[worse].flags |= EVENT_DUPLICATE;
	if (!meeting_same_text(journal, &journal->events[best],
			       &journal->events[worse]))
		complain(meetings, DIAGNOSTIC_reference_differs,
			 &journal->events[worse], &journal->events[best],
			 "was written twice with different details: the "
			 "first in book order counts");
	return best;
}

uint32_t meeting_resolve(struct meetings *meetings, uint32_t kept,
			 uint32_t other)
{
	struct journal *journal = meetings->journal;
	const struct event *a = &journal->events[kept];
	const struct event *b = &journal->events[other];

	if ((a->flags & b->flags & EVENT_DERIVED) && a->kind == b->kind &&
	    a->member == b->member && a->operand == b->operand)
		return choose_derived(meetings, kept, other);
	if (reference_same_content(journal, a, b) && !are_crossed(a, b))
		return choose(journal, kept, other);
	complain(meetings, DIAGNOSTIC_reference_conflict, b, a,
		 "names two different events: give one of them a "
		 "reference of its own");
	return kept;
}

void meeting_repeat(struct meetings *meetings, uint32_t kept, uint32_t other)
{
	struct event *event = &meetings->journal->events[other];

	event->flags |= EVENT_DUPLICATE;
	if (directive_of((enum event_kind)event->kind)->moves)
		complain(meetings, DIAGNOSTIC_repeated_line, event,
			 &meetings->journal->events[kept],
			 "this line stands twice and counts once: give each a "
			 "reference if both are meant");
}

void meetings_end(struct meetings *meetings)
{
	for (int id = 0; id < DIAGNOSTIC_COUNT; id++)
		if (meetings->shown[id] > SHOWN_MAX)
			diagnostic_add(meetings->diagnostics,
				       (enum diagnostic_id)id, PLACE_NONE,
				       "%zu of these in all; only the first "
				       "%d are shown",
				       meetings->shown[id], SHOWN_MAX);
}
