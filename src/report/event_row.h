/*
 * An event of a journal as a row that a query can ask: its own words (kind,
 * date, ref, points, unit, amount, store, staff, tags, items, attributes) and,
 * when there is a book, its member (member_row.h).
 */
#ifndef REPORT_EVENT_ROW_H
#define REPORT_EVENT_ROW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "query/query.h"
#include "report/member_row.h"

struct event;
struct journal;

/* The fields it answers. */
#define EVENT_ROW_FIELDS                                                       \
	(QUERY_MEMBER_BITS | QUERY_BIT(unit) | QUERY_BIT(points) |             \
	 QUERY_BIT(amount) | QUERY_BIT(kind) | QUERY_BIT(ref) |                \
	 QUERY_BIT(date) | QUERY_BIT(reward) | QUERY_BIT(state) |              \
	 QUERY_BIT(category) | QUERY_BIT(sku) | QUERY_BIT(store) |             \
	 QUERY_BIT(staff) | QUERY_BIT(tag))

struct event_row {
	struct member_row member; /* of the event; book NULL: only its id */
	const struct journal *journal;
	const struct event *event;
};

/* Answers for an event row: the value function of struct query_row, whose
 * context is a struct event_row. */
bool event_row_value(void *context, enum query_field field, struct slice key,
		     size_t nth, struct query_value *value);

#endif
