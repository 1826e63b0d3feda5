/*
 * Lines with `partner:`, added up by partner and unit. See partner_dues.h.
 */
#include "insight/partner_dues.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/currency.h"
#include "engine/book.h"
#include "insight/earnings.h"
#include "insight/purchases.h"
#include "insight/reward_worth.h"
#include "insight/sample.h"
#include "journal/journal.h"

struct counting {
	const struct sample *sample;
	struct partner_dues dues;
	size_t capacity;
};

/* The row of an event's partner in a unit, NULL when it has none. */
static struct partner_due *find(struct counting *counting, uint32_t event,
				int unit)
{
	const struct sample *sample = counting->sample;
	struct partner_dues *all = &counting->dues;
	struct slice name =
		event_value(sample->book->journal, sample_event(sample, event),
			    KEY_PARTNER);

	if (name.length == 0)
		return NULL;
	for (size_t i = 0; i < all->count; i++) {
		if (all->list[i].unit == unit &&
		    slice_equal(all->list[i].name, name))
			return &all->list[i];
	}
	all->list = arena_grow(sample->arena, all->list, all->count + 1,
			       sizeof(*all->list), &counting->capacity);
	all->list[all->count] =
		(struct partner_due){ .name = name, .unit = unit };
	return &all->list[all->count++];
}

static void add_purchases(struct counting *counting, int unit)
{
	const struct sample *sample = counting->sample;
	struct purchases found = purchases_of(sample);

	for (size_t i = 0; i < found.count; i++) {
		const struct purchase *p = &found.list[i];
		struct partner_due *due = NULL;
		if (p->is_visit)
			due = find(counting, p->event, unit);
		if (due != NULL)
			due->visits++;
	}
}

static void add_points(struct counting *counting)
{
	struct earnings earned =
		earnings_collect(counting->sample, false,
				 (struct earnings_segments){ NULL, NULL });

	for (size_t i = 0; i < earned.count; i++) {
		const struct earning *e = &earned.list[i];
		struct partner_due *due = find(counting, e->event, e->unit);
		if (due != NULL &&
		    !amount_add(due->credited, e->points, &due->credited))
			due->is_inexact = true;
	}
}

static void add_rewards(struct counting *counting)
{
	const struct sample *sample = counting->sample;
	const struct book *book = sample->book;

	for (size_t i = 0; i < book->redemption_count; i++) {
		const struct redemption *r = &book->redemptions[i];
		if (!sample->chosen[book_member_now(book, r->member)] ||
		    !reward_worth_counts(book, r) ||
		    !period_has(sample->period, r->requested))
			continue;
		struct partner_due *due = find(counting, r->event, r->unit);
		if (due == NULL)
			continue;
		int64_t worth = reward_worth_value(book, r);
		due->redemptions++;
		if (worth > 0 && !amount_add(due->worth, worth, &due->worth))
			due->is_inexact = true;
	}
}

/* What the partner pays for its points. */
static void settle(const struct counting *counting, struct partner_due *due)
{
	const struct programs *programs = counting->sample->book->programs;
	const struct program *program =
		programs_on(programs, sample_end(counting->sample));
	int decimals = programs->units[due->unit].decimals;

	for (size_t i = 0; i < program->partner_count; i++) {
		const struct partner *partner = &program->partners[i];
		if (!partner->has_points_cost ||
		    !slice_equal(partner->name, due->name))
			continue;
		struct ratio money;
		due->has_cost = true;
		if (!ratio_multiply(
			    ratio_of(due->credited, decimal_power(decimals)),
			    ratio_from_decimal(partner->points_cost), &money) ||
		    !ratio_round(money, currency_scale(program->currency),
				 ROUND_HALF_UP, &due->pays))
			due->is_inexact = true;
	}
	if (!amount_subtract(due->pays, due->worth, &due->net))
		due->is_inexact = true;
}

static int compare(const void *left, const void *right)
{
	const struct partner_due *a = left;
	const struct partner_due *b = right;
	int order = slice_compare_natural(a->name, b->name);

	return order != 0 ? order : a->unit - b->unit;
}

struct partner_dues partner_dues_count(const struct sample *sample)
{
	struct counting counting = { .sample = sample };
	const struct program *program =
		programs_on(sample->book->programs, sample_end(sample));

	add_purchases(&counting, program->first_unit);
	add_points(&counting);
	add_rewards(&counting);
	for (size_t i = 0; i < counting.dues.count; i++)
		settle(&counting, &counting.dues.list[i]);
	if (counting.dues.count > 1)
		qsort(counting.dues.list, counting.dues.count,
		      sizeof(*counting.dues.list), compare);
	return counting.dues;
}
