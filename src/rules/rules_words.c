/*
 * Plain English, no full stops: the lines are entries of lists. Names are
 * printed as the owner wrote them.
 */
#include "rules/rules_words.h"

#include "base/currency.h"
#include "base/decimal.h"

void rules_words_add_points(const struct rules_words *words, int unit,
			    int64_t amount)
{
	const struct unit *of = &words->programs->units[unit];
	bool is_one = amount == decimal_power(of->decimals);
	decimal_add_text(words->text, amount, of->decimals, false);
	text_add_char(words->text, ' ');
	text_add_slice(words->text,
		       is_one ? of->name : words->program->plurals[unit]);
}

void rules_words_add_money(const struct rules_words *words, int64_t amount)
{
	uint8_t currency = words->program->currency;
	decimal_add_text(words->text, amount, currency_scale(currency), false);
	text_add_format(words->text, " %s", currency_code(currency));
}

void rules_words_add_span(const struct rules_words *words, struct span span)
{
	static const char *const names[] = { "day", "week", "month", "year" };
	text_add_format(words->text, "%d %s%s", (int)span.count,
			names[span.unit], span.count == 1 ? "" : "s");
}

/* What stands before entry i of n: nothing, a comma, or `or`. */
static const char *separator(size_t i, size_t count)
{
	if (i == 0)
		return "";
	return i + 1 == count ? " or " : ", ";
}

void rules_words_add_matchers(const struct rules_words *words,
			      const struct matchers *matchers)
{
	for (size_t i = 0; i < matchers->count; i++) {
		text_add(words->text, separator(i, matchers->count));
		text_add_slice(words->text, matchers->list[i].text);
	}
}

static void add_day(const struct rules_words *words, const char *before,
		    struct day day)
{
	char text[DAY_TEXT_MAX];
	if (!day_is_real(day))
		return;
	day_print(day, text);
	text_add(words->text, before);
	text_add(words->text, text);
}

void rules_words_add_season(const struct rules_words *words, struct day from,
			    struct day until)
{
	add_day(words, " from ", from);
	add_day(words, " until ", until);
}

bool rules_words_are_in_season(const struct rules_words *words, struct day from,
			       struct day until)
{
	if (!day_is_real(words->day))
		return true;
	if (day_is_real(from) && day_compare(words->day, from) < 0)
		return false;
	return !day_is_real(until) || day_compare(words->day, until) <= 0;
}

/* --- conditions ------------------------------------------------------------- */

static void add_named(const struct rules_words *words, const char *before,
		      const struct matchers *matchers)
{
	if (matchers->count == 0)
		return;
	text_add(words->text, before);
	rules_words_add_matchers(words, matchers);
}

static void add_weekdays(const struct rules_words *words, unsigned weekdays)
{
	static const char *const names[] = { "Mondays",    "Tuesdays",
					     "Wednesdays", "Thursdays",
					     "Fridays",    "Saturdays",
					     "Sundays" };
	enum {
		COUNT = sizeof(names) / sizeof(names[0])
	};
	size_t count = 0;
	for (unsigned i = 0; i < COUNT; i++)
		count += weekdays >> i & 1u;
	for (unsigned i = 0, shown = 0; i < COUNT; i++) {
		if ((weekdays >> i & 1u) == 0)
			continue;
		text_add(words->text, shown == 0 ? " on " : "");
		text_add(words->text, separator(shown++, count));
		text_add(words->text, names[i]);
	}
}

static void add_levels(const struct rules_words *words,
		       const struct condition *condition)
{
	for (size_t i = 0; i < condition->tier_count; i++) {
		text_add(words->text, i == 0 ? " for members of level " : "");
		text_add(words->text, separator(i, condition->tier_count));
		text_add_slice(words->text, condition->tiers[i]);
	}
}

static void add_times(const struct rules_words *words,
		      const struct condition *condition)
{
	add_weekdays(words, condition->weekdays);
	if (condition->hours_from >= 0)
		text_add_format(
			words->text, " from %02d:%02d to %02d:%02d",
			condition->hours_from / 60, condition->hours_from % 60,
			condition->hours_to / 60, condition->hours_to % 60);
}

static void add_people(const struct rules_words *words,
		       const struct condition *condition)
{
	add_levels(words, condition);
	add_named(words, " for members in the segment ", &condition->segment);
	add_named(words, " for members in the arm ", &condition->experiment);
	for (size_t i = 0; i < condition->member_count; i++) {
		text_add(words->text, " for members whose ");
		text_add_slice(words->text, condition->member[i].key);
		add_named(words, " is ", &condition->member[i].values);
	}
}

void rules_words_add_condition(const struct rules_words *words,
			       const struct condition *condition)
{
	add_named(words, " of ", &condition->category);
	add_named(words, " of the item ", &condition->sku);
	add_named(words, " at ", &condition->store);
	add_named(words, " at till ", &condition->till);
	add_named(words, " through ", &condition->channel);
	add_named(words, " with the partner ", &condition->partner);
	add_named(words, " in the campaign ", &condition->campaign);
	add_named(words, " with the tag ", &condition->tag);
	add_times(words, condition);
	add_people(words, condition);
	if (condition->has_first_purchase)
		text_add(words->text, condition->first_purchase
					      ? " with the first purchase"
					      : " from the second purchase on");
	if (condition->minimum >= 0) {
		text_add(words->text, ", spending at least ");
		rules_words_add_money(words, condition->minimum);
	}
	rules_words_add_season(words, condition->from, condition->until);
}

/* --- limits ----------------------------------------------------------------- */

void rules_words_add_limit(const struct rules_words *words,
			   const struct limit *limit, int unit)
{
	static const char *const periods[] = { " in a purchase", " a day",
					       " a week",        " a month",
					       " a year",        " ever" };
	if (!limit->is_set)
		return;
	text_add(words->text, "; at most ");
	if (!limit->counts_times)
		rules_words_add_points(words, unit, limit->amount);
	else if (limit->amount == 1)
		text_add(words->text, "once");
	else
		text_add_format(words->text, "%lld times",
				(long long)limit->amount);
	text_add(words->text, periods[limit->per]);
	if (limit->rejects && !limit->counts_times)
		text_add(words->text, ", and nothing that would exceed it");
}
