/*
 * Groups are numbered once, when they are opened; the tiers of all rules files
 * are among them, so that going on to another day adds none.
 */
#include "value/rollforward_group.h"

#include <stdlib.h>

#include "base/arena.h"
#include "engine/book.h"
#include "engine/tier.h"
#include "engine/tier_state.h"
#include "journal/journal.h"
#include "rules/program.h"

/* ---- by what opened the lot ---- */

static void group_by_line(struct rollforward_groups *g, enum attribute_key key)
{
	const struct book *book = g->book;
	uint32_t event = NONE;
	uint32_t group = 0;

	for (size_t i = 0; i < book->lot_count; i++) {
		if (book->lots[i].event != event) {
			event = book->lots[i].event;
			group = intern_add(
				&g->names,
				event_value(book->journal,
					    &book->journal->events[event],
					    key));
		}
		g->of_lot[i] = group;
	}
}

/* ---- by tier ---- */

static void name_tiers(struct rollforward_groups *g)
{
	const struct programs *programs = g->book->programs;

	for (size_t i = 0; i < programs->count; i++) {
		const struct tiers *tiers = &programs->list[i]->tiers;
		for (size_t k = 0; k < tiers->level_count; k++)
			intern_add(&g->names, tiers->levels[k].name);
	}
}

/* The group of the level a member has at the close of a day. */
static uint32_t tier_of(const struct rollforward_groups *g, uint32_t member,
			struct day day)
{
	const struct programs *programs = g->book->programs;
	const struct program *then = programs_on(programs, day);
	size_t count;
	const struct tier_change *changes = tier_changes(
		g->book->members[member].tier, g->book->as_of, &count);

	while (count > 0 && day_compare(changes[count - 1].day, day) > 0)
		count--;
	if (count == 0)
		return 0;
	int level = tier_state_translate(
		programs_on(programs, changes[count - 1].day), then,
		changes[count - 1].to);
	if (level < 0 || (size_t)level >= then->tiers.level_count)
		return 0;
	return intern_find(&g->names, then->tiers.levels[level].name);
}

/* Who had become of a member by a day. */
static uint32_t member_on(const struct book *book, uint32_t member,
			  struct day day)
{
	while (book->members[member].merged_into != NONE &&
	       day_compare(book->members[member].merged_on, day) <= 0)
		member = book->members[member].merged_into;
	return member;
}

static void group_by_tier(struct rollforward_groups *g, struct day day)
{
	const struct book *book = g->book;

	for (size_t i = 0; i < book->member_count; i++)
		g->of_member[i] = tier_of(g, (uint32_t)i, day);
	for (size_t i = 0; i < book->lot_count; i++) {
		uint32_t member = book->accounts[book->lots[i].account].member;
		g->of_lot[i] = g->of_member[member_on(book, member, day)];
	}
}

/* ---- names ---- */

struct named_group {
	uint32_t number;
	struct slice name;
};

static int compare_names(const void *left, const void *right)
{
	const struct named_group *a = left;
	const struct named_group *b = right;

	return slice_compare(a->name, b->name);
}

static void put_in_order(struct rollforward_groups *g)
{
	uint32_t count = g->names.count;
	struct named_group *list =
		arena_take_array(g->arena, count, sizeof(*list));

	for (uint32_t i = 0; i < count; i++)
		list[i] = (struct named_group){ i, intern_text(&g->names, i) };
	if (count > 1)
		qsort(list, count, sizeof(*list), compare_names);
	g->order = arena_take_array(g->arena, count, sizeof(*g->order));
	for (uint32_t i = 0; i < count; i++)
		g->order[i] = list[i].number;
}

struct rollforward_groups rollforward_groups_open(struct arena *arena,
						  const struct book *book,
						  enum rollforward_by by,
						  struct day day)
{
	struct rollforward_groups g = { .arena = arena,
					.book = book,
					.by = by };

	intern_init(&g.names, arena, book->journal->seed);
	intern_add(&g.names, SLICE(""));
	if (by >= ROLLFORWARD_BY_STORE)
		g.of_lot = arena_take_array(arena, book->lot_count,
					    sizeof(*g.of_lot));
	switch (by) {
	case ROLLFORWARD_TOTAL:
	case ROLLFORWARD_BY_VINTAGE:
		break;
	case ROLLFORWARD_BY_STORE:
		group_by_line(&g, KEY_STORE);
		break;
	case ROLLFORWARD_BY_PARTNER:
		group_by_line(&g, KEY_PARTNER);
		break;
	case ROLLFORWARD_BY_TIER:
		g.of_member = arena_take_array(arena, book->member_count,
					       sizeof(*g.of_member));
		name_tiers(&g);
		group_by_tier(&g, day);
		break;
	}
	put_in_order(&g);
	return g;
}

void rollforward_groups_go_on(struct rollforward_groups *g, struct day day,
			      uint32_t *before)
{
	if (g->by != ROLLFORWARD_BY_TIER)
		return;
	for (size_t i = 0; i < g->book->lot_count; i++)
		before[i] = g->of_lot[i];
	group_by_tier(g, day);
}

uint32_t rollforward_group_of(const struct rollforward_groups *g, uint32_t lot)
{
	return lot == NONE || g->of_lot == NULL ? 0 : g->of_lot[lot];
}
