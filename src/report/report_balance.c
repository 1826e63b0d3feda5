/*
 * `balance`: what each member has, can use, has reserved, and what expires
 * next. A member without any points is a row with zero in the first unit.
 */
#include "report/report_balance.h"

#include "base/arena.h"
#include "base/decimal.h"
#include "base/int128.h"
#include "base/parallel.h"
#include "engine/book.h"
#include "query/query.h"
#include "report/member_row.h"
#include "report/report_scope.h"
#include "report/table_pieces.h"

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
	int128_t balance, available, reserved, pending, deficit;
	bool used;
};

struct figures {
	int64_t balance, available, reserved, pending, deficit;
};

static void add_account(const struct report_scope *scope, struct table *table,
			uint32_t member, int unit, struct sums *sums)
{
	const struct account *account = book_account(scope->book, member, unit);
	const struct unit *u = scope_unit(scope, unit);
	int64_t next_points = 0;
	struct day next = DAY_NEVER;
	struct figures row = { .balance = 0 };

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
	sums->balance += row.balance;
	sums->available += row.available;
	sums->reserved += row.reserved;
	sums->pending += row.pending;
	sums->deficit += row.deficit;
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
static void add_sum(struct table *table, int128_t points,
		    const struct unit *unit)
{
	int64_t sum = (int64_t)points;

	if (sum != points)
		table_add_none(table);
	else
		table_add_points(table, sum, unit->decimals);
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
		add_sum(table, sums[unit].balance, u);
		add_sum(table, sums[unit].available, u);
		add_sum(table, sums[unit].reserved, u);
		add_sum(table, sums[unit].pending, u);
		add_sum(table, sums[unit].deficit, u);
		table_add_rest(table);
		table_end_total(table);
	}
}

/* Everybody's rows. */
struct balances {
	const struct report_scope *scope;
	const uint32_t *members;
	struct sums sums[PARALLEL_MAX][UNITS_MAX]; /* by who fills */
};

static void fill_members(void *context, struct table *table,
			 const struct table_piece *piece)
{
	struct balances *all = context;
	struct book book = *all->scope->book;
	struct report_scope scope = *all->scope;

	scope.arena = book.arena = piece->arena;
	scope.book = &book;
	for (size_t i = piece->begin; i < piece->end; i++) {
		book_ask_ahead(&book, all->members + i, piece->end - i);
		add_member(&scope, table, all->members[i],
			   all->sums[piece->filler]);
	}
}

/* A query is one thread's at a time. */
static void fill_alone(struct balances *all, struct table *table, size_t count)
{
	struct table_piece whole = { .end = count, .arena = all->scope->arena };

	fill_members(all, table, &whole);
}

/* Adds up what those that filled have summed. */
static void join_sums(struct sums *sums, const struct sums *own)
{
	for (int unit = 0; unit < UNITS_MAX; unit++) {
		struct sums *to = &sums[unit];

		to->used |= own[unit].used;
		to->balance += own[unit].balance;
		to->available += own[unit].available;
		to->reserved += own[unit].reserved;
		to->pending += own[unit].pending;
		to->deficit += own[unit].deficit;
	}
}

void report_balance_rows(const struct report_scope *scope, struct table *table,
			 bool with_total)
{
	struct balances *all = arena_take(scope->arena, sizeof(*all));
	size_t count;

	*all = (struct balances){ .scope = scope };
	all->members = scope_members(scope, &count);
	if (scope->query != NULL && !query_is_empty(scope->query))
		fill_alone(all, table, count);
	else
		table_fill(table, count, fill_members, all);
	for (size_t i = 1; i < PARALLEL_MAX; i++)
		join_sums(all->sums[0], all->sums[i]);
	if (with_total)
		add_totals(scope, table, all->sums[0]);
}
