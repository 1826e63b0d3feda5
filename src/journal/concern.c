/*
 * Lists through one array, newest event first, one head a member and one a
 * reward. The search is a walk over members: all events of one, then the
 * members these concern, until nobody new comes up.
 */
#include "journal/concern.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "journal/extract.h"
#include "journal/journal.h"
#include "journal/reference.h"

#define END UINT32_MAX

enum {
	CONCERNED_MAX = 8, /* members one event can concern */
	TARGETS_MAX = 4    /* void of a cancel of a request … */
};

/* The members an event concerns, each once. */
struct concerned {
	uint32_t members[CONCERNED_MAX];
	size_t count;
};

static void add_member(struct concerned *all, uint32_t member)
{
	if (member == INTERN_NONE)
		return;
	for (size_t i = 0; i < all->count; i++)
		if (all->members[i] == member)
			return;
	if (all->count < CONCERNED_MAX)
		all->members[all->count++] = member;
}

static void add_named(struct concerned *all, const struct journal *journal,
		      const struct event *event, enum attribute_key key)
{
	struct slice id = event_value(journal, event, key);

	if (id.length > 0)
		add_member(all, intern_find(&journal->members, id));
}

/* The reference of the event that one is about: the operand of a step, of: or
 * on:. */
static struct slice target_name(const struct journal *journal,
				const struct event *event)
{
	switch ((int)event->kind) {
	case EVENT_APPROVE:
	case EVENT_FULFIL:
	case EVENT_REJECT:
	case EVENT_CANCEL:
	case EVENT_VOID:
	case EVENT_MOVE:
		return event_operand(journal, event);
	case EVENT_REFUND:
	case EVENT_BONUS:
	case EVENT_ADJUST:
		return event_value(journal, event, KEY_OF);
	case EVENT_REDEEM:
	case EVENT_REQUEST:
		return event_value(journal, event, KEY_ON);
	default:
		return (struct slice){ NULL, 0 };
	}
}

static uint32_t target_of(const struct journal *journal,
			  const struct event *event)
{
	struct slice name = target_name(journal, event);

	return name.length > 0 ? journal_find(journal, name) : EVENT_NONE;
}

static void add_own(struct concerned *all, const struct journal *journal,
		    const struct event *event)
{
	add_member(all, event->member);
	switch ((int)event->kind) {
	case EVENT_TRANSFER:
	case EVENT_MERGE:
		add_member(all, event->operand);
		return;
	case EVENT_BONUS:
		add_named(all, journal, event, KEY_FOR);
		return;
	case EVENT_JOIN:
		add_named(all, journal, event, KEY_REFERRED_BY);
		return;
	default:
		return;
	}
}

static struct concerned concerned_by(const struct journal *journal,
				     uint32_t number)
{
	struct concerned all = { .count = 0 };

	for (int depth = 0; number != EVENT_NONE && depth < TARGETS_MAX;
	     depth++) {
		const struct event *event = &journal->events[number];

		add_own(&all, journal, event);
		number = target_of(journal, event);
	}
	return all;
}

/* The reward (journal.words) whose stock the event counts towards: the one it
 * names, of a void the one whose shelf it was about. INTERN_NONE: none. */
static uint32_t stock_of(const struct journal *journal,
			 const struct event *event)
{
	if (event->kind == EVENT_VOID) {
		uint32_t target = target_of(journal, event);

		if (target == EVENT_NONE ||
		    journal->events[target].kind != EVENT_STOCK)
			return INTERN_NONE;
		return journal->events[target].operand;
	}
	return event->kind == EVENT_REDEEM || event->kind == EVENT_REQUEST ||
			       event->kind == EVENT_STOCK
		       ? event->operand
		       : INTERN_NONE;
}

/* True for lines about the book rather than a member. */
static bool is_general(const struct event *event)
{
	switch ((int)event->kind) {
	case EVENT_ACCEPT:
	case EVENT_CLOSE:
	case EVENT_REOPEN:
	case EVENT_VOID:
	case EVENT_INCLUDE:
	case EVENT_INCLUDE_OPTIONAL:
	case EVENT_RULES:
		return true;
	default:
		return false;
	}
}

/* ---- growing ---- */

/* Adds a number to a short list, once; false when it was there. */
static bool add_number(struct arena *arena, uint32_t **list, size_t *count,
		       size_t *capacity, uint32_t number)
{
	for (size_t i = 0; i < *count; i++)
		if ((*list)[i] == number)
			return false;
	*list = arena_grow(arena, *list, *count + 1, sizeof(**list), capacity);
	(*list)[(*count)++] = number;
	return true;
}

bool concerns_count_stock(const struct concerns *concerns, uint32_t word)
{
	for (size_t i = 0; i < concerns->counted_count; i++)
		if (concerns->counted[i] == word)
			return true;
	return false;
}

void concerns_init(struct concerns *concerns, struct arena *arena,
		   const struct journal *journal)
{
	*concerns = (struct concerns){ .arena = arena,
				       .journal = journal,
				       .last_total = DAY_NONE };
}

static uint32_t *reserve_heads(struct arena *arena, uint32_t *heads,
			       size_t *count, size_t wanted, size_t *capacity)
{
	heads = arena_grow(arena, heads, wanted, sizeof(*heads), capacity);
	while (*count < wanted)
		heads[(*count)++] = END;
	return heads;
}

static void push(struct concerns *concerns, uint32_t *head, uint32_t event)
{
	if (concerns->count == concerns->capacity)
		concerns->list = arena_grow(
			concerns->arena, concerns->list, concerns->count + 1,
			sizeof(*concerns->list), &concerns->capacity);
	concerns->list[concerns->count] = (struct concern){ event, *head };
	*head = (uint32_t)concerns->count++;
}

static void add_general(struct concerns *concerns, uint32_t event)
{
	concerns->general = arena_grow(
		concerns->arena, concerns->general, concerns->general_count + 1,
		sizeof(*concerns->general), &concerns->general_capacity);
	concerns->general[concerns->general_count++] = event;
}

/* Whom the event concerns. */
static struct concerned look_up(struct concerns *concerns, uint32_t number)
{
	const struct journal *journal = concerns->journal;
	const struct event *event = &journal->events[number];

	if (target_name(journal, event).length > 0 &&
	    target_of(journal, event) == EVENT_NONE)
		concerns->is_dangling = true;
	if (event->flags & EVENT_TOTAL &&
	    (!day_is_real(concerns->last_total) ||
	     day_compare(event->day, concerns->last_total) > 0))
		concerns->last_total = event->day;
	return concerned_by(journal, number);
}

/* True for the most common event, which concerns its own member alone. */
static bool is_own(const struct event *event)
{
	return event->kind == EVENT_PURCHASE && !(event->flags & EVENT_TOTAL) &&
	       event->member != INTERN_NONE;
}

static void add_event(struct concerns *concerns, uint32_t number)
{
	const struct journal *journal = concerns->journal;
	const struct event *event = &journal->events[number];
	struct concerned all = look_up(concerns, number);
	uint32_t reward = stock_of(journal, event);

	for (size_t i = 0; i < all.count; i++)
		push(concerns, &concerns->by_member[all.members[i]], number);
	if (event->kind == EVENT_STOCK && reward != INTERN_NONE)
		add_number(concerns->arena, &concerns->counted,
			   &concerns->counted_count,
			   &concerns->counted_capacity, reward);
	if (reward != INTERN_NONE)
		push(concerns, &concerns->by_word[reward], number);
	else if (all.count == 0 && is_general(event))
		add_general(concerns, number);
}

void concerns_add(struct concerns *concerns)
{
	const struct journal *journal = concerns->journal;

	if (concerns->is_dangling && concerns->events < journal->event_count)
		concerns_init(concerns, concerns->arena, journal);
	concerns->by_member = reserve_heads(
		concerns->arena, concerns->by_member, &concerns->member_count,
		journal->members.count, &concerns->member_capacity);
	concerns->by_word = reserve_heads(
		concerns->arena, concerns->by_word, &concerns->word_count,
		journal->words.count, &concerns->word_capacity);
	for (; concerns->events < journal->event_count; concerns->events++) {
		uint32_t number = (uint32_t)concerns->events;
		const struct event *event = &journal->events[number];

		if (is_own(event))
			push(concerns, &concerns->by_member[event->member],
			     number);
		else
			add_event(concerns, number);
	}
}

/* ---- searching ---- */

struct search {
	const struct concerns *concerns;
	struct arena *arena;
	/* what is there already, as bits */
	uint8_t *seen_members, *seen_words;
	uint32_t *events; /* some of them more than once */
	size_t event_count, event_capacity;
	uint32_t *members; /* to be looked at */
	size_t member_count, member_capacity, looked_at;
};

static bool mark(uint8_t *bits, uint32_t number)
{
	uint8_t bit = (uint8_t)(1U << (number & 7U));
	bool was = bits[number >> 3] & bit;

	bits[number >> 3] |= bit;
	return !was;
}

static void find_member(struct search *search, uint32_t member)
{
	if (member == INTERN_NONE || !mark(search->seen_members, member))
		return;
	search->members = arena_grow(
		search->arena, search->members, search->member_count + 1,
		sizeof(*search->members), &search->member_capacity);
	search->members[search->member_count++] = member;
}

static void find_event(struct search *search, uint32_t event)
{
	search->events = arena_grow(
		search->arena, search->events, search->event_count + 1,
		sizeof(*search->events), &search->event_capacity);
	search->events[search->event_count++] = event;
}

/* All who had a reward. */
static void find_takers(struct search *search, uint32_t word)
{
	const struct concerns *concerns = search->concerns;

	if (!mark(search->seen_words, word))
		return;
	for (uint32_t at = concerns->by_word[word]; at != END;
	     at = concerns->list[at].next) {
		uint32_t event = concerns->list[at].event;

		if (search->concerns->journal->events[event].member ==
		    INTERN_NONE)
			find_event(search, event);
		else
			find_member(search,
				    search->concerns->journal->events[event]
					    .member);
	}
}

static void look_at(struct search *search, uint32_t member)
{
	const struct concerns *concerns = search->concerns;

	for (uint32_t at = concerns->by_member[member]; at != END;
	     at = concerns->list[at].next) {
		uint32_t number = concerns->list[at].event;
		const struct event *event =
			&search->concerns->journal->events[number];
		struct concerned all =
			concerned_by(search->concerns->journal, number);

		find_event(search, number);
		for (size_t i = 0; i < all.count; i++)
			find_member(search, all.members[i]);
		uint32_t reward = stock_of(search->concerns->journal, event);

		if (reward != INTERN_NONE &&
		    concerns_count_stock(concerns, reward))
			find_takers(search, reward);
	}
}

static int compare_numbers(const void *left, const void *right)
{
	uint32_t a = *(const uint32_t *)left;
	uint32_t b = *(const uint32_t *)right;

	return a < b ? -1 : a > b;
}

uint32_t *concerns_find(const struct concerns *concerns, struct arena *arena,
			const struct concern_wish *wish, size_t *found)
{
	struct search search = {
		.concerns = concerns,
		.arena = arena,
		.seen_members =
			arena_take(arena, concerns->member_count / 8 + 1),
		.seen_words = arena_take(arena, concerns->word_count / 8 + 1),
	};

	for (size_t i = 0; i < wish->member_count; i++)
		find_member(&search, wish->members[i]);
	for (size_t i = 0; i < wish->word_count; i++)
		find_takers(&search, wish->words[i]);
	while (search.looked_at < search.member_count)
		look_at(&search, search.members[search.looked_at++]);
	for (size_t i = 0; i < concerns->general_count; i++)
		find_event(&search, concerns->general[i]);
	if (search.event_count > 1)
		qsort(search.events, search.event_count, sizeof(*search.events),
		      compare_numbers);
	*found = 0;
	for (size_t i = 0; i < search.event_count; i++)
		if (i == 0 || search.events[i] != search.events[i - 1])
			search.events[(*found)++] = search.events[i];
	return search.events;
}

struct journal *concerns_extract(const struct concerns *concerns,
				 struct arena *arena,
				 const struct concern_wish *wish)
{
	const struct journal *journal = concerns->journal;
	struct journal *part = arena_take(arena, sizeof(*part));
	struct diagnostics known; /* from the index of the whole */
	size_t found = 0;
	uint32_t *events = concerns_find(concerns, arena, wish, &found);

	extract_init(part, arena, journal);
	for (size_t i = 0; i < found; i++)
		extract_event(part, journal, events[i]);
	diagnostics_init(&known, arena);
	journal_index(part, &known);
	return part;
}

/* ---- wishing ---- */

bool concern_wish_member(struct concern_wish *wish, struct arena *arena,
			 uint32_t member)
{
	return add_number(arena, &wish->members, &wish->member_count,
			  &wish->member_capacity, member);
}

bool concern_wish_word(struct concern_wish *wish, struct arena *arena,
		       uint32_t word)
{
	return add_number(arena, &wish->words, &wish->word_count,
			  &wish->word_capacity, word);
}

bool concern_wish_event(struct concern_wish *wish, struct arena *arena,
			const struct journal *whole, uint32_t event)
{
	struct concerned all = concerned_by(whole, event);
	uint32_t reward = stock_of(whole, &whole->events[event]);
	bool is_wider = false;

	for (size_t i = 0; i < all.count; i++)
		if (concern_wish_member(wish, arena, all.members[i]))
			is_wider = true;
	if (reward != INTERN_NONE && all.count == 0)
		return concern_wish_word(wish, arena, reward) || is_wider;
	return is_wider;
}
