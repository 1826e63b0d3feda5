/*
 * The two sides of a reconciliation with the till in the same terms: day,
 * money and points, signed as they move the member's account.
 */
#include "base/currency.h"
#include "exchange/reconcile_state.h"
#include "store/new_reference.h"

static const struct event *event_of(const struct till *till, uint32_t event)
{
	return &till->import.journal->events[event];
}

struct day till_event_day(const struct till *till, uint32_t event)
{
	const struct event *e = event_of(till, event);
	struct day sold = event_day_value(till->import.journal, e, KEY_SOLD);

	return day_is_real(sold) ? sold : e->day;
}

bool till_event_money(const struct till *till, uint32_t event, int64_t *money)
{
	const struct event *e = event_of(till, event);

	if (e->currency == CURRENCY_NONE)
		return false;
	*money = e->kind == EVENT_REFUND ? -e->money : e->money;
	return true;
}

bool till_ticket_money(const struct ticket *ticket, int64_t *money)
{
	if (!(ticket->flags & TICKET_HAS_MONEY))
		return false;
	*money = ticket->kind == EVENT_REFUND ? -ticket->money : ticket->money;
	return true;
}

bool till_ticket_points(const struct ticket *ticket, int64_t *points)
{
	if (ticket->kind == EVENT_REDEEM) {
		*points = ticket->points < 0 ? ticket->points : -ticket->points;
		return (ticket->flags & TICKET_HAS_POINTS) != 0;
	}
	*points = ticket->earned;
	if (ticket->kind == EVENT_REFUND && ticket->earned > 0)
		*points = -ticket->earned;
	return (ticket->flags & TICKET_HAS_EARNED) != 0;
}

uint32_t till_ticket_member(const struct till *till,
			    const struct ticket *ticket)
{
	const struct person *person;

	if (ticket->person == NONE)
		return NONE;
	person = &till->import.people[ticket->person];
	return person->state == PERSON_KNOWN || person->state == PERSON_ERASED
		       ? book_member_now(till->import.book, person->member)
		       : NONE;
}

bool till_event_is_by_hand(const struct till *till, uint32_t event)
{
	struct slice reference =
		event_reference(till->import.journal, event_of(till, event));

	return reference.length == 0 || new_reference_check(reference);
}

/* --- the book's events ------------------------------------------------------ */

/* What a redemption costs, of the first unit. */
static int64_t cost_of(const struct till *till, uint32_t event)
{
	const struct book *book = till->import.book;
	uint32_t number = book->effects[event].extra;

	if (number == NONE ||
	    book->redemptions[number].unit != till->result->unit)
		return 0;
	return -book->redemptions[number].points;
}

static bool is_redemption(const struct event *e)
{
	return e->kind == EVENT_REDEEM || e->kind == EVENT_REQUEST;
}

/* True for what such a file lists: one of refunds alone has no sales. */
static bool is_of_file(const struct till *till, const struct event *e)
{
	enum preset_kind kind = till->import.sources[0].layout.kind;

	if (e->kind == EVENT_PURCHASE)
		return kind == PRESET_SALES;
	if (e->kind == EVENT_REFUND)
		return kind != PRESET_REDEMPTIONS;
	return till->has_redemptions && is_redemption(e);
}

/* True when the till should know the event. */
static bool is_wanted(const struct till *till, uint32_t event)
{
	const struct import *import = &till->import;
	const struct event *e = &import->journal->events[event];
	uint8_t flags = import->book->effects[event].flags;

	if (!is_of_file(till, e))
		return false;
	if ((e->flags & EVENT_DUPLICATE) || !(flags & EFFECT_APPLIED) ||
	    (flags & EFFECT_VOIDED))
		return false;
	return !till->request->takes ||
	       till->request->takes(till->request->context, event);
}

void till_read_events(struct till *till)
{
	const struct import *import = &till->import;
	const struct journal *journal = import->journal;
	const struct book *book = import->book;

	for (size_t i = 0; i < import->ticket_count; i++)
		till->has_redemptions |=
			import->tickets[i].kind == EVENT_REDEEM;
	till->events = arena_take_array(import->arena, journal->event_count,
					sizeof(*till->events));
	for (uint32_t i = 0; i < journal->event_count; i++) {
		till->events[i].row = NONE;
		till->events[i].is_wanted = is_wanted(till, i);
		if (is_redemption(&journal->events[i]))
			till->events[i].points = cost_of(till, i);
	}
	for (size_t i = 0; i < book->posting_count; i++) {
		const struct posting *posting = &book->postings[i];
		const struct account *account =
			&book->accounts[posting->account];
		int64_t *sum = &till->events[posting->event].points;

		if ((posting->kind != POSTING_SALE &&
		     posting->kind != POSTING_CLAWBACK) ||
		    account->unit != till->result->unit)
			continue;
		(void)amount_add(*sum, posting->points, sum);
	}
}
