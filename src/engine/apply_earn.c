/*
 * Applying what earns: purchase, bonus, opening, and the lots they open.
 * Recorded points are facts; left-out points are computed; with reperform
 * both are compared (apply_compare.c).
 */
#include "engine/apply_compare.h"
#include "engine/expiry.h"
#include "engine/lots.h"
#include "engine/replay_state.h"
#include "engine/tier.h"
#include "engine/usage.h"
#include "engine/why.h"

/* ---- opening lots ---- */

enum {
	EXPIRIES_KNOWN = 1024 /* a few years of days */
};

/* A last usable day that was worked out before. */
struct expiry_known {
	const struct expiry_rule *rule;
	struct day from, last;
	bool sliding;
};

static struct day lot_expiry(struct replay *r, uint32_t member, int unit,
			     struct day usable, bool *sliding)
{
	int level = r->level_expiry ? replay_level(r, member, NULL) : -1;
	const struct expiry_rule *rule =
		program_expiry(r->program, unit, level);

	if (rule == NULL || !day_is_real(usable))
		return expiry_last_day(rule, usable, sliding);
	/* the lots of one day live equally long, mostly */
	if (r->expiries == NULL)
		r->expiries = arena_take_array(r->arena, EXPIRIES_KNOWN,
					       sizeof(*r->expiries));
	struct expiry_known *known =
		&r->expiries[(uint32_t)usable.number % EXPIRIES_KNOWN];
	if (rule != known->rule || usable.number != known->from.number) {
		known->rule = rule;
		known->from = usable;
		known->last = expiry_last_day(rule, usable, &known->sliding);
	}
	*sliding = known->sliding;
	return known->last;
}

/* Whatever the credit leaves open follows from the line and the rules. */
static void open_lot(struct replay *r, uint32_t event, uint32_t member,
		     struct credit credit, int unit)
{
	const struct event *e = replay_event(r, event);

	if (credit.points <= 0)
		return;
	credit.account = lots_account(r, member, unit);
	credit.event = event;
	if (!day_is_real(credit.earned))
		credit.earned = e->day;
	if (!day_is_real(credit.usable_from))
		credit.usable_from =
			replay_has(r, KEY_USABLE_FROM)
				? event_day_value(r->journal, e,
						  KEY_USABLE_FROM)
			: credit.posting == POSTING_OPENING
				? credit.earned /* they are not new */
				: day_add_span(credit.earned,
					       r->program->pending);
	if (replay_has(r, KEY_EXPIRES))
		credit.expires = event_day_value(r->journal, e, KEY_EXPIRES);
	else if (credit.life != NULL)
		credit.expires = day_add_span(credit.usable_from, *credit.life);
	else if (credit.expires.number == DAY_NONE.number)
		credit.expires = lot_expiry(r, member, unit, credit.usable_from,
					    &credit.sliding);
	lots_credit(r, &credit);
}

/* Points of rules with a life of their own are lots of their own; gives what
 * is left of the credit. */
static int64_t open_shares(struct replay *r, uint32_t event, uint32_t member,
			   const struct credit *wanted, int unit)
{
	int64_t left = wanted->points;

	for (size_t i = 0; i < r->shares->share_count; i++) {
		const struct earn_share *share = &r->shares->shares[i];
		const struct earn_rule *rule = &r->earning->rules[share->rule];
		struct credit credit = *wanted;
		if (share->unit != unit || !rule->has_expires)
			continue;
		credit.points = share->points < left ? share->points : left;
		credit.life = &rule->expires;
		open_lot(r, event, member, credit, unit);
		left -= credit.points;
	}
	return left;
}

void replay_open_lot(struct replay *r, uint32_t event, uint32_t member,
		     const struct credit *wanted, int unit)
{
	struct credit credit = *wanted;

	if (r->shares != NULL)
		credit.points = open_shares(r, event, member, wanted, unit);
	open_lot(r, event, member, credit, unit);
}

/* ---- whether a member may earn ---- */

/* Why nothing is earned, NULL when something may be. */
static enum diagnostic_id earning_bar(struct replay *r, uint32_t event,
				      uint32_t member, const char **why)
{
	const struct member *m = &r->book->members[member];
	const struct program *program = r->earning;
	enum member_status status = replay_status(r, event, member);

	*why = NULL;
	if (status == MEMBER_BLOCKED || status == MEMBER_CLOSED ||
	    status == MEMBER_ERASED) {
		*why = member_status_name(status);
		return DIAGNOSTIC_not_active;
	}
	if (!program->earn_before_join && day_compare(r->day, m->joined) < 0) {
		*why = "not a member yet";
		return DIAGNOSTIC_before_join;
	}
	if ((day_is_real(program->starts) &&
	     day_compare(r->day, program->starts) < 0) ||
	    (day_is_real(program->earning_ends) &&
	     day_compare(r->day, program->earning_ends) > 0)) {
		*why = "outside the programme's dates";
		return DIAGNOSTIC_outside_programme;
	}
	return DIAGNOSTIC_COUNT;
}

static int64_t recorded_total(const struct replay *r)
{
	int64_t sum = 0;

	for (size_t i = 0; i < r->amount_count; i++)
		sum |= r->amounts[i];
	return sum;
}

static bool may_earn(struct replay *r, uint32_t event, uint32_t member)
{
	const char *why;
	enum diagnostic_id id = earning_bar(r, event, member, &why);

	if (why == NULL)
		return true;
	why_take_bar(r, event, why);
	if (recorded_total(r) != 0 && !replay_has(r, KEY_OVERRIDE)) {
		struct slice name = intern_text(&r->journal->members, member);
		replay_finding(r, id, event, "'%.*s' is %s, but earns points",
			       SLICE_ARGS(name), why);
	}
	return false;
}

/* ---- computing ---- */

static void fill_input(struct replay *r, uint32_t event, uint32_t member,
		       struct earn_input *input)
{
	const struct member *m = &r->book->members[member];
	uint32_t extra = r->book->effects[event].extra;

	input->member = member;
	input->level = -1;
	input->first_purchase = m->visits == 0;
	if (replay_event(r, event)->kind == EVENT_PURCHASE && extra != NONE)
		input->paid_with_points = r->book->sales[extra].paid;
}

/* What this purchase will add to the tiers' metrics, for qualify same-day. */
static struct tier_amounts pending_amounts(struct replay *r,
					   const struct earn_input *input)
{
	struct earn_result result;
	struct tier_amounts pending = { .spend = input->money, .visits = 1 };

	if (r->program->tiers.metric == METRIC_POINTS) {
		earn_purchase(r->earning, input, &r->past, &result, NULL);
		pending.points = result.points[r->program->tiers.unit];
	}
	return pending;
}

/* The member's level that counts for the purchase. */
static int purchase_level(struct replay *r, uint32_t member,
			  const struct earn_input *input)
{
	if (!r->program->tiers.is_set)
		return -1;
	if (!r->program->tiers.same_day)
		return replay_level(r, member, NULL);
	struct tier_amounts pending = pending_amounts(r, input);
	return replay_level(r, member, &pending);
}

void replay_compute(struct replay *r, uint32_t event, uint32_t member,
		    struct earn_result *result, struct earn_working *working)
{
	struct earn_input input;

	if (!earn_input_from_event(&r->scratch, r->journal, r->earning,
				   replay_event(r, event), &input)) {
		*result = (struct earn_result){ .overflow = true };
		return;
	}
	fill_input(r, event, member, &input);
	input.level = purchase_level(r, member, &input);
	earn_purchase(r->earning, &input, &r->past, result, working);
	replay_bound_result(r, event, result);
	if (r->scratch.used > (1u << 16))
		arena_release(&r->scratch);
}

/* A purchase that is voided or moved later gives back what it used. */
static void keep_share(struct replay *r, uint32_t event, struct slice rule,
		       int64_t points)
{
	uint32_t extra = r->book->effects[event].extra;

	if (replay_event(r, event)->kind != EVENT_PURCHASE || extra == NONE)
		return;
	struct sale_share *share = arena_take(r->arena, sizeof(*share));
	share->rule = rule;
	share->points = points;
	share->next = r->book->sales[extra].shares;
	r->book->sales[extra].shares = share;
}

/* Counts what limits look at. */
static void count_usage(struct replay *r, uint32_t event, uint32_t member,
			const struct earn_result *result)
{
	struct member *m = &r->book->members[member];
	struct day day = replay_event(r, event)->day;

	for (size_t i = 0; i < result->share_count; i++) {
		const struct earn_share *share = &result->shares[i];
		const struct earn_rule *rule = &r->earning->rules[share->rule];
		if (!rule->limit.is_set)
			continue;
		usage_add(r->arena, &m->usage, rule->name, day,
			  (struct usage_amount){ share->counted, 1 });
		keep_share(r, event, rule->name, share->counted);
	}
}

/* ---- purchases ---- */

static void credit_amounts(struct replay *r, uint32_t event, uint32_t member,
			   enum lot_origin origin, enum posting_kind posting)
{
	struct credit credit = {
		.earned = DAY_NONE,
		.usable_from = DAY_NONE,
		.expires = DAY_NONE,
		.origin = (uint8_t)(replay_has(r, KEY_PARTNER) ? ORIGIN_PARTNER
							       : origin),
		.posting = (uint8_t)posting,
	};

	for (size_t i = 0; i < r->amount_count; i++) {
		credit.points = r->amounts[i];
		replay_open_lot(r, event, member, &credit, r->amount_units[i]);
		if (posting != POSTING_OPENING)
			replay_tier_points(r, member, r->amount_units[i],
					   r->amounts[i], DAY_NONE);
	}
}

/* Takes the computed points as the event's own. */
static void adopt_result(struct replay *r, uint32_t event,
			 const struct earn_result *result)
{
	r->book->effects[event].flags |= EFFECT_COMPUTED;
	r->amount_count = 0;
	for (int unit = 0; unit < UNITS_MAX; unit++) {
		if (result->points[unit] == 0)
			continue;
		r->amount_units[r->amount_count] = unit;
		r->amounts[r->amount_count++] = result->points[unit];
	}
}

/* The first purchase of a referred member that is large and early enough. */
static void qualify_referral(struct replay *r, uint32_t event, uint32_t member)
{
	struct member *m = &r->book->members[member];
	const struct event *e = replay_event(r, event);

	if (m->referred_by == NONE || m->first_qualifying != NONE)
		return;
	for (size_t i = 0; i < r->program->rule_count; i++) {
		const struct earn_rule *rule = &r->program->rules[i];
		if (rule->on != EARN_ACTION ||
		    !slice_is(rule->action, "referral"))
			continue;
		if (e->money < rule->minimum)
			continue;
		if (rule->has_within &&
		    day_compare(e->day, day_add_span(m->joined, rule->within)) >
			    0)
			continue;
		m->first_qualifying = event;
		return;
	}
}

static void choose_earning_program(struct replay *r, uint32_t event)
{
	r->earning = r->program;
	if (!replay_has(r, KEY_SOLD))
		return;
	struct day sold =
		event_day_value(r->journal, replay_event(r, event), KEY_SOLD);
	if (day_is_real(sold))
		r->earning = replay_program_on(r, sold, NULL);
}

void apply_purchase(struct replay *r, uint32_t event)
{
	const struct event *e = replay_event(r, event);
	uint32_t member = replay_member(r, e->member);
	bool recorded = e->quantities > 0;
	struct earn_result result;

	choose_earning_program(r, event);
	bool allowed = may_earn(r, event, member);
	if (!recorded || r->compute_all) {
		result = (struct earn_result){ .share_count = 0 };
		r->shares = &result;
		if (allowed)
			replay_compute(r, event, member, &result,
				       why_working(r, event));
		if (allowed)
			why_take_result(r, event, &result);
		if (result.pattern_limit)
			replay_finding(r, DIAGNOSTIC_pattern_limit, event,
				       "a pattern of the rules is too complex "
				       "for this line");
		if (!recorded)
			adopt_result(r, event, &result);
		else if (r->options->reperform && !result.overflow &&
			 (allowed || replay_has(r, KEY_OVERRIDE)))
			compare_purchase(r, event, member, &result);
		if (r->counts_limits)
			count_usage(r, event, member, &result);
	}
	replay_count_purchase(r, event, member, 1);
	credit_amounts(r, event, member, ORIGIN_SALE, POSTING_SALE);
	r->shares = NULL;
	qualify_referral(r, event, member);
	replay_activity(r, member, ACTIVITY_PURCHASE);
}

/* ---- bonuses ---- */

/* A full refund of the friend's purchase claws both bonuses back. */
static void keep_referral(struct replay *r, uint32_t event, uint32_t friend)
{
	uint32_t *kept =
		r->book->members[replay_member(r, friend)].referral_bonus;

	if (kept[0] == NONE)
		kept[0] = event;
	else if (kept[1] == NONE)
		kept[1] = event;
}

static void compute_bonus(struct replay *r, uint32_t event, uint32_t member,
			  struct earn_result *result)
{
	const struct event *e = replay_event(r, event);
	struct earn_input input;

	*result = (struct earn_result){ .share_count = 0 };
	if (!earn_input_from_event(&r->scratch, r->journal, r->earning, e,
				   &input))
		return;
	fill_input(r, event, member, &input);
	if (r->has_tiers && !r->puts_off_tiers)
		input.level = replay_level(r, member, NULL);
	bool referrer = false;
	struct slice other = event_value(r->journal, e, KEY_FOR);
	uint32_t friend = intern_find(&r->journal->members, other);
	if (friend != INTERN_NONE &&
	    r->book->members[friend].referred_by != NONE)
		referrer = replay_member(
				   r, r->book->members[friend].referred_by) ==
			   member;
	if (slice_is(event_operand(r->journal, e), "referral"))
		keep_referral(r, event, referrer ? friend : member);
	input.action = event_operand(r->journal, e);
	input.referrer = referrer;
	earn_action(r->earning, &input, &r->past, result,
		    why_working(r, event));
	replay_bound_result(r, event, result);
	why_take_result(r, event, result);
}

/* The life of the action's points, NULL: the usual. */
static const struct span *bonus_life(const struct replay *r, uint32_t event)
{
	struct slice action = event_operand(r->journal, replay_event(r, event));

	for (size_t i = 0; i < r->program->rule_count; i++) {
		const struct earn_rule *rule = &r->program->rules[i];
		if (rule->on == EARN_ACTION &&
		    slice_equal(rule->action, action) && rule->has_expires)
			return &rule->expires;
	}
	return NULL;
}

void apply_bonus(struct replay *r, uint32_t event)
{
	const struct event *e = replay_event(r, event);
	uint32_t member = replay_member(r, e->member);
	struct earn_result result;

	r->earning = r->program;
	bool allowed = may_earn(r, event, member);
	bool wanted =
		e->quantities == 0 || r->options->reperform || r->counts_limits;
	if (allowed && wanted)
		compute_bonus(r, event, member, &result);
	else
		result = (struct earn_result){ .share_count = 0 };
	if (e->quantities == 0)
		adopt_result(r, event, &result);
	else if (r->options->reperform && allowed && !result.overflow)
		compare_bonus(r, event, member, &result);
	count_usage(r, event, member, &result);
	struct credit credit = {
		.earned = DAY_NONE,
		.usable_from = DAY_NONE,
		.expires = DAY_NONE,
		.life = bonus_life(r, event),
		.origin = (uint8_t)(replay_has(r, KEY_PARTNER) ? ORIGIN_PARTNER
							       : ORIGIN_BONUS),
		.posting = POSTING_BONUS,
	};
	for (size_t i = 0; i < r->amount_count; i++) {
		credit.points = r->amounts[i];
		replay_open_lot(r, event, member, &credit, r->amount_units[i]);
		replay_tier_points(r, member, r->amount_units[i], r->amounts[i],
				   DAY_NONE);
	}
	replay_activity(r, member, ACTIVITY_BONUS);
}

void apply_opening(struct replay *r, uint32_t event)
{
	const struct event *e = replay_event(r, event);

	if (e->flags & EVENT_TOTAL)
		return;
	credit_amounts(r, event, replay_member(r, e->member), ORIGIN_OPENING,
		       POSTING_OPENING);
}
