/*
 * Multipliers. Each multiplies what stands before it, in the order of the
 * rules; one with conditions on items only what the matching items earned:
 * of points for money their share of the amount, of points for pieces (or
 * for there being such an item) their share of the pieces. Points of visits
 * and of actions are not multiplied.
 */
#include "engine/earn_run.h"

#include "engine/fraction.h"

static bool is_multiplied(const struct earn_part *part)
{
	return part->rule->on == EARN_PURCHASE && !part->multiplies;
}

static bool multiplies_unit(const struct earn_part *multiplier, int unit)
{
	return multiplier->multiplies && multiplier->rule->unit == unit;
}

static bool is_for_money(const struct earn_rule *rule)
{
	return rule->kind == EARN_PER || rule->kind == EARN_PER_FULL;
}

const struct level *earn_tier(const struct earn_run *run,
			      const struct earn_part *part)
{
	const struct tiers *tiers = &run->program->tiers;
	int level = run->input->level;
	if (level < 0 || (size_t)level >= tiers->level_count ||
	    !tiers->levels[level].has_multiply || !is_multiplied(part) ||
	    part->rule->unit != run->program->first_unit)
		return NULL;
	return &tiers->levels[level];
}

bool earn_weighs_items(const struct earn_run *run)
{
	for (size_t i = 0; i < run->part_count; i++)
		if (run->parts[i].multiplies &&
		    run->parts[i].rule->has_item_condition)
			return true;
	return false;
}

/* The multiplier as an unreduced fraction, and the same less one. */
static struct ratio factor_of(const struct earn_part *multiplier)
{
	struct decimal factor = multiplier->rule->multiply;
	return (struct ratio){ factor.mantissa, decimal_power(factor.scale) };
}

static struct ratio gain_of(const struct earn_part *multiplier)
{
	struct ratio gain = factor_of(multiplier);
	gain.numerator -= gain.denominator;
	return gain;
}

/* Which parts the item matches, one bit each; those without conditions on
 * items it always does. */
static uint64_t match_parts(struct earn_run *run, const struct earn_item *item)
{
	uint64_t matched = 0;
	for (size_t i = 0; i < run->part_count; i++) {
		const struct earn_rule *rule = run->parts[i].rule;
		if (!rule->has_item_condition ||
		    earn_item_matches(run, &rule->when, item))
			matched |= UINT64_C(1) << i;
	}
	return matched;
}

/* Adds one item of a giving part to the weights of its multipliers. */
static bool weigh_item(const struct earn_run *run, const struct earn_part *part,
		       uint64_t matched, struct ratio measure,
		       struct ratio *weights)
{
	for (size_t j = 0; j < run->part_count; j++) {
		const struct earn_part *multiplier = &run->parts[j];
		if (!multiplies_unit(multiplier, part->rule->unit) ||
		    (matched >> j & 1) == 0)
			continue;
		struct ratio *weight = &weights[multiplier->place];
		if (multiplier->rule->has_item_condition &&
		    !fraction_add(*weight, measure, weight))
			return false;
		if (!fraction_multiply(measure, factor_of(multiplier),
				       &measure))
			return false;
	}
	return true;
}

bool earn_weigh(struct earn_run *run, struct ratio *weights)
{
	size_t width = run->multiplier_count;
	for (size_t i = 0; i < run->give_count * width; i++)
		weights[i] = (struct ratio){ 0, 1 };
	for (size_t k = 0; k < run->input->item_count; k++) {
		const struct earn_item *item = &run->input->items[k];
		if (!earn_item_matches(run, NULL, item))
			continue;
		uint64_t matched = match_parts(run, item);
		for (size_t i = 0; i < run->part_count; i++) {
			const struct earn_part *part = &run->parts[i];
			if (!is_multiplied(part) || (matched >> i & 1) == 0)
				continue;
			struct ratio measure = { earn_item_pieces(item), 1 };
			if (is_for_money(part->rule))
				measure.numerator = item->amount;
			if (!weigh_item(run, part, matched, measure,
					&weights[part->place * width]))
				return false;
		}
	}
	return true;
}

/* What the weighed items have earned of a part's points. */
static bool earned_by_items(const struct earn_run *run,
			    const struct earn_part *part, struct ratio weight,
			    struct ratio *earned)
{
	*earned = (struct ratio){ 0, 1 };
	if (part->measure.numerator == 0)
		return true;
	if (is_for_money(part->rule) &&
	    !fraction_multiply(weight, run->item_share, &weight))
		return false;
	return fraction_divide(weight, part->measure, &weight) &&
	       fraction_multiply(weight, part->points, earned);
}

/* What a multiplier adds to the points so far (*points). One below 1 takes away; items that cost
 * more than was charged (a discount of the order) could then take more than
 * there is, and take all. */
static bool added_by(const struct earn_run *run, const struct earn_part *part,
		     const struct earn_part *multiplier,
		     const struct ratio *weights, struct ratio *points)
{
	struct ratio gain = gain_of(multiplier);
	struct ratio total = *points;
	struct ratio earned = total;
	if (multiplier->rule->has_item_condition &&
	    !earned_by_items(run, part, weights[multiplier->place], &earned))
		return false;
	if (gain.numerator < 0 && ratio_compare(earned, total) > 0)
		earned = total;
	return fraction_multiply(earned, gain, points);
}

bool earn_multiply(const struct earn_run *run, const struct earn_part *part,
		   const struct ratio *weights, struct ratio *products)
{
	struct ratio total = part->points;
	products[0] = total;
	if (run->multiplier_count == 0)
		return true;
	for (size_t j = 0; j < run->part_count; j++) {
		const struct earn_part *multiplier = &run->parts[j];
		if (!multiplier->multiplies)
			continue;
		struct ratio *added = &products[1 + multiplier->place];
		*added = (struct ratio){ 0, 1 };
		if (!is_multiplied(part) ||
		    !multiplies_unit(multiplier, part->rule->unit))
			continue;
		*added = total;
		if (!added_by(run, part, multiplier, weights, added) ||
		    !fraction_add(total, *added, &total))
			return false;
	}
	return true;
}
