/*
 * The pass: events in book order, each resolved against the rules of its day
 * and applied by its directive's function. Days behind the as-of day are
 * resolved, not applied, so that a broken line is found wherever it stands.
 */
#include "engine/due.h"
#include "engine/lots.h"
#include "engine/ordering.h"
#include "engine/postings.h"
#include "engine/replay.h"
#include "engine/replay_parts.h"
#include "engine/replay_state.h"
#include "engine/tier.h"
#include "engine/tier_notes.h"
#include "engine/usage.h"

/* What a directive does: in its first act, in its second (order.h). */
static replay_apply *const appliers[EVENT_KIND_COUNT][2] = {
	[EVENT_STATUS] = { apply_status, NULL },
	[EVENT_MERGE] = { apply_merge, NULL },
	[EVENT_TIER] = { apply_tier, NULL },
	[EVENT_STOCK] = { apply_stock, NULL },
	[EVENT_OPENING] = { apply_opening, NULL },
	[EVENT_PURCHASE] = { apply_purchase, NULL },
	[EVENT_BONUS] = { apply_bonus, NULL },
	[EVENT_REFUND] = { apply_refund_give_back, apply_refund_claw },
	[EVENT_REDEEM] = { apply_redemption, NULL },
	[EVENT_REQUEST] = { apply_redemption, NULL },
	[EVENT_APPROVE] = { apply_approve, NULL },
	[EVENT_FULFIL] = { apply_fulfil, NULL },
	[EVENT_REJECT] = { apply_end, NULL },
	[EVENT_CANCEL] = { apply_end, NULL },
	[EVENT_VOID] = { apply_void, NULL },
	[EVENT_MOVE] = { apply_move_in, apply_move_out },
	[EVENT_ADJUST] = { apply_adjust, apply_adjust },
	[EVENT_EXPIRE] = { apply_expire, NULL },
	[EVENT_BALANCE] = { apply_balance, NULL },
};

/* ---- rules in force ---- */

static struct word_meaning *mean_words(struct replay *r,
				       const struct program *program)
{
	const struct intern *words = &r->journal->words;
	struct word_meaning *meanings =
		arena_take_array(r->arena, words->count, sizeof(*meanings));

	for (uint32_t i = 0; i < words->count; i++) {
		struct slice word = intern_text(words, i);
		meanings[i] = (struct word_meaning){
			.reward = (int16_t)program_find_reward(program, word),
			.level = (int16_t)program_find_level(program, word),
			.is_action = program_has_action(program, word),
		};
	}
	return meanings;
}

const struct program *replay_program_on(struct replay *r, struct day day,
					const struct word_meaning **words)
{
	const struct program *program = programs_on(r->programs, day);

	for (size_t i = 0; words != NULL && i < r->programs->count; i++) {
		if (r->programs->list[i] != program)
			continue;
		if (r->meanings[i] == NULL)
			r->meanings[i] = mean_words(r, program);
		*words = r->meanings[i];
	}
	return program;
}

void replay_enter_program(struct replay *r, struct day day)
{
	const struct word_meaning *words = NULL;

	r->program = replay_program_on(r, day, &words);
	r->words = words;
	r->earning = r->program;
	r->program_until = DAY_NEVER;
	for (size_t i = 0; i < r->programs->count; i++) {
		struct day from = r->programs->list[i]->from;
		if (day_compare(from, day) > 0 &&
		    day_compare(from, r->program_until) < 0)
			r->program_until = from;
	}
}

static void enter_day(struct replay *r, struct day day)
{
	if (r->difference_count > 0)
		replay_report_differences(r);
	if (r->ending_next < r->ending_count)
		replay_end_requests(r, day);
	r->day = day;
	if (day_compare(day, r->program_until) >= 0)
		replay_enter_program(r, day);
}

/* ---- setting up ---- */

/* Points that live as their rule says are lots of their own: which they are
 * has to be computed. */
static void look_at_rule(struct replay *r, const struct earn_rule *rule)
{
	r->counts_limits |= rule->limit.is_set;
	r->counts_visits |= rule->every > 0;
	r->compute_all |= rule->on != EARN_ACTION && rule->has_expires;
}

static void look_at_rules(struct replay *r)
{
	for (size_t i = 0; i < r->programs->count; i++) {
		const struct program *program = r->programs->list[i];
		r->has_tiers |= program->tiers.is_set;
		for (size_t k = 0; k < program->tiers.level_count; k++) {
			const struct level *level = &program->tiers.levels[k];
			r->level_expiry |= level->has_expiry;
			r->slides |= level->has_expiry &&
				     level->expiry.kind == EXPIRY_INACTIVITY;
		}
		for (size_t k = 0; k < program->expiry_count; k++)
			r->slides |=
				program->expiry[k].kind == EXPIRY_INACTIVITY;
		for (size_t k = 0; k < program->rule_count; k++)
			look_at_rule(r, &program->rules[k]);
	}
	r->compute_all |= r->options->reperform;
	for (size_t i = 0;
	     r->counts_limits && !r->compute_all && i < r->journal->event_count;
	     i++) {
		const struct event *e = &r->journal->events[i];
		r->compute_all =
			e->kind == EVENT_PURCHASE && e->quantities == 0;
	}
}

static void map_units(struct replay *r)
{
	const struct intern *units = &r->journal->units;

	for (uint32_t i = 0; i < units->count && i < 256; i++)
		r->units[i] = (int16_t)programs_find_unit(
			r->programs, intern_text(units, i));
}

/* ---- the loop ---- */

void replay_step(struct replay *r, order_step step)
{
	uint32_t event = ORDER_EVENT(step);
	const struct event *e = replay_event(r, event);
	struct effect *effect = &r->book->effects[event];
	replay_apply *apply = appliers[e->kind][ORDER_PART(step)];

	r->event = event;
	if ((effect->flags & EFFECT_REFUSED) || !replay_resolve(r, event))
		return;
	if (!(effect->flags & EFFECT_APPLIED)) {
		effect->flags |= EFFECT_APPLIED;
		r->book->applied++;
		if (!day_is_real(r->book->last_day) ||
		    day_compare(e->day, r->book->last_day) > 0)
			r->book->last_day = e->day;
		if (day_compare(e->day, r->book->first_day) < 0)
			r->book->first_day = e->day;
	}
	if (apply != NULL)
		apply(r, event);
}

/* Transfers of one day: each as soon as its giver can cover it. */
static size_t apply_transfers(struct replay *r, order_step *steps, size_t count)
{
	size_t run = 0;

	while (run < count &&
	       replay_event(r, ORDER_EVENT(steps[run]))->kind ==
		       EVENT_TRANSFER &&
	       replay_event(r, ORDER_EVENT(steps[run]))->day.number ==
		       r->day.number)
		run++;
	size_t left = run;
	bool moved = true;
	order_step *waiting = arena_take_array(r->arena, run, sizeof(*waiting));
	memcpy(waiting, steps, run * sizeof(*waiting));
	while (left > 0 && moved) {
		size_t kept = 0;
		moved = false;
		for (size_t i = 0; i < left; i++) {
			uint32_t event = ORDER_EVENT(waiting[i]);
			replay_step(r, waiting[i]);
			if (!(r->book->effects[event].flags & EFFECT_REFUSED) &&
			    !apply_transfer(r, event))
				waiting[kept++] = waiting[i];
			else
				moved = true;
		}
		left = kept;
	}
	for (size_t i = 0; i < left; i++) {
		if (replay_resolve(r, ORDER_EVENT(waiting[i])))
			apply_transfer_refuse(r, ORDER_EVENT(waiting[i]));
	}
	return run;
}

enum {
	PREFETCH_MEMBER = 32, /* steps ahead */
	PREFETCH_ACCOUNT = 24,
	PREFETCH_LOT = 16,
	PREFETCH_NEXT_LOT = 8
};

/* The member of a step, or one that does not exist. */
static uint32_t member_of(const struct replay *r, order_step step)
{
	return replay_event(r, ORDER_EVENT(step))->member;
}

/* The list of lots of a member's first account, NULL when there is none. */
static const struct lot_list *list_of(const struct replay *r, order_step step)
{
	uint32_t member = member_of(r, step);

	if (member >= r->book->member_count ||
	    r->book->members[member].accounts == NONE)
		return NULL;
	const struct lot_list *list =
		r->book->accounts[r->book->members[member].accounts].lots;
	return list->first == NONE ? NULL : list;
}

/*
 * Members, accounts and lots lie far apart in memory: what the next steps
 * will touch is asked for in time, each by way of what was asked for before.
 */
static void prefetch(const struct replay *r, const order_step *steps,
		     size_t left)
{
	const struct book *book = r->book;

	if (left <= PREFETCH_MEMBER)
		return;
	uint32_t member = member_of(r, steps[PREFETCH_MEMBER]);
	if (member < book->member_count)
		__builtin_prefetch(&book->members[member]);
	member = member_of(r, steps[PREFETCH_ACCOUNT]);
	if (member < book->member_count) {
		const struct member *m = &book->members[member];
		if (m->accounts != NONE)
			__builtin_prefetch(&book->accounts[m->accounts]);
		if (m->tier != NULL) {
			__builtin_prefetch(m->tier);
			__builtin_prefetch((const char *)m->tier + 64);
		}
	}
	const struct lot_list *list = list_of(r, steps[PREFETCH_LOT]);
	if (list != NULL) {
		__builtin_prefetch(&book->lots[list->first]);
		__builtin_prefetch(&book->lots[list->last], 1);
	}
	list = list_of(r, steps[PREFETCH_NEXT_LOT]);
	if (list != NULL && book->lots[list->first].next != NONE)
		__builtin_prefetch(&book->lots[book->lots[list->first].next]);
}

/* Applies the steps up to the as-of day; gives how many that were. */
static size_t apply_all(struct replay *r, order_step *steps, size_t count)
{
	size_t i = 0;

	while (i < count) {
		const struct event *e = replay_event(r, ORDER_EVENT(steps[i]));
		if (day_compare(e->day, r->options->as_of) > 0)
			break;
		if (e->day.number != r->day.number)
			enter_day(r, e->day);
		if (e->kind == EVENT_TRANSFER) {
			i += apply_transfers(r, steps + i, count - i);
			continue;
		}
		prefetch(r, steps + i, count - i);
		replay_step(r, steps[i]);
		i++;
	}
	return i;
}

static void resolve_rest(struct replay *r, const order_step *steps,
			 size_t count)
{
	for (size_t i = 0; i < count; i++) {
		uint32_t event = ORDER_EVENT(steps[i]);
		struct day day = replay_event(r, event)->day;
		if (day_compare(day, r->program_until) >= 0)
			replay_enter_program(r, day);
		if (!(r->book->effects[event].flags & EFFECT_REFUSED))
			replay_resolve(r, event);
	}
}

/* ---- the close of the as-of day ---- */

void replay_close_tiers(struct replay *r, uint32_t first, uint32_t end)
{
	struct day day = r->options->as_of;
	const struct program *program = programs_on(r->programs, day);

	for (uint32_t i = first;
	     program->tiers.is_set && i < end && i < r->book->member_count;
	     i++) {
		struct member *m = &r->book->members[i];
		if (!m->joined_known || m->status == MEMBER_MERGED)
			continue;
		struct tier_status status =
			tier_status_on(replay_tier(r, i), day);
		m->level = (int16_t)status.level;
		m->level_since = status.since;
		m->level_until = status.until;
	}
}

static void close_stock(struct replay *r)
{
	const struct program *program = r->program;

	r->book->stock = arena_take_array(r->arena, program->reward_count,
					  sizeof(*r->book->stock));
	for (uint32_t i = 0; i < r->journal->words.count; i++) {
		if (r->words[i].reward >= 0)
			r->book->stock[r->words[i].reward] = r->stock[i];
	}
}

static void close_day(struct replay *r)
{
	if (r->difference_count > 0)
		replay_report_differences(r);
	replay_enter_program(r, r->options->as_of);
	replay_end_requests(r, r->options->as_of);
	r->day = r->options->as_of;
	for (size_t i = 0; !r->in_parts && i < r->book->account_count; i++)
		lots_settle(r, (uint32_t)i, r->day);
	if (r->tier_notes != NULL)
		tier_notes_settle(r->tier_notes, r->book->members);
	r->tier_notes = NULL;
	if (!r->in_parts)
		replay_close_tiers(r, 0, (uint32_t)r->book->member_count);
	close_stock(r);
}

/* ---- the whole ---- */

/* A replay at the beginning of its pass. */
static struct replay *begin(struct arena *arena, const struct journal *journal,
			    const struct programs *programs,
			    const struct replay_options *options)
{
	struct replay *r = arena_take(arena, sizeof(*r));
	struct replay_options *kept = arena_take(arena, sizeof(*kept));

	*kept = *options; /* questions come after the pass, too */
	*r = (struct replay){
		.arena = arena,
		.book = replay_new_book(arena, journal, programs),
		.journal = journal,
		.programs = programs,
		.options = kept,
		.day = DAY_NONE,
	};
	arena_init(&r->scratch);
	arena_init(&r->passing);
	r->past = replay_past(r);
	r->book->as_of = options->as_of;
	r->book->replay = r;
	return r;
}

static void prepare(struct replay *r)
{
	r->meanings = arena_take_array(r->arena, r->programs->count,
				       sizeof(struct word_meaning *));
	r->stock = arena_take_array(r->arena, r->journal->words.count,
				    sizeof(*r->stock));
	map_units(r);
	look_at_rules(r);
	r->in_parts = replay_parts_suit(r);
	replay_enter_program(r, DAY_NONE);
	replay_prepare(r);
	replay_tier_plan(r);
}

/* Applies what is of the as-of day or before; false when the parts cannot. */
static bool apply(struct replay *r, struct ordering *ordering)
{
	struct parts *parts = NULL;
	size_t done = 0;

	if (r->in_parts) {
		parts = replay_parts_plan(r, ordering->steps, ordering->count,
					  &done);
		if (parts == NULL)
			return false;
	} else if (!r->bounds.exceeded) {
		done = apply_all(r, ordering->steps, ordering->count);
	}
	ordering_forget(ordering, &r->passing, done);
	if (parts == NULL)
		return true;
	replay_parts_play(parts);
	return replay_parts_join(parts);
}

/* Applies everything; false when the parts cannot. */
static bool pass(struct replay *r, struct ordering *ordering)
{
	if (!apply(r, ordering))
		return false;
	close_day(r);
	if (r->options->findings && !r->bounds.exceeded) {
		replay_check_totals(r);
		if (r->options->reperform)
			due_check(r->book, r->diagnostics);
		replay_check_members(r);
	}
	resolve_rest(r, ordering->steps, ordering->count);
	if (r->options->postings)
		postings_sort(r->arena, r->book->postings,
			      r->book->posting_count);
	return true;
}

/* The book; NULL when it has to be replayed as a whole. */
static struct book *run(struct arena *arena, const struct journal *journal,
			const struct programs *programs,
			const struct replay_options *options,
			struct diagnostics *diagnostics)
{
	struct ordering ordering;

	if (programs->count == 0)
		return begin(arena, journal, programs, options)->book;
	ordering_begin(&ordering, journal);
	struct replay *r = begin(arena, journal, programs, options);
	r->diagnostics = diagnostics;
	prepare(r);
	ordering_end(&ordering);
	bool fine = pass(r, &ordering);
	arena_release(&ordering.arena);
	arena_release(&r->passing);
	arena_release(&r->scratch);
	return fine ? r->book : NULL;
}

struct book *replay_run(struct arena *arena, const struct journal *journal,
			const struct programs *programs,
			const struct replay_options *options,
			struct diagnostics *diagnostics)
{
	struct diagnostics before = *diagnostics;
	struct replay_options whole = *options;
	struct book *book = run(arena, journal, programs, options, diagnostics);

	if (book != NULL)
		return book;
	*diagnostics = before;
	*diagnostics->end = NULL;
	whole.parts = -1;
	return run(arena, journal, programs, &whole, diagnostics);
}
