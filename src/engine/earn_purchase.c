/*
 * What a purchase, an action, and plain money earn: the order of steps.
 * Basis and thresholds, rules, combination, multipliers, rounding, limits.
 */
#include "engine/earn_run.h"

#include <string.h>

#include "engine/fraction.h"

static const struct earn_past no_past;

/* A run in which nothing has happened yet; the result is cleared but for
 * shares beyond share_count. */
static void begin(struct earn_run *run, const struct program *program,
		  const struct earn_input *input, const struct earn_past *past,
		  struct earn_result *result)
{
	memset(result->points, 0, sizeof(result->points));
	result->units = 0;
	result->share_count = 0;
	result->overflow = false;
	result->pattern_limit = input->pattern_limit;
	run->program = program;
	run->input = input;
	run->past = past != NULL ? past : &no_past;
	run->result = result;
	run->working = NULL;
	run->basis = (struct ratio){ 0, 1 };
	run->item_share = (struct ratio){ 1, 1 };
	run->part_count = 0;
	run->give_count = 0;
	run->multiplier_count = 0;
}

/* DAY_NONE is before every day. */
static bool is_within(struct day day, struct day from, struct day until)
{
	return day.number >= from.number &&
	       (day.number <= until.number || until.number == DAY_NONE.number);
}

/* Rules, multipliers, rounding and limits. */
static void compute(struct earn_run *run, enum earn_trigger trigger)
{
	if (!is_within(run->input->day, run->program->starts,
		       run->program->earning_ends)) {
		earn_explain_closed(run);
		return;
	}
	earn_collect(run, trigger);
	if (!run->result->overflow)
		earn_settle(run);
	if (!run->result->overflow)
		return;
	memset(run->result->points, 0, sizeof(run->result->points));
	run->result->share_count = 0;
}

void earn_purchase(const struct program *program,
		   const struct earn_input *input, const struct earn_past *past,
		   struct earn_result *result, struct earn_working *working)
{
	struct earn_run run;
	begin(&run, program, input, past, result);
	run.working = working;
	if (!earn_basis(program, input, &run.basis, working)) {
		result->overflow = true;
		return;
	}
	if (input->item_count > 0)
		run.item_share = earn_item_share(program, input);
	compute(&run, EARN_PURCHASE);
}

void earn_action(const struct program *program, const struct earn_input *input,
		 const struct earn_past *past, struct earn_result *result,
		 struct earn_working *working)
{
	struct earn_run run;
	begin(&run, program, input, past, result);
	run.working = working;
	compute(&run, EARN_ACTION);
}

/* True when the rule earns on money without any condition. */
static bool is_plain(const struct earn_rule *rule, struct day day)
{
	const struct condition *when = &rule->when;
	size_t asked = when->store.count + when->channel.count +
		       when->till.count + when->campaign.count +
		       when->partner.count + when->category.count +
		       when->sku.count + when->tag.count + when->segment.count +
		       when->experiment.count + when->member_count +
		       when->tier_count;
	bool is_for_money =
		rule->kind == EARN_PER || rule->kind == EARN_PER_FULL;
	bool is_timed = when->weekdays != 0 || when->hours_from >= 0 ||
			day_is_real(when->from) || day_is_real(when->until);
	return rule->on == EARN_PURCHASE && is_for_money && asked == 0 &&
	       !is_timed && !when->has_first_purchase && when->minimum < 0 &&
	       rule->every == 0 && is_within(day, rule->from, rule->until);
}

/* A programme of the plain rules in one unit, without limits. */
bool earn_base(const struct program *program, struct day day, int64_t money,
	       int unit, int64_t *points)
{
	struct ratio sum = { 0, 1 };
	bool found = false;
	for (size_t i = 0; i < program->rule_count; i++) {
		const struct earn_rule *rule = &program->rules[i];
		struct ratio given;
		if (rule->unit != unit || rule->per <= 0 ||
		    !is_plain(rule, day))
			continue;
		given = rule->kind == EARN_PER_FULL
				? (struct ratio){ money / rule->per, 1 }
				: (struct ratio){ money, rule->per };
		if (!fraction_multiply(given, ratio_from(rule->points), &given))
			return false;
		if (program->combine == COMBINE_SUM) {
			if (!fraction_add(sum, given, &sum))
				return false;
		} else if (!found || (program->combine == COMBINE_BEST &&
				      ratio_compare(given, sum) > 0)) {
			sum = given;
		}
		found = true;
	}
	return fraction_round(sum, program->rounding, points);
}
