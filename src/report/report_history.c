/*
 * `history`: a row a movement of points, and one for every event that moved
 * none (status, steps of a redemption, notes), in book order.
 */
#include "report/report_history.h"

#include "base/arena.h"
#include "base/currency.h"
#include "engine/book.h"
#include "journal/journal.h"
#include "report/event_row.h"
#include "report/event_words.h"
#include "report/movements.h"
#include "report/report_scope.h"

static const struct column columns[] = {
	{ "date", COLUMN_DAY, "the day" },
	{ "time", COLUMN_TIME, "the time of day, where the line has one" },
	{ "kind", COLUMN_ID,
	  "what it was: the journal's word, or what "
	  "followed from it" },
	{ "member", COLUMN_ID, "the member's id" },
	{ "name", COLUMN_TEXT, "the name in the profile" },
	{ "ref", COLUMN_ID, "the reference of the event, or the one it names" },
	{ "reward", COLUMN_ID, "the reward of a redemption" },
	{ "points", COLUMN_POINTS, "the points moved, signed" },
	{ "unit", COLUMN_ID, "the unit of points" },
	{ "amount", COLUMN_MONEY,
	  "the money of a purchase, refund or payment" },
	{ "currency", COLUMN_ID, "its currency" },
	{ "balance", COLUMN_POINTS, "the member's balance behind the row" },
	{ "store", COLUMN_ID, "the store" },
	{ "staff", COLUMN_ID, "who was at the till" },
	{ "note", COLUMN_TEXT, "the reason or note of the line" },
	{ "file", COLUMN_TEXT, "the file of the line" },
	{ "line", COLUMN_INTEGER, "the number of the line" },
	{ NULL, COLUMN_TEXT, NULL },
};

const struct report report_history = {
	.name = "history",
	.title = "History",
	.columns = columns,
	.fields = EVENT_ROW_FIELDS,
};

/* A movement as a row that a query can ask: day, points, kind, the one member
 * it concerns and the reference of a step's target are its own. */
struct history_row {
	struct event_row event;
	const struct movement *movement;
	const struct report_scope *scope;
};

static bool points_value(const struct history_row *row, size_t nth,
			 struct query_value *value)
{
	if (nth > 0 || !row->movement->has_points)
		return false;
	const struct unit *unit = scope_unit(row->scope, row->movement->unit);
	value->number = row->movement->points;
	value->scale = unit->decimals;
	value->text = unit->name;
	return true;
}

/* A text that comes before those of the event. */
static bool first_value(struct history_row *row, enum query_field field,
			struct slice first, size_t nth,
			struct query_value *value)
{
	if (nth == 0) {
		value->text = first;
		return true;
	}
	return event_row_value(&row->event, field, (struct slice){ NULL, 0 },
			       nth - 1, value);
}

static bool history_value(void *context, enum query_field field,
			  struct slice key, size_t nth,
			  struct query_value *value)
{
	struct history_row *row = context;
	const struct journal *journal = row->scope->book->journal;
	const struct movement *m = row->movement;

	if (field == QUERY_points || field == QUERY_unit)
		return points_value(row, nth, value);
	if (field == QUERY_kind)
		return first_value(row, field, slice_from(m->kind), nth, value);
	if (field == QUERY_ref)
		return first_value(
			row, field,
			event_words_reference(journal, row->event.event), nth,
			value);
	if (field == QUERY_date) {
		value->day = m->day;
		return nth == 0;
	}
	if (field == QUERY_member && m->member != NONE)
		return member_row_value(&row->event.member, field, key, nth,
					value);
	return event_row_value(&row->event, field, key, nth, value);
}

static bool is_taken(const struct report_scope *scope,
		     const struct movement *movement)
{
	struct history_row row = {
		.event = { .member = { .arena = scope->arena,
				       .book = scope->book,
				       .segments = scope->segments,
				       .member = movement->member,
				       .unit = movement->unit },
			   .journal = scope->book->journal,
			   .event = scope_event(scope, movement->event) },
		.movement = movement,
		.scope = scope,
	};
	struct query_row asked = { .context = &row, .value = history_value };

	if (!scope_takes_day(scope, movement->day))
		return false;
	return scope->query == NULL || query_is_empty(scope->query) ||
	       query_match(scope->query, &asked);
}

/* The reward of a redemption, of its steps and of what took it back. */
static void add_reward(const struct report_scope *scope, struct table *table,
		       const struct event *e)
{
	const struct journal *journal = scope->book->journal;
	const struct event *of = e;

	if (e->kind != EVENT_REDEEM && e->kind != EVENT_REQUEST &&
	    e->kind != EVENT_STOCK) {
		uint32_t target = journal_find(
			journal, event_words_reference(journal, e));
		of = target == EVENT_NONE ? NULL : &journal->events[target];
	}
	if (of != NULL &&
	    (of->kind == EVENT_REDEEM || of->kind == EVENT_REQUEST ||
	     of->kind == EVENT_STOCK))
		table_add_text(table, event_operand(journal, of));
	else
		table_add_none(table);
}

static void add_money(struct table *table, const struct event *e)
{
	if (e->currency == CURRENCY_NONE) {
		table_add_none(table);
		table_add_none(table);
		return;
	}
	table_add_money(table, e->money, e->currency);
	table_add_string(table, currency_code(e->currency));
}

static void add_points(const struct report_scope *scope, struct table *table,
		       const struct movement *movement)
{
	if (!movement->has_points) {
		table_add_none(table);
		table_add_none(table);
		return;
	}
	const struct unit *unit = scope_unit(scope, movement->unit);
	table_add_points(table, movement->points, unit->decimals);
	table_add_text(table, unit->name);
}

void report_history_begin_row(const struct report_scope *scope,
			      struct table *table,
			      const struct movement *movement)
{
	const struct event *e = scope_event(scope, movement->event);

	table_add_day(table, movement->day);
	table_add_minute(table,
			 movement->lot == NONE ? e->minute : MINUTE_NONE);
	table_add_string(table, movement->kind);
	if (movement->member == NONE) {
		table_add_none(table);
		table_add_none(table);
	} else {
		scope_add_member(scope, table, movement->member);
	}
	table_add_text(table, event_words_reference(scope->book->journal, e));
	add_reward(scope, table, e);
	add_points(scope, table, movement);
	add_money(table, e);
}

struct history {
	const struct report_scope *scope;
	struct table *table;
};

static void add_movement(void *context, const struct movement *movement)
{
	const struct history *history = context;
	const struct report_scope *scope = history->scope;
	struct table *table = history->table;

	if (!is_taken(scope, movement))
		return;
	report_history_begin_row(scope, table, movement);
	if (movement->has_points)
		table_add_points(table, movement->balance,
				 scope_unit(scope, movement->unit)->decimals);
	else
		table_add_none(table);
	scope_add_value(scope, table, movement->event, KEY_STORE);
	scope_add_value(scope, table, movement->event, KEY_STAFF);
	scope_add_value(scope, table, movement->event, KEY_WHY);
	scope_add_place(scope, table, movement->event);
	table_end_row(table);
}

void report_history_rows(const struct report_scope *scope, struct table *table)
{
	movements_visit(scope, add_movement,
			&(struct history){ .scope = scope, .table = table });
}
