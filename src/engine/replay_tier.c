/*
 * What tiers measure, passed on to each member's state (tier.h). A level that
 * nobody asks for before the book's day need not be known before: then what
 * counts is only noted in passing (tier_notes.c). Members with a tier line or
 * a merge are never put off.
 */
#include "engine/replay_state.h"
#include "engine/tier.h"
#include "engine/tier_notes.h"

struct tier_state *replay_tier(struct replay *r, uint32_t member)
{
	struct member *m = &r->book->members[member];

	if (m->tier == NULL && r->has_tiers)
		m->tier = tier_begin(r->arena, r->programs, m->joined);
	return m->tier;
}

int replay_level(struct replay *r, uint32_t member,
		 const struct tier_amounts *pending)
{
	if (!r->program->tiers.is_set)
		return -1;
	return tier_level(replay_tier(r, member), r->day, pending);
}

static int64_t amount_of(const struct tier_amounts *amounts,
			 enum tier_metric metric)
{
	switch (metric) {
	case METRIC_POINTS:
		return amounts->points;
	case METRIC_SPEND:
		return amounts->spend;
	case METRIC_VISITS:
		return amounts->visits;
	}
	return 0;
}

static void add_amounts(struct replay *r, uint32_t member,
			const struct tier_amounts *amounts, struct day counted)
{
	const struct member *m = &r->book->members[member];

	if (r->tier_notes == NULL || m->tiers_now) {
		tier_add(replay_tier(r, member), r->day, amounts, counted);
		return;
	}
	int64_t amount = amount_of(amounts, r->tier_metric);
	if (amount != 0)
		tier_notes_add(r->tier_notes,
			       (struct tier_note){ .member = member,
						   .joined = m->joined,
						   .day = r->day,
						   .counted = counted,
						   .amount = amount });
}

/* True when some rules measure tiers by it. */
static bool asks_for(const struct replay *r, enum tier_metric metric)
{
	return (r->tier_metrics >> metric & 1u) != 0;
}

void replay_tier_points(struct replay *r, uint32_t member, int unit,
			int64_t points, struct day counted)
{
	if (asks_for(r, METRIC_POINTS) && points != 0 &&
	    unit == r->program->tiers.unit)
		add_amounts(r, member,
			    &(struct tier_amounts){ .points = points },
			    counted);
}

void replay_tier_spend(struct replay *r, uint32_t member, int64_t money,
		       struct day counted)
{
	if (asks_for(r, METRIC_SPEND) && money != 0)
		add_amounts(r, member, &(struct tier_amounts){ .spend = money },
			    counted);
}

void replay_tier_visit(struct replay *r, uint32_t event, uint32_t member,
		       int sign)
{
	const struct event *e = replay_event(r, event);

	if (asks_for(r, METRIC_SPEND) || asks_for(r, METRIC_VISITS))
		add_amounts(r, member,
			    &(struct tier_amounts){ .spend = sign * e->money,
						    .visits = sign },
			    sign < 0 ? e->day : DAY_NONE);
}

/* ---- may it wait? ---- */

static bool asks_for_levels(const struct program *program)
{
	for (size_t i = 0; i < program->rule_count; i++) {
		const struct earn_rule *rule = &program->rules[i];
		if (rule->on == EARN_ACTION &&
		    (rule->when.tier_count > 0 || rule->when.segment.count > 0))
			return true;
	}
	for (size_t i = 0; i < program->reward_count; i++) {
		if (program->rewards[i].tier.length > 0)
			return true;
	}
	return false;
}

static bool computes(const struct replay *r)
{
	for (size_t i = 0; i < r->journal->event_count; i++) {
		const struct event *e = &r->journal->events[i];
		if (e->quantities == 0 &&
		    (e->kind == EVENT_PURCHASE || e->kind == EVENT_BONUS))
			return true;
	}
	return false;
}

/* These members' states are kept up to date in any case. */
static void mark_members(struct replay *r)
{
	if (!journal_may_have(r->journal, EVENT_TIER) &&
	    !journal_may_have(r->journal, EVENT_MERGE))
		return;
	for (size_t i = 0; i < r->journal->event_count; i++) {
		const struct event *e = &r->journal->events[i];
		if (e->kind != EVENT_TIER && e->kind != EVENT_MERGE)
			continue;
		r->book->members[e->member].tiers_now = true;
		if (e->kind == EVENT_MERGE)
			r->book->members[e->operand].tiers_now = true;
	}
}

void replay_tier_plan(struct replay *r)
{
	r->puts_off_tiers = r->has_tiers && !r->in_parts && !r->compute_all &&
			    !r->level_expiry && !computes(r);
	for (size_t i = 0; i < r->programs->count; i++) {
		const struct program *program = r->programs->list[i];
		if (asks_for_levels(program))
			r->puts_off_tiers = false;
		if (i > 0 && program->tiers.is_set &&
		    program->tiers.metric != r->tier_metric)
			r->puts_off_tiers = false;
		if (!program->tiers.is_set)
			continue;
		r->tier_metric = program->tiers.metric;
		r->tier_metrics |= 1u << program->tiers.metric;
	}
	if (r->programs->count > 0 && !r->programs->list[0]->tiers.is_set &&
	    r->programs->count > 1)
		r->puts_off_tiers = false;
	if (!r->puts_off_tiers)
		return;
	mark_members(r);
	r->tier_notes = tier_notes_new(r->arena, r->programs, r->tier_metric,
				       r->book->member_count);
}
