/*
 * What each rule gives by itself, before anything is multiplied: in
 * proportion, by whole blocks, by pieces, or once; and which of several such
 * rules count together.
 *
 * A rule whose limit is used up takes no part, so that it does not keep
 * another from counting. A purchase of which nothing earns (paid with points,
 * a gift card, excluded items) gives nothing on: purchase, but is a visit.
 */
#include "engine/earn_run.h"

#include "base/bug.h"
#include "engine/fraction.h"

/* What the rule's points are given for: the basis, or what the matching
 * items cost. */
static enum earn_refusal measure_money(struct earn_run *run,
				       struct earn_part *part)
{
	const struct earn_rule *rule = part->rule;
	struct earn_sum sum;
	if (!run->input->has_money)
		return REFUSAL_NO_MONEY;
	part->measure = run->basis;
	if (!rule->has_item_condition)
		return REFUSAL_NONE;
	if (!earn_items_sum(run, &rule->when, &sum) ||
	    !fraction_multiply((struct ratio){ sum.amount, 1 }, run->item_share,
			       &part->measure)) {
		run->result->overflow = true;
		return REFUSAL_NOTHING;
	}
	return sum.count > 0 ? REFUSAL_NONE : REFUSAL_ITEMS;
}

static enum earn_refusal measure_pieces(struct earn_run *run,
					struct earn_part *part)
{
	const struct earn_rule *rule = part->rule;
	struct earn_sum sum;
	if (!earn_items_sum(run, &rule->when, &sum)) {
		run->result->overflow = true;
		return REFUSAL_NOTHING;
	}
	part->measure = (struct ratio){ sum.pieces, 1 };
	return sum.count > 0 ? REFUSAL_NONE : REFUSAL_ITEMS;
}

/* points for each whole block of `size` in the part's measure. */
static enum earn_refusal give_blocks(struct earn_run *run,
				     struct earn_part *part, struct ratio size)
{
	struct ratio blocks;
	part->points = (struct ratio){ 0, 1 };
	if (size.numerator <= 0)
		return REFUSAL_NO_BLOCK;
	if (!fraction_divide(part->measure, size, &blocks)) {
		run->result->overflow = true;
		return REFUSAL_NOTHING;
	}
	int128_t whole = blocks.numerator / blocks.denominator;
	if (whole == 0)
		return REFUSAL_NO_BLOCK;
	if (__builtin_mul_overflow(whole, part->rule->points,
				   &part->points.numerator)) {
		run->result->overflow = true;
		return REFUSAL_NOTHING;
	}
	return REFUSAL_NONE;
}

static enum earn_refusal give_share(struct earn_run *run,
				    struct earn_part *part)
{
	const struct earn_rule *rule = part->rule;
	struct ratio rate = { rule->points, rule->per };
	if (rule->per <= 0)
		return REFUSAL_NO_BLOCK;
	if (!fraction_multiply(part->measure, rate, &part->points)) {
		run->result->overflow = true;
		return REFUSAL_NOTHING;
	}
	return part->points.numerator != 0 ? REFUSAL_NONE : REFUSAL_NO_BLOCK;
}

/* Once an event; with conditions on items, when there is one. */
static enum earn_refusal give_once(struct earn_run *run, struct earn_part *part)
{
	const struct earn_rule *rule = part->rule;
	int64_t points = rule->points;
	if (rule->on == EARN_ACTION && slice_is(rule->action, "referral"))
		points = run->input->referrer ? rule->referrer
					      : rule->friend_points;
	part->points = (struct ratio){ points, 1 };
	part->measure = (struct ratio){ 0, 1 };
	if (points == 0)
		return REFUSAL_NO_BLOCK;
	return rule->has_item_condition ? measure_pieces(run, part)
					: REFUSAL_NONE;
}

/* A multiplier of items needs one; of everything it needs nothing more. */
static enum earn_refusal take_multiplier(struct earn_run *run,
					 struct earn_part *part)
{
	part->multiplies = true;
	return part->rule->has_item_condition ? measure_pieces(run, part)
					      : REFUSAL_NONE;
}

/* Points for money: in proportion, or by whole blocks. */
static enum earn_refusal give_for_money(struct earn_run *run,
					struct earn_part *part)
{
	enum earn_refusal refusal = measure_money(run, part);
	if (refusal != REFUSAL_NONE)
		return refusal;
	if (part->rule->kind == EARN_PER)
		return give_share(run, part);
	return give_blocks(run, part, ratio_from(part->rule->per));
}

static enum earn_refusal give_for_pieces(struct earn_run *run,
					 struct earn_part *part)
{
	struct decimal size = part->rule->pieces;
	enum earn_refusal refusal = measure_pieces(run, part);
	if (refusal != REFUSAL_NONE)
		return refusal;
	struct ratio pieces = { (int128_t)size.mantissa *
					decimal_power(EARN_PIECE_SCALE -
						      size.scale),
				1 };
	return give_blocks(run, part, pieces);
}

static enum earn_refusal give(struct earn_run *run, struct earn_part *part)
{
	switch (part->rule->kind) {
	case EARN_PER:
	case EARN_PER_FULL:
		return give_for_money(run, part);
	case EARN_PER_ITEM:
		return give_for_pieces(run, part);
	case EARN_FLAT:
		return give_once(run, part);
	case EARN_MULTIPLY:
		return take_multiplier(run, part);
	}
	BUG("an unknown kind of rule");
}

/* Whether it is the Nth visit of a counting rule. */
static bool is_due_visit(const struct earn_run *run,
			 const struct earn_part *part)
{
	const struct earn_past *past = run->past;
	int every = part->rule->every;
	if (every <= 0)
		return true;
	if (past->visits == NULL)
		return false;
	int64_t visits = past->visits(past->context, run->input->member,
				      part->index, run->input->day);
	return visits > 0 && visits % every == 0;
}

/* What is left of the rule's limit; false when it is used up. */
static bool take_limit(const struct earn_run *run, struct earn_part *part)
{
	const struct limit *limit = &part->rule->limit;
	const struct earn_past *past = run->past;
	int64_t used = 0;
	if (!limit->is_set)
		return true;
	if (past->used != NULL && limit->per != LIMIT_PURCHASE)
		used = past->used(past->context, run->input->member,
				  part->index, run->input->day);
	part->is_limited = !limit->counts_times;
	return amount_subtract(limit->amount, used, &part->left) &&
	       part->left > 0;
}

/* Decides about one rule; on REFUSAL_NONE the part is whole. */
static enum earn_refusal judge(struct earn_run *run, struct earn_part *part)
{
	const struct earn_rule *rule = part->rule;
	if (rule->on == EARN_PURCHASE && run->input->has_money &&
	    run->basis.numerator == 0)
		return REFUSAL_NOTHING;
	enum earn_refusal refusal = earn_condition_check(run, rule);
	if (refusal != REFUSAL_NONE)
		return refusal;
	if (!is_due_visit(run, part))
		return REFUSAL_VISITS;
	if (!take_limit(run, part))
		return REFUSAL_LIMIT;
	return give(run, part);
}

/* True when the rule is set off by what the input is. */
static bool is_set_off(const struct earn_run *run, const struct earn_rule *rule,
		       enum earn_trigger trigger)
{
	if (trigger != EARN_ACTION)
		return rule->on != EARN_ACTION;
	return rule->on == EARN_ACTION &&
	       slice_equal(rule->action, run->input->action);
}

/* True when part `a` counts rather than `b`, a later one of its unit. */
static bool is_preferred(const struct earn_run *run, const struct earn_part *a,
			 const struct earn_part *b)
{
	return run->program->combine == COMBINE_FIRST ||
	       ratio_compare(a->points, b->points) >= 0;
}

static void drop(struct earn_run *run, struct earn_part *part)
{
	part->is_dropped = true;
	earn_explain_drop(run, part);
}

/* Of parts that give points in one unit, best and first keep one: the
 * earlier of two that are equal. */
static void combine(struct earn_run *run)
{
	struct earn_part *kept[UNITS_MAX] = { NULL };
	for (size_t i = 0; i < run->part_count; i++) {
		struct earn_part *part = &run->parts[i];
		struct earn_part **best = &kept[part->rule->unit];
		if (part->multiplies)
			continue;
		if (*best == NULL) {
			*best = part;
		} else if (is_preferred(run, *best, part)) {
			drop(run, part);
		} else {
			drop(run, *best);
			*best = part;
		}
	}
}

void earn_collect(struct earn_run *run, enum earn_trigger trigger)
{
	const struct program *program = run->program;
	for (size_t i = 0; i < program->rule_count; i++) {
		const struct earn_rule *rule = &program->rules[i];
		if (!is_set_off(run, rule, trigger))
			continue;
		if (rule->kind != EARN_MULTIPLY)
			run->result->units |= UINT32_C(1) << rule->unit;
		if (run->part_count == EARN_SHARES_MAX) {
			run->result->overflow = true;
			return;
		}
		struct earn_part *part = &run->parts[run->part_count];
		part->rule = rule;
		part->index = (int)i;
		part->multiplies = false;
		part->is_limited = false;
		part->is_dropped = false;
		enum earn_refusal refusal = judge(run, part);
		if (refusal != REFUSAL_NONE) {
			earn_explain_refusal(run, part, refusal);
			continue;
		}
		earn_explain_give(run, part);
		part->place = part->multiplies ? run->multiplier_count++
					       : run->give_count++;
		run->part_count++;
	}
	if (program->combine != COMBINE_SUM)
		combine(run);
}
