/*
 * How a state comes from day to day, each amount entering and leaving the
 * sum once, and how levels are decided.
 *
 * `held` is the level that the metric and the downgrade policy give,
 * `effective` the higher of it and the grants. Both are indexes of the
 * program in force; when the rules change they are found again by name, or,
 * when the name is gone, by the threshold.
 *
 * A level decided on a day is kept from it for `after`, then for `grace`, and
 * on the day after that the metric decides anew, once, and what it decides is
 * kept again. A rise, or reaching the threshold again after having been below
 * it, begins anew at once.
 */
#include "engine/tier_state.h"

#include "base/arena.h"
#include "base/bug.h"

static struct day earlier(struct day a, struct day b)
{
	return a.number < b.number ? a : b;
}

/* ---- the window ---- */

/* The first day on which what was counted on a day no longer counts. */
static struct day leaving_day(const struct tiers *tiers, struct day counted)
{
	switch (tiers->window_kind) {
	case WINDOW_ROLLING:
		return day_add_span(counted, tiers->window);
	case WINDOW_CALENDAR_YEAR:
		return day_add_months(day_year_start(counted), 12);
	case WINDOW_LIFETIME:
		return DAY_NEVER;
	}
	BUG("an unknown window of tiers");
}

bool tier_state_is_inside(const struct tier_state *state, struct day counted)
{
	return counted.number == state->today.number ||
	       leaving_day(&state->program->tiers, counted).number >
		       state->today.number;
}

bool tier_state_is_counted(const struct tier_state *state,
			   const struct tier_entry *entry)
{
	return entry->metric == (uint8_t)state->program->tiers.metric;
}

void tier_state_find_leaving(struct tier_state *state)
{
	state->leaves = DAY_NEVER;
	if (state->oldest.chunk != NULL)
		state->leaves = leaving_day(
			&state->program->tiers,
			tier_history_at(&state->history, state->oldest).day);
}

/* Takes out of the sum what has left the window by the day. */
static void drop_leaving(struct tier_state *state, struct day day)
{
	if (state->leaves.number > day.number)
		return;
	while (state->leaves.number <= day.number) {
		struct tier_entry entry =
			tier_history_at(&state->history, state->oldest);
		if (tier_state_is_counted(state, &entry))
			state->sum -= entry.amount;
		state->oldest =
			tier_history_next(&state->history, state->oldest);
		tier_state_find_leaving(state);
	}
	/* other rules may have a longer window, these have not */
	if (state->programs->count == 1)
		tier_history_forget(&state->history, state->oldest);
}

/* Sums the window from nothing. */
void tier_state_sum(struct tier_state *state, struct day day)
{
	state->oldest = tier_history_first(&state->history);
	state->sum = 0;
	for (struct tier_cursor i = state->oldest; i.chunk != NULL;
	     i = tier_history_next(&state->history, i)) {
		struct tier_entry entry = tier_history_at(&state->history, i);
		if (tier_state_is_counted(state, &entry))
			state->sum += entry.amount;
	}
	tier_state_find_leaving(state);
	drop_leaving(state, day);
}

/* ---- levels ---- */

/* The highest level whose threshold is not above the metric. */
int tier_state_level_of(const struct tiers *tiers, int128_t metric)
{
	size_t i = tiers->level_count;
	while (i > 1 && tiers->levels[i - 1].at > metric)
		i--;
	return (int)i - 1;
}

/* A level of one rules file in another: by name, else by threshold. */
int16_t tier_state_translate(const struct program *from,
			     const struct program *to, int level)
{
	if (level < 0 || !from->tiers.is_set || !to->tiers.is_set)
		return -1;
	if (from == to)
		return (int16_t)level;
	const struct level *old = &from->tiers.levels[level];
	int same = program_find_level(to, old->name);
	return (int16_t)(same >= 0 ? same
				   : tier_state_level_of(&to->tiers, old->at));
}

/* The highest level granted by hand that has not ended, -1: none. */
int tier_state_granted(const struct tier_state *state, struct day day)
{
	int level = -1;
	for (const struct grant *grant = state->grants; grant != NULL;
	     grant = grant->next) {
		int named = program_find_level(state->program, grant->name);
		if (grant->until.number >= day.number && named > level)
			level = named;
	}
	return level;
}

/* Keeps a change; two of one day are one. */
static void add_change(struct tier_state *state, struct tier_change change)
{
	struct tier_change *last = NULL;
	if (state->change_count > 0)
		last = &state->changes[state->change_count - 1];
	if (last != NULL && last->day.number == change.day.number) {
		last->to = change.to;
		last->granted = change.granted;
		if (last->from == last->to)
			state->change_count--;
		return;
	}
	/* most members rise once or twice */
	if (state->changes == NULL ||
	    state->change_count == state->change_capacity) {
		size_t size = sizeof(*state->changes);
		uint32_t capacity = state->change_capacity;
		state->change_capacity = capacity ? 2 * capacity : 2;
		state->changes = arena_resize(state->arena, state->changes,
					      capacity * size,
					      state->change_capacity * size);
	}
	state->changes[state->change_count++] = change;
}

/* Sets the effective level from what is held and granted. */
void tier_state_refresh(struct tier_state *state, struct day day, bool by_hand)
{
	int level = state->held;
	if (state->grants != NULL && state->program->tiers.is_set) {
		int granted = tier_state_granted(state, day);
		level = granted > level ? granted : level;
	}
	if (level == state->effective)
		return;
	if (state->program->tiers.is_set)
		add_change(state,
			   (struct tier_change){ .day = day,
						 .from = state->effective,
						 .to = (int16_t)level,
						 .granted = by_hand });
	state->effective = (int16_t)level;
}

/* ---- deciding ---- */

/* Holds a level from a day on, as long as the policy says. */
void tier_state_hold(struct tier_state *state, struct day day, int level)
{
	const struct tiers *tiers = &state->program->tiers;
	state->held = (int16_t)level;
	state->is_held_by_hand = false;
	state->decided_on = DAY_NEVER;
	if (tiers->has_downgrade && level > 0)
		state->decided_on =
			day_add_span(day_add_span(day, tiers->downgrade_after),
				     tiers->downgrade_grace);
}

/* The metric against a level that is kept. */
static void decide_kept(struct tier_state *state, struct day day, int level)
{
	bool is_over = state->decided_on.number <= day.number;
	if (level > state->held) {
		tier_state_hold(state, day, level);
	} else if (level == state->held) {
		if (is_over || state->was_below)
			tier_state_hold(state, day, level);
	} else if (is_over) {
		tier_state_hold(state, day,
				state->program->tiers.downgrade_one_step
					? state->held - 1
					: level);
	}
	state->was_below = level < state->held;
}

/* True when the metric alone decides and gives the level that is there: so it
 * is on nearly every day. */
static bool is_decided(const struct tier_state *state)
{
	const struct tiers *tiers = &state->program->tiers;
	size_t above = (size_t)state->held + 1;

	return state->held >= 0 && state->held == state->effective &&
	       tiers->is_set && !tiers->has_downgrade &&
	       state->grants == NULL && !state->is_held_by_hand &&
	       state->decided_on.number == DAY_NEVER.number &&
	       (state->held == 0 ||
		tiers->levels[state->held].at <= state->sum) &&
	       (above >= tiers->level_count ||
		tiers->levels[above].at > state->sum);
}

void tier_state_decide(struct tier_state *state, struct day day)
{
	const struct tiers *tiers = &state->program->tiers;
	if (is_decided(state))
		return;
	if (tiers->is_set) {
		int level = tier_state_level_of(tiers, state->sum);
		if (tiers->has_downgrade)
			decide_kept(state, day, level);
		else
			tier_state_hold(state, day, level);
	} else {
		state->held = -1;
		state->decided_on = DAY_NEVER;
	}
	tier_state_refresh(state, day, false);
}

/* ---- from day to day ---- */

static void find_program(struct tier_state *state, struct day day)
{
	const struct programs *programs = state->programs;
	state->program = programs_on(programs, day);
	state->program_until = DAY_NEVER;
	for (size_t i = programs->count; i > 0; i--) {
		struct day from = programs->list[i - 1]->from;
		if (from.number > day.number)
			state->program_until = from;
	}
}

/* Other rules: the same level by its name, the window by the new rules. */
static void change_program(struct tier_state *state, struct day day)
{
	const struct program *before = state->program;
	find_program(state, day);
	state->held = tier_state_translate(before, state->program, state->held);
	state->effective =
		tier_state_translate(before, state->program, state->effective);
	tier_state_sum(state, day);
	if (state->program->tiers.has_downgrade &&
	    !before->tiers.has_downgrade && state->held > 0)
		tier_state_hold(state, day, state->held);
}

void tier_state_find_next(struct tier_state *state, struct day day)
{
	struct day next = earlier(state->program_until, state->leaves);
	next = earlier(next, state->decided_on);
	if (state->is_touched)
		next = earlier(next, day_add(day, 1));
	for (const struct grant *grant = state->grants; grant != NULL;
	     grant = grant->next)
		if (grant->until.number >= day.number &&
		    grant->until.number != DAY_NEVER.number)
			next = earlier(next, day_add(grant->until, 1));
	/* Work of this day is done. */
	if (next.number <= day.number)
		next.number = day.number + 1;
	state->next = next;
}

static void begin_day(struct tier_state *state, struct day day)
{
	if (state->is_touched && state->program->tiers.same_day)
		tier_state_decide(state, state->today);
	state->is_touched = false;
	if (state->program_until.number <= day.number)
		change_program(state, day);
	drop_leaving(state, day);
	tier_state_decide(state, day);
	state->today = day;
	tier_state_find_next(state, day);
}

/* The first day: that of joining, or of the first event when it is earlier. */
static void begin(struct tier_state *state, struct day day)
{
	if (day_is_real(state->joined))
		day = earlier(day, state->joined);
	find_program(state, day);
	tier_state_decide(state, day);
	state->today = day;
	tier_state_find_next(state, day);
}

void tier_state_advance(struct tier_state *state, struct day day)
{
	if (state->today.number == DAY_NONE.number)
		begin(state, day);
	while (state->next.number <= day.number)
		begin_day(state, state->next);
	if (state->today.number < day.number)
		state->today = day;
}

/* Brings the state to the close of a day. */
void tier_state_close(struct tier_state *state, struct day day)
{
	tier_state_advance(state, day);
	if (state->is_touched && state->program->tiers.same_day)
		tier_state_decide(state, state->today);
	tier_state_find_next(state, state->today);
}
