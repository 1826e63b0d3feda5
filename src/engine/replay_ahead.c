/*
 * One pass over all steps in book order, before they are applied member by
 * member: every lot and account that will be opened gets the number that it
 * would get in that order, and the steps are dealt out by member.
 */
#include "engine/replay_ahead.h"

#include <string.h>

#include "base/parallel.h"
#include "engine/foreseen.h"
#include "engine/lots.h"
#include "engine/replay_state.h"

_Static_assert(UNITS_MAX <= 32, "a bit a unit");

/* The unit of a P on the day reached, -1: unknown. */
static int unit_of(const struct replay *r, struct quantity quantity)
{
	return quantity.unit == UNIT_DEFAULT ? r->program->first_unit
					     : r->units[quantity.unit];
}

/* The unit a redemption takes: its line's, else its reward's. */
static int redeemed_unit(const struct replay *r, const struct event *e)
{
	if (e->quantities > 0)
		return unit_of(r, event_quantity(r->journal, e, 0));
	int reward =
		e->operand == INTERN_NONE ? -1 : r->words[e->operand].reward;
	return reward < 0 ? r->program->first_unit
			  : r->program->rewards[reward].unit;
}

/* Reserves the member's account of a unit, unless that was done. */
static bool reserve_account(struct ahead *ahead, uint32_t member, int unit)
{
	if (unit < 0 || member >= ahead->replay->book->member_count)
		return false;
	struct book *book = ahead->replay->book;
	unit_set *opened = &ahead->opened[member];
	if ((*opened >> unit & 1u) != 0)
		return true;
	*opened |= (unit_set)(1u << unit);
	book->accounts = arena_grow(
		ahead->replay->arena, book->accounts, book->account_count + 1,
		sizeof(*book->accounts), &book->account_capacity);
	uint32_t number = (uint32_t)book->account_count++;
	book->accounts[number] = lots_new_account(member, unit);
	if (ahead->reserved[member] == NONE)
		ahead->reserved[member] = number;
	else
		book->accounts[ahead->last_reserved[member]].next = number;
	ahead->last_reserved[member] = number;
	return true;
}

/* Reserves the accounts that an event needs, in the order of its P. */
static bool reserve_accounts(struct ahead *ahead, const struct event *e)
{
	const struct replay *r = ahead->replay;

	for (size_t i = 0; i < e->quantities; i++) {
		struct quantity quantity = event_quantity(r->journal, e, i);
		bool needs =
			quantity.mantissa > 0 ||
			(e->kind == EVENT_ADJUST && quantity.mantissa < 0) ||
			e->kind == EVENT_EXPIRE || e->kind == EVENT_BALANCE;
		if (needs &&
		    !reserve_account(ahead, e->member, unit_of(r, quantity)))
			return false;
	}
	return true;
}

/* A refund of the member's own purchase, or of none, whose points come from
 * accounts that are there. */
static bool foresee_refund(const struct ahead *ahead, const struct event *e)
{
	const struct replay *r = ahead->replay;
	struct slice of = event_value(r->journal, e, KEY_OF);
	unit_set needed = 0;

	if (e->member >= r->book->member_count)
		return false;
	if (of.length > 0) {
		uint32_t target = journal_find(r->journal, of);
		if (target == EVENT_NONE ||
		    replay_event(r, target)->kind != EVENT_PURCHASE ||
		    replay_event(r, target)->member != e->member)
			return false;
	} else if (e->quantities == 0) {
		needed = (unit_set)(1u << r->program->first_unit);
	}
	for (size_t i = 0; i < e->quantities; i++) {
		int unit = unit_of(r, event_quantity(r->journal, e, i));
		if (unit < 0)
			return false;
		needed |= (unit_set)(1u << unit);
	}
	return (needed & ~ahead->opened[e->member]) == 0;
}

/* Foresees what a step needs; false when it cannot be told. */
static bool foresee(struct ahead *ahead, order_step step, uint32_t *lots)
{
	struct replay *r = ahead->replay;
	uint32_t event = ORDER_EVENT(step);
	const struct event *e = replay_event(r, event);
	uint32_t count = foreseen_lots(r->journal, e);

	switch ((int)e->kind) {
	case EVENT_REFUND: /* clawed back in its second act */
		return ORDER_PART(step) == 0 || foresee_refund(ahead, e);
	case EVENT_REDEEM:
		return reserve_account(ahead, e->member, redeemed_unit(r, e));
	case EVENT_PURCHASE:
	case EVENT_BONUS:
	case EVENT_OPENING:
	case EVENT_ADJUST:
		if (count > 0)
			r->book->effects[event].lot = *lots;
		*lots += count;
		return reserve_accounts(ahead, e);
	case EVENT_EXPIRE:
	case EVENT_BALANCE:
		return reserve_accounts(ahead, e);
	default:
		return true;
	}
}

/* Deals the steps out by member, those of one in book order. */
static void deal_steps(struct ahead *ahead, const uint32_t *members)
{
	size_t count = ahead->replay->book->member_count + 1;
	uint32_t *starts = ahead->starts;
	struct arena arena;
	order_step *dealt;

	for (size_t i = 0; i < count; i++)
		starts[i + 1] += starts[i];
	arena_init(&arena);
	dealt = arena_take_array(&arena, ahead->step_count, sizeof(*dealt));
	for (size_t i = 0; i < ahead->step_count; i++)
		dealt[starts[members[i]]++] = ahead->order[i];
	memcpy(ahead->order, dealt, ahead->step_count * sizeof(*dealt));
	arena_release(&arena);
	/* each start has become the next one's */
	memmove(starts + 1, starts, count * sizeof(*starts));
	starts[0] = 0;
}

bool replay_ahead_look(struct replay *r, order_step *steps, size_t count,
		       struct ahead *ahead)
{
	struct book *book = r->book;
	uint32_t nobody = (uint32_t)book->member_count;
	struct arena arena; /* for what is needed until the steps are dealt */
	uint32_t *members;
	uint32_t lots = 0;
	size_t i = 0;

	*ahead = (struct ahead){ .replay = r, .order = steps };
	arena_init(&ahead->arena);
	arena_init(&arena);
	members = arena_take_array(&arena, count, sizeof(*members));
	ahead->opened = arena_take_array(&ahead->arena, (size_t)nobody + 1,
					 sizeof(*ahead->opened));
	ahead->reserved = arena_take_array(&ahead->arena, (size_t)nobody + 1,
					   sizeof(*ahead->reserved));
	ahead->last_reserved =
		arena_take_array(&ahead->arena, (size_t)nobody + 1,
				 sizeof(*ahead->last_reserved));
	for (size_t k = 0; k < nobody; k++)
		ahead->reserved[k] = NONE;
	ahead->starts = arena_take_array(&ahead->arena, (size_t)nobody + 2,
					 sizeof(*ahead->starts));
	for (; i < count; i++) {
		uint32_t event = ORDER_EVENT(steps[i]);
		const struct event *e = replay_event(r, event);
		if (day_compare(e->day, r->options->as_of) > 0)
			break;
		if (day_compare(e->day, r->program_until) >= 0)
			replay_enter_program(r, e->day);
		members[i] = e->member < nobody ? e->member : nobody;
		ahead->starts[members[i] + 1]++;
		if (!foresee(ahead, steps[i], &lots)) {
			arena_release(&arena);
			arena_release(&ahead->arena);
			return false;
		}
	}
	ahead->step_count = i;
	deal_steps(ahead, members);
	arena_release(&arena);
	book->lots = arena_take_array(r->arena, lots, sizeof(*book->lots));
	book->lot_count = lots;
	book->lot_capacity = lots;
	book->accounts = arena_grow(
		r->arena, book->accounts, book->account_count + PARALLEL_MAX,
		sizeof(*book->accounts), &book->account_capacity);
	for (i = 0; i < r->programs->count; i++)
		replay_enter_program(r, r->programs->list[i]->from);
	return true;
}
