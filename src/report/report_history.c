/*
 * `history`: the postings of the book, one row each (a transfer is two, an
 * expiry stands once, at its own day), and the events that move no points.
 * Both lists are in book order and are merged by day and event. The balance
 * is the account's after the row, counted from the book's beginning, so a
 * query or a period never changes it.
 */
#include "report/report_history.h"

#include "base/arena.h"
#include "base/currency.h"
#include "engine/book.h"
#include "journal/journal.h"
#include "journal/order.h"
#include "query/query.h"
#include "report/event_row.h"
#include "report/report_scope.h"

static const struct column columns[] = {
	{ "date", COLUMN_DAY, "the day" },
	{ "time", COLUMN_TIME, "the time of day, where the line has one" },
	{ "kind", COLUMN_ID, "what happened: purchase, redeem, expiry …" },
	{ "member", COLUMN_ID, "the member's id" },
	{ "name", COLUMN_TEXT, "the name in the profile" },
	{ "ref", COLUMN_ID, "the reference of the event" },
	{ "reward", COLUMN_ID, "the reward of a redemption" },
	{ "points", COLUMN_POINTS, "the points moved, signed" },
	{ "unit", COLUMN_ID, "the unit of points" },
	{ "amount", COLUMN_MONEY,
	  "the money of a purchase, refund or payment" },
	{ "currency", COLUMN_ID, "its currency" },
	{ "balance", COLUMN_POINTS, "the member's balance after the row" },
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

/* A posting as a row that a query can ask: points and kind are its own. */
struct history_row {
	struct event_row event;
	const char *kind;
	bool has_points;
	int64_t points;
	int unit;
	const struct report_scope *scope;
};

static bool history_value(void *context, enum query_field field,
			  struct slice key, size_t nth,
			  struct query_value *value)
{
	struct history_row *row = context;

	if (field == QUERY_points || field == QUERY_unit) {
		if (nth > 0 || !row->has_points)
			return false;
		const struct unit *unit = scope_unit(row->scope, row->unit);
		value->number = row->points;
		value->scale = unit->decimals;
		value->text = unit->name;
		return true;
	}
	if (field == QUERY_kind && nth == 0) {
		value->text = slice_from(row->kind);
		return true;
	}
	return event_row_value(&row->event, field, key,
			       field == QUERY_kind ? nth - 1 : nth, value);
}

static bool is_taken(const struct report_scope *scope, struct history_row *row,
		     struct day day)
{
	struct query_row asked = { .context = row, .value = history_value };

	if (!scope_takes_day(scope, day))
		return false;
	return scope->query == NULL || query_is_empty(scope->query) ||
	       query_match(scope->query, &asked);
}

static struct history_row new_row(const struct report_scope *scope,
				  uint32_t event, uint32_t member)
{
	const struct event *e = scope_event(scope, event);

	return (struct history_row){
		.event = { .member = { .arena = scope->arena,
				       .book = scope->book,
				       .segments = scope->segments,
				       .member = member },
			   .journal = scope->book->journal,
			   .event = e },
		.kind = directive_of((enum event_kind)e->kind)->keyword,
		.scope = scope,
	};
}

static void add_reward(const struct report_scope *scope, struct table *table,
		       const struct event *e)
{
	if (e->kind == EVENT_REDEEM || e->kind == EVENT_REQUEST ||
	    e->kind == EVENT_STOCK)
		table_add_text(table, event_operand(scope->book->journal, e));
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

/* The columns before points and behind balance are the event's. */
static void add_head(const struct report_scope *scope, struct table *table,
		     const struct history_row *row, struct day day)
{
	const struct event *e = row->event.event;

	table_add_day(table, day);
	table_add_minute(table,
			 day.number == e->day.number ? e->minute : MINUTE_NONE);
	table_add_string(table, row->kind);
	if (row->event.member.member == NONE) {
		table_add_none(table);
		table_add_none(table);
	} else {
		scope_add_member(scope, table, row->event.member.member);
	}
	table_add_text(table, event_reference(scope->book->journal, e));
	add_reward(scope, table, e);
}

static void add_tail(const struct report_scope *scope, struct table *table,
		     uint32_t event)
{
	scope_add_value(scope, table, event, KEY_STORE);
	scope_add_value(scope, table, event, KEY_STAFF);
	scope_add_value(scope, table, event, KEY_WHY);
	scope_add_place(scope, table, event);
	table_end_row(table);
}

/* One word a reader knows for what a posting did. */
static const char *posting_word(const struct report_scope *scope,
				const struct posting *posting)
{
	const struct event *e = scope_event(scope, posting->event);

	switch ((enum posting_kind)posting->kind) {
	case POSTING_EXPIRY:
	case POSTING_FORFEIT:
	case POSTING_TRANSFER_IN:
	case POSTING_TRANSFER_OUT:
	case POSTING_GIVEN_BACK:
	case POSTING_RESERVE:
	case POSTING_RELEASE:
		return posting_kind_name((enum posting_kind)posting->kind);
	default:
		return directive_of((enum event_kind)e->kind)->keyword;
	}
}

static void add_posting(const struct report_scope *scope, struct table *table,
			const struct posting *posting, int64_t *balances)
{
	const struct account *account =
		&scope->book->accounts[posting->account];
	const struct unit *unit = scope_unit(scope, account->unit);

	balances[posting->account] += posting->points;
	struct history_row row =
		new_row(scope, posting->event, account->member);
	row.kind = posting_word(scope, posting);
	row.has_points = true;
	row.points = posting->points;
	row.unit = account->unit;
	row.event.member.unit = account->unit;
	if (!is_taken(scope, &row, posting->day))
		return;
	add_head(scope, table, &row, posting->day);
	table_add_points(table, posting->points, unit->decimals);
	table_add_text(table, unit->name);
	add_money(table, row.event.event);
	table_add_points(table, balances[posting->account], unit->decimals);
	add_tail(scope, table, posting->event);
}

/* An event that moved no points. */
static void add_event(const struct report_scope *scope, struct table *table,
		      uint32_t event)
{
	const struct event *e = scope_event(scope, event);
	uint32_t member = e->member == INTERN_NONE
				  ? NONE
				  : book_member_now(scope->book, e->member);
	struct history_row row = new_row(scope, event, member);

	if (!is_taken(scope, &row, e->day))
		return;
	add_head(scope, table, &row, e->day);
	table_add_none(table);
	table_add_none(table);
	add_money(table, e);
	table_add_none(table);
	add_tail(scope, table, event);
}

/* Which events have a posting of their own. */
static bool *posted_events(const struct report_scope *scope)
{
	const struct book *book = scope->book;
	bool *posted = arena_take_array(
		scope->arena, book->journal->event_count, sizeof(*posted));

	for (size_t i = 0; i < book->posting_count; i++) {
		if (book->postings[i].kind != POSTING_EXPIRY)
			posted[book->postings[i].event] = true;
	}
	return posted;
}

/* True when the posting stands before the step in book order. */
static bool posting_first(const struct report_scope *scope,
			  const struct posting *posting, order_step step)
{
	const struct event *e = scope_event(scope, ORDER_EVENT(step));

	if (posting->day.number != e->day.number)
		return posting->day.number < e->day.number;
	if (posting->kind == POSTING_EXPIRY)
		return true;
	return order_compare(scope->book->journal, posting->event * 2, step) <=
	       0;
}

void report_history_rows(const struct report_scope *scope, struct table *table)
{
	const struct book *book = scope->book;
	bool *posted = posted_events(scope);
	int64_t *balances = arena_take_array(scope->arena, book->account_count,
					     sizeof(*balances));
	size_t count, next = 0;
	order_step *steps = order_steps(scope->arena, book->journal, &count);

	for (size_t i = 0; i < count; i++) {
		uint32_t event = ORDER_EVENT(steps[i]);
		if (posted[event] || ORDER_PART(steps[i]) != 0 ||
		    !(book->effects[event].flags & EFFECT_APPLIED))
			continue;
		while (next < book->posting_count &&
		       posting_first(scope, &book->postings[next], steps[i]))
			add_posting(scope, table, &book->postings[next++],
				    balances);
		add_event(scope, table, event);
	}
	while (next < book->posting_count)
		add_posting(scope, table, &book->postings[next++], balances);
}
