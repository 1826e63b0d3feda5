/*
 * Inputs of earning that no line of a journal stands for.
 */
#include "engine/quote.h"

#include "base/arena.h"
#include "engine/book.h"
#include "engine/past.h"
#include "engine/tier.h"

static void begin(struct quote *quote, struct arena *arena,
		  const struct programs *programs,
		  const struct program *program)
{
	*quote = (struct quote){ .program = program };
	earn_working_init(&quote->working, arena, programs);
}

/* ---- a purchase ---- */

/* Why the member earns nothing, NULL when it may. */
static const char *find_bar(const struct book *book,
			    const struct earn_input *input,
			    const struct program *program)
{
	const struct member *member = &book->members[input->member];
	if (member->status != MEMBER_ACTIVE)
		return member_status_name((enum member_status)member->status);
	if (!program->earn_before_join &&
	    (!member->joined_known ||
	     day_compare(input->day, member->joined) < 0))
		return "not a member yet";
	return NULL;
}

/* With qualify same-day the purchase itself counts before the tier's own
 * multiplier: it is computed without a level first. */
static int find_level(const struct member *member, const struct quote *quote,
		      const struct earn_input *input,
		      const struct earn_past *answers)
{
	const struct tiers *tiers = &quote->program->tiers;
	struct tier_amounts pending = { .spend = input->money, .visits = 1 };
	if (tiers->is_set && tiers->same_day &&
	    tiers->metric == METRIC_POINTS) {
		struct earn_input without = *input;
		struct earn_result result;
		without.level = -1;
		earn_purchase(quote->program, &without, answers, &result, NULL);
		pending.points = result.points[tiers->unit];
	}
	return tier_level(member->tier, input->day, &pending);
}

void quote_purchase(struct arena *arena, const struct book *book,
		    struct earn_input *input, struct quote *quote)
{
	const struct program *program = programs_on(book->programs, input->day);
	struct past past = { .book = book,
			     .program = program,
			     .day = input->day };
	const struct earn_past answers = past_answers(&past);
	begin(quote, arena, book->programs, program);
	input->level = -1;
	input->first_purchase = false;
	if (input->member == NONE) {
		earn_purchase(program, input, NULL, &quote->result,
			      &quote->working);
		return;
	}
	const char *bar = find_bar(book, input, program);
	if (bar != NULL) {
		earn_working_add(&quote->working, (struct slice){ NULL, 0 },
				 false,
				 arena_print(arena, "the member is %s", bar));
		return;
	}
	const struct member *member = &book->members[input->member];
	input->first_purchase = member->visits == 0;
	input->level = find_level(member, quote, input, &answers);
	earn_purchase(program, input, &answers, &quote->result,
		      &quote->working);
}

/* ---- examples ---- */

static bool compare(const struct rules_test *test, struct quote *quote)
{
	const struct earn_result *result = &quote->result;
	for (size_t i = 0; i < test->expect_count; i++) {
		int unit = test->expect[i].unit;
		int64_t expected = test->expect[i].points;
		int64_t computed = result->points[unit];
		if (computed != expected)
			quote->differences[quote->difference_count++] =
				(struct quote_difference){ unit, expected,
							   computed };
	}
	return quote->difference_count == 0 && !result->overflow &&
	       !result->pattern_limit;
}

bool quote_test(struct arena *arena, const struct programs *programs,
		const struct program *program, const struct rules_test *test,
		struct quote *quote)
{
	bool has_money = test->purchase >= 0;
	bool pattern_limit = false;
	struct earn_item item = { .category = program_category(
					  program, test->category, test->sku,
					  &pattern_limit),
				  .sku = test->sku,
				  .quantity = test->quantity,
				  .amount = has_money ? test->purchase : 0,
				  .has_amount = has_money };
	struct earn_input input = { .day = test->date,
				    .minute = test->minute,
				    .has_money = has_money,
				    .money = item.amount,
				    .store = test->store,
				    .channel = test->channel,
				    .items = &item,
				    .item_count = 1,
				    .member = NONE,
				    .level = -1,
				    .first_purchase = test->first_purchase,
				    .action = test->action,
				    .referrer = true,
				    .pattern_limit = pattern_limit };
	if (test->tier.length > 0)
		input.level = program_find_level(program, test->tier);
	begin(quote, arena, programs, program);
	if (test->action.length > 0)
		earn_action(program, &input, NULL, &quote->result,
			    &quote->working);
	else
		earn_purchase(program, &input, NULL, &quote->result,
			      &quote->working);
	return compare(test, quote);
}
