/*
 * Structure, words and names of the owner's: what is said where.
 */
#include <criterion/criterion.h>

#include "rules/rules_load.h"

static const struct rules_row structure_rows[] = {
	{ "no keys at all", "- a\n",
	  "1:1 rules_bad_value: a list here, expected a group of keys\n" },
	{ "required sections", "rounding: up\n",
	  "1:1 rules_missing_key: the rules file lacks 'program', a group of "
	  "keys\n"
	  "1:1 rules_missing_key: the rules file lacks 'units', a list of "
	  "units\n"
	  "1:1 rules_missing_key: the rules file lacks 'earn', a list\n" },
	{ "a section of the wrong kind",
	  RULES_HEAD RULES_EARN "rewards: {name: x}\n",
	  "4:10 rules_bad_value: a group of keys here, expected a list "
	  "(entries begin with '- ')\n" },
	{ "a group of the wrong kind", RULES_HEAD RULES_EARN "refunds: none\n",
	  "4:10 rules_bad_value: 'none' is not a group of keys\n" },
	{ "an empty group", RULES_HEAD RULES_EARN "refunds:\n",
	  "4:9 rules_bad_value: nothing here, expected a group of keys\n" },
	{ "an unknown section", RULES_HEAD RULES_EARN "reward: []\n",
	  "4:1 rules_unknown_key: unknown key 'reward' in the rules file, did "
	  "you mean 'rewards'?\n" },
	{ "an unknown key far from all", RULES_HEAD RULES_EARN "xyzzy: 1\n",
	  "4:1 rules_unknown_key: unknown key 'xyzzy' in the rules file\n" },
	{ "a key of another section",
	  RULES_HEAD RULES_EARN "rewards: []\n"
				"refunds: {points: 1}\n",
	  "5:11 rules_unknown_key: unknown key 'points' in refunds\n" },
	{ "a duplicate key",
	  RULES_HEAD RULES_EARN "rounding: up\n"
				"rounding: down\n",
	  "5:1 rules_duplicate_key: key 'rounding' stands here a second "
	  "time\n" },
};

Test(schema, structure)
{
	rules_load_expect(structure_rows,
			  sizeof(structure_rows) / sizeof(structure_rows[0]));
}

static const struct rules_row programme_rows[] = {
	{ "no currency",
	  "program: {name: A, currency: EURO}\n"
	  "units: [{name: point}]\n" RULES_EARN,
	  "1:30 rules_bad_value: 'EURO' is not a currency such as EUR\n" },
	{ "a lower-case currency",
	  "program: {name: A, currency: eur}\n"
	  "units: [{name: point}]\n" RULES_EARN,
	  "1:30 rules_bad_value: 'eur' is not a currency such as EUR\n" },
	{ "no name",
	  "program: {currency: EUR}\n"
	  "units: [{name: point}]\n" RULES_EARN,
	  "1:10 rules_missing_key: program lacks 'name', a text\n" },
	{ "an empty name",
	  "program: {name: '', currency: EUR}\n"
	  "units: [{name: point}]\n" RULES_EARN,
	  "1:17 rules_bad_value: nothing here, expected a text\n" },
	{ "a name of two lines",
	  "program: {name: \"a\\nb\", currency: EUR}\n"
	  "units: [{name: point}]\n" RULES_EARN,
	  "1:17 rules_bad_value: a text of one line belongs here, without "
	  "control characters\n" },
	{ "a country in small letters",
	  "program: {name: A, currency: EUR, country: de}\n"
	  "units: [{name: point}]\n" RULES_EARN,
	  "1:44 rules_bad_value: 'de' is not a country's two capital letters, "
	  "such as DE\n" },
	{ "a day that is none",
	  "program: {name: A, currency: EUR, starts: 2025-02-29}\n"
	  "units: [{name: point}]\n" RULES_EARN,
	  "1:43 rules_bad_value: '2025-02-29' is no day of the calendar\n" },
	{ "a day written otherwise",
	  "program: {name: A, currency: EUR, starts: 1.2.2025}\n"
	  "units: [{name: point}]\n" RULES_EARN,
	  "1:43 rules_bad_value: '1.2.2025' is not a date such as "
	  "2026-01-31\n" },
	{ "ends before it starts",
	  "program: {name: A, currency: EUR, starts: 2025-02-01, earning-ends: "
	  "2025-01-01}\n"
	  "units: [{name: point}]\n" RULES_EARN,
	  "1:55 rules_sense: earning ends before the programme starts\n" },
	{ "spending ends before earning",
	  "program: {name: A, currency: EUR, redeeming-ends: 2025-02-01, "
	  "earning-ends: 2025-03-01}\n"
	  "units: [{name: point}]\n" RULES_EARN,
	  "1:35 rules_sense: redeeming ends before earning does\n" },
	{ "spending ends before it starts",
	  "program: {name: A, currency: EUR, starts: 2025-02-01, "
	  "redeeming-ends: 2025-01-01}\n"
	  "units: [{name: point}]\n" RULES_EARN,
	  "1:55 rules_sense: redeeming ends before the programme starts\n" },
	{ "staff twice",
	  "program: {name: A, currency: EUR, staff: [{name: a}, {name: a}]}\n"
	  "units: [{name: point}]\n" RULES_EARN,
	  "1:54 rules_sense: two staff have the same name\n" },
	{ "one account, two staff",
	  "program: {name: A, currency: EUR, staff: [{name: a, member: M1}, "
	  "{name: b, member: M1}]}\n"
	  "units: [{name: point}]\n" RULES_EARN,
	  "1:66 rules_sense: two staff have the same member's account\n" },
	{ "staff with a blank",
	  "program: {name: A, currency: EUR, staff: [{name: a b}]}\n"
	  "units: [{name: point}]\n" RULES_EARN,
	  "1:50 rules_bad_value: 'a b' is not a word for journals: no blanks, "
	  "quotes or ';', at most 64 characters, not beginning with ^ # + "
	  "-\n" },
};

Test(schema, programme)
{
	rules_load_expect(programme_rows,
			  sizeof(programme_rows) / sizeof(programme_rows[0]));
}

static const struct rules_row units_members_items_rows[] = {
	{ "no unit",
	  "program: {name: A, currency: EUR}\n"
	  "units: []\n" RULES_EARN,
	  "2:8 rules_bad_value: an empty list, expected at least one unit\n" },
	{ "a unit twice",
	  "program: {name: A, currency: EUR}\n"
	  "units: [{name: point}, {name: point}]\n" RULES_EARN,
	  "2:24 rules_bad_value: the unit 'point' stands twice\n" },
	{ "too many decimals",
	  "program: {name: A, currency: EUR}\n"
	  "units: [{name: point, decimals: 7}]\n" RULES_EARN,
	  "2:33 rules_bad_value: a unit has at most 6 decimals\n" },
	{ "decimals that are no number",
	  "program: {name: A, currency: EUR}\n"
	  "units: [{name: point, decimals: two}]\n" RULES_EARN,
	  "2:33 rules_bad_value: 'two' is not a whole number\n" },
	{ "a unit that begins with +",
	  "program: {name: A, currency: EUR}\n"
	  "units: [{name: +point}]\n" RULES_EARN,
	  "2:16 rules_bad_value: '+point' is not a word for journals: no "
	  "blanks, quotes or ';', at most 64 characters, not beginning with ^ "
	  "# + -\n" },
	{ "units are all that is wrong",
	  "program: {name: A, currency: EUR}\n"
	  "units: [{nam: point}]\n"
	  "earn: [{name: x, on: purchase, unit: stamp, points: 1}]\n",
	  "2:9 rules_missing_key: unit lacks 'name', a word\n"
	  "2:10 rules_unknown_key: unknown key 'nam' in unit, did you mean "
	  "'name'?\n" },
	{ "a bad member pattern",
	  RULES_HEAD RULES_EARN "members: {id: '^[0-9'}\n",
	  "4:21 rules_bad_value: a bad pattern: missing terminating ] for "
	  "character class\n" },
	{ "duplicates of another kind",
	  RULES_HEAD RULES_EARN "members: {duplicates: [email, fax]}\n",
	  "4:31 rules_bad_value: 'fax' is not email, phone or card\n" },
	{ "yes is not true",
	  RULES_HEAD RULES_EARN "members: {earn-before-join: yes}\n",
	  "4:29 rules_bad_value: 'yes' is not true or false\n" },
	{ "a bad pattern",
	  RULES_HEAD RULES_EARN "items:\n"
				"  tea: [GREEN, '/te(a/']\n",
	  "5:22 rules_bad_value: a bad pattern: missing closing "
	  "parenthesis\n" },
	{ "a bad pattern behind escapes",
	  RULES_HEAD RULES_EARN "items:\n"
				"  tea: [\"/\\u00e4\\\\d[/\"]\n",
	  "5:21 rules_bad_value: a bad pattern: missing terminating ] for "
	  "character class\n" },
	{ "a pattern without an end",
	  RULES_HEAD RULES_EARN "items:\n"
				"  tea: /tea\n",
	  "5:8 rules_bad_value: a pattern that does not end with '/'\n" },
	{ "an empty pattern",
	  RULES_HEAD RULES_EARN "items:\n"
				"  tea: //\n",
	  "5:8 rules_bad_value: an empty pattern\n" },
	{ "items without items",
	  RULES_HEAD RULES_EARN "items:\n"
				"  tea: []\n",
	  "5:8 rules_bad_value: an empty list can never match\n" },
	{ "items in keys",
	  RULES_HEAD RULES_EARN "items:\n"
				"  tea: {a: b}\n",
	  "5:8 rules_bad_value: a group of keys here, expected a text, or a "
	  "pattern /\xE2"
	  "\x80"
	  "\xA6"
	  "/\n" },
};

Test(schema, units_members_items)
{
	rules_load_expect(units_members_items_rows,
			  sizeof(units_members_items_rows) /
				  sizeof(units_members_items_rows[0]));
}

static const struct rules_row words_rows[] = {
	{ "a word misspelt", RULES_HEAD RULES_EARN "rounding: dwon\n",
	  "4:11 rules_bad_value: 'dwon' is not allowed here, did you mean "
	  "'down'?\n" },
	{ "a word that is none of them",
	  RULES_HEAD RULES_EARN "combine: multiply\n",
	  "4:10 rules_bad_value: 'multiply' is not one of: sum best first\n" },
	{ "basis is a word", RULES_HEAD RULES_EARN "basis: {tax: 19%}\n",
	  "4:14 rules_bad_value: '19%' is not one of: exclude include\n" },
};

Test(schema, words)
{
	rules_load_expect(words_rows,
			  sizeof(words_rows) / sizeof(words_rows[0]));
}
