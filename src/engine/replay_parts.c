/*
 * First one pass over all steps in book order: it gives every lot that will
 * be opened its number and every account and sale its place, and deals the
 * steps out by member. Then each part applies the steps of its members, one
 * member after the other, with a replay and a book of its own, which share
 * the arrays of the whole: two parts never touch the same element. What grows
 * without being foreseen (what was taken from lots, debts, complaints) is the
 * part's own, and is joined at the end.
 */
#include "engine/replay_parts.h"

#include <stdatomic.h>
#include <string.h>

#include "base/parallel.h"
#include "engine/lots.h"
#include "engine/replay_state.h"
#include "engine/tier.h"
#include "rules/matchers.h"

enum {
	PARTS_FROM = 1 << 16, /* events of a book that is worth it */
	EVENT_AHEAD = 24,     /* steps whose memory is asked for */
	LOT_AHEAD = 10
};

typedef uint32_t unit_set; /* a bit a unit */

_Static_assert(UNITS_MAX <= 32, "a bit a unit");

struct replay_part {
	struct replay replay;
	struct book book;
	struct arena arena;
	struct diagnostics diagnostics;
	const order_step *steps; /* by member */
	size_t count;
	uint32_t first_member, end_member;
	/* the lots foreseen for the event at hand */
	uint32_t next_lot, lot_end;
	/* what stands in for what was not foreseen */
	uint32_t spare_account;
	struct sale spare_sale;
	bool failed;
};

struct parts {
	struct replay *whole;
	size_t count;
	struct replay_part *list;
	atomic_bool stop;
	/* of the pass before */
	order_step *order; /* by member */
	uint32_t *starts;  /* of each member's steps; of nobody's at the end */
	unit_set *opened;  /* accounts of each member */
	size_t step_count;
};

uint32_t replay_parts_lot(struct replay_part *part)
{
	if (part->next_lot != part->lot_end)
		return part->next_lot++;
	part->failed = true;
	return NONE;
}

uint32_t replay_parts_account(struct replay_part *part)
{
	part->failed = true;
	return part->spare_account;
}

struct sale *replay_parts_sale(struct replay_part *part)
{
	part->failed = true;
	return &part->spare_sale;
}

/* ---- is it fit? ---- */

/* Directives that concern several members, or a life that is judged apart. */
static const bool is_shared[EVENT_KIND_COUNT] = {
	[EVENT_MERGE] = true,  [EVENT_REQUEST] = true, [EVENT_APPROVE] = true,
	[EVENT_FULFIL] = true, [EVENT_REJECT] = true,  [EVENT_CANCEL] = true,
	[EVENT_VOID] = true,   [EVENT_MOVE] = true,    [EVENT_TRANSFER] = true,
	[EVENT_STOCK] = true,
};

static bool is_apart(const struct replay *r, const struct event *e)
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
	const struct matchers *const all[] = {
		&when->store,    &when->channel, &when->till,
		&when->campaign, &when->partner, &when->category,
		&when->sku,      &when->tag,     &when->experiment,
	};

	if (when->segment.count > 0)
		return true;
	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		if (matchers_have_pattern(all[i]))
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

	if (options->postings || !options->findings || options->why != NULL ||
	    options->parts < 0 ||
	    (options->parts == 0 && r->journal->event_count < PARTS_FROM) ||
	    !rules_suit(r))
		return false;
	for (size_t i = 0; i < r->journal->event_count; i++)
		if (!is_apart(r, &r->journal->events[i]))
			return false;
	return true;
}

/* ---- the pass before ---- */

/* How many lots an event opens: one for each P above nothing. */
static uint32_t count_lots(const struct journal *journal, const struct event *e)
{
	uint32_t count = 0;

	if ((e->kind != EVENT_PURCHASE && e->kind != EVENT_BONUS &&
	     e->kind != EVENT_OPENING && e->kind != EVENT_ADJUST))
		return 0;
	for (size_t i = 0; i < e->quantities; i++)
		count += event_quantity(journal, e, i).mantissa > 0;
	return count;
}

/* The accounts that an event opens, in the order of its P; `opened` has a bit
 * a unit of those the member has. */
static bool open_accounts(struct replay *r, const struct event *e,
			  unit_set *opened)
{
	for (size_t i = 0; i < e->quantities; i++) {
		struct quantity quantity = event_quantity(r->journal, e, i);
		int unit = quantity.unit == UNIT_DEFAULT
				   ? r->program->first_unit
				   : r->units[quantity.unit];
		if (unit < 0)
			return false;
		if (quantity.mantissa <= 0 || (*opened >> unit & 1u))
			continue;
		*opened |= (unit_set)(1u << unit);
		lots_account(r, e->member, unit);
	}
	return true;
}

/* A refund of the member's own purchase, or of none. */
static bool foresee_refund(const struct replay *r, const struct event *e)
{
	struct slice of = event_value(r->journal, e, KEY_OF);

	if (of.length == 0)
		return true;
	uint32_t target = journal_find(r->journal, of);
	if (target == EVENT_NONE)
		return false;
	const struct event *sale = replay_event(r, target);
	return sale->kind == EVENT_PURCHASE && sale->member == e->member;
}

/* Foresees what a step needs; false when it cannot be told. */
static bool foresee(struct parts *parts, uint32_t event, uint32_t *lots)
{
	struct replay *r = parts->whole;
	const struct event *e = replay_event(r, event);
	uint32_t count = count_lots(r->journal, e);

	if (e->kind == EVENT_REFUND)
		return foresee_refund(r, e);
	if (count == 0)
		return true;
	r->book->effects[event].lot = *lots;
	*lots += count;
	return e->member < r->book->member_count &&
	       open_accounts(r, e, &parts->opened[e->member]);
}

/* Deals the steps out by member, those of one in book order. */
static void deal_steps(struct parts *parts, const order_step *steps,
		       const uint32_t *members)
{
	size_t count = parts->whole->book->member_count + 1;
	uint32_t *starts = parts->starts;

	for (size_t i = 0; i < count; i++)
		starts[i + 1] += starts[i];
	parts->order =
		arena_take_array(&parts->whole->passing, parts->step_count,
				 sizeof(*parts->order));
	for (size_t i = 0; i < parts->step_count; i++)
		parts->order[starts[members[i]]++] = steps[i];
	/* each start has become the next one's */
	memmove(starts + 1, starts, count * sizeof(*starts));
	starts[0] = 0;
}

/* Foresees everything up to the as-of day. */
static bool look_ahead(struct parts *parts, const order_step *steps,
		       size_t count)
{
	struct replay *r = parts->whole;
	struct book *book = r->book;
	uint32_t nobody = (uint32_t)book->member_count;
	uint32_t *members =
		arena_take_array(&r->passing, count, sizeof(*members));
	uint32_t lots = 0;
	size_t i = 0;

	parts->opened = arena_take_array(&r->passing, (size_t)nobody + 1,
					 sizeof(*parts->opened));
	parts->starts = arena_take_array(&r->passing, (size_t)nobody + 2,
					 sizeof(*parts->starts));
	for (; i < count; i++) {
		uint32_t event = ORDER_EVENT(steps[i]);
		const struct event *e = replay_event(r, event);
		if (day_compare(e->day, r->options->as_of) > 0)
			break;
		if (day_compare(e->day, r->program_until) >= 0)
			replay_enter_program(r, e->day);
		members[i] = e->member < nobody ? e->member : nobody;
		parts->starts[members[i] + 1]++;
		if (ORDER_PART(steps[i]) == 0 && !foresee(parts, event, &lots))
			return false;
	}
	parts->step_count = i;
	deal_steps(parts, steps, members);
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

/* ---- one part ---- */

/* Members of about as many steps for each part. */
static void choose_members(struct parts *parts)
{
	uint32_t nobody = (uint32_t)parts->whole->book->member_count;
	uint32_t member = 0;

	for (size_t i = 0; i < parts->count; i++) {
		struct replay_part *part = &parts->list[i];
		size_t end = parts->step_count / parts->count * (i + 1);

		part->first_member = member;
		while (member <= nobody &&
		       (i + 1 == parts->count || parts->starts[member] < end))
			member++;
		part->end_member = member;
		part->steps = parts->order + parts->starts[part->first_member];
		part->count = parts->starts[part->end_member] -
			      parts->starts[part->first_member];
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
	diagnostics_init(&part->diagnostics, &part->arena);
	part->book = *whole->book;
	part->book.replay = r;
	part->book.arena = &part->arena;
	part->book.applied = 0;
	part->book.first_day = DAY_NEVER;
	part->book.last_day = DAY_NONE;
	part->spare_account = (uint32_t)(whole->book->account_count + number);
	part->book.accounts[part->spare_account] = lots_new_account(0, 0);
	part->spare_sale.payments = NONE;
	part->spare_sale.clawed = arena_take_array(
		&part->arena, whole->programs->unit_count, sizeof(int64_t));
	*r = *whole;
	r->arena = &part->arena;
	r->book = &part->book;
	r->diagnostics = &part->diagnostics;
	r->past.context = r;
	r->part = part;
	r->expiries = NULL;
	r->bounds = (struct bounds){ .money = 0 };
	r->stock = arena_take_array(&part->arena, whole->journal->words.count,
				    sizeof(*r->stock));
	arena_init(&r->scratch);
}

/* Asks for the memory that the next steps need. */
static void ask_ahead(const struct replay_part *part, size_t i)
{
	const struct replay *r = &part->replay;

	if (i + EVENT_AHEAD >= part->count)
		return;
	uint32_t event = ORDER_EVENT(part->steps[i + EVENT_AHEAD]);
	__builtin_prefetch(replay_event(r, event));
	__builtin_prefetch(&r->book->effects[event], 1);
	event = ORDER_EVENT(part->steps[i + LOT_AHEAD]);
	const struct event *e = replay_event(r, event);
	uint32_t lot = r->book->effects[event].lot;
	if (e->attribute_count > 0)
		__builtin_prefetch(&r->journal->attributes[e->attributes]);
	if (lot != NONE)
		__builtin_prefetch(&r->book->lots[lot], 1);
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
	part->next_lot = part->lot_end = r->book->effects[event].lot;
	if (part->next_lot != NONE)
		part->lot_end += count_lots(r->journal, e);
	replay_step(r, step);
	return !part->failed && part->next_lot == part->lot_end &&
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
			part->failed = true;
			atomic_store(&parts->stop, true);
			break;
		}
	}
	if (part->count > 0 && !part->failed)
		close_member(r, member);
	if (!part->failed)
		replay_close_tiers(r, part->first_member, part->end_member);
	arena_release(&r->scratch);
}

/* ---- putting them together ---- */

/* Adds a part's takings from lots to the book's. */
static void join_consumptions(struct book *book, const struct book *own)
{
	uint32_t offset = (uint32_t)book->consumption_count;

	for (size_t i = 0; i < own->consumption_count; i++) {
		struct consumption one = own->consumptions[i];
		struct effect *effect = &book->effects[one.event];

		if (effect->consumption == i)
			effect->consumption += offset;
		if (one.next != NONE)
			one.next += offset;
		book->consumptions[book->consumption_count++] = one;
	}
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

	join_consumptions(book, &part->book);
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

static bool join_parts(struct parts *parts)
{
	struct replay *r = parts->whole;
	size_t taken = 0;
	size_t kept = 0;
	bool fine = fits(parts);

	for (size_t i = 0; i < parts->count; i++) {
		fine = fine && !parts->list[i].failed;
		taken += parts->list[i].book.consumption_count;
		kept += parts->list[i].replay.kept_count;
	}
	if (!fine || kept >= WORKINGS_MAX) {
		for (size_t i = 0; i < parts->count; i++)
			arena_release(&parts->list[i].arena);
		return false;
	}
	r->book->consumptions = arena_grow(r->arena, NULL, taken,
					   sizeof(*r->book->consumptions),
					   &r->book->consumption_capacity);
	for (size_t i = 0; i < parts->count; i++)
		join_part(r, &parts->list[i]);
	return true;
}

bool replay_parts_run(struct replay *r, const order_step *steps, size_t count,
		      size_t *done)
{
	struct parts parts = { .whole = r };

	atomic_init(&parts.stop, false);
	parts.count = r->options->parts > 0 ? (size_t)r->options->parts
					    : parallel_width();
	if (r->ending_count > 0 ||
	    r->diagnostics->counts[SEVERITY_BROKEN] > 0 ||
	    !look_ahead(&parts, steps, count))
		return false;
	parts.list =
		arena_take_array(&r->passing, parts.count, sizeof(*parts.list));
	parallel_run(parts.count, populate_lots, &parts);
	choose_members(&parts);
	for (size_t i = 0; i < parts.count; i++)
		begin_part(&parts, i);
	parallel_run(parts.count, play_part, &parts);
	*done = parts.step_count;
	return join_parts(&parts);
}
