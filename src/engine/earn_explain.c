/*
 * The working in words and numbers that the owner of a shop can follow: a
 * step for each rule, what it gives or why it does not count, and the way
 * from there to the points. Nothing here decides anything.
 */
#include "engine/earn_run.h"

#include "base/arena.h"
#include "base/currency.h"
#include "base/text.h"
#include "engine/fraction.h"

enum {
	CUT_DIGITS = 4 /* of a decimal without end */
};

void earn_working_init(struct earn_working *working, struct arena *arena,
		       const struct programs *programs)
{
	*working =
		(struct earn_working){ .arena = arena, .programs = programs };
	working->end = &working->first;
}

void earn_working_add(struct earn_working *working, struct slice rule,
		      bool counts, const char *text)
{
	struct earn_step *step = arena_take(working->arena, sizeof(*step));
	*step = (struct earn_step){ .rule = rule,
				    .text = text,
				    .counts = counts };
	*working->end = step;
	working->end = &step->next;
}

void earn_text_ratio(struct text *text, struct ratio value, int scale)
{
	struct ratio shown;
	int64_t cut;
	if (!fraction_multiply(value, (struct ratio){ 1, decimal_power(scale) },
			       &shown)) {
		text_add(text, "(too large)");
		return;
	}
	shown = fraction_reduce(shown);
	int128_t rest = shown.denominator;
	while (rest % 2 == 0)
		rest /= 2;
	while (rest % 5 == 0)
		rest /= 5;
	if (rest == 1 || !ratio_round(shown, CUT_DIGITS, ROUND_DOWN, &cut)) {
		ratio_add_text(text, shown);
		return;
	}
	decimal_add_text(text, cut, CUT_DIGITS, false);
	text_add(text, "…");
}

/* ---- pieces of sentences ---- */

void earn_text_money(struct text *text, struct ratio money, uint8_t currency)
{
	int scale = currency_scale(currency);
	int64_t whole;
	if (ratio_round(money, 0, ROUND_DOWN, &whole) &&
	    ratio_compare(money, ratio_from(whole)) == 0)
		decimal_add_text(text, whole, scale, false);
	else
		earn_text_ratio(text, money, scale);
}

static void add_money(struct text *text, const struct earn_run *run,
		      struct ratio money)
{
	earn_text_money(text, money, run->program->currency);
	text_add_format(text, " %s", currency_code(run->program->currency));
}

static int unit_scale(const struct earn_run *run, int unit)
{
	const struct programs *programs = run->working->programs;
	return programs != NULL ? programs->units[unit].decimals : 0;
}

static void add_points(struct text *text, const struct earn_run *run, int unit,
		       struct ratio points)
{
	earn_text_ratio(text, points, unit_scale(run, unit));
}

/* The points and the unit's name. */
static void add_total(struct text *text, const struct earn_run *run, int unit,
		      int64_t points)
{
	const struct programs *programs = run->working->programs;
	int scale = unit_scale(run, unit);
	add_points(text, run, unit, ratio_from(points));
	if (programs == NULL)
		return;
	const struct unit *names = &programs->units[unit];
	struct slice name = names->plural;
	if (points == decimal_power(scale) || name.length == 0)
		name = names->name;
	text_add_char(text, ' ');
	text_add_slice(text, name);
}

static void finish(const struct earn_run *run, const struct earn_rule *rule,
		   bool counts, const struct text *text)
{
	struct slice name = { NULL, 0 };
	if (rule != NULL)
		name = rule->name;
	earn_working_add(run->working, name, counts, text->bytes);
}

/* ---- what a rule gives ---- */

static void add_money_rule(struct text *text, const struct earn_run *run,
			   const struct earn_part *part)
{
	const struct earn_rule *rule = part->rule;
	struct ratio per = ratio_from(rule->per);
	if (rule->kind == EARN_PER_FULL) {
		struct ratio blocks = { 0, 1 };
		if (fraction_divide(part->measure, per, &blocks))
			blocks = ratio_from((int64_t)(blocks.numerator /
						      blocks.denominator));
		earn_text_ratio(text, blocks, 0);
		text_add(text, " full ");
		add_money(text, run, per);
		text_add(text, " in ");
		add_money(text, run, part->measure);
	} else {
		add_money(text, run, part->measure);
	}
	if (rule->has_item_condition)
		text_add(text, " of its items");
	if (rule->kind == EARN_PER) {
		text_add(text, " / ");
		add_money(text, run, per);
	}
}

static void add_piece_rule(struct text *text, const struct earn_part *part)
{
	struct decimal size = part->rule->pieces;
	bool of_one = size.mantissa == decimal_power(size.scale);
	earn_text_ratio(text, part->measure, EARN_PIECE_SCALE);
	text_add(text,
		 part->rule->has_item_condition ? " of its items" : " items");
	if (of_one)
		return;
	text_add(text, " by ");
	earn_text_ratio(text, ratio_from(size.mantissa), size.scale);
}

void earn_explain_give(const struct earn_run *run, const struct earn_part *part)
{
	const struct earn_rule *rule = part->rule;
	struct text text;
	if (run->working == NULL || part->multiplies)
		return;
	text_init(&text, run->working->arena);
	if (rule->kind == EARN_PER || rule->kind == EARN_PER_FULL)
		add_money_rule(&text, run, part);
	else if (rule->kind == EARN_PER_ITEM)
		add_piece_rule(&text, part);
	if (rule->kind != EARN_FLAT) {
		text_add(&text, " x ");
		add_points(&text, run, rule->unit, ratio_from(rule->points));
		text_add(&text, " = ");
	}
	add_points(&text, run, rule->unit, part->points);
	finish(run, rule, true, &text);
}

void earn_explain_drop(const struct earn_run *run, const struct earn_part *part)
{
	if (run->working == NULL)
		return;
	earn_working_add(run->working, part->rule->name, false,
			 run->program->combine == COMBINE_BEST
				 ? "does not count: another rule gives more"
				 : "does not count: an earlier rule gives");
}

/* ---- from the rules to the points ---- */

/* The points of the purchase before multipliers, when several gave some. */
static struct ratio add_together(const struct earn_run *run,
				 const struct earn_total *total)
{
	struct text text;
	struct ratio sum = { 0, 1 };
	if (total->gives == 0)
		return sum;
	sum = total->sums[0];
	if (total->gives == 1)
		return sum;
	text_init(&text, run->working->arena);
	text_add(&text, "together ");
	add_points(&text, run, total->unit, sum);
	finish(run, NULL, true, &text);
	return sum;
}

/* A multiplier's step; gives the points after it. */
static struct ratio explain_multiplier(const struct earn_run *run,
				       const struct earn_part *part,
				       const struct earn_total *total,
				       struct ratio sum)
{
	const struct earn_rule *rule = part->rule;
	struct ratio added = total->sums[1 + part->place];
	struct text text;
	if (!fraction_add(sum, added, &sum))
		return sum;
	text_init(&text, run->working->arena);
	text_add(&text, "x ");
	earn_text_ratio(&text, ratio_from(rule->multiply.mantissa),
			rule->multiply.scale);
	if (rule->has_item_condition) {
		text_add(&text, " for its items adds ");
		add_points(&text, run, total->unit, added);
	}
	text_add(&text, " = ");
	add_points(&text, run, total->unit, sum);
	finish(run, rule, true, &text);
	return sum;
}

static void explain_tier(const struct earn_run *run,
			 const struct earn_total *total, struct ratio sum)
{
	const struct level *tier = total->tier;
	struct ratio factor = ratio_from_decimal(tier->multiply);
	struct text text;
	if (!fraction_multiply(sum, factor, &sum))
		return;
	text_init(&text, run->working->arena);
	text_add_format(&text, "tier %.*s x ", SLICE_ARGS(tier->name));
	earn_text_ratio(&text, factor, 0);
	text_add(&text, " = ");
	add_points(&text, run, total->unit, sum);
	finish(run, NULL, true, &text);
}

static void explain_rounding(const struct earn_run *run,
			     const struct earn_total *total)
{
	static const char *const words[] = { [ROUND_DOWN] = "rounded down",
					     [ROUND_HALF_UP] =
						     "rounded half up",
					     [ROUND_HALF_EVEN] =
						     "rounded half even",
					     [ROUND_UP] = "rounded up" };
	struct text text;
	text_init(&text, run->working->arena);
	if (total->gives > 0 && total->visits.numerator != 0) {
		text_add(&text, "with ");
		add_points(&text, run, total->unit, total->visits);
		text_add(&text, " for visits = ");
		add_points(&text, run, total->unit, total->total);
		text_add(&text, ", ");
	}
	if (ratio_compare(total->total, ratio_from(total->points)) != 0)
		text_add_format(&text, "%s ", words[run->program->rounding]);
	text_add(&text, "= ");
	add_total(&text, run, total->unit, total->points);
	finish(run, NULL, true, &text);
}

void earn_explain_total(const struct earn_run *run,
			const struct earn_total *total)
{
	if (run->working == NULL)
		return;
	struct ratio sum = add_together(run, total);
	for (size_t i = 0; i < run->part_count && total->gives > 0; i++) {
		const struct earn_part *part = &run->parts[i];
		if (part->multiplies && part->rule->unit == total->unit)
			sum = explain_multiplier(run, part, total, sum);
	}
	if (total->tier != NULL)
		explain_tier(run, total, sum);
	explain_rounding(run, total);
}

void earn_explain_limit(const struct earn_run *run,
			const struct earn_part *part, int64_t wanted,
			int64_t given)
{
	static const char *const periods[] = {
		[LIMIT_PURCHASE] = "a purchase", [LIMIT_DAY] = "a day",
		[LIMIT_WEEK] = "a week",         [LIMIT_MONTH] = "a month",
		[LIMIT_YEAR] = "a year",         [LIMIT_EVER] = "in all"
	};
	const struct earn_rule *rule = part->rule;
	struct text text;
	if (run->working == NULL)
		return;
	text_init(&text, run->working->arena);
	text_add(&text, "limit of ");
	add_points(&text, run, rule->unit, ratio_from(rule->limit.amount));
	text_add_format(&text, " %s: ", periods[rule->limit.per]);
	add_points(&text, run, rule->unit, ratio_from(given));
	text_add(&text, " instead of ");
	add_points(&text, run, rule->unit, ratio_from(wanted));
	text_add(&text, " = ");
	add_total(&text, run, rule->unit, run->result->points[rule->unit]);
	finish(run, rule, true, &text);
}
