/*
 * What happens to a member's tier: amounts that count, levels granted by hand
 * and taken back, two accounts that become one.
 */
#include "engine/tier_state.h"

#include "base/arena.h"

struct tier_state *tier_begin(struct arena *arena,
			      const struct programs *programs, struct day day)
{
	uint8_t metrics = 0;
	for (size_t i = 0; i < programs->count; i++)
		if (programs->list[i]->tiers.is_set)
			metrics |=
				(uint8_t)(1u
					  << programs->list[i]->tiers.metric);
	if (metrics == 0)
		return NULL;
	struct tier_state *state = arena_take(arena, sizeof(*state));
	*state = (struct tier_state){ .arena = arena,
				      .programs = programs,
				      .joined = day,
				      .today = DAY_NONE,
				      .next = DAY_NONE,
				      .program_until = DAY_NEVER,
				      .leaves = DAY_NEVER,
				      .decided_on = DAY_NEVER,
				      .held = -1,
				      .effective = -1,
				      .metrics = metrics };
	return state;
}

void tier_settle_in(struct tier_state *state, struct arena *arena)
{
	if (state != NULL)
		state->arena = arena;
}

static void add_entry(struct tier_state *state, struct tier_entry entry)
{
	struct tier_cursor at;
	bool is_inside = tier_state_is_inside(state, entry.day);
	switch (tier_history_add(state->arena, &state->history, entry,
				 state->oldest, &at)) {
	case TIER_INSERTED:
		tier_state_sum(state, state->today);
		return;
	case TIER_APPENDED:
		if (state->oldest.chunk == NULL && is_inside) {
			state->oldest = at;
			tier_state_find_leaving(state);
		}
		break;
	case TIER_MERGED:
		break;
	}
	if (is_inside && tier_state_is_counted(state, &entry))
		state->sum += entry.amount;
}

void tier_add(struct tier_state *state, struct day day,
	      const struct tier_amounts *amounts, struct day counted)
{
	if (state == NULL)
		return;
	tier_state_advance(state, day);
	if (!day_is_real(counted) || counted.number > state->today.number)
		counted = state->today;
	const int64_t by_metric[] = { [METRIC_POINTS] = amounts->points,
				      [METRIC_SPEND] = amounts->spend,
				      [METRIC_VISITS] = amounts->visits };
	for (unsigned i = 0; i < sizeof(by_metric) / sizeof(*by_metric); i++)
		if ((state->metrics >> i & 1) != 0 && by_metric[i] != 0)
			add_entry(state,
				  (struct tier_entry){ .amount = by_metric[i],
						       .day = counted,
						       .metric = (uint8_t)i });
	state->is_touched = true;
	tier_state_find_next(state, state->today);
}

void tier_grant(struct tier_state *state, struct day day, int level,
		struct day until)
{
	if (state == NULL)
		return;
	tier_state_advance(state, day);
	const struct tiers *tiers = &state->program->tiers;
	if (!tiers->is_set || level < 0 || (size_t)level >= tiers->level_count)
		return;
	if (!day_is_real(until) && tiers->has_downgrade) {
		if (level >= state->held) {
			tier_state_hold(state, day, level);
			state->is_held_by_hand = true;
			state->was_below =
				tier_state_level_of(tiers, state->sum) < level;
		}
	} else {
		struct grant *grant = arena_take(state->arena, sizeof(*grant));
		grant->name = tiers->levels[level].name;
		grant->until = day_is_real(until) ? until : DAY_NEVER;
		grant->next = state->grants;
		state->grants = grant;
	}
	tier_state_refresh(state, day, true);
	tier_state_find_next(state, day);
}

/* Takes the latest grant of the name out of the list; false: there is none. */
static bool remove_grant(struct tier_state *state, struct slice name)
{
	for (struct grant **at = &state->grants; *at != NULL; at = &(*at)->next)
		if (slice_equal((*at)->name, name)) {
			*at = (*at)->next;
			return true;
		}
	return false;
}

void tier_revoke(struct tier_state *state, struct day day, int level)
{
	if (state == NULL)
		return;
	tier_state_advance(state, day);
	const struct tiers *tiers = &state->program->tiers;
	if (!tiers->is_set || level < 0 || (size_t)level >= tiers->level_count)
		return;
	if (!remove_grant(state, tiers->levels[level].name) &&
	    state->is_held_by_hand && state->held == level) {
		tier_state_hold(state, day,
				tier_state_level_of(tiers, state->sum));
		state->was_below = false;
	}
	tier_state_refresh(state, day, true);
	tier_state_find_next(state, day);
}

void tier_merge(struct tier_state *into, struct tier_state *from,
		struct day day)
{
	if (into == NULL || from == NULL)
		return;
	tier_state_advance(from, day);
	tier_state_advance(into, day);
	for (struct tier_cursor i = tier_history_first(&from->history);
	     i.chunk != NULL; i = tier_history_next(&from->history, i)) {
		struct tier_cursor at;
		tier_history_add(into->arena, &into->history,
				 tier_history_at(&from->history, i),
				 (struct tier_cursor){ NULL, 0 }, &at);
	}
	for (const struct grant *grant = from->grants; grant != NULL;
	     grant = grant->next) {
		struct grant *copy = arena_take(into->arena, sizeof(*copy));
		*copy = *grant;
		copy->next = into->grants;
		into->grants = copy;
	}
	tier_state_sum(into, day);
	if (from->held > into->held ||
	    (from->held == into->held &&
	     from->decided_on.number > into->decided_on.number)) {
		into->held = from->held;
		into->decided_on = from->decided_on;
		into->is_held_by_hand = from->is_held_by_hand;
	}
	into->was_below = tier_state_level_of(&into->program->tiers,
					      into->sum) < into->held;
	tier_state_decide(into, day);
	tier_state_find_next(into, day);
}
