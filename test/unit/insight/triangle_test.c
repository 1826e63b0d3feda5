/*
 * The engine against what was published: the RAA triangle of the actuarial
 * literature (automatic facultative general liability, 1981 to 1990), and a
 * triangle of redemptions worked out by hand for every method.
 */
#include <criterion/criterion.h>
#include <math.h>

#include "base/arena.h"
#include "insight/triangle.h"

enum {
	RAA_ROWS = 10,
	CLUB_ROWS = 6
};

static const int64_t raa[RAA_ROWS][RAA_ROWS] = {
	{ 5012, 8269, 10907, 11805, 13539, 16181, 18009, 18608, 18662, 18834 },
	{ 106, 4285, 5396, 10666, 13782, 15599, 15496, 16169, 16704 },
	{ 3410, 8992, 13873, 16141, 18735, 22214, 22863, 23466 },
	{ 5655, 11555, 15766, 21266, 23425, 26083, 27067 },
	{ 1092, 9565, 15836, 22169, 25955, 26180 },
	{ 1513, 6445, 11702, 12935, 15852 },
	{ 557, 4020, 10946, 12314 },
	{ 1351, 6947, 13112 },
	{ 3133, 5395 },
	{ 2063 },
};

static const double raa_factors[RAA_ROWS - 1] = { 2.9994, 1.6235, 1.2709,
						  1.1717, 1.1134, 1.0419,
						  1.0333, 1.0169, 1.0092 };

static const double raa_ultimates[RAA_ROWS] = { 18834.0, 16858.0, 24083.4,
						28703.1, 28926.7, 19501.1,
						17749.3, 24019.2, 16045.0,
						18402.4 };

static struct triangle_row row_of(int64_t issued, const int64_t *redeemed,
				  size_t ages)
{
	return (struct triangle_row){
		.issued = issued,
		.outstanding = issued - redeemed[ages - 1],
		.redeemed = redeemed,
		.ages = ages,
		.final_age = TRIANGLE_NO_END,
	};
}

static void expect_near(double found, double wanted, double within,
			const char *label)
{
	cr_expect(fabs(found - wanted) <= within, "%s: %.6f, not %.6f", label,
		  found, wanted);
}

Test(insight_triangle, reproduces_the_published_triangle)
{
	struct triangle_row rows[RAA_ROWS];
	double expected[RAA_ROWS];
	double reserve = 0;
	double rate = 0;
	size_t row;
	struct arena arena;

	arena_init(&arena);
	for (size_t i = 0; i < RAA_ROWS; i++)
		rows[i] = row_of(1000000, raa[i], RAA_ROWS - i);
	struct triangle t = triangle_of(&arena, rows, RAA_ROWS, 1);
	for (size_t j = 0; j + 1 < RAA_ROWS; j++) {
		expect_near(t.steps[j].factor, raa_factors[j], 0.00005,
			    "factor");
		cr_expect_eq(t.steps[j].rows, RAA_ROWS - 1 - j);
	}
	cr_assert_eq(triangle_estimate(&t, ESTIMATOR_CHAIN_LADDER, &rate,
				       expected, &row),
		     TRIANGLE_FINE);
	for (size_t i = 0; i < RAA_ROWS; i++) {
		expect_near(expected[i], raa_ultimates[i], 0.05, "ultimate");
		reserve += expected[i] - (double)raa[i][RAA_ROWS - 1 - i];
	}
	expect_near(reserve, 52135.228261, 0.000001, "reserve");
	arena_release(&arena);
}

/* ---- redemptions of a club, January to June ---- */

static const int64_t club[CLUB_ROWS][CLUB_ROWS] = {
	{ 4000, 10000, 14000, 17000, 18500, 19200 },
	{ 4620, 11340, 15540, 18480, 20160 },
	{ 3420, 9120, 12920, 15580 },
	{ 4500, 11250, 15750 },
	{ 5500, 13000 },
	{ 0 },
};

static const int64_t club_issued[CLUB_ROWS] = { 40000, 42000, 38000,
						45000, 50000, 60000 };

static void club_rows(struct triangle_row rows[CLUB_ROWS])
{
	for (size_t i = 0; i < CLUB_ROWS; i++)
		rows[i] = row_of(club_issued[i], club[i], CLUB_ROWS - i);
}

struct sample {
	const char *label;
	enum estimator method;
	double rate, rate_found;
	double expected[CLUB_ROWS];
	int64_t percent[CLUB_ROWS];
};

static const struct sample samples[] = {
	{ "fixed",
	  ESTIMATOR_FIXED,
	  0.5,
	  0.5,
	  { 20000, 21000, 19000, 22500, 25000, 30000 },
	  { 5000, 5000, 5000, 5000, 5000, 5000 } },
	{ "fixed below what was redeemed",
	  ESTIMATOR_FIXED,
	  0.45,
	  0.45,
	  { 19200, 20160, 17100, 20250, 22500, 27000 },
	  { 4800, 4800, 4500, 4500, 4500, 4500 } },
	{ "bornhuetter-ferguson",
	  ESTIMATOR_BORNHUETTER_FERGUSON,
	  0.5,
	  0.5,
	  { 20152.4, 21889.2, 18578.7, 22492.6, 25454.6, 23935.3 },
	  { 5038, 5212, 4889, 4998, 5091, 3989 } },
	{ "cape-cod",
	  ESTIMATOR_CAPE_COD,
	  0,
	  0.471826,
	  { 20098.7, 21791.7, 18409.7, 22112.7, 24752.8, 22586.6 },
	  { 5025, 5189, 4845, 4914, 4951, 3764 } },
};

Test(insight_triangle, estimates_by_every_method)
{
	struct triangle_row rows[CLUB_ROWS];
	struct arena arena;

	arena_init(&arena);
	club_rows(rows);
	struct triangle t = triangle_of(&arena, rows, CLUB_ROWS, 1.05);
	for (size_t s = 0; s < sizeof(samples) / sizeof(*samples); s++) {
		const struct sample *sample = &samples[s];
		double rate = sample->rate;
		double expected[CLUB_ROWS];
		size_t row;

		cr_assert_eq(triangle_estimate(&t, sample->method, &rate,
					       expected, &row),
			     TRIANGLE_FINE, "%s", sample->label);
		expect_near(rate, sample->rate_found, 0.0000005, sample->label);
		for (size_t i = 0; i < CLUB_ROWS; i++) {
			int64_t percent = -1;
			expect_near(expected[i], sample->expected[i], 0.05,
				    sample->label);
			cr_expect(triangle_percent(&rows[i], expected[i],
						   &percent));
			cr_expect_eq(percent, sample->percent[i], "%s: %ld",
				     sample->label, (long)percent);
		}
	}
	arena_release(&arena);
}

Test(insight_triangle, develops_with_the_tail)
{
	static const double wanted[CLUB_ROWS] = { 20.2157, 50.1816, 70.0329,
						  84.2176, 91.7659, 95.2381 };
	struct triangle_row rows[CLUB_ROWS];
	struct arena arena;

	arena_init(&arena);
	club_rows(rows);
	struct triangle t = triangle_of(&arena, rows, CLUB_ROWS, 1.05);
	for (size_t age = 0; age < CLUB_ROWS; age++)
		expect_near(100 * triangle_developed(&t, age, TRIANGLE_NO_END),
			    wanted[age], 0.00005, "developed");
	arena_release(&arena);
}

/* Chain-ladder leaves a vintage without redemptions at 0: refused. The other
 * five alone give the published ultimates. */
Test(insight_triangle, refuses_a_row_without_redemptions)
{
	static const double wanted[] = { 20160.0, 21969.0, 18499.7, 22489.4,
					 25905.9 };
	struct triangle_row rows[CLUB_ROWS];
	double expected[CLUB_ROWS];
	double rate = 0;
	size_t row;
	struct arena arena;

	arena_init(&arena);
	club_rows(rows);
	struct triangle t = triangle_of(&arena, rows, CLUB_ROWS, 1.05);
	cr_expect_eq(triangle_estimate(&t, ESTIMATOR_CHAIN_LADDER, &rate,
				       expected, &row),
		     TRIANGLE_NO_REDEMPTION);
	cr_expect_eq(row, CLUB_ROWS - 1);
	t = triangle_of(&arena, rows, CLUB_ROWS - 1, 1.05);
	cr_assert_eq(triangle_estimate(&t, ESTIMATOR_CHAIN_LADDER, &rate,
				       expected, &row),
		     TRIANGLE_FINE);
	for (size_t i = 0; i < CLUB_ROWS - 1; i++)
		expect_near(expected[i], wanted[i], 0.05, "ultimate");
	arena_release(&arena);
}

Test(insight_triangle, refuses_what_is_too_small)
{
	static const enum estimator methods[] = {
		ESTIMATOR_HISTORICAL, ESTIMATOR_CHAIN_LADDER,
		ESTIMATOR_BORNHUETTER_FERGUSON, ESTIMATOR_CAPE_COD
	};
	struct triangle_row rows[CLUB_ROWS];
	double expected[CLUB_ROWS];
	double rate = 0.5;
	size_t row;
	struct arena arena;

	arena_init(&arena);
	club_rows(rows);
	/* March to June: 4 + 3 + 2 + 1 vintage-months */
	struct triangle t = triangle_of(&arena, rows + 2, 4, 1);
	cr_expect_eq(t.cells, 10);
	for (size_t i = 0; i < sizeof(methods) / sizeof(*methods); i++)
		cr_expect_eq(triangle_estimate(&t, methods[i], &rate, expected,
					       &row),
			     TRIANGLE_TOO_SMALL);
	cr_expect_eq(
		triangle_estimate(&t, ESTIMATOR_FIXED, &rate, expected, &row),
		TRIANGLE_FINE);
	arena_release(&arena);
}

/* What expired after three months is complete then, whatever the tail. */
Test(insight_triangle, is_complete_at_the_final_age)
{
	struct triangle_row rows[CLUB_ROWS];
	double expected[CLUB_ROWS];
	double rate = 0;
	size_t row;
	struct arena arena;

	arena_init(&arena);
	club_rows(rows);
	for (size_t i = 0; i < CLUB_ROWS; i++)
		rows[i].final_age = 3;
	for (size_t i = 0; i < 3; i++)
		rows[i].outstanding = 0;
	struct triangle t = triangle_of(&arena, rows, CLUB_ROWS, 1.05);
	expect_near(triangle_developed(&t, 3, 3), 1, 0, "at the end");
	expect_near(triangle_developed(&t, 5, 3), 1, 0, "behind it");
	expect_near(triangle_developed(&t, 2, 3), 2123.0 / 2553, 1e-12,
		    "before");
	cr_assert_eq(triangle_estimate(&t, ESTIMATOR_HISTORICAL, &rate,
				       expected, &row),
		     TRIANGLE_FINE);
	expect_near(rate, (19200.0 + 20160 + 15580) / 120000, 1e-12, "rate");
	expect_near(expected[0], 19200, 0, "run off");
	expect_near(expected[5], 60000 * rate, 1e-9, "young");
	arena_release(&arena);
}

Test(insight_triangle, historical_needs_what_has_run_off)
{
	struct triangle_row rows[CLUB_ROWS];
	double expected[CLUB_ROWS];
	double rate = 0;
	size_t row;
	struct arena arena;

	arena_init(&arena);
	club_rows(rows);
	struct triangle t = triangle_of(&arena, rows, CLUB_ROWS, 1);
	cr_expect_eq(triangle_estimate(&t, ESTIMATOR_HISTORICAL, &rate,
				       expected, &row),
		     TRIANGLE_NO_RUN_OFF);
	arena_release(&arena);
}

/* Rows left out count in no factor, and are estimated by those of others. */
Test(insight_triangle, leaves_rows_out_of_the_factors)
{
	struct triangle_row rows[CLUB_ROWS];
	struct arena arena;

	arena_init(&arena);
	club_rows(rows);
	rows[0].is_left_out = true;
	struct triangle t = triangle_of(&arena, rows, CLUB_ROWS, 1);
	cr_expect_eq(t.steps[0].rows, 4);
	cr_expect_eq(t.steps[0].from, 4620 + 3420 + 4500 + 5500);
	cr_expect_eq(t.steps[4].rows, 0);
	cr_expect_eq(t.cells, 5 + 4 + 3 + 2 + 1);
	arena_release(&arena);
}

/* Nothing is redeemed in the month of issue: the factor is infinite, nothing
 * is developed then, and only methods that need no redemptions go on. */
Test(insight_triangle, an_infinite_factor_develops_nothing)
{
	static const int64_t late[5][5] = {
		{ 0, 10, 20, 20, 20 },
		{ 0, 10, 20, 20 },
		{ 0, 10, 20 },
		{ 0, 10 },
		{ 5 },
	};
	struct triangle_row rows[5];
	double expected[5];
	double rate = 0;
	size_t row;
	struct arena arena;

	arena_init(&arena);
	for (size_t i = 0; i < 5; i++)
		rows[i] = row_of(100, late[i], 5 - i);
	struct triangle t = triangle_of(&arena, rows, 5, 1);
	expect_near(triangle_developed(&t, 0, TRIANGLE_NO_END), 0, 0, "age 0");
	expect_near(triangle_developed(&t, 1, TRIANGLE_NO_END), 0.5, 0,
		    "age 1");
	cr_expect_eq(triangle_estimate(&t, ESTIMATOR_CHAIN_LADDER, &rate,
				       expected, &row),
		     TRIANGLE_NO_FACTOR);
	cr_expect_eq(row, 4);
	cr_expect_eq(triangle_estimate(&t, ESTIMATOR_CAPE_COD, &rate, expected,
				       &row),
		     TRIANGLE_FINE);
	expect_near(rate, 75.0 / 350, 1e-12, "rate");
	arena_release(&arena);
}
