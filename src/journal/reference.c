/*
 * One open table for all events: those with a reference by the hash of its
 * bytes, those without by a hash of what they say. A slot is 64 bits: the
 * upper half of the hash, and the event's number plus one; its home is where
 * that stored half lies between nothing and all, so the table has any size and
 * grows without looking at the text again.
 *
 * New events are entered in two looks. The first needs nothing but the hashes:
 * threads compute those of some events each, and enter those that belong into
 * their piece of the table, in batches, so that all slots of a batch are on
 * their way from memory before the first one is needed. Where an event meets
 * one of its hash, or the end of the piece, it is left for the second look,
 * which settles in the order read who is who.
 */
#include "journal/reference.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/parallel.h"
#include "journal/journal.h"
#include "journal/profile.h"
#include "journal/reference_meeting.h"

enum {
	BATCH = 64,
	PARTS_FROM = 1 << 16, /* events that are worth threads */
	TAG_SHIFT = 32,
	FIRST_SLOTS = 64
};

/* What one thread finds: its arena holds the lists. */
struct part {
	struct arena arena;
	uint32_t *profiles; /* numbers of profile lines among its events */
	size_t profile_count, profile_capacity;
	uint32_t *later; /* events for the second look */
	size_t later_count, later_capacity;
};

struct indexer {
	struct journal *journal;
	uint32_t *tags; /* of the events that are new */
	size_t part_count;
	struct part parts[PARALLEL_MAX];
};

/* Mixes a number into a hash (the finalizer of SplitMix64). */
static uint64_t mix(uint64_t hash, uint64_t value)
{
	hash ^= value;
	hash = (hash ^ hash >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	hash = (hash ^ hash >> 27) * UINT64_C(0x94d049bb133111eb);
	return hash ^ hash >> 31;
}

/* The hash of one value as it is meant, however it is written. */
static uint64_t hash_value(struct arena *arena, const struct journal *journal,
			   const struct event *event,
			   const struct attribute *attribute)
{
	struct slice text = attribute_text(arena, journal, event, attribute);
	int64_t amount;
	uint8_t currency;

	if (attribute->key == KEY_DEFERRED &&
	    attribute_money(text, &amount, &currency))
		return mix(currency, (uint64_t)amount);
	return hash_bytes(text, journal->seed);
}

/* A hash of all that an event without a reference says: lines that differ
 * must not meet in the table by somebody's design. */
static uint64_t hash_content(struct arena *arena, const struct journal *journal,
			     const struct event *event)
{
	uint64_t hash = mix(journal->seed, event->kind);

	hash = mix(hash, (uint64_t)(uint32_t)event->day.number << 32 |
				 (uint16_t)event->minute);
	hash = mix(hash, (uint64_t)event->member << 32 | event->operand);
	hash = mix(hash, (uint64_t)event->money);
	hash = mix(hash, (uint64_t)event->currency << 8 | event->unit);
	for (size_t i = 0; i < event->quantities; i++) {
		struct quantity quantity = event_quantity(journal, event, i);

		hash = mix(hash, (uint64_t)quantity.mantissa);
		hash = mix(hash, (uint64_t)quantity.scale << 8 | quantity.unit);
	}
	for (uint32_t i = 0; i < event->attribute_count; i++) {
		const struct attribute *attribute =
			&journal->attributes[event->attributes + i];

		hash = mix(hash, attribute->key);
		hash = mix(hash, hash_value(arena, journal, event, attribute));
	}
	return hash;
}

static uint32_t tag_of(struct arena *arena, const struct journal *journal,
		       const struct event *event)
{
	uint64_t hash = event->reference_length > 0
				? hash_bytes(event_reference(journal, event),
					     journal->seed)
				: hash_content(arena, journal, event);

	return (uint32_t)(hash >> TAG_SHIFT);
}

/* Where the search for a tag begins. */
static size_t home_of(const struct journal *journal, uint32_t tag)
{
	return (size_t)((uint64_t)tag * journal->reference_slots >> TAG_SHIFT);
}

static size_t slot_behind(const struct journal *journal, size_t at)
{
	return at + 1 == journal->reference_slots ? 0 : at + 1;
}

static uint64_t slot_of(uint32_t tag, uint32_t number)
{
	return (uint64_t)tag << TAG_SHIFT | (number + 1);
}

/* Makes the table large enough for that many events: four fifths full, and
 * larger when it is fuller than eight ninths. */
static void reserve_slots(struct journal *journal, size_t events)
{
	uint64_t *old = journal->references;
	size_t old_count = journal->reference_slots;

	if (old_count >= FIRST_SLOTS && old_count >= events + events / 8)
		return;
	journal->reference_slots = FIRST_SLOTS + events + events / 4;
	journal->references =
		arena_take_array(journal->arena, journal->reference_slots,
				 sizeof(*journal->references));
	for (size_t i = 0; i < old_count; i++) {
		size_t at;

		if (old[i] == 0)
			continue;
		at = home_of(journal, (uint32_t)(old[i] >> TAG_SHIFT));
		while (journal->references[at] != 0)
			at = slot_behind(journal, at);
		journal->references[at] = old[i];
	}
}

/* True when the id begins with `head` and then has the member's id as its
 * next part or its last one. */
static bool is_about(struct slice id, const char *head, struct slice member)
{
	struct slice rest;
	struct slice end;

	if (!slice_starts(id, head) || member.length == 0)
		return false;
	rest = slice_from_offset(id, slice_from(head).length);
	if (rest.length < member.length)
		return false;
	end = slice_from_offset(rest, rest.length - member.length);
	if (slice_equal(end, member))
		return end.text == rest.text || end.text[-1] == '-';
	return slice_equal((struct slice){ rest.text, member.length },
			   member) &&
	       rest.text[member.length] == '-';
}

bool reference_is_derived(const struct journal *journal,
			  const struct event *event)
{
	static const char *const bonuses[] = { "welcome-", "birthday-",
					       "anniversary-", "referral-",
					       "tier-up-" };
	struct slice id = event_reference(journal, event);
	struct slice member;

	if (id.length == 0)
		return false;
	member = event_member(journal, event);
	if (event->kind == EVENT_EXPIRE)
		return is_about(id, "expire-", member);
	if (event->kind == EVENT_SENT)
		return is_about(id, "sent-", member);
	if (event->kind != EVENT_BONUS)
		return false;
	for (size_t i = 0; i < sizeof(bonuses) / sizeof(*bonuses); i++)
		if (is_about(id, bonuses[i], member))
			return true;
	return false;
}

/* ---- the first look ---- */

/* Where the share of a part begins, of `count` things. */
static size_t share_of(const struct indexer *indexer, size_t count,
		       size_t number)
{
	return number == indexer->part_count
		       ? count
		       : count / indexer->part_count * number;
}

/* Notes a profile line. */
static void note_profile(struct part *part, uint32_t number)
{
	part->profiles = arena_grow(
		&part->arena, part->profiles, part->profile_count + 1,
		sizeof(*part->profiles), &part->profile_capacity);
	part->profiles[part->profile_count++] = number;
}

/* Leaves an event for the second look. */
static void leave(struct part *part, uint32_t number)
{
	part->later =
		arena_grow(&part->arena, part->later, part->later_count + 1,
			   sizeof(*part->later), &part->later_capacity);
	part->later[part->later_count++] = number;
}

/* Hashes a part of the new events. */
static void tag_part(void *context, size_t number)
{
	struct indexer *indexer = context;
	struct part *part = &indexer->parts[number];
	struct journal *journal = indexer->journal;
	size_t first = journal->indexed;
	size_t count = journal->event_count - first;
	size_t end = share_of(indexer, count, number + 1);

	for (size_t i = share_of(indexer, count, number); i < end; i++) {
		struct event *event = &journal->events[first + i];

		indexer->tags[i] = tag_of(&part->arena, journal, event);
		event->flags &= (EVENT_TOTAL | EVENT_NEW);
		if ((event->kind == EVENT_BONUS ||
		     event->kind == EVENT_EXPIRE ||
		     event->kind == EVENT_SENT) &&
		    reference_is_derived(journal, event))
			event->flags |= EVENT_DERIVED;
		if (event->kind == EVENT_PROFILE)
			note_profile(part, (uint32_t)(first + i));
	}
}

/* Enters an event in the part of the table before `end`, or leaves it. */
static void enter_new(struct indexer *indexer, struct part *part,
		      uint32_t number, size_t end)
{
	struct journal *journal = indexer->journal;
	uint32_t tag = indexer->tags[number - journal->indexed];
	size_t at = home_of(journal, tag);

	for (; at < end && journal->references[at] != 0; at++)
		if (journal->references[at] >> TAG_SHIFT == tag)
			break;
	if (at < end && journal->references[at] == 0)
		journal->references[at] = slot_of(tag, number);
	else
		leave(part, number);
}

/* Enters the new events whose homes lie in a piece of the table. */
static void enter_part(void *context, size_t number)
{
	struct indexer *indexer = context;
	struct part *part = &indexer->parts[number];
	struct journal *journal = indexer->journal;
	size_t begin = share_of(indexer, journal->reference_slots, number);
	size_t end = share_of(indexer, journal->reference_slots, number + 1);
	size_t count = journal->event_count - journal->indexed;
	uint32_t batch[BATCH];
	size_t filled = 0;

	for (size_t i = 0; i < count; i++) {
		size_t home = home_of(journal, indexer->tags[i]);

		if (home < begin || home >= end)
			continue;
		__builtin_prefetch(&journal->references[home], 1);
		batch[filled++] = (uint32_t)(journal->indexed + i);
		for (size_t k = 0; filled == BATCH && k < BATCH; k++)
			enter_new(indexer, part, batch[k], end);
		filled %= BATCH;
	}
	for (size_t k = 0; k < filled; k++)
		enter_new(indexer, part, batch[k], end);
}

/* ---- the second look ---- */

/* Enters one event, or settles it with the one that is there already. */
static void enter(struct meetings *meetings, uint32_t number, uint32_t tag)
{
	struct journal *journal = meetings->journal;
	const struct event *event = &journal->events[number];
	size_t at = home_of(journal, tag);

	for (; journal->references[at] != 0; at = slot_behind(journal, at)) {
		uint64_t slot = journal->references[at];
		uint32_t found = (uint32_t)slot - 1;
		const struct event *other = &journal->events[found];

		if (slot >> TAG_SHIFT != tag ||
		    (other->reference_length > 0) !=
			    (event->reference_length > 0))
			continue;
		if (event->reference_length == 0) {
			if (!meeting_same_text(journal, event, other))
				continue;
			meeting_repeat(meetings, found, number);
			return;
		}
		if (!slice_equal(event_reference(journal, event),
				 event_reference(journal, other)))
			continue;
		found = meeting_resolve(meetings, found, number);
		journal->references[at] = slot_of(tag, found);
		return;
	}
	journal->references[at] = slot_of(tag, number);
}

static int compare_numbers(const void *left, const void *right)
{
	uint32_t a = *(const uint32_t *)left;
	uint32_t b = *(const uint32_t *)right;

	return (a > b) - (a < b);
}

/* Settles what the first look left, in the order read. */
static void enter_rest(struct indexer *indexer, struct meetings *meetings)
{
	struct part *first = &indexer->parts[0];
	size_t begin = indexer->journal->indexed;

	for (size_t i = 1; i < indexer->part_count; i++)
		for (size_t k = 0; k < indexer->parts[i].later_count; k++)
			leave(first, indexer->parts[i].later[k]);
	if (first->later_count > 1)
		qsort(first->later, first->later_count, sizeof(*first->later),
		      compare_numbers);
	for (size_t i = 0; i < first->later_count; i++)
		enter(meetings, first->later[i],
		      indexer->tags[first->later[i] - begin]);
}

/* Adds the profile lines found to the journal's list. */
static void add_profiles(struct journal *journal, const struct part *part)
{
	journal->profiles = arena_grow(
		journal->arena, journal->profiles,
		journal->profile_count + part->profile_count,
		sizeof(*journal->profiles), &journal->profile_capacity);
	if (part->profile_count > 0)
		memcpy(journal->profiles + journal->profile_count,
		       part->profiles,
		       part->profile_count * sizeof(*part->profiles));
	journal->profile_count += part->profile_count;
}

void journal_index(struct journal *journal, struct diagnostics *diagnostics)
{
	struct indexer indexer = { .journal = journal };
	struct meetings meetings = { .journal = journal,
				     .diagnostics = diagnostics };
	size_t first = journal->indexed;
	size_t count = journal->event_count - first;
	struct arena arena;

	arena_init(&arena);
	indexer.tags = arena_take_array(&arena, count, sizeof(*indexer.tags));
	indexer.part_count = count < PARTS_FROM ? 1 : parallel_width();
	for (size_t i = 0; i < indexer.part_count; i++)
		arena_init(&indexer.parts[i].arena);
	parallel_run(indexer.part_count, tag_part, &indexer);
	reserve_slots(journal, journal->event_count);
	parallel_run(indexer.part_count, enter_part, &indexer);
	enter_rest(&indexer, &meetings);
	for (size_t i = 0; i < indexer.part_count; i++) {
		add_profiles(journal, &indexer.parts[i]);
		arena_release(&indexer.parts[i].arena);
	}
	arena_release(&arena);
	journal->indexed = journal->event_count;
	profile_check(journal, first, diagnostics);
	meetings_end(&meetings);
}

uint32_t journal_find(const struct journal *journal, struct slice reference)
{
	uint32_t tag;

	if (journal->reference_slots == 0 || reference.length == 0)
		return EVENT_NONE;
	tag = (uint32_t)(hash_bytes(reference, journal->seed) >> TAG_SHIFT);
	for (size_t at = home_of(journal, tag); journal->references[at] != 0;
	     at = slot_behind(journal, at)) {
		uint32_t found = (uint32_t)journal->references[at] - 1;
		const struct event *event = &journal->events[found];

		if (journal->references[at] >> TAG_SHIFT == tag &&
		    event->reference_length > 0 &&
		    slice_equal(event_reference(journal, event), reference))
			return found;
	}
	return EVENT_NONE;
}
