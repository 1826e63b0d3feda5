/*
 * The life of redemptions: each a small state machine, run before any points
 * move, so that the order of lines within a day cannot matter. What rests on
 * an event (and so keeps it from being voided) is here too.
 */
#include "engine/replay_life.h"

#include <stdlib.h>

#include "engine/lots.h"
#include "engine/replay_state.h"

static int compare_steps(const void *left, const void *right)
{
	const struct life_step *a = left;
	const struct life_step *b = right;

	if (a->target != b->target)
		return a->target < b->target ? -1 : 1;
	if (a->day.number != b->day.number)
		return a->day.number < b->day.number ? -1 : 1;
	if (a->rank != b->rank)
		return a->rank - b->rank;
	return a->event < b->event ? -1 : a->event > b->event;
}

static int compare_endings(const void *left, const void *right)
{
	const struct ending *a = left;
	const struct ending *b = right;

	if (a->day.number != b->day.number)
		return a->day.number < b->day.number ? -1 : 1;
	return a->redemption < b->redemption ? -1
					     : a->redemption > b->redemption;
}

/* ---- the life of a redemption ---- */

static bool is_open(enum redemption_state state)
{
	return state == REDEMPTION_REQUESTED || state == REDEMPTION_APPROVED;
}

static bool has_ended(enum redemption_state state)
{
	return state == REDEMPTION_REJECTED || state == REDEMPTION_CANCELLED ||
	       state == REDEMPTION_EXPIRED;
}

static void let_expire(struct redemption *redemption, struct day day)
{
	if (is_open((enum redemption_state)redemption->state) &&
	    day_compare(redemption->expires, day) < 0) {
		redemption->state = REDEMPTION_EXPIRED;
		redemption->ended = day_add(redemption->expires, 1);
	}
}

static void end_by(struct redemption *redemption, enum redemption_state state,
		   const struct life_step *step)
{
	redemption->state = (uint8_t)state;
	redemption->ended = step->day;
	redemption->ended_by = step->event;
}

/* Applies one step; false when the state does not allow it. */
static bool take_step(const struct replay *r, struct redemption *redemption,
		      const struct life_step *step)
{
	enum redemption_state state = (enum redemption_state)redemption->state;

	switch ((int)replay_event(r, step->event)->kind) {
	case EVENT_APPROVE:
		if (state != REDEMPTION_REQUESTED)
			return false;
		redemption->state = REDEMPTION_APPROVED;
		redemption->approved = step->day;
		redemption->approved_by = step->event;
		return true;
	case EVENT_FULFIL:
		if (!is_open(state))
			return false;
		redemption->state = REDEMPTION_FULFILLED;
		redemption->fulfilled = step->day;
		return true;
	case EVENT_REJECT:
		if (!is_open(state))
			return false;
		end_by(redemption, REDEMPTION_REJECTED, step);
		return true;
	default: /* cancel, void */
		if (has_ended(state))
			return false;
		end_by(redemption, REDEMPTION_CANCELLED, step);
		return true;
	}
}

static void live(struct replay *r, const struct life_step *step)
{
	struct redemption *redemption =
		&r->book->redemptions[r->book->effects[step->target].extra];

	let_expire(redemption, step->day);
	if (take_step(r, redemption, step)) {
		if (redemption->ended_by == step->event &&
		    redemption->requested.number == step->day.number)
			r->book->effects[step->target].flags |=
				EFFECT_NULLIFIED;
		return;
	}
	r->book->effects[step->event].flags |= EFFECT_REFUSED;
	struct slice name =
		event_operand(r->journal, replay_event(r, step->event));
	struct diagnostic *d = replay_finding(
		r, DIAGNOSTIC_bad_step, step->event,
		"'%.*s' is %s already: this line has no effect",
		SLICE_ARGS(name),
		redemption_state_name(
			(enum redemption_state)redemption->state));
	replay_note_event(r, d, step->target, "the redemption");
}

static void add_ending(struct replay *r, uint32_t number)
{
	const struct redemption *redemption = &r->book->redemptions[number];

	r->endings[r->ending_count++] = (struct ending){
		.day = redemption->ended,
		.redemption = number,
	};
}

void replay_live_all(struct replay *r, struct life_steps *steps)
{
	struct book *book = r->book;

	if (steps->count > 1)
		qsort(steps->list, steps->count, sizeof(*steps->list),
		      compare_steps);
	for (size_t i = 0; i < steps->count; i++)
		live(r, &steps->list[i]);
	r->endings = arena_take_array(r->arena, book->redemption_count,
				      sizeof(*r->endings));
	for (size_t i = 0; i < book->redemption_count; i++) {
		let_expire(&book->redemptions[i], r->options->as_of);
		if (book->redemptions[i].state == REDEMPTION_EXPIRED)
			add_ending(r, (uint32_t)i);
	}
	if (r->ending_count > 1)
		qsort(r->endings, r->ending_count, sizeof(*r->endings),
		      compare_endings);
}

void replay_end_requests(struct replay *r, struct day day)
{
	for (; r->ending_next < r->ending_count; r->ending_next++) {
		const struct ending *ending = &r->endings[r->ending_next];
		if (day_compare(ending->day, day) > 0)
			return;
		r->day = ending->day;
		apply_end_by_itself(r, ending->redemption);
	}
}

/* ---- what rests on what ---- */

static bool is_redemption(const struct replay *r, uint32_t event)
{
	enum event_kind kind = (enum event_kind)replay_event(r, event)->kind;

	return kind == EVENT_REDEEM || kind == EVENT_REQUEST;
}

/* A redemption that is over by the day reached: its whole life is judged
 * already, also what is still to come. */
static bool is_over(const struct replay *r, uint32_t event)
{
	if (!is_redemption(r, event))
		return false;
	const struct redemption *redemption =
		&r->book->redemptions[r->book->effects[event].extra];
	return has_ended((enum redemption_state)redemption->state) &&
	       day_compare(redemption->ended, r->day) <= 0;
}

static bool is_living(const struct replay *r, uint32_t event)
{
	unsigned flags = r->book->effects[event].flags;

	return (flags & EFFECT_APPLIED) &&
	       !(flags & (EFFECT_VOIDED | EFFECT_MOVED | EFFECT_NULLIFIED |
			  EFFECT_REFUSED)) &&
	       !is_over(r, event);
}

uint32_t replay_dependent(const struct replay *r, uint32_t target,
			  uint32_t except)
{
	size_t low = 0;
	size_t high = r->dependent_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (r->dependents[middle].target < target)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < r->dependent_count && r->dependents[low].target == target;
	     low++) {
		uint32_t event = r->dependents[low].event;
		if (event != except && is_living(r, event))
			return event;
	}
	return NONE;
}
