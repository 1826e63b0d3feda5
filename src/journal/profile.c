/*
 * Most members have one profile line, which needs no look but at keys that
 * stand twice on it. The values of the others are kept in a table by member
 * and key, so that a thousand lines of one member are no trap.
 */
#include "journal/profile.h"

#include <string.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "journal/journal.h"

/* The first value that a key of a member has. */
struct value {
	const struct event *event;
	const struct attribute *attribute;
};

struct profiles {
	const struct journal *journal;
	struct diagnostics *diagnostics;
	struct intern keys;   /* member and key as bytes */
	struct value *values; /* by number in keys */
	size_t capacity;
};

static struct slice text_of(const struct profiles *profiles,
			    const struct value *value)
{
	return attribute_text(profiles->journal->arena, profiles->journal,
			      value->event, value->attribute);
}

static void complain(const struct profiles *profiles, const struct value *first,
		     const struct value *second)
{
	const struct journal *journal = profiles->journal;
	uint32_t key = second->attribute->key;
	struct slice name =
		key < KEY_COUNT
			? slice_from(attribute_name((enum attribute_key)key))
			: intern_text(&journal->keys, key - KEY_COUNT);
	struct slice member = event_member(journal, second->event);
	struct diagnostic *added;

	if (key == KEY_WHY)
		name = SLICE("name");
	added = diagnostic_add(
		profiles->diagnostics, DIAGNOSTIC_profile_conflict,
		event_part(journal, second->event,
			   attribute_raw(journal, second->event,
					 second->attribute)),
		"'%.*s' of member '%.*s' has two values: delete one of them",
		SLICE_ARGS(name), SLICE_ARGS(member));
	diagnostic_note(profiles->diagnostics, added,
			event_part(journal, first->event,
				   attribute_raw(journal, first->event,
						 first->attribute)),
			"the other one is here");
}

/* Enters a value, or compares it with the one that is there. */
static void add_value(struct profiles *profiles, const struct value *value,
		      bool report)
{
	struct arena *arena = profiles->journal->arena;
	uint32_t pair[] = { value->event->member, value->attribute->key };
	uint32_t known = profiles->keys.count;
	uint32_t number =
		intern_add(&profiles->keys,
			   (struct slice){ arena_copy(arena, (const char *)pair,
						      sizeof(pair)),
					   sizeof(pair) });

	if (number < known) {
		const struct value *first = &profiles->values[number];

		if (report && !slice_equal(text_of(profiles, first),
					   text_of(profiles, value)))
			complain(profiles, first, value);
		return;
	}
	profiles->values =
		arena_grow(arena, profiles->values, (size_t)number + 1,
			   sizeof(*profiles->values), &profiles->capacity);
	profiles->values[number] = *value;
}

/* True when a key stands twice on the line; equal keys are neighbours. */
static bool repeats_key(const struct journal *journal,
			const struct event *event)
{
	for (uint32_t i = 1; i < event->attribute_count; i++) {
		const struct attribute *one =
			&journal->attributes[event->attributes + i];

		if (one[0].key == one[-1].key)
			return true;
	}
	return false;
}

static void add_event(struct profiles *profiles, const struct event *event,
		      bool report)
{
	const struct journal *journal = profiles->journal;

	for (uint32_t i = 0; i < event->attribute_count; i++) {
		struct value value = {
			event, &journal->attributes[event->attributes + i]
		};

		if (value.attribute->key != KEY_ALIAS &&
		    value.attribute->key != KEY_TAG)
			add_value(profiles, &value, report);
	}
}

void profile_check(const struct journal *journal, size_t first,
		   struct diagnostics *diagnostics)
{
	struct profiles profiles = { .journal = journal,
				     .diagnostics = diagnostics };
	unsigned char *lines;

	if (journal->profile_count == 0)
		return;
	lines = arena_take(journal->arena, journal->members.count);
	for (size_t i = 0; i < journal->profile_count; i++) {
		const struct event *event =
			&journal->events[journal->profiles[i]];

		if (lines[event->member] < 2)
			lines[event->member]++;
	}
	intern_init(&profiles.keys, journal->arena, journal->seed);
	for (size_t i = 0; i < journal->profile_count; i++) {
		const struct event *event =
			&journal->events[journal->profiles[i]];

		if (!(event->flags & EVENT_DUPLICATE) &&
		    (lines[event->member] > 1 || repeats_key(journal, event)))
			add_event(&profiles, event,
				  journal->profiles[i] >= first);
	}
}
