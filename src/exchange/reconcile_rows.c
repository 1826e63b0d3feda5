/*
 * The rows of a reconciliation with the till: one for each ticket, one for
 * each event that no ticket has; what accept lines settle of them; and the
 * sums of days and statuses.
 */
#include <stdlib.h>

#include "base/currency.h"
#include "exchange/reconcile_state.h"

/* --- keys and facts --------------------------------------------------------- */

/* Rows without a reference are called DAY/MEMBER/AMOUNT/n. */
static struct slice make_key(struct till *till, const struct reconcile_row *row)
{
	struct import *import = &till->import;
	struct text *text = &import->scratch;
	char day[DAY_TEXT_MAX];
	uint32_t number;
	uint32_t known = till->keys.count;

	text_clear(text);
	day_print(row->day, day);
	text_add_format(text, "%s/%.*s/", day, SLICE_ARGS(row->member));
	decimal_add_text(text, row->has_till ? row->till : row->journal,
			 import->scale, false);
	number = intern_add(&till->keys,
			    arena_copy_slice(import->arena, text_slice(text)));
	till->key_counts =
		arena_grow(import->arena, till->key_counts, (size_t)number + 1,
			   sizeof(*till->key_counts), &till->key_capacity);
	if (number == known)
		till->key_counts[number] = 0;
	text_add_format(text, "/%u", ++till->key_counts[number]);
	return arena_copy_slice(import->keep, text_slice(text));
}

/* Appends an amount, or nothing for none. */
static void add_amount(struct text *text, bool is_there, int64_t amount)
{
	if (is_there)
		text_add_format(text, "%lld", (long long)amount);
	text_add_char(text, '\n');
}

/* What an accept line holds to: all that both sides say. */
static void add_facts(struct till *till, struct reconcile_row *row,
		      uint32_t occurrence)
{
	struct text *text = &till->import.scratch;
	char day[DAY_TEXT_MAX];

	text_clear(text);
	day_print(row->day, day);
	text_add_format(text, "%s\n%.*s\n%s\n%.*s\n%u\n",
			reconcile_status_name(row->status),
			SLICE_ARGS(row->key), day, SLICE_ARGS(row->member),
			occurrence);
	day_print(row->journal_day, day);
	text_add_format(text, "%s\n", day);
	add_amount(text, row->has_till_money, row->till);
	add_amount(text, row->has_journal_money, row->journal);
	add_amount(text, row->has_till_points, row->till_points);
	add_amount(text, row->has_journal_points, row->journal_points);
	accepted_print_facts(text_slice(text), row->facts);
}

/* --- rows ------------------------------------------------------------------- */

static void add_row(struct till *till, struct reconcile_row *row,
		    uint32_t occurrence)
{
	struct reconciliation *result = till->result;

	row->found = row->status;
	if (row->key.length == 0)
		row->key = make_key(till, row);
	if (reconcile_status_opens(row->status)) {
		add_facts(till, row, occurrence);
		reconcile_accept(till->import.keep, &till->accepted, row);
	}
	result->rows =
		arena_grow(till->import.keep, result->rows, result->count + 1,
			   sizeof(*result->rows), &till->row_capacity);
	result->rows[result->count++] = *row;
}

static void add_event(struct till *till, struct reconcile_row *row,
		      uint32_t event)
{
	row->has_journal = true;
	row->event = event;
	row->journal_day = till_event_day(till, event);
}

/* Why a row is in no account. */
static void settle_missing(struct till *till, const struct ticket *ticket,
			   struct till_finding *finding)
{
	const struct person *person = &till->import.people[ticket->person];

	finding->status = RECONCILE_MISSING_IN_JOURNAL;
	if (day_compare(ticket->day, till->closed) <= 0) {
		finding->status = RECONCILE_LATE;
		finding->note = "of a closed month: record it with 'import "
				"--late post'";
	} else if (person->state == PERSON_NEW) {
		finding->note = "the book has no such member";
	} else if (person->state == PERSON_BAD) {
		finding->note = person->problem;
	} else if (person->state == PERSON_ERASED) {
		finding->note = "the member was erased";
	} else if (finding->is_ambiguous) {
		finding->note = "several events may be it";
	}
}

/* A ticket without an event. */
static void settle_left(struct till *till, uint32_t number)
{
	struct till_finding *finding = &till->findings[number];
	const struct ticket *ticket = &till->import.tickets[number];

	if (finding->is_settled || finding->status == RECONCILE_CORRECTED)
		return;
	finding->status = RECONCILE_NO_MEMBER;
	if (ticket->person != NONE)
		settle_missing(till, ticket, finding);
}

static const char *several_note(struct till *till,
				const struct till_finding *finding)
{
	return arena_print(till->import.keep, "%zu events together",
			   finding->other_events + 1);
}

/* How the file, or the book, calls whose it is. */
static struct slice member_of(const struct till *till,
			      const struct ticket *ticket)
{
	if (ticket->person == NONE)
		return (struct slice){ "", 0 };
	return arena_copy_slice(
		till->import.keep,
		import_person_called(&till->import.people[ticket->person]));
}

static void add_ticket(struct till *till, uint32_t number)
{
	struct import *import = &till->import;
	struct till_finding *finding = &till->findings[number];
	const struct ticket *ticket = &import->tickets[number];
	struct reconcile_row row = {
		.kind = ticket->kind,
		.has_till = true,
		.key = arena_copy_slice(import->keep, ticket->reference),
		.member = member_of(till, ticket),
		.day = ticket->day,
		.journal_day = DAY_NONE,
		.line = ticket->line,
		.event = NONE,
	};

	settle_left(till, number);
	row.status = finding->status;
	row.note = finding->note;
	row.has_till_money = till_ticket_money(ticket, &row.till);
	row.has_till_points = till_ticket_points(ticket, &row.till_points);
	if (finding->event != NONE) {
		add_event(till, &row, finding->event);
		row.has_journal_money =
			import->journal->events[finding->event].currency !=
			CURRENCY_NONE;
		row.journal = finding->journal;
		row.has_journal_points = true;
		row.journal_points = finding->points;
		if (finding->other_events > 0)
			row.note = several_note(till, finding);
	}
	if (!period_has(till->result->period, row.day) &&
	    (!row.has_journal ||
	     !period_has(till->result->period, row.journal_day)))
		return;
	add_row(till, &row, finding->occurrence);
}

/* --- events that no ticket has ---------------------------------------------- */

/* What two events of one sale have in common. */
static struct slice sale_key(struct till *till, uint32_t event)
{
	const struct event *e = &till->import.journal->events[event];
	struct text *text = &till->import.scratch;

	text_clear(text);
	text_add_format(text, "%u %d %u %lld",
			book_member_now(till->import.book, e->member),
			(int)till_event_day(till, event).number, e->kind,
			(long long)e->money);
	return text_slice(text);
}

/* True when the references may be two names of one receipt. */
static bool may_be_twice(const struct till *till, uint32_t event,
			 uint32_t other)
{
	const struct journal *journal = till->import.journal;
	struct slice a = event_reference(journal, &journal->events[event]);
	struct slice b = event_reference(journal, &journal->events[other]);

	if (till_event_is_by_hand(till, event))
		return true;
	if (a.length < b.length) {
		struct slice longer = b;

		b = a;
		a = longer;
	}
	return a.length > b.length && a.text[a.length - b.length - 1] == '/' &&
	       slice_equal(slice_from_offset(a, a.length - b.length), b);
}

/* What may explain an event that no row has: the sales that have one, by what
 * they have in common, and rows of nobody, by day and amount. */
struct sold {
	struct intern keys;
	uint32_t *events;
	size_t capacity;
	struct intern nobody;
	uint32_t *lines;
	size_t line_capacity;
};

static struct slice nobody_key(struct till *till, struct day day, int64_t money)
{
	struct text *text = &till->import.scratch;

	text_clear(text);
	text_add_format(text, "%d %lld", (int)day.number, (long long)money);
	return text_slice(text);
}

static void find_nobody(struct till *till, struct sold *sold)
{
	struct import *import = &till->import;

	intern_init(&sold->nobody, import->arena, import->journal->seed);
	for (uint32_t i = 0; i < import->ticket_count; i++) {
		const struct ticket *ticket = &import->tickets[i];
		uint32_t known = sold->nobody.count;
		int64_t money;
		struct slice key;

		if (ticket->flags & TICKET_SETTLED ||
		    till->findings[i].status != RECONCILE_NO_MEMBER ||
		    !till_ticket_money(ticket, &money))
			continue;
		key = nobody_key(till, ticket->day, money);
		if (intern_add(&sold->nobody,
			       arena_copy_slice(import->arena, key)) < known)
			continue;
		sold->lines =
			arena_grow(import->arena, sold->lines, known + 1,
				   sizeof(*sold->lines), &sold->line_capacity);
		sold->lines[known] = ticket->line;
	}
}

static void find_sold(struct till *till, struct sold *sold)
{
	struct import *import = &till->import;

	intern_init(&sold->keys, import->arena, import->journal->seed);
	for (uint32_t i = 0; i < import->journal->event_count; i++) {
		uint32_t known = sold->keys.count;
		uint32_t number;

		if (till->events[i].row == NONE)
			continue;
		number = intern_add(
			&sold->keys,
			arena_copy_slice(import->arena, sale_key(till, i)));
		if (number < known)
			continue;
		sold->events = arena_grow(
			import->arena, sold->events, sold->keys.count,
			sizeof(*sold->events), &sold->capacity);
		sold->events[number] = i;
	}
}

static void add_left_event(struct till *till, const struct sold *sold,
			   uint32_t number)
{
	struct import *import = &till->import;
	const struct event *e = &import->journal->events[number];
	uint32_t twin = intern_find(&sold->keys, sale_key(till, number));
	uint32_t nobody;
	struct reconcile_row row = {
		.status = RECONCILE_MISSING_AT_TILL,
		.kind = e->kind,
		.key = event_reference(import->journal, e),
		.member = event_member(import->journal, e),
		.day = till_event_day(till, number),
	};

	add_event(till, &row, number);
	row.has_journal_money = till_event_money(till, number, &row.journal);
	row.has_journal_points = true;
	row.journal_points = till->events[number].points;
	nobody = intern_find(&sold->nobody,
			     nobody_key(till, row.day, row.journal));
	if (twin != INTERN_NONE &&
	    may_be_twice(till, number, sold->events[twin])) {
		struct slice other = event_reference(
			import->journal,
			&import->journal->events[sold->events[twin]]);

		row.status = RECONCILE_DUPLICATE;
		row.note = arena_print(import->keep, "the same as '%.*s'",
				       SLICE_ARGS(other));
	} else if (nobody != INTERN_NONE) {
		row.note = arena_print(import->keep,
				       "line %u has the same day and amount, "
				       "and names no member",
				       sold->lines[nobody]);
	}
	add_row(till, &row, 1);
}

static int compare_rows(const void *a, const void *b)
{
	const struct reconcile_row *one = a;
	const struct reconcile_row *other = b;
	int order = day_compare(one->day, other->day);

	if (order == 0 && one->line != other->line)
		order = one->line == 0 || (other->line != 0 &&
					   one->line > other->line)
				? 1
				: -1;
	if (order == 0 && one->event != other->event)
		order = one->event < other->event ? -1 : 1;
	return order;
}

void till_make_rows(struct till *till)
{
	struct import *import = &till->import;
	struct sold sold = { .events = NULL };

	for (uint32_t i = 0; i < import->ticket_count; i++)
		if (!(import->tickets[i].flags & TICKET_SETTLED))
			add_ticket(till, i);
	find_sold(till, &sold);
	find_nobody(till, &sold);
	for (uint32_t i = 0; i < import->journal->event_count; i++)
		if (till->events[i].is_wanted && till->events[i].row == NONE &&
		    period_has(till->result->period, till_event_day(till, i)))
			add_left_event(till, &sold, i);
	if (till->result->count > 1)
		qsort(till->result->rows, till->result->count,
		      sizeof(*till->result->rows), compare_rows);
}
