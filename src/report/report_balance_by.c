/*
 * `balance --by`: the same points grouped by a property of the member (tier,
 * status) or of the event their lot came from (store, partner, campaign,
 * origin, month of issue). Groups in order of their names; what has no such
 * property stands first, unnamed. A deficit has no lot: it stands with what
 * has no property, so that the groups add up to the balance.
 */
#include <stdlib.h>

#include "base/arena.h"
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
	uint32_t name; /* in the names */
	int unit;
	uint32_t last_member; /* counted last, NONE */
	int64_t members, available, reserved, pending, deficit;
};

struct grouping {
	const struct report_scope *scope;
	enum balance_group by;
	struct intern names;
	struct group_sums *sums; /* by name * unit count + unit */
	size_t capacity;
	bool *taken; /* by account: the query accepts it */
};

static struct slice group_of(const struct grouping *grouping,
			     const struct lot *lot, uint32_t member)
{
	const struct report_scope *scope = grouping->scope;
	const struct book *book = scope->book;
	const struct event *e = scope_event(scope, lot->event);
	char day[DAY_TEXT_MAX];

	switch (grouping->by) {
	case BALANCE_BY_TIER:
		return scope_level(scope, member);
	case BALANCE_BY_STATUS:
		return slice_from(member_status_name(
			(enum member_status)book->members[member].status));
	case BALANCE_BY_STORE:
		return event_value(book->journal, e, KEY_STORE);
	case BALANCE_BY_PARTNER:
		return event_value(book->journal, e, KEY_PARTNER);
	case BALANCE_BY_CAMPAIGN:
		return event_value(book->journal, e, KEY_CAMPAIGN);
	case BALANCE_BY_ORIGIN:
		return slice_from(
			lot_origin_name((enum lot_origin)lot->origin));
	case BALANCE_BY_MONTH:
		day_print(lot->earned, day);
		return slice_from(arena_copy(scope->arena, day, 7));
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
	grouping->sums[index].name = number;
	grouping->sums[index].unit = unit;
	return &grouping->sums[index];
}

static void count_member(struct group_sums *sums, uint32_t member)
{
	if (sums->members > 0 && sums->last_member == member)
		return;
	sums->members++;
	sums->last_member = member;
}

static void add_account(struct grouping *grouping,
			const struct account *account)
{
	const struct book *book = grouping->scope->book;

	for (int which = 0; which < 2; which++) {
		for (uint32_t i = account->lots[which].first; i != NONE;
		     i = book->lots[i].next) {
			const struct lot *lot = &book->lots[i];
			struct group_sums *sums = sums_of(
				grouping,
				group_of(grouping, lot, account->member),
				account->unit);
			count_member(sums, account->member);
			if (lot_is_pending(book, lot))
				sums->pending += lot->remaining;
			else
				sums->available += lot->remaining;
		}
	}
	if (account->deficit > 0)
		sums_of(grouping, SLICE(""), account->unit)->deficit +=
			account->deficit;
}

/* Held points hang in no list: they are found among all lots. */
static void add_held(struct grouping *grouping)
{
	const struct book *book = grouping->scope->book;

	for (size_t i = 0; i < book->lot_count; i++) {
		const struct lot *lot = &book->lots[i];
		uint32_t number = lot->account;
		if (lot->held == 0)
			continue;
		while (book->accounts[number].merged_into != NONE)
			number = book->accounts[number].merged_into;
		const struct account *account = &book->accounts[number];
		if (!grouping->taken[number])
			continue;
		sums_of(grouping, group_of(grouping, lot, account->member),
			account->unit)
			->reserved += lot->held;
	}
}

static void add_group(const struct grouping *grouping, struct table *table,
		      const struct group_sums *sums, bool total)
{
	const struct unit *u = scope_unit(grouping->scope, sums->unit);
	int64_t balance = sums->available + sums->reserved + sums->pending -
			  sums->deficit;

	if (total)
		table_add_string(table, "total");
	else
		table_add_text(table,
			       intern_text(&grouping->names, sums->name));
	table_add_text(table, u->name);
	table_add_integer(table, sums->members);
	table_add_points(table, balance, u->decimals);
	table_add_points(table, sums->available, u->decimals);
	table_add_points(table, sums->reserved, u->decimals);
	table_add_points(table, sums->pending, u->decimals);
	table_add_points(table, sums->deficit, u->decimals);
	if (total)
		table_end_total(table);
	else
		table_end_row(table);
}

static void add_totals(const struct grouping *grouping, struct table *table)
{
	size_t units = grouping->scope->book->programs->unit_count;

	for (int unit = 0; (size_t)unit < units; unit++) {
		struct group_sums total = { .unit = unit };
		for (uint32_t i = 0; i < grouping->names.count; i++) {
			const struct group_sums *sums =
				&grouping->sums[i * units + (size_t)unit];
			total.members += sums->members;
			total.available += sums->available;
			total.reserved += sums->reserved;
			total.pending += sums->pending;
			total.deficit += sums->deficit;
		}
		if (total.members > 0)
			add_group(grouping, table, &total, true);
	}
}

/* The numbers of the groups' names in order. */
static uint32_t *names_in_order(const struct grouping *grouping)
{
	uint32_t count = grouping->names.count;
	uint32_t *order =
		arena_take_array(grouping->scope->arena, count, sizeof(*order));

	for (uint32_t i = 0; i < count; i++) {
		uint32_t at = i;
		struct slice name = intern_text(&grouping->names, i);
		while (at > 0 &&
		       slice_compare(name, intern_text(&grouping->names,
						       order[at - 1])) < 0) {
			order[at] = order[at - 1];
			at--;
		}
		order[at] = i;
	}
	return order;
}

void report_balance_by_rows(const struct report_scope *scope,
			    struct table *table, enum balance_group by,
			    bool with_total)
{
	const struct book *book = scope->book;
	struct grouping grouping = { .scope = scope, .by = by };
	size_t units = book->programs->unit_count;

	intern_init(&grouping.names, scope->arena, book->journal->seed);
	grouping.taken = arena_take_array(scope->arena, book->account_count,
					  sizeof(*grouping.taken));
	for (size_t i = 0; i < book->account_count; i++) {
		const struct account *account = &book->accounts[i];
		if (account->merged_into != NONE ||
		    !scope_takes_member(scope, account->member, account->unit))
			continue;
		grouping.taken[i] = true;
		add_account(&grouping, account);
	}
	add_held(&grouping);
	uint32_t *order = names_in_order(&grouping);
	for (size_t i = 0; i < grouping.names.count; i++) {
		for (size_t unit = 0; unit < units; unit++) {
			const struct group_sums *sums =
				&grouping.sums[order[i] * units + unit];
			if (sums->members > 0 || sums->deficit > 0 ||
			    sums->reserved > 0)
				add_group(&grouping, table, sums, false);
		}
	}
	if (with_total)
		add_totals(&grouping, table);
}
