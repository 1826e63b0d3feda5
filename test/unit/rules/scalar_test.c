/*
 * Numbers that are none, and what to write instead.
 */
#include <criterion/criterion.h>

#include "rules/rules_load.h"

static const struct rules_row numbers_rows[] = {
	{ "thousands",
	  RULES_HEAD "earn:\n"
		     "  - {name: b, on: purchase, points: '2,000'}\n",
	  "4:37 rules_bad_value: '2,000' is not an amount: write thousands "
	  "without a comma\n" },
	{ "thousands in braces",
	  RULES_HEAD "earn:\n"
		     "  - {name: b, on: purchase, points: 2,000}\n",
	  "4:39 rules_unknown_key: unknown key '000' in earn rule: write "
	  "numbers without a comma\n" },
	{ "a decimal comma",
	  RULES_HEAD "earn:\n"
		     "  - {name: b, on: purchase, points: 1, per: '1,50'}\n",
	  "4:45 rules_bad_value: '1,50' is not an amount: the decimal sign is "
	  "a point\n" },
	{ "a leading zero",
	  RULES_HEAD "earn:\n"
		     "  - {name: b, on: purchase, points: 012}\n",
	  "4:37 rules_bad_value: '012' is not an amount: write it without the "
	  "leading 0\n" },
	{ "letters behind",
	  RULES_HEAD "earn:\n"
		     "  - {name: b, on: purchase, points: 12abc}\n",
	  "4:37 rules_bad_value: '12abc' is not an amount\n" },
	{ "an exponent",
	  RULES_HEAD "earn:\n"
		     "  - {name: b, on: purchase, points: 1e3}\n",
	  "4:37 rules_bad_value: '1e3' is not an amount: write the digits "
	  "out\n" },
	{ "hexadecimal",
	  RULES_HEAD "earn:\n"
		     "  - {name: b, on: purchase, points: 0x10}\n",
	  "4:37 rules_bad_value: '0x10' is not an amount: write the digits "
	  "out\n" },
	{ "a sign",
	  RULES_HEAD "earn:\n"
		     "  - {name: b, on: purchase, points: +5}\n",
	  "4:37 rules_bad_value: '+5' is not an amount: write it without the "
	  "+\n" },
	{ "negative",
	  RULES_HEAD "earn:\n"
		     "  - {name: b, on: purchase, points: -5}\n",
	  "4:37 rules_bad_value: '-5' is not an amount: it cannot be "
	  "negative\n" },
	{ "no digit before the point",
	  RULES_HEAD "earn:\n"
		     "  - {name: b, on: purchase, points: 1, per: .5}\n",
	  "4:45 rules_bad_value: '.5' is not an amount: write a 0 before the "
	  "point\n" },
	{ "no digit behind the point",
	  RULES_HEAD "earn:\n"
		     "  - {name: b, on: purchase, points: 1, per: 5.}\n",
	  "4:45 rules_bad_value: '5.' is not an amount: write digits behind "
	  "the point, or none\n" },
	{ "a percentage for a number",
	  RULES_HEAD "earn:\n"
		     "  - {name: b, on: purchase, points: 5%}\n",
	  "4:37 rules_bad_value: '5%' is not an amount: write it without the "
	  "%\n" },
	{ "a list for a number",
	  RULES_HEAD "earn:\n"
		     "  - {name: b, on: purchase, points: [5]}\n",
	  "4:37 rules_bad_value: a list here, expected an amount of points\n" },
	{ "nothing for a number",
	  RULES_HEAD "earn:\n"
		     "  - name: b\n"
		     "    on: purchase\n"
		     "    points:\n",
	  "6:12 rules_bad_value: nothing here, expected an amount of "
	  "points\n" },
	{ "points too fine",
	  RULES_HEAD "earn:\n"
		     "  - {name: b, on: purchase, points: 0.5}\n",
	  "4:37 rules_bad_value: '0.5' is too fine: point has no decimals\n" },
	{ "points too fine for their unit",
	  RULES_HEAD
	  "earn:\n"
	  "  - {name: b, on: purchase, unit: credit, points: 0.005}\n",
	  "4:51 rules_bad_value: '0.005' is too fine: credit has 2 "
	  "decimals\n" },
	{ "points too large",
	  RULES_HEAD
	  "earn:\n"
	  "  - {name: b, on: purchase, points: 99999999999999999999}\n",
	  "4:37 rules_bad_value: '99999999999999999999' is too large\n" },
	{ "points too large for their unit",
	  RULES_HEAD "earn:\n"
		     "  - {name: b, on: purchase, unit: credit, points: "
		     "9223372036854775807}\n",
	  "4:51 rules_bad_value: '9223372036854775807' is too large\n" },
	{ "money too fine",
	  RULES_HEAD "earn:\n"
		     "  - {name: b, on: purchase, points: 1, per: 1.005}\n",
	  "4:45 rules_bad_value: '1.005' is too fine: EUR has 2 decimals\n" },
	{ "another currency",
	  RULES_HEAD "earn:\n"
		     "  - {name: b, on: purchase, points: 1, per: 1.00 USD}\n",
	  "4:45 rules_bad_value: '1.00 USD' is not in the programme's "
	  "currency, EUR\n" },
	{ "pieces too fine",
	  RULES_HEAD
	  "earn:\n"
	  "  - {name: b, on: purchase, points: 1, per-item: 0.0123456789}\n",
	  "4:50 rules_bad_value: '0.0123456789' has more than 9 digits behind "
	  "the point\n" },
};

Test(scalar, numbers)
{
	rules_load_expect(numbers_rows,
			  sizeof(numbers_rows) / sizeof(numbers_rows[0]));
}
