/*
 * Tables of the script about points: lots, movements, redemptions.
 */
#include "exchange/sql_tables.h"

#include "engine/book.h"
#include "journal/journal.h"

/* ---- points ---- */

static const struct sql_column lot_columns[] = {
	{ "lot", SQL_INTEGER, "PRIMARY KEY" },
	{ "event", SQL_INTEGER, "NOT NULL REFERENCES event" },
	{ "member", SQL_TEXT, "NOT NULL REFERENCES member" },
	{ "unit", SQL_TEXT, "NOT NULL REFERENCES unit" },
	{ "origin", SQL_TEXT, "NOT NULL" },
	{ "earned", SQL_DATE, "NOT NULL" },
	{ "usable_from", SQL_DATE, "NOT NULL" },
	{ "expires", SQL_DATE, "" },
	{ "points", SQL_INTEGER, "NOT NULL" },
	{ "remaining", SQL_INTEGER, "NOT NULL" },
	{ "held", SQL_INTEGER, "NOT NULL" },
	{ "expired", SQL_INTEGER, "NOT NULL" },
	{ NULL, SQL_TEXT, NULL },
};

static void add_lots(struct sql_export *export)
{
	const struct book *book = export->book;
	struct sql_script *script = &export->script;

	for (size_t i = 0; i < book->lot_count; i++) {
		const struct lot *lot = &book->lots[i];
		const struct account *account = lot_account(book, lot);
		enum lot_origin origin = (enum lot_origin)lot->origin;
		sql_script_row(script);
		sql_script_integer(script, (int64_t)i + 1);
		sql_add_event(export, lot->event);
		sql_script_text(script, sql_member_id(export, account->member));
		sql_script_text(script, sql_unit_name(export, account->unit));
		sql_script_text(script, slice_from(lot_origin_name(origin)));
		sql_script_day(script, lot->earned);
		sql_script_day(script, lot->usable_from);
		sql_script_day(script, lot_expires(book, lot));
		sql_script_integer(script, lot->points);
		sql_script_integer(script, lot->remaining);
		sql_script_integer(script, lot_held(book, lot));
		sql_script_integer(script, lot_expired(book, lot));
		sql_script_end_row(script);
	}
}

static const struct sql_column movement_columns[] = {
	{ "movement", SQL_INTEGER, "PRIMARY KEY" },
	{ "event", SQL_INTEGER, "NOT NULL REFERENCES event" },
	{ "date", SQL_DATE, "NOT NULL" },
	{ "kind", SQL_TEXT, "NOT NULL" },
	{ "member", SQL_TEXT, "NOT NULL REFERENCES member" },
	{ "unit", SQL_TEXT, "NOT NULL REFERENCES unit" },
	{ "points", SQL_INTEGER, "NOT NULL" },
	{ "held", SQL_INTEGER, "NOT NULL" },
	{ "lot", SQL_INTEGER, "REFERENCES lot" },
	{ NULL, SQL_TEXT, NULL },
};

static void add_movements(struct sql_export *export)
{
	const struct book *book = export->book;
	struct sql_script *script = &export->script;

	for (size_t i = 0; i < book->posting_count; i++) {
		const struct posting *p = &book->postings[i];
		const struct account *account = &book->accounts[p->account];
		enum posting_kind kind = (enum posting_kind)p->kind;
		sql_script_row(script);
		sql_script_integer(script, (int64_t)i + 1);
		sql_add_event(export, p->event);
		sql_script_day(script, p->day);
		sql_script_text(script, slice_from(posting_kind_name(kind)));
		sql_script_text(script, sql_member_id(export, account->member));
		sql_script_text(script, sql_unit_name(export, account->unit));
		sql_script_integer(script, p->points);
		sql_script_integer(script, p->held);
		sql_add_event(export, p->lot);
		sql_script_end_row(script);
	}
}

static const struct sql_column redemption_columns[] = {
	{ "redemption", SQL_INTEGER, "PRIMARY KEY" },
	{ "event", SQL_INTEGER, "NOT NULL REFERENCES event" },
	{ "member", SQL_TEXT, "NOT NULL REFERENCES member" },
	{ "reward", SQL_TEXT, "" },
	{ "state", SQL_TEXT, "NOT NULL" },
	{ "requested", SQL_DATE, "" },
	{ "approved", SQL_DATE, "" },
	{ "fulfilled", SQL_DATE, "" },
	{ "ended", SQL_DATE, "" },
	{ "unit", SQL_TEXT, "NOT NULL REFERENCES unit" },
	{ "points", SQL_INTEGER, "NOT NULL" },
	{ "returned", SQL_INTEGER, "NOT NULL" },
	{ "paid", SQL_INTEGER, "" },
	{ "sale", SQL_INTEGER, "REFERENCES event" },
	{ NULL, SQL_TEXT, NULL },
};

static void add_redemption(struct sql_export *export, size_t number)
{
	const struct journal *journal = export->book->journal;
	const struct redemption *r = &export->book->redemptions[number];
	enum redemption_state state = (enum redemption_state)r->state;
	struct sql_script *script = &export->script;

	sql_script_row(script);
	sql_script_integer(script, (int64_t)number + 1);
	sql_add_event(export, r->event);
	sql_script_text(script, sql_member_id(export, r->member));
	sql_script_text(script,
			event_operand(journal, &journal->events[r->event]));
	sql_script_text(script, slice_from(redemption_state_name(state)));
	sql_script_day(script, r->requested);
	sql_script_day(script, r->approved);
	sql_script_day(script, r->fulfilled);
	sql_script_day(script, r->ended);
	sql_script_text(script, sql_unit_name(export, r->unit));
	sql_script_integer(script, r->points);
	sql_script_integer(script, r->returned);
	sql_script_number(script, r->money, -1);
	sql_add_event(export, r->sale);
	sql_script_end_row(script);
}

static void add_redemptions(struct sql_export *export)
{
	const struct book *book = export->book;

	for (size_t i = 0; i < book->redemption_count; i++) {
		if (book->effects[book->redemptions[i].event].flags &
		    EFFECT_APPLIED)
			add_redemption(export, i);
	}
}

const struct sql_table_kind sql_lot = {
	.table = { "lot", lot_columns, NULL },
	.add = add_lots,
};

const struct sql_table_kind sql_movement = {
	.table = { "movement", movement_columns, NULL },
	.add = add_movements,
};

const struct sql_table_kind sql_redemption = {
	.table = { "redemption", redemption_columns, NULL },
	.add = add_redemptions,
};
