/*
 * What all appliers share: reporting, resolving members, units and targets,
 * and the one place where an account's balance and counters move.
 */
#include <assert.h>
#include <stdarg.h>
#include <stdio.h>

#include "base/text.h"
#include "engine/expiry.h"
#include "engine/foreseen.h"
#include "engine/lots.h"
#include "engine/replay_state.h"
#include "engine/why.h"

const struct event *replay_event(const struct replay *r, uint32_t event)
{
	return &r->journal->events[event];
}

static const char *format_message(struct replay *r, const char *format,
				  va_list arguments)
	__attribute__((format(printf, 2, 0)));

static const char *format_message(struct replay *r, const char *format,
				  va_list arguments)
{
	char buffer[1024];

	vsnprintf(buffer, sizeof(buffer), format, arguments);
	return arena_print(r->diagnostics->arena, "%s", buffer);
}

static const char *subject_of(struct replay *r, uint32_t event)
{
	const struct event *e = replay_event(r, event);
	struct slice subject = event_reference(r->journal, e);

	if (subject.length == 0)
		subject = event_operand(r->journal, e);
	if (subject.length == 0)
		subject = event_member(r->journal, e);
	return arena_copy(r->diagnostics->arena, subject.text, subject.length);
}

struct diagnostic *replay_finding(struct replay *r, enum diagnostic_id id,
				  uint32_t event, const char *format, ...)
{
	va_list arguments;

	if (!r->options->findings)
		return NULL;
	va_start(arguments, format);
	const char *message = format_message(r, format, arguments);
	va_end(arguments);
	struct diagnostic *added = diagnostic_add(
		r->diagnostics, id,
		event_place(r->journal, replay_event(r, event)), "%s", message);
	added->subject = subject_of(r, event);
	return added;
}

struct diagnostic *replay_broken(struct replay *r, struct fault fault,
				 const char *format, ...)
{
	va_list arguments;
	const struct event *e = replay_event(r, fault.event);

	va_start(arguments, format);
	const char *message = format_message(r, format, arguments);
	va_end(arguments);
	struct place at = fault.part.length > 0
				  ? event_part(r->journal, e, fault.part)
				  : event_place(r->journal, e);
	r->book->effects[fault.event].flags |= EFFECT_REFUSED;
	return diagnostic_add(r->diagnostics, fault.id, at, "%s", message);
}

void replay_note_event(struct replay *r, struct diagnostic *to, uint32_t event,
		       const char *message)
{
	if (to != NULL)
		diagnostic_note(r->diagnostics, to,
				event_place(r->journal, replay_event(r, event)),
				"%s", message);
}

/* Long chains of merges grow shorter as they are followed. */
uint32_t replay_member(const struct replay *r, uint32_t member)
{
	struct member *members = r->book->members;

	while (members[member].merged_into != NONE) {
		uint32_t next = members[member].merged_into;
		if (members[next].merged_into != NONE)
			members[member].merged_into = members[next].merged_into;
		member = members[member].merged_into;
	}
	return member;
}

void replay_suggest(struct replay *r, struct diagnostic *to,
		    const struct suggest *search)
{
	struct slice best = suggest_take(search);

	if (best.length > 0)
		diagnostic_note(r->diagnostics, to, PLACE_NONE,
				"did you mean '%.*s'?", SLICE_ARGS(best));
}

static void complain_of_unit(struct replay *r, uint32_t event,
			     struct slice name)
{
	struct suggest search;
	struct diagnostic *d = replay_broken(
		r, (struct fault){ DIAGNOSTIC_unknown_unit, event, name },
		"unknown unit '%.*s'", SLICE_ARGS(name));

	suggest_init(&search, name);
	for (size_t i = 0; i < r->programs->unit_count; i++)
		suggest_add(&search, r->programs->units[i].name);
	replay_suggest(r, d, &search);
}

/* Points with more digits than their unit has. */
static void complain_of_digits(struct replay *r, uint32_t event,
			       const struct unit *unit,
			       struct quantity quantity)
{
	const struct event *e = replay_event(r, event);
	struct text number;

	text_init(&number, r->arena);
	decimal_add_text(&number, quantity.mantissa, quantity.scale,
			 e->kind != EVENT_BALANCE);
	struct fault fault = { DIAGNOSTIC_bad_points, event,
			       text_slice(&number) };
	if (unit->decimals == 0)
		replay_broken(r, fault,
			      "'%s' is too fine: '%.*s' is counted in wholes",
			      number.bytes, SLICE_ARGS(unit->name));
	else
		replay_broken(r, fault,
			      "'%s' is too fine: '%.*s' has %d digit%s behind "
			      "the point",
			      number.bytes, SLICE_ARGS(unit->name),
			      unit->decimals, unit->decimals == 1 ? "" : "s");
}

bool replay_points(struct replay *r, uint32_t event, struct quantity quantity,
		   int *unit, int64_t *points)
{
	const struct event *e = replay_event(r, event);

	*unit = quantity.unit == UNIT_DEFAULT ? r->program->first_unit
					      : r->units[quantity.unit];
	struct slice name = intern_text(&r->journal->units, quantity.unit);
	if (*unit < 0 || !r->program->has_unit[*unit]) {
		complain_of_unit(r, event, name);
		return false;
	}
	const struct unit *u = &r->programs->units[*unit];
	enum decimal_status status = decimal_rescale(
		(struct decimal){ quantity.mantissa, quantity.scale },
		u->decimals, points);
	if (status == DECIMAL_OK)
		return true;
	if (status == DECIMAL_TOO_FINE)
		complain_of_digits(r, event, u, quantity);
	else
		replay_broken(r,
			      (struct fault){ DIAGNOSTIC_overflow, event,
					      event_line(r->journal, e) },
			      "the points do not fit 64 bits");
	return false;
}

uint32_t replay_target(struct replay *r, uint32_t event, struct slice reference)
{
	uint32_t target = journal_find(r->journal, reference);

	if (target == EVENT_NONE) {
		replay_broken(r,
			      (struct fault){ DIAGNOSTIC_unknown_reference,
					      event, reference },
			      "no event has the reference '%.*s'",
			      SLICE_ARGS(reference));
		return NONE;
	}
	if (day_compare(replay_event(r, target)->day,
			replay_event(r, event)->day) > 0) {
		struct diagnostic *d = replay_broken(
			r,
			(struct fault){ DIAGNOSTIC_reversal_before_target,
					event, reference },
			"'%.*s' is later than this line",
			SLICE_ARGS(reference));
		replay_note_event(r, d, target, "here");
		return NONE;
	}
	return target;
}

struct sale *replay_sale(struct replay *r, uint32_t purchase)
{
	struct book *book = r->book;

	if (book->effects[purchase].extra == NONE && r->foreseen != NULL)
		return foreseen_sale(r->foreseen);
	if (book->effects[purchase].extra == NONE) {
		book->sales =
			arena_grow(r->arena, book->sales, book->sale_count + 1,
				   sizeof(*book->sales), &book->sale_capacity);
		uint32_t added = (uint32_t)book->sale_count++;
		book->sales[added] = (struct sale){
			.event = purchase,
			.owner = replay_event(r, purchase)->member,
			.earned_by = purchase,
			.payments = NONE,
			.clawed = arena_take_array(r->arena,
						   r->programs->unit_count,
						   sizeof(int64_t)),
		};
		book->effects[purchase].extra = added;
	}
	return &book->sales[book->effects[purchase].extra];
}

/* The counter a posting kind moves, and whether it counts downwards. */
static int64_t *counter_of(struct account *account, enum posting_kind kind,
			   bool *down)
{
	*down = false;
	switch (kind) {
	case POSTING_OPENING:
		return &account->opening;
	case POSTING_SALE:
	case POSTING_BONUS:
		return &account->issued;
	case POSTING_ADJUST:
		return &account->adjusted;
	case POSTING_TRANSFER_IN:
		return &account->transferred_in;
	case POSTING_CLAWBACK:
		*down = true;
		return &account->clawed_back;
	case POSTING_REDEEM:
	case POSTING_GIVEN_BACK:
		*down = true;
		return &account->redeemed;
	case POSTING_EXPIRY:
	case POSTING_FORFEIT:
		*down = true;
		return &account->expired;
	case POSTING_TRANSFER_OUT:
		*down = true;
		return &account->transferred_out;
	case POSTING_RESERVE:
	case POSTING_RELEASE:
	case POSTING_VOID:
		return NULL;
	}
	return NULL;
}

/* What takes back an earning counts as clawed back, all else as less of what
 * it was. */
static enum posting_kind counted_as(const struct posting *posting)
{
	if (posting->kind != POSTING_VOID)
		return posting->kind;
	if (posting->reverses == POSTING_SALE ||
	    posting->reverses == POSTING_BONUS)
		return POSTING_CLAWBACK;
	return posting->reverses;
}

static void add_checked(struct replay *r, int64_t *sum, int64_t amount,
			uint32_t event)
{
	if (!amount_add(*sum, amount, sum))
		replay_broken(
			r, (struct fault){ DIAGNOSTIC_overflow, event, { 0 } },
			"the member's points do not fit 64 bits");
}

void replay_post(struct replay *r, const struct posting *posting)
{
	struct book *book = r->book;
	struct account *account = &book->accounts[posting->account];
	bool down;
	int64_t *counter = counter_of(account, counted_as(posting), &down);

	if (posting->points == 0 && posting->held == 0)
		return;
	add_checked(r, &account->balance, posting->points, posting->event);
	if (posting->held != 0)
		add_checked(r, &account->reserved, posting->held,
			    posting->event);
	if (counter != NULL)
		add_checked(r, counter,
			    down ? -posting->points : posting->points,
			    posting->event);
	if (!r->options->postings)
		return;
	book->postings =
		arena_grow(r->arena, book->postings, book->posting_count + 1,
			   sizeof(*book->postings), &book->posting_capacity);
	book->postings[book->posting_count++] = *posting;
}

const char *replay_points_text(struct replay *r, int unit, int64_t points)
{
	const struct unit *u = &r->programs->units[unit];
	char digits[DECIMAL_TEXT_MAX];

	decimal_print(points, u->decimals, digits);
	struct slice name =
		points == decimal_power(u->decimals) ||
				points == -decimal_power(u->decimals)
			? u->name
			: u->plural;
	if (name.length == 0)
		name = u->name;
	return arena_print(r->diagnostics->arena, "%s %.*s", digits,
			   SLICE_ARGS(name));
}

void replay_activity(struct replay *r, uint32_t member, unsigned activity)
{
	struct member *m = &r->book->members[member];

	if (activity != ACTIVITY_ADJUST)
		m->last_activity = r->day;
	if (!r->slides)
		return;
	for (uint32_t i = m->accounts; i != NONE;
	     i = r->book->accounts[i].next) {
		const struct expiry_rule *rule = program_expiry(
			r->program, r->book->accounts[i].unit, -1);
		bool sliding = false;
		if (rule == NULL || rule->kind != EXPIRY_INACTIVITY ||
		    (rule->activity & activity) == 0)
			continue;
		struct day until = expiry_last_day(rule, r->day, &sliding);
		lots_extend(r, i, until);
		why_take_move(r, r->event, i, until);
	}
}
