/*
 * Tables of the script about what was written: events, their attributes, the
 * items of purchases.
 */
#include "exchange/sql_tables.h"

#include "base/arena.h"
#include "base/currency.h"
#include "engine/book.h"
#include "journal/journal.h"

/* ---- events ---- */

static const struct sql_column event_columns[] = {
	{ "event", SQL_INTEGER, "PRIMARY KEY" },
	{ "date", SQL_DATE, "" },
	{ "time", SQL_TEXT, "" },
	{ "kind", SQL_TEXT, "NOT NULL" },
	{ "member", SQL_TEXT, "REFERENCES member" },
	{ "operand", SQL_TEXT, "" },
	{ "ref", SQL_TEXT, "" },
	{ "amount", SQL_INTEGER, "" },
	{ "currency", SQL_TEXT, "REFERENCES currency" },
	{ "voided", SQL_INTEGER, "NOT NULL" },
	{ "file", SQL_TEXT, "NOT NULL" },
	{ "line", SQL_INTEGER, "NOT NULL" },
	{ "text", SQL_TEXT, "NOT NULL" },
	{ NULL, SQL_TEXT, NULL },
};

static void add_time(struct sql_export *export, const struct event *e)
{
	if (e->minute == MINUTE_NONE)
		sql_script_null(&export->script);
	else
		sql_script_text(&export->script,
				slice_from(arena_print(
					export->arena, "%02d:%02d",
					e->minute / 60, e->minute % 60)));
}

static void add_event(struct sql_export *export, uint32_t number)
{
	const struct journal *journal = export->book->journal;
	const struct event *e = &journal->events[number];
	struct sql_script *script = &export->script;
	bool has_money = e->currency != CURRENCY_NONE;
	bool voided = export->book->effects[number].flags & EFFECT_VOIDED;

	sql_script_row(script);
	sql_add_event(export, number);
	sql_script_day(script, e->day);
	add_time(export, e);
	sql_script_text(
		script,
		slice_from(directive_of((enum event_kind)e->kind)->keyword));
	sql_script_text(script, event_member(journal, e));
	sql_script_text(script, event_operand(journal, e));
	sql_script_text(script, event_reference(journal, e));
	sql_script_number(script, has_money ? e->money : INT64_MIN, INT64_MIN);
	sql_script_text(script, slice_from(currency_code(e->currency)));
	sql_script_integer(script, voided ? 1 : 0);
	sql_script_text(script, slice_from(journal->sources[e->source]->name));
	sql_script_integer(script, (int64_t)event_line_number(journal, e));
	sql_script_text(script, event_line(journal, e));
	sql_script_end_row(script);
}

static void add_events(struct sql_export *export)
{
	const struct journal *journal = export->book->journal;

	for (size_t i = 0; i < journal->event_count; i++) {
		if (sql_tells(export, &journal->events[i]))
			add_event(export, (uint32_t)i);
	}
}

static const struct sql_column attribute_columns[] = {
	{ "event", SQL_INTEGER, "NOT NULL REFERENCES event" },
	{ "position", SQL_INTEGER, "NOT NULL" },
	{ "key", SQL_TEXT, "NOT NULL" },
	{ "value", SQL_TEXT, "" },
	{ NULL, SQL_TEXT, NULL },
};

/* Words of attributes that have no key in the text. */
static struct slice key_name(const struct journal *journal, uint32_t key)
{
	static const char *const words[] = {
		[KEY_WHY] = "text",        [KEY_PATH] = "path",
		[KEY_PERIOD] = "period",   [KEY_SUBJECT] = "subject",
		[KEY_VINTAGE] = "vintage", [KEY_RATE] = "rate",
		[KEY_CONSENT] = "consent",
	};

	if (key >= KEY_COUNT)
		return intern_text(&journal->keys, key - KEY_COUNT);
	if (key < sizeof(words) / sizeof(*words))
		return slice_from(words[key]);
	return key == KEY_TAG
		       ? SLICE("tag")
		       : slice_from(attribute_name((enum attribute_key)key));
}

/* Calls a function for each attribute of the events that are told. */
static void visit_attributes(struct sql_export *export,
			     void (*add)(struct sql_export *export,
					 uint32_t event, uint32_t position))
{
	const struct journal *journal = export->book->journal;

	for (size_t i = 0; i < journal->event_count; i++) {
		const struct event *e = &journal->events[i];
		for (uint32_t n = 0;
		     sql_tells(export, e) && n < e->attribute_count; n++)
			add(export, (uint32_t)i, n);
	}
}

static void add_attribute(struct sql_export *export, uint32_t event,
			  uint32_t position)
{
	const struct journal *journal = export->book->journal;
	const struct event *e = &journal->events[event];
	const struct attribute *one =
		&journal->attributes[e->attributes + position];

	sql_script_row(&export->script);
	sql_add_event(export, event);
	sql_script_integer(&export->script, position + 1);
	sql_script_text(&export->script, key_name(journal, one->key));
	sql_script_text(&export->script,
			attribute_text(export->arena, journal, e, one));
	sql_script_end_row(&export->script);
}

static void add_attributes(struct sql_export *export)
{
	visit_attributes(export, add_attribute);
}

static const struct sql_column item_columns[] = {
	{ "event", SQL_INTEGER, "NOT NULL REFERENCES event" },
	{ "position", SQL_INTEGER, "NOT NULL" },
	{ "category", SQL_TEXT, "" },
	{ "sku", SQL_TEXT, "" },
	{ "quantity", SQL_DECIMAL, "NOT NULL" },
	{ "amount", SQL_DECIMAL, "" },
	{ NULL, SQL_TEXT, NULL },
};

static void add_item(struct sql_export *export, uint32_t event,
		     uint32_t position)
{
	const struct journal *journal = export->book->journal;
	const struct event *e = &journal->events[event];
	const struct attribute *one =
		&journal->attributes[e->attributes + position];

	if (one->key != KEY_ITEM)
		return;
	struct item item = item_parse(attribute_raw(journal, e, one));
	sql_script_row(&export->script);
	sql_add_event(export, event);
	sql_script_integer(&export->script, position + 1);
	sql_script_text(&export->script, item.category);
	sql_script_text(&export->script, item.sku);
	sql_script_decimal(&export->script, item.quantity);
	if (item.has_amount)
		sql_script_decimal(&export->script, item.amount);
	else
		sql_script_null(&export->script);
	sql_script_end_row(&export->script);
}

static void add_items(struct sql_export *export)
{
	visit_attributes(export, add_item);
}

const struct sql_table_kind sql_event = {
	.table = { "event", event_columns, NULL },
	.add = add_events,
};

const struct sql_table_kind sql_attribute = {
	.table = { "attribute", attribute_columns,
		   "PRIMARY KEY (event, position)" },
	.add = add_attributes,
};

const struct sql_table_kind sql_item = {
	.table = { "item", item_columns, "PRIMARY KEY (event, position)" },
	.add = add_items,
};
