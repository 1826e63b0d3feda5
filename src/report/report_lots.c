/*
 * `lots` and `expiring`: what each credit opened and what is left of it, in
 * order of member, unit and last usable day.
 */
#include "report/report_lots.h"

#include <stdlib.h>

#include "base/arena.h"
#include "engine/book.h"
#include "journal/journal.h"
#include "query/query.h"
#include "report/event_row.h"
#include "report/report_scope.h"

static const struct column lots_columns[] = {
	{ "member", COLUMN_ID, "the member's id" },
	{ "unit", COLUMN_ID, "the unit of points" },
	{ "earned", COLUMN_DAY, "the day the points were earned" },
	{ "usable_from", COLUMN_DAY, "the first day they can be spent" },
	{ "expires", COLUMN_DAY, "the last usable day; empty: never" },
	{ "origin", COLUMN_ID,
	  "sale, bonus, opening, goodwill, partner, transfer or correction" },
	{ "ref", COLUMN_ID, "the reference of the event that opened it" },
	{ "points", COLUMN_POINTS, "points it was opened with" },
	{ "used", COLUMN_POINTS, "points taken by debits" },
	{ "expired", COLUMN_POINTS, "points that expired" },
	{ "remaining", COLUMN_POINTS, "points left, reserved ones included" },
	{ "file", COLUMN_TEXT, "the file of the event" },
	{ "line", COLUMN_INTEGER, "the number of its line" },
	{ NULL, COLUMN_TEXT, NULL },
};

const struct report report_lots = {
	.name = "lots",
	.title = "Lots",
	.columns = lots_columns,
	.fields = EVENT_ROW_FIELDS,
};

static const struct column expiring_columns[] = {
	{ "member", COLUMN_ID, "the member's id" },
	{ "name", COLUMN_TEXT, "the name in the profile" },
	{ "unit", COLUMN_ID, "the unit of points" },
	{ "expires", COLUMN_DAY, "the last usable day" },
	{ "points", COLUMN_POINTS, "points that expire after it" },
	{ "file", COLUMN_TEXT, "the file of the event that earned them" },
	{ "line", COLUMN_INTEGER, "the number of its line" },
	{ NULL, COLUMN_TEXT, NULL },
};

const struct report report_expiring = {
	.name = "expiring",
	.title = "Expiring points",
	.columns = expiring_columns,
	.fields = EVENT_ROW_FIELDS,
};

/* A lot with all it is sorted by. */
struct lot_entry {
	const struct lot *lot;
	uint32_t member;
	struct slice id;
	struct day expires;
	int unit;
};

static int compare_by_member(const void *left, const void *right)
{
	const struct lot_entry *a = left;
	const struct lot_entry *b = right;
	int order = slice_compare_natural(a->id, b->id);

	if (order != 0)
		return order;
	if (a->unit != b->unit)
		return a->unit - b->unit;
	if (a->expires.number != b->expires.number)
		return a->expires.number < b->expires.number ? -1 : 1;
	if (a->lot->earned.number != b->lot->earned.number)
		return a->lot->earned.number < b->lot->earned.number ? -1 : 1;
	return a->lot < b->lot ? -1 : a->lot > b->lot;
}

static int compare_by_day(const void *left, const void *right)
{
	const struct lot_entry *a = left;
	const struct lot_entry *b = right;

	if (a->expires.number != b->expires.number)
		return a->expires.number < b->expires.number ? -1 : 1;
	return compare_by_member(left, right);
}

/* A lot as a row that a query can ask: its member, unit and points are its
 * own. */
struct lot_row {
	struct event_row event;
	const struct lot *lot;
	int64_t points; /* as the column shows them */
};

static bool lot_value(void *context, enum query_field field, struct slice key,
		      size_t nth, struct query_value *value)
{
	struct lot_row *row = context;
	const struct book *book = row->event.member.book;
	const struct unit *unit =
		&book->programs->units[row->event.member.unit];

	if (field == QUERY_member)
		return member_row_value(&row->event.member, field, key, nth,
					value);
	if (field == QUERY_unit || field == QUERY_points) {
		value->text = unit->name;
		value->number = row->points;
		value->scale = unit->decimals;
		return nth == 0;
	}
	return event_row_value(&row->event, field, key, nth, value);
}

static bool is_taken(const struct report_scope *scope,
		     const struct lot_entry *entry, int64_t points)
{
	struct lot_row row = {
		.event = { .member = { .arena = scope->arena,
				       .book = scope->book,
				       .segments = scope->segments,
				       .member = entry->member,
				       .unit = entry->unit },
			   .journal = scope->book->journal,
			   .event = scope_event(scope, entry->lot->event) },
		.lot = entry->lot,
		.points = points,
	};
	struct query_row asked = { .context = &row, .value = lot_value };

	return scope->query == NULL || query_is_empty(scope->query) ||
	       query_match(scope->query, &asked);
}

static struct lot_entry entry_of(const struct report_scope *scope,
				 const struct lot *lot)
{
	const struct book *book = scope->book;
	uint32_t number = lot->account;

	while (book->accounts[number].merged_into != NONE)
		number = book->accounts[number].merged_into;
	uint32_t member = book->accounts[number].member;
	return (struct lot_entry){
		.lot = lot,
		.member = member,
		.id = intern_text(&book->journal->members, member),
		.expires = lot_expires(book, lot),
		.unit = book->accounts[number].unit,
	};
}

static void add_lot(const struct report_scope *scope, struct table *table,
		    const struct lot_entry *entry)
{
	const struct lot *lot = entry->lot;
	const struct unit *unit = scope_unit(scope, entry->unit);

	table_add_text(table, entry->id);
	table_add_text(table, unit->name);
	table_add_day(table, lot->earned);
	table_add_day(table, lot->usable_from);
	table_add_day(table, entry->expires);
	table_add_string(table, lot_origin_name((enum lot_origin)lot->origin));
	table_add_text(table, event_reference(scope->book->journal,
					      scope_event(scope, lot->event)));
	table_add_points(table, lot->points, unit->decimals);
	table_add_points(table, lot_used(scope->book, lot), unit->decimals);
	table_add_points(table, lot_expired(scope->book, lot), unit->decimals);
	table_add_points(table, lot_left(scope->book, lot), unit->decimals);
	scope_add_place(scope, table, lot->event);
	table_end_row(table);
}

void report_lots_rows(const struct report_scope *scope, struct table *table,
		      bool all)
{
	const struct book *book = scope->book;
	struct lot_entry *list = NULL;
	size_t count = 0;
	size_t capacity = 0;

	for (size_t i = 0; i < book->lot_count; i++) {
		const struct lot *lot = &book->lots[i];
		if (!all && lot_left(book, lot) == 0)
			continue;
		struct lot_entry entry = entry_of(scope, lot);
		if (!scope_takes_day(scope, lot->earned) ||
		    !is_taken(scope, &entry, lot->points))
			continue;
		list = arena_grow(scope->arena, list, count + 1, sizeof(*list),
				  &capacity);
		list[count++] = entry;
	}
	if (count > 1)
		qsort(list, count, sizeof(*list), compare_by_member);
	for (size_t i = 0; i < count; i++)
		add_lot(scope, table, &list[i]);
}

void report_expiring_rows(const struct report_scope *scope, struct table *table,
			  struct day until)
{
	const struct book *book = scope->book;
	struct lot_entry *list = NULL;
	size_t count = 0;
	size_t capacity = 0;

	for (size_t i = 0; i < book->lot_count; i++) {
		const struct lot *lot = &book->lots[i];
		if (lot->remaining == 0)
			continue;
		struct lot_entry entry = entry_of(scope, lot);
		if (!day_is_real(entry.expires) ||
		    day_compare(entry.expires, until) > 0 ||
		    !is_taken(scope, &entry, lot->remaining))
			continue;
		list = arena_grow(scope->arena, list, count + 1, sizeof(*list),
				  &capacity);
		list[count++] = entry;
	}
	if (count > 1)
		qsort(list, count, sizeof(*list), compare_by_day);
	for (size_t i = 0; i < count; i++) {
		const struct unit *unit = scope_unit(scope, list[i].unit);
		scope_add_member(scope, table, list[i].member);
		table_add_text(table, unit->name);
		table_add_day(table, list[i].expires);
		table_add_points(table, list[i].lot->remaining, unit->decimals);
		scope_add_place(scope, table, list[i].lot->event);
		table_end_row(table);
	}
}
