/*
 * What is allowed and still worth a look (`check unusual`): a table of tests,
 * each with the limit from which on it speaks. A test sees one member's awards
 * and redemptions in the order they happened; merged accounts are one member.
 * None of them proves anything.
 */
#include <stdlib.h>

#include "engine/replay_state.h"

enum {
	BURST_HOUR = 60,   /* minutes: so many awards within … */
	BURST_IN_HOUR = 4, /* … this time, */
	BURST_IN_DAY = 6,  /* or on one day */
	AFTER_ADJUST = 3,  /* days between an adjustment and a redemption */
	BACKDATED = 7,     /* days between the day and `entered:` */
	UNDER_PERCENT = 5  /* below a limit */
};

/* One award or redemption. */
struct act {
	uint32_t owner; /* after merges */
	uint32_t event;
	int32_t day;
	int16_t minute; /* MINUTE_NONE: not known */
};

struct unusual {
	struct replay *r;
	const struct act *acts; /* of all members, sorted */
	size_t first, end;      /* those of the member */
};

/* ---- what an act is ---- */

static const struct event *event_of(const struct unusual *u, size_t i)
{
	return replay_event(u->r, u->acts[i].event);
}

static bool is_redemption(const struct event *event)
{
	return event->kind == EVENT_REDEEM || event->kind == EVENT_REQUEST;
}

static bool is_act(const struct replay *r, uint32_t i)
{
	const struct event *event = replay_event(r, i);
	unsigned flags = r->book->effects[i].flags;

	return (flags & EFFECT_APPLIED) &&
	       !(flags & (EFFECT_VOIDED | EFFECT_REFUSED)) &&
	       event->member != INTERN_NONE &&
	       (event->kind == EVENT_PURCHASE || event->kind == EVENT_BONUS ||
		event->kind == EVENT_ADJUST || is_redemption(event));
}

/* The points of a unit that an event's lots were opened with. */
static int64_t awarded(const struct replay *r, uint32_t event, int unit)
{
	const struct book *book = r->book;
	int64_t sum = 0;

	for (uint32_t i = book->effects[event].lot;
	     i < book->lot_count && book->lots[i].event == event; i++)
		if (book->accounts[book->lots[i].account].unit == unit)
			sum += book->lots[i].points;
	return sum;
}

static const struct redemption *redemption_of(const struct replay *r,
					      uint32_t event)
{
	uint32_t number = r->book->effects[event].extra;

	return number < r->book->redemption_count
		       ? &r->book->redemptions[number]
		       : NULL;
}

/* The name of the act's member as written, for messages. */
static struct slice member_of(const struct unusual *u, size_t i)
{
	return event_member(u->r->journal, event_of(u, i));
}

/* ---- awards without a source ---- */

/* The cheapest reward of a unit with a price, NULL without one. */
static const struct reward *cheapest(const struct program *program, int unit)
{
	const struct reward *best = NULL;

	for (size_t i = 0; i < program->reward_count; i++) {
		const struct reward *reward = &program->rewards[i];
		if (reward->unit == unit && reward->cost > 0 &&
		    (best == NULL || reward->cost < best->cost))
			best = reward;
	}
	return best;
}

/* An adjustment that names no event and pays for a reward. */
static void test_source(struct unusual *u, size_t i)
{
	struct replay *r = u->r;
	const struct event *event = event_of(u, i);

	if (event->kind != EVENT_ADJUST ||
	    event_attribute(r->journal, event, KEY_OF))
		return;
	replay_enter_program(r, event->day);
	for (int unit = 0; (size_t)unit < r->programs->unit_count; unit++) {
		int64_t points = awarded(r, u->acts[i].event, unit);
		const struct reward *reward = cheapest(r->program, unit);
		if (points <= 0 || reward == NULL || points < reward->cost)
			continue;
		replay_finding(r, DIAGNOSTIC_unusual_source, u->acts[i].event,
			       "'%.*s' was given %s that name no sale: enough "
			       "for '%.*s'",
			       SLICE_ARGS(member_of(u, i)),
			       replay_points_text(r, unit, points),
			       SLICE_ARGS(reward->name));
	}
}

/* ---- awards to staff ---- */

/* Whoever is at the till, and is the member. */
static void test_staff(struct unusual *u, size_t i)
{
	struct replay *r = u->r;
	const struct event *event = event_of(u, i);
	struct slice staff = event_value(r->journal, event, KEY_STAFF);

	if (staff.length == 0)
		return;
	replay_enter_program(r, event->day);
	for (size_t n = 0; n < r->program->staff_count; n++) {
		const struct staff *one = &r->program->staff[n];
		if (!slice_equal(one->name, staff) || one->member.length == 0)
			continue;
		uint32_t member =
			intern_find(&r->journal->members, one->member);
		if (member == INTERN_NONE ||
		    replay_member(r, member) != u->acts[i].owner)
			continue;
		replay_finding(r, DIAGNOSTIC_unusual_staff, u->acts[i].event,
			       "'%.*s' served the own account '%.*s'",
			       SLICE_ARGS(staff), SLICE_ARGS(member_of(u, i)));
	}
}

/* ---- just under a limit ---- */

/* What the member redeems on the day up to and with the act. */
static int64_t redeemed_today(const struct unusual *u, size_t i)
{
	int64_t sum = 0;

	for (size_t n = i + 1; n-- > u->first;) {
		const struct redemption *redemption;
		if (u->acts[n].day != u->acts[i].day)
			break;
		redemption = is_redemption(event_of(u, n))
				     ? redemption_of(u->r, u->acts[n].event)
				     : NULL;
		if (redemption != NULL && redemption->unit == 0)
			sum += redemption->points;
	}
	return sum;
}

/* A payment of nearly what would need an approval, or several redemptions of a
 * day that would need one together. */
static void test_limit(struct unusual *u, size_t i)
{
	struct replay *r = u->r;
	const struct event *event = event_of(u, i);
	const struct redemption *redemption =
		is_redemption(event) ? redemption_of(r, u->acts[i].event)
				     : NULL;

	if (redemption == NULL || redemption->unit != 0)
		return;
	replay_enter_program(r, event->day);
	int64_t limit = r->program->redeem.approval_above;
	if (limit <= 0 || redemption->points > limit)
		return;
	bool is_payment =
		redemption->reward >= 0 &&
		r->program->rewards[redemption->reward].kind == REWARD_PAYMENT;
	int64_t today = redeemed_today(u, i);
	if (is_payment &&
	    redemption->points > limit - limit / 100 * UNDER_PERCENT)
		replay_finding(r, DIAGNOSTIC_unusual_limit, u->acts[i].event,
			       "'%.*s' redeems %s, just under the %s that need "
			       "an approval",
			       SLICE_ARGS(member_of(u, i)),
			       replay_points_text(r, 0, redemption->points),
			       replay_points_text(r, 0, limit));
	else if (today > limit && today - redemption->points <= limit)
		replay_finding(
			r, DIAGNOSTIC_unusual_limit, u->acts[i].event,
			"'%.*s' redeems %s on one day in parts; above %s "
			"one would need an approval",
			SLICE_ARGS(member_of(u, i)),
			replay_points_text(r, 0, today),
			replay_points_text(r, 0, limit));
}

/* ---- bursts ---- */

/* How many awards there are up to and with the act, on its day or (with
 * minutes) within the hour before. */
static size_t count_awards(const struct unusual *u, size_t i, int minutes)
{
	const struct act *act = &u->acts[i];
	size_t count = 0;

	for (size_t n = i + 1; n-- > u->first;) {
		const struct act *other = &u->acts[n];
		if (other->day != act->day)
			break;
		if (minutes > 0 && (other->minute == MINUTE_NONE ||
				    act->minute - other->minute > minutes))
			break;
		count += !is_redemption(event_of(u, n)) &&
			 !(event_of(u, n)->flags & EVENT_DERIVED);
	}
	return count;
}

/* Said once, when the number is reached. */
static void test_burst(struct unusual *u, size_t i)
{
	const struct event *event = event_of(u, i);

	if (is_redemption(event) || (event->flags & EVENT_DERIVED))
		return;
	size_t today = count_awards(u, i, 0);
	size_t in_hour = u->acts[i].minute == MINUTE_NONE
				 ? 0
				 : count_awards(u, i, BURST_HOUR);
	if (in_hour == BURST_IN_HOUR)
		replay_finding(u->r, DIAGNOSTIC_unusual_burst, u->acts[i].event,
			       "'%.*s' has %d awards within an hour",
			       SLICE_ARGS(member_of(u, i)), BURST_IN_HOUR);
	else if (today == BURST_IN_DAY)
		replay_finding(u->r, DIAGNOSTIC_unusual_burst, u->acts[i].event,
			       "'%.*s' has %d awards on one day",
			       SLICE_ARGS(member_of(u, i)), BURST_IN_DAY);
}

/* ---- redemptions soon after adjustments ---- */

static void test_redemption(struct unusual *u, size_t i)
{
	struct replay *r = u->r;
	const struct redemption *redemption =
		is_redemption(event_of(u, i))
			? redemption_of(r, u->acts[i].event)
			: NULL;
	int64_t adjusted = 0;
	uint32_t last = NONE;

	if (redemption == NULL)
		return;
	for (size_t n = i; n-- > u->first;) {
		if (u->acts[i].day - u->acts[n].day > AFTER_ADJUST)
			break;
		if (event_of(u, n)->kind != EVENT_ADJUST)
			continue;
		int64_t points = awarded(r, u->acts[n].event, redemption->unit);
		adjusted += points;
		if (points > 0 && last == NONE)
			last = u->acts[n].event;
	}
	if (last == NONE || adjusted < redemption->points / 2)
		return;
	struct diagnostic *found = replay_finding(
		r, DIAGNOSTIC_unusual_redemption, u->acts[i].event,
		"'%.*s' redeems %s within %d days of an adjustment by %s",
		SLICE_ARGS(member_of(u, i)),
		replay_points_text(r, redemption->unit, redemption->points),
		AFTER_ADJUST,
		replay_points_text(r, redemption->unit, adjusted));
	replay_note_event(r, found, last, "adjusted here");
}

/* ---- backdated entries ---- */

static void test_backdated(struct unusual *u, size_t i)
{
	const struct event *event = event_of(u, i);
	struct day entered = event_day_value(u->r->journal, event, KEY_ENTERED);

	if (!day_is_real(entered) ||
	    day_difference(event->day, entered) <= BACKDATED)
		return;
	replay_finding(u->r, DIAGNOSTIC_unusual_backdated, u->acts[i].event,
		       "it was entered %ld days after its day",
		       (long)day_difference(event->day, entered));
}

/* ---- all of them ---- */

static void (*const tests[])(struct unusual *u, size_t i) = {
	test_source, test_staff,      test_limit,
	test_burst,  test_redemption, test_backdated,
};

static int compare_acts(const void *left, const void *right)
{
	const struct act *a = left;
	const struct act *b = right;

	if (a->owner != b->owner)
		return a->owner < b->owner ? -1 : 1;
	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	if (a->minute != b->minute)
		return a->minute < b->minute ? -1 : 1;
	return a->event < b->event ? -1 : a->event > b->event;
}

static struct act *find_acts(struct replay *r, size_t *count)
{
	struct act *acts = arena_take_array(r->arena, r->journal->event_count,
					    sizeof(*acts));

	*count = 0;
	for (uint32_t i = 0; i < r->journal->event_count; i++) {
		const struct event *event = replay_event(r, i);
		if (is_act(r, i))
			acts[(*count)++] = (struct act){
				.owner = replay_member(r, event->member),
				.event = i,
				.day = event->day.number,
				.minute = (int16_t)event->minute,
			};
	}
	if (*count > 1)
		qsort(acts, *count, sizeof(*acts), compare_acts);
	return acts;
}

void replay_check_unusual(struct replay *r)
{
	size_t count;
	const struct act *acts = find_acts(r, &count);
	struct unusual u = { .r = r, .acts = acts };

	for (size_t i = 0; i < count; i++) {
		if (i == 0 || acts[i].owner != acts[i - 1].owner)
			u.first = i;
		for (size_t n = 0; n < sizeof(tests) / sizeof(*tests); n++)
			tests[n](&u, i);
	}
}
