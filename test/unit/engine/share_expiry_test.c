/*
 * Rules whose points have a life of their own: lots of their own, whether
 * points were recorded or computed.
 */
#include <criterion/criterion.h>

#include "engine/play.h"

#define RULES                                                                  \
	"earn:\n"                                                              \
	"  - {name: base, on: purchase, points: 1, per: 1.00}\n"               \
	"  - {name: week, on: purchase, points: 10, expires: 7 days}\n"        \
	"  - {name: birthday, on: birthday, points: 5, expires: 30 days}\n"    \
	"expiry: [{unit: point, after: 12 months}]\n"
#define LATER "pending: 10 days\n"
#define JOIN  "2026-01-01 join A ^a\n2026-01-01 join B ^b\n"

Test(share_expiry, gives_points_the_life_of_their_rule)
{
	static const struct {
		const char *label, *rules, *lines, *day;
		int64_t balance;
	} CASES[] = {
		{ "computed: within the week", RULES,
		  JOIN "2026-01-05 purchase A 20.00 EUR ^p\n", "2026-01-12",
		  30 },
		{ "computed: behind it", RULES,
		  JOIN "2026-01-05 purchase A 20.00 EUR ^p\n", "2026-01-13",
		  20 },
		{ "recorded: behind it", RULES,
		  JOIN "2026-01-05 purchase A 20.00 EUR +30 ^p\n", "2026-01-13",
		  20 },
		{ "recorded less than the rule alone gives", RULES,
		  JOIN "2026-01-05 purchase A 20.00 EUR +4 ^p\n", "2026-01-13",
		  0 },
		{ "spent first, as they expire first", RULES,
		  JOIN "2026-01-05 purchase A 20.00 EUR +30 ^p\n"
		       "2026-01-06 adjust A -8 \"x\" ^x\n",
		  "2026-01-13", 20 },
		{ "the line's own word is stronger", RULES,
		  JOIN "2026-01-05 purchase A 20.00 EUR +30 "
		       "expires:2026-12-31 ^p\n",
		  "2026-01-13", 30 },
		{ "the rest lives as usual", RULES,
		  JOIN "2026-01-05 purchase A 20.00 EUR +30 ^p\n", "2027-01-05",
		  20 },
		{ "and then ends", RULES,
		  JOIN "2026-01-05 purchase A 20.00 EUR +30 ^p\n", "2027-01-06",
		  0 },
		{ "from the day they can be used", RULES LATER,
		  JOIN "2026-01-05 purchase A 20.00 EUR +30 ^p\n", "2026-01-22",
		  30 },
		{ "and not a day longer", RULES LATER,
		  JOIN "2026-01-05 purchase A 20.00 EUR +30 ^p\n", "2026-01-23",
		  20 },
		{ "a bonus from the day it can be used", RULES LATER,
		  JOIN "2026-01-05 bonus A birthday +5 ^birthday-2026-A\n",
		  "2026-02-14", 5 },
		{ "a bonus, over", RULES LATER,
		  JOIN "2026-01-05 bonus A birthday +5 ^birthday-2026-A\n",
		  "2026-02-15", 0 },
		{ "a full refund takes both lots", RULES,
		  JOIN "2026-01-05 purchase A 20.00 EUR +30 ^p\n"
		       "2026-01-06 refund A 20.00 EUR of:p ^r\n",
		  "2026-01-07", 0 },
		{ "moved away", RULES,
		  JOIN "2026-01-05 purchase B 20.00 EUR +30 ^p\n"
		       "2026-01-06 move p A \"wrong card\" ^m\n",
		  "2026-01-12", 30 },
		{ "moved away: the week is over", RULES,
		  JOIN "2026-01-05 purchase B 20.00 EUR +30 ^p\n"
		       "2026-01-06 move p A \"wrong card\" ^m\n",
		  "2026-01-13", 20 },
	};
	for (size_t i = 0; i < sizeof(CASES) / sizeof(*CASES); i++) {
		struct play play;
		play_open(&play, CASES[i].rules, CASES[i].lines, CASES[i].day);
		cr_expect_eq(play_balance(&play, "A", "point"),
			     CASES[i].balance, "%s: %ld\n%s", CASES[i].label,
			     (long)play_balance(&play, "A", "point"),
			     play_complaints(&play));
		play_close(&play);
	}
}
