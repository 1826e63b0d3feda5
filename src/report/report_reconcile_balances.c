/*
 * The table of `reconcile balances`. See report_reconcile_balances.h.
 */
#include "report/report_reconcile_balances.h"

#include "engine/book.h"
#include "report/member_row.h"
#include "report/report_scope.h"

static const struct column columns[] = {
	{ "status", COLUMN_ID, "what was found: matched, missing_at_till …" },
	{ "member", COLUMN_ID, "the member, as the side that has it says" },
	{ "name", COLUMN_TEXT, "the name in the profile" },
	{ "elsewhere", COLUMN_POINTS, "the balance that the file states" },
	{ "balance", COLUMN_POINTS, "the balance in the book" },
	{ "points_difference", COLUMN_POINTS, "elsewhere - balance" },
	{ "unit", COLUMN_ID, "the first unit" },
	{ "till_line", COLUMN_INTEGER, "the line of the other side's file" },
	{ "facts", COLUMN_ID, "stands for all of it: for accept --facts" },
	{ "note", COLUMN_TEXT, "more about it" },
	{ NULL, COLUMN_TEXT, NULL },
};

const struct report report_reconcile_balances = {
	.name = "reconcile",
	.title = "Balances held elsewhere",
	.columns = columns,
	.fields = MEMBER_ROW_FIELDS,
};

static void add_points(struct table *table, bool is_there, int64_t points,
		       int decimals)
{
	if (is_there)
		table_add_points(table, points, decimals);
	else
		table_add_none(table);
}

void report_reconcile_balances_add(const struct report_scope *scope,
				   struct table *table,
				   const struct report_reconcile_balance *row)
{
	const struct unit *unit = scope_unit(scope, row->unit);
	int64_t difference = 0;

	(void)amount_subtract(row->theirs, row->ours, &difference);
	table_add_string(table, row->status);
	if (row->member == NONE) {
		table_add_text(table, row->called);
		table_add_none(table);
	} else {
		scope_add_member(scope, table, row->member);
	}
	add_points(table, row->has_theirs, row->theirs, unit->decimals);
	add_points(table, row->has_ours, row->ours, unit->decimals);
	table_add_points(table, difference, unit->decimals);
	table_add_text(table, unit->name);
	if (row->line > 0)
		table_add_integer(table, row->line);
	else
		table_add_none(table);
	table_add_string(table, row->facts);
	table_add_string(table, row->note);
	table_end_row(table);
}

void report_reconcile_balances_total(const struct report_scope *scope,
				     struct table *table, int64_t theirs,
				     int64_t ours, int unit)
{
	const struct unit *of = scope_unit(scope, unit);
	int64_t difference = 0;

	(void)amount_subtract(theirs, ours, &difference);
	table_add_string(table, "total");
	table_add_none(table);
	table_add_none(table);
	table_add_points(table, theirs, of->decimals);
	table_add_points(table, ours, of->decimals);
	table_add_points(table, difference, of->decimals);
	table_add_text(table, of->name);
	table_add_rest(table);
	table_end_total(table);
}
