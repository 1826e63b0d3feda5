/*
 * Suggestions: what is near, what is not, and that the first of equals wins.
 */
#include "base/suggest.h"

#include <criterion/criterion.h>

Test(suggest, finds_the_nearest)
{
	static const char *const words[] = {
		"balance", "check",  "earn",        "redeem",
		"report",  "refund", "j\xc3\xb6rg",
	};
	static const struct {
		const char *wanted;
		const char *nearest;
	} rows[] = {
		{ "balence", "balance" },
		{ "blaance", "balance" },
		{ "balanc", "balance" },
		{ "balances", "balance" },
		{ "chekc", "check" },
		{ "earm", "earn" },
		{ "redem", "redeem" },
		{ "refunt", "refund" },
		{ "jorg", "j\xc3\xb6rg" },
		{ "xyz", "" },
		{ "ear", "earn" },
		{ "e", "" },
		{ "", "" },
		{ "rep", "" },
		{ "\xff\xfe", "" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct suggest search;

		suggest_init(&search, slice_from(rows[i].wanted));
		for (size_t j = 0; j < sizeof(words) / sizeof(*words); j++)
			suggest_add(&search, slice_from(words[j]));
		cr_expect(slice_is(suggest_take(&search), rows[i].nearest),
			  "'%s': '%.*s'", rows[i].wanted,
			  SLICE_ARGS(suggest_take(&search)));
	}
}

Test(suggest, the_first_of_equals_wins)
{
	struct suggest search;

	suggest_init(&search, SLICE("cat"));
	suggest_add(&search, SLICE("bat"));
	suggest_add(&search, SLICE("hat"));
	suggest_add(&search, (struct slice){ NULL, 0 });
	cr_expect(slice_is(suggest_take(&search), "bat"));
	cr_expect_eq(search.distance, 1);
	suggest_add(&search, SLICE("cat"));
	cr_expect(slice_is(suggest_take(&search), "cat"));
	suggest_init(&search, SLICE("a"));
	suggest_add(&search, SLICE("b"));
	cr_expect(slice_is(suggest_take(&search), "b"));
}

Test(suggest, ignores_what_is_too_long_to_be_a_slip)
{
	char longest[65] = { 0 };
	struct suggest search;

	memset(longest, 'a', 64);
	suggest_init(&search, (struct slice){ longest, 63 });
	suggest_add(&search, (struct slice){ longest, 64 });
	cr_expect_eq(suggest_take(&search).length, 64);
	longest[64] = 'a';
	suggest_init(&search, (struct slice){ longest, 64 });
	suggest_add(&search, (struct slice){ longest, 65 });
	cr_expect_eq(suggest_take(&search).length, 0);
	suggest_init(&search, (struct slice){ longest, 65 });
	suggest_add(&search, (struct slice){ longest, 64 });
	cr_expect_eq(suggest_take(&search).length, 0);
}
