/*
 * Chunks of 128 bytes. Adding at the end is O(1); a sale that is recorded
 * days later shifts what stands behind it, which is rare.
 */
#include "engine/tier_history.h"

#include "base/arena.h"

enum {
	CHUNK_ENTRIES = 7
};

struct tier_chunk {
	struct tier_chunk *next;
	uint32_t count;
	struct tier_entry entries[CHUNK_ENTRIES];
};

struct tier_cursor tier_history_first(const struct tier_history *history)
{
	return (struct tier_cursor){ history->first, 0 };
}

const struct tier_entry *tier_history_at(struct tier_cursor cursor)
{
	return cursor.chunk == NULL ? NULL
				    : &cursor.chunk->entries[cursor.index];
}

struct tier_cursor tier_history_next(struct tier_cursor cursor)
{
	cursor.index++;
	if (cursor.index == cursor.chunk->count)
		cursor = (struct tier_cursor){ cursor.chunk->next, 0 };
	return cursor;
}

void tier_history_forget(struct tier_history *history, struct tier_cursor place)
{
	const struct tier_chunk *kept =
		place.chunk == NULL ? history->last : place.chunk;

	while (history->first != kept) {
		history->spare = history->first;
		history->first = history->first->next;
	}
}

static void add_amount(struct tier_entry *entry, int64_t amount)
{
	if (__builtin_add_overflow(entry->amount, amount, &entry->amount))
		entry->amount = amount < 0 ? INT64_MIN : INT64_MAX;
}

static bool is_same(const struct tier_entry *a, const struct tier_entry *b)
{
	return a->day.number == b->day.number && a->metric == b->metric;
}

/* Puts an entry behind all others. */
static struct tier_cursor append(struct arena *arena,
				 struct tier_history *history,
				 struct tier_entry entry)
{
	struct tier_chunk *last = history->last;
	if (last == NULL || history->last_count == CHUNK_ENTRIES) {
		struct tier_chunk *chunk = history->spare;
		if (chunk == NULL)
			chunk = arena_take(arena, sizeof(*chunk));
		history->spare = NULL;
		*chunk = (struct tier_chunk){ .next = NULL };
		if (last == NULL)
			history->first = chunk;
		else
			last->next = chunk;
		history->last = chunk;
		history->last_count = 0;
		last = chunk;
	}
	uint32_t at = history->last_count++;
	last->entries[at] = entry;
	last->count = at + 1;
	history->last_day = entry.day;
	return (struct tier_cursor){ last, at };
}

/* Looks through the end of the last chunk for the entry's day and metric. */
static struct tier_entry *find_at_end(const struct tier_history *history,
				      const struct tier_entry *entry,
				      struct tier_cursor *at)
{
	struct tier_chunk *last = history->last;
	for (uint32_t i = last->count; i > 0; i--) {
		struct tier_entry *found = &last->entries[i - 1];
		if (found->day.number != entry->day.number)
			break;
		*at = (struct tier_cursor){ last, i - 1 };
		if (is_same(found, entry))
			return found;
	}
	return NULL;
}

/* Puts the entry at a place and moves the others on by one. */
static void insert(struct arena *arena, struct tier_history *history,
		   struct tier_cursor at, struct tier_entry entry)
{
	while (at.chunk != NULL) {
		struct tier_entry *here = &at.chunk->entries[at.index];
		struct tier_entry moved = *here;
		*here = entry;
		entry = moved;
		at = tier_history_next(at);
	}
	append(arena, history, entry);
}

enum tier_added tier_history_add(struct arena *arena,
				 struct tier_history *history,
				 struct tier_entry entry,
				 struct tier_cursor near,
				 struct tier_cursor *at)
{
	if (history->last == NULL ||
	    history->last_day.number < entry.day.number) {
		*at = append(arena, history, entry);
		return TIER_APPENDED;
	}
	if (history->last_day.number == entry.day.number) {
		struct tier_entry *found = find_at_end(history, &entry, at);
		if (found == NULL) {
			*at = append(arena, history, entry);
			return TIER_APPENDED;
		}
		add_amount(found, entry.amount);
		return TIER_MERGED;
	}
	struct tier_cursor place = tier_history_first(history);
	if (near.chunk != NULL &&
	    tier_history_at(near)->day.number <= entry.day.number)
		place = near;
	while (place.chunk->entries[place.index].day.number <=
	       entry.day.number) {
		struct tier_entry *found = &place.chunk->entries[place.index];
		if (is_same(found, &entry)) {
			add_amount(found, entry.amount);
			*at = place;
			return TIER_MERGED;
		}
		place = tier_history_next(place);
	}
	*at = place;
	insert(arena, history, place, entry);
	return TIER_INSERTED;
}
