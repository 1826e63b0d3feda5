/*
 * One walk over the purchases of each member. See visitors.h.
 */
#include "insight/visitors.h"

#include <stdlib.h>

#include "base/arena.h"
#include "engine/book.h"
#include "insight/purchases.h"
#include "insight/sample.h"
#include "journal/journal.h"

/* A visitor with the id, for sorting. */
struct named {
	struct slice id;
	struct visitor visitor;
};

/* Purchases of the period and of one member, in the order of days. */
struct run {
	const struct purchase *list;
	size_t count;
};

/* Sums a run up; `gaps` has room for the days between its days. */
static struct visitor sum_up(struct run run, int64_t *gaps)
{
	struct visitor visitor = { .member = run.list->member,
				   .first = DAY_NONE,
				   .last = DAY_NONE };
	size_t count = 0;

	for (size_t i = 0; i < run.count; i++) {
		const struct purchase *p = &run.list[i];
		if (!amount_add(visitor.spend, p->money, &visitor.spend))
			visitor.is_inexact = true;
		if (!p->is_visit)
			continue;
		visitor.visits++;
		if (day_compare(p->day, visitor.last) == 0)
			continue;
		if (visitor.days++ > 0)
			gaps[count++] = day_difference(visitor.last, p->day);
		else
			visitor.first = p->day;
		visitor.last = p->day;
	}
	visitor.interval = sample_median(gaps, count);
	return visitor;
}

static int compare_named(const void *left, const void *right)
{
	const struct named *a = left;
	const struct named *b = right;

	return slice_compare_natural(a->id, b->id);
}

struct visitors visitors_collect(const struct sample *sample)
{
	struct purchases found = purchases_of(sample);
	struct named *list = arena_take_array(
		sample->arena, sample->book->member_count, sizeof(*list));
	struct visitors visitors = { NULL, 0 };

	int64_t *gaps =
		arena_take_array(sample->arena, found.count, sizeof(*gaps));
	for (size_t i = 0, end = 0; i < found.count; i = end) {
		while (end < found.count &&
		       found.list[end].member == found.list[i].member)
			end++;
		struct named *named = &list[visitors.count];
		named->visitor =
			sum_up((struct run){ &found.list[i], end - i }, gaps);
		named->id = intern_text(&sample->book->journal->members,
					found.list[i].member);
		visitors.count += named->visitor.visits > 0;
	}
	if (visitors.count > 1)
		qsort(list, visitors.count, sizeof(*list), compare_named);
	visitors.list = arena_take_array(sample->arena, visitors.count,
					 sizeof(*visitors.list));
	for (size_t i = 0; i < visitors.count; i++)
		visitors.list[i] = list[i].visitor;
	return visitors;
}

int64_t visitors_days_since(const struct visitor *visitor, struct day day)
{
	return day_difference(visitor->last, day);
}
