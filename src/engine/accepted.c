/*
 * The accept lines of a book, by kind and key. See accepted.h.
 */
#include "engine/accepted.h"

#include <string.h>

#include "base/arena.h"
#include "base/digest.h"
#include "engine/book.h"
#include "journal/journal.h"

void accepted_print_facts(struct slice text, char facts[ACCEPTED_FACTS_MAX])
{
	char digest[DIGEST_TEXT_MAX];

	digest_print(text, digest);
	memcpy(facts, digest, ACCEPTED_FACTS_MAX - 1);
	facts[ACCEPTED_FACTS_MAX - 1] = 0;
}

static struct slice key_of(struct arena *arena, struct slice kind,
			   struct slice key)
{
	return slice_from(arena_print(arena, "%.*s\n%.*s", SLICE_ARGS(kind),
				      SLICE_ARGS(key)));
}

static void add(struct accepted *accepted, uint32_t event)
{
	const struct journal *journal = accepted->book->journal;
	const struct event *e = &journal->events[event];
	const struct attribute *subject =
		event_attribute(journal, e, KEY_SUBJECT);
	struct slice key = { "", 0 };
	uint32_t known = accepted->keys.count;
	uint32_t number;

	if (subject)
		key = attribute_text(accepted->arena, journal, e, subject);
	number = intern_add(
		&accepted->keys,
		key_of(accepted->arena, event_operand(journal, e), key));
	accepted->first =
		arena_grow(accepted->arena, accepted->first, (size_t)number + 1,
			   sizeof(*accepted->first), &accepted->first_capacity);
	if (number == known)
		accepted->first[number] = NONE;
	accepted->lines = arena_grow(
		accepted->arena, accepted->lines, accepted->count + 1,
		sizeof(*accepted->lines), &accepted->line_capacity);
	accepted->next =
		arena_grow(accepted->arena, accepted->next, accepted->count + 1,
			   sizeof(*accepted->next), &accepted->next_capacity);
	accepted->lines[accepted->count] = event;
	accepted->next[accepted->count] = accepted->first[number];
	accepted->first[number] = (uint32_t)accepted->count++;
}

void accepted_init(struct accepted *accepted, struct arena *arena,
		   const struct book *book)
{
	*accepted = (struct accepted){ .arena = arena, .book = book };
	intern_init(&accepted->keys, arena, book->journal->seed);
	if (!journal_may_have(book->journal, EVENT_ACCEPT))
		return;
	for (size_t i = 0; i < book->journal->event_count; i++)
		if (book->journal->events[i].kind == EVENT_ACCEPT &&
		    (book->effects[i].flags & EFFECT_APPLIED) &&
		    !(book->effects[i].flags & EFFECT_VOIDED))
			add(accepted, (uint32_t)i);
}

uint32_t accepted_find(const struct accepted *accepted, struct slice kind,
		       struct slice key, const char *facts)
{
	const struct journal *journal = accepted->book->journal;
	uint32_t number;

	if (accepted->count == 0)
		return NONE;
	number = intern_find(&accepted->keys,
			     key_of(accepted->arena, kind, key));
	if (number == INTERN_NONE)
		return NONE;
	for (uint32_t i = accepted->first[number]; i != NONE;
	     i = accepted->next[i]) {
		const struct event *e = &journal->events[accepted->lines[i]];
		struct slice given = event_value(journal, e, KEY_FACTS);

		if (given.length == 0 || slice_is(given, facts))
			return accepted->lines[i];
	}
	return NONE;
}
