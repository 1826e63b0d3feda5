/*
 * The order of a programme's description; earning has a file of its own. The
 * canonical text is the schema's tables walked once.
 */
#include "rules/rules_show.h"

#include "rules/program_keys.h"
#include "rules/program_types.h"
#include "rules/rules_show_earn.h"
#include "rules/rules_words.h"
#include "rules/scalar.h"

/* --- programme -------------------------------------------------------------- */

static void add_programme(const struct rules_words *words)
{
	const struct program *program = words->program;
	struct text *text = words->text;
	text_add_slice(text, program->name);
	rules_words_add_season(words, program->starts, DAY_NONE);
	text_add_char(text, '\n');
	if (day_is_real(program->earning_ends)) {
		text_add(text, "  points are earned");
		rules_words_add_season(words, DAY_NONE, program->earning_ends);
		text_add_char(text, '\n');
	}
	if (day_is_real(program->redeeming_ends)) {
		text_add(text, "  points are redeemed");
		rules_words_add_season(words, DAY_NONE,
				       program->redeeming_ends);
		text_add_char(text, '\n');
	}
}

/* --- expiry ----------------------------------------------------------------- */

static void add_life(const struct rules_words *words,
		     const struct expiry_rule *rule)
{
	static const char *const roundings[] = {
		[EXPIRY_EXACT] = "",
		[EXPIRY_MONTH_END] = ", to the end of that month",
		[EXPIRY_YEAR_END] = ", to the end of that year",
	};
	struct text *text = words->text;
	switch (rule->kind) {
	case EXPIRY_NEVER:
		text_add(text, "kept for ever");
		return;
	case EXPIRY_ON:
		text_add_format(text, "kept until each %02d-%02d", rule->month,
				rule->day);
		if (rule->grace.count > 0) {
			text_add(text, " and ");
			rules_words_add_span(words, rule->grace);
		}
		return;
	case EXPIRY_AFTER:
	case EXPIRY_INACTIVITY:
		break;
	}
	text_add(text, "kept for ");
	rules_words_add_span(words, rule->after);
	if (rule->kind == EXPIRY_INACTIVITY)
		text_add(text, " after the last activity");
	text_add(text, roundings[rule->round]);
}

static void add_expiry(const struct rules_words *words)
{
	static const struct expiry_rule never = { .kind = EXPIRY_NEVER };
	const struct program *program = words->program;
	text_add(words->text, "\nExpiry\n");
	for (size_t i = 0; i < program->unit_count; i++) {
		int unit = program->units[i];
		const struct expiry_rule *rule =
			program_expiry(program, unit, -1);
		text_add(words->text, "  ");
		text_add_slice(words->text, program->plurals[unit]);
		text_add(words->text, ": ");
		add_life(words, rule != NULL ? rule : &never);
		text_add_char(words->text, '\n');
	}
}

/* --- levels ----------------------------------------------------------------- */

static void add_threshold(const struct rules_words *words, int64_t at)
{
	const struct tiers *tiers = &words->program->tiers;
	switch (tiers->metric) {
	case METRIC_POINTS:
		rules_words_add_points(words, tiers->unit, at);
		break;
	case METRIC_SPEND:
		rules_words_add_money(words, at);
		break;
	case METRIC_VISITS:
		text_add_format(words->text, "%lld visits", (long long)at);
		break;
	}
}

static void add_window(const struct rules_words *words)
{
	const struct tiers *tiers = &words->program->tiers;
	static const char *const metrics[] = {
		[METRIC_POINTS] = "what was earned",
		[METRIC_SPEND] = "what was spent",
		[METRIC_VISITS] = "visits",
	};
	text_add_format(words->text, "  by %s", metrics[tiers->metric]);
	switch (tiers->window_kind) {
	case WINDOW_ROLLING:
		text_add(words->text, " in the last ");
		rules_words_add_span(words, tiers->window);
		break;
	case WINDOW_CALENDAR_YEAR:
		text_add(words->text, " in the calendar year");
		break;
	case WINDOW_LIFETIME:
		text_add(words->text, " since joining");
		break;
	}
	text_add(words->text, tiers->same_day
				      ? "; a new level counts the same day\n"
				      : "; a new level counts from the next "
					"day\n");
}

static void add_downgrade(const struct rules_words *words)
{
	const struct tiers *tiers = &words->program->tiers;
	if (!tiers->has_downgrade)
		return;
	text_add(words->text, "  a level is kept for ");
	rules_words_add_span(words, tiers->downgrade_after);
	if (tiers->downgrade_grace.count > 0) {
		text_add(words->text, " and ");
		rules_words_add_span(words, tiers->downgrade_grace);
	}
	text_add(words->text, tiers->downgrade_one_step
				      ? "; then it falls by one level at most\n"
				      : "; then what counts decides anew\n");
}

static void add_levels(const struct rules_words *words)
{
	const struct tiers *tiers = &words->program->tiers;
	struct text *text = words->text;
	if (!tiers->is_set)
		return;
	text_add(text, "\nLevels\n");
	for (size_t i = 0; i < tiers->level_count; i++) {
		const struct level *level = &tiers->levels[i];
		text_add(text, "  ");
		text_add_slice(text, level->name);
		text_add(text, ": from ");
		add_threshold(words, level->at);
		if (level->has_multiply) {
			text_add(text, "; purchases earn times ");
			scalar_add_decimal(text, level->multiply);
		}
		if (level->has_expiry) {
			const struct unit *unit =
				&words->programs->units[level->expiry.unit];
			text_add(text, "; ");
			text_add_slice(text, unit->plural);
			text_add(text, " are ");
			add_life(words, &level->expiry);
		}
		text_add_char(text, '\n');
	}
	add_window(words);
	add_downgrade(words);
}

/* --- rewards ---------------------------------------------------------------- */

static void add_payment(const struct rules_words *words,
			const struct reward *reward)
{
	struct text *text = words->text;
	rules_words_add_points(words, reward->unit, reward->points);
	text_add(text, " for ");
	rules_words_add_money(words, reward->buys);
	if (reward->minimum > 0) {
		text_add(text, ", at least ");
		rules_words_add_points(words, reward->unit, reward->minimum);
	}
	if (reward->step > 0) {
		text_add(text, ", in steps of ");
		rules_words_add_points(words, reward->unit, reward->step);
	}
	if (reward->has_share) {
		text_add(text, ", up to ");
		scalar_add_decimal(text, reward->share);
		text_add(text, "% of a purchase");
	}
}

static void add_bought(const struct rules_words *words,
		       const struct reward *reward)
{
	struct text *text = words->text;
	rules_words_add_points(words, reward->unit, reward->cost);
	if (reward->off.mantissa >= 0) {
		text_add(text, " for ");
		scalar_add_decimal(text, reward->off);
		text_add(text, "% off");
	}
	if (reward->at_most >= 0) {
		text_add(text, ", at most ");
		rules_words_add_money(words, reward->at_most);
	}
	if (reward->value >= 0) {
		text_add(text, ", worth ");
		rules_words_add_money(words, reward->value);
	}
}

static void add_reward(const struct rules_words *words,
		       const struct reward *reward)
{
	struct text *text = words->text;
	text_add(text, "  ");
	text_add_slice(text, reward->name);
	if (reward->title.length > 0) {
		text_add(text, " (");
		text_add_slice(text, reward->title);
		text_add(text, ")");
	}
	text_add(text, ": ");
	if (reward->kind == REWARD_PAYMENT)
		add_payment(words, reward);
	else
		add_bought(words, reward);
	if (reward->tier.length > 0) {
		text_add(text, ", from level ");
		text_add_slice(text, reward->tier);
		text_add(text, " on");
	}
	rules_words_add_season(words, reward->from, reward->until);
	if (reward->counts_stock)
		text_add(text, ", while there are any");
	rules_words_add_limit(words, &reward->limit, reward->unit);
	text_add_char(text, '\n');
}

static void add_redeeming(const struct rules_words *words)
{
	const struct program *program = words->program;
	const struct redeem_rules *redeem = &program->redeem;
	struct text *text = words->text;
	for (size_t i = 0; i < program->unit_count; i++) {
		int unit = program->units[i];
		if (redeem->minimum[unit] == 0)
			continue;
		text_add(text, "  at least ");
		rules_words_add_points(words, unit, redeem->minimum[unit]);
		text_add(text, " at a time\n");
	}
	if (redeem->approval_above >= 0) {
		text_add(text, "  more than ");
		rules_words_add_points(words, program->first_unit,
				       redeem->approval_above);
		text_add(text, redeem->approval_by_other
				       ? " at a time must be approved by "
					 "another person\n"
				       : " at a time must be approved\n");
	}
	if (redeem->has_request_expires) {
		text_add(text, "  what is not fetched is cancelled after ");
		rules_words_add_span(words, redeem->request_expires);
		text_add_char(text, '\n');
	}
}

static void add_rewards(const struct rules_words *words)
{
	const struct program *program = words->program;
	if (program->reward_count == 0)
		return;
	text_add(words->text, "\nRewards\n");
	for (size_t i = 0; i < program->reward_count; i++) {
		const struct reward *reward = &program->rewards[i];
		if (rules_words_are_in_season(words, reward->from,
					      reward->until))
			add_reward(words, reward);
	}
	add_redeeming(words);
}

/* --- refunds ---------------------------------------------------------------- */

static void add_refunds(const struct rules_words *words)
{
	static const char *const deficits[] = {
		[DEFICIT_ALLOW] = "; what is spent already is owed",
		[DEFICIT_CLAMP] = "; what is spent already is not asked for",
		[DEFICIT_PENDING_ONLY] = ", as far as they cannot be used yet",
	};
	const struct refunds *refunds = &words->program->refunds;
	struct text *text = words->text;
	text_add(text, "\nRefunds\n  for ");
	rules_words_add_span(words, refunds->within);
	text_add(text, " after the purchase\n");
	if (refunds->keeps_earned)
		text_add(text, "  points earned are kept\n");
	else
		text_add_format(text, "  points earned are taken back%s\n",
				deficits[refunds->deficit]);
	text_add(text, refunds->keeps_redeemed
			       ? "  points paid are not given back\n"
			       : "  points paid are given back\n");
	text_add(text, words->program->transfers_allowed
			       ? "\nPoints may be given to other members\n"
			       : "\nPoints cannot be given to other members\n");
}

void rules_show_words(struct text *text, const struct programs *programs,
		      const struct program *program, struct day day)
{
	const struct rules_words words = { text, programs, program, day };
	add_programme(&words);
	rules_show_earn(&words);
	add_expiry(&words);
	add_levels(&words);
	add_rewards(&words);
	add_refunds(&words);
}

void rules_show_canonical(struct text *text, const struct programs *programs,
			  const struct program *program, bool defaults)
{
	struct program_view view = { programs, program, program->first_unit };
	struct schema_printer printer = { .text = text,
					  .defaults = defaults,
					  .context = &view };
	schema_print(&printer, &program_keys_root, program);
}
