/*
 * Comparing what is recorded with what the rules give (engine.md 11). Lines
 * that differ are kept until their day is over; then each member's
 * differences are summed: where a rule depends on what came before and the
 * total is equal, they are notes, else findings with the working.
 */
#include "engine/apply_compare.h"

#include <stdlib.h>

#include "engine/replay_state.h"

static int64_t recorded_points(const struct replay *r, int unit)
{
	int64_t sum = 0;

	for (size_t i = 0; i < r->amount_count; i++) {
		if (r->amount_units[i] == unit &&
		    !amount_add(sum, r->amounts[i], &sum))
			return INT64_MAX;
	}
	return sum;
}

static void add_difference(struct replay *r, const struct difference *added)
{
	r->differences =
		arena_grow(r->arena, r->differences, r->difference_count + 1,
			   sizeof(*r->differences), &r->difference_capacity);
	r->differences[r->difference_count++] = *added;
}

/* The working of a purchase as notes under a diagnostic. */
static void note_working(struct replay *r, struct diagnostic *to,
			 const struct earn_working *working)
{
	for (const struct earn_step *step = working->first;
	     to != NULL && step != NULL; step = step->next) {
		if (step->rule.length > 0)
			diagnostic_note(r->diagnostics, to, PLACE_NONE,
					"%.*s: %s", SLICE_ARGS(step->rule),
					step->text);
		else
			diagnostic_note(r->diagnostics, to, PLACE_NONE, "%s",
					step->text);
	}
}

/* Computes once more, before the purchase counts, to keep the working. */
static const struct earn_kept *keep_working(struct replay *r, uint32_t event,
					    uint32_t member)
{
	if (r->kept_count++ >= WORKINGS_MAX)
		return NULL;
	struct earn_kept *kept =
		arena_take(r->diagnostics->arena, sizeof(*kept));
	struct earn_result result;

	earn_working_init(&kept->working, r->diagnostics->arena, r->programs);
	replay_compute(r, event, member, &result, &kept->working);
	return kept;
}

static void report_override(struct replay *r, uint32_t event, int unit,
			    const int64_t points[2])
{
	struct slice why =
		event_value(r->journal, replay_event(r, event), KEY_OVERRIDE);

	replay_finding(r, DIAGNOSTIC_points_override, event,
		       "%s recorded, the rules give %s: %.*s",
		       replay_points_text(r, unit, points[0]),
		       replay_points_text(r, unit, points[1]), SLICE_ARGS(why));
}

void compare_purchase(struct replay *r, uint32_t event, uint32_t member,
		      const struct earn_result *result)
{
	size_t before = r->difference_count;

	for (size_t i = 0; i < r->programs->unit_count; i++) {
		int unit = (int)i;
		int64_t recorded = recorded_points(r, unit);
		if (recorded == result->points[unit])
			continue;
		if (replay_has(r, KEY_OVERRIDE)) {
			report_override(
				r, event, unit,
				(int64_t[]){ recorded, result->points[unit] });
			continue;
		}
		add_difference(r, &(struct difference){
					  .event = event,
					  .member = member,
					  .unit = unit,
					  .recorded = recorded,
					  .computed = result->points[unit],
				  });
	}
	if (r->difference_count == before || !r->options->findings)
		return;
	const struct earn_kept *kept = keep_working(r, event, member);
	for (size_t i = before; i < r->difference_count; i++)
		r->differences[i].kept = kept;
}

/* ---- at the end of a day ---- */

static int compare_differences(const void *left, const void *right)
{
	const struct difference *a = left;
	const struct difference *b = right;

	if (a->member != b->member)
		return a->member < b->member ? -1 : 1;
	if (a->unit != b->unit)
		return a->unit - b->unit;
	return a->event < b->event ? -1 : a->event > b->event;
}

/* True when what a purchase earns depends on what came before it that day. */
static bool depends_on_past(const struct program *program)
{
	if (program->tiers.is_set && program->tiers.same_day)
		return true;
	for (size_t i = 0; i < program->rule_count; i++) {
		const struct earn_rule *rule = &program->rules[i];
		if (rule->limit.is_set || rule->every > 0 ||
		    rule->when.has_first_purchase)
			return true;
	}
	return false;
}

static void report_difference(struct replay *r, const struct difference *one,
			      bool spread)
{
	enum diagnostic_id id =
		spread ? DIAGNOSTIC_points_spread : DIAGNOSTIC_points_differ;
	struct diagnostic *d = replay_finding(
		r, id, one->event, "%s recorded, but the rules give %s",
		replay_points_text(r, one->unit, one->recorded),
		replay_points_text(r, one->unit, one->computed));
	if (d != NULL && !spread && one->kept != NULL)
		note_working(r, d, &one->kept->working);
}

void replay_report_differences(struct replay *r)
{
	bool spreads = depends_on_past(r->program);
	size_t i = 0;

	if (r->difference_count > 1)
		qsort(r->differences, r->difference_count,
		      sizeof(*r->differences), compare_differences);
	while (i < r->difference_count) {
		const struct difference *first = &r->differences[i];
		int128_t sum = 0;
		size_t end = i;
		while (end < r->difference_count &&
		       r->differences[end].member == first->member &&
		       r->differences[end].unit == first->unit) {
			sum += (int128_t)r->differences[end].recorded -
			       r->differences[end].computed;
			end++;
		}
		for (; i < end; i++)
			report_difference(r, &r->differences[i],
					  sum == 0 && spreads);
	}
	r->difference_count = 0;
}

/* ---- bonuses ---- */

static const struct earn_rule *action_rule(const struct replay *r,
					   struct slice action)
{
	for (size_t i = 0; i < r->program->rule_count; i++) {
		const struct earn_rule *rule = &r->program->rules[i];
		if (rule->on == EARN_ACTION &&
		    slice_equal(rule->action, action))
			return rule;
	}
	return NULL;
}

static bool is_used_up(struct replay *r, const struct earn_rule *rule,
		       uint32_t member)
{
	if (!rule->limit.is_set)
		return false;
	int number = (int)(rule - r->program->rules);
	return r->past.used(r, member, number, r->day) >= rule->limit.amount;
}

void compare_bonus(struct replay *r, uint32_t event, uint32_t member,
		   const struct earn_result *result)
{
	struct slice action = event_operand(r->journal, replay_event(r, event));
	const struct earn_rule *rule = action_rule(r, action);

	if (replay_has(r, KEY_OVERRIDE))
		return;
	if (rule == NULL) {
		replay_finding(r, DIAGNOSTIC_bonus_not_due, event,
			       "no rule of this day gives a bonus for '%.*s'",
			       SLICE_ARGS(action));
		return;
	}
	for (size_t i = 0; i < r->programs->unit_count; i++) {
		int unit = (int)i;
		int64_t recorded = recorded_points(r, unit);
		if (recorded == result->points[unit])
			continue;
		if (recorded > 0 && is_used_up(r, rule, member))
			replay_finding(r, DIAGNOSTIC_bonus_repeated, event,
				       "the limit of '%.*s' is used up",
				       SLICE_ARGS(rule->name));
		else
			replay_finding(r, DIAGNOSTIC_points_differ, event,
				       "%s recorded, but the rules give %s",
				       replay_points_text(r, unit, recorded),
				       replay_points_text(
					       r, unit, result->points[unit]));
	}
}
