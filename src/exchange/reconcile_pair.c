/*
 * Which event of the book a row of the till is: by reference, as an import
 * knows it, then by member, day and money (reconcile_match.c). A voided event
 * is looked for once more: it may have been entered anew.
 */
#include "base/currency.h"
#include "exchange/reconcile_match.h"
#include "exchange/reconcile_state.h"

/* --- what differs ----------------------------------------------------------- */

/* The kinds of which one may stand for the other. */
static int group_of(uint8_t kind)
{
	return kind == EVENT_REQUEST ? EVENT_REDEEM : kind;
}

static bool is_off(int64_t a, int64_t b, int64_t tolerance)
{
	int64_t difference;

	return !amount_subtract(a, b, &difference) || difference > tolerance ||
	       difference < -tolerance;
}

/* True when the book has it on a day too far off, or in another month. */
static bool is_late(const struct till *till, struct day sold, struct day booked)
{
	int64_t days = (int64_t)booked.number - sold.number;

	return days > till->request->window || -days > till->request->window ||
	       day_compare(day_month_start(sold), day_month_start(booked)) != 0;
}

static const char *day_note(const struct till *till, struct day day)
{
	char text[DAY_TEXT_MAX];

	day_print(day, text);
	return arena_print(till->import.keep, "booked on %s", text);
}

static const char *member_note(const struct till *till, const struct event *e)
{
	struct slice id = event_member(till->import.journal, e);

	return arena_print(till->import.keep, "the book has it for '%.*s'",
			   SLICE_ARGS(id));
}

static bool differs_in_member(const struct till *till,
			      const struct ticket *ticket,
			      const struct event *e)
{
	return ticket->person != NONE &&
	       till_ticket_member(till, ticket) !=
		       book_member_now(till->import.book, e->member);
}

static bool differs_in_money(const struct till *till,
			     const struct ticket *ticket,
			     const struct till_finding *finding)
{
	int64_t stated;

	return till_ticket_money(ticket, &stated) &&
	       till->import.journal->events[finding->event].currency !=
		       CURRENCY_NONE &&
	       is_off(stated, finding->journal, till->request->tolerance);
}

static bool differs_in_points(const struct ticket *ticket,
			      const struct till_finding *finding)
{
	int64_t stated;

	return till_ticket_points(ticket, &stated) && stated != finding->points;
}

/* What a row and its event, or events, differ in. */
static void judge(const struct till *till, const struct ticket *ticket,
		  struct till_finding *finding)
{
	const struct event *e = &till->import.journal->events[finding->event];
	struct day booked = till_event_day(till, finding->event);

	if (differs_in_member(till, ticket, e)) {
		finding->status = RECONCILE_MEMBER_DIFFERS;
		finding->note = member_note(till, e);
	} else if (group_of(e->kind) != ticket->kind ||
		   differs_in_money(till, ticket, finding)) {
		finding->status = RECONCILE_AMOUNT_DIFFERS;
	} else if (differs_in_points(ticket, finding)) {
		finding->status = RECONCILE_POINTS_DIFFER;
	} else if ((ticket->flags & TICKET_DAY_GIVEN) &&
		   is_late(till, ticket->day, booked)) {
		finding->status = RECONCILE_LATE;
		finding->note = day_note(till, booked);
	}
}

/* Adds an event to what a row stands for. */
static void take(struct till *till, uint32_t ticket, uint32_t event)
{
	struct till_finding *finding = &till->findings[ticket];
	int64_t money = 0;

	(void)till_event_money(till, event, &money);
	if (finding->event == NONE)
		finding->event = event;
	else
		finding->other_events++;
	(void)amount_add(finding->journal, money, &finding->journal);
	(void)amount_add(finding->points, till->events[event].points,
			 &finding->points);
	till->events[event].row = ticket;
	finding->is_settled = true;
}

/* What became of a row whose events were taken. */
static void settle(struct till *till, uint32_t ticket, bool by_reference)
{
	struct till_finding *finding = &till->findings[ticket];
	const struct ticket *row = &till->import.tickets[ticket];
	uint32_t event = finding->event;
	bool was_corrected = finding->status == RECONCILE_CORRECTED;

	finding->status = RECONCILE_MATCHED;
	judge(till, row, finding);
	if (finding->status != RECONCILE_MATCHED)
		return;
	if (was_corrected ||
	    (till->import.book->effects[event].flags & EFFECT_MOVED)) {
		finding->status = RECONCILE_CORRECTED;
		finding->note =
			was_corrected ? "voided, and recorded anew" : "moved";
	} else if (!by_reference && till_event_is_by_hand(till, event)) {
		finding->status = RECONCILE_BY_HAND;
	} else if (!by_reference && row->receipt.length > 0) {
		struct slice reference =
			event_reference(till->import.journal,
					&till->import.journal->events[event]);

		finding->note =
			arena_print(till->import.keep, "booked as '%.*s'",
				    SLICE_ARGS(reference));
	}
}

/* --- by reference ----------------------------------------------------------- */

static bool may_be(const struct till *till, const struct ticket *ticket,
		   uint32_t event)
{
	const struct event *e;

	if (event == EVENT_NONE)
		return false;
	e = &till->import.journal->events[event];
	return (till->import.book->effects[event].flags & EFFECT_APPLIED) &&
	       (group_of(e->kind) == ticket->kind ||
		(e->kind == EVENT_PURCHASE && ticket->kind == EVENT_REFUND) ||
		(e->kind == EVENT_REFUND && ticket->kind == EVENT_PURCHASE));
}

/* A guess at the reference counts only where nothing speaks against it. */
static bool is_surely(const struct till *till, const struct ticket *ticket,
		      uint32_t event)
{
	struct till_finding probe = { .event = event,
				      .status = RECONCILE_MATCHED };

	if (!may_be(till, ticket, event))
		return false;
	(void)till_event_money(till, event, &probe.journal);
	probe.points = till->events[event].points;
	judge(till, ticket, &probe);
	return probe.status == RECONCILE_MATCHED;
}

/* The event of a ticket: under its reference, or under the receipt with or
 * without store and till before it. */
static uint32_t find_event(struct till *till, const struct ticket *ticket)
{
	struct import *import = &till->import;
	uint32_t event = journal_find(import->journal, ticket->reference);

	if (may_be(till, ticket, event))
		return event;
	if (ticket->receipt.length == 0)
		return NONE;
	event = journal_find(import->journal, ticket->receipt);
	if (is_surely(till, ticket, event))
		return event;
	for (size_t i = WORD_STORE; i <= WORD_TILL; i++) {
		if (ticket->words[i] == NONE)
			continue;
		text_clear(&import->scratch);
		text_add_format(&import->scratch, "%.*s/%.*s",
				SLICE_ARGS(intern_text(&import->words,
						       ticket->words[i])),
				SLICE_ARGS(ticket->receipt));
		event = journal_find(import->journal,
				     text_slice(&import->scratch));
		if (is_surely(till, ticket, event))
			return event;
	}
	return NONE;
}

/* A row whose receipt an earlier one has. */
static void settle_double(struct till *till, uint32_t ticket, uint32_t first)
{
	struct till_finding *finding = &till->findings[ticket];

	finding->occurrence = ++till->findings[first].doubles + 1;
	finding->status = RECONCILE_DUPLICATE;
	finding->is_settled = true;
	finding->note =
		arena_print(till->import.keep, "the receipt is on line %u, too",
			    till->import.tickets[first].line);
}

/* A voided event does not answer the row, but says why it is not missing. */
static void pair_reference(struct till *till, uint32_t number)
{
	struct till_finding *finding = &till->findings[number];
	uint32_t event = find_event(till, &till->import.tickets[number]);

	if (event == NONE)
		return;
	if (!(till->import.book->effects[event].flags & EFFECT_VOIDED)) {
		take(till, number, event);
		settle(till, number, true);
		return;
	}
	finding->status = RECONCILE_CORRECTED;
	finding->note = "voided";
}

static void pair_references(struct till *till)
{
	struct import *import = &till->import;
	uint32_t *first = arena_take_array(import->arena, import->ticket_count,
					   sizeof(*first));
	struct intern seen;

	intern_init(&seen, import->arena, import->journal->seed);
	for (uint32_t i = 0; i < import->ticket_count; i++) {
		const struct ticket *ticket = &import->tickets[i];
		uint32_t known = seen.count;
		uint32_t number;

		if (till->findings[i].is_settled ||
		    ticket->reference.length == 0)
			continue;
		number = intern_add(&seen, ticket->reference);
		if (number < known) {
			settle_double(till, i, first[number]);
			continue;
		}
		first[number] = i;
		pair_reference(till, i);
	}
}

/* --- by member, day and money ----------------------------------------------- */

static struct match_side rows_left(struct till *till)
{
	struct import *import = &till->import;
	struct match_side side = { arena_take_array(import->arena,
						    import->ticket_count,
						    sizeof(struct match_item)),
				   0 };

	for (uint32_t i = 0; i < import->ticket_count; i++) {
		const struct ticket *ticket = &import->tickets[i];
		struct match_item *item = &side.items[side.count];

		*item = (struct match_item){
			.member = till_ticket_member(till, ticket),
			.day = ticket->day.number,
			.number = i,
			.minute = ticket->minute,
			.kind = ticket->kind,
			.is_loose = ticket->receipt.length == 0,
		};
		if (!till->findings[i].is_settled && item->member != NONE &&
		    till_ticket_money(ticket, &item->money))
			side.count++;
	}
	return side;
}

/* Events near the days that are compared. */
static struct match_side events_left(struct till *till)
{
	struct import *import = &till->import;
	const struct journal *journal = import->journal;
	struct period near = till->result->period;
	struct match_side side = { arena_take_array(import->arena,
						    journal->event_count,
						    sizeof(struct match_item)),
				   0 };

	near.from = day_add(near.from, -till->request->window);
	near.to = day_add(near.to, till->request->window);
	for (uint32_t i = 0; i < journal->event_count; i++) {
		const struct event *e = &journal->events[i];
		struct match_item *item = &side.items[side.count];
		struct day day;

		if (!till->events[i].is_wanted || till->events[i].row != NONE)
			continue;
		day = till_event_day(till, i);
		*item = (struct match_item){
			.member = book_member_now(import->book, e->member),
			.day = day.number,
			.number = i,
			.minute = (int16_t)e->minute,
			.kind = (uint8_t)group_of(e->kind),
			.is_loose = till_event_is_by_hand(till, i),
		};
		if (period_has(near, day) &&
		    till_event_money(till, i, &item->money))
			side.count++;
	}
	return side;
}

/* One row, and its event or events. */
static void pair_row(struct till *till, const struct match_side *events,
		     const struct match_item *row)
{
	uint32_t next = row->mate;

	while (next != MATCH_NONE) {
		take(till, row->number, events->items[next].number);
		next = events->items[next].next;
	}
	settle(till, row->number, false);
}

/* Several rows, of one event: each has its share of it, the last one what is
 * left. */
static void pair_rows(struct till *till, const struct match_side *rows,
		      const struct match_item *row, uint32_t event)
{
	int64_t money = 0;
	int64_t points = till->events[event].points;

	(void)till_event_money(till, event, &money);
	till->events[event].row = row->number;
	for (;;) {
		struct till_finding *finding = &till->findings[row->number];
		int64_t stated = 0;

		finding->event = event;
		finding->is_settled = true;
		finding->journal = money;
		finding->points = points;
		if (row->next != MATCH_NONE) {
			finding->journal = row->money;
			(void)till_ticket_points(
				&till->import.tickets[row->number], &stated);
			finding->points = stated;
		}
		(void)amount_subtract(money, finding->journal, &money);
		(void)amount_subtract(points, finding->points, &points);
		settle(till, row->number, false);
		if (row->next == MATCH_NONE)
			return;
		row = &rows->items[row->next];
	}
}

void till_pair(struct till *till)
{
	struct match_side rows;
	struct match_side events;

	pair_references(till);
	rows = rows_left(till);
	events = events_left(till);
	reconcile_match(till->import.arena, &rows, &events,
			till->request->window, till->request->tolerance);
	for (size_t i = 0; i < rows.count; i++) {
		const struct match_item *row = &rows.items[i];

		if (row->mate == MATCH_NONE) {
			till->findings[row->number].is_ambiguous =
				row->is_ambiguous;
			continue;
		}
		if (till->findings[row->number].is_settled)
			continue;
		if (row->next == MATCH_NONE &&
		    events.items[row->mate].mate == i)
			pair_row(till, &events, row);
		else if (events.items[row->mate].mate == i)
			pair_rows(till, &rows, row,
				  events.items[row->mate].number);
	}
}
