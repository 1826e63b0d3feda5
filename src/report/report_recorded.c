/*
 * The events of a recording command as `history` has them, with the balance
 * that the member has in the end, and what became of the line.
 */
#include "report/report_recorded.h"

#include "engine/book.h"
#include "journal/journal.h"
#include "report/movements.h"
#include "report/report_history.h"
#include "report/report_scope.h"
#include "rules/program.h"

static const struct column columns[] = {
	{ "date", COLUMN_DAY, "the day" },
	{ "time", COLUMN_TIME, "the time of day, where the line has one" },
	{ "kind", COLUMN_ID, "what it was, as in history" },
	{ "member", COLUMN_ID, "the member's id" },
	{ "name", COLUMN_TEXT, "the name in the profile" },
	{ "ref", COLUMN_ID, "the reference of the event, or the one it names" },
	{ "reward", COLUMN_ID, "the reward of a redemption" },
	{ "points", COLUMN_POINTS, "the points moved, signed" },
	{ "unit", COLUMN_ID, "the unit of points" },
	{ "amount", COLUMN_MONEY,
	  "the money of a purchase, refund or payment" },
	{ "currency", COLUMN_ID, "its currency" },
	{ "balance", COLUMN_POINTS, "the member's balance of the unit now" },
	{ "store", COLUMN_ID, "the store" },
	{ "staff", COLUMN_ID, "who recorded it" },
	{ "outcome", COLUMN_ID,
	  "recorded, known (it was there already) or dry-run" },
	{ NULL, COLUMN_TEXT, NULL },
};

const struct report report_recorded = {
	.name = "sale",
	.title = "Recorded",
	.columns = columns,
};

struct walk {
	const struct report_scope *scope;
	struct table *table;
	const struct recorded *recorded;
};

static void add_balance(const struct walk *walk,
			const struct movement *movement)
{
	const struct account *account =
		movement->has_points
			? book_account(walk->scope->book, movement->member,
				       movement->unit)
			: NULL;

	if (account)
		table_add_points(
			walk->table, account->balance,
			scope_unit(walk->scope, movement->unit)->decimals);
	else
		table_add_none(walk->table);
}

static void add_movement(void *context, const struct movement *movement)
{
	const struct walk *walk = context;
	const struct recorded *recorded = walk->recorded;

	if (!recorded->wanted[movement->event] || movement->lot != NONE)
		return;
	report_history_begin_row(walk->scope, walk->table, movement);
	add_balance(walk, movement);
	scope_add_value(walk->scope, walk->table, movement->event, KEY_STORE);
	scope_add_value(walk->scope, walk->table, movement->event, KEY_STAFF);
	table_add_string(walk->table, movement->event >= recorded->first
					      ? recorded->outcome
					      : "known");
	table_end_row(walk->table);
}

void report_recorded_rows(const struct report_scope *scope, struct table *table,
			  const struct recorded *recorded)
{
	struct walk walk = { scope, table, recorded };

	movements_visit(scope, add_movement, &walk);
}
