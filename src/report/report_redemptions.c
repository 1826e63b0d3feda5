/*
 * `redemptions`: each request and redemption up to the book's day, in book
 * order, with its state on that day.
 */
#include "report/report_redemptions.h"

#include <stdlib.h>

#include "base/arena.h"
#include "engine/book.h"
#include "journal/journal.h"
#include "journal/order.h"
#include "report/event_row.h"
#include "report/report_rewards.h"
#include "report/report_scope.h"

static const struct column columns[] = {
	{ "ref", COLUMN_ID, "the reference" },
	{ "member", COLUMN_ID, "the member's id" },
	{ "name", COLUMN_TEXT, "the name in the profile" },
	{ "reward", COLUMN_ID, "the reward's name" },
	{ "kind", COLUMN_ID, "product, discount, payment …" },
	{ "state", COLUMN_ID,
	  "requested, approved, fulfilled, rejected, cancelled or expired" },
	{ "requested", COLUMN_DAY, "the day of the request or redemption" },
	{ "approved", COLUMN_DAY, "the day of the approval" },
	{ "fulfilled", COLUMN_DAY, "the day of the hand-over" },
	{ "points", COLUMN_POINTS, "points it costs" },
	{ "unit", COLUMN_ID, "the unit of points" },
	{ "value", COLUMN_MONEY,
	  "what a payment paid, or what the reward is worth" },
	{ "store", COLUMN_ID, "the store" },
	{ "staff", COLUMN_ID, "who was at the till" },
	{ "file", COLUMN_TEXT, "the file of the line" },
	{ "line", COLUMN_INTEGER, "the number of the line" },
	{ NULL, COLUMN_TEXT, NULL },
};

const struct report report_redemptions = {
	.name = "redemptions",
	.title = "Redemptions",
	.columns = columns,
	.fields = EVENT_ROW_FIELDS,
};

/* A redemption with what it is sorted by. */
struct entry {
	const struct redemption *redemption;
	const struct journal *journal;
};

static int compare_entries(const void *left, const void *right)
{
	const struct entry *a = left;
	const struct entry *b = right;

	return order_compare(a->journal, a->redemption->event * 2,
			     b->redemption->event * 2);
}

static const struct program *program_of(const struct report_scope *scope,
					const struct redemption *redemption)
{
	return programs_on(scope->book->programs,
			   scope_event(scope, redemption->event)->day);
}

static const struct reward *reward_of(const struct report_scope *scope,
				      const struct redemption *redemption)
{
	return redemption->reward < 0 ? NULL
				      : &program_of(scope, redemption)
						 ->rewards[redemption->reward];
}

/* ---- which ---- */

/* A redemption as a row that a query can ask: points and unit are those it
 * costs, kind: is the event's or the reward's. */
struct redemption_row {
	struct event_row event;
	const struct report_scope *scope;
	const struct redemption *redemption;
};

static bool redemption_value(void *context, enum query_field field,
			     struct slice key, size_t nth,
			     struct query_value *value)
{
	struct redemption_row *row = context;
	const struct redemption *redemption = row->redemption;
	const struct unit *unit = scope_unit(row->scope, redemption->unit);
	const struct reward *reward = reward_of(row->scope, redemption);

	if (field == QUERY_points || field == QUERY_unit) {
		value->number = redemption->points;
		value->scale = unit->decimals;
		value->text = unit->name;
		return nth == 0;
	}
	if (field == QUERY_kind && reward != NULL) {
		if (nth > 0)
			return event_row_value(&row->event, field, key, nth - 1,
					       value);
		value->text = slice_from(reward_kind_name(reward->kind));
		return true;
	}
	return event_row_value(&row->event, field, key, nth, value);
}

static bool is_taken(const struct report_scope *scope,
		     const struct redemption *redemption)
{
	const struct event *e = scope_event(scope, redemption->event);
	struct redemption_row row = {
		.event = { .member = { .arena = scope->arena,
				       .book = scope->book,
				       .segments = scope->segments,
				       .member = book_member_now(
					       scope->book, redemption->member),
				       .unit = redemption->unit },
			   .journal = scope->book->journal,
			   .event = e },
		.scope = scope,
		.redemption = redemption,
	};
	struct query_row asked = { .context = &row, .value = redemption_value };

	if (!(scope->book->effects[redemption->event].flags & EFFECT_APPLIED) ||
	    !scope_takes_day(scope, e->day))
		return false;
	return scope->query == NULL || query_is_empty(scope->query) ||
	       query_match(scope->query, &asked);
}

/* ---- rows ---- */

static void add_value(const struct report_scope *scope, struct table *table,
		      const struct redemption *redemption)
{
	const struct reward *reward = reward_of(scope, redemption);
	int64_t value = redemption->money;

	if (value < 0 && reward != NULL)
		value = reward->value;
	if (value < 0)
		table_add_none(table);
	else
		table_add_money(table, value,
				program_of(scope, redemption)->currency);
}

static void add_redemption(const struct report_scope *scope,
			   struct table *table,
			   const struct redemption *redemption)
{
	const struct journal *journal = scope->book->journal;
	const struct event *e = scope_event(scope, redemption->event);
	const struct reward *reward = reward_of(scope, redemption);
	const struct unit *unit = scope_unit(scope, redemption->unit);

	table_add_text(table, event_reference(journal, e));
	scope_add_member(scope, table,
			 book_member_now(scope->book, redemption->member));
	table_add_text(table, event_operand(journal, e));
	table_add_string(
		table, reward == NULL ? NULL : reward_kind_name(reward->kind));
	table_add_string(table,
			 redemption_state_name(
				 (enum redemption_state)redemption->state));
	table_add_day(table, redemption->requested);
	table_add_day(table, redemption->approved);
	table_add_day(table, redemption->fulfilled);
	table_add_points(table, redemption->points, unit->decimals);
	table_add_text(table, unit->name);
	add_value(scope, table, redemption);
	scope_add_value(scope, table, redemption->event, KEY_STORE);
	scope_add_value(scope, table, redemption->event, KEY_STAFF);
	scope_add_place(scope, table, redemption->event);
	table_end_row(table);
}

void report_redemptions_rows(const struct report_scope *scope,
			     struct table *table)
{
	const struct book *book = scope->book;
	struct entry *list = arena_take_array(
		scope->arena, book->redemption_count, sizeof(*list));
	size_t count = 0;

	for (size_t i = 0; i < book->redemption_count; i++) {
		if (is_taken(scope, &book->redemptions[i]))
			list[count++] = (struct entry){ &book->redemptions[i],
							book->journal };
	}
	if (count > 1)
		qsort(list, count, sizeof(*list), compare_entries);
	for (size_t i = 0; i < count; i++)
		add_redemption(scope, table, list[i].redemption);
}
