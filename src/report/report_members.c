/*
 * `members`: the people of the book, by id. No e-mail, phone, card or
 * birthday: a list that is passed on should not carry them. The balance is
 * that of the rules' first unit; the other units are in `balance`.
 */
#include "report/report_members.h"

#include "base/arena.h"
#include "engine/book.h"
#include "journal/journal.h"
#include "report/member_row.h"
#include "report/report_scope.h"

static const struct column columns[] = {
	{ "member", COLUMN_ID, "the member's id" },
	{ "name", COLUMN_TEXT, "the name in the profile" },
	{ "status", COLUMN_ID, "active, blocked, closed or erased" },
	{ "joined", COLUMN_DAY, "the day of the earliest join" },
	{ "tier", COLUMN_ID, "the level on that day" },
	{ "balance", COLUMN_POINTS, "points of the rules' first unit" },
	{ "visits", COLUMN_INTEGER, "purchases that count" },
	{ "spend", COLUMN_MONEY, "money spent, net of refunds and voids" },
	{ "last_activity", COLUMN_DAY,
	  "the last purchase, bonus or redemption" },
	{ "first_purchase", COLUMN_DAY, "the day of the first purchase" },
	{ "last_purchase", COLUMN_DAY, "the day of the last purchase" },
	{ "referred_by", COLUMN_ID, "the member who brought this one" },
	{ NULL, COLUMN_TEXT, NULL },
};

const struct report report_members = {
	.name = "members",
	.title = "Members",
	.columns = columns,
	.fields = MEMBER_ROW_FIELDS,
};

/* Who is in a segment. */
const struct report report_segment = {
	.name = "segment",
	.title = "Members of a segment",
	.columns = columns,
	.fields = MEMBER_ROW_FIELDS,
};

static void add_referrer(const struct report_scope *scope, struct table *table,
			 const struct member *m)
{
	if (m->referred_by == NONE) {
		table_add_none(table);
		return;
	}
	uint32_t referrer = book_member_now(scope->book, m->referred_by);
	table_add_text(table,
		       intern_text(&scope->book->journal->members, referrer));
}

static void add_member(const struct report_scope *scope, struct table *table,
		       uint32_t member)
{
	const struct member *m = &scope->book->members[member];
	const struct program *program = scope_program(scope);
	const struct account *account =
		book_account(scope->book, member, program->first_unit);

	scope_add_member(scope, table, member);
	table_add_string(table,
			 member_status_name((enum member_status)m->status));
	table_add_day(table, m->joined);
	table_add_text(table, scope_level(scope, member));
	table_add_points(table, account == NULL ? 0 : account->balance,
			 scope_unit(scope, program->first_unit)->decimals);
	table_add_integer(table, m->visits);
	table_add_money(table, m->spend, program->currency);
	table_add_day(table, m->last_activity);
	table_add_day(table, m->first_purchase);
	table_add_day(table, m->last_purchase);
	add_referrer(scope, table, m);
	table_end_row(table);
}

void report_members_rows(const struct report_scope *scope, struct table *table)
{
	size_t count;
	const uint32_t *members = scope_members(scope, &count);
	int unit = scope_program(scope)->first_unit;

	for (size_t i = 0; i < count; i++) {
		const struct member *m = &scope->book->members[members[i]];
		if (scope_takes_day(scope, m->joined) &&
		    scope_takes_member(scope, members[i], unit))
			add_member(scope, table, members[i]);
	}
}
