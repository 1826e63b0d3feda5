/*
 * earn: what holds of any rules and any purchase. Programmes and purchases
 * are drawn from a seeded generator; a plain computation with reduced
 * fractions says what the points must be.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "base/text.h"
#include "engine/fraction.h"
#include "engine/shop.h"

enum {
	RULES_MAX = 8,
	ITEMS_MAX = 5,
	ROUNDS = 400
};

static uint64_t draw(uint64_t *state, uint64_t below)
{
	*state = *state * UINT64_C(6364136223846793005) +
		 UINT64_C(1442695040888963407);
	return (*state >> 33) % below;
}

/* A rules file of random point rules and multipliers, as many as given. */
static void add_rules(struct text *text, uint64_t *seed, size_t count,
		      bool with_limits)
{
	static const char *const WHENS[] = { "", ", when: {category: a}",
					     ", when: {category: [a, b]}",
					     ", when: {sku: X}",
					     ", when: {minimum: 150.00}" };
	static const char *const KINDS[] = { "per", "per-full" };
	text_add(text, "earn:\n- {name: base, on: purchase, points: 1, "
		       "per: 1.00}\n");
	for (size_t i = 0; i < count; i++) {
		text_add_format(text, "- {name: r%zu, on: purchase", i);
		uint64_t kind = draw(seed, 5);
		if (kind == 0)
			text_add_format(text, ", multiply: %d.%02d",
					(int)draw(seed, 3),
					(int)draw(seed, 99) + 1);
		else if (kind == 1)
			text_add_format(text, ", points: %d",
					(int)draw(seed, 20) + 1);
		else if (kind == 2)
			text_add_format(text, ", points: %d, per-item: %d",
					(int)draw(seed, 3) + 1,
					(int)draw(seed, 2) + 1);
		else
			text_add_format(
				text, ", points: %d, %s: %d.%02d",
				(int)draw(seed, 9) + 1, KINDS[draw(seed, 2)],
				(int)draw(seed, 9), (int)draw(seed, 99) + 1);
		text_add(text, WHENS[draw(seed, 5)]);
		if (with_limits && draw(seed, 2) == 0)
			text_add_format(text,
					", limit: {points: %d, per: day, "
					"mode: %s}",
					(int)draw(seed, 40) + 1,
					draw(seed, 2) == 0 ? "clip" : "reject");
		text_add(text, "}\n");
	}
	text_add(text, "tiers: {levels: [{name: gold, at: 0, "
		       "multiply: 1.25}]}\n");
}

static void add_purchase(struct text *text, uint64_t *seed)
{
	static const char *const ITEMS[] = { "a/X", "b/X", "a/Y", "c/Z", "Z" };
	text_add_format(text, "2026-11-03 purchase M0001 %d.%02d EUR",
			100 + (int)draw(seed, 90), (int)draw(seed, 100));
	for (uint64_t i = draw(seed, ITEMS_MAX); i > 0; i--)
		text_add_format(text, " item:%s:%d:%d.%02d",
				ITEMS[draw(seed, 5)], (int)draw(seed, 4),
				(int)draw(seed, 20), (int)draw(seed, 100));
}

Test(earn_property, shares_add_up_and_are_never_negative)
{
	uint64_t seed = 1;
	for (int round = 0; round < ROUNDS; round++) {
		struct shop shop;
		struct arena arena;
		struct text rules;
		struct text line;
		arena_init(&arena);
		text_init(&rules, &arena);
		text_init(&line, &arena);
		add_rules(&rules, &seed, draw(&seed, RULES_MAX), true);
		add_purchase(&line, &seed);
		shop_open(&shop, rules.bytes);
		shop.tier = "gold";
		shop.used = (int64_t)draw(&seed, 20);
		shop_sell(&shop, line.bytes);
		cr_assert_eq(shop_shares(&shop, "point"),
			     shop_points(&shop, "point"), "%s\n%s\n%s",
			     rules.bytes, line.bytes, shop_working(&shop));
		for (size_t i = 0; i < shop.result.share_count; i++) {
			const struct earn_share *share = &shop.result.shares[i];
			const struct earn_rule *rule =
				&shop.program->rules[share->rule];
			cr_assert_geq(share->points, 0, "%s\n%s", rules.bytes,
				      line.bytes);
			cr_assert(!rule->limit.is_set ||
					  share->counted + shop.used <=
						  rule->limit.amount,
				  "rule %d counts %" PRId64 "\n%s\n%s",
				  share->rule, share->counted, rules.bytes,
				  line.bytes);
		}
		shop_close(&shop);
		arena_release(&arena);
	}
}

/* The same rules backwards, without limits. */
static struct program reversed(struct shop *shop)
{
	struct program program = *shop->program;
	program.rules = arena_take_array(&shop->arena, program.rule_count,
					 sizeof(*program.rules));
	for (size_t i = 0; i < program.rule_count; i++)
		program.rules[i] =
			shop->program->rules[program.rule_count - 1 - i];
	return program;
}

Test(earn_property, order_of_rules_does_not_matter_to_a_sum)
{
	uint64_t seed = 2;
	for (int round = 0; round < ROUNDS; round++) {
		struct shop shop;
		struct arena arena;
		struct text rules;
		struct text line;
		arena_init(&arena);
		text_init(&rules, &arena);
		text_init(&line, &arena);
		add_rules(&rules, &seed, draw(&seed, RULES_MAX), false);
		add_purchase(&line, &seed);
		shop_open(&shop, rules.bytes);
		shop_sell(&shop, line.bytes);
		int64_t points = shop_points(&shop, "point");
		const struct program backwards = reversed(&shop);
		shop.program = &backwards;
		shop_sell(&shop, line.bytes);
		cr_assert_eq(shop_points(&shop, "point"), points, "%s\n%s",
			     rules.bytes, line.bytes);
		shop_close(&shop);
		arena_release(&arena);
	}
}

Test(earn_property, takes_as_many_rules_as_a_file_may_have)
{
	struct shop shop;
	struct arena arena;
	struct text rules;
	arena_init(&arena);
	text_init(&rules, &arena);
	text_add(&rules, "program: {name: Shop, currency: EUR}\n"
			 "units: [{name: point}]\nearn:\n");
	for (int i = 0; i < RULES_TOGETHER_MAX / 2; i++)
		text_add_format(&rules,
				"- {name: g%d, on: purchase, points: 1}\n"
				"- {name: m%d, on: purchase, multiply: 1.1, "
				"when: {sku: X}}\n",
				i, i);
	shop_open(&shop, rules.bytes);
	text_add(&rules, "- {name: one more, on: visit, points: 1}\n");
	cr_expect_null(programs_add(&shop.programs,
				    source_new(&shop.arena, "more",
					       text_slice(&rules)),
				    shop_day("2027-01-01"), &shop.diagnostics),
		       "one rule too many");
	cr_expect_str_eq(
		shop.diagnostics.first->message,
		"more than 64 rules at a time for the same line of a journal");
	shop_sell(&shop, "2026-11-03 purchase M0001 9.00 EUR item:X:1:9.00");
	/* flat points are no item's */
	cr_expect_eq(shop_points(&shop, "point"), RULES_TOGETHER_MAX / 2);
	shop_close(&shop);
	arena_release(&arena);
}

/* ---- another way to the same points, without conditions on items ---- */

static struct ratio plain_rule(const struct earn_rule *rule,
			       const struct earn_input *input)
{
	struct ratio points = { 0, 1 };
	int64_t pieces = 0;
	for (size_t i = 0; i < input->item_count; i++)
		pieces += input->items[i].quantity.mantissa;
	switch (rule->kind) {
	case EARN_PER:
		cr_assert(ratio_multiply(ratio_of(input->money, rule->per),
					 ratio_from(rule->points), &points));
		break;
	case EARN_PER_FULL:
		points = ratio_from(input->money / rule->per * rule->points);
		break;
	case EARN_PER_ITEM:
		points = ratio_from(pieces / rule->pieces.mantissa *
				    rule->points);
		break;
	case EARN_FLAT:
		points = ratio_from(rule->points);
		break;
	case EARN_MULTIPLY:
		break;
	}
	return points;
}

static int64_t plain_points(const struct program *program,
			    const struct earn_input *input)
{
	struct ratio sum = ratio_from(0);
	int64_t points = -1;
	for (size_t i = 0; i < program->rule_count; i++) {
		const struct earn_rule *rule = &program->rules[i];
		bool holds =
			input->money > 0 && input->money >= rule->when.minimum;
		if (holds)
			cr_assert(
				ratio_add(sum, plain_rule(rule, input), &sum));
	}
	for (size_t i = 0; i < program->rule_count; i++) {
		const struct earn_rule *rule = &program->rules[i];
		if (rule->kind == EARN_MULTIPLY &&
		    input->money >= rule->when.minimum)
			cr_assert(ratio_multiply(
				sum, ratio_from_decimal(rule->multiply), &sum));
	}
	cr_assert(ratio_multiply(
		sum, ratio_from_decimal((struct decimal){ 125, 2 }), &sum));
	cr_assert(ratio_round(sum, 0, program->rounding, &points));
	return points;
}

Test(earn_property, equals_a_plain_computation)
{
	uint64_t seed = 3;
	for (int round = 0; round < ROUNDS; round++) {
		static const char *const ROUNDINGS[] = { "down", "up",
							 "half-up",
							 "half-even" };
		struct shop shop;
		struct arena arena;
		struct text rules;
		struct text line;
		arena_init(&arena);
		text_init(&rules, &arena);
		text_init(&line, &arena);
		text_add_format(&rules, "rounding: %s\n",
				ROUNDINGS[draw(&seed, 4)]);
		add_rules(&rules, &seed, draw(&seed, RULES_MAX), false);
		add_purchase(&line, &seed);
		shop_open(&shop, rules.bytes);
		struct program program = *shop.program;
		size_t kept = 0;
		for (size_t i = 0; i < program.rule_count; i++)
			if (!program.rules[i].has_item_condition)
				program.rules[kept++] = program.rules[i];
		program.rule_count = kept;
		shop.program = &program;
		shop.tier = "gold";
		shop_sell(&shop, line.bytes);
		cr_assert_eq(shop_points(&shop, "point"),
			     plain_points(&program, &shop.input),
			     "%" PRId64 "\n%s\n%s\n%s",
			     plain_points(&program, &shop.input), rules.bytes,
			     line.bytes, shop_working(&shop));
		shop_close(&shop);
		arena_release(&arena);
	}
}

/* ---- fractions that are not reduced ---- */

Test(fraction, equals_the_reduced_ones)
{
	uint64_t seed = 4;
	for (int round = 0; round < 20000; round++) {
		int64_t numbers[4];
		for (size_t i = 0; i < 4; i++)
			numbers[i] = (int64_t)(draw(&seed, 1u << 31) >>
					       draw(&seed, 31));
		struct ratio a = { numbers[0], numbers[1] + 1 };
		struct ratio b = { numbers[2], numbers[3] + 1 };
		struct ratio fast;
		struct ratio slow;
		int64_t fast_round;
		int64_t slow_round;
		enum rounding rounding = (enum rounding)draw(&seed, 4);
		cr_assert(fraction_multiply(a, b, &fast));
		cr_assert(ratio_multiply(fraction_reduce(a), fraction_reduce(b),
					 &slow));
		cr_assert_eq(ratio_compare(fast, slow), 0);
		cr_assert(fraction_add(fast, a, &fast));
		cr_assert(ratio_add(slow, fraction_reduce(a), &slow));
		cr_assert_eq(ratio_compare(fast, slow), 0);
		cr_assert(fraction_round(fast, rounding, &fast_round));
		cr_assert(ratio_round(slow, 0, rounding, &slow_round));
		cr_assert_eq(fast_round, slow_round);
	}
}

Test(fraction, reduces_where_it_must)
{
	/* 2^120 / 2^119 squared is 4: only reduced it fits */
	struct ratio large = { (int128_t)1 << 120, (int128_t)1 << 119 };
	struct ratio result;
	int64_t rounded;
	cr_expect(fraction_multiply(large, large, &result));
	cr_expect(fraction_round(result, ROUND_DOWN, &rounded));
	cr_expect_eq(rounded, 4);
	cr_expect(fraction_add(large, (struct ratio){ 1, 3 }, &result));
	cr_expect(fraction_round(result, ROUND_UP, &rounded));
	cr_expect_eq(rounded, 3);
	cr_expect(fraction_divide(large, large, &result));
	cr_expect(fraction_round(result, ROUND_DOWN, &rounded));
	cr_expect_eq(rounded, 1);
}

Test(fraction, says_when_nothing_helps)
{
	struct ratio large = { (int128_t)1 << 120, 1 };
	struct ratio result;
	int64_t rounded;
	cr_expect_not(fraction_multiply(large, large, &result));
	cr_expect_not(fraction_round(large, ROUND_DOWN, &rounded));
}
