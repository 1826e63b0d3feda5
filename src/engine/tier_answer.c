/*
 * Answers: the level an event finds, the standing of a member on a day, the
 * changes so far.
 */
#include "engine/tier_state.h"

/* The level on a day that is over. */
static int past_level(const struct tier_state *state, struct day day)
{
	for (size_t i = state->change_count; i > 0; i--) {
		const struct tier_change *change = &state->changes[i - 1];
		if (change->day.number <= day.number)
			return tier_state_translate(
				programs_on(state->programs, change->day),
				programs_on(state->programs, day), change->to);
	}
	return -1;
}

int tier_level(struct tier_state *state, struct day day,
	       const struct tier_amounts *pending)
{
	if (state == NULL)
		return -1;
	if (day.number < state->today.number)
		return past_level(state, day);
	if (day.number >= state->next.number)
		tier_state_advance(state, day);
	state->today = day;
	const struct tiers *tiers = &state->program->tiers;
	if (!tiers->is_set || !tiers->same_day)
		return state->effective;
	int128_t metric = state->sum;
	if (pending != NULL)
		metric += tiers->metric == METRIC_POINTS  ? pending->points
			  : tiers->metric == METRIC_SPEND ? pending->spend
							  : pending->visits;
	int level = tier_state_level_of(tiers, metric);
	if (tiers->has_downgrade && state->held > level)
		level = state->held;
	if (state->grants != NULL) {
		int granted = tier_state_granted(state, day);
		level = granted > level ? granted : level;
	}
	return level;
}

static int64_t clamp(int128_t value)
{
	if (value > INT64_MAX)
		return INT64_MAX;
	return value < INT64_MIN ? INT64_MIN : (int64_t)value;
}

/* The last day through which the level is sure. */
static struct day kept_until(const struct tier_state *state, struct day day)
{
	struct day until = DAY_NONE;
	if (state->effective == state->held &&
	    state->decided_on.number != DAY_NEVER.number)
		return day_add(state->decided_on, -1);
	for (const struct grant *grant = state->grants;
	     grant != NULL && state->effective > state->held;
	     grant = grant->next)
		if (program_find_level(state->program, grant->name) ==
			    state->effective &&
		    grant->until.number > until.number &&
		    grant->until.number >= day.number)
			until = grant->until;
	return day_is_real(until) ? until : DAY_NONE;
}

struct tier_status tier_status_on(struct tier_state *state, struct day day)
{
	struct tier_status status = {
		.level = -1, .since = DAY_NONE, .until = DAY_NONE, .next = -1
	};
	if (state == NULL)
		return status;
	tier_state_close(state, day);
	const struct tiers *tiers = &state->program->tiers;
	if (!tiers->is_set)
		return status;
	status.level = state->effective;
	if (state->change_count > 0)
		status.since = state->changes[state->change_count - 1].day;
	status.until = kept_until(state, day);
	status.metric = clamp(state->sum);
	if ((size_t)status.level + 1 == tiers->level_count)
		return status;
	status.next = status.level + 1;
	int128_t missing = tiers->levels[status.next].at - state->sum;
	status.missing = clamp(missing > 0 ? missing : 0);
	return status;
}

const struct tier_change *tier_changes(struct tier_state *state, struct day day,
				       size_t *count)
{
	*count = 0;
	if (state == NULL)
		return NULL;
	if (day.number >= state->today.number)
		tier_state_close(state, day);
	while (*count < state->change_count &&
	       state->changes[*count].day.number <= day.number)
		++*count;
	return state->changes;
}
