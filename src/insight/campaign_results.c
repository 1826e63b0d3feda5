/*
 * Lines by campaign, then what their members did around them. See
 * campaign_results.h.
 */
#include "insight/campaign_results.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/intern.h"
#include "engine/book.h"
#include "insight/earnings.h"
#include "insight/purchases.h"
#include "insight/sample.h"
#include "journal/journal.h"

struct counting {
	const struct sample *sample;
	struct intern names;
	struct campaign_results results;
	size_t capacity;
	struct purchases purchases; /* all of the members, by member and day */
	struct campaign_result *of; /* being counted … */
	bool *takes_part;           /* … and who bought in it, by member */
};

/* The campaign of an event, NULL when it has none or is outside the period. */
static struct campaign_result *find(struct counting *counting, uint32_t event)
{
	const struct sample *sample = counting->sample;
	const struct event *e = sample_event(sample, event);
	struct slice name = event_value(sample->book->journal, e, KEY_CAMPAIGN);

	if (name.length == 0 || !period_has(sample->period, e->day))
		return NULL;
	uint32_t number = intern_add(&counting->names, name);
	struct campaign_results *all = &counting->results;
	if (number == all->count) {
		all->list = arena_grow(sample->arena, all->list, all->count + 1,
				       sizeof(*all->list), &counting->capacity);
		all->list[all->count++] = (struct campaign_result){
			.name = name, .first = e->day, .last = e->day
		};
	}
	struct campaign_result *found = &all->list[number];
	if (day_compare(e->day, found->first) < 0)
		found->first = e->day;
	if (day_compare(e->day, found->last) > 0)
		found->last = e->day;
	return found;
}

static void add_purchases(struct counting *counting)
{
	for (size_t i = 0; i < counting->purchases.count; i++) {
		struct purchase *p = &counting->purchases.list[i];
		struct campaign_result *found = find(counting, p->event);
		p->group = NONE;
		if (found == NULL)
			continue;
		p->group = (uint32_t)(found - counting->results.list);
		found->visits += p->is_visit;
		if (!amount_add(found->spend, p->money, &found->spend))
			found->is_inexact = true;
	}
}

static void add_points(struct counting *counting)
{
	struct earnings earned =
		earnings_collect(counting->sample, false,
				 (struct earnings_segments){ NULL, NULL });

	for (size_t i = 0; i < earned.count; i++) {
		const struct earning *e = &earned.list[i];
		struct campaign_result *found = find(counting, e->event);
		if (found != NULL &&
		    !amount_add(found->points[e->unit], e->points,
				&found->points[e->unit]))
			found->is_inexact = true;
	}
}

/* Who bought in the campaign of a number, and for the first time. */
static void mark_buyers(struct counting *counting, uint32_t number)
{
	const struct purchase *list = counting->purchases.list;
	uint32_t member = NONE;
	bool is_first = false;

	for (size_t i = 0; i < counting->purchases.count; i++) {
		if (!list[i].is_visit)
			continue;
		is_first = list[i].member != member;
		member = list[i].member;
		if (list[i].group != number || counting->takes_part[member])
			continue;
		counting->takes_part[member] = true;
		counting->of->active++;
		counting->of->first_timers += is_first;
	}
}

static void count_around(struct counting *counting)
{
	struct campaign_result *of = counting->of;
	struct day start =
		day_add(of->first, -1 - day_difference(of->first, of->last));

	for (size_t i = 0; i < counting->purchases.count; i++) {
		const struct purchase *p = &counting->purchases.list[i];
		if (!p->is_visit || !counting->takes_part[p->member] ||
		    day_compare(p->day, start) < 0 ||
		    day_compare(p->day, of->last) > 0)
			continue;
		if (day_compare(p->day, of->first) < 0)
			of->before++;
		else
			of->during++;
	}
}

static int compare(const void *left, const void *right)
{
	const struct campaign_result *a = left;
	const struct campaign_result *b = right;
	int order = day_compare(a->first, b->first);

	return order != 0 ? order : slice_compare(a->name, b->name);
}

struct campaign_results campaign_results_count(const struct sample *sample)
{
	struct counting counting = { .sample = sample };
	size_t members = sample->book->member_count;

	intern_init(&counting.names, sample->arena,
		    sample->book->journal->seed);
	counting.purchases =
		purchases_collect(sample->arena, sample->book, sample->chosen);
	add_purchases(&counting);
	add_points(&counting);
	for (uint32_t i = 0; i < counting.results.count; i++) {
		counting.of = &counting.results.list[i];
		counting.takes_part = arena_take_array(
			sample->arena, members, sizeof(*counting.takes_part));
		mark_buyers(&counting, i);
		count_around(&counting);
	}
	if (counting.results.count > 1)
		qsort(counting.results.list, counting.results.count,
		      sizeof(*counting.results.list), compare);
	return counting.results;
}
