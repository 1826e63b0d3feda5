/*
 * `cutoff`: did each event fall on the right side of the period's end? An
 * event may stand in several lists. The book is that of today: what came
 * later is what the lists look for.
 */
#include "report/report_cutoff.h"

#include <stdlib.h>

#include "base/arena.h"
#include "engine/book.h"
#include "journal/journal.h"
#include "report/event_points.h"
#include "report/event_row.h"
#include "report/report_scope.h"

static const struct column columns[] = {
	{ "list", COLUMN_ID, "why it is listed: before, after, late …" },
	{ "date", COLUMN_DAY, "the day" },
	{ "time", COLUMN_TIME, "the time of day, where the line has one" },
	{ "sold", COLUMN_DAY, "the day of a late sale" },
	{ "entered", COLUMN_DAY,
	  "when the line was written, where it says so" },
	{ "kind", COLUMN_ID, "purchase, refund, redeem …" },
	{ "member", COLUMN_ID, "the member's id" },
	{ "ref", COLUMN_ID, "the reference of the event" },
	{ "points", COLUMN_POINTS, "what it moved, of the first unit" },
	{ "unit", COLUMN_ID, "the first unit" },
	{ "amount", COLUMN_MONEY, "its money; of refunds below 0" },
	{ "currency", COLUMN_ID, "its currency" },
	{ "store", COLUMN_ID, "the store" },
	{ "staff", COLUMN_ID, "who was at the till" },
	{ "file", COLUMN_TEXT, "the file of the line" },
	{ "line", COLUMN_INTEGER, "the number of the line" },
	{ NULL, COLUMN_TEXT, NULL },
};

const struct report report_cutoff = {
	.name = "cutoff",
	.title = "Cut-off",
	.columns = columns,
	.fields = EVENT_ROW_FIELDS,
};

static const char *const names[] = {
	[CUTOFF_BEFORE] = "before",
	[CUTOFF_AFTER] = "after",
	[CUTOFF_LATE] = "late",
	[CUTOFF_BACKDATED] = "backdated",
	[CUTOFF_REFUNDED_AFTER] = "refunded_after",
	[CUTOFF_OPEN_REQUEST] = "open_request",
	[CUTOFF_NOT_USABLE] = "not_usable",
};

const char *cutoff_list_name(enum cutoff_list list)
{
	return names[list];
}

/* One event in one list. */
struct entry {
	enum cutoff_list list;
	struct day day;
	int minute;
	uint32_t event;
};

struct cutoff {
	const struct report_scope *scope;
	struct day end;
	int window;
	struct entry *entries;
	size_t count, capacity;
};

static void add(struct cutoff *cutoff, enum cutoff_list list, uint32_t event)
{
	const struct event *e = scope_event(cutoff->scope, event);

	cutoff->entries = arena_grow(
		cutoff->scope->arena, cutoff->entries, cutoff->count + 1,
		sizeof(*cutoff->entries), &cutoff->capacity);
	cutoff->entries[cutoff->count++] =
		(struct entry){ list, e->day, e->minute, event };
}

/* True for what moves points, or takes such a thing back. */
static bool moves(const struct event *e)
{
	switch (e->kind) {
	case EVENT_VOID:
	case EVENT_MOVE:
	case EVENT_CANCEL:
	case EVENT_REJECT:
		return true;
	case EVENT_STOCK:
	case EVENT_ACCEPT:
	case EVENT_NOTE:
		return false;
	default:
		return directive_of((enum event_kind)e->kind)->moves;
	}
}

/* True when the day is by the end of the period. */
static bool is_in(const struct cutoff *cutoff, struct day day)
{
	return day_is_real(day) && day_compare(day, cutoff->end) <= 0;
}

static bool is_later(const struct cutoff *cutoff, struct day day)
{
	return day_is_real(day) && day_compare(day, cutoff->end) > 0;
}

/* A refund of a sale on the other side of the end. */
static bool refunds_earlier(const struct cutoff *cutoff, const struct event *e)
{
	const struct journal *journal = cutoff->scope->book->journal;
	uint32_t target;

	if (e->kind != EVENT_REFUND || !is_later(cutoff, e->day))
		return false;
	target = journal_find(journal, event_value(journal, e, KEY_OF));
	return target != EVENT_NONE &&
	       is_in(cutoff, journal->events[target].day);
}

/* A request that was open at the end of the period. */
static bool was_open(const struct cutoff *cutoff, uint32_t event)
{
	const struct book *book = cutoff->scope->book;
	uint32_t number = book->effects[event].extra;
	const struct redemption *redemption;

	if (scope_event(cutoff->scope, event)->kind != EVENT_REQUEST ||
	    number == NONE)
		return false;
	redemption = &book->redemptions[number];
	return is_in(cutoff, redemption->requested) &&
	       !is_in(cutoff, redemption->fulfilled) &&
	       !is_in(cutoff, redemption->ended) &&
	       !is_in(cutoff, redemption->expires);
}

/* Points of the period that could not be used by its end. */
static bool is_not_usable(const struct cutoff *cutoff, uint32_t event)
{
	const struct book *book = cutoff->scope->book;
	uint32_t number = book->effects[event].lot;

	for (; number != NONE && number < book->lot_count &&
	       book->lots[number].event == event;
	     number++)
		if (is_in(cutoff, book->lots[number].earned) &&
		    is_later(cutoff, book->lots[number].usable_from))
			return true;
	return false;
}

static void sort_event(struct cutoff *cutoff, uint32_t event)
{
	const struct journal *journal = cutoff->scope->book->journal;
	const struct event *e = &journal->events[event];
	struct day sold = event_day_value(journal, e, KEY_SOLD);
	struct day entered = event_day_value(journal, e, KEY_ENTERED);
	int32_t days = day_difference(cutoff->end, e->day);

	if (days <= 0 && days > -cutoff->window)
		add(cutoff, CUTOFF_BEFORE, event);
	if (days > 0 && days <= cutoff->window)
		add(cutoff, CUTOFF_AFTER, event);
	if (days > 0 && is_in(cutoff, sold))
		add(cutoff, CUTOFF_LATE, event);
	if (days <= 0 && is_later(cutoff, entered))
		add(cutoff, CUTOFF_BACKDATED, event);
	if (refunds_earlier(cutoff, e))
		add(cutoff, CUTOFF_REFUNDED_AFTER, event);
	if (was_open(cutoff, event))
		add(cutoff, CUTOFF_OPEN_REQUEST, event);
	if (is_not_usable(cutoff, event))
		add(cutoff, CUTOFF_NOT_USABLE, event);
}

static int compare_entries(const void *a, const void *b)
{
	const struct entry *one = a;
	const struct entry *other = b;
	int order = one->list < other->list ? -1 : one->list > other->list;

	if (order == 0)
		order = day_compare(one->day, other->day);
	if (order == 0)
		order = one->minute < other->minute
				? -1
				: one->minute > other->minute;
	if (order == 0)
		order = one->event < other->event ? -1 : 1;
	return order;
}

static void add_entry(const struct cutoff *cutoff, struct table *table,
		      const struct entry *entry, const int64_t *points)
{
	const struct report_scope *scope = cutoff->scope;
	const struct journal *journal = scope->book->journal;
	const struct event *e = scope_event(scope, entry->event);
	const struct unit *unit =
		scope_unit(scope, scope_program(scope)->first_unit);

	table_add_string(table, names[entry->list]);
	table_add_day(table, e->day);
	table_add_minute(table, e->minute);
	table_add_day(table, event_day_value(journal, e, KEY_SOLD));
	table_add_day(table, event_day_value(journal, e, KEY_ENTERED));
	table_add_string(table,
			 directive_of((enum event_kind)e->kind)->keyword);
	table_add_text(table, event_member(journal, e));
	table_add_text(table, event_reference(journal, e));
	table_add_points(table, points[entry->event], unit->decimals);
	table_add_text(table, unit->name);
	event_points_add_money(table, e);
	scope_add_value(scope, table, entry->event, KEY_STORE);
	scope_add_value(scope, table, entry->event, KEY_STAFF);
	scope_add_place(scope, table, entry->event);
	table_end_row(table);
}

void report_cutoff_rows(const struct report_scope *scope, struct table *table,
			struct day end, int window, size_t counts[CUTOFF_COUNT])
{
	const struct book *book = scope->book;
	const struct journal *journal = book->journal;
	const int64_t *points =
		event_points(scope, scope_program(scope)->first_unit);
	struct cutoff cutoff = { .scope = scope, .end = end, .window = window };

	for (uint32_t i = 0; i < journal->event_count; i++)
		if (!(journal->events[i].flags & EVENT_DUPLICATE) &&
		    (book->effects[i].flags & EFFECT_APPLIED) &&
		    moves(&journal->events[i]) && event_points_taken(scope, i))
			sort_event(&cutoff, i);
	if (cutoff.count > 1)
		qsort(cutoff.entries, cutoff.count, sizeof(*cutoff.entries),
		      compare_entries);
	for (size_t i = 0; i < cutoff.count; i++) {
		counts[cutoff.entries[i].list]++;
		add_entry(&cutoff, table, &cutoff.entries[i], points);
	}
}
