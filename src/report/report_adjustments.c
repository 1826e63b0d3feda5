/*
 * `adjustments`: what did not come from a sale, a bonus or a redemption as the
 * rules have it, but from somebody's hand: adjusts, voids, moves, transfers,
 * forfeitures, openings, levels, late sales and overridden points.
 */
#include "report/report_adjustments.h"

#include "base/arena.h"
#include "base/currency.h"
#include "engine/book.h"
#include "journal/journal.h"
#include "report/event_points.h"
#include "report/event_row.h"
#include "report/event_words.h"
#include "report/movements.h"
#include "report/report_scope.h"

static const struct column columns[] = {
	{ "date", COLUMN_DAY, "the day" },
	{ "kind", COLUMN_ID, "adjust, void, move …; purchase of a late sale" },
	{ "member", COLUMN_ID, "the member's id" },
	{ "name", COLUMN_TEXT, "the name in the profile" },
	{ "ref", COLUMN_ID, "the reference of the event" },
	{ "of", COLUMN_ID, "the event that it takes back or moves" },
	{ "points", COLUMN_POINTS, "the points moved, signed" },
	{ "unit", COLUMN_ID, "the unit of points" },
	{ "amount", COLUMN_MONEY,
	  "its effect on sales: of a void that of what it takes back" },
	{ "currency", COLUMN_ID, "its currency" },
	{ "staff", COLUMN_ID, "who did it" },
	{ "why", COLUMN_TEXT, "the reason" },
	{ "sold", COLUMN_DAY, "the day of a late sale" },
	{ "file", COLUMN_TEXT, "the file of the line" },
	{ "line", COLUMN_INTEGER, "the number of the line" },
	{ NULL, COLUMN_TEXT, NULL },
};

const struct report report_adjustments = {
	.name = "adjustments",
	.title = "Adjustments",
	.columns = columns,
	.fields = EVENT_ROW_FIELDS,
};

struct adjustments {
	const struct report_scope *scope;
	struct table *table;
	struct report_adjustments_sum *sums;
	size_t lacking; /* rows without a reason */
	bool *is_told;  /* by event: its money stands in a row above */
};

static bool is_by_hand(const struct journal *journal, const struct event *e)
{
	switch (e->kind) {
	case EVENT_ADJUST:
	case EVENT_VOID:
	case EVENT_MOVE:
	case EVENT_TRANSFER:
	case EVENT_OPENING:
	case EVENT_MERGE:
	case EVENT_TIER:
		return true;
	case EVENT_EXPIRE:
		return event_value(journal, e, KEY_WHY).length > 0;
	default:
		return day_is_real(event_day_value(journal, e, KEY_SOLD)) ||
		       event_value(journal, e, KEY_OVERRIDE).length > 0;
	}
}

/* The event that a void or move names, NULL when there is none. */
static const struct event *target_of(const struct journal *journal,
				     const struct event *e)
{
	uint32_t number;

	if (e->kind != EVENT_VOID && e->kind != EVENT_MOVE)
		return NULL;
	number = journal_find(journal, event_operand(journal, e));
	return number == EVENT_NONE ? NULL : &journal->events[number];
}

/* The effect on sales, once an event. */
static void add_money(const struct adjustments *all, struct table *table,
		      const struct movement *m, const struct event *e)
{
	const struct event *target = target_of(all->scope->book->journal, e);
	bool is_told = all->is_told[m->event];

	all->is_told[m->event] = true;
	if (!is_told && e->kind == EVENT_VOID && target &&
	    target->currency != CURRENCY_NONE) {
		table_add_money(table, -event_points_money(target),
				target->currency);
		table_add_string(table, currency_code(target->currency));
	} else if (!is_told &&
		   (e->kind == EVENT_PURCHASE || e->kind == EVENT_REFUND)) {
		event_points_add_money(table, e);
	} else {
		table_add_none(table);
		table_add_none(table);
	}
}

static void add_points(const struct adjustments *all, struct table *table,
		       const struct movement *m)
{
	const struct unit *unit;
	struct report_adjustments_sum *sum = &all->sums[m->unit];
	int64_t *side = m->points < 0 ? &sum->taken : &sum->given;

	if (!m->has_points) {
		table_add_none(table);
		table_add_none(table);
		return;
	}
	unit = scope_unit(all->scope, m->unit);
	(void)amount_add(*side, m->points, side);
	table_add_points(table, m->points, unit->decimals);
	table_add_text(table, unit->name);
}

static void add_why(struct adjustments *all, struct table *table,
		    const struct event *e)
{
	const struct journal *journal = all->scope->book->journal;
	const struct attribute *why = event_attribute(journal, e, KEY_WHY);

	if (!why)
		why = event_attribute(journal, e, KEY_OVERRIDE);
	if (why) {
		table_add_text(table, attribute_text(all->scope->arena, journal,
						     e, why));
		return;
	}
	all->lacking++;
	table_add_none(table);
}

static void add_movement(void *context, const struct movement *m)
{
	struct adjustments *all = context;
	const struct report_scope *scope = all->scope;
	const struct journal *journal = scope->book->journal;
	const struct event *e = scope_event(scope, m->event);
	struct table *table = all->table;

	if (m->lot != NONE || !is_by_hand(journal, e) ||
	    !scope_takes_day(scope, m->day) ||
	    !event_points_taken(scope, m->event))
		return;
	table_add_day(table, m->day);
	table_add_string(table, m->kind);
	if (m->member == NONE) {
		table_add_none(table);
		table_add_none(table);
	} else {
		scope_add_member(scope, table, m->member);
	}
	table_add_text(table, event_reference(journal, e));
	if (e->kind == EVENT_VOID || e->kind == EVENT_MOVE)
		table_add_text(table, event_operand(journal, e));
	else
		scope_add_value(scope, table, m->event, KEY_OF);
	add_points(all, table, m);
	add_money(all, table, m, e);
	scope_add_value(scope, table, m->event, KEY_STAFF);
	add_why(all, table, e);
	table_add_day(table, event_day_value(journal, e, KEY_SOLD));
	scope_add_place(scope, table, m->event);
	table_end_row(table);
}

size_t report_adjustments_rows(const struct report_scope *scope,
			       struct table *table,
			       struct report_adjustments_sum *sums)
{
	struct adjustments all = {
		.scope = scope,
		.table = table,
		.sums = sums,
		.is_told = arena_take_array(scope->arena,
					    scope->book->journal->event_count,
					    sizeof(bool)),
	};

	movements_visit(scope, add_movement, &all);
	return all.lacking;
}
