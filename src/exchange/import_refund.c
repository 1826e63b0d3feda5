/*
 * Which sale a refund belongs to: the one its row names, else the newest of
 * the member's with at least that amount not yet refunded, within the time
 * the rules give. One that fits none is left open and listed, never guessed.
 */
#include <stdlib.h>

#include "base/currency.h"
#include "exchange/import_state.h"
#include "rules/program.h"

/* A sale that may be refunded: of the book, or new. */
struct sold {
	uint32_t person;
	struct day day;
	int16_t minute;
	struct slice reference;
	int64_t left; /* not yet refunded */
};

struct matcher_of_refunds {
	struct import *import;
	struct sold *sales; /* by person, day, time, reference */
	size_t count, capacity;
	bool *wanted;          /* by person: has refunds that name no sale */
	struct intern tickets; /* references of sales of this import */
	uint32_t *numbers;
	size_t number_capacity;
};

/* --- sales that may be refunded --------------------------------------------- */

static int compare_moments(struct day day, int minute, struct day other_day,
			   int other_minute)
{
	int order = day_compare(day, other_day);

	return order ? order : minute - other_minute;
}

static int compare_sales(const void *a, const void *b)
{
	const struct sold *one = a;
	const struct sold *other = b;
	int order;

	if (one->person != other->person)
		return one->person < other->person ? -1 : 1;
	order = compare_moments(one->day, one->minute, other->day,
				other->minute);
	return order ? order : slice_compare(one->reference, other->reference);
}

static void add_sale(struct matcher_of_refunds *all, const struct sold *sale)
{
	if (sale->reference.length == 0 || sale->left <= 0)
		return;
	all->sales = arena_grow(all->import->arena, all->sales, all->count + 1,
				sizeof(*all->sales), &all->capacity);
	all->sales[all->count++] = *sale;
}

/* The people of members of the book, by member; NONE for others. */
static uint32_t *people_by_member(struct import *import)
{
	uint32_t *people = arena_take_array(
		import->arena, import->book->member_count, sizeof(*people));

	for (size_t i = 0; i < import->book->member_count; i++)
		people[i] = NONE;
	for (uint32_t i = 0; i < import->person_count; i++)
		if (import->people[i].state == PERSON_KNOWN)
			people[book_member_now(import->book,
					       import->people[i].member)] = i;
	return people;
}

static void add_book_sales(struct matcher_of_refunds *all)
{
	struct import *import = all->import;
	const struct book *book = import->book;
	uint32_t *people = people_by_member(import);

	for (size_t i = 0; i < import->journal->event_count; i++) {
		const struct event *event = &import->journal->events[i];
		const struct effect *effect = &book->effects[i];
		struct sold sale = { .day = event->day,
				     .minute = (int16_t)event->minute,
				     .left = event->money };
		uint32_t owner = event->member;

		if (event->kind != EVENT_PURCHASE ||
		    (event->flags & EVENT_DUPLICATE) ||
		    (effect->flags & EFFECT_VOIDED) ||
		    event->currency == CURRENCY_NONE)
			continue;
		if (effect->extra != NONE) {
			sale.left -= book->sales[effect->extra].refunded;
			owner = book->sales[effect->extra].owner;
		}
		owner = book_member_now(book, owner);
		sale.person = people[owner];
		if (sale.person == NONE || !all->wanted[sale.person])
			continue;
		sale.reference = event_reference(import->journal, event);
		add_sale(all, &sale);
	}
}

static void add_new_sales(struct matcher_of_refunds *all)
{
	struct import *import = all->import;

	for (size_t i = 0; i < import->ticket_count; i++) {
		const struct ticket *ticket = &import->tickets[i];

		if (ticket->kind == EVENT_PURCHASE &&
		    !(ticket->flags & TICKET_SETTLED) &&
		    all->wanted[ticket->person])
			add_sale(all,
				 &(struct sold){ .person = ticket->person,
						 .day = ticket->day,
						 .minute = ticket->minute,
						 .reference = ticket->reference,
						 .left = ticket->money });
	}
}

/* --- refunds that name their sale ------------------------------------------- */

static void enter_tickets(struct matcher_of_refunds *all)
{
	struct import *import = all->import;

	intern_init(&all->tickets, import->arena, import->journal->seed);
	for (size_t i = 0; i < import->ticket_count; i++) {
		const struct ticket *ticket = &import->tickets[i];
		uint32_t count = all->tickets.count;
		uint32_t number;

		if (ticket->kind != EVENT_PURCHASE ||
		    ticket->reference.length == 0)
			continue;
		number = intern_add(&all->tickets, ticket->reference);
		if (all->tickets.count == count)
			continue;
		all->numbers = arena_grow(import->arena, all->numbers,
					  number + 1, sizeof(*all->numbers),
					  &all->number_capacity);
		all->numbers[number] = (uint32_t)i;
	}
}

static void settle_open(struct import *import, struct ticket *ticket,
			const char *why)
{
	import_complain(import, ticket, DIAGNOSTIC_import_refund,
			"the refund '%s' is left open: %s",
			import_shown(import, ticket->reference), why);
	import_settle(import, ticket, IMPORT_OPEN);
}

/* A refund whose sale is in this import. */
static void link_ticket(struct import *import, struct ticket *refund,
			const struct ticket *sale)
{
	if (!(sale->flags & TICKET_SETTLED)) {
		refund->target = sale->reference;
		if (refund->person == NONE)
			refund->person = sale->person;
		return;
	}
	if (refund->rows == 0 || sale->outcome == IMPORT_NO_MEMBER) {
		import_settle(import, refund,
			      (enum import_outcome)sale->outcome);
		return;
	}
	settle_open(import, refund, "its sale is not in the book");
}

/* The purchase of the book with the reference, EVENT_NONE: none. */
static uint32_t find_purchase(const struct import *import,
			      struct slice reference)
{
	uint32_t event = journal_find(import->journal, reference);

	return event != EVENT_NONE && import->journal->events[event].kind ==
					      EVENT_PURCHASE
		       ? event
		       : EVENT_NONE;
}

static void link_named(struct matcher_of_refunds *all, struct ticket *refund)
{
	struct import *import = all->import;
	uint32_t event = find_purchase(import, refund->target);
	uint32_t number;

	if (event == EVENT_NONE)
		event = find_purchase(import, refund->of);
	if (event != EVENT_NONE) {
		const struct event *sale = &import->journal->events[event];

		refund->target = event_reference(import->journal, sale);
		if (refund->person == NONE)
			refund->person = import_known_person(
				import,
				book_member_now(import->book, sale->member));
		return;
	}
	number = intern_find(&all->tickets, refund->target);
	if (number == INTERN_NONE)
		settle_open(import, refund,
			    "the book has no sale of the number it names");
	else
		link_ticket(import, refund,
			    &import->tickets[all->numbers[number]]);
}

/* --- refunds that name none ------------------------------------------------- */

static struct day earliest_sale(const struct import *import,
				const struct ticket *refund)
{
	const struct program *program =
		programs_on(import->base->programs, refund->day);

	if (!program || !program->refunds.has_within)
		return DAY_NONE;
	return day_subtract_span(refund->day, program->refunds.within);
}

/* The first sale of the list that is later than the refund, or of a later
 * person. */
static size_t sales_until(const struct matcher_of_refunds *all,
			  const struct ticket *refund)
{
	size_t low = 0;
	size_t high = all->count;
	int minute = refund->minute == MINUTE_NONE ? INT16_MAX : refund->minute;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct sold *sale = &all->sales[middle];

		if (sale->person < refund->person ||
		    (sale->person == refund->person &&
		     compare_moments(sale->day, sale->minute, refund->day,
				     minute) <= 0))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void link_newest(struct matcher_of_refunds *all, struct ticket *refund)
{
	struct day earliest = earliest_sale(all->import, refund);

	for (size_t i = sales_until(all, refund); i-- > 0;) {
		struct sold *sale = &all->sales[i];

		if (sale->person != refund->person ||
		    day_compare(sale->day, earliest) < 0)
			break;
		if (sale->left < refund->money)
			continue;
		sale->left -= refund->money;
		refund->target = sale->reference;
		return;
	}
	settle_open(all->import, refund,
		    "the member has no sale of that amount that could be "
		    "refunded");
}

static int compare_refunds(const void *a, const void *b)
{
	const struct ticket *one = *(struct ticket *const *)a;
	const struct ticket *other = *(struct ticket *const *)b;
	int order = compare_moments(one->day, one->minute, other->day,
				    other->minute);

	return order ? order : slice_compare(one->reference, other->reference);
}

/* The refunds that are still to be matched, with those that name a sale
 * linked; the others are in the list. */
static size_t link_all_named(struct matcher_of_refunds *all,
			     struct ticket **list)
{
	struct import *import = all->import;
	size_t count = 0;

	for (size_t i = 0; i < import->ticket_count; i++) {
		struct ticket *ticket = &import->tickets[i];

		if (ticket->kind != EVENT_REFUND ||
		    (ticket->flags & TICKET_SETTLED))
			continue;
		if (ticket->of.length > 0)
			link_named(all, ticket);
		else
			list[count++] = ticket;
	}
	return count;
}

void import_match_refunds(struct import *import)
{
	struct matcher_of_refunds all = { .import = import };
	struct ticket **list = arena_take_array(
		import->arena, import->ticket_count, sizeof(struct ticket *));
	size_t count = 0;

	enter_tickets(&all);
	count = link_all_named(&all, list);
	if (count == 0)
		return;
	all.wanted = arena_take_array(import->arena, import->person_count,
				      sizeof(*all.wanted));
	for (size_t i = 0; i < count; i++)
		all.wanted[list[i]->person] = true;
	add_book_sales(&all);
	add_new_sales(&all);
	if (all.count > 0)
		qsort(all.sales, all.count, sizeof(*all.sales), compare_sales);
	qsort(list, count, sizeof(struct ticket *), compare_refunds);
	for (size_t i = 0; i < count; i++)
		link_newest(&all, list[i]);
}
