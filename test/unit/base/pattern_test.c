/*
 * Patterns: what matches, what is captured, what is refused, and that no
 * pattern takes long or fills the memory.
 */
#include "base/pattern.h"

#include <criterion/criterion.h>
#include <time.h>

#include "base/arena.h"

Test(pattern, finds)
{
	static const struct {
		const char *expression;
		unsigned flags;
		const char *subject;
		enum pattern_match match;
	} rows[] = {
		{ "b+", 0, "abbc", PATTERN_YES },
		{ "b+", PATTERN_WHOLE, "abbc", PATTERN_NO },
		{ "ab+c", PATTERN_WHOLE, "abbc", PATTERN_YES },
		{ "a|ab", PATTERN_WHOLE, "ab", PATTERN_YES },
		{ "B", 0, "abc", PATTERN_NO },
		{ "B", PATTERN_CASELESS, "abc", PATTERN_YES },
		{ "\xc3\x84", PATTERN_CASELESS, "\xc3\xa4", PATTERN_YES },
		{ "^.$", 0, "\xc3\xa4", PATTERN_YES },
		{ "\\w", 0, "\xc3\xa4", PATTERN_YES },
		{ "", 0, "abc", PATTERN_YES },
		{ "", PATTERN_WHOLE, "", PATTERN_YES },
		{ "a", 0, "", PATTERN_NO },
		{ "b", 0,
		  "\xff"
		  "b",
		  PATTERN_YES },
		{ ".", 0, "\xff", PATTERN_NO },
		{ "^b$", PATTERN_WHOLE, "a\nb", PATTERN_NO },
	};
	struct arena arena;

	arena_init(&arena);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct pattern_error error;
		struct pattern *pattern =
			pattern_parse(&arena, slice_from(rows[i].expression),
				      rows[i].flags, &error);

		cr_assert_not_null(pattern, "'%s'", rows[i].expression);
		cr_expect_eq(pattern_find(pattern, slice_from(rows[i].subject)),
			     rows[i].match, "'%s' in '%s'", rows[i].expression,
			     rows[i].subject);
	}
	arena_release(&arena);
}

Test(pattern, captures)
{
	static const struct {
		const char *expression;
		const char *group;
		const char *subject;
		const char *captured;
	} rows[] = {
		{ "b+", NULL, "abbc", "bb" },
		{ "a(b+)", NULL, "abbc", "bb" },
		{ "a(b+)(?<end>c)", NULL, "abbc", "bb" },
		{ "a(b+)(?<end>c)", "end", "abbc", "c" },
		{ "a(b+)(?<end>c)", "none", "abbc", "bb" },
		{ "a(x)?b", NULL, "ab", "" },
		{ "(?J)(?<n>x)|(?<n>y)", "n", "y", "y" },
		{ "ab\\Kc", NULL, "abc", "c" },
		{ "", NULL, "", "" },
	};
	struct arena arena;

	arena_init(&arena);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct pattern_error error;
		struct slice captured = SLICE("unset");
		struct pattern *pattern = pattern_parse(
			&arena, slice_from(rows[i].expression), 0, &error);

		cr_assert_not_null(pattern, "'%s'", rows[i].expression);
		cr_expect_eq(pattern_capture(pattern,
					     slice_from(rows[i].subject),
					     rows[i].group, &captured),
			     PATTERN_YES, "'%s'", rows[i].expression);
		cr_expect(slice_is(captured, rows[i].captured), "'%s': '%.*s'",
			  rows[i].expression, SLICE_ARGS(captured));
		captured = SLICE("unset");
		if (rows[i].subject[0] == '\0')
			continue;
		cr_expect_eq(
			pattern_capture(pattern, SLICE("-"), NULL, &captured),
			PATTERN_NO, "'%s'", rows[i].expression);
		cr_expect(slice_is(captured, "unset"));
	}
	arena_release(&arena);
}

Test(pattern, refuses_what_is_wrong_and_says_where)
{
	static char longest[5000];
	static const struct {
		const char *expression;
		size_t offset;
	} rows[] = {
		{ "a(b", 3 },
		{ "a)b", 1 },
		{ "[z-a]", 3 },
		{ "*", 0 },
		{ "\\C", 2 },
		{ "a\xff", 1 },
		{ "(?<n>a)(?<n>b)", 12 },
	};
	struct arena arena;
	struct pattern_error error = { NULL, 0 };

	arena_init(&arena);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		error = (struct pattern_error){ NULL, 0 };
		cr_expect_null(pattern_parse(&arena,
					     slice_from(rows[i].expression), 0,
					     &error),
			       "'%s'", rows[i].expression);
		cr_assert_not_null(error.message, "'%s'", rows[i].expression);
		cr_expect_gt(strlen(error.message), 5, "'%s'",
			     rows[i].expression);
		cr_expect_eq(error.offset, rows[i].offset, "'%s' at %zu: %s",
			     rows[i].expression, error.offset, error.message);
	}
	memset(longest, 'a', sizeof(longest));
	cr_expect_not_null(pattern_parse(
		&arena, (struct slice){ longest, 4096 }, 0, &error));
	cr_expect_null(pattern_parse(&arena, (struct slice){ longest, 4097 }, 0,
				     &error));
	arena_release(&arena);
}

Test(pattern, no_pattern_hangs)
{
	static const char *const rows[] = {
		"(a+)+$",           "^(a|aa)+$",
		"(a*)*[bc]",        "(.*)*[xy]",
		"(?:a?){40}a{40}$", "(*LIMIT_MATCH=99999999)(a+)+$",
		"(?R)?a(?R)?[bc]",  "^(?:(a)|(a)|(a))+$",
	};
	char subject[42];
	struct arena arena;

	arena_init(&arena);
	memset(subject, 'a', sizeof(subject));
	subject[40] = '!';
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct pattern_error error;
		struct pattern *pattern =
			pattern_parse(&arena, slice_from(rows[i]), 0, &error);
		clock_t start = clock();

		cr_assert_not_null(pattern, "'%s'", rows[i]);
		cr_expect_eq(
			pattern_find(pattern, (struct slice){ subject, 41 }),
			PATTERN_LIMIT, "'%s'", rows[i]);
		cr_expect_lt(clock() - start, CLOCKS_PER_SEC / 2, "'%s'",
			     rows[i]);
	}
	arena_release(&arena);
}

Test(pattern, matching_again_takes_no_more_memory)
{
	struct arena arena;
	struct pattern_error error;
	struct pattern *pattern;
	struct slice captured;
	char subject[3000];
	size_t used;

	arena_init(&arena);
	memset(subject, 'a', sizeof(subject));
	pattern = pattern_parse(&arena, SLICE("((a|b)(c|a))*$"), 0, &error);
	cr_assert_not_null(pattern);
	pattern_find(pattern, (struct slice){ subject, sizeof(subject) });
	used = arena.used;
	for (size_t i = 0; i < 200; i++)
		pattern_capture(pattern,
				(struct slice){ subject, sizeof(subject) },
				NULL, &captured);
	cr_expect_eq(arena.used, used);
	cr_expect_lt(used, (size_t)32 << 20);
	arena_release(&arena);
}
