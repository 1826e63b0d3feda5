/*
 * `segment` without a name: the segments of the rules of the book's day, each
 * with its query and how many members it has.
 */
#include "report/report_segments.h"

#include "engine/book.h"
#include "insight/membership.h"
#include "report/analysis.h"
#include "report/member_row.h"
#include "report/report_scope.h"
#include "report/segment_set.h"

static const struct column columns[] = {
	{ "segment", COLUMN_ID, "the segment's name" },
	{ "query", COLUMN_TEXT, "who is in it" },
	{ "in_segment", COLUMN_INTEGER, "how many members" },
	{ "segment_share", COLUMN_PERCENT, "of the members" },
	{ NULL, COLUMN_TEXT, NULL },
};

const struct report report_segments = {
	.name = "segment",
	.title = "Segments",
	.columns = columns,
};

/* Members who are no member any more are in no segment that is counted. */
static int64_t count_members(const struct report_scope *scope,
			     const struct slice *segment)
{
	const struct book *book = scope->book;
	int64_t count = 0;
	size_t all;
	const uint32_t *members = scope_members(scope, &all);

	for (size_t i = 0; i < all; i++) {
		if (!membership_on(book, members[i], book->as_of))
			continue;
		count += segment == NULL ||
			 scope->segments->test(scope->segments, book, *segment,
					       members[i], book->as_of);
	}
	return count;
}

void report_segments_rows(const struct report_scope *scope, struct table *table)
{
	const struct program *program = scope_program(scope);
	int64_t all = count_members(scope, NULL);

	for (size_t i = 0; i < program->segment_count; i++) {
		const struct named_text *segment = &program->segments[i];
		int64_t count = count_members(scope, &segment->name);
		table_add_text(table, segment->name);
		table_add_text(table, segment->value);
		table_add_integer(table, count);
		analysis_add_percent(table, count, all);
		table_end_row(table);
	}
}
