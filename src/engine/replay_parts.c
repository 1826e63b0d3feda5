/*
 * Each part applies the steps of its members, one member after the other, with
 * a replay and a book of its own, which share the arrays of the whole: two
 * parts never touch the same element. Lots and accounts were foreseen
 * (replay_ahead.c); what grows otherwise (what was taken from lots, debts,
 * complaints) is the part's own, and is joined at the end.
 */
#include "engine/replay_parts.h"

#include <stdatomic.h>
#include <string.h>

#include "base/parallel.h"
#include "engine/foreseen.h"
#include "engine/lots.h"
#include "engine/replay_ahead.h"
#include "engine/replay_state.h"
#include "engine/tier.h"
#include "rules/matchers.h"

enum {
	PARTS_FROM = 1 << 16, /* events of a book that is worth it */
	EVENT_AHEAD = 24,     /* steps whose memory is asked for */
	LOT_AHEAD = 10
};

struct replay_part {
	struct replay replay;
	struct book book;
	struct arena arena;
	struct arena taken; /* its consumptions */
	struct diagnostics diagnostics;
	const order_step *steps; /* by member */
	size_t count;
	uint32_t first_member, end_member;
	struct foreseen foreseen;
};

struct parts {
	struct replay *whole;
	size_t count;
	struct replay_part *list;
	atomic_bool stop;
	struct ahead ahead;
};

/* ---- is it fit? ---- */

/* Directives that concern several members, or a life that is judged apart. */
static const bool is_shared[EVENT_KIND_COUNT] = {
	[EVENT_MERGE] = true,  [EVENT_REQUEST] = true, [EVENT_APPROVE] = true,
	[EVENT_FULFIL] = true, [EVENT_REJECT] = true,  [EVENT_CANCEL] = true,
	[EVENT_VOID] = true,   [EVENT_MOVE] = true,    [EVENT_TRANSFER] = true,
	[EVENT_STOCK] = true,
};

bool replay_parts_take(const struct replay *r, const struct event *e)
{
	if (is_shared[e->kind])
		return false;
	switch ((int)e->kind) {
	case EVENT_PURCHASE:
		return e->quantities > 0;
	case EVENT_BONUS:
		return e->quantities > 0 &&
		       event_attribute(r->journal, e, KEY_FOR) == NULL;
	case EVENT_BALANCE:
		return !(e->flags & EVENT_TOTAL);
	default:
		return true;
	}
}

/* Conditions that one thread may judge at a time only. */
static bool has_shared_condition(const struct condition *when)
{
	if (when->segment.count > 0 || matchers_have_pattern(&when->store) ||
	    matchers_have_pattern(&when->channel) ||
	    matchers_have_pattern(&when->till) ||
	    matchers_have_pattern(&when->campaign) ||
	    matchers_have_pattern(&when->partner) ||
	    matchers_have_pattern(&when->category) ||
	    matchers_have_pattern(&when->sku) ||
	    matchers_have_pattern(&when->tag) ||
	    matchers_have_pattern(&when->experiment))
		return true;
	for (size_t i = 0; i < when->member_count; i++)
		if (matchers_have_pattern(&when->member[i].values))
			return true;
	return false;
}

static bool rules_suit(const struct replay *r)
{
	bool computes = r->compute_all || r->counts_limits;

	for (size_t i = 0; computes && i < r->programs->count; i++) {
		const struct program *program = r->programs->list[i];

		for (size_t k = 0; k < program->rule_count; k++) {
			const struct earn_rule *rule = &program->rules[k];
			if ((rule->on != EARN_ACTION && rule->has_expires) ||
			    has_shared_condition(&rule->when))
				return false;
		}
	}
	return true;
}

bool replay_parts_suit(const struct replay *r)
{
	const struct replay_options *options = r->options;

	if (options->postings || options->moves || !options->findings ||
	    options->why != NULL || options->parts < 0 ||
	    (options->parts == 0 && r->journal->event_count < PARTS_FROM))
		return false;
	return rules_suit(r);
}

/* ---- one part ---- */

/* Members of about as many steps for each part. */
static void choose_members(struct parts *parts)
{
	uint32_t nobody = (uint32_t)parts->whole->book->member_count;
	uint32_t member = 0;

	for (size_t i = 0; i < parts->count; i++) {
		struct replay_part *part = &parts->list[i];
		size_t end = parts->ahead.step_count / parts->count * (i + 1);

		part->first_member = member;
		while (member <= nobody && (i + 1 == parts->count ||
					    parts->ahead.starts[member] < end))
			member++;
		part->end_member = member;
		part->steps = parts->ahead.order +
			      parts->ahead.starts[part->first_member];
		part->count = parts->ahead.starts[part->end_member] -
			      parts->ahead.starts[part->first_member];
	}
}

/* A piece of the memory of all lots. */
static void populate_lots(void *context, size_t number)
{
	const struct parts *parts = context;
	const struct book *book = parts->whole->book;
	size_t size = book->lot_count * sizeof(*book->lots) / parts->count;

	arena_populate((char *)book->lots + number * size, size);
}

static void begin_part(struct parts *parts, size_t number)
{
	struct replay *whole = parts->whole;
	struct replay_part *part = &parts->list[number];
	struct replay *r = &part->replay;

	arena_init(&part->arena);
	arena_init(&part->taken);
	diagnostics_init(&part->diagnostics, &part->arena);
	part->book = *whole->book;
	part->book.replay = r;
	part->book.arena = &part->taken;
	part->book.applied = 0;
	part->book.first_day = DAY_NEVER;
	part->book.last_day = DAY_NONE;
	part->foreseen.spare_account =
		(uint32_t)(whole->book->account_count + number);
	part->book.accounts[part->foreseen.spare_account] =
		lots_new_account(NONE, 0);
	part->foreseen.reserved = parts->ahead.reserved;
	part->foreseen.spare_sale.payments = NONE;
	part->foreseen.spare_sale.clawed = arena_take_array(
		&part->arena, whole->programs->unit_count, sizeof(int64_t));
	*r = *whole;
	r->arena = &part->arena;
	r->book = &part->book;
	r->diagnostics = &part->diagnostics;
	r->past = replay_past(r);
	r->foreseen = &part->foreseen;
	r->expiries = NULL;
	r->bounds = (struct bounds){ .money = 0 };
	r->stock = arena_take_array(&part->arena, whole->journal->words.count,
				    sizeof(*r->stock));
	arena_init(&r->scratch);
}

/* Asks for the memory that the next steps need; most events and lots reach
 * over two lines of the cache. */
static void ask_ahead(const struct replay_part *part, size_t i)
{
	const struct replay *r = &part->replay;

	if (i + EVENT_AHEAD >= part->count)
		return;
	uint32_t event = ORDER_EVENT(part->steps[i + EVENT_AHEAD]);
	const struct event *coming = replay_event(r, event);
	__builtin_prefetch(coming);
	__builtin_prefetch((const char *)(coming + 1) - 1);
	__builtin_prefetch(&r->book->effects[event], 1);
	event = ORDER_EVENT(part->steps[i + LOT_AHEAD]);
	const struct event *e = replay_event(r, event);
	uint32_t lot = r->book->effects[event].lot;
	if (e->attribute_count > 0)
		__builtin_prefetch(&r->journal->attributes[e->attributes]);
	if (lot != NONE) {
		__builtin_prefetch(&r->book->lots[lot], 1);
		__builtin_prefetch((char *)(&r->book->lots[lot] + 1) - 1, 1);
	}
}

static void enter_day(struct replay *r, struct day day)
{
	if (r->difference_count > 0)
		replay_report_differences(r);
	r->day = day;
	if (r->programs->count > 1)
		replay_enter_program(r, day);
}

/* The close of the as-of day for one member. */
static void close_member(struct replay *r, uint32_t member)
{
	enter_day(r, r->options->as_of);
	if (member >= r->book->member_count)
		return;
	for (uint32_t i = r->book->members[member].accounts; i != NONE;
	     i = r->book->accounts[i].next)
		lots_settle(r, i, r->day);
	r->day = DAY_NONE;
}

/* One step; false when the part cannot go on. */
static bool take_step(struct replay_part *part, order_step step)
{
	struct replay *r = &part->replay;
	uint32_t event = ORDER_EVENT(step);
	const struct event *e = replay_event(r, event);

	if (e->day.number != r->day.number)
		enter_day(r, e->day);
	part->foreseen.next_lot = part->foreseen.lot_end =
		r->book->effects[event].lot;
	if (part->foreseen.next_lot != NONE)
		part->foreseen.lot_end += foreseen_lots(r->journal, e);
	replay_step(r, step);
	return !part->foreseen.failed &&
	       part->foreseen.next_lot == part->foreseen.lot_end &&
	       part->diagnostics.counts[SEVERITY_BROKEN] == 0 &&
	       r->kept_count < WORKINGS_MAX;
}

static void play_part(void *context, size_t number)
{
	struct parts *parts = context;
	struct replay_part *part = &parts->list[number];
	struct replay *r = &part->replay;
	uint32_t member = INTERN_NONE;

	r->day = DAY_NONE;
	for (size_t i = 0; i < part->count; i++) {
		ask_ahead(part, i);
		uint32_t next =
			replay_event(r, ORDER_EVENT(part->steps[i]))->member;
		if (i > 0 && next != member)
			close_member(r, member);
		member = next;
		if (!take_step(part, part->steps[i]) ||
		    atomic_load_explicit(&parts->stop, memory_order_relaxed)) {
			part->foreseen.failed = true;
			atomic_store(&parts->stop, true);
			break;
		}
	}
	if (part->count > 0 && !part->foreseen.failed)
		close_member(r, member);
	/* accounts that were foreseen and not opened would be too many */
	for (member = part->first_member;
	     member < part->end_member && member < r->book->member_count;
	     member++)
		part->foreseen.failed = part->foreseen.failed ||
					part->foreseen.reserved[member] != NONE;
	if (!part->foreseen.failed)
		replay_close_tiers(r, part->first_member, part->end_member);
	arena_release(&r->scratch);
}

/* ---- putting them together ---- */

/* Adds a part's takings from lots to the book's; the first part's become
 * the book's. */
static void join_consumptions(struct replay *r, struct replay_part *part)
{
	struct book *book = r->book;
	const struct book *own = &part->book;
	uint32_t offset = (uint32_t)book->consumption_count;

	if (offset == 0) {
		book->consumptions = own->consumptions;
		book->consumption_count = own->consumption_count;
		book->consumption_capacity = own->consumption_capacity;
		arena_adopt(r->arena, &part->taken);
		return;
	}
	book->consumptions = arena_grow(
		r->arena, book->consumptions,
		book->consumption_count + own->consumption_count,
		sizeof(*book->consumptions), &book->consumption_capacity);
	for (size_t i = 0; i < own->consumption_count; i++) {
		struct consumption one = own->consumptions[i];
		struct effect *effect = &book->effects[one.event];

		if (effect->consumption == i)
			effect->consumption += offset;
		if (one.next != NONE)
			one.next += offset;
		book->consumptions[book->consumption_count++] = one;
	}
	arena_release(&part->taken);
}

/* Adds a part's debts; `offset` is that of its takings. */
static void join_debts(struct replay *r, const struct replay_part *part,
		       uint32_t offset)
{
	const struct replay *own = &part->replay;
	uint32_t first = (uint32_t)r->debt_count;

	if (own->debt_count == 0)
		return;
	r->debts =
		arena_grow(r->arena, r->debts, r->debt_count + own->debt_count,
			   sizeof(*r->debts), &r->debt_capacity);
	for (size_t i = 0; i < own->debt_count; i++) {
		struct debt debt = own->debts[i];

		debt.consumption += offset;
		if (debt.next != NONE)
			debt.next += first;
		r->debts[r->debt_count++] = debt;
	}
	for (size_t i = 0; i < r->book->account_count; i++) {
		struct account *account = &r->book->accounts[i];

		if (account->member < part->first_member ||
		    account->member >= part->end_member ||
		    account->debts == NONE)
			continue;
		account->debts += first;
		account->last_debt += first;
	}
}

static void join_diagnostics(struct diagnostics *all, struct diagnostics *own)
{
	if (own->first == NULL)
		return;
	*all->end = own->first;
	all->end = own->end;
	for (int i = 0; i <= SEVERITY_BROKEN; i++)
		all->counts[i] += own->counts[i];
}

static void join_part(struct replay *r, struct replay_part *part)
{
	struct book *book = r->book;
	uint32_t offset = (uint32_t)book->consumption_count;

	join_consumptions(r, part);
	join_debts(r, part, offset);
	join_diagnostics(r->diagnostics, &part->diagnostics);
	book->applied += part->book.applied;
	if (day_compare(part->book.first_day, book->first_day) < 0)
		book->first_day = part->book.first_day;
	if (day_compare(part->book.last_day, book->last_day) > 0)
		book->last_day = part->book.last_day;
	for (uint32_t i = part->first_member;
	     i < part->end_member && i < book->member_count; i++)
		tier_settle_in(book->members[i].tier, r->arena);
	r->kept_count += part->replay.kept_count;
	if (part->book.posting_count > 0) { /* of one member, so of one part */
		book->postings = part->book.postings;
		book->posting_count = part->book.posting_count;
		book->posting_capacity = part->book.posting_capacity;
	}
	arena_adopt(r->arena, &part->arena);
}

/* True when the points computed in all parts fit together. */
static bool fits(struct parts *parts)
{
	struct replay *r = parts->whole;

	for (size_t i = 0; i < parts->count; i++)
		for (int unit = 0; unit < UNITS_MAX; unit++)
			if (!replay_bound_points(
				    r, unit,
				    parts->list[i]
					    .replay.bounds.computed[unit]))
				return false;
	return true;
}

bool replay_parts_join(struct parts *parts)
{
	struct replay *r = parts->whole;
	size_t kept = 0;
	bool fine = fits(parts);

	arena_release(&parts->ahead.arena);

	for (size_t i = 0; i < parts->count; i++) {
		fine = fine && !parts->list[i].foreseen.failed;
		kept += parts->list[i].replay.kept_count;
	}
	if (!fine || kept >= WORKINGS_MAX) {
		for (size_t i = 0; i < parts->count; i++) {
			arena_release(&parts->list[i].arena);
			arena_release(&parts->list[i].taken);
		}
		return false;
	}
	for (size_t i = 0; i < parts->count; i++)
		join_part(r, &parts->list[i]);
	return true;
}

struct parts *replay_parts_plan(struct replay *r, const order_step *steps,
				size_t count, size_t *done)
{
	struct parts *parts = arena_take(&r->passing, sizeof(*parts));

	*parts = (struct parts){ .whole = r };
	atomic_init(&parts->stop, false);
	parts->count = r->options->parts > 0 ? (size_t)r->options->parts
					     : parallel_width();
	if (r->ending_count > 0 ||
	    r->diagnostics->counts[SEVERITY_BROKEN] > 0 ||
	    !replay_ahead_look(r, steps, count, parts->count, &parts->ahead))
		return NULL;
	*done = parts->ahead.step_count;
	return parts;
}

void replay_parts_play(struct parts *parts)
{
	parts->list = arena_take_array(&parts->whole->passing, parts->count,
				       sizeof(*parts->list));
	parallel_run(parts->count, populate_lots, parts);
	choose_members(parts);
	for (size_t i = 0; i < parts->count; i++)
		begin_part(parts, i);
	parallel_run(parts->count, play_part, parts);
}
