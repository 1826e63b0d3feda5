/*
 * Earn rules, limits, conditions and expiry that contradict themselves.
 */
#include <criterion/criterion.h>

#include "rules/rules_load.h"

static const struct rules_row rules_rows[] = {
	{ "no rule", RULES_HEAD "earn: []\n",
	  "3:7 rules_bad_value: an empty list, expected at least one entry\n" },
	{ "a rule without points",
	  RULES_HEAD "earn:\n"
		     "  - {name: b, on: purchase}\n",
	  "4:5 rules_missing_key: earn rule lacks 'points' or 'multiply'\n" },
	{ "a rule of no points",
	  RULES_HEAD "earn:\n"
		     "  - {name: b, on: purchase, points: 0}\n",
	  "4:37 rules_sense: a rule that gives no points\n" },
	{ "a rule without a name or event",
	  RULES_HEAD "earn:\n"
		     "  - {points: 1}\n",
	  "4:5 rules_missing_key: earn rule lacks 'name', a text\n"
	  "4:5 rules_missing_key: earn rule lacks 'on', a word\n" },
	{ "two rules of a name",
	  RULES_HEAD "earn:\n"
		     "  - {name: b, on: purchase, points: 1}\n"
		     "  - {name: b, on: visit, points: 1}\n",
	  "5:5 rules_sense: two earn rules have the same name\n" },
	{ "an unknown unit",
	  RULES_HEAD "earn:\n"
		     "  - {name: b, on: purchase, unit: pont, points: 1}\n",
	  "4:35 rules_bad_value: unknown unit 'pont', did you mean "
	  "'point'?\n" },
	{ "a unit far from all",
	  RULES_HEAD "earn:\n"
		     "  - {name: b, on: purchase, unit: xyz, points: 1}\n",
	  "4:35 rules_bad_value: unknown unit 'xyz': define it under "
	  "'units'\n" },
	{ "two ways to earn",
	  RULES_HEAD
	  "earn:\n"
	  "  - {name: b, on: purchase, points: 1, per: 1.00, per-full: 2.00}\n",
	  "4:51 rules_sense: 'per', 'per-full', 'per-item' and 'multiply' "
	  "exclude each other: keep one\n" },
	{ "per nothing",
	  RULES_HEAD "earn:\n"
		     "  - {name: b, on: purchase, points: 1, per: 0}\n",
	  "4:5 rules_sense: points per 0 of money\n" },
	{ "per no pieces",
	  RULES_HEAD "earn:\n"
		     "  - {name: b, on: purchase, points: 1, per-item: 0}\n",
	  "4:5 rules_sense: points per 0 pieces\n" },
	{ "a multiplier with points",
	  RULES_HEAD "earn:\n"
		     "  - {name: b, on: purchase, points: 1, multiply: 2}\n",
	  "4:29 rules_sense: a multiplier gives no points of its own: remove "
	  "'points' or 'multiply'\n" },
	{ "a multiplier of 0",
	  RULES_HEAD "earn:\n"
		     "  - {name: b, on: purchase, multiply: 0}\n",
	  "4:29 rules_sense: a multiplier of 0: nothing would earn\n" },
	{ "a multiplier of visits",
	  RULES_HEAD "earn:\n"
		     "  - {name: b, on: visit, multiply: 2}\n",
	  "4:26 rules_sense: multipliers apply to purchases only\n" },
	{ "a multiplier that expires",
	  RULES_HEAD
	  "earn:\n"
	  "  - {name: b, on: purchase, multiply: 2, expires: 3 days}\n",
	  "4:42 rules_sense: a multiplier gives no points of its own that "
	  "could expire\n" },
	{ "money for a bonus",
	  RULES_HEAD "earn:\n"
		     "  - {name: b, on: signup, points: 1, per: 1.00}\n",
	  "4:38 rules_sense: 'per' belongs to 'on: purchase'\n" },
	{ "every purchase",
	  RULES_HEAD "earn:\n"
		     "  - {name: b, on: purchase, points: 1, every: 5}\n",
	  "4:40 rules_sense: 'every' counts visits: it belongs to 'on: "
	  "visit'\n" },
	{ "every no visit",
	  RULES_HEAD "earn:\n"
		     "  - {name: b, on: visit, points: 1, every: 0}\n",
	  "4:44 rules_bad_value: '0' is less than 1\n" },
	{ "within without every",
	  RULES_HEAD "earn:\n"
		     "  - {name: b, on: visit, points: 1, within: month}\n",
	  "4:37 rules_sense: 'within' belongs to 'every' or to 'on: "
	  "referral'\n" },
	{ "within a fortnight",
	  RULES_HEAD
	  "earn:\n"
	  "  - {name: b, on: visit, points: 1, every: 5, within: fortnight}\n",
	  "4:55 rules_bad_value: 'fortnight' is not day, week, month, year, or "
	  "a span such as 90 days\n" },
	{ "within no time",
	  RULES_HEAD
	  "earn:\n"
	  "  - {name: b, on: visit, points: 1, every: 5, within: 0 days}\n",
	  "4:47 rules_sense: a span of no length\n" },
	{ "feb-29 of a visit",
	  RULES_HEAD "earn:\n"
		     "  - {name: b, on: visit, points: 1, feb-29: mar-1}\n",
	  "4:37 rules_sense: 'feb-29' belongs to a birthday or an "
	  "anniversary\n" },
	{ "points that expire at once",
	  RULES_HEAD "earn:\n"
		     "  - {name: b, on: visit, points: 1, expires: 0d}\n",
	  "4:37 rules_sense: points that expire at once\n" },
	{ "a referral of points",
	  RULES_HEAD "earn:\n"
		     "  - {name: b, on: referral, points: 10}\n",
	  "4:5 rules_missing_key: a referral lacks 'referrer' or 'friend', the "
	  "points of each\n"
	  "4:29 rules_sense: a referral gives points by 'referrer' and "
	  "'friend'\n" },
	{ "a referral within a month",
	  RULES_HEAD "earn:\n"
		     "  - {name: b, on: referral, friend: 10, within: month}\n",
	  "4:41 rules_sense: a referral needs a span, such as 90 days\n" },
	{ "a friend at sign-up",
	  RULES_HEAD "earn:\n"
		     "  - {name: b, on: signup, points: 10, friend: 10}\n",
	  "4:39 rules_sense: 'friend' belongs to 'on: referral'\n" },
	{ "a minimum outside when",
	  RULES_HEAD "earn:\n"
		     "  - {name: b, on: purchase, points: 10, minimum: 5.00}\n",
	  "4:41 rules_sense: 'minimum' belongs to 'on: referral'; for "
	  "purchases write it under 'when'\n" },
	{ "until before from",
	  RULES_HEAD "earn:\n"
		     "  - {name: b, on: purchase, points: 1, from: 2026-02-01, "
		     "until: 2026-01-31}\n",
	  "4:58 rules_sense: 'until' is before 'from'\n" },
	{ "until before from in when",
	  RULES_HEAD "earn:\n"
		     "  - {name: b, on: purchase, points: 1, when: {from: "
		     "2026-02-01, until: 2026-01-31}}\n",
	  "4:65 rules_sense: 'until' is before 'from'\n" },
};

Test(earn_keys, rules)
{
	rules_load_expect(rules_rows,
			  sizeof(rules_rows) / sizeof(rules_rows[0]));
}

static const struct rules_row limits_rows[] = {
	{ "a limit of nothing said",
	  RULES_HEAD
	  "earn:\n"
	  "  - {name: b, on: purchase, points: 1, limit: {per: day}}\n",
	  "4:47 rules_missing_key: limit lacks 'points' or 'times'\n" },
	{ "a limit without a span",
	  RULES_HEAD
	  "earn:\n"
	  "  - {name: b, on: purchase, points: 1, limit: {times: 1}}\n",
	  "4:47 rules_missing_key: limit lacks 'per', one of: purchase day "
	  "week month year ever\n" },
	{ "a limit of both",
	  RULES_HEAD "earn:\n"
		     "  - {name: b, on: purchase, points: 1, limit: {times: 1, "
		     "points: 1, per: day}}\n",
	  "4:48 rules_sense: 'points' and 'times' in one limit: keep one\n" },
	{ "a limit of 0 times",
	  RULES_HEAD "earn:\n"
		     "  - {name: b, on: purchase, points: 1, limit: {times: 0, "
		     "per: day}}\n",
	  "4:55 rules_bad_value: '0' is less than 1\n" },
	{ "a limit of 0 points",
	  RULES_HEAD "earn:\n"
		     "  - {name: b, on: purchase, points: 1, limit: {points: "
		     "0, per: day}}\n",
	  "4:56 rules_sense: a limit of nothing\n" },
	{ "a limit per quarter",
	  RULES_HEAD "earn:\n"
		     "  - {name: b, on: purchase, points: 1, limit: {times: 1, "
		     "per: quarter}}\n",
	  "4:63 rules_bad_value: 'quarter' is not one of: purchase day week "
	  "month year ever\n" },
};

Test(earn_keys, limits)
{
	rules_load_expect(limits_rows,
			  sizeof(limits_rows) / sizeof(limits_rows[0]));
}

static const struct rules_row conditions_rows[] = {
	{ "an unknown condition",
	  RULES_HEAD
	  "earn:\n"
	  "  - {name: b, on: purchase, points: 1, when: {wekday: mon}}\n",
	  "4:47 rules_unknown_key: unknown key 'wekday' in when, did you mean "
	  "'weekday'?\n" },
	{ "a weekday in full",
	  RULES_HEAD "earn:\n"
		     "  - {name: b, on: purchase, points: 1, when: {weekday: "
		     "[mon, tuesday]}}\n",
	  "4:62 rules_bad_value: 'tuesday' is not a weekday: mon tue wed thu "
	  "fri sat sun\n" },
	{ "no weekday",
	  RULES_HEAD
	  "earn:\n"
	  "  - {name: b, on: purchase, points: 1, when: {weekday: []}}\n",
	  "4:56 rules_bad_value: an empty list can never match\n" },
	{ "hours the other way",
	  RULES_HEAD
	  "earn:\n"
	  "  - {name: b, on: purchase, points: 1, when: {hours: 14-17}}\n",
	  "4:54 rules_bad_value: '14-17' is not hours such as 14:00-17:00\n" },
	{ "hours of no length",
	  RULES_HEAD "earn:\n"
		     "  - {name: b, on: purchase, points: 1, when: {hours: "
		     "14:00-14:00}}\n",
	  "4:54 rules_bad_value: '14:00-14:00' begins and ends at once\n" },
	{ "hours beyond the day",
	  RULES_HEAD "earn:\n"
		     "  - {name: b, on: purchase, points: 1, when: {hours: "
		     "14:00-25:00}}\n",
	  "4:54 rules_bad_value: '14:00-25:00' is not hours such as "
	  "14:00-17:00\n" },
	{ "a level without tiers",
	  RULES_HEAD
	  "earn:\n"
	  "  - {name: b, on: purchase, points: 1, when: {tier: gold}}\n",
	  "4:53 rules_bad_value: unknown level 'gold': define it under "
	  "'tiers'\n" },
	{ "a level misspelt",
	  RULES_HEAD
	  "earn: [{name: b, on: purchase, points: 1, when: {tier: [gold, "
	  "sliver]}}]\n"
	  "tiers: {levels: [{name: silver, at: 0}, {name: gold, at: 10}]}\n",
	  "3:63 rules_bad_value: unknown level 'sliver', did you mean "
	  "'silver'?\n" },
	{ "a segment misspelt",
	  RULES_HEAD
	  "earn: [{name: b, on: purchase, points: 1, when: {segment: vpi}}]\n"
	  "segments: {vip: 'spend:1000..'}\n",
	  "3:59 rules_bad_value: unknown segment 'vpi', did you mean "
	  "'vip'?\n" },
	{ "a segment without segments",
	  RULES_HEAD
	  "earn:\n"
	  "  - {name: b, on: purchase, points: 1, when: {segment: vip}}\n",
	  "4:56 rules_bad_value: unknown segment 'vip': define it under "
	  "'segments'\n" },
	{ "an unknown arm",
	  RULES_HEAD "earn: [{name: b, on: purchase, points: 1, when: "
		     "{experiment: x/c}}]\n"
		     "experiments: [{name: x, arms: {a: 1, b: 1}}]\n",
	  "3:62 rules_bad_value: 'x/c' is no EXPERIMENT/ARM of "
	  "'experiments'\n" },
	{ "attributes in a list",
	  RULES_HEAD
	  "earn:\n"
	  "  - {name: b, on: purchase, points: 1, when: {member: [city]}}\n",
	  "4:55 rules_bad_value: a list here, expected attributes of the "
	  "member, such as {city: Berlin}\n" },
};

Test(earn_keys, conditions)
{
	rules_load_expect(conditions_rows,
			  sizeof(conditions_rows) / sizeof(conditions_rows[0]));
}

static const struct rules_row expiry_rows[] = {
	{ "expiry of nothing",
	  RULES_HEAD RULES_EARN "expiry: [{unit: point}]\n",
	  "4:10 rules_missing_key: expiry lacks 'after', 'inactivity', 'on' or "
	  "'never: true'\n" },
	{ "expiry of two kinds",
	  RULES_HEAD RULES_EARN "expiry: [{after: 1 month, on: 12-31}]\n",
	  "4:27 rules_sense: 'after', 'inactivity', 'on' and 'never' exclude "
	  "each other: keep one\n" },
	{ "expiry twice",
	  RULES_HEAD RULES_EARN "expiry: [{unit: point, after: 1 month}, "
				"{unit: point, never: true}]\n",
	  "4:41 rules_sense: two expiry rules for the same unit\n" },
	{ "expiry never false",
	  RULES_HEAD RULES_EARN "expiry: [{never: false}]\n",
	  "4:10 rules_missing_key: expiry lacks 'after', 'inactivity', 'on' or "
	  "'never: true'\n" },
	{ "expiry on no day", RULES_HEAD RULES_EARN "expiry: [{on: 02-29}]\n",
	  "4:15 rules_bad_value: '02-29' is not a day of every year such as "
	  "12-31\n" },
	{ "expiry on a day of the other order",
	  RULES_HEAD RULES_EARN "expiry: [{on: 31-12}]\n",
	  "4:15 rules_bad_value: '31-12' is not a day of every year such as "
	  "12-31\n" },
	{ "expiry at once",
	  RULES_HEAD RULES_EARN "expiry: [{inactivity: 0 days}]\n",
	  "4:10 rules_sense: points that expire at once\n" },
	{ "grace of a span",
	  RULES_HEAD RULES_EARN "expiry: [{after: 1 month, grace: 1 day}]\n",
	  "4:27 rules_sense: 'grace' belongs to 'on'\n" },
	{ "rounding of a day",
	  RULES_HEAD RULES_EARN "expiry: [{on: 12-31, round: end-of-month}]\n",
	  "4:22 rules_sense: 'round' belongs to 'after' or 'inactivity'\n" },
	{ "activity of a span",
	  RULES_HEAD RULES_EARN
	  "expiry: [{after: 1 month, activity: [purchase]}]\n",
	  "4:27 rules_sense: 'activity' belongs to 'inactivity'\n" },
	{ "activity of no kind",
	  RULES_HEAD RULES_EARN
	  "expiry: [{inactivity: 1 month, activity: [sale]}]\n",
	  "4:43 rules_bad_value: 'sale' is not one of: purchase redeem bonus "
	  "refund adjust\n" },
	{ "a span without a unit",
	  RULES_HEAD RULES_EARN "expiry: [{after: 12}]\n",
	  "4:18 rules_bad_value: '12' is not a span such as 12 months\n" },
	{ "a span of a fraction",
	  RULES_HEAD RULES_EARN "expiry: [{after: 1.5 months}]\n",
	  "4:18 rules_bad_value: '1.5 months' is not a span such as 12 "
	  "months\n" },
};

Test(earn_keys, expiry)
{
	rules_load_expect(expiry_rows,
			  sizeof(expiry_rows) / sizeof(expiry_rows[0]));
}
