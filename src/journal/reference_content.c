/*
 * Whether two lines say the same (journal.md, References): numbers are
 * compared as numbers, values whatever their quotes, those of one key in
 * whatever order, and what the rules compute may be left out.
 */
#include "journal/reference_content.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/currency.h"
#include "journal/journal.h"

/* True when the same numbers were written, be it +2.5 or +2.50. */
static bool same_quantity(struct quantity a, struct quantity b)
{
	int64_t fine_a;
	int64_t fine_b;
	int scale = a.scale > b.scale ? a.scale : b.scale;
	struct decimal of_a = { a.mantissa, a.scale };
	struct decimal of_b = { b.mantissa, b.scale };

	return a.unit == b.unit &&
	       decimal_rescale(of_a, scale, &fine_a) == DECIMAL_OK &&
	       decimal_rescale(of_b, scale, &fine_b) == DECIMAL_OK &&
	       fine_a == fine_b;
}

/* True for directives whose points (and money) are computed when left out. */
static bool may_leave_out(enum event_kind kind)
{
	return kind == EVENT_PURCHASE || kind == EVENT_BONUS ||
	       kind == EVENT_REFUND || kind == EVENT_REDEEM ||
	       kind == EVENT_REQUEST;
}

/* Every P of a has its like in b. There are at most a few. */
static bool same_points(const struct journal *journal, const struct event *a,
			const struct event *b)
{
	if (a->quantities != b->quantities)
		return (a->quantities == 0 || b->quantities == 0) &&
		       may_leave_out((enum event_kind)a->kind);
	for (size_t i = 0; i < a->quantities; i++) {
		struct quantity one = event_quantity(journal, a, i);
		bool found = false;

		for (size_t k = 0; k < b->quantities && !found; k++)
			found = same_quantity(one,
					      event_quantity(journal, b, k));
		if (!found)
			return false;
	}
	return true;
}

static bool same_money(const struct event *a, const struct event *b)
{
	if (a->currency == b->currency)
		return a->money == b->money;
	return (a->currency == CURRENCY_NONE || b->currency == CURRENCY_NONE) &&
	       (a->kind == EVENT_REDEEM || a->kind == EVENT_REQUEST);
}

/* True when two values mean the same, however they are quoted. */
static bool same_value(const struct journal *journal, const struct event *a,
		       const struct attribute *of_a, const struct event *b,
		       const struct attribute *of_b)
{
	int64_t amounts[2];
	uint8_t currencies[2];

	if (slice_equal(attribute_text(journal->arena, journal, a, of_a),
			attribute_text(journal->arena, journal, b, of_b)))
		return true;
	return of_a->key == KEY_DEFERRED &&
	       attribute_money(attribute_raw(journal, a, of_a), &amounts[0],
			       &currencies[0]) &&
	       attribute_money(attribute_raw(journal, b, of_b), &amounts[1],
			       &currencies[1]) &&
	       amounts[0] == amounts[1] && currencies[0] == currencies[1];
}

static int compare_slices(const void *a, const void *b)
{
	return slice_compare(*(const struct slice *)a,
			     *(const struct slice *)b);
}

/* The values of an event's attributes, sorted within each run of one key. */
static struct slice *sort_values(const struct journal *journal,
				 const struct event *event)
{
	const struct attribute *list = &journal->attributes[event->attributes];
	size_t count = event->attribute_count;
	struct slice *values =
		arena_take_array(journal->arena, count, sizeof(*values));
	size_t start = 0;

	for (size_t i = 0; i < count; i++)
		values[i] = attribute_text(journal->arena, journal, event,
					   &list[i]);
	for (size_t i = 1; i <= count; i++) {
		if (i < count && list[i].key == list[start].key)
			continue;
		if (i - start > 1)
			qsort(&values[start], i - start, sizeof(*values),
			      compare_slices);
		start = i;
	}
	return values;
}

/* True when two lists with the same keys have the same values, where those of
 * one key stand in whatever order: a receipt's items, say. */
static bool same_values_shuffled(const struct journal *journal,
				 const struct event *a, const struct event *b)
{
	const struct slice *of_a = sort_values(journal, a);
	const struct slice *of_b = sort_values(journal, b);

	for (uint32_t i = 0; i < a->attribute_count; i++)
		if (!slice_equal(of_a[i], of_b[i]))
			return false;
	return true;
}

static bool same_attributes(const struct journal *journal,
			    const struct event *a, const struct event *b)
{
	bool same = true;

	if (a->attribute_count != b->attribute_count)
		return false;
	for (uint32_t i = 0; i < a->attribute_count; i++) {
		const struct attribute *of_a =
			&journal->attributes[a->attributes + i];
		const struct attribute *of_b =
			&journal->attributes[b->attributes + i];

		if (of_a->key != of_b->key)
			return false;
		same = same && same_value(journal, a, of_a, b, of_b);
	}
	return same || same_values_shuffled(journal, a, b);
}

bool reference_same_content(const struct journal *journal,
			    const struct event *a, const struct event *b)
{
	if (slice_equal(event_line(journal, a), event_line(journal, b)))
		return true;
	return a->kind == b->kind && a->day.number == b->day.number &&
	       a->minute == b->minute && a->member == b->member &&
	       a->operand == b->operand &&
	       (a->flags & EVENT_TOTAL) == (b->flags & EVENT_TOTAL) &&
	       same_money(a, b) && same_points(journal, a, b) &&
	       same_attributes(journal, a, b);
}
