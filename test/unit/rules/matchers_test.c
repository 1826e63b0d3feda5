/*
 * Texts and patterns: which match, and what a pattern that runs into its
 * limits says.
 */
#include "rules/matchers.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/text.h"
#include "rules/rules_load.h"

Test(matchers, match)
{
	static const struct {
		const char *list;
		const char *text;
		bool matches;
	} rows[] = {
		{ "[LATTE]", "LATTE", true },
		{ "[LATTE]", "latte", false },
		{ "[LATTE]", "LATTE ", false },
		{ "[LATTE]", "", false },
		{ "[TEA, LATTE]", "LATTE", true },
		{ "['/espresso/']", "double espresso", true },
		{ "['/^espresso/']", "double espresso", false },
		{ "['/^BEANS-\\d+$/']", "BEANS-250", true },
		{ "['/(?i)latte/']", "LATTE", true },
		{ "[Kaffee Crème]", "Kaffee Crème", true },
		{ "['/^Cr.me$/']", "Crème", true },
		{ "['/a.c/']", "a/c", true },
		{ "[a.c]", "abc", false },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct rules_load load;
		bool limit = false;
		char yaml[512];
		snprintf(yaml, sizeof(yaml), "%s%sitems: {x: %s}\n", RULES_HEAD,
			 RULES_EARN, rows[i].list);
		rules_load(&load, yaml);
		cr_assert_not_null(load.program, "%s", rules_load_said(&load));
		cr_expect_eq(matchers_match(&load.program->categories[0].items,
					    slice_from(rows[i].text), &limit),
			     rows[i].matches, "%s %s", rows[i].list,
			     rows[i].text);
		cr_expect_not(limit);
		rules_load_release(&load);
	}
}

Test(matchers, a_limit_is_no_answer)
{
	struct rules_load load;
	bool limit = false;
	rules_load(&load,
		   RULES_HEAD RULES_EARN "items: {x: ['/^(a+)+$/'], y: [b]}\n");
	cr_assert_not_null(load.program);
	struct slice text =
		SLICE("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!");
	cr_expect_not(matchers_match(&load.program->categories[0].items, text,
				     &limit));
	cr_expect(limit);
	limit = false;
	cr_expect_not(matchers_match(&load.program->categories[1].items, text,
				     &limit));
	cr_expect_not(limit);
	rules_load_release(&load);
}
