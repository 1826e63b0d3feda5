/*
 * A line a rule: its name, what it gives, for what, when, and its limit.
 */
#include "rules/rules_show_earn.h"

#include "rules/scalar.h"

static void add_pieces(const struct rules_words *words, struct decimal pieces)
{
	bool is_one =
		ratio_compare(ratio_from_decimal(pieces), ratio_from(1)) == 0;
	if (is_one) {
		text_add(words->text, " for each piece");
		return;
	}
	text_add(words->text, " for ");
	scalar_add_decimal(words->text, pieces);
	text_add(words->text, " pieces");
}

static void add_purchase(const struct rules_words *words,
			 const struct earn_rule *rule)
{
	struct text *text = words->text;
	if (rule->kind == EARN_MULTIPLY) {
		scalar_add_decimal(text, rule->multiply);
		text_add(text, " times the ");
		text_add_slice(text, words->program->plurals[rule->unit]);
		text_add(text, " of purchases");
		return;
	}
	rules_words_add_points(words, rule->unit, rule->points);
	switch (rule->kind) {
	case EARN_PER:
		text_add(text, " for each ");
		rules_words_add_money(words, rule->per);
		break;
	case EARN_PER_FULL:
		text_add(text, " for each full ");
		rules_words_add_money(words, rule->per);
		break;
	case EARN_PER_ITEM:
		add_pieces(words, rule->pieces);
		break;
	case EARN_FLAT:
	case EARN_MULTIPLY:
		text_add(text, " for a purchase");
		break;
	}
}

static void add_visit(const struct rules_words *words,
		      const struct earn_rule *rule)
{
	static const char *const periods[] = { "a purchase", "a day",  "a week",
					       "a month",    "a year", "all" };
	struct text *text = words->text;
	rules_words_add_points(words, rule->unit, rule->points);
	if (rule->every < 2) {
		text_add(text, " for a visit");
		return;
	}
	text_add_format(text, " for every %d visits", rule->every);
	if (rule->within_is_calendar) {
		text_add_format(text, " in %s", periods[rule->within_period]);
	} else if (rule->has_within) {
		text_add(text, " within ");
		rules_words_add_span(words, rule->within);
	}
}

static void add_referral(const struct rules_words *words,
			 const struct earn_rule *rule)
{
	struct text *text = words->text;
	if (rule->referrer > 0) {
		rules_words_add_points(words, rule->unit, rule->referrer);
		text_add(text, " for bringing a friend");
	}
	if (rule->friend_points > 0) {
		text_add(text, rule->referrer > 0 ? ", " : "");
		rules_words_add_points(words, rule->unit, rule->friend_points);
		text_add(text, " for the friend");
	}
	text_add(text, ", due with the friend's first purchase");
	if (rule->minimum > 0) {
		text_add(text, " of at least ");
		rules_words_add_money(words, rule->minimum);
	}
	if (rule->has_within) {
		text_add(text, " within ");
		rules_words_add_span(words, rule->within);
	}
}

static void add_action(const struct rules_words *words,
		       const struct earn_rule *rule)
{
	static const struct {
		const char *action;
		const char *words;
	} known[] = {
		{ "signup", " for joining" },
		{ "birthday", " on each birthday" },
		{ "anniversary", " on each anniversary of joining" },
		{ "tier-up", " for reaching a higher level" },
	};
	if (slice_is(rule->action, "referral")) {
		add_referral(words, rule);
		return;
	}
	rules_words_add_points(words, rule->unit, rule->points);
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		if (slice_is(rule->action, known[i].action)) {
			text_add(words->text, known[i].words);
			return;
		}
	}
	text_add(words->text, " for ");
	text_add_slice(words->text, rule->action);
}

static void add_rule(const struct rules_words *words,
		     const struct earn_rule *rule)
{
	text_add(words->text, "  ");
	text_add_slice(words->text, rule->name);
	text_add(words->text, ": ");
	switch (rule->on) {
	case EARN_PURCHASE:
		add_purchase(words, rule);
		break;
	case EARN_VISIT:
		add_visit(words, rule);
		break;
	case EARN_ACTION:
		add_action(words, rule);
		break;
	}
	rules_words_add_condition(words, &rule->when);
	rules_words_add_season(words, rule->from, rule->until);
	rules_words_add_limit(words, &rule->limit, rule->unit);
	if (rule->has_expires) {
		text_add(words->text, "; to be used within ");
		rules_words_add_span(words, rule->expires);
	}
	text_add_char(words->text, '\n');
}

/* --- what holds for all ------------------------------------------------------- */

static void add_basis(const struct rules_words *words)
{
	static const char *const parts[] = { "tax", "shipping", "discounts",
					     "what is paid with points",
					     "gift cards" };
	const struct basis *basis = &words->program->basis;
	const enum basis_choice choices[] = { basis->tax, basis->shipping,
					      basis->discount,
					      basis->paid_with_points,
					      basis->gift_cards };
	enum {
		COUNT = sizeof(parts) / sizeof(parts[0])
	};
	for (int include = 1; include >= 0; include--) {
		const char *before =
			include ? "  counted: " : "  not counted: ";
		bool any = false;
		for (size_t i = 0; i < COUNT; i++) {
			if ((choices[i] == BASIS_INCLUDE) != (include == 1))
				continue;
			text_add(words->text, any ? ", " : before);
			text_add(words->text, parts[i]);
			any = true;
		}
		text_add(words->text, any ? "\n" : "");
	}
	if (basis->exclude_category.count > 0) {
		text_add(words->text, "  nothing is earned on ");
		rules_words_add_matchers(words, &basis->exclude_category);
		text_add_char(words->text, '\n');
	}
	if (basis->exclude_sku.count > 0) {
		text_add(words->text, "  nothing is earned on the item ");
		rules_words_add_matchers(words, &basis->exclude_sku);
		text_add_char(words->text, '\n');
	}
}

static void add_sums(const struct rules_words *words)
{
	static const char *const roundings[] = {
		[ROUND_DOWN] = "rounded down",
		[ROUND_HALF_UP] = "rounded, a half up",
		[ROUND_HALF_EVEN] = "rounded, a half to the even number",
		[ROUND_UP] = "rounded up",
	};
	static const char *const combines[] = {
		[COMBINE_SUM] = "several rules add up",
		[COMBINE_BEST] = "of several rules the best counts",
		[COMBINE_FIRST] = "of several rules the first counts",
	};
	const struct program *program = words->program;
	text_add_format(words->text,
			"  %s; then multipliers; %s at the end of each "
			"purchase\n",
			combines[program->combine],
			roundings[program->rounding]);
	if (program->pending.count > 0) {
		text_add(words->text, "  new points can be used after ");
		rules_words_add_span(words, program->pending);
		text_add_char(words->text, '\n');
	}
}

void rules_show_earn(const struct rules_words *words)
{
	const struct program *program = words->program;
	text_add(words->text, "\nEarning\n");
	for (size_t i = 0; i < program->rule_count; i++) {
		const struct earn_rule *rule = &program->rules[i];
		if (rules_words_are_in_season(words, rule->from, rule->until) &&
		    rules_words_are_in_season(words, rule->when.from,
					      rule->when.until))
			add_rule(words, rule);
	}
	add_sums(words);
	add_basis(words);
}
