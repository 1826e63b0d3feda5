/*
 * Files written to wear the reader out: too many entries, too many
 * complaints, names that are near to thousands of others.
 */
#include <criterion/criterion.h>
#include <string.h>
#include <time.h>

#include "base/text.h"
#include "rules/rules_load.h"

static struct arena arena;
static struct text text;

static void setup(void)
{
	arena_init(&arena);
	text_init(&text, &arena);
	text_add(&text, RULES_HEAD);
}

static void teardown(void)
{
	arena_release(&arena);
}

TestSuite(schema_limits, .init = setup, .fini = teardown);

/* `count` numbered entries between brackets or braces. */
static void add_entries(const char *head, const char *entry, int count,
			const char *tail)
{
	text_add(&text, head);
	for (int i = 0; i < count; i++) {
		text_add(&text, i > 0 ? "," : "");
		for (const char *at = entry; *at != '\0'; at++)
			if (*at == '#')
				text_add_integer(&text, i);
			else
				text_add_char(&text, *at);
	}
	text_add(&text, tail);
}

static void expect_said(const char *first, size_t complaints)
{
	struct rules_load load;
	clock_t begun = clock();
	rules_load(&load, text.bytes);
	cr_expect_lt((double)(clock() - begun) / CLOCKS_PER_SEC, 3.0);
	cr_expect_eq(load.program == NULL, complaints > 0);
	cr_expect_eq(load.diagnostics.counts[SEVERITY_BROKEN], complaints,
		     "%zu", load.diagnostics.counts[SEVERITY_BROKEN]);
	const char *said = rules_load_said(&load);
	cr_expect_eq(strncmp(said, first, strlen(first)), 0, "%.200s", said);
	rules_load_release(&load);
}

Test(schema_limits, a_thousand_rules)
{
	add_entries("earn: [", "{name: r#, on: a#, points: 1}", 1000, "]\n");
	expect_said("", 0);
}

Test(schema_limits, more_rules_at_a_time_than_one_line_can_set_off)
{
	add_entries("earn: [", "{name: r#, on: visit, points: 1}", 65, "]\n");
	expect_said("3:8 rules_sense: more than 64 rules at a time for the "
		    "same line of a journal\n",
		    1);
}

Test(schema_limits, campaigns_one_after_the_other)
{
	add_entries("earn: [",
		    "{name: r#, on: visit, points: 1, until: 2026-01-31}", 64,
		    ", {name: x, on: purchase, points: 1, "
		    "from: 2026-02-01}]\n");
	expect_said("", 0);
}

Test(schema_limits, more_than_a_thousand_rules)
{
	add_entries("earn: [", "{name: r#, on: visit, points: 1}", 1001, "]\n");
	expect_said("3:7 rules_bad_value: 1001 entries, more than 1000\n", 1);
}

Test(schema_limits, more_than_a_thousand_segments)
{
	text_add(&text, RULES_EARN);
	add_entries("segments: {", "s#: 'spend:1..'", 1001, "}\n");
	expect_said("4:11 rules_bad_value: 1001 entries, more than 1000\n", 1);
}

Test(schema_limits, more_than_a_thousand_arms)
{
	text_add(&text, RULES_EARN);
	add_entries("experiments: [{name: x, arms: {", "s#: 1", 1001, "}}]\n");
	expect_said("4:31 rules_bad_value: 1001 entries, more than 1000\n", 1);
}

Test(schema_limits, items_are_as_many_as_a_shop_has)
{
	text_add(&text, RULES_EARN);
	add_entries("items: {x: [", "S#", 50000, "]}\n");
	expect_said("", 0);
}

Test(schema_limits, unknown_keys)
{
	text_add(&text, RULES_EARN);
	add_entries("refunds: {", "within#: 1", 60000, "}\n");
	expect_said("4:11 rules_unknown_key: unknown key 'within0' in refunds, "
		    "did you mean 'within'?\n",
		    1000);
}

Test(schema_limits, unknown_names)
{
	add_entries("segments: {", "s#: 'spend:1..'", 1000, "}\n");
	add_entries("earn: [{name: a, on: visit, points: 1, when: {segment: [",
		    "z#", 60000, "]}}]\n");
	expect_said("4:57 rules_bad_value: unknown segment 'z0', did you mean "
		    "'s0'?\n",
		    1000);
}
