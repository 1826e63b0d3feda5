/*
 * usage: what limits and counting rules look at, in the local calendar.
 */
#include <criterion/criterion.h>

#include "engine/shop.h"
#include "engine/usage.h"

static const struct limit POINTS_A_MONTH = { .is_set = true,
					     .amount = 100,
					     .per = LIMIT_MONTH };

static struct member_usage *use(struct shop *shop, struct member_usage *usage,
				const char *day, int64_t points, int64_t times)
{
	usage_add(&shop->arena, &usage, SLICE("rule"), shop_day(day),
		  (struct usage_amount){ points, times });
	return usage;
}

Test(usage, counts_in_the_calendar)
{
	static const struct {
		enum limit_period per;
		const char *day;
		int64_t points, times;
	} CASES[] = {
		/* used: 10 on 2026-08-31 (Mon), 20 on 09-06 (Sun), 40 twice on
		 * 09-07 (Mon), 5 on 12-31, 3 on 2027-01-01 */
		{ LIMIT_PURCHASE, "2026-09-07", 0, 0 },
		{ LIMIT_DAY, "2026-09-07", 80, 2 },
		{ LIMIT_DAY, "2026-09-08", 0, 0 },
		{ LIMIT_WEEK, "2026-09-02", 30, 2 },
		{ LIMIT_WEEK, "2026-09-06", 30, 2 },
		{ LIMIT_WEEK, "2026-09-07", 80, 2 },
		{ LIMIT_WEEK, "2026-12-28", 8, 2 },
		{ LIMIT_MONTH, "2026-08-01", 10, 1 },
		{ LIMIT_MONTH, "2026-09-30", 100, 3 },
		{ LIMIT_MONTH, "2026-10-01", 0, 0 },
		{ LIMIT_YEAR, "2026-01-01", 115, 5 },
		{ LIMIT_YEAR, "2027-12-31", 3, 1 },
		{ LIMIT_EVER, "2026-01-01", 118, 6 },
	};
	struct shop shop;
	struct member_usage *usage = NULL;
	shop_open(&shop, "earn: [{name: v, on: visit, points: 1}]\n");
	/* not in order: a late sale counts on its own day */
	usage = use(&shop, usage, "2026-08-31", 10, 1);
	usage = use(&shop, usage, "2026-09-07", 40, 1);
	usage = use(&shop, usage, "2027-01-01", 3, 1);
	usage = use(&shop, usage, "2026-09-07", 40, 1);
	usage = use(&shop, usage, "2026-12-31", 5, 1);
	usage = use(&shop, usage, "2026-09-06", 20, 1);
	for (size_t i = 0; i < sizeof(CASES) / sizeof(*CASES); i++) {
		struct limit limit = { .is_set = true, .per = CASES[i].per };
		struct day day = shop_day(CASES[i].day);
		cr_expect_eq(usage_in_period(usage, SLICE("rule"), &limit, day),
			     CASES[i].points, "points, case %zu", i);
		limit.counts_times = true;
		cr_expect_eq(usage_in_period(usage, SLICE("rule"), &limit, day),
			     CASES[i].times, "times, case %zu", i);
	}
	shop_close(&shop);
}

Test(usage, knows_names_apart_and_equal_ones_together)
{
	struct shop shop;
	struct member_usage *usage = NULL;
	struct day day = shop_day("2026-09-07");
	char other[] = "rule";
	shop_open(&shop, "earn: [{name: v, on: visit, points: 1}]\n");
	cr_expect_eq(usage_in_period(NULL, SLICE("rule"), &POINTS_A_MONTH, day),
		     0);
	usage = use(&shop, usage, "2026-09-07", 40, 1);
	usage_add(&shop.arena, &usage, SLICE("rules"), day,
		  (struct usage_amount){ 7, 1 });
	/* the same name of another rules file goes on */
	usage_add(&shop.arena, &usage, slice_from(other), day,
		  (struct usage_amount){ 2, 1 });
	cr_expect_eq(
		usage_in_period(usage, SLICE("rule"), &POINTS_A_MONTH, day),
		42);
	cr_expect_eq(
		usage_in_period(usage, SLICE("rules"), &POINTS_A_MONTH, day),
		7);
	cr_expect_eq(
		usage_in_period(usage, SLICE("none"), &POINTS_A_MONTH, day), 0);
	shop_close(&shop);
}

Test(usage, gives_back)
{
	struct shop shop;
	struct member_usage *usage = NULL;
	shop_open(&shop, "earn: [{name: v, on: visit, points: 1}]\n");
	usage = use(&shop, usage, "2026-09-07", 40, 1);
	usage = use(&shop, usage, "2026-10-07", 30, 1);
	usage = use(&shop, usage, "2026-09-07", -40, -1);
	cr_expect_eq(usage_in_period(usage, SLICE("rule"), &POINTS_A_MONTH,
				     shop_day("2026-09-30")),
		     0);
	cr_expect_eq(usage_in_period(usage, SLICE("rule"), &POINTS_A_MONTH,
				     shop_day("2026-10-30")),
		     30);
	usage = use(&shop, usage, "2026-10-07", INT64_MAX, 1);
	cr_expect_eq(usage_in_period(usage, SLICE("rule"), &POINTS_A_MONTH,
				     shop_day("2026-10-30")),
		     INT64_MAX, "no overflow");
	shop_close(&shop);
}

/* ---- visits ---- */

static const struct earn_rule *open_visits(struct shop *shop,
					   const char *within)
{
	char rules[256];
	snprintf(rules, sizeof(rules),
		 "earn: [{name: v, on: visit, points: 1, every: 3%s%s}]\n",
		 *within ? ", within: " : "", within);
	shop_open(shop, rules);
	return &shop->program->rules[0];
}

Test(usage, counts_visits_that_come_true)
{
	static const struct {
		const char *within;
		const char *days[10];
		bool true_at[10];
	} CASES[] = {
		{ "",
		  { "2026-01-01", "2026-05-01", "2027-01-01", "2027-01-01",
		    "2027-01-02", "2028-01-03" },
		  { false, false, true, false, false, true } },
		{ "month",
		  { "2026-01-30", "2026-01-31", "2026-02-01", "2026-02-02",
		    "2026-02-28", "2026-02-28", "2026-03-01" },
		  { false, false, false, false, true, false, false } },
		{ "week",
		  { "2026-08-30", "2026-08-31", "2026-09-01", "2026-09-06",
		    "2026-09-07" },
		  { false, false, false, true, false } },
		{ "day",
		  { "2026-08-30", "2026-08-30", "2026-08-31", "2026-08-31",
		    "2026-08-31" },
		  { false, false, false, false, true } },
		{ "30 days",
		  { "2026-01-01", "2026-01-20", "2026-01-31", "2026-02-01",
		    "2026-02-02", "2026-02-03", "2026-02-04" },
		  { false, false, false, true, false, false, true } },
		{ "30 days",
		  { "2026-01-01", "2026-01-02", "2026-01-30", "2026-01-30",
		    "2026-01-31", "2026-02-28", "2026-03-01", "2026-03-02" },
		  { false, false, true, false, false, true, false, false } },
		{ "2 weeks",
		  { "2026-01-01", "2026-01-14", "2026-01-15", "2026-01-28",
		    "2026-01-28", "2026-01-28" },
		  { false, false, false, false, true, false } },
	};
	for (size_t i = 0; i < sizeof(CASES) / sizeof(*CASES); i++) {
		struct shop shop;
		struct member_usage *usage = NULL;
		const struct earn_rule *rule =
			open_visits(&shop, CASES[i].within);
		for (size_t k = 0; CASES[i].days[k] != NULL; k++) {
			struct day day = shop_day(CASES[i].days[k]);
			int64_t visit = usage_visits(usage, rule, day) + 1;
			cr_expect_eq(visit % 3 == 0, CASES[i].true_at[k],
				     "every third within '%s', visit %zu on "
				     "%s: %" PRId64,
				     CASES[i].within, k + 1, CASES[i].days[k],
				     visit);
			usage_add_visit(&shop.arena, &usage, day, 1);
		}
		shop_close(&shop);
	}
}

Test(usage, takes_visits_back_and_in_late)
{
	static const char *const WITHINS[] = { "", "month", "30 days" };
	for (size_t i = 0; i < sizeof(WITHINS) / sizeof(*WITHINS); i++) {
		struct shop shop;
		struct member_usage *usage = NULL;
		const struct earn_rule *rule = open_visits(&shop, WITHINS[i]);
		usage_add_visit(&shop.arena, &usage, shop_day("2026-09-10"), 1);
		usage_add_visit(&shop.arena, &usage, shop_day("2026-09-05"), 1);
		cr_expect_eq(usage_visits(usage, rule, shop_day("2026-09-12")),
			     2, "'%s'", WITHINS[i]);
		usage_add_visit(&shop.arena, &usage, shop_day("2026-09-10"),
				-1);
		cr_expect_eq(usage_visits(usage, rule, shop_day("2026-09-12")),
			     1, "'%s'", WITHINS[i]);
		shop_close(&shop);
	}
}

Test(usage, merges)
{
	struct shop shop;
	struct member_usage *one = NULL;
	struct member_usage *two = NULL;
	const struct earn_rule *rule = open_visits(&shop, "month");
	one = use(&shop, one, "2026-09-07", 40, 1);
	two = use(&shop, two, "2026-09-07", 2, 1);
	two = use(&shop, two, "2026-09-09", 3, 1);
	usage_add(&shop.arena, &two, SLICE("other"), shop_day("2026-09-09"),
		  (struct usage_amount){ 9, 1 });
	usage_add_visit(&shop.arena, &one, shop_day("2026-09-07"), 1);
	usage_add_visit(&shop.arena, &two, shop_day("2026-09-01"), 1);
	usage_merge(&shop.arena, &one, two);
	usage_merge(&shop.arena, &one, NULL);
	struct day day = shop_day("2026-09-30");
	cr_expect_eq(usage_in_period(one, SLICE("rule"), &POINTS_A_MONTH, day),
		     45);
	cr_expect_eq(usage_in_period(one, SLICE("other"), &POINTS_A_MONTH, day),
		     9);
	cr_expect_eq(usage_visits(one, rule, day), 2);
	shop_close(&shop);
}
