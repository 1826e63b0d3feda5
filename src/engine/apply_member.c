/*
 * Applying what concerns a member as a whole: status, merge, tier grants,
 * and the counters of visits and spend.
 */
#include "engine/lots.h"
#include "engine/replay_state.h"
#include "engine/tier.h"
#include "engine/usage.h"

void replay_count_purchase(struct replay *r, uint32_t event, uint32_t member,
			   int sign)
{
	const struct event *e = replay_event(r, event);
	struct member *m = &r->book->members[member];

	if (sign > 0) {
		m->visits++;
		m->spend += e->money;
		if (!day_is_real(m->first_purchase))
			m->first_purchase = e->day;
		if (day_compare(e->day, m->last_purchase) > 0)
			m->last_purchase = e->day;
	} else {
		if (m->visits > 0)
			m->visits--;
		m->spend -= e->money;
	}
	if (r->counts_visits)
		usage_add_visit(r->arena, &m->usage, e->day, sign);
	replay_tier_visit(r, event, member, sign);
}

void apply_status(struct replay *r, uint32_t event)
{
	const struct event *e = replay_event(r, event);
	uint32_t member = replay_member(r, e->member);
	struct member *m = &r->book->members[member];

	r->book->effects[event].extra = m->last_status;
	m->last_status = event;
	m->status_day = e->day;
	m->status = (uint8_t)book_status_at(r->book, member, e->day, e->minute);
}

enum member_status replay_status(const struct replay *r, uint32_t event,
				 uint32_t member)
{
	const struct member *m = &r->book->members[member];

	if (m->status_day.number != r->day.number)
		return (enum member_status)m->status;
	return book_status_at(r->book, member, r->day,
			      replay_event(r, event)->minute);
}

void apply_tier(struct replay *r, uint32_t event)
{
	const struct event *e = replay_event(r, event);
	int level = r->words[e->operand].level;
	uint32_t member = replay_member(r, e->member);

	if (level < 0 || !r->program->tiers.is_set) {
		struct slice word = event_operand(r->journal, e);
		replay_finding(r, DIAGNOSTIC_unknown_level, event,
			       "the rules of this day have no level '%.*s'",
			       SLICE_ARGS(word));
		return;
	}
	tier_grant(replay_tier(r, member), e->day, level,
		   event_day_value(r->journal, e, KEY_UNTIL));
}

static void merge_accounts(struct replay *r, uint32_t from, uint32_t into,
			   uint32_t event)
{
	for (uint32_t i = r->book->members[from].accounts; i != NONE;
	     i = r->book->accounts[i].next) {
		uint32_t target =
			lots_account(r, into, r->book->accounts[i].unit);
		lots_merge(r, i, target, event);
	}
}

/* A referral whose purchase has come stays one; one that still waits for it
 * lapses where the other account shows that the friend was a customer. */
static void take_referral(struct member *into, const struct member *from,
			  uint32_t into_number)
{
	bool waits = from->first_qualifying == NONE;

	if (into->referred_by == NONE && from->referred_by != into_number &&
	    !(waits && into->visits > 0))
		into->referred_by = from->referred_by;
	if (into->first_qualifying == NONE)
		into->first_qualifying = from->first_qualifying;
}

/* Two histories become one. */
static void merge_history(struct replay *r, uint32_t from_number,
			  uint32_t into_number)
{
	struct member *from = &r->book->members[from_number];
	struct member *into = &r->book->members[into_number];

	take_referral(into, from, into_number);
	into->visits += from->visits;
	into->spend += from->spend;
	if (!day_is_real(into->first_purchase) ||
	    (day_is_real(from->first_purchase) &&
	     day_compare(from->first_purchase, into->first_purchase) < 0))
		into->first_purchase = from->first_purchase;
	if (day_compare(from->last_purchase, into->last_purchase) > 0)
		into->last_purchase = from->last_purchase;
	if (day_compare(from->last_activity, into->last_activity) > 0)
		into->last_activity = from->last_activity;
	if (day_compare(from->joined, into->joined) < 0)
		into->joined = from->joined;
	if (from->usage != NULL)
		usage_merge(r->arena, &into->usage, from->usage);
	if (from->tier != NULL)
		tier_merge(replay_tier(r, into_number), from->tier, r->day);
}

void apply_merge(struct replay *r, uint32_t event)
{
	const struct event *e = replay_event(r, event);
	uint32_t from = replay_member(r, e->member);
	uint32_t into = replay_member(r, e->operand);

	if (from == into) {
		if (e->member == e->operand)
			replay_broken(
				r,
				(struct fault){ DIAGNOSTIC_merge_cycle, event,
						event_operand(r->journal, e) },
				"a member cannot be merged into itself");
		else if (r->book->members[e->member].merged_into == NONE)
			replay_broken(
				r,
				(struct fault){ DIAGNOSTIC_merge_cycle, event,
						event_operand(r->journal, e) },
				"the two are merged the other way round");
		return;
	}
	merge_accounts(r, from, into, event);
	merge_history(r, from, into);
	struct member *m = &r->book->members[from];
	m->merged_into = into;
	m->next_alias = r->book->members[into].alias;
	r->book->members[into].alias = from;
	m->merged_on = e->day;
	m->status = MEMBER_MERGED;
}
