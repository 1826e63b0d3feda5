/*
 * A look at all steps in book order, before they are applied member by member:
 * every lot and account that will be opened gets the number that it would get
 * in that order, and the steps are dealt out by member. Each thread looks at a
 * range of the steps; what it cannot know, how many lots and which accounts
 * there were before, is put right when all have looked.
 */
#include "engine/replay_ahead.h"

#include <string.h>

#include "base/parallel.h"
#include "engine/foreseen.h"
#include "engine/lots.h"
#include "engine/replay_state.h"

_Static_assert(UNITS_MAX <= 32, "a bit a unit");

/* What an event asks of the accounts of a member. */
struct need {
	uint32_t member;
	bool opens;     /* the unit's account is opened unless it is there */
	unit_set units; /* that are needed, one only when it opens */
};

/* A range of the steps. */
struct range {
	struct replay replay; /* for the rules of the day reached */
	struct ahead *ahead;
	struct arena arena;
	size_t begin, end;
	uint32_t *members; /* of the steps from `begin` on */
	uint32_t *counts;  /* steps of each member; then where the next goes */
	unit_set *opened;  /* by member, in this range */
	uint32_t lots;     /* that are opened in it */
	uint32_t first_lot;
	struct need *needs;
	size_t need_count, need_capacity;
	order_step *dealt; /* all steps by member, shared */
	bool failed;       /* something cannot be told */
};

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

/* ---- the look at one range ---- */

static void add_need(struct range *range, struct need need)
{
	range->needs =
		arena_grow(&range->arena, range->needs, range->need_count + 1,
			   sizeof(*range->needs), &range->need_capacity);
	range->needs[range->need_count++] = need;
}

/* Notes that the member's account of a unit is opened, unless that was done. */
static bool need_account(struct range *range, uint32_t member, int unit)
{
	if (unit < 0 || member >= range->replay.book->member_count)
		return false;
	unit_set bit = (unit_set)(1u << unit);
	if ((range->opened[member] & bit) == 0)
		add_need(range, (struct need){ member, true, bit });
	range->opened[member] |= bit;
	return true;
}

/* The accounts that an event needs, in the order of its P. */
static bool need_accounts(struct range *range, const struct event *e)
{
	const struct replay *r = &range->replay;

	for (size_t i = 0; i < e->quantities; i++) {
		struct quantity quantity = event_quantity(r->journal, e, i);
		bool needs =
			quantity.mantissa > 0 ||
			(e->kind == EVENT_ADJUST && quantity.mantissa < 0) ||
			e->kind == EVENT_EXPIRE || e->kind == EVENT_BALANCE;
		if (needs &&
		    !need_account(range, e->member, unit_of(r, quantity)))
			return false;
	}
	return true;
}

/* A refund of the member's own purchase, or of none, whose points come from
 * accounts that are there. */
static bool foresee_refund(struct range *range, const struct event *e)
{
	const struct replay *r = &range->replay;
	uint32_t purchase = r->book->effects[e - r->journal->events].extra;
	unit_set needed = 0;

	if (e->member >= r->book->member_count)
		return false;
	if (event_attribute(r->journal, e, KEY_OF) != NULL) {
		if (purchase == NONE ||
		    replay_event(r, purchase)->member != e->member)
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
	needed &= ~range->opened[e->member];
	if (needed != 0)
		add_need(range, (struct need){ e->member, false, needed });
	return true;
}

/* Foresees what a step needs; false when it cannot be told. */
static bool foresee(struct range *range, order_step step)
{
	struct replay *r = &range->replay;
	uint32_t event = ORDER_EVENT(step);
	const struct event *e = replay_event(r, event);
	uint32_t count = foreseen_lots(r->journal, e);

	switch ((int)e->kind) {
	case EVENT_REFUND: /* clawed back in its second act */
		return ORDER_PART(step) == 0 || foresee_refund(range, e);
	case EVENT_REDEEM:
		return need_account(range, e->member, redeemed_unit(r, e));
	case EVENT_PURCHASE:
	case EVENT_BONUS:
	case EVENT_OPENING:
	case EVENT_ADJUST:
		if (count > 0)
			r->book->effects[event].lot = range->lots;
		range->lots += count;
		return need_accounts(range, e);
	case EVENT_EXPIRE:
	case EVENT_BALANCE:
		return need_accounts(range, e);
	default:
		return true;
	}
}

static void look_at_range(void *context, size_t number)
{
	struct range *range = (struct range *)context + number;
	struct replay *r = &range->replay;
	uint32_t nobody = (uint32_t)r->book->member_count;
	size_t count = range->end - range->begin;
	const order_step *steps = range->ahead->order + range->begin;

	range->members =
		arena_take_array(&range->arena, count, sizeof(*range->members));
	range->counts = arena_take_array(&range->arena, (size_t)nobody + 1,
					 sizeof(*range->counts));
	range->opened = arena_take_array(&range->arena, (size_t)nobody + 1,
					 sizeof(*range->opened));
	if (count > 0)
		replay_enter_program(r,
				     replay_event(r, ORDER_EVENT(*steps))->day);
	for (size_t i = 0; i < count && !range->failed; i++) {
		const struct event *e = replay_event(r, ORDER_EVENT(steps[i]));

		if (day_compare(e->day, r->program_until) >= 0)
			replay_enter_program(r, e->day);
		range->members[i] = e->member < nobody ? e->member : nobody;
		range->counts[range->members[i]]++;
		range->failed = !foresee(range, steps[i]);
	}
}

/* ---- putting the ranges together ---- */

/* Reserves the member's account of a unit, unless that was done. */
static void reserve_account(struct ahead *ahead, const struct need *need)
{
	struct book *book = ahead->replay->book;
	uint32_t number = (uint32_t)book->account_count;
	uint32_t member = need->member;

	if ((ahead->opened[member] & need->units) != 0)
		return;
	ahead->opened[member] |= need->units;
	book->account_count++;
	book->accounts[number] =
		lots_new_account(member, __builtin_ctz(need->units));
	if (ahead->reserved[member] == NONE)
		ahead->reserved[member] = number;
	else
		book->accounts[ahead->last_reserved[member]].next = number;
	ahead->last_reserved[member] = number;
}

/* Reserves the accounts of a range, when those before it have theirs; false
 * when one that is needed is not there. */
static bool reserve_accounts(struct ahead *ahead, const struct range *range)
{
	for (size_t i = 0; i < range->need_count; i++) {
		const struct need *need = &range->needs[i];

		if (need->opens)
			reserve_account(ahead, need);
		else if ((need->units & ~ahead->opened[need->member]) != 0)
			return false;
	}
	return true;
}

/* Where the steps of each member begin, and those of each range among them. */
static void plan_dealing(struct ahead *ahead, struct range *ranges,
			 size_t count)
{
	size_t members = ahead->replay->book->member_count + 1;
	uint32_t start = 0;

	for (size_t member = 0; member < members; member++) {
		ahead->starts[member] = start;
		for (size_t i = 0; i < count; i++) {
			uint32_t own = ranges[i].counts[member];

			ranges[i].counts[member] = start;
			start += own;
		}
	}
	ahead->starts[members] = start;
}

/* Deals the steps of a range out by member, those of one in book order, and
 * gives its lots their numbers. */
static void deal_range(void *context, size_t number)
{
	struct range *range = (struct range *)context + number;
	const order_step *steps = range->ahead->order + range->begin;
	size_t count = range->end - range->begin;
	struct effect *effects = range->replay.book->effects;

	for (size_t i = 0; i < count; i++) {
		struct effect *effect = &effects[ORDER_EVENT(steps[i])];

		range->dealt[range->counts[range->members[i]]++] = steps[i];
		if (range->first_lot > 0 && effect->lot != NONE)
			effect->lot += range->first_lot;
	}
}

/* Ranges to be dealt out, while the accounts are reserved. */
struct dealing {
	struct ahead *ahead;
	struct range *ranges;
	size_t count;
	bool fine; /* all accounts that are needed are there */
};

static void reserve_all(struct dealing *dealing)
{
	dealing->fine = true;
	for (size_t i = 0; dealing->fine && i < dealing->count; i++)
		dealing->fine =
			reserve_accounts(dealing->ahead, &dealing->ranges[i]);
}

/* The last task reserves accounts, which one has to do from first to last. */
static void deal_or_reserve(void *context, size_t number)
{
	struct dealing *dealing = context;

	if (number < dealing->count)
		deal_range(dealing->ranges, number);
	else
		reserve_all(dealing);
}

/* Deals all steps out and reserves all accounts; false as reserve_accounts. */
static bool deal_steps(struct ahead *ahead, struct range *ranges, size_t count)
{
	struct dealing dealing = { .ahead = ahead,
				   .ranges = ranges,
				   .count = count };
	order_step *dealt = arena_take_array(&ahead->arena, ahead->step_count,
					     sizeof(*dealt));

	plan_dealing(ahead, ranges, count);
	for (size_t i = 0; i < count; i++)
		ranges[i].dealt = dealt;
	parallel_run(count < PARALLEL_MAX ? count + 1 : count, deal_or_reserve,
		     &dealing);
	if (count == PARALLEL_MAX)
		reserve_all(&dealing);
	ahead->order = dealt;
	return dealing.fine;
}

/* How many steps are of the as-of day or before. */
static size_t count_steps(const struct replay *r, const order_step *steps,
			  size_t count)
{
	size_t low = 0;

	while (low < count) {
		size_t middle = low + (count - low) / 2;
		struct day day =
			replay_event(r, ORDER_EVENT(steps[middle]))->day;

		if (day_compare(day, r->options->as_of) > 0)
			count = middle;
		else
			low = middle + 1;
	}
	return low;
}

/* Memory by member, where no account is reserved yet. */
static void begin_ahead(struct ahead *ahead)
{
	size_t members = ahead->replay->book->member_count + 1;
	struct arena *arena = &ahead->arena;

	arena_init(arena);
	ahead->opened =
		arena_take_array(arena, members, sizeof(*ahead->opened));
	ahead->reserved =
		arena_take_array(arena, members, sizeof(*ahead->reserved));
	ahead->last_reserved =
		arena_take_array(arena, members, sizeof(*ahead->last_reserved));
	ahead->starts =
		arena_take_array(arena, members + 1, sizeof(*ahead->starts));
	for (size_t i = 0; i < members; i++)
		ahead->reserved[i] = NONE;
}

/* How many accounts will be opened. */
static size_t count_accounts(const struct ahead *ahead,
			     const struct range *ranges, size_t count)
{
	size_t accounts = 0;

	for (size_t member = 0; member < ahead->replay->book->member_count;
	     member++) {
		unit_set units = 0;

		for (size_t i = 0; i < count; i++)
			units |= ranges[i].opened[member];
		accounts += (size_t)__builtin_popcount(units);
	}
	return accounts;
}

/* Looks at all ranges and puts them together: false when something cannot be
 * told. */
static bool look_at_all(struct ahead *ahead, struct range *ranges, size_t count)
{
	struct book *book = ahead->replay->book;
	uint32_t lots = 0;

	parallel_run(count, look_at_range, ranges);
	/* there was none before */
	book->account_capacity =
		count_accounts(ahead, ranges, count) + PARALLEL_MAX;
	book->accounts =
		arena_take_array(ahead->replay->arena, book->account_capacity,
				 sizeof(*book->accounts));
	for (size_t i = 0; i < count; i++) {
		if (ranges[i].failed)
			return false;
		ranges[i].first_lot = lots;
		lots += ranges[i].lots;
	}
	if (!deal_steps(ahead, ranges, count))
		return false;
	book->lots = arena_take_array(ahead->replay->arena, lots,
				      sizeof(*book->lots));
	book->lot_count = lots;
	book->lot_capacity = lots;
	return true;
}

bool replay_ahead_look(struct replay *r, const order_step *steps, size_t count,
		       size_t parts, struct ahead *ahead)
{
	struct range ranges[PARALLEL_MAX];
	bool fine;

	*ahead = (struct ahead){ .replay = r, .order = steps };
	ahead->step_count = count_steps(r, steps, count);
	begin_ahead(ahead);
	/* so that all know what the words mean in each of the rules */
	for (size_t i = 0; i < r->programs->count; i++)
		replay_enter_program(r, r->programs->list[i]->from);
	for (size_t i = 0; i < parts; i++) {
		ranges[i] = (struct range){
			.replay = *r,
			.ahead = ahead,
			.begin = ahead->step_count / parts * i,
			.end = i + 1 == parts
				       ? ahead->step_count
				       : ahead->step_count / parts * (i + 1),
		};
		arena_init(&ranges[i].arena);
	}
	fine = look_at_all(ahead, ranges, parts);
	for (size_t i = 0; i < parts; i++)
		arena_release(&ranges[i].arena);
	if (!fine)
		arena_release(&ahead->arena);
	return fine;
}
