/*
 * What a reconciliation comes to: each side of each day, and all of it.
 */
#include <stdlib.h>

#include "exchange/reconcile_state.h"

/* One side of one row. */
struct part {
	struct day day;
	int side; /* 0 the till, 1 the book, 2 the till's of nobody */
	int64_t money;
};

static int compare_parts(const void *a, const void *b)
{
	return day_compare(((const struct part *)a)->day,
			   ((const struct part *)b)->day);
}

static void add(struct reconcile_day *day, const struct part *part)
{
	struct reconcile_sum *sums[] = { &day->till, &day->journal,
					 &day->no_member };
	struct reconcile_sum *sum = sums[part->side];

	sum->count++;
	(void)amount_add(sum->money, part->money, &sum->money);
}

/* The sides of the rows that lie in the period. */
static size_t list_parts(const struct reconciliation *result,
			 struct part *parts)
{
	size_t count = 0;

	for (size_t i = 0; i < result->count; i++) {
		const struct reconcile_row *row = &result->rows[i];

		if (row->has_till && period_has(result->period, row->day))
			parts[count++] = (struct part){
				row->day,
				row->status == RECONCILE_NO_MEMBER ? 2 : 0,
				row->till
			};
		if (row->has_journal &&
		    period_has(result->period, row->journal_day))
			parts[count++] = (struct part){ row->journal_day, 1,
							row->journal };
	}
	return count;
}

void till_add_up(struct till *till)
{
	struct reconciliation *result = till->result;
	struct part *parts = arena_take_array(
		till->import.arena, 2 * result->count, sizeof(*parts));
	size_t count = list_parts(result, parts);
	size_t capacity = 0;

	for (size_t i = 0; i < result->count; i++) {
		enum reconcile_status status =
			(enum reconcile_status)result->rows[i].status;

		result->counts[status]++;
		result->open += reconcile_status_opens(status);
	}
	if (count > 1)
		qsort(parts, count, sizeof(*parts), compare_parts);
	result->total.day = DAY_NONE;
	for (size_t i = 0; i < count; i++) {
		if (i == 0 ||
		    day_compare(parts[i].day, parts[i - 1].day) != 0) {
			result->days =
				arena_grow(till->import.keep, result->days,
					   result->day_count + 1,
					   sizeof(*result->days), &capacity);
			result->days[result->day_count++].day = parts[i].day;
		}
		add(&result->days[result->day_count - 1], &parts[i]);
		add(&result->total, &parts[i]);
	}
}
