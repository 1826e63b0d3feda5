/*
 * Conditions of rules: when: and from/until. All set parts must hold; what
 * is not known (no time, no store, no member) never holds. Conditions on
 * items are asked item by item by those who sum items.
 */
#include "engine/earn_run.h"

#include <stddef.h>
#include <string.h>

#include "engine/experiment.h"

/* The conditions on one word of the line, and the word. */
static const struct {
	size_t condition;
	size_t input;
	enum earn_refusal refusal;
} words[] = {
	{ offsetof(struct condition, store), offsetof(struct earn_input, store),
	  REFUSAL_STORE },
	{ offsetof(struct condition, channel),
	  offsetof(struct earn_input, channel), REFUSAL_CHANNEL },
	{ offsetof(struct condition, till), offsetof(struct earn_input, till),
	  REFUSAL_TILL },
	{ offsetof(struct condition, campaign),
	  offsetof(struct earn_input, campaign), REFUSAL_CAMPAIGN },
	{ offsetof(struct condition, partner),
	  offsetof(struct earn_input, partner), REFUSAL_PARTNER },
};

enum {
	WORDS = sizeof(words) / sizeof(*words),
	ARM_TEXT_MAX = 256
};

/* True when some matcher matches a text that is there. */
static bool matches(struct earn_run *run, const struct matchers *matchers,
		    struct slice text)
{
	return text.length > 0 &&
	       matchers_match(matchers, text, &run->result->pattern_limit);
}

/* DAY_NONE is before every day. */
static enum earn_refusal check_days(struct day day, struct day from,
				    struct day until)
{
	if (day.number < from.number)
		return REFUSAL_NOT_YET;
	if (day.number > until.number && until.number != DAY_NONE.number)
		return REFUSAL_OVER;
	return REFUSAL_NONE;
}

/* From is in, to is out; to before from runs over midnight. */
static bool is_within_hours(const struct condition *when, int minute)
{
	int from = when->hours_from;
	int to = when->hours_to;
	if (from < 0 || from == to)
		return true;
	if (minute < 0)
		return false;
	return from < to ? minute >= from && minute < to
			 : minute >= from || minute < to;
}

static enum earn_refusal check_words(struct earn_run *run,
				     const struct condition *when)
{
	for (size_t i = 0; i < WORDS; i++) {
		const struct matchers *matchers =
			(const void *)((const char *)when + words[i].condition);
		if (matchers->count == 0)
			continue;
		struct slice text;
		memcpy(&text, (const char *)run->input + words[i].input,
		       sizeof(text));
		if (!matches(run, matchers, text))
			return words[i].refusal;
	}
	return REFUSAL_NONE;
}

static bool has_tag(struct earn_run *run, const struct matchers *tags)
{
	for (size_t i = 0; i < run->input->tag_count; i++)
		if (matches(run, tags, run->input->tags[i]))
			return true;
	return false;
}

static bool has_tier(const struct earn_run *run, const struct condition *when)
{
	const struct tiers *tiers = &run->program->tiers;
	int level = run->input->level;
	if (level < 0 || (size_t)level >= tiers->level_count)
		return false;
	for (size_t i = 0; i < when->tier_count; i++)
		if (slice_equal(tiers->levels[level].name, when->tiers[i]))
			return true;
	return false;
}

static bool is_in_segment(struct earn_run *run, const struct matchers *segments)
{
	const struct earn_past *past = run->past;
	if (past->in_segment == NULL)
		return false;
	for (size_t i = 0; i < run->program->segment_count; i++) {
		struct slice name = run->program->segments[i].name;
		if (matches(run, segments, name) &&
		    past->in_segment(past->context, run->input->member, name))
			return true;
	}
	return false;
}

/* True when the member's arm, as NAME/ARM, matches. */
static bool is_in_arm(struct earn_run *run, const struct matchers *arms,
		      const struct experiment *experiment, struct slice member)
{
	struct day day = run->input->day;
	char text[ARM_TEXT_MAX];
	if (check_days(day, experiment->from, experiment->until) !=
	    REFUSAL_NONE)
		return false;
	int arm = experiment_arm(experiment, member);
	if (arm < 0)
		return false;
	struct slice first = experiment->name;
	struct slice second = experiment->arms[arm].name;
	size_t length = first.length + 1 + second.length;
	if (length > sizeof(text))
		return false;
	memcpy(text, first.text, first.length);
	text[first.length] = '/';
	memcpy(text + first.length + 1, second.text, second.length);
	return matches(run, arms, (struct slice){ text, length });
}

static bool is_in_experiment(struct earn_run *run, const struct matchers *arms)
{
	const struct earn_past *past = run->past;
	if (past->member_id == NULL)
		return false;
	struct slice member =
		past->member_id(past->context, run->input->member);
	for (size_t i = 0; i < run->program->experiment_count; i++)
		if (is_in_arm(run, arms, &run->program->experiments[i], member))
			return true;
	return false;
}

/* True when each attribute named has a value that matches. */
static bool has_attributes(struct earn_run *run, const struct condition *when)
{
	const struct earn_past *past = run->past;
	for (size_t i = 0; i < when->member_count; i++) {
		const struct attribute_match *match = &when->member[i];
		if (past->profile == NULL ||
		    !matches(run, &match->values,
			     past->profile(past->context, run->input->member,
					   match->key)))
			return false;
	}
	return true;
}

/* The part of a condition that asks who the member is. */
static enum earn_refusal check_member(struct earn_run *run,
				      const struct condition *when)
{
	if (when->tier_count > 0 && !has_tier(run, when))
		return REFUSAL_TIER;
	if (when->has_first_purchase &&
	    when->first_purchase != run->input->first_purchase)
		return REFUSAL_FIRST_PURCHASE;
	if (when->segment.count > 0 && !is_in_segment(run, &when->segment))
		return REFUSAL_SEGMENT;
	if (when->experiment.count > 0 &&
	    !is_in_experiment(run, &when->experiment))
		return REFUSAL_EXPERIMENT;
	if (when->member_count > 0 && !has_attributes(run, when))
		return REFUSAL_MEMBER;
	return REFUSAL_NONE;
}

enum earn_refusal earn_condition_check(struct earn_run *run,
				       const struct earn_rule *rule)
{
	const struct condition *when = &rule->when;
	const struct earn_input *input = run->input;
	enum earn_refusal refusal =
		check_days(input->day, rule->from, rule->until);
	if (refusal == REFUSAL_NONE)
		refusal = check_days(input->day, when->from, when->until);
	if (refusal != REFUSAL_NONE)
		return refusal;
	if (when->weekdays != 0 &&
	    (when->weekdays >> day_weekday(input->day) & 1) == 0)
		return REFUSAL_WEEKDAY;
	if (!is_within_hours(when, input->minute))
		return REFUSAL_HOURS;
	refusal = check_words(run, when);
	if (refusal != REFUSAL_NONE)
		return refusal;
	if (when->tag.count > 0 && !has_tag(run, &when->tag))
		return REFUSAL_TAG;
	if (when->minimum >= 0 &&
	    (!input->has_money ||
	     ratio_compare(run->basis, ratio_from(when->minimum)) < 0))
		return REFUSAL_MINIMUM;
	return check_member(run, when);
}

bool earn_item_matches(struct earn_run *run, const struct condition *when,
		       const struct earn_item *item)
{
	bool *limit = &run->result->pattern_limit;
	if (when != NULL && when->category.count > 0 &&
	    !matches(run, &when->category, item->category))
		return false;
	if (when != NULL && when->sku.count > 0 &&
	    !matches(run, &when->sku, item->sku))
		return false;
	return !earn_item_is_excluded(run->program, item, limit);
}

int128_t earn_item_pieces(const struct earn_item *item)
{
	return (int128_t)item->quantity.mantissa *
	       decimal_power(EARN_PIECE_SCALE - item->quantity.scale);
}

bool earn_items_sum(struct earn_run *run, const struct condition *when,
		    struct earn_sum *sum)
{
	*sum = (struct earn_sum){ 0, 0, 0 };
	for (size_t i = 0; i < run->input->item_count; i++) {
		const struct earn_item *item = &run->input->items[i];
		if (!earn_item_matches(run, when, item))
			continue;
		if (!amount_add(sum->amount, item->amount, &sum->amount))
			return false;
		sum->pieces += earn_item_pieces(item);
		sum->count++;
	}
	return true;
}
