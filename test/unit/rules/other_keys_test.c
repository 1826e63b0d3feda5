/*
 * Sections of later commands, and the examples.
 */
#include <criterion/criterion.h>

#include "rules/rules_load.h"

static const struct rules_row later_rows[] = {
	{ "a value of an unknown unit",
	  RULES_HEAD RULES_EARN "accounting: {point-value: {pint: 0.05}}\n",
	  "4:28 rules_bad_value: unknown unit 'pint', did you mean "
	  "'point'?\n" },
	{ "a rate without a sign",
	  RULES_HEAD RULES_EARN "accounting: {redemption-rate: 0.8}\n",
	  "4:31 rules_bad_value: '0.8' is not a percentage such as 80%\n" },
	{ "a rate for nothing",
	  RULES_HEAD RULES_EARN "accounting: {redemption-rate: {point: 80}}\n",
	  "4:39 rules_bad_value: '80' is not a percentage such as 80%\n" },
	{ "VAT without a sign", RULES_HEAD RULES_EARN "accounting: {vat: 19}\n",
	  "4:19 rules_bad_value: '19' is not a percentage such as 80%\n" },
	{ "an estimator misspelt",
	  RULES_HEAD RULES_EARN "accounting: {estimator: chainladder}\n",
	  "4:25 rules_bad_value: 'chainladder' is not allowed here, did you "
	  "mean 'chain-ladder'?\n" },
	{ "an unknown account",
	  RULES_HEAD RULES_EARN "accounting: {accounts: {defered: \"A:B\"}}\n",
	  "4:25 rules_unknown_key: unknown key 'defered' in accounts, did you "
	  "mean 'deferred'?\n" },
	{ "partners twice",
	  RULES_HEAD RULES_EARN "partners: [{name: a}, {name: a}]\n",
	  "4:23 rules_sense: two partners have the same name\n" },
	{ "a segment of two words",
	  RULES_HEAD RULES_EARN "segments: {very good: 'spend:1000..'}\n",
	  "4:12 rules_bad_value: a name is one word\n" },
	{ "a segment in a list",
	  RULES_HEAD RULES_EARN "segments: {vip: [spend]}\n",
	  "4:17 rules_bad_value: a list here, expected a text\n" },
	{ "one arm",
	  RULES_HEAD RULES_EARN "experiments: [{name: x, arms: {a: 1}}]\n",
	  "4:25 rules_sense: an experiment compares at least two arms\n" },
	{ "an arm of weight 0",
	  RULES_HEAD RULES_EARN
	  "experiments: [{name: x, arms: {a: 1, b: 0}}]\n",
	  "4:41 rules_bad_value: '0' is less than 1\n" },
	{ "no arms", RULES_HEAD RULES_EARN "experiments: [{name: x}]\n",
	  "4:15 rules_missing_key: experiment lacks 'arms', arms with their "
	  "weights, such as {control: 50, new: 50}\n" },
	{ "experiments twice",
	  RULES_HEAD RULES_EARN "experiments: [{name: x, arms: {a: 1, b: 1}}, "
				"{name: x, arms: {a: 1, b: 1}}]\n",
	  "4:46 rules_sense: two experiments have the same name\n" },
	{ "a goal without a sign",
	  RULES_HEAD RULES_EARN "goals: {active-rate: 40}\n",
	  "4:22 rules_bad_value: '40' is not a percentage such as 80%\n" },
	{ "privacy of a number",
	  RULES_HEAD RULES_EARN "privacy: {retain: 10}\n",
	  "4:19 rules_bad_value: '10' is not a span such as 12 months\n" },
	{ "templates in a list",
	  RULES_HEAD RULES_EARN "messages: {templates: [a]}\n",
	  "4:23 rules_bad_value: a list here, expected texts under names\n" },
};

Test(other_keys, later)
{
	rules_load_expect(later_rows,
			  sizeof(later_rows) / sizeof(later_rows[0]));
}

static const struct rules_row tests_rows[] = {
	{ "a test of nothing",
	  RULES_HEAD RULES_EARN "tests: [{date: 2026-01-01, expect: +1}]\n",
	  "4:9 rules_missing_key: test lacks 'purchase', 'visit: true' or "
	  "'bonus'\n" },
	{ "a test of two things",
	  RULES_HEAD RULES_EARN "tests: [{purchase: 1.00, visit: true, date: "
				"2026-01-01, expect: +1}]\n",
	  "4:9 rules_sense: 'purchase', 'visit' and 'bonus' exclude each "
	  "other: keep one\n" },
	{ "a test without a day",
	  RULES_HEAD RULES_EARN "tests: [{purchase: 1.00, expect: +1}]\n",
	  "4:9 rules_missing_key: test lacks 'date', a date such as "
	  "2026-01-31\n" },
	{ "a test without a result",
	  RULES_HEAD RULES_EARN "tests: [{purchase: 1.00, date: 2026-01-01}]\n",
	  "4:9 rules_missing_key: test lacks 'expect', points such as +12, or "
	  "+12 +1 stamp\n" },
	{ "a test of a foreign currency",
	  RULES_HEAD RULES_EARN
	  "tests: [{purchase: 1.00 USD, date: 2026-01-01, expect: +1}]\n",
	  "4:20 rules_bad_value: '1.00 USD' is not in the programme's "
	  "currency, EUR\n" },
	{ "a test of an unknown unit",
	  RULES_HEAD RULES_EARN
	  "tests: [{purchase: 1.00, date: 2026-01-01, expect: +1 stamp}]\n",
	  "4:52 rules_bad_value: unknown unit 'stamp'\n" },
	{ "a test that expects words",
	  RULES_HEAD RULES_EARN
	  "tests: [{purchase: 1.00, date: 2026-01-01, expect: some}]\n",
	  "4:52 rules_bad_value: 'some' is not points such as +12, or +12 +1 "
	  "stamp\n" },
	{ "a test that expects one unit twice",
	  RULES_HEAD RULES_EARN
	  "tests: [{purchase: 1.00, date: 2026-01-01, expect: +1 +2 point}]\n",
	  "4:52 rules_bad_value: the same unit twice\n" },
	{ "a test of an unknown action",
	  RULES_HEAD RULES_EARN
	  "tests: [{bonus: signup, date: 2026-01-01, expect: +1}]\n",
	  "4:9 rules_sense: a test of an action that no rule has\n" },
	{ "a test of a bonus with items",
	  RULES_HEAD "earn: [{name: a, on: signup, points: 1}]\n"
		     "tests: [{bonus: signup, category: tea, date: 2026-01-01, "
		     "expect: +1}]\n",
	  "4:25 rules_sense: this key belongs to a purchase\n" },
	{ "a test at no time",
	  RULES_HEAD RULES_EARN "tests: [{purchase: 1.00, date: 2026-01-01, "
				"time: 9am, expect: +1}]\n",
	  "4:50 rules_bad_value: '9am' is not a time such as 14:30\n" },
};

Test(other_keys, tests)
{
	rules_load_expect(tests_rows,
			  sizeof(tests_rows) / sizeof(tests_rows[0]));
}
