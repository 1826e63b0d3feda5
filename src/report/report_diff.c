/*
 * `diff`: members and units are matched by name, as each version numbers them
 * in its own way. What is not there counts as nothing.
 */
#include "report/report_diff.h"

#include "base/arena.h"
#include "base/currency.h"
#include "base/text.h"
#include "engine/book.h"
#include "journal/changes.h"
#include "journal/journal.h"
#include "report/change_cells.h"
#include "report/report_scope.h"
#include "value/liability.h"
#include "value/vintage.h"
#include "value/vintage_advance.h"

static const struct column columns[] = {
	{ "change", COLUMN_ID,
	  "added, removed, changed, moved; of sums balance, tier, liability" },
	{ "date", COLUMN_DAY, "the day of the event" },
	{ "kind", COLUMN_ID, "of the event: purchase, redeem …" },
	{ "member", COLUMN_ID, "the member's id" },
	{ "name", COLUMN_TEXT, "the name in the profile" },
	{ "ref", COLUMN_ID, "the reference of the event" },
	{ "unit", COLUMN_ID, "the unit of points" },
	{ "before", COLUMN_TEXT, "what it was: the line, or the figure" },
	{ "after", COLUMN_TEXT, "what it is" },
	{ "difference", COLUMN_DECIMAL, "of figures, after less before" },
	{ "file", COLUMN_TEXT, "the file of the line" },
	{ "line", COLUMN_INTEGER, "the number of the line" },
	{ NULL, COLUMN_TEXT, NULL },
};

const struct report report_diff = {
	.name = "diff",
	.title = "Differences",
	.columns = columns,
};

struct diff {
	const struct report_scope *before, *after;
	struct arena *arena;
	struct table *table;
	size_t rows;
};

/* ---- events ---- */

static void add_event(struct diff *diff, const struct change *change)
{
	bool is_gone = change->after == EVENT_NONE;
	const struct report_scope *scope = is_gone ? diff->before : diff->after;
	uint32_t number = is_gone ? change->before : change->after;
	const struct journal *old = diff->before->book->journal;
	const struct journal *now = diff->after->book->journal;
	struct change_side before = { old,
				      change->before == EVENT_NONE
					      ? NULL
					      : &old->events[change->before] };
	struct change_side after = { now,
				     is_gone ? NULL : &now->events[number] };
	const struct event *event = scope_event(scope, number);
	struct table *table = diff->table;

	change_cells_add(table, diff->arena, &before, &after);
	if (event->member == INTERN_NONE) {
		table_add_none(table);
		table_add_none(table);
	} else {
		scope_add_member(scope, table, event->member);
	}
	table_add_text(table, event_reference(scope->book->journal, event));
	table_add_none(table);
	table_add_text(table, change_cells_line(diff->arena, &before));
	table_add_text(table, change_cells_line(diff->arena, &after));
	table_add_none(table);
	scope_add_place(scope, table, number);
	table_end_row(table);
	diff->rows++;
}

/* ---- figures ---- */

/* `change`, and whom it is about. */
static void begin_figure(struct diff *diff, const char *change,
			 const struct report_scope *scope, uint32_t member)
{
	table_add_string(diff->table, change);
	table_add_none(diff->table);
	table_add_none(diff->table);
	if (member == NONE) {
		table_add_none(diff->table);
		table_add_none(diff->table);
	} else {
		scope_add_member(scope, diff->table, member);
	}
	table_add_none(diff->table);
	diff->rows++;
}

static struct slice figure(struct diff *diff, int64_t value, int scale)
{
	struct text text;

	text_init(&text, diff->arena);
	decimal_add_text(&text, value, scale, false);
	return text_slice(&text);
}

/* The unit, before, after, and the difference. */
static void end_figure(struct diff *diff, struct slice unit,
		       const int64_t values[2], int scale)
{
	int64_t difference = 0;

	table_add_text(diff->table, unit);
	table_add_text(diff->table, figure(diff, values[0], scale));
	table_add_text(diff->table, figure(diff, values[1], scale));
	if (amount_add(values[1], -values[0], &difference))
		table_add_decimal(diff->table,
				  (struct decimal){ difference, scale });
	else
		table_add_none(diff->table);
	table_add_rest(diff->table);
	table_end_row(diff->table);
}

/* The number of a unit in a book, -1 when it has none of that name. */
static int find_unit(const struct book *book, struct slice name)
{
	for (size_t i = 0; i < book->programs->unit_count; i++)
		if (slice_equal(book->programs->units[i].name, name))
			return (int)i;
	return -1;
}

static int64_t balance_of(const struct report_scope *scope, uint32_t member,
			  struct slice unit)
{
	int number = find_unit(scope->book, unit);
	const struct account *account =
		member == NONE || number < 0
			? NULL
			: book_account(scope->book, member, number);

	return account ? account->balance : 0;
}

/* The member of the other version, NONE when there is none, or when another
 * member has taken it over. */
static uint32_t find_member(const struct report_scope *from, uint32_t member,
			    const struct report_scope *to)
{
	uint32_t number =
		intern_find(&to->book->journal->members,
			    intern_text(&from->book->journal->members, member));

	return number == INTERN_NONE || number >= to->book->member_count ||
			       book_member_now(to->book, number) != number
		       ? NONE
		       : number;
}

static void compare_member(struct diff *diff, uint32_t before, uint32_t after)
{
	const struct report_scope *scope =
		after == NONE ? diff->before : diff->after;
	uint32_t member = after == NONE ? before : after;
	const struct programs *programs = scope->book->programs;

	for (size_t i = 0; i < programs->unit_count; i++) {
		const struct unit *unit = &programs->units[i];
		int64_t values[2] = {
			balance_of(diff->before, before, unit->name),
			balance_of(diff->after, after, unit->name)
		};

		if (values[0] == values[1])
			continue;
		begin_figure(diff, "balance", scope, member);
		end_figure(diff, unit->name, values, unit->decimals);
	}
	struct slice was = { NULL, 0 };
	struct slice is = { NULL, 0 };
	if (before != NONE)
		was = scope_level(diff->before, before);
	if (after != NONE)
		is = scope_level(diff->after, after);
	if (slice_equal(was, is))
		return;
	begin_figure(diff, "tier", scope, member);
	table_add_none(diff->table);
	table_add_text(diff->table, was);
	table_add_text(diff->table, is);
	table_add_rest(diff->table);
	table_end_row(diff->table);
}

static void compare_members(struct diff *diff)
{
	size_t count;
	const uint32_t *members = scope_members(diff->after, &count);

	for (size_t i = 0; i < count; i++)
		compare_member(
			diff,
			find_member(diff->after, members[i], diff->before),
			members[i]);
	members = scope_members(diff->before, &count);
	for (size_t i = 0; i < count; i++)
		if (find_member(diff->before, members[i], diff->after) == NONE)
			compare_member(diff, members[i], NONE);
}

/* What the points of a unit are carried at; false when the rules do not say,
 * or not in that currency. */
static bool find_liability(const struct report_scope *scope, struct slice unit,
			   uint8_t *currency, int64_t *amount)
{
	struct vintages *vintages = vintages_open(scope->arena, scope->book);
	struct liability liability;
	int lacking;

	*amount = 0;
	vintages_advance(vintages, scope->book->as_of);
	if (liability_lacks(vintages, &lacking))
		return false;
	liability = liability_of(scope->arena, vintages);
	*currency = liability.program->currency;
	for (size_t i = 0; i < liability.total_count; i++)
		if (liability.totals[i].unit == find_unit(scope->book, unit) &&
		    liability.totals[i].has_money)
			*amount = liability.totals[i].liability;
	return !liability.overflow;
}

static void compare_liability(struct diff *diff)
{
	const struct programs *programs = diff->after->book->programs;

	for (size_t i = 0; i < programs->unit_count; i++) {
		struct slice unit = programs->units[i].name;
		uint8_t was;
		uint8_t is;
		int64_t values[2];

		if (!find_liability(diff->before, unit, &was, &values[0]) ||
		    !find_liability(diff->after, unit, &is, &values[1]) ||
		    was != is || values[0] == values[1])
			continue;
		begin_figure(diff, "liability", diff->after, NONE);
		end_figure(diff, unit, values, currency_scale(is));
	}
}

size_t report_diff_rows(const struct report_scope *before,
			const struct report_scope *after, struct table *table)
{
	struct diff diff = { .before = before,
			     .after = after,
			     .arena = after->arena,
			     .table = table };
	struct changes changes = changes_find(
		after->arena, before->book->journal, after->book->journal);

	for (size_t i = 0; i < changes.count; i++)
		add_event(&diff, &changes.list[i]);
	compare_members(&diff);
	compare_liability(&diff);
	return diff.rows;
}
