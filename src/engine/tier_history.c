/*
 * Chunks of 64 bytes: a line of the cache. Adding at the end is O(1); a sale
 * that is recorded days later shifts what stands behind it, which is rare.
 *
 * An entry's 64 bits, highest first: the amount (39, signed), day (22), metric
 * (2), whether the amount is wide (1): then its bits are the place in `wide`.
 */
#include "engine/tier_history.h"

#include "base/arena.h"
#include "base/bug.h"

enum {
	CHUNK_ENTRIES = 7,
	METRIC_SHIFT = 1,
	METRIC_MASK = 3,
	DAY_SHIFT = 3,
	DAY_MASK = (1 << 22) - 1,
	DAY_ZERO = 720000, /* days before 1970-01-01 that there are, or more */
	AMOUNT_SHIFT = 25
};

typedef uint64_t packed_entry;

struct tier_chunk {
	struct tier_chunk *next;
	packed_entry entries[CHUNK_ENTRIES];
};

struct tier_wide {
	int64_t *amounts;
	size_t count, capacity;
};

/* The place where a chunk's entries end. */
static uint32_t chunk_end(const struct tier_history *history,
			  const struct tier_chunk *chunk)
{
	return chunk == history->last ? history->last_count : CHUNK_ENTRIES;
}

static struct day day_of(packed_entry packed)
{
	return (struct day){ (int32_t)(packed >> DAY_SHIFT & DAY_MASK) -
			     DAY_ZERO };
}

static uint8_t metric_of(packed_entry packed)
{
	return packed >> METRIC_SHIFT & METRIC_MASK;
}

static bool is_wide(packed_entry packed)
{
	return (packed & 1) != 0;
}

static int64_t amount_of(const struct tier_history *history,
			 packed_entry packed)
{
	return is_wide(packed) ? history->wide->amounts[packed >> AMOUNT_SHIFT]
			       : (int64_t)packed >> AMOUNT_SHIFT;
}

/* Room for one more wide amount; where it is. */
static uint64_t add_wide(struct arena *arena, struct tier_history *history)
{
	struct tier_wide *wide = history->wide;

	if (wide == NULL)
		wide = history->wide = arena_take(arena, sizeof(*wide));
	wide->amounts = arena_grow(arena, wide->amounts, wide->count + 1,
				   sizeof(*wide->amounts), &wide->capacity);
	return wide->count++;
}

/* Sets an entry's amount, which may become wide and then stays so. */
static void set_amount(struct arena *arena, struct tier_history *history,
		       packed_entry *packed, int64_t amount)
{
	uint64_t bits = (uint64_t)amount << AMOUNT_SHIFT;
	uint64_t rest = *packed & ((UINT64_C(1) << AMOUNT_SHIFT) - 1);

	if (!is_wide(*packed) && (int64_t)bits >> AMOUNT_SHIFT == amount) {
		*packed = bits | rest;
		return;
	}
	if (!is_wide(*packed))
		*packed = add_wide(arena, history) << AMOUNT_SHIFT | rest | 1;
	history->wide->amounts[*packed >> AMOUNT_SHIFT] = amount;
}

static packed_entry pack(struct arena *arena, struct tier_history *history,
			 struct tier_entry entry)
{
	packed_entry packed = (uint64_t)(entry.day.number + DAY_ZERO)
				      << DAY_SHIFT |
			      (uint64_t)entry.metric << METRIC_SHIFT;

	if (day_of(packed).number != entry.day.number ||
	    metric_of(packed) != entry.metric)
		BUG("a day or a metric that there cannot be");
	set_amount(arena, history, &packed, entry.amount);
	return packed;
}

struct tier_cursor tier_history_first(const struct tier_history *history)
{
	return (struct tier_cursor){ history->first, 0 };
}

struct tier_entry tier_history_at(const struct tier_history *history,
				  struct tier_cursor cursor)
{
	packed_entry packed = cursor.chunk->entries[cursor.index];

	return (struct tier_entry){ .amount = amount_of(history, packed),
				    .day = day_of(packed),
				    .metric = metric_of(packed) };
}

struct tier_cursor tier_history_next(const struct tier_history *history,
				     struct tier_cursor cursor)
{
	cursor.index++;
	if (cursor.index == chunk_end(history, cursor.chunk))
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

static void add_amount(struct arena *arena, struct tier_history *history,
		       packed_entry *packed, int64_t amount)
{
	int64_t sum = amount_of(history, *packed);

	if (__builtin_add_overflow(sum, amount, &sum))
		sum = amount < 0 ? INT64_MIN : INT64_MAX;
	set_amount(arena, history, packed, sum);
}

static bool is_same(packed_entry packed, const struct tier_entry *entry)
{
	return day_of(packed).number == entry->day.number &&
	       metric_of(packed) == entry->metric;
}

/* Puts an entry behind all others. */
static struct tier_cursor
append(struct arena *arena, struct tier_history *history, packed_entry packed)
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
	last->entries[at] = packed;
	history->last_day = day_of(packed);
	return (struct tier_cursor){ last, at };
}

/* Looks through the end of the last chunk for the entry's day and metric. */
static packed_entry *find_at_end(const struct tier_history *history,
				 const struct tier_entry *entry,
				 struct tier_cursor *at)
{
	struct tier_chunk *last = history->last;
	for (uint32_t i = history->last_count; i > 0; i--) {
		packed_entry *found = &last->entries[i - 1];
		if (day_of(*found).number != entry->day.number)
			break;
		*at = (struct tier_cursor){ last, i - 1 };
		if (is_same(*found, entry))
			return found;
	}
	return NULL;
}

/* Puts the entry at a place and moves the others on by one. */
static void insert(struct arena *arena, struct tier_history *history,
		   struct tier_cursor at, packed_entry packed)
{
	while (at.chunk != NULL) {
		packed_entry *here = &at.chunk->entries[at.index];
		packed_entry moved = *here;
		*here = packed;
		packed = moved;
		at = tier_history_next(history, at);
	}
	append(arena, history, packed);
}

enum tier_added tier_history_add(struct arena *arena,
				 struct tier_history *history,
				 struct tier_entry entry,
				 struct tier_cursor near,
				 struct tier_cursor *at)
{
	if (history->last == NULL ||
	    history->last_day.number < entry.day.number) {
		*at = append(arena, history, pack(arena, history, entry));
		return TIER_APPENDED;
	}
	if (history->last_day.number == entry.day.number) {
		packed_entry *found = find_at_end(history, &entry, at);
		if (found == NULL) {
			*at = append(arena, history,
				     pack(arena, history, entry));
			return TIER_APPENDED;
		}
		add_amount(arena, history, found, entry.amount);
		return TIER_MERGED;
	}
	struct tier_cursor place = tier_history_first(history);
	if (near.chunk != NULL &&
	    tier_history_at(history, near).day.number <= entry.day.number)
		place = near;
	for (;;) {
		packed_entry *found = &place.chunk->entries[place.index];
		if (day_of(*found).number > entry.day.number)
			break;
		if (is_same(*found, &entry)) {
			add_amount(arena, history, found, entry.amount);
			*at = place;
			return TIER_MERGED;
		}
		place = tier_history_next(history, place);
	}
	*at = place;
	insert(arena, history, place, pack(arena, history, entry));
	return TIER_INSERTED;
}
