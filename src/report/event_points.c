/*
 * Postings summed by event. See event_points.h.
 */
#include "report/event_points.h"

#include "base/arena.h"
#include "base/currency.h"
#include "engine/book.h"
#include "journal/journal.h"
#include "report/event_row.h"
#include "report/report_scope.h"

int64_t *event_points(const struct report_scope *scope, int unit)
{
	const struct book *book = scope->book;
	int64_t *points = arena_take_array(
		scope->arena, book->journal->event_count, sizeof(*points));

	for (size_t i = 0; i < book->posting_count; i++) {
		const struct posting *posting = &book->postings[i];

		if (posting->kind != POSTING_EXPIRY &&
		    book->accounts[posting->account].unit == unit)
			(void)amount_add(points[posting->event],
					 posting->points,
					 &points[posting->event]);
	}
	return points;
}

bool event_points_taken(const struct report_scope *scope, uint32_t event)
{
	const struct event *e = scope_event(scope, event);
	struct event_row row = {
		.member = { .arena = scope->arena,
			    .book = scope->book,
			    .segments = scope->segments,
			    .member = e->member },
		.journal = scope->book->journal,
		.event = e,
	};
	struct query_row asked = { .context = &row, .value = event_row_value };

	return scope->query == NULL || query_is_empty(scope->query) ||
	       query_match(scope->query, &asked);
}

int64_t event_points_money(const struct event *e)
{
	if (e->currency == CURRENCY_NONE)
		return 0;
	return e->kind == EVENT_REFUND ? -e->money : e->money;
}

void event_points_add_money(struct table *table, const struct event *e)
{
	if (e->currency == CURRENCY_NONE) {
		table_add_none(table);
		table_add_none(table);
		return;
	}
	table_add_money(table, event_points_money(e), e->currency);
	table_add_string(table, currency_code(e->currency));
}
