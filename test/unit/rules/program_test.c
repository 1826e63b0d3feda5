/*
 * The whole example of the manual as a programme, key by key.
 */
#include "rules/program.h"

#include <criterion/criterion.h>

#include "base/currency.h"
#include "base/pattern.h"
#include "rules/rules_load.h"

static struct rules_load loaded;

static void load_example(void)
{
	rules_load(&loaded, rules_load_example);
	cr_assert_not_null(loaded.program, "%s", rules_load_said(&loaded));
	cr_assert_str_empty(rules_load_said(&loaded));
}

static void release(void)
{
	rules_load_release(&loaded);
}

static void expect_slice(struct slice found, const char *expected)
{
	cr_expect(slice_is(found, expected), "'%.*s', not '%s'",
		  SLICE_ARGS(found), expected);
}

static void expect_day(struct day found, const char *expected)
{
	char text[DAY_TEXT_MAX];
	day_print(found, text);
	cr_expect_str_eq(text, expected);
}

static void expect_span(struct span found, int count, enum span_unit unit)
{
	cr_expect_eq(found.count, count);
	cr_expect_eq(found.unit, unit);
}

static void expect_decimal(struct decimal found, const char *expected)
{
	struct decimal value;
	cr_assert_eq(decimal_parse(slice_from(expected), &value), DECIMAL_OK);
	cr_expect_eq(found.mantissa, value.mantissa, "%s", expected);
	cr_expect_eq(found.scale, value.scale, "%s", expected);
}

static const struct earn_rule *find_rule(const char *name)
{
	for (size_t i = 0; i < loaded.program->rule_count; i++) {
		if (slice_is(loaded.program->rules[i].name, name))
			return &loaded.program->rules[i];
	}
	cr_assert_fail("no rule '%s'", name);
	return NULL;
}

static const struct reward *find_reward(const char *name)
{
	int number = program_find_reward(loaded.program, slice_from(name));
	cr_assert_geq(number, 0, "no reward '%s'", name);
	return &loaded.program->rewards[number];
}

/* --- the example ------------------------------------------------------------ */

TestSuite(program_example, .init = load_example, .fini = release);

Test(program_example, programme)
{
	const struct program *program = loaded.program;
	expect_slice(program->name, "Rosa's Coffee Club");
	cr_expect_str_eq(currency_code(program->currency), "EUR");
	expect_slice(program->country, "DE");
	expect_day(program->starts, "2025-01-01");
	expect_day(program->earning_ends, "2027-12-31");
	expect_day(program->redeeming_ends, "2028-06-30");
	cr_assert_eq(program->staff_count, 1);
	expect_slice(program->staff[0].name, "rosa");
	expect_slice(program->staff[0].member, "M0002");
	cr_expect_eq(program->from.number, DAY_NONE.number);
}

Test(program_example, units_and_members)
{
	const struct program *program = loaded.program;
	cr_assert_eq(loaded.programs.unit_count, 2);
	expect_slice(loaded.programs.units[0].name, "point");
	expect_slice(loaded.programs.units[0].plural, "points");
	expect_slice(loaded.programs.units[1].name, "stamp");
	cr_expect_eq(loaded.programs.units[0].decimals, 0);
	cr_expect_eq(program->first_unit, 0);
	cr_expect(program->has_unit[0] && program->has_unit[1]);
	cr_expect_not(program->has_unit[2]);
	cr_assert_not_null(program->member_id);
	cr_expect_eq(pattern_find(program->member_id, SLICE("M0001")),
		     PATTERN_YES);
	cr_expect_eq(pattern_find(program->member_id, SLICE("m0001")),
		     PATTERN_NO);
	cr_expect(program->duplicates_email && program->duplicates_phone &&
		  program->duplicates_card);
	cr_expect_not(program->earn_before_join);
}

Test(program_example, items_and_basis)
{
	const struct program *program = loaded.program;
	bool limit = false;
	cr_expect_eq(program->category_count, 2);
	static const struct {
		const char *written;
		const char *sku;
		const char *category;
	} rows[] = {
		{ "", "LATTE", "coffee" },
		{ "", "Flat white", "coffee" },
		{ "", "double espresso", "coffee" },
		{ "", "BEANS-250", "beans" },
		{ "", "X-BEANS-250", "" },
		{ "", "latte", "" },
		{ "tea", "LATTE", "tea" },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		expect_slice(program_category(program,
					      slice_from(rows[i].written),
					      slice_from(rows[i].sku), &limit),
			     rows[i].category);
	cr_expect_not(limit);
	cr_expect_eq(program->basis.exclude_category.count, 1);
	cr_expect(matchers_match(&program->basis.exclude_sku, SLICE("GIFT-20"),
				 &limit));
	cr_expect_eq(program->rounding, ROUND_DOWN);
	cr_expect_eq(program->combine, COMBINE_SUM);
}

Test(program_example, purchases_earn)
{
	const struct earn_rule *base = find_rule("base");
	cr_expect_eq(base->on, EARN_PURCHASE);
	cr_expect_eq(base->kind, EARN_PER);
	cr_expect_eq(base->points, 1);
	cr_expect_eq(base->per, 100);
	cr_expect_eq(base->unit, 0);
	cr_expect_not(base->has_item_condition);
	const struct earn_rule *beans = find_rule("bean lover");
	cr_expect_eq(beans->kind, EARN_PER_FULL);
	cr_expect_eq(beans->points, 5);
	cr_expect_eq(beans->per, 1000);
	cr_expect(beans->has_item_condition);
	const struct earn_rule *stamps = find_rule("stamp card");
	cr_expect_eq(stamps->kind, EARN_PER_ITEM);
	cr_expect_eq(stamps->unit, 1);
	expect_decimal(stamps->pieces, "1");
}

Test(program_example, multipliers)
{
	const struct earn_rule *rule = find_rule("double tuesday");
	cr_expect_eq(rule->kind, EARN_MULTIPLY);
	expect_decimal(rule->multiply, "2");
	cr_expect_eq(rule->when.weekdays, 1 << 1);
	cr_expect_eq(rule->when.hours_from, 14 * 60);
	cr_expect_eq(rule->when.hours_to, 17 * 60);
	cr_assert_eq(rule->when.store.count, 1);
	expect_slice(rule->when.store.list[0].text, "north");
	expect_day(rule->from, "2026-10-01");
	expect_day(rule->until, "2026-12-31");
	cr_expect(rule->limit.is_set);
	cr_expect_not(rule->limit.counts_times);
	cr_expect_eq(rule->limit.amount, 200);
	cr_expect_eq(rule->limit.per, LIMIT_MONTH);
	cr_expect_not(rule->limit.rejects);
}

Test(program_example, visits_and_bonuses_earn)
{
	const struct earn_rule *five = find_rule("five in a month");
	cr_expect_eq(five->on, EARN_VISIT);
	cr_expect_eq(five->kind, EARN_FLAT);
	cr_expect_eq(five->every, 5);
	cr_expect(five->has_within);
	cr_expect(five->within_is_calendar);
	cr_expect_eq(five->within_period, LIMIT_MONTH);
	const struct earn_rule *welcome = find_rule("welcome");
	cr_expect_eq(welcome->on, EARN_ACTION);
	expect_slice(welcome->action, "signup");
	cr_expect(welcome->limit.counts_times);
	cr_expect_eq(welcome->limit.amount, 1);
	cr_expect_eq(welcome->limit.per, LIMIT_EVER);
	const struct earn_rule *birthday = find_rule("birthday");
	cr_expect_not(birthday->feb29_is_mar1);
	cr_expect(birthday->has_expires);
	expect_span(birthday->expires, 30, SPAN_DAYS);
	cr_expect(program_has_action(loaded.program, SLICE("review")));
	cr_expect_not(program_has_action(loaded.program, SLICE("purchase")));
	cr_expect_not(program_has_action(loaded.program, SLICE("revue")));
}

Test(program_example, referrals_earn)
{
	const struct earn_rule *rule = find_rule("bring a friend");
	expect_slice(rule->action, "referral");
	cr_expect_eq(rule->referrer, 200);
	cr_expect_eq(rule->friend_points, 100);
	cr_expect_eq(rule->minimum, 2000);
	cr_expect(rule->has_within);
	cr_expect_not(rule->within_is_calendar);
	expect_span(rule->within, 90, SPAN_DAYS);
}

Test(program_example, expiry)
{
	const struct program *program = loaded.program;
	const struct expiry_rule *rule = program_expiry(program, 0, -1);
	cr_assert_not_null(rule);
	cr_expect_eq(rule->kind, EXPIRY_AFTER);
	expect_span(rule->after, 12, SPAN_MONTHS);
	cr_expect_eq(rule->round, EXPIRY_MONTH_END);
	cr_expect_null(program_expiry(program, 1, -1));
	cr_expect_eq(program_expiry(program, 0, 1), rule, "silver has none");
	rule = program_expiry(program, 0, 2);
	cr_assert_not_null(rule);
	expect_span(rule->after, 24, SPAN_MONTHS);
}

Test(program_example, tiers)
{
	const struct tiers *tiers = &loaded.program->tiers;
	cr_expect(tiers->is_set);
	cr_expect_eq(tiers->metric, METRIC_POINTS);
	cr_expect_eq(tiers->window_kind, WINDOW_ROLLING);
	expect_span(tiers->window, 12, SPAN_MONTHS);
	cr_expect_not(tiers->same_day);
	cr_expect(tiers->has_downgrade);
	expect_span(tiers->downgrade_after, 12, SPAN_MONTHS);
	expect_span(tiers->downgrade_grace, 30, SPAN_DAYS);
	cr_expect(tiers->downgrade_one_step);
	cr_assert_eq(tiers->level_count, 3);
	expect_slice(tiers->levels[1].name, "silver");
	cr_expect_eq(tiers->levels[1].at, 500);
	expect_decimal(tiers->levels[1].multiply, "1.25");
	cr_expect(tiers->levels[1].has_multiply);
	cr_expect_not(tiers->levels[0].has_multiply);
	expect_decimal(tiers->levels[0].multiply, "1");
	cr_expect_eq(program_find_level(loaded.program, SLICE("gold")), 2);
	cr_expect_eq(program_find_level(loaded.program, SLICE("Gold")), -1);
}

Test(program_example, rewards)
{
	const struct reward *coffee = find_reward("free-coffee");
	expect_slice(coffee->title, "A coffee of your choice");
	cr_expect_eq(coffee->kind, REWARD_PRODUCT);
	cr_expect_eq(coffee->cost, 100);
	cr_expect_eq(coffee->value, 280);
	cr_expect_eq(coffee->cost_price, 70);
	cr_expect(coffee->counts_stock);
	cr_expect(coffee->limit.counts_times);
	cr_expect_eq(coffee->limit.amount, 2);
	cr_expect_eq(coffee->limit.per, LIMIT_DAY);
	const struct reward *eleventh = find_reward("free-eleventh");
	cr_expect_eq(eleventh->unit, 1);
	cr_expect_eq(eleventh->cost_price, -1);
	cr_expect_not(eleventh->counts_stock);
	const struct reward *off = find_reward("ten-off");
	cr_expect_eq(off->kind, REWARD_DISCOUNT);
	expect_decimal(off->off, "10");
	cr_expect_eq(off->at_most, 800);
	cr_expect_eq(off->value, -1);
	const struct reward *tasting = find_reward("tasting");
	cr_expect_eq(tasting->kind, REWARD_EVENT);
	expect_slice(tasting->tier, "gold");
	expect_day(tasting->from, "2026-11-01");
	expect_day(tasting->until, "2026-11-30");
}

Test(program_example, payments)
{
	const struct reward *pay = find_reward("pay");
	cr_expect_eq(pay->kind, REWARD_PAYMENT);
	cr_expect_eq(pay->cost, 0);
	cr_expect_eq(pay->points, 100);
	cr_expect_eq(pay->buys, 500);
	cr_expect_eq(pay->minimum, 50);
	cr_expect_eq(pay->step, 10);
	cr_expect(pay->has_share);
	expect_decimal(pay->share, "50");
	cr_expect_eq(pay->off.mantissa, -1);
	cr_expect_eq(program_find_reward(loaded.program, SLICE("nothing")), -1);
}

Test(program_example, redeeming_and_refunds)
{
	const struct program *program = loaded.program;
	cr_expect_eq(program->redeem.minimum[0], 50);
	cr_expect_eq(program->redeem.minimum[1], 0);
	cr_expect_eq(program->redeem.approval_above, 1000);
	cr_expect(program->redeem.approval_by_other);
	cr_expect(program->redeem.has_request_expires);
	expect_span(program->redeem.request_expires, 30, SPAN_DAYS);
	cr_expect_not(program->refunds.keeps_earned);
	cr_expect_not(program->refunds.keeps_redeemed);
	cr_expect_eq(program->refunds.deficit, DEFICIT_ALLOW);
	expect_span(program->refunds.within, 90, SPAN_DAYS);
	cr_expect_not(program->transfers_allowed);
}

Test(program_example, accounting)
{
	const struct accounting *accounting = &loaded.program->accounting;
	cr_expect_eq(accounting->method, METHOD_MEMO);
	expect_decimal(accounting->point_value[0], "0.05");
	expect_decimal(accounting->point_value[1], "0.28");
	expect_decimal(accounting->redemption_rate[0], "80");
	expect_decimal(accounting->redemption_rate[1], "60");
	expect_decimal(accounting->vat, "19");
	cr_expect_eq(accounting->estimator, ESTIMATOR_FIXED);
	cr_expect_eq(accounting->gl, LEDGER_HLEDGER);
	cr_assert_eq(accounting->account_count, 5);
	expect_slice(accounting->accounts[4].name, "estimate");
	expect_slice(accounting->accounts[4].value,
		     "Income:Loyalty:ChangeInEstimate");
}

Test(program_example, the_rest)
{
	const struct program *program = loaded.program;
	cr_assert_eq(program->partner_count, 1);
	expect_slice(program->partners[0].name, "bakery");
	cr_expect(program->partners[0].has_points_cost);
	expect_decimal(program->partners[0].points_cost, "0.04");
	cr_assert_eq(program->segment_count, 2);
	cr_expect_eq(program_find_segment(program, SLICE("drifting")), 1);
	expect_slice(program->segments[1].value, "last:60d..120d visits:3..");
	cr_assert_eq(program->experiment_count, 1);
	cr_assert_eq(program->experiments[0].arm_count, 2);
	expect_slice(program->experiments[0].arms[1].name, "double");
	cr_expect_eq(program->experiments[0].arms[1].weight, 50);
	cr_assert_eq(program->goal_count, 2);
	expect_slice(program->goals[0].value, "40%");
	cr_expect(program->has_privacy_retain);
	expect_span(program->privacy_retain, 10, SPAN_YEARS);
	expect_slice(program->messages_from, "Rosa's <club@example.org>");
	cr_expect_eq(program->template_count, 2);
}

Test(program_example, tests)
{
	const struct program *program = loaded.program;
	cr_assert_eq(program->test_count, 2);
	const struct rules_test *test = &program->tests[1];
	cr_expect_eq(test->purchase, 3000);
	expect_slice(test->category, "beans");
	expect_slice(test->tier, "gold");
	expect_day(test->date, "2026-11-03");
	cr_expect_eq(test->minute, -1);
	expect_decimal(test->quantity, "1");
	cr_expect_eq(test->expect_count, 1);
	cr_expect_eq(test->expect[0].unit, 0);
	cr_expect_eq(test->expect[0].points, 67);
}
