/*
 * Pairing close and reopen lines by period and number. There are a few dozen
 * in a book's life: looking at all of them each time is good enough.
 */
#include "value/seals.h"

#include <stdlib.h>

#include "base/arena.h"
#include "journal/journal.h"

bool seals_period(const struct journal *journal, const struct event *event,
		  struct period *period)
{
	struct slice name = event_value(journal, event, KEY_PERIOD);

	return period_parse(name, DAY_NONE, period) && day_is_real(period->to);
}

static uint64_t number_of(const struct journal *journal,
			  const struct event *event)
{
	uint64_t number;

	if (!slice_parse_unsigned(event_value(journal, event, KEY_SEAL),
				  &number))
		number = 1;
	return number;
}

static bool is_same(struct period a, struct period b)
{
	return day_compare(a.from, b.from) == 0 && day_compare(a.to, b.to) == 0;
}

static uint32_t find_reopened(const struct journal *journal,
			      const struct seal *seal)
{
	struct period period;

	for (size_t i = 0; i < journal->event_count; i++) {
		const struct event *event = &journal->events[i];

		if (event->kind == EVENT_REOPEN &&
		    !(event->flags & (EVENT_DUPLICATE | EVENT_NEW)) &&
		    seals_period(journal, event, &period) &&
		    is_same(period, seal->period) &&
		    number_of(journal, event) == seal->number)
			return (uint32_t)i;
	}
	return EVENT_NONE;
}

static int compare_seals(const void *left, const void *right)
{
	const struct seal *a = left;
	const struct seal *b = right;
	int order = day_compare(a->period.to, b->period.to);

	if (order == 0)
		order = day_compare(b->period.from, a->period.from);
	if (order == 0)
		order = a->number < b->number ? -1 : a->number > b->number;
	return order ? order : a->event < b->event ? -1 : 1;
}

void seals_find(struct arena *arena, const struct journal *journal,
		struct seals *seals)
{
	size_t capacity = 0;

	*seals = (struct seals){ NULL, 0 };
	for (size_t i = 0; i < journal->event_count; i++) {
		const struct event *event = &journal->events[i];
		struct seal seal = { .event = (uint32_t)i };

		if (event->kind != EVENT_CLOSE ||
		    event->flags & (EVENT_DUPLICATE | EVENT_NEW) ||
		    !seals_period(journal, event, &seal.period))
			continue;
		seal.name = event_value(journal, event, KEY_PERIOD);
		seal.number = number_of(journal, event);
		seal.reopened = find_reopened(journal, &seal);
		seals->list = arena_grow(arena, seals->list, seals->count + 1,
					 sizeof(*seals->list), &capacity);
		seals->list[seals->count++] = seal;
	}
	if (seals->count > 1)
		qsort(seals->list, seals->count, sizeof(*seals->list),
		      compare_seals);
}

const struct seal *seals_last(const struct seals *seals)
{
	for (size_t i = seals->count; i-- > 0;) {
		if (seals->list[i].reopened == EVENT_NONE)
			return &seals->list[i];
	}
	return NULL;
}

const struct seal *seals_of(const struct seals *seals, struct period period)
{
	for (size_t i = seals->count; i-- > 0;) {
		if (seals->list[i].reopened == EVENT_NONE &&
		    is_same(seals->list[i].period, period))
			return &seals->list[i];
	}
	return NULL;
}

struct day seals_closed_to(const struct journal *journal)
{
	struct seals seals;
	const struct seal *last;

	seals_find(journal->arena, journal, &seals);
	last = seals_last(&seals);
	return last ? last->period.to : DAY_NONE;
}
