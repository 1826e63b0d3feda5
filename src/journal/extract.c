/*
 * Numbers that mean something in one journal only (members, words, unknown
 * keys, places in its arrays) are looked up by their texts; everything else
 * of an event is copied. Units keep their numbers.
 */
#include "journal/extract.h"

#include <string.h>

#include "base/arena.h"
#include "journal/journal.h"

void extract_init(struct journal *part, struct arena *arena,
		  const struct journal *from)
{
	size_t capacity = 1;

	journal_init(part, arena, from->seed);
	while (capacity < from->source_count)
		capacity *= 2;
	/* the parser adds to a list whose capacity is a power of two */
	part->sources =
		arena_take_array(arena, capacity, sizeof(struct source *));
	if (from->source_count > 0)
		memcpy(part->sources, from->sources,
		       from->source_count * sizeof(struct source *));
	part->source_count = from->source_count;
	for (uint32_t i = 1; i < from->units.count; i++)
		intern_add(&part->units, intern_text(&from->units, i));
	part->members_absent = from->members_absent;
}

static uint32_t number_again(struct intern *part, const struct intern *from,
			     uint32_t number)
{
	return number == INTERN_NONE
		       ? INTERN_NONE
		       : intern_add(part, intern_text(from, number));
}

static void copy_attributes(struct journal *part, const struct journal *from,
			    const struct event *event)
{
	part->attributes = arena_grow(
		part->arena, part->attributes,
		part->attribute_count + event->attribute_count,
		sizeof(*part->attributes), &part->attribute_capacity);
	for (uint32_t i = 0; i < event->attribute_count; i++) {
		struct attribute one = from->attributes[event->attributes + i];

		if (one.key >= KEY_COUNT)
			one.key = KEY_COUNT + number_again(&part->keys,
							   &from->keys,
							   one.key - KEY_COUNT);
		part->attributes[part->attribute_count++] = one;
	}
}

static void copy_quantities(struct journal *part, const struct journal *from,
			    const struct event *event)
{
	size_t more = event->quantities > 1 ? event->quantities - 1u : 0;

	part->quantities = arena_grow(
		part->arena, part->quantities, part->quantity_count + more,
		sizeof(*part->quantities), &part->quantity_capacity);
	for (size_t i = 0; i < more; i++)
		part->quantities[part->quantity_count++] =
			from->quantities[event->more + i];
}

void extract_event(struct journal *part, const struct journal *from,
		   uint32_t number)
{
	const struct event *event = &from->events[number];
	bool names_member =
		event->kind == EVENT_TRANSFER || event->kind == EVENT_MERGE;
	struct event copy = *event;

	copy.member =
		number_again(&part->members, &from->members, event->member);
	copy.operand = names_member
			       ? number_again(&part->members, &from->members,
					      event->operand)
			       : number_again(&part->words, &from->words,
					      event->operand);
	copy.attributes = (uint32_t)part->attribute_count;
	copy.more = (uint32_t)part->quantity_count;
	copy_attributes(part, from, event);
	copy_quantities(part, from, event);
	part->events =
		arena_grow(part->arena, part->events, part->event_count + 1,
			   sizeof(*part->events), &part->event_capacity);
	part->events[part->event_count++] = copy;
	part->kinds |= UINT64_C(1) << copy.kind;
}
