/*
 * Rules and rewards that can never match are warned of; all else is fine.
 */
#include <criterion/criterion.h>

#include "rules/rules_load.h"

static const struct rules_row never_rows[] = {
	{ "never: days that do not meet",
	  RULES_HEAD "earn:\n"
		     "  - {name: b, on: purchase, points: 1, from: 2026-02-01, "
		     "when: {until: 2026-01-31}}\n",
	  "4:5 rules_never: this rule can never match: its days do not meet, "
	  "or lie outside the programme\n" },
	{ "never: outside the programme",
	  "program: {name: A, currency: EUR, earning-ends: 2025-12-31}\n"
	  "units: [{name: point}]\n"
	  "earn: [{name: b, on: purchase, points: 1, from: 2026-01-01}]\n",
	  "3:8 rules_never: this rule can never match: its days do not meet, "
	  "or lie outside the programme\n" },
	{ "never: no such weekday",
	  RULES_HEAD "earn:\n"
		     "  - {name: b, on: purchase, points: 1, from: 2026-02-02, "
		     "until: 2026-02-03, when: {weekday: [sat, sun]}}\n",
	  "4:5 rules_never: this rule can never match: its days have no such "
	  "weekday\n" },
	{ "never: items of a bonus",
	  RULES_HEAD
	  "earn:\n"
	  "  - {name: b, on: signup, points: 1, when: {category: tea}}\n",
	  "4:5 rules_never: this rule can never match: only purchases have "
	  "items, money and a first\n" },
	{ "never: an excluded category",
	  RULES_HEAD "basis: {exclude: {category: [tea, '/^cig/']}}\n"
		     "earn: [{name: b, on: purchase, points: 1, when: "
		     "{category: cigars}}]\n",
	  "4:8 rules_never: this rule can never match: 'basis' excludes its "
	  "category\n" },
	{ "never: nothing to multiply",
	  RULES_HEAD "earn:\n"
		     "  - {name: b, on: purchase, unit: credit, multiply: 2}\n",
	  "4:5 rules_never: this rule can never match: no purchase gives the "
	  "unit it multiplies\n" },
	{ "never: a limit below the points",
	  RULES_HEAD "earn:\n"
		     "  - {name: b, on: purchase, points: 10, limit: {points: "
		     "5, per: day, mode: reject}}\n",
	  "4:5 rules_never: this rule can never match: its limit is below its "
	  "points\n" },
	{ "never: a reward outside the programme",
	  "program: {name: A, currency: EUR, redeeming-ends: 2025-12-31}\n"
	  "units: [{name: point}]\n" RULES_EARN
	  "rewards: [{name: x, kind: other, cost: 1, from: 2026-01-01}]\n",
	  "4:11 rules_never: this reward can never be had: its days lie "
	  "outside the programme\n" },
	{ "never: a reward above its limit",
	  RULES_HEAD RULES_EARN "rewards:\n"
				"  - {name: x, kind: other, cost: 100, limit: "
				"{points: 99, per: month}}\n",
	  "5:5 rules_never: this reward can never be had: its limit is below "
	  "its cost\n" },
};

Test(program_sense, never)
{
	rules_load_expect(never_rows,
			  sizeof(never_rows) / sizeof(never_rows[0]));
}

static const struct rules_row fine_rows[] = {
	{ "block style",
	  "program:\n"
	  "  name: A\n"
	  "  currency: EUR\n"
	  "units:\n"
	  "- name: point\n"
	  "earn:\n"
	  "- name: b\n"
	  "  on: purchase\n"
	  "  points: 1\n",
	  "" },
	{ "CRLF",
	  "program: {name: A, currency: EUR}\r\n"
	  "units: [{name: point}]\r\n"
	  "earn: [{name: b, on: purchase, points: 1}]\r\n",
	  "" },
	{ "a byte-order mark",
	  "\xEF"
	  "\xBB"
	  "\xBF"
	  "program: {name: A, currency: EUR}\n"
	  "units: [{name: point}, {name: credit, decimals: 2}]\n" RULES_EARN,
	  "" },
	{ "a document's start and end",
	  "---\n"
	  "program: {name: A, currency: EUR}\n"
	  "units: [{name: point}, {name: credit, decimals: 2}]\n" RULES_EARN
	  "...\n",
	  "" },
	{ "no end of line",
	  RULES_HEAD "earn: [{name: base, on: purchase, points: 1, per: 1.00}]",
	  "" },
	{ "quoted numbers",
	  RULES_HEAD
	  "earn:\n"
	  "  - {name: b, on: purchase, points: \"1\", per: '1.00'}\n",
	  "" },
	{ "exact decimals",
	  RULES_HEAD RULES_EARN
	  "accounting: {point-value: {point: 0.10, credit: 0.000000001}}\n",
	  "" },
	{ "a plain value is the first unit's",
	  RULES_HEAD RULES_EARN
	  "accounting: {point-value: 0.05, redemption-rate: 80%}\n"
	  "redeem: {minimum: 5}\n",
	  "" },
	{ "scalars where lists may be",
	  RULES_HEAD "earn:\n"
		     "  - {name: b, on: purchase, points: 1, when: {weekday: "
		     "tue, store: north, category: /^t/}}\n",
	  "" },
	{ "short spans",
	  RULES_HEAD RULES_EARN "expiry: [{after: 12m}]\n"
				"pending: 2w\n",
	  "" },
	{ "hours over midnight",
	  RULES_HEAD "earn:\n"
		     "  - {name: b, on: purchase, points: 1, when: {hours: "
		     "22:00-02:00}}\n",
	  "" },
	{ "hours to the day's end",
	  RULES_HEAD "earn:\n"
		     "  - {name: b, on: purchase, points: 1, when: {hours: "
		     "18:00-24:00}}\n",
	  "" },
	{ "money with its currency",
	  RULES_HEAD "earn:\n"
		     "  - {name: b, on: purchase, points: 1, per: 1.00 EUR}\n",
	  "" },
	{ "levels in any order",
	  RULES_HEAD RULES_EARN
	  "tiers: {levels: [{name: b, at: 10}, {name: a, at: 0}]}\n",
	  "" },
	{ "non-ASCII names",
	  RULES_HEAD RULES_EARN "items: {K\xC3"
				"\xA4"
				"se: [Gouda, \"B\\u00fcffel\"]}\n"
				"segments: {\xC3"
				"\xB6"
				"l: 'last:..60d'}\n",
	  "" },
	{ "no duplicates", RULES_HEAD RULES_EARN "members: {duplicates: []}\n",
	  "" },
	{ "a literal text",
	  RULES_HEAD RULES_EARN "messages:\n"
				"  from: >-\n"
				"    Rosa's\n"
				"    <club@example.org>\n",
	  "" },
	{ "a test of a visit",
	  RULES_HEAD "earn: [{name: v, on: visit, points: 1}]\n"
		     "tests: [{visit: true, date: 2026-01-01, time: '09:30', "
		     "expect: +1 +0 credit}]\n",
	  "" },
};

Test(program_sense, fine)
{
	rules_load_expect(fine_rows, sizeof(fine_rows) / sizeof(fine_rows[0]));
}
