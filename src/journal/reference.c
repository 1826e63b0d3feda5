/*
 * One open table for all events: those with a reference by the hash of its
 * bytes, those without by a hash of what they say. A slot is 64 bits: the
 * upper half of the hash, and the event's number plus one; its home is where
 * that stored half lies between nothing and all, so the table has any size and
 * grows without looking at the text again. The hashes of many events are computed by threads; then events
 * are taken in batches, so that all slots of a batch are on their way from
 * memory before the first one is looked at.
 */
#include "journal/reference.h"

#include "base/arena.h"
#include "base/currency.h"
#include "base/diagnostic.h"
#include "base/hash.h"
#include "base/parallel.h"
#include "base/text.h"
#include "journal/journal.h"
#include "journal/order.h"
#include "journal/printer.h"
#include "journal/profile.h"

enum {
	BATCH = 64,
	PARTS_FROM = 1 << 16, /* events that are worth threads */
	TAG_SHIFT = 32,
	FIRST_SLOTS = 64,
	SHOWN_MAX = 1000 /* complaints of one kind; then they are counted */
};

struct indexer {
	struct journal *journal;
	struct diagnostics *diagnostics;
	size_t shown[DIAGNOSTIC_COUNT];
	uint32_t *tags; /* of the events that are new */
	size_t parts;   /* threads that tag them */
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
static uint64_t hash_value(const struct journal *journal,
			   const struct event *event,
			   const struct attribute *attribute)
{
	struct slice text =
		attribute_text(journal->arena, journal, event, attribute);
	int64_t amount;
	uint8_t currency;

	if (attribute->key == KEY_DEFERRED &&
	    attribute_money(text, &amount, &currency))
		return mix(currency, (uint64_t)amount);
	return hash_bytes(text, journal->seed);
}

/* A hash of all that an event without a reference says: lines that differ
 * must not meet in the table by somebody's design. */
static uint64_t hash_content(const struct journal *journal,
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
		hash = mix(hash, hash_value(journal, event, attribute));
	}
	return hash;
}

static uint32_t tag_of(const struct journal *journal, const struct event *event)
{
	uint64_t hash = event->reference_length > 0
				? hash_bytes(event_reference(journal, event),
					     journal->seed)
				: hash_content(journal, event);

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

/* True when the canonical texts of two events are the same. */
static bool same_text(const struct journal *journal, const struct event *a,
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

/* Complains about an event and names the other one, up to SHOWN_MAX times. */
static void complain(struct indexer *indexer, enum diagnostic_id id,
		     const struct event *at, const struct event *other,
		     const char *message)
{
	const struct journal *journal = indexer->journal;
	struct slice part = event_reference(journal, at);
	struct diagnostic *added;

	if (++indexer->shown[id] > SHOWN_MAX)
		return;
	added = diagnostic_add(indexer->diagnostics, id,
			       event_part(journal, at, part), "%s%.*s%s%s",
			       part.length ? "'" : "", SLICE_ARGS(part),
			       part.length ? "' " : "", message);
	diagnostic_note(
		indexer->diagnostics, added,
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
static uint32_t choose_derived(struct indexer *indexer, uint32_t kept,
			       uint32_t other)
{
	struct journal *journal = indexer->journal;
	uint32_t best = kept;
	uint32_t worse = other;

	if (order_compare(journal, other * 2, kept * 2) < 0) {
		best = other;
		worse = kept;
	}
	journal->events[worse].flags |= EVENT_DUPLICATE;
	if (!same_text(journal, &journal->events[best],
		       &journal->events[worse]))
		complain(indexer, DIAGNOSTIC_reference_differs,
			 &journal->events[worse], &journal->events[best],
			 "was written twice with different details: the "
			 "first in book order counts");
	return best;
}

/* Two events under one reference; the number of the one that counts. */
static uint32_t resolve(struct indexer *indexer, uint32_t kept, uint32_t other)
{
	struct journal *journal = indexer->journal;
	const struct event *a = &journal->events[kept];
	const struct event *b = &journal->events[other];

	if ((a->flags & b->flags & EVENT_DERIVED) && a->kind == b->kind &&
	    a->member == b->member && a->operand == b->operand)
		return choose_derived(indexer, kept, other);
	if (reference_same_content(journal, a, b) && !are_crossed(a, b))
		return choose(journal, kept, other);
	complain(indexer, DIAGNOSTIC_reference_conflict, b, a,
		 "names two different events: give one of them a "
		 "reference of its own");
	return kept;
}

/* Enters one event, or settles it with the one that is there already. */
static void enter(struct indexer *indexer, uint32_t number, uint32_t tag)
{
	struct journal *journal = indexer->journal;
	struct event *event = &journal->events[number];
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
			if (!same_text(journal, event, other))
				continue;
			event->flags |= EVENT_DUPLICATE;
			if (directive_of((enum event_kind)event->kind)->moves)
				complain(indexer, DIAGNOSTIC_repeated_line,
					 event, other,
					 "this line stands twice and counts "
					 "once: give each a reference if both "
					 "are meant");
			return;
		}
		if (!slice_equal(event_reference(journal, event),
				 event_reference(journal, other)))
			continue;
		found = resolve(indexer, found, number);
		journal->references[at] =
			(uint64_t)tag << TAG_SHIFT | (found + 1);
		return;
	}
	journal->references[at] = (uint64_t)tag << TAG_SHIFT | (number + 1);
}

/* Notes a profile line. */
static void add_profile(struct journal *journal, size_t number)
{
	journal->profiles = arena_grow(
		journal->arena, journal->profiles, journal->profile_count + 1,
		sizeof(*journal->profiles), &journal->profile_capacity);
	journal->profiles[journal->profile_count++] = (uint32_t)number;
}

/* Notes the tags of events from `first` on, `count` of them. */
static void tag_events(const struct indexer *indexer, size_t first,
		       size_t count)
{
	const struct journal *journal = indexer->journal;
	uint32_t *tags = indexer->tags + (first - journal->indexed);

	for (size_t i = 0; i < count; i++)
		if (journal->events[first + i].reference_length > 0)
			tags[i] = tag_of(journal, &journal->events[first + i]);
}

/* A part of a large number of events. */
static void tag_part(void *context, size_t number)
{
	const struct indexer *indexer = context;
	size_t begin = indexer->journal->indexed;
	size_t count = indexer->journal->event_count - begin;
	size_t from = count / indexer->parts * number;
	size_t to = number + 1 == indexer->parts
			    ? count
			    : count / indexer->parts * (number + 1);

	tag_events(indexer, begin + from, to - from);
}

/* Events from `first` on, `count` of them. */
static void enter_batch(struct indexer *indexer, size_t first, size_t count)
{
	struct journal *journal = indexer->journal;
	uint32_t *tags = indexer->tags + (first - journal->indexed);

	for (size_t i = 0; i < count; i++) {
		struct event *event = &journal->events[first + i];

		/* what lines without a reference say may need the arena */
		if (event->reference_length == 0)
			tags[i] = tag_of(journal, event);
		__builtin_prefetch(
			&journal->references[home_of(journal, tags[i])], 1);
		event->flags &= (EVENT_TOTAL | EVENT_NEW);
		if ((event->kind == EVENT_BONUS ||
		     event->kind == EVENT_EXPIRE ||
		     event->kind == EVENT_SENT) &&
		    reference_is_derived(journal, event))
			event->flags |= EVENT_DERIVED;
		if (event->kind == EVENT_PROFILE)
			add_profile(journal, first + i);
	}
	for (size_t i = 0; i < count; i++)
		enter(indexer, (uint32_t)(first + i), tags[i]);
}

void journal_index(struct journal *journal, struct diagnostics *diagnostics)
{
	struct indexer indexer = { .journal = journal,
				   .diagnostics = diagnostics };
	size_t first = journal->indexed;
	size_t count = journal->event_count - first;
	size_t at = first;
	struct arena arena;

	arena_init(&arena);
	indexer.tags = arena_take_array(&arena, count, sizeof(*indexer.tags));
	indexer.parts = count < PARTS_FROM ? 1 : parallel_width();
	parallel_run(indexer.parts, tag_part, &indexer);
	reserve_slots(journal, journal->event_count);
	while (at < journal->event_count) {
		count = journal->event_count - at;
		if (count > BATCH)
			count = BATCH;
		enter_batch(&indexer, at, count);
		at += count;
	}
	arena_release(&arena);
	journal->indexed = at;
	profile_check(journal, first, diagnostics);
	for (int id = 0; id < DIAGNOSTIC_COUNT; id++)
		if (indexer.shown[id] > SHOWN_MAX)
			diagnostic_add(diagnostics, (enum diagnostic_id)id,
				       PLACE_NONE,
				       "%zu of these in all; only the first "
				       "%d are shown",
				       indexer.shown[id], SHOWN_MAX);
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
