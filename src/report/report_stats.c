/*
 * Counting a book. Every figure is a row, so that new ones change nothing for
 * those who read the others.
 */
#include "report/report_stats.h"

#include "base/arena.h"
#include "base/text.h"
#include "engine/book.h"
#include "journal/journal.h"
#include "report/table.h"

static const struct column columns[] = {
	{ "figure", COLUMN_ID, "what is counted" },
	{ "count", COLUMN_INTEGER, "how many" },
	{ "detail", COLUMN_TEXT, "a day, or points, where it is no count" },
	{ NULL, COLUMN_TEXT, NULL },
};

const struct report report_stats = {
	.name = "stats",
	.title = "What the book holds",
	.columns = columns,
};

static void add_count(struct table *table, const char *figure, size_t count)
{
	table_add_string(table, figure);
	table_add_integer(table, (int64_t)count);
	table_add_none(table);
	table_end_row(table);
}

static void add_day(struct table *table, const char *figure, struct day day)
{
	char text[DAY_TEXT_MAX];
	day_print(day, text);
	table_add_string(table, figure);
	table_add_none(table);
	table_add_string(table, text);
	table_end_row(table);
}

static void add_files(struct table *table, const struct journal *journal)
{
	size_t bytes = 0;
	size_t lines = 0;
	for (size_t i = 0; i < journal->source_count; i++) {
		struct slice text = journal->sources[i]->text;
		bytes += text.length;
		while (text.length > 0) {
			(void)slice_cut(text, '\n', &text);
			lines++;
		}
	}
	add_count(table, "files", journal->source_count);
	add_count(table, "bytes", bytes);
	add_count(table, "lines", lines);
}

static void add_events(struct arena *arena, struct table *table,
		       const struct journal *journal)
{
	size_t counts[EVENT_KIND_COUNT] = { 0 };
	size_t duplicates = 0;
	for (size_t i = 0; i < journal->event_count; i++) {
		if (journal->events[i].flags & EVENT_DUPLICATE)
			duplicates++;
		else
			counts[journal->events[i].kind]++;
	}
	add_count(table, "events", journal_count_events(journal));
	for (unsigned i = 0; i < EVENT_KIND_COUNT; i++) {
		const char *keyword = directive_of((enum event_kind)i)->keyword;
		if (counts[i] > 0)
			add_count(table,
				  arena_print(arena, "event %s", keyword),
				  counts[i]);
	}
	add_count(table, "repeated lines", duplicates);
}

static void add_members(struct arena *arena, struct table *table,
			const struct book *book)
{
	size_t counts[MEMBER_MERGED + 1] = { 0 };
	for (size_t i = 0; i < book->member_count; i++)
		counts[book->members[i].status]++;
	add_count(table, "members",
		  book->member_count - counts[MEMBER_UNKNOWN]);
	for (unsigned i = MEMBER_ACTIVE; i <= MEMBER_MERGED; i++) {
		const char *name = member_status_name((enum member_status)i);
		add_count(table, arena_print(arena, "members %s", name),
			  counts[i]);
	}
}

/* The sum of all balances of each unit. */
static void add_points(struct arena *arena, struct table *table,
		       const struct book *book)
{
	int64_t sums[UNITS_MAX] = { 0 };
	bool is_exact[UNITS_MAX];
	for (size_t i = 0; i < UNITS_MAX; i++)
		is_exact[i] = true;
	for (size_t i = 0; i < book->account_count; i++) {
		const struct account *account = &book->accounts[i];
		is_exact[account->unit] =
			is_exact[account->unit] &&
			amount_add(sums[account->unit], account->balance,
				   &sums[account->unit]);
	}
	for (size_t i = 0; i < book->programs->unit_count; i++) {
		const struct unit *unit = &book->programs->units[i];
		char text[DECIMAL_TEXT_MAX];
		size_t length = decimal_print(sums[i], unit->decimals, text);
		table_add_string(table, arena_print(arena, "balance %.*s",
						    SLICE_ARGS(unit->name)));
		table_add_none(table);
		table_add_text(table, is_exact[i]
					      ? (struct slice){ text, length }
					      : SLICE("over 64 bits"));
		table_end_row(table);
	}
}

static void add_redemptions(struct table *table, const struct book *book)
{
	size_t open = 0;
	for (size_t i = 0; i < book->redemption_count; i++)
		open += book->redemptions[i].state == REDEMPTION_REQUESTED ||
			book->redemptions[i].state == REDEMPTION_APPROVED;
	add_count(table, "redemptions", book->redemption_count);
	add_count(table, "redemptions open", open);
}

void report_stats_add(struct arena *arena, struct table *table,
		      const struct book *book)
{
	add_files(table, book->journal);
	add_events(arena, table, book->journal);
	if (book->applied > 0) {
		add_day(table, "first day", book->first_day);
		add_day(table, "last day", book->last_day);
	}
	add_members(arena, table, book);
	add_count(table, "accounts", book->account_count);
	add_count(table, "lots", book->lot_count);
	add_redemptions(table, book);
	add_count(table, "rules files", book->programs->count);
	add_points(arena, table, book);
}
