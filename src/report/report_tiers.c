/*
 * `tiers`: the level of each member on the book's day, since when, until when
 * it is kept, what was counted for it, and what is missing to the next one.
 */
#include "report/report_tiers.h"

#include "base/arena.h"
#include "engine/book.h"
#include "engine/tier.h"
#include "journal/journal.h"
#include "report/member_row.h"
#include "report/report_scope.h"

static const struct column columns[] = {
	{ "member", COLUMN_ID, "the member's id" },
	{ "name", COLUMN_TEXT, "the name in the profile" },
	{ "tier", COLUMN_ID, "the level on that day" },
	{ "since", COLUMN_DAY, "the first day at it" },
	{ "until", COLUMN_DAY,
	  "the last day for which it is certain; empty: open" },
	{ "metric", COLUMN_DECIMAL,
	  "points earned, money spent or visits in the window" },
	{ "next_tier", COLUMN_ID, "the level above" },
	{ "missing", COLUMN_DECIMAL, "what is missing to it" },
	{ NULL, COLUMN_TEXT, NULL },
};

const struct report report_tiers = {
	.name = "tiers",
	.title = "Tiers",
	.columns = columns,
	.fields = MEMBER_ROW_FIELDS,
};

static void add_member(const struct report_scope *scope, struct table *table,
		       uint32_t member)
{
	const struct book *book = scope->book;
	const struct tiers *tiers = &scope_program(scope)->tiers;
	struct tier_status status =
		tier_status_on(book->members[member].tier, book->as_of);
	int scale = scope_metric_scale(scope);

	scope_add_member(scope, table, member);
	if (status.level < 0) {
		table_add_rest(table);
		table_end_row(table);
		return;
	}
	table_add_text(table, tiers->levels[status.level].name);
	table_add_day(table, status.since);
	table_add_day(table, status.until);
	table_add_decimal(table, (struct decimal){ status.metric, scale });
	if (status.next >= 0) {
		table_add_text(table, tiers->levels[status.next].name);
		table_add_decimal(table,
				  (struct decimal){ status.missing, scale });
	} else {
		table_add_rest(table);
	}
	table_end_row(table);
}

void report_tiers_rows(const struct report_scope *scope, struct table *table)
{
	size_t count;
	const uint32_t *members = scope_members(scope, &count);
	const struct program *program = scope_program(scope);

	for (size_t i = 0; program->tiers.is_set && i < count; i++) {
		if (scope_takes_member(scope, members[i], program->first_unit))
			add_member(scope, table, members[i]);
	}
}
