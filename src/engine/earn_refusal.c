/*
 * Why a rule takes no part, in words: the owner's own terms, and what this
 * purchase has instead.
 */
#include "engine/earn_run.h"

#include "base/currency.h"
#include "base/text.h"

static const char *const weekdays[] = { "Monday",   "Tuesday", "Wednesday",
					"Thursday", "Friday",  "Saturday",
					"Sunday" };

static void add_money(struct text *text, const struct earn_run *run,
		      struct ratio money)
{
	earn_text_money(text, money, run->program->currency);
	text_add_format(text, " %s", currency_code(run->program->currency));
}

static void add_word(struct text *text, const char *name, struct slice word)
{
	if (word.length == 0)
		text_add_format(text, "no %s is named", name);
	else
		text_add_format(text, "not for %s '%.*s'", name,
				SLICE_ARGS(word));
}

/* The later of the two first days, the earlier of the two last ones. */
static void add_day(struct text *text, const char *words, struct day a,
		    struct day b, bool later)
{
	char day[DAY_TEXT_MAX];
	bool take_b = day_is_real(b) &&
		      (!day_is_real(a) || (day_compare(b, a) > 0) == later);
	day_print(take_b ? b : a, day);
	text_add_format(text, "%s %s", words, day);
}

static void add_hours(struct text *text, int minute)
{
	if (minute < 0)
		text_add(text, "no time is known");
	else
		text_add_format(text, "not at %02d:%02d", minute / 60,
				minute % 60);
}

static void add_tier(struct text *text, const struct earn_run *run)
{
	const struct tiers *tiers = &run->program->tiers;
	int level = run->input->level;
	if (level < 0 || (size_t)level >= tiers->level_count)
		text_add(text, "no tier is known");
	else
		text_add_format(text, "not for tier %.*s",
				SLICE_ARGS(tiers->levels[level].name));
}

static void add_minimum(struct text *text, const struct earn_run *run,
			const struct earn_rule *rule)
{
	if (!run->input->has_money) {
		text_add(text, "the amount is not known");
		return;
	}
	add_money(text, run, run->basis);
	text_add(text, " is less than ");
	add_money(text, run, ratio_from(rule->when.minimum));
}

static void add_visits(struct text *text, const struct earn_run *run,
		       const struct earn_part *part)
{
	const struct earn_past *past = run->past;
	int64_t visits = 0;
	if (past->visits != NULL)
		visits = past->visits(past->context, run->input->member,
				      part->index, run->input->day);
	text_add(text, "visit ");
	text_add_integer(text, visits);
	text_add(text, ", counts at every ");
	text_add_integer(text, part->rule->every);
}

static void add_no_block(struct text *text, const struct earn_run *run,
			 const struct earn_part *part)
{
	const struct earn_rule *rule = part->rule;
	if (rule->kind == EARN_PER_FULL) {
		add_money(text, run, part->measure);
		text_add(text, " is less than ");
		add_money(text, run, ratio_from(rule->per));
	} else if (rule->kind == EARN_PER_ITEM) {
		earn_text_ratio(text, part->measure, EARN_PIECE_SCALE);
		text_add(text, " is less than ");
		earn_text_ratio(text, ratio_from(rule->pieces.mantissa),
				rule->pieces.scale);
	} else {
		text_add(text, "comes to nothing");
	}
}

/* Refusals that name what the input has. */
static bool add_details(struct text *text, const struct earn_run *run,
			const struct earn_part *part, enum earn_refusal refusal)
{
	const struct earn_rule *rule = part->rule;
	const struct condition *when = &rule->when;
	if (refusal == REFUSAL_NOT_YET)
		add_day(text, "only from", rule->from, when->from, true);
	else if (refusal == REFUSAL_OVER)
		add_day(text, "ended on", rule->until, when->until, false);
	else if (refusal == REFUSAL_WEEKDAY)
		text_add_format(text, "not on a %s",
				weekdays[day_weekday(run->input->day)]);
	else if (refusal == REFUSAL_HOURS)
		add_hours(text, run->input->minute);
	else if (refusal == REFUSAL_TIER)
		add_tier(text, run);
	else if (refusal == REFUSAL_MINIMUM)
		add_minimum(text, run, rule);
	else if (refusal == REFUSAL_VISITS)
		add_visits(text, run, part);
	else if (refusal == REFUSAL_NO_BLOCK)
		add_no_block(text, run, part);
	else
		return false;
	return true;
}

/* Refusals that name a word of the line. */
static bool add_words(struct text *text, const struct earn_input *input,
		      enum earn_refusal refusal)
{
	const struct {
		enum earn_refusal refusal;
		const char *name;
		struct slice word;
	} words[] = {
		{ REFUSAL_STORE, "store", input->store },
		{ REFUSAL_CHANNEL, "channel", input->channel },
		{ REFUSAL_TILL, "till", input->till },
		{ REFUSAL_CAMPAIGN, "campaign", input->campaign },
		{ REFUSAL_PARTNER, "partner", input->partner },
	};
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (words[i].refusal == refusal) {
			add_word(text, words[i].name, words[i].word);
			return true;
		}
	return false;
}

/* Refusals that are always the same words. */
static const char *fixed_words(const struct earn_rule *rule,
			       enum earn_refusal refusal)
{
	static const struct {
		enum earn_refusal refusal;
		const char *words;
	} fixed[] = {
		{ REFUSAL_TAG, "has none of its tags" },
		{ REFUSAL_SEGMENT, "the member is not in its segment" },
		{ REFUSAL_EXPERIMENT, "the member is not in its arm" },
		{ REFUSAL_MEMBER, "the member's profile does not fit" },
		{ REFUSAL_ITEMS, "no item fits" },
		{ REFUSAL_NO_MONEY, "the amount is not known" },
		{ REFUSAL_NOTHING, "no part of the purchase earns" },
		{ REFUSAL_LIMIT, "its limit is used up" },
	};
	for (size_t i = 0; i < sizeof(fixed) / sizeof(*fixed); i++)
		if (fixed[i].refusal == refusal)
			return fixed[i].words;
	return rule->when.first_purchase ? "not the first purchase"
					 : "not for the first purchase";
}

void earn_explain_refusal(const struct earn_run *run,
			  const struct earn_part *part,
			  enum earn_refusal refusal)
{
	struct text text;
	if (run->working == NULL)
		return;
	text_init(&text, run->working->arena);
	if (!add_details(&text, run, part, refusal) &&
	    !add_words(&text, run->input, refusal))
		text_add(&text, fixed_words(part->rule, refusal));
	earn_working_add(run->working, part->rule->name, false, text.bytes);
}

void earn_explain_closed(const struct earn_run *run)
{
	const struct program *program = run->program;
	bool early = day_is_real(program->starts) &&
		     day_compare(run->input->day, program->starts) < 0;
	char day[DAY_TEXT_MAX];
	struct text text;
	if (run->working == NULL)
		return;
	day_print(early ? program->starts : program->earning_ends, day);
	text_init(&text, run->working->arena);
	text_add_format(&text,
			early ? "the programme starts on %s"
			      : "earning ended on %s",
			day);
	earn_working_add(run->working, (struct slice){ NULL, 0 }, false,
			 text.bytes);
}
