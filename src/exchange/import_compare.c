/*
 * New or not: each ticket against the book by its reference, against sales
 * recorded by hand, against the tickets before it, and against closed months.
 * Compared is what the file states, never computed points, and with the event
 * as corrected.
 */
#include <string.h>

#include "base/currency.h"
#include "exchange/import_state.h"
#include "store/new_reference.h"
#include "value/seals.h"

/* Sales recorded by hand, by member, day, kind and money: chains of events
 * that answer one row each. */
struct by_hand {
	struct intern keys;
	uint32_t *first; /* event of a key, NONE when all are answered */
	size_t capacity;
	uint32_t *next; /* of the same key, by event */
};

struct compare {
	struct import *import;
	struct by_hand by_hand;
	struct day closed_to;
	struct intern seen; /* references of this import */
	uint32_t *tickets;  /* that have them */
	size_t ticket_capacity;
};

/* --- content ---------------------------------------------------------------- */

/* Who a member is now, for events and rows alike. */
static uint32_t member_now(const struct import *import, uint32_t member)
{
	return member < import->book->member_count
		       ? book_member_now(import->book, member)
		       : member;
}

static bool same_member(const struct import *import,
			const struct ticket *ticket, const struct event *event)
{
	const struct person *person;

	if (ticket->person == NONE)
		return true;
	person = &import->people[ticket->person];
	return person->state == PERSON_KNOWN &&
	       member_now(import, person->member) ==
		       member_now(import, event->member);
}

static bool same_day(const struct import *import, const struct ticket *ticket,
		     const struct event *event)
{
	struct day sold = event_day_value(import->journal, event, KEY_SOLD);

	if (!(ticket->flags & TICKET_DAY_GIVEN))
		return true;
	return day_compare(ticket->day, event->day) == 0 ||
	       day_compare(ticket->day, sold) == 0;
}

static bool same_points(const struct import *import,
			const struct ticket *ticket, const struct event *event)
{
	struct decimal written = { event->points, event->scale };
	int64_t points;

	if (!(ticket->flags & TICKET_HAS_POINTS) || event->quantities == 0 ||
	    ticket->kind == EVENT_PURCHASE || ticket->kind == EVENT_REFUND)
		return true;
	return decimal_rescale(written, import->point_scale, &points) ==
		       DECIMAL_OK &&
	       (points < 0 ? -points : points) == ticket->points;
}

/* The word of an attribute that both state and that differs. */
static const char *other_word(const struct import *import,
			      const struct ticket *ticket,
			      const struct event *event)
{
	static const uint32_t keys[WORD_COUNT] = {
		[WORD_STORE] = KEY_STORE,     [WORD_TILL] = KEY_TILL,
		[WORD_CHANNEL] = KEY_CHANNEL, [WORD_CAMPAIGN] = KEY_CAMPAIGN,
		[WORD_PARTNER] = KEY_PARTNER, [WORD_STAFF] = KEY_STAFF,
	};

	for (size_t i = 0; i < WORD_COUNT; i++) {
		struct slice value =
			event_value(import->journal, event, keys[i]);

		if (ticket->words[i] != NONE && value.length > 0 &&
		    !slice_equal(value,
				 intern_text(&import->words, ticket->words[i])))
			return attribute_name((enum attribute_key)keys[i]);
	}
	return NULL;
}

static const char *other_amount(const struct import *import,
				const struct ticket *ticket,
				const struct event *event)
{
	static const uint32_t keys[AMOUNT_COUNT] = {
		[AMOUNT_TAX] = KEY_TAX,
		[AMOUNT_SHIPPING] = KEY_SHIPPING,
		[AMOUNT_DISCOUNT] = KEY_DISCOUNT,
		[AMOUNT_GIFT_CARD] = KEY_GIFT_CARD,
	};

	for (size_t i = 0; ticket->amounts != NONE && i < AMOUNT_COUNT; i++) {
		int64_t stated = import->amounts[ticket->amounts].of[i];
		struct decimal value;
		int64_t written;

		if (stated == 0 ||
		    decimal_parse(event_value(import->journal, event, keys[i]),
				  &value) != DECIMAL_OK ||
		    decimal_rescale(value, import->scale, &written) !=
			    DECIMAL_OK)
			continue;
		if (written != (stated < 0 ? -stated : stated))
			return attribute_name((enum attribute_key)keys[i]);
	}
	return NULL;
}

/* What differs between a row and an event; NULL: nothing that both state. */
static const char *difference(const struct import *import,
			      const struct ticket *ticket,
			      const struct event *event)
{
	const char *other = NULL;

	if (event->kind != ticket->kind &&
	    !(ticket->kind == EVENT_REDEEM && event->kind == EVENT_REQUEST))
		return "kind of event";
	if (!same_member(import, ticket, event))
		return "member";
	if (!same_day(import, ticket, event))
		return "day";
	if ((ticket->flags & TICKET_HAS_MONEY) &&
	    event->currency != CURRENCY_NONE && event->money != ticket->money)
		return "amount";
	if (!same_points(import, ticket, event))
		return "points";
	if (ticket->minute != MINUTE_NONE && event->minute != MINUTE_NONE &&
	    ticket->minute != event->minute)
		return "time of day";
	other = other_word(import, ticket, event);
	return other ? other : other_amount(import, ticket, event);
}

/* --- the book --------------------------------------------------------------- */

/* The event that may be the ticket's: by its reference, or by the receipt
 * with or without the store and till before it. */
static uint32_t find_event(const struct import *import,
			   const struct ticket *ticket)
{
	const struct journal *journal = import->journal;
	uint32_t event = journal_find(journal, ticket->reference);
	struct text text;

	if (event != EVENT_NONE || ticket->receipt.length == 0)
		return event;
	if (!slice_equal(ticket->reference, ticket->receipt)) {
		event = journal_find(journal, ticket->receipt);
		if (event != EVENT_NONE &&
		    !difference(import, ticket, &journal->events[event]))
			return event;
		return EVENT_NONE;
	}
	text_init(&text, import->arena);
	for (size_t i = 0; i < 2; i++) {
		if (ticket->words[i] == NONE)
			continue;
		text_clear(&text);
		text_add_slice(&text,
			       intern_text(&import->words, ticket->words[i]));
		text_add_char(&text, '/');
		text_add_slice(&text, ticket->receipt);
		event = journal_find(journal, text_slice(&text));
		if (event != EVENT_NONE &&
		    !difference(import, ticket, &journal->events[event]))
			return event;
	}
	return EVENT_NONE;
}

/* A ticket whose reference the book has. */
static void settle_known(struct import *import, struct ticket *ticket,
			 uint32_t number)
{
	const struct event *event = &import->journal->events[number];
	uint8_t flags = import->book->effects[number].flags;
	struct diagnostic *added;
	const char *what;

	if (flags & (EFFECT_VOIDED | EFFECT_MOVED)) {
		added = import_complain(
			import, ticket, DIAGNOSTIC_import_listed,
			"'%s' is in the book and was %s since",
			import_shown(import, ticket->reference),
			flags & EFFECT_MOVED ? "moved" : "voided");
		if (added)
			diagnostic_note(import->diagnostics, added,
					event_place(import->journal, event),
					"it is here");
		import_settle(import, ticket, IMPORT_CORRECTED);
		return;
	}
	what = difference(import, ticket, event);
	if (!what) {
		import_settle(import, ticket, IMPORT_KNOWN);
		return;
	}
	added = import_complain(import, ticket, DIAGNOSTIC_import_conflict,
				"'%s' is in the book with another %s",
				import_shown(import, ticket->reference), what);
	if (added)
		diagnostic_note(import->diagnostics, added,
				event_place(import->journal, event),
				"the book says: %s",
				import_shown_line(import, event));
	import->conflicts++;
	import_settle(import, ticket, IMPORT_CONFLICT);
}

/* --- recorded by hand ------------------------------------------------------- */

static struct slice hand_key(struct import *import, uint32_t member,
			     struct day day, uint8_t kind, int64_t money)
{
	text_clear(&import->scratch);
	text_add_format(&import->scratch, "%u %d %u %lld", member,
			(int)day.number, kind, (long long)money);
	return text_slice(&import->scratch);
}

static bool is_by_hand(const struct import *import, const struct event *event,
		       uint32_t number)
{
	struct slice reference = event_reference(import->journal, event);

	return (event->kind == EVENT_PURCHASE || event->kind == EVENT_REFUND) &&
	       !(event->flags & EVENT_DUPLICATE) &&
	       event->currency != CURRENCY_NONE &&
	       !(import->book->effects[number].flags & EFFECT_VOIDED) &&
	       (reference.length == 0 || new_reference_check(reference));
}

/* Later events are entered first, so that the earliest is answered first. */
static void enter_by_hand(struct import *import, struct by_hand *by_hand)
{
	const struct journal *journal = import->journal;

	intern_init(&by_hand->keys, import->arena, journal->seed);
	by_hand->next = arena_take_array(import->arena, journal->event_count,
					 sizeof(*by_hand->next));
	for (size_t i = journal->event_count; i-- > 0;) {
		const struct event *event = &journal->events[i];
		struct slice key;
		uint32_t number;

		if (!is_by_hand(import, event, (uint32_t)i))
			continue;
		key = hand_key(import, member_now(import, event->member),
			       event->day, event->kind, event->money);
		number = intern_find(&by_hand->keys, key);
		if (number == INTERN_NONE) {
			number = intern_add(
				&by_hand->keys,
				arena_copy_slice(import->arena, key));
			by_hand->first = arena_grow(
				import->arena, by_hand->first, number + 1,
				sizeof(*by_hand->first), &by_hand->capacity);
			by_hand->first[number] = NONE;
		}
		by_hand->next[i] = by_hand->first[number];
		by_hand->first[number] = (uint32_t)i;
	}
}

/* Takes an event recorded by hand that the ticket answers; NONE: none. */
static uint32_t take_by_hand(struct compare *compare,
			     const struct ticket *ticket)
{
	struct import *import = compare->import;
	struct by_hand *by_hand = &compare->by_hand;
	const struct person *person = &import->people[ticket->person];
	uint32_t number;
	uint32_t event;

	if (person->state != PERSON_KNOWN || by_hand->keys.count == 0 ||
	    !(ticket->flags & TICKET_HAS_MONEY))
		return NONE;
	number =
		intern_find(&by_hand->keys,
			    hand_key(import, member_now(import, person->member),
				     ticket->day, ticket->kind, ticket->money));
	if (number == INTERN_NONE || by_hand->first[number] == NONE)
		return NONE;
	event = by_hand->first[number];
	by_hand->first[number] = by_hand->next[event];
	return event;
}

/* --- this import ------------------------------------------------------------ */

/* What differs between two tickets of one reference. */
static const char *ticket_difference(const struct ticket *a,
				     const struct ticket *b)
{
	if (a->kind != b->kind)
		return "kind of event";
	if (a->person != b->person)
		return "member";
	if (day_compare(a->day, b->day) != 0)
		return "day";
	if (a->money != b->money)
		return "amount";
	if (a->points != b->points)
		return "number of points";
	return a->minute != b->minute && a->minute != MINUTE_NONE &&
			       b->minute != MINUTE_NONE
		       ? "time of day"
		       : NULL;
}

/* Settles a ticket whose reference an earlier one has; else keeps it. */
static bool settle_repeated(struct compare *compare, struct ticket *ticket)
{
	struct import *import = compare->import;
	uint32_t count = compare->seen.count;
	uint32_t number = intern_add(&compare->seen, ticket->reference);
	const struct ticket *first;
	const char *what;

	if (compare->seen.count > count) {
		compare->tickets = arena_grow(
			import->arena, compare->tickets, number + 1,
			sizeof(*compare->tickets), &compare->ticket_capacity);
		compare->tickets[number] = (uint32_t)(ticket - import->tickets);
		return false;
	}
	first = &import->tickets[compare->tickets[number]];
	what = ticket_difference(first, ticket);
	if (!what) {
		import_settle(import, ticket, IMPORT_KNOWN);
		return true;
	}
	import_complain(
		import, ticket, DIAGNOSTIC_import_row,
		"receipt '%s' has another %s on %s: if both are "
		"meant, say in a preset what tells them apart "
		"(`reference`), or that its rows are one sale (`rows: "
		"several`)",
		import_shown(import, ticket->reference), what,
		import_shown_row(import, ticket, first->file, first->line));
	import->wrong++;
	import_settle(import, ticket, IMPORT_REJECTED);
	return true;
}

/* --- closed months ---------------------------------------------------------- */

static bool settle_late(struct compare *compare, struct ticket *ticket)
{
	struct import *import = compare->import;
	char text[DAY_TEXT_MAX];

	if (day_compare(ticket->day, compare->closed_to) > 0)
		return false;
	if (import->options->posts_late || ticket->rows == 0) {
		ticket->sold = ticket->day;
		ticket->day = day_add(compare->closed_to, 1);
		return false;
	}
	day_print(ticket->day, text);
	import_complain(import, ticket, DIAGNOSTIC_import_listed,
			"'%s' is of %s, a closed period: --late post records "
			"it on the first open day",
			import_shown(import, ticket->reference), text);
	import_settle(import, ticket, IMPORT_LATE);
	return true;
}

/* --- all -------------------------------------------------------------------- */

static void compare_ticket(struct compare *compare, struct ticket *ticket)
{
	struct import *import = compare->import;
	bool is_nobodys = ticket->person == NONE && ticket->of.length == 0;
	uint32_t event = EVENT_NONE;

	if (ticket->reference.length > 0)
		event = find_event(import, ticket);
	/* A row of nobody would not be recorded: it is known or it is none. */
	if (event != EVENT_NONE && is_nobodys &&
	    difference(import, ticket, &import->journal->events[event]))
		event = EVENT_NONE;
	if (event != EVENT_NONE) {
		settle_known(import, ticket, event);
		return;
	}
	if (is_nobodys) {
		import_settle(import, ticket, IMPORT_NO_MEMBER);
		return;
	}
	if (ticket->reference.length > 0 && settle_repeated(compare, ticket))
		return;
	if (ticket->person != NONE && !import->options->adds_by_hand) {
		event = take_by_hand(compare, ticket);
		if (event != NONE) {
			struct diagnostic *added = import_complain(
				import, ticket, DIAGNOSTIC_import_listed,
				"the same was recorded by hand: --by-hand add "
				"takes it for another");

			if (added)
				diagnostic_note(
					import->diagnostics, added,
					event_place(import->journal,
						    &import->journal
							     ->events[event]),
					"it is here");
			import_settle(import, ticket, IMPORT_BY_HAND);
			return;
		}
	}
	settle_late(compare, ticket);
}

void import_compare_all(struct import *import)
{
	struct compare compare = { .import = import };

	enter_by_hand(import, &compare.by_hand);
	compare.closed_to = seals_closed_to(import->journal);
	intern_init(&compare.seen, import->arena, import->journal->seed);
	for (size_t i = 0; i < import->ticket_count; i++)
		if (!(import->tickets[i].flags & TICKET_SETTLED))
			compare_ticket(&compare, &import->tickets[i]);
}
