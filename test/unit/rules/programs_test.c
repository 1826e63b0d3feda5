/*
 * Every default of a rules file, and several files with the days between
 * them.
 */
#include "rules/program.h"

#include <criterion/criterion.h>

#include "rules/rules_load.h"

static const char least[] = "program: {name: A, currency: EUR}\n"
			    "units: [{name: point}]\n"
			    "earn: [{name: base, on: purchase, points: 1, "
			    "per: 1.00}]\n";

static struct rules_load loaded;

static void load_least(void)
{
	rules_load(&loaded, least);
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

static void expect_span(struct span found, int count, enum span_unit unit)
{
	cr_expect_eq(found.count, count);
	cr_expect_eq(found.unit, unit);
}

/* --- defaults --------------------------------------------------------------- */

TestSuite(program_default, .init = load_least, .fini = release);

Test(program_default, programme)
{
	const struct program *program = loaded.program;
	cr_expect_eq(program->starts.number, DAY_NONE.number);
	cr_expect_eq(program->earning_ends.number, DAY_NONE.number);
	cr_expect_eq(program->redeeming_ends.number, DAY_NONE.number);
	cr_expect_eq(program->country.length, 0);
	cr_expect_eq(program->staff_count, 0);
	expect_slice(loaded.programs.units[0].plural, "point");
	cr_expect_null(program->member_id);
	cr_expect(program->duplicates_email && program->duplicates_phone &&
		  program->duplicates_card);
	cr_expect_not(program->earn_before_join);
	cr_expect_eq(program->category_count, 0);
}

Test(program_default, basis)
{
	const struct basis *basis = &loaded.program->basis;
	cr_expect_eq(basis->tax, BASIS_INCLUDE);
	cr_expect_eq(basis->shipping, BASIS_EXCLUDE);
	cr_expect_eq(basis->discount, BASIS_EXCLUDE);
	cr_expect_eq(basis->paid_with_points, BASIS_EXCLUDE);
	cr_expect_eq(basis->gift_cards, BASIS_EXCLUDE);
	cr_expect_eq(basis->exclude_category.count, 0);
	cr_expect_eq(basis->exclude_sku.count, 0);
}

Test(program_default, earning)
{
	const struct program *program = loaded.program;
	const struct earn_rule *rule = &program->rules[0];
	cr_expect_eq(program->rounding, ROUND_DOWN);
	cr_expect_eq(program->combine, COMBINE_SUM);
	expect_span(program->pending, 0, SPAN_DAYS);
	cr_expect_eq(rule->unit, 0);
	cr_expect_eq(rule->from.number, DAY_NONE.number);
	cr_expect_eq(rule->until.number, DAY_NONE.number);
	cr_expect_eq(rule->when.from.number, DAY_NONE.number);
	cr_expect_eq(rule->when.hours_from, -1);
	cr_expect_eq(rule->when.hours_to, -1);
	cr_expect_eq(rule->when.minimum, -1);
	cr_expect_eq(rule->when.weekdays, 0);
	cr_expect_not(rule->when.has_first_purchase);
	cr_expect_not(rule->limit.is_set);
	cr_expect_not(rule->has_within);
	cr_expect_not(rule->has_expires);
	cr_expect_eq(rule->every, 0);
	cr_expect_eq(rule->minimum, 0);
}

Test(program_default, redeeming_refunds_accounting)
{
	const struct program *program = loaded.program;
	cr_expect_null(program_expiry(program, 0, -1));
	cr_expect_not(program->tiers.is_set);
	cr_expect_eq(program->reward_count, 0);
	cr_expect_eq(program->redeem.minimum[0], 0);
	cr_expect_eq(program->redeem.approval_above, -1);
	cr_expect_not(program->redeem.has_request_expires);
	cr_expect_not(program->refunds.keeps_earned);
	cr_expect_not(program->refunds.keeps_redeemed);
	cr_expect_eq(program->refunds.deficit, DEFICIT_ALLOW);
	cr_expect(program->refunds.has_within);
	expect_span(program->refunds.within, 90, SPAN_DAYS);
	cr_expect_not(program->transfers_allowed);
	cr_expect_eq(program->accounting.method, METHOD_MEMO);
	cr_expect_eq(program->accounting.estimator, ESTIMATOR_FIXED);
	cr_expect_eq(program->accounting.point_value[0].mantissa, -1);
	cr_expect_eq(program->accounting.redemption_rate[0].mantissa, -1);
	cr_expect_eq(program->accounting.vat.mantissa, -1);
	cr_expect_not(program->has_privacy_retain);
}

/* --- files by day ------------------------------------------------------------- */

TestSuite(programs, .init = load_least, .fini = release);

Test(programs, the_one_in_force)
{
	static const char later[] = "program: {name: B, currency: EUR}\n"
				    "units: [{name: star, decimals: 2}, "
				    "{name: point, plural: points}]\n"
				    "earn: [{name: x, on: purchase, "
				    "points: 0.25, per: 1.00}]\n";
	rules_load_more(&loaded, later, "2026-03-01");
	cr_assert_not_null(loaded.program, "%s", rules_load_said(&loaded));
	rules_load_more(&loaded, least, "2025-03-01");
	cr_assert_not_null(loaded.program);
	static const struct {
		const char *day;
		size_t number;
	} rows[] = {
		{ "2020-01-01", 0 }, { "2025-02-28", 0 }, { "2025-03-01", 1 },
		{ "2026-02-28", 1 }, { "2026-03-01", 2 }, { "2030-01-01", 2 },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct day day;
		cr_assert(day_parse(slice_from(rows[i].day), &day));
		cr_expect_eq(programs_on(&loaded.programs, day),
			     loaded.programs.list[rows[i].number], "%s",
			     rows[i].day);
	}
	const struct program *last = loaded.programs.list[2];
	cr_expect_eq(loaded.programs.unit_count, 2);
	cr_expect_eq(programs_find_unit(&loaded.programs, SLICE("star")), 1);
	cr_expect_eq(programs_find_unit(&loaded.programs, SLICE("")), 0);
	cr_expect_eq(last->first_unit, 1);
	cr_expect_eq(last->rules[0].unit, 1);
	cr_expect_eq(last->rules[0].points, 25);
	expect_slice(loaded.programs.units[0].plural, "points");
}

Test(programs, a_unit_keeps_its_decimals)
{
	rules_load_more(&loaded,
			"program: {name: B, currency: EUR}\n"
			"units: [{name: star}, {name: point, decimals: 1}]\n"
			"earn: [{name: x, on: purchase, points: 1}]\n",
			"2026-03-01");
	cr_expect_null(loaded.program);
	cr_expect_str_eq(
		rules_load_said(&loaded),
		"2:23 rules_bad_value: 'point' has decimals: 1 here, 0 "
		"in the other rules file: name the new unit "
		"differently\n");
	cr_expect_eq(loaded.programs.unit_count, 1, "no unit is left behind");
	cr_expect_eq(loaded.programs.count, 1);
}

Test(programs, none)
{
	struct arena arena;
	struct programs programs;
	arena_init(&arena);
	programs_init(&programs, &arena);
	cr_expect_null(programs_on(&programs, (struct day){ 0 }));
	cr_expect_eq(programs_find_unit(&programs, SLICE("")), -1);
	cr_expect_eq(programs_find_unit(&programs, SLICE("point")), -1);
	arena_release(&arena);
}
