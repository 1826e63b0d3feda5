/*
 * Goals by the names of figures, and those that are wrong.
 */
#include "report/goals.h"

#include <criterion/criterion.h>

#include "rules/program.h"

static struct named_text given[] = {
	{ .name = SLICE("active-rate"), .value = SLICE("40%") },
	{ .name = SLICE("redemption_rate"), .value = SLICE("12.5 %") },
	{ .name = SLICE("growth"), .value = SLICE("many") },
};

Test(report_goals, a_goal_is_found_by_its_figure)
{
	struct program program = { .goals = given, .goal_count = 3 };
	struct decimal goal;

	cr_assert(goals_find(&program, "active_rate", &goal));
	cr_assert_eq(goal.mantissa, 40);
	cr_assert_eq(goal.scale, 0);
	cr_assert(goals_find(&program, "redemption_rate", &goal));
	cr_assert_eq(goal.mantissa, 125);
	cr_assert_eq(goal.scale, 1);
	cr_assert_not(goals_find(&program, "active", &goal));
	cr_assert_not(goals_find(&program, "active_rates", &goal));
	cr_assert_not(goals_find(&program, "growth", &goal));
}

Test(report_goals, what_is_no_percentage_or_names_no_figure_is_wrong)
{
	struct program program = { .goals = given, .goal_count = 2 };
	struct named_text unknown = { .name = SLICE("happiness"),
				      .value = SLICE("99%") };

	cr_assert_eq(goals_wrong(&program).length, 0);
	program.goal_count = 3;
	cr_assert(slice_is(goals_wrong(&program), "growth"));
	program.goals = &unknown;
	program.goal_count = 1;
	cr_assert(slice_is(goals_wrong(&program), "happiness"));
}
