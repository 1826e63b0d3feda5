/*
 * The tables of `reconcile till`. See report_reconcile.h.
 */
#include "report/report_reconcile.h"

#include "base/currency.h"
#include "engine/book.h"
#include "report/event_row.h"
#include "report/report_scope.h"

static const struct column columns[] = {
	{ "status", COLUMN_ID, "what was found: matched, missing_at_till …" },
	{ "ref", COLUMN_ID,
	  "the reference, by which accept names it; made up of date, member "
	  "and amount where there is none" },
	{ "date", COLUMN_DAY, "the day, on the other side where it is there" },
	{ "member", COLUMN_ID, "the member, as the side that has it says" },
	{ "kind", COLUMN_ID, "purchase, refund or redeem" },
	{ "till", COLUMN_MONEY,
	  "the amount on the other side; refunds below 0" },
	{ "journal", COLUMN_MONEY, "the amount in the book" },
	{ "difference", COLUMN_MONEY, "till - journal" },
	{ "currency", COLUMN_ID, "the currency of the amounts" },
	{ "till_points", COLUMN_POINTS,
	  "points that the other side states, of the first unit" },
	{ "journal_points", COLUMN_POINTS, "points in the book" },
	{ "till_line", COLUMN_INTEGER, "the line of the other side's file" },
	{ "file", COLUMN_TEXT, "the file of the book's line" },
	{ "line", COLUMN_INTEGER, "the number of the book's line" },
	{ "facts", COLUMN_ID, "stands for all of it: for accept --facts" },
	{ "note", COLUMN_TEXT, "more about it" },
	{ NULL, COLUMN_TEXT, NULL },
};

const struct report report_reconcile = {
	.name = "reconcile",
	.title = "Reconciliation",
	.columns = columns,
	.fields = EVENT_ROW_FIELDS,
};

static const struct column day_columns[] = {
	{ "date", COLUMN_DAY, "the day, on the other side where it is there" },
	{ "till_count", COLUMN_INTEGER,
	  "sales, refunds and redemptions of members on the other side" },
	{ "journal_count", COLUMN_INTEGER, "how many the book has" },
	{ "difference_count", COLUMN_INTEGER, "till_count - journal_count" },
	{ "till", COLUMN_MONEY,
	  "the amount on the other side; refunds below 0" },
	{ "journal", COLUMN_MONEY, "the amount in the book" },
	{ "difference", COLUMN_MONEY, "till - journal" },
	{ "currency", COLUMN_ID, "the currency of the amounts" },
	{ "no_member_count", COLUMN_INTEGER,
	  "rows of the other side that name no member" },
	{ "no_member", COLUMN_MONEY, "what they come to" },
	{ NULL, COLUMN_TEXT, NULL },
};

const struct report report_reconcile_days = {
	.name = "reconcile",
	.title = "Reconciliation by day",
	.columns = day_columns,
	.fields = EVENT_ROW_FIELDS,
};

static void add_money(struct table *table, bool is_there, int64_t amount,
		      uint8_t currency)
{
	if (is_there)
		table_add_money(table, amount, currency);
	else
		table_add_none(table);
}

static void add_points(struct table *table, bool is_there, int64_t points,
		       int decimals)
{
	if (is_there)
		table_add_points(table, points, decimals);
	else
		table_add_none(table);
}

void report_reconcile_add(const struct report_scope *scope, struct table *table,
			  const struct report_reconcile_row *row)
{
	int64_t difference = 0;
	bool has_money = row->has_till || row->has_journal;

	(void)amount_subtract(row->till, row->journal, &difference);
	table_add_string(table, row->status);
	table_add_text(table, row->reference);
	table_add_day(table, row->day);
	table_add_text(table, row->member);
	table_add_string(table, row->kind);
	add_money(table, row->has_till, row->till, row->currency);
	add_money(table, row->has_journal, row->journal, row->currency);
	add_money(table, has_money, difference, row->currency);
	table_add_string(table, has_money ? currency_code(row->currency) : "");
	add_points(table, row->has_till_points, row->till_points,
		   row->decimals);
	add_points(table, row->has_journal_points, row->journal_points,
		   row->decimals);
	if (row->line > 0)
		table_add_integer(table, row->line);
	else
		table_add_none(table);
	if (row->event != NONE) {
		scope_add_place(scope, table, row->event);
	} else {
		table_add_none(table);
		table_add_none(table);
	}
	table_add_string(table, row->facts);
	table_add_string(table, row->note);
	table_end_row(table);
}

void report_reconcile_add_day(struct table *table,
			      const struct report_reconcile_day *day)
{
	int64_t difference = 0;

	(void)amount_subtract(day->till, day->journal, &difference);
	table_add_day(table, day->day);
	table_add_integer(table, (int64_t)day->till_count);
	table_add_integer(table, (int64_t)day->journal_count);
	table_add_integer(table, (int64_t)day->till_count -
					 (int64_t)day->journal_count);
	table_add_money(table, day->till, day->currency);
	table_add_money(table, day->journal, day->currency);
	table_add_money(table, difference, day->currency);
	table_add_string(table, currency_code(day->currency));
	table_add_integer(table, (int64_t)day->no_member_count);
	table_add_money(table, day->no_member, day->currency);
	if (day_is_real(day->day))
		table_end_row(table);
	else
		table_end_total(table);
}
