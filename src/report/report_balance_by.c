/*
 * `balance --by`: the same points grouped by a property of the member (tier,
 * status) or of the event their lot came from (store, partner, campaign,
 * origin, month of issue). Groups in order of their names; what has no such
 * property stands first, unnamed. A deficit has no lot: grouped by what a lot
 * came from it stands with what has no such property, so that the groups add
 * up to the balance.
 */
#include <stdlib.h>

#include "base/arena.h"
#include "base/decimal.h"
#include "base/intern.h"
#include "engine/book.h"
#include "journal/journal.h"
#include "report/member_row.h"
#include "report/report_balance.h"
#include "report/report_scope.h"

static const struct column columns[] = {
	{ "group", COLUMN_ID, "the tier, store, month … grouped by" },
	{ "unit", COLUMN_ID, "the unit of points" },
	{ "members", COLUMN_INTEGER, "members with points in the group" },
	{ "balance", COLUMN_POINTS,
	  "available + reserved + pending - deficit" },
	{ "available", COLUMN_POINTS, "points that can be redeemed now" },
	{ "reserved", COLUMN_POINTS, "points held by open requests" },
	{ "pending", COLUMN_POINTS, "points earned, not usable yet" },
	{ "deficit", COLUMN_POINTS, "points owed, paid by the next credits" },
	{ NULL, COLUMN_TEXT, NULL },
};

const struct report report_balance_by = {
	.name = "balance",
	.title = "Balances by group",
	.columns = columns,
	.fields = MEMBER_ROW_FIELDS,
};

const char *const balance_groups[] = {
	[BALANCE_BY_TIER] = "tier",         [BALANCE_BY_STATUS] = "status",
	[BALANCE_BY_STORE] = "store",       [BALANCE_BY_PARTNER] = "partner",
	[BALANCE_BY_CAMPAIGN] = "campaign", [BALANCE_BY_ORIGIN] = "origin",
	[BALANCE_BY_MONTH] = "month",       [BALANCE_BY_MONTH + 1] = NULL,
};

struct group_sums {

	int unit;
	uint32_t last_member; /* counted last */
	int64_t members, available, reserved, pending, deficit;
	bool overflow;
};

enum {
	MONTHS = 10000 * 12
};

struct grouping {
	const struct report_scope *scope;
	enum balance_group by;
	struct intern names;
	struct group_sums *sums; /* by name * unit count + unit */
	size_t capacity;
	struct group_sums totals[UNITS_MAX];
	struct slice *months; /* names of months, by year * 12 + month - 1 */
};

/* ---- which group ---- */

static struct slice month_of(struct grouping *grouping, struct day day)
{
	struct civil civil = day_civil(day);
	char text[DAY_TEXT_MAX];

	if (grouping->months == NULL)
		grouping->months =
			arena_take_array(grouping->scope->arena, MONTHS,
					 sizeof(*grouping->months));
	struct slice *name =
		&grouping->months[civil.year * 12 + civil.month - 1];
	if (name->length == 0) {
		day_print(day, text);
		*name = slice_from(arena_copy(grouping->scope->arena, text, 7));
	}
	return *name;
}

/* The group of all that a member has, false when it depends on the lot. */
static bool member_group(const struct grouping *grouping, uint32_t member,
			 struct slice *name)
{
	const struct book *book = grouping->scope->book;

	if (grouping->by == BALANCE_BY_TIER)
		*name = scope_level(grouping->scope, member);
	else if (grouping->by == BALANCE_BY_STATUS)
		*name = slice_from(member_status_name(
			(enum member_status)book->members[member].status));
	else
		return false;
	return true;
}

static struct slice lot_group(struct grouping *grouping, const struct lot *lot)
{
	const struct journal *journal = grouping->scope->book->journal;
	const struct event *e = scope_event(grouping->scope, lot->event);

	switch (grouping->by) {
	case BALANCE_BY_STORE:
		return event_value(journal, e, KEY_STORE);
	case BALANCE_BY_PARTNER:
		return event_value(journal, e, KEY_PARTNER);
	case BALANCE_BY_CAMPAIGN:
		return event_value(journal, e, KEY_CAMPAIGN);
	case BALANCE_BY_ORIGIN:
		return slice_from(
			lot_origin_name((enum lot_origin)lot->origin));
	case BALANCE_BY_MONTH:
		return month_of(grouping, lot->earned);
	case BALANCE_BY_TIER:
	case BALANCE_BY_STATUS:
		break;
	}
	return (struct slice){ NULL, 0 };
}

static struct group_sums *sums_of(struct grouping *grouping, struct slice name,
				  int unit)
{
	size_t units = grouping->scope->book->programs->unit_count;
	uint32_t number = intern_add(&grouping->names, name);
	size_t index = number * units + (size_t)unit;

	grouping->sums = arena_grow(grouping->scope->arena, grouping->sums,
				    index + units, sizeof(*grouping->sums),
				    &grouping->capacity);

	grouping->sums[index].unit = unit;
	return &grouping->sums[index];
}

/* ---- adding up ---- */

static void add_to(struct group_sums *sums, int64_t *sum, int64_t points)
{
	if (!amount_add(*sum, points, sum))
		sums->overflow = true;
}

static void add_lot_to(const struct grouping *grouping, struct group_sums *sums,
		       const struct lot *lot)
{
	add_to(sums, &sums->reserved, lot_held(grouping->scope->book, lot));
	if (lot_is_pending(grouping->scope->book, lot))
		add_to(sums, &sums->pending, lot->remaining);
	else
		add_to(sums, &sums->available, lot->remaining);
}

static void count_member(struct group_sums *sums, uint32_t member)
{
	if (sums->members > 0 && sums->last_member == member)
		return;
	sums->members++;
	sums->last_member = member;
}

/* Lots by the account that holds them: lots[starts[a]] up to starts[a + 1]. */
struct holdings {
	uint32_t *starts;
	uint32_t *lots;
};

static struct holdings find_holdings(const struct report_scope *scope)
{
	const struct book *book = scope->book;
	size_t count = book->account_count;
	struct holdings found = {
		.starts = arena_take_array(scope->arena, count + 2,
					   sizeof(*found.starts)),
		.lots = arena_take_array(scope->arena, book->lot_count,
					 sizeof(*found.lots)),
	};

	for (size_t i = 0; i < book->lot_count; i++) {
		const struct lot *lot = &book->lots[i];
		if (lot_left(book, lot) > 0)
			found.starts[lot_account(book, lot) - book->accounts +
				     2]++;
	}
	for (size_t i = 2; i < count + 2; i++)
		found.starts[i] += found.starts[i - 1];
	for (size_t i = 0; i < book->lot_count; i++) {
		const struct lot *lot = &book->lots[i];
		if (lot_left(book, lot) > 0)
			found.lots[found.starts[lot_account(book, lot) -
						book->accounts + 1]++] =
				(uint32_t)i;
	}
	return found;
}

static void add_account(struct grouping *grouping,
			const struct holdings *holdings, uint32_t number)
{
	const struct book *book = grouping->scope->book;
	const struct account *account = &book->accounts[number];
	struct group_sums *total = &grouping->totals[account->unit];
	struct slice name = { NULL, 0 };
	bool whole = member_group(grouping, account->member, &name);

	for (uint32_t i = holdings->starts[number];
	     i < holdings->starts[number + 1]; i++) {
		const struct lot *lot = &book->lots[holdings->lots[i]];
		struct group_sums *sums = sums_of(
			grouping, whole ? name : lot_group(grouping, lot),
			account->unit);
		count_member(sums, account->member);
		count_member(total, account->member);
		add_lot_to(grouping, sums, lot);
		add_lot_to(grouping, total, lot);
	}
	if (account->deficit == 0)
		return;
	struct group_sums *sums = sums_of(grouping, name, account->unit);
	count_member(sums, account->member);
	count_member(total, account->member);
	add_to(sums, &sums->deficit, account->deficit);
	add_to(total, &total->deficit, account->deficit);
}

/* ---- rows ---- */

static void add_sum(struct table *table, const struct group_sums *sums,
		    int64_t points, int decimals)
{
	if (sums->overflow)
		table_add_none(table);
	else
		table_add_points(table, points, decimals);
}

static void add_group(const struct grouping *grouping, struct table *table,
		      const struct group_sums *sums, struct slice name)
{
	const struct unit *u = scope_unit(grouping->scope, sums->unit);
	struct group_sums sum = *sums;
	int64_t balance = sums->available;

	add_to(&sum, &balance, sums->reserved);
	add_to(&sum, &balance, sums->pending);
	add_to(&sum, &balance, -sums->deficit);
	table_add_text(table, name);
	table_add_text(table, u->name);
	table_add_integer(table, sums->members);
	add_sum(table, &sum, balance, u->decimals);
	add_sum(table, &sum, sums->available, u->decimals);
	add_sum(table, &sum, sums->reserved, u->decimals);
	add_sum(table, &sum, sums->pending, u->decimals);
	add_sum(table, &sum, sums->deficit, u->decimals);
}

static void add_totals(const struct grouping *grouping, struct table *table)
{
	size_t units = grouping->scope->book->programs->unit_count;

	for (size_t unit = 0; unit < units; unit++) {
		struct group_sums total = grouping->totals[unit];
		total.unit = (int)unit;
		if (total.members == 0)
			continue;
		add_group(grouping, table, &total, SLICE("total"));
		table_end_total(table);
	}
}

/* A group's number and name, for sorting. */
struct named {
	uint32_t number;
	struct slice name;
};

static int compare_named(const void *left, const void *right)
{
	const struct named *a = left;
	const struct named *b = right;

	return slice_compare(a->name, b->name);
}

static struct named *names_in_order(const struct grouping *grouping)
{
	uint32_t count = grouping->names.count;
	struct named *order =
		arena_take_array(grouping->scope->arena, count, sizeof(*order));

	for (uint32_t i = 0; i < count; i++)
		order[i] =
			(struct named){ i, intern_text(&grouping->names, i) };
	if (count > 1)
		qsort(order, count, sizeof(*order), compare_named);
	return order;
}

void report_balance_by_rows(const struct report_scope *scope,
			    struct table *table, enum balance_group by,
			    bool with_total)
{
	const struct book *book = scope->book;
	struct grouping grouping = { .scope = scope, .by = by };
	struct holdings holdings = find_holdings(scope);
	size_t units = book->programs->unit_count;

	intern_init(&grouping.names, scope->arena, book->journal->seed);
	for (size_t i = 0; i < book->account_count; i++) {
		const struct account *account = &book->accounts[i];
		if (account->merged_into == NONE &&
		    scope_takes_member(scope, account->member, account->unit))
			add_account(&grouping, &holdings, (uint32_t)i);
	}
	const struct named *order = names_in_order(&grouping);
	for (size_t i = 0; i < grouping.names.count; i++) {
		for (size_t unit = 0; unit < units; unit++) {
			const struct group_sums *sums =
				&grouping.sums[order[i].number * units + unit];
			if (sums->members == 0)
				continue;
			add_group(&grouping, table, sums, order[i].name);
			table_end_row(table);
		}
	}
	if (with_total)
		add_totals(&grouping, table);
}
