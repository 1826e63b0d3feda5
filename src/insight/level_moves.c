/*
 * Changes of level, member by member. See level_moves.h.
 */
#include "insight/level_moves.h"

#include "base/arena.h"
#include "engine/book.h"
#include "engine/tier.h"
#include "insight/membership.h"
#include "insight/sample.h"
#include "insight/visitors.h"

struct counting {
	const struct sample *sample;
	const struct program *program; /* of the last day */
	struct level_moves *list;      /* [0]: no level */
	int *levels; /* by member: place in list, -1: no member at the end */
};

/* The place in the list of a level of the rules of a day; 0: none, -1: the
 * last day's rules do not know it. */
static int place_of(const struct counting *counting, struct day day, int level)
{
	const struct program *then =
		programs_on(counting->sample->book->programs, day);

	if (level < 0)
		return 0;
	int found = program_find_level(counting->program,
				       then->tiers.levels[level].name);
	return found < 0 ? -1 : found + 1;
}

/* Counts the moves of a member, and where it is at the end. */
static void add_member(struct counting *counting, uint32_t member)
{
	const struct sample *sample = counting->sample;
	struct day end = sample_end(sample);
	size_t count;
	const struct tier_change *changes =
		tier_changes(sample->book->members[member].tier, end, &count);
	int now = 0;

	for (size_t i = 0; i < count && day_compare(changes[i].day, end) <= 0;
	     i++) {
		const struct tier_change *c = &changes[i];
		int from = place_of(counting, c->day, c->from);
		now = place_of(counting, c->day, c->to);
		if (now < 0 || from <= 0 || !period_has(sample->period, c->day))
			continue;
		counting->list[now].up += c->to > c->from;
		counting->list[now].down += c->to < c->from;
	}
	if (!membership_on(sample->book, member, end))
		return;
	counting->levels[member] = now > 0 ? now : 0;
	counting->list[counting->levels[member]].members++;
}

static void add_spend(struct counting *counting)
{
	struct visitors visitors = visitors_collect(counting->sample);

	for (size_t i = 0; i < visitors.count; i++) {
		const struct visitor *v = &visitors.list[i];
		if (counting->levels[v->member] < 0)
			continue;
		struct level_moves *level =
			&counting->list[counting->levels[v->member]];
		level->active++;
		level->visits += v->visits;
		if (v->is_inexact ||
		    !amount_add(level->spend, v->spend, &level->spend))
			level->is_inexact = true;
	}
}

const struct level_moves *level_moves_count(const struct sample *sample,
					    size_t *count, int64_t *members)
{
	const struct book *book = sample->book;
	struct counting counting = {
		.sample = sample,
		.program = programs_on(book->programs, sample_end(sample)),
	};
	const struct tiers *tiers = &counting.program->tiers;

	*count = tiers->level_count + 1;
	*members = 0;
	counting.list =
		arena_take_array(sample->arena, *count, sizeof(*counting.list));
	counting.levels = arena_take_array(sample->arena, book->member_count,
					   sizeof(*counting.levels));
	for (size_t i = 1; i < *count; i++)
		counting.list[i].name = tiers->levels[i - 1].name;
	for (uint32_t m = 0; m < book->member_count; m++) {
		counting.levels[m] = -1;
		if (sample->chosen[m])
			add_member(&counting, m);
	}
	add_spend(&counting);
	for (size_t i = 0; i < *count; i++)
		*members += counting.list[i].members;
	if (counting.list[0].members > 0)
		return counting.list;
	(*count)--;
	return counting.list + 1;
}
