/*
 * `balance`: what each member has, can use, has reserved, and what expires
 * next. A member without any points is a row with zero in the first unit.
 */
#include "report/report_balance.h"

#include "base/arena.h"
#include "base/decimal.h"
#include "engine/book.h"
#include "report/member_row.h"
#include "report/report_scope.h"

static const struct column columns[] = {
	{ "member", COLUMN_ID, "the member's id" },
	{ "name", COLUMN_TEXT, "the name in the profile" },
	{ "tier", COLUMN_ID, "the level on that day" },
	{ "unit", COLUMN_ID, "the unit of points" },
	{ "balance", COLUMN_POINTS,
	  "available + reserved + pending - deficit" },
	{ "available", COLUMN_POINTS, "points that can be redeemed now" },
	{ "reserved", COLUMN_POINTS, "points held by open requests" },
	{ "pending", COLUMN_POINTS, "points earned, not usable yet" },
	{ "deficit", COLUMN_POINTS, "points owed, paid by the next credits" },
	{ "next_expiry", COLUMN_DAY, "the next last usable day" },
	{ "next_expiry_points", COLUMN_POINTS, "points that expire after it" },
	{ NULL, COLUMN_TEXT, NULL },
};

const struct report report_balance = {
	.name = "balance",
	.title = "Balances",
	.columns = columns,
	.fields = MEMBER_ROW_FIELDS,
};

/* The sums of one unit. */
struct sums {
	int64_t balance, available, reserved, pending, deficit;
	bool used;
	bool overflow;
};

static void add_to(struct sums *sums, int64_t *sum, int64_t points)
{
	if (!amount_add(*sum, points, sum))
		sums->overflow = true;
}

static void add_account(const struct report_scope *scope, struct table *table,
			uint32_t member, int unit, struct sums *sums)
{
	const struct account *account = book_account(scope->book, member, unit);
	const struct unit *u = scope_unit(scope, unit);
	int64_t next_points = 0;
	struct day next = DAY_NEVER;
	struct sums row = { .used = true };

	if (account != NULL) {
		row.balance = account->balance;
		row.reserved = account->reserved;
		row.deficit = account->deficit;
		row.pending = account_pending(scope->book, account);
		row.available = account_available(scope->book, account);
		next = account_next_expiry(scope->book, account, &next_points);
	}
	scope_add_member(scope, table, member);
	table_add_text(table, scope_level(scope, member));
	table_add_text(table, u->name);
	table_add_points(table, row.balance, u->decimals);
	table_add_points(table, row.available, u->decimals);
	table_add_points(table, row.reserved, u->decimals);
	table_add_points(table, row.pending, u->decimals);
	table_add_points(table, row.deficit, u->decimals);
	table_add_day(table, next);
	if (day_is_real(next))
		table_add_points(table, next_points, u->decimals);
	else
		table_add_none(table);
	table_end_row(table);
	sums->used = true;
	add_to(sums, &sums->balance, row.balance);
	add_to(sums, &sums->available, row.available);
	add_to(sums, &sums->reserved, row.reserved);
	add_to(sums, &sums->pending, row.pending);
	add_to(sums, &sums->deficit, row.deficit);
}

static void add_member(const struct report_scope *scope, struct table *table,
		       uint32_t member, struct sums *sums)
{
	const struct book *book = scope->book;
	bool any = false;

	for (int unit = 0; (size_t)unit < book->programs->unit_count; unit++) {
		if (book_account(book, member, unit) == NULL)
			continue;
		any = true;
		if (scope_takes_member(scope, member, unit))
			add_account(scope, table, member, unit, &sums[unit]);
	}
	int first = scope_program(scope)->first_unit;
	if (!any && scope_takes_member(scope, member, first))
		add_account(scope, table, member, first, &sums[first]);
}

/* A sum that does not fit is left out rather than wrong. */
static void add_sum(struct table *table, const struct sums *sums,
		    int64_t points, const struct unit *unit)
{
	if (sums->overflow)
		table_add_none(table);
	else
		table_add_points(table, points, unit->decimals);
}

static void add_totals(const struct report_scope *scope, struct table *table,
		       const struct sums *sums)
{
	for (int unit = 0; (size_t)unit < scope->book->programs->unit_count;
	     unit++) {
		const struct unit *u = scope_unit(scope, unit);
		if (!sums[unit].used)
			continue;
		table_add_string(table, "total");
		table_add_none(table);
		table_add_none(table);
		table_add_text(table, u->name);
		add_sum(table, &sums[unit], sums[unit].balance, u);
		add_sum(table, &sums[unit], sums[unit].available, u);
		add_sum(table, &sums[unit], sums[unit].reserved, u);
		add_sum(table, &sums[unit], sums[unit].pending, u);
		add_sum(table, &sums[unit], sums[unit].deficit, u);
		table_add_rest(table);
		table_end_total(table);
	}
}

void report_balance_rows(const struct report_scope *scope, struct table *table,
			 bool with_total)
{
	size_t count;
	const uint32_t *members = scope_members(scope, &count);
	struct sums sums[UNITS_MAX] = { { .used = false } };

	for (size_t i = 0; i < count; i++) {
		book_ask_ahead(scope->book, members + i, count - i);
		add_member(scope, table, members[i], sums);
	}
	if (with_total)
		add_totals(scope, table, sums);
}
