/*
 * Texts to numbers by open addressing with linear probing. A slot is 64
 * bits: the upper half of the text's hash, and the number plus one; 0 is an
 * empty slot. The home of a text is the low bits of that stored half, so the
 * table grows without looking at a text again. A text whose 32 bits agree is
 * compared by its head, which lies close to the others'; the text itself,
 * somewhere in a mapped file, is read only when it is too long for its head.
 */
#include "base/intern.h"

#include <string.h>

#include "base/arena.h"
#include "base/bug.h"
#include "base/hash.h"

enum {
	FIRST_SLOTS = 64,
	TAG_SHIFT = 32,
	BATCH = 32 /* texts whose slots are asked for ahead */
};

void intern_init(struct intern *table, struct arena *arena, uint64_t seed)
{
	*table = (struct intern){ .arena = arena, .seed = seed };
}

static uint32_t tag_of(const struct intern *table, struct slice text)
{
	return (uint32_t)(hash_bytes(text, table->seed) >> TAG_SHIFT);
}

/* True when the text has this number. */
static bool is_text(const struct intern *table, uint32_t number,
		    struct slice text, struct intern_head head)
{
	const struct intern_head *own = &table->heads[number];

	return own->first == head.first && own->last == head.last &&
	       (text.length < INTERN_LONG ||
		slice_equal(table->texts[number], text));
}

/*
 * The slot that holds the text, or the empty one where it belongs. There is
 * always an empty slot.
 */
static size_t find_slot(const struct intern *table, struct slice text,
			uint32_t tag)
{
	struct intern_head head = intern_head_of(text);
	size_t mask = table->slot_count - 1;
	size_t at = tag & mask;

	for (;; at = (at + 1) & mask) {
		uint64_t slot = table->slots[at];

		if (slot == 0)
			return at;
		if (slot >> TAG_SHIFT == tag &&
		    is_text(table, (uint32_t)slot - 1, text, head))
			return at;
	}
}

/* Puts a slot's content where it belongs in the present size. */
static void place_slot(struct intern *table, uint64_t slot)
{
	size_t mask = table->slot_count - 1;
	size_t at = (slot >> TAG_SHIFT) & mask;

	while (table->slots[at] != 0)
		at = (at + 1) & mask;
	table->slots[at] = slot;
}

/*
 * Doubles the slots in place. The old ones are taken out and put back one by
 * one, beginning behind an empty one: each then finds all before it in its
 * run settled, and never has to go further than where it was (or as far into
 * the new half).
 */
static void grow_slots(struct intern *table)
{
	size_t old = table->slot_count;
	size_t start = 0;

	table->slot_count = old ? old * 2 : FIRST_SLOTS;
	table->slots = arena_resize(table->arena, table->slots,
				    old * sizeof(*table->slots),
				    table->slot_count * sizeof(*table->slots));
	if (old == 0)
		return;
	while (table->slots[start] != 0)
		start++;
	for (size_t i = 1; i <= old; i++) {
		size_t at = (start + i) & (old - 1);
		uint64_t slot = table->slots[at];

		table->slots[at] = 0;
		if (slot != 0)
			place_slot(table, slot);
	}
}

/* Gives the text the next number. */
static void append_text(struct intern *table, struct slice text)
{
	size_t old = table->capacity;

	if (table->count == INTERN_NONE - 1)
		BUG("more texts than numbers");
	table->texts =
		arena_grow(table->arena, table->texts, (size_t)table->count + 1,
			   sizeof(*table->texts), &table->capacity);
	if (table->capacity != old)
		table->heads = arena_resize(
			table->arena, table->heads, old * sizeof(*table->heads),
			table->capacity * sizeof(*table->heads));
	table->texts[table->count] = text;
	table->heads[table->count] = intern_head_of(text);
	table->count++;
}

/* intern_add of a text whose tag is known. */
static uint32_t add_tagged(struct intern *table, struct slice text,
			   uint32_t tag)
{
	size_t at;

	/* At most five of eight slots are full. */
	if ((uint64_t)table->count * 8 >= (uint64_t)table->slot_count * 5)
		grow_slots(table);
	at = find_slot(table, text, tag);
	if (table->slots[at] == 0) {
		append_text(table, text);
		table->slots[at] = (uint64_t)tag << TAG_SHIFT | table->count;
	}
	return (uint32_t)table->slots[at] - 1;
}

uint32_t intern_add(struct intern *table, struct slice text)
{
	return add_tagged(table, text, tag_of(table, text));
}

/* Asks for the heads that the slots of some tags name. Inlined, since a
 * function that only asks has no effect, and a call of it is left out. */
static inline __attribute__((always_inline)) void
ask_for_heads(const struct intern *table, const uint32_t *tags, size_t count)
{
	size_t mask = table->slot_count - 1;

	for (size_t i = 0; i < count; i++) {
		size_t at = tags[i] & mask;
		uint64_t slot = table->slots[at];

		while (slot != 0 && slot >> TAG_SHIFT != tags[i]) {
			at = (at + 1) & mask;
			slot = table->slots[at];
		}
		if (slot != 0)
			__builtin_prefetch(&table->heads[(uint32_t)slot - 1]);
	}
}

void intern_add_all(struct intern *table, const struct slice *texts,
		    size_t count, uint32_t *numbers)
{
	uint32_t tags[BATCH];

	for (size_t from = 0; from < count; from += BATCH) {
		size_t some = count - from < BATCH ? count - from : BATCH;

		for (size_t i = 0; i < some; i++) {
			tags[i] = tag_of(table, texts[from + i]);
			if (table->slot_count > 0)
				__builtin_prefetch(
					&table->slots[tags[i] &
						      (table->slot_count - 1)]);
		}
		if (table->slot_count > 0)
			ask_for_heads(table, tags, some);
		for (size_t i = 0; i < some; i++)
			numbers[from + i] =
				add_tagged(table, texts[from + i], tags[i]);
	}
}

uint32_t intern_find(const struct intern *table, struct slice text)
{
	size_t at;

	if (table->count == 0)
		return INTERN_NONE;
	at = find_slot(table, text, tag_of(table, text));
	return table->slots[at] ? (uint32_t)table->slots[at] - 1 : INTERN_NONE;
}

struct slice intern_text(const struct intern *table, uint32_t number)
{
	if (number == INTERN_NONE)
		return (struct slice){ NULL, 0 };
	if (number >= table->count)
		BUG("a number the table never gave");
	return table->texts[number];
}
