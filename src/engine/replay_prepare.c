/*
 * What must be known before the first event is applied: who joins when, what
 * pays which sale, the life of each redemption (judged apart from its points:
 * by day, then approve, fulfil, reject, cancel, void), which debits are taken
 * back on their own day and so consume no lots, and what rests on what.
 */
#include <stdlib.h>

#include "base/currency.h"
#include "base/pattern.h"
#include "engine/lots.h"
#include "engine/replay_life.h"
#include "engine/replay_parts.h"
#include "engine/replay_state.h"

static int step_rank(int kind)
{
	switch (kind) {
	case EVENT_APPROVE:
		return 1;
	case EVENT_FULFIL:
		return 2;
	case EVENT_REJECT:
		return 3;
	case EVENT_CANCEL:
		return 4;
	}
	return 5;
}

static int compare_dependents(const void *left, const void *right)
{
	const struct dependent *a = left;
	const struct dependent *b = right;

	if (a->target != b->target)
		return a->target < b->target ? -1 : 1;
	return a->event < b->event ? -1 : a->event > b->event;
}

/* ---- first look at each event ---- */

static bool is_redemption(const struct replay *r, uint32_t event)
{
	enum event_kind kind = (enum event_kind)replay_event(r, event)->kind;

	return kind == EVENT_REDEEM || kind == EVENT_REQUEST;
}

static void check_member_id(struct replay *r, uint32_t event)
{
	const struct event *e = replay_event(r, event);
	const struct program *program = replay_program_on(r, e->day, NULL);
	struct slice id = event_member(r->journal, e);

	if (!r->options->findings || program->member_id == NULL)
		return;
	switch (pattern_find(program->member_id, id)) {
	case PATTERN_YES:
		return;
	case PATTERN_NO:
		replay_finding(r, DIAGNOSTIC_member_id, event,
			       "'%.*s' does not fit the members' ids of the "
			       "rules, %.*s",
			       SLICE_ARGS(id),
			       SLICE_ARGS(program->member_id_text));
		return;
	case PATTERN_LIMIT:
		replay_finding(r, DIAGNOSTIC_pattern_limit, event,
			       "the pattern of the members' ids is too complex "
			       "for '%.*s'",
			       SLICE_ARGS(id));
		return;
	}
}

static void prepare_join(struct replay *r, uint32_t event)
{
	const struct event *e = replay_event(r, event);
	struct member *m = &r->book->members[e->member];

	if (!m->joined_known)
		check_member_id(r, event);
	if (!m->joined_known || day_compare(e->day, m->joined) < 0)
		m->joined = e->day;
	m->joined_known = true;
	struct slice by = event_value(r->journal, e, KEY_REFERRED_BY);
	if (by.length > 0 && m->referred_by == NONE) {
		uint32_t referrer = intern_find(&r->journal->members, by);
		m->referred_by = referrer == INTERN_NONE ? NONE : referrer;
	}
}

static void prepare_profile(struct replay *r, uint32_t event)
{
	struct book *book = r->book;
	struct member *m = &book->members[replay_event(r, event)->member];
	uint32_t *link = &m->profile;

	while (*link != NONE)
		link = &book->effects[*link].extra;
	*link = event;
}

static void prepare_redemption(struct replay *r, uint32_t event)
{
	struct book *book = r->book;
	const struct event *e = replay_event(r, event);
	const struct program *program = replay_program_on(r, e->day, NULL);

	book->redemptions = arena_grow(
		r->arena, book->redemptions, book->redemption_count + 1,
		sizeof(*book->redemptions), &book->redemption_capacity);
	book->effects[event].extra = (uint32_t)book->redemption_count;
	struct redemption *added = &book->redemptions[book->redemption_count++];
	*added = (struct redemption){
		.event = event,
		.member = e->member,
		.state = e->kind == EVENT_REDEEM ? REDEMPTION_FULFILLED
						 : REDEMPTION_REQUESTED,
		.reward = -1,
		.sale = NONE,
		.requested = e->day,
		.approved = DAY_NONE,
		.fulfilled = e->kind == EVENT_REDEEM ? e->day : DAY_NONE,
		.ended = DAY_NONE,
		.money = -1,
		.expires = DAY_NEVER,
		.next_payment = NONE,
		.approved_by = NONE,
		.ended_by = NONE,
	};
	if (e->kind == EVENT_REQUEST && program->redeem.has_request_expires)
		added->expires =
			day_add_span(e->day, program->redeem.request_expires);
}

int64_t replay_payment_value(const struct reward *reward, int64_t points)
{
	int64_t money;

	if (reward->points <= 0 ||
	    !amount_scale(points, reward->buys, reward->points, ROUND_DOWN,
			  &money))
		return -1;
	return money;
}

/* The money a payment covers: as written, else what its points buy. */
static int64_t payment_money(struct replay *r, uint32_t event)
{
	const struct event *e = replay_event(r, event);
	const struct word_meaning *words;
	const struct program *program = replay_program_on(r, e->day, &words);

	if (e->currency != CURRENCY_NONE)
		return e->money;
	int reward = words[e->operand].reward;
	if (reward < 0 || e->quantities == 0 ||
	    program->rewards[reward].kind != REWARD_PAYMENT)
		return 0;
	int unit;
	int64_t points;
	if (!replay_points(r, event, event_quantity(r->journal, e, 0), &unit,
			   &points))
		return 0;
	int64_t value = replay_payment_value(&program->rewards[reward],
					     points < 0 ? -points : points);
	return value < 0 ? 0 : value;
}

/* `on:` names the sale a redemption paid. */
static void prepare_payment(struct replay *r, uint32_t event)
{
	const struct event *e = replay_event(r, event);
	struct slice on = event_value(r->journal, e, KEY_ON);

	if (on.length == 0)
		return;
	uint32_t target = replay_target(r, event, on);
	if (target == NONE)
		return;
	const struct event *sale_event = replay_event(r, target);
	if (sale_event->kind != EVENT_PURCHASE) {
		replay_broken(
			r, (struct fault){ DIAGNOSTIC_wrong_target, event, on },
			"'%.*s' is not a purchase", SLICE_ARGS(on));
		return;
	}
	struct redemption *redemption =
		&r->book->redemptions[r->book->effects[event].extra];
	redemption->sale = target;
	if (sale_event->day.number != e->day.number ||
	    sale_event->member != e->member)
		return;
	struct sale *sale = replay_sale(r, target);
	redemption->next_payment = sale->payments;
	sale->payments = r->book->effects[event].extra;
	int64_t sum;
	if (amount_add(sale->paid, payment_money(r, event), &sum))
		sale->paid = sum;
}

/* ---- references of later acts ---- */

static void add_dependent(struct replay *r, uint32_t event, uint32_t target)
{
	r->dependents =
		arena_grow(r->arena, r->dependents, r->dependent_count + 1,
			   sizeof(*r->dependents), &r->dependent_capacity);
	r->dependents[r->dependent_count++] = (struct dependent){
		.target = target,
		.event = event,
	};
}

static void prepare_dependent(struct replay *r, uint32_t event,
			      enum attribute_key key)
{
	struct slice name =
		event_value(r->journal, replay_event(r, event), key);
	uint32_t target = journal_find(r->journal, name);

	if (target != EVENT_NONE)
		add_dependent(r, event, target);
}

static void add_step(struct replay *r, struct life_steps *steps, uint32_t event,
		     uint32_t target)
{
	const struct event *e = replay_event(r, event);

	if (day_compare(e->day, r->options->as_of) > 0)
		return;
	steps->list = arena_grow(r->arena, steps->list, steps->count + 1,
				 sizeof(*steps->list), &steps->capacity);
	steps->list[steps->count++] = (struct life_step){
		.target = target,
		.event = event,
		.day = e->day,
		.rank = step_rank(e->kind),
	};
}

/* What a refund takes back is summed up with its purchase. */
static void prepare_refund(struct replay *r, uint32_t event)
{
	struct slice of =
		event_value(r->journal, replay_event(r, event), KEY_OF);

	if (of.length == 0)
		return;
	uint32_t target = journal_find(r->journal, of);
	if (target == EVENT_NONE)
		return; /* said when it is applied */
	add_dependent(r, event, target);
	if (replay_event(r, target)->kind == EVENT_PURCHASE) {
		replay_sale(r, target);
		r->book->effects[event].extra = target;
		return;
	}
	replay_broken(r, (struct fault){ DIAGNOSTIC_wrong_target, event, of },
		      "'%.*s' is not a purchase", SLICE_ARGS(of));
}

/* approve, fulfil, reject, cancel name a redemption. */
static void prepare_step(struct replay *r, struct life_steps *steps,
			 uint32_t event)
{
	struct slice name = event_operand(r->journal, replay_event(r, event));
	uint32_t target = replay_target(r, event, name);

	if (target == NONE)
		return;
	if (is_redemption(r, target))
		add_step(r, steps, event, target);
	else
		replay_broken(
			r,
			(struct fault){ DIAGNOSTIC_wrong_target, event, name },
			"'%.*s' is not a redemption", SLICE_ARGS(name));
}

static bool is_debit(const struct replay *r, uint32_t event)
{
	const struct event *e = replay_event(r, event);

	switch ((int)e->kind) {
	case EVENT_TRANSFER:
	case EVENT_REFUND:
		return true;
	case EVENT_ADJUST:
		return e->points < 0;
	case EVENT_EXPIRE:
		return event_attribute(r->journal, e, KEY_WHY) != NULL;
	default:
		return false;
	}
}

/* void and move name any event but rules, merge, close and void. */
static void prepare_void(struct replay *r, struct life_steps *steps,
			 uint32_t event)
{
	const struct event *e = replay_event(r, event);
	struct slice name = event_operand(r->journal, e);
	uint32_t target = replay_target(r, event, name);

	if (target == NONE)
		return;
	const struct event *t = replay_event(r, target);
	enum event_kind kind = (enum event_kind)t->kind;
	bool allowed = kind != EVENT_RULES && kind != EVENT_MERGE &&
		       kind != EVENT_CLOSE && kind != EVENT_VOID &&
		       kind != EVENT_MOVE;
	if (e->kind == EVENT_MOVE)
		allowed = kind == EVENT_PURCHASE || kind == EVENT_REFUND;
	if (!allowed) {
		struct diagnostic *d = replay_broken(
			r,
			(struct fault){ DIAGNOSTIC_wrong_target, event, name },
			"a %s cannot be %s", directive_of(kind)->keyword,
			e->kind == EVENT_MOVE ? "moved" : "voided");
		replay_note_event(r, d, target, "it is here");
		return;
	}
	if (kind == EVENT_PURCHASE)
		replay_sale(r, target);
	if (is_redemption(r, target))
		add_step(r, steps, event, target);
	else if (e->kind == EVENT_VOID && t->day.number == e->day.number &&
		 is_debit(r, target))
		r->book->effects[target].flags |= EFFECT_NULLIFIED;
}

static void prepare_event(struct replay *r, struct life_steps *steps,
			  uint32_t event)
{
	switch ((int)replay_event(r, event)->kind) {
	case EVENT_JOIN:
		prepare_join(r, event);
		return;
	case EVENT_PROFILE:
		prepare_profile(r, event);
		return;
	case EVENT_REDEEM:
	case EVENT_REQUEST:
		prepare_redemption(r, event);
		prepare_payment(r, event);
		prepare_dependent(r, event, KEY_ON);
		return;
	case EVENT_REFUND:
		prepare_refund(r, event);
		return;
	case EVENT_BONUS:
		prepare_dependent(r, event, KEY_OF);
		return;
	case EVENT_APPROVE:
	case EVENT_FULFIL:
	case EVENT_REJECT:
	case EVENT_CANCEL:
		prepare_step(r, steps, event);
		return;
	case EVENT_VOID:
	case EVENT_MOVE:
		prepare_void(r, steps, event);
		return;
	default:
		return;
	}
}

void replay_prepare(struct replay *r)
{
	struct life_steps steps = { NULL, 0, 0 };

	for (size_t i = 0; i < r->journal->event_count; i++) {
		const struct event *e = replay_event(r, (uint32_t)i);

		r->in_parts = r->in_parts && replay_parts_take(r, e);
		if (e->flags & EVENT_DUPLICATE)
			continue;
		replay_bound_event(r, (uint32_t)i);
		prepare_event(r, &steps, (uint32_t)i);
	}
	if (r->dependent_count > 1)
		qsort(r->dependents, r->dependent_count, sizeof(*r->dependents),
		      compare_dependents);
	replay_live_all(r, &steps);
}
