/*
 * Entries against postings: by reference, text and amount, by month, a month
 * at once; what is left over on either side.
 */
#include <criterion/criterion.h>

#include "base/arena.h"
#include "rules/program.h"
#include "value/gl_entries.h"
#include "value/gl_match.h"

static struct day day(const char *text)
{
	struct day result;

	cr_assert(day_parse(slice_from(text), &result));
	return result;
}

static struct gl_posted posted(const char *date, const char *reference,
			       const char *text, int64_t amount)
{
	return (struct gl_posted){ .day = day(date),
				   .reference = slice_from(reference),
				   .text = slice_from(text),
				   .amount = amount };
}

static const struct gl_expected expected[] = {
	{ 0, "PB-2026-05", "issued", 100 },
	{ 0, "PB-2026-05", "redeemed", -30 },
	{ 1, "PB-2026-06", "issued", 50 },
	{ 1, "PB-2026-06", "redeemed", -30 },
};

enum {
	EXPECTED = sizeof(expected) / sizeof(expected[0])
};

static struct gl_match match(struct arena *arena, const struct gl_posted *list,
			     size_t count)
{
	static struct gl_period periods[2];
	struct gl_match_request request = {
		.periods = periods,
		.period_count = 2,
		.expected = expected,
		.expected_count = EXPECTED,
		.posted = list,
		.posted_count = count,
		.opening_reference = "PB-opening",
	};

	periods[0] = (struct gl_period){ .from = day("2026-05-01"),
					 .to = day("2026-05-31"),
					 .opening = 10,
					 .closing = 80 };
	periods[1] = (struct gl_period){ .from = day("2026-06-01"),
					 .to = day("2026-06-30"),
					 .opening = 80,
					 .closing = 100 };
	return gl_match_find(arena, &request);
}

static void expect(const struct gl_match *result,
		   const enum gl_match_status *statuses, size_t count)
{
	cr_assert_eq(result->count, count, "%zu rows", result->count);
	for (size_t i = 0; i < count; i++)
		cr_expect_eq(result->rows[i].status, statuses[i],
			     "row %zu is %s", i,
			     gl_match_status_name(result->rows[i].status));
}

Test(value_gl_match, all_of_it_agrees)
{
	const struct gl_posted list[] = {
		posted("2026-04-30", "", "carried forward", 10),
		posted("2026-05-31", "PB-2026-05", "issued", 100),
		posted("2026-05-31", "PB-2026-05", "redeemed", -30),
		posted("2026-06-30", "", "PB-2026-06 net", 20),
	};
	static const enum gl_match_status statuses[EXPECTED] = {
		GL_MATCH_MATCHED
	};
	struct arena arena;

	arena_init(&arena);
	struct gl_match result = match(&arena, list, 4);
	expect(&result, statuses, EXPECTED);
	cr_expect_eq(result.open, 0);
	cr_expect_eq(result.books_opening, 10);
	cr_expect_eq(result.books_closing, 100);
	cr_expect_eq(result.ours_movement, 90);
	arena_release(&arena);
}

Test(value_gl_match, each_fault_has_its_name)
{
	const struct gl_posted list[] = {
		posted("2026-05-01", "PB-opening", "brought", 10),
		posted("2026-05-31", "PB-2026-05", "issued", 101),
		posted("2026-06-02", "PB-2026-05", "redeemed", -30),
		posted("2026-06-30", "PB-2026-06", "issued", 50),
		posted("2026-06-30", "PB-2026-06", "issued", 50),
		posted("2026-06-12", "B-1", "fees", 7),
		posted("2026-07-01", "B-2", "later", 7),
	};
	static const enum gl_match_status statuses[] = {
		GL_MATCH_DIFFERS, GL_MATCH_OTHER_PERIOD, GL_MATCH_MATCHED,
		GL_MATCH_MISSING, GL_MATCH_DUPLICATE,    GL_MATCH_UNKNOWN,
	};
	struct arena arena;

	arena_init(&arena);
	struct gl_match result = match(&arena, list, 7);
	expect(&result, statuses, 6);
	cr_expect_eq(result.open, 5);
	cr_expect_eq(result.books_opening, 10);
	cr_expect_eq(result.books_closing, 10 + 101 - 30 + 50 + 50 + 7);
	arena_release(&arena);
}
