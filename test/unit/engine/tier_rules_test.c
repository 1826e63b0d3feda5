/*
 * tier: levels granted by hand, and levels when the rules change. Numbers in
 * labels are the edge cases of the research on other programmes.
 */
#include <criterion/criterion.h>

#include "engine/tier_story.h"

Test(tier, can_be_granted_by_hand)
{
	static const struct story STORIES[] = {
		{ "through a day", ROLLING, NULL, NULL,
		  "2026-03-01 grant gold 2026-06-30\n"
		  "2026-03-01 is gold\n"
		  "2026-03-02 status gold 2026-03-01 2026-06-30 0 0\n"
		  "2026-06-30 is gold\n"
		  "2026-07-01 is bronze" },
		{ "without a policy until it is voided", ROLLING, NULL, NULL,
		  "2026-03-01 grant silver\n"
		  "2036-03-01 is silver\n"
		  "2036-03-01 status silver 2026-03-01 - 0 2000\n"
		  "2036-03-02 revoke silver\n"
		  "2036-03-02 is bronze" },
		{ "kept as the policy says", KEPT("one"), NULL, NULL,
		  "2026-03-01 grant silver\n"
		  "2026-03-01 is silver\n"
		  "2027-03-30 is silver\n"
		  "2027-03-31 is bronze" },
		{ "voided while kept", KEPT("one"), NULL, NULL,
		  "2026-03-01 grant silver\n"
		  "2026-03-05 revoke silver\n"
		  "2026-03-05 is bronze" },
		{ "what was earned besides stays", KEPT("one"), NULL, NULL,
		  "2026-03-01 grant gold 2026-06-30\n"
		  "2026-04-01 add 600\n"
		  "2026-04-02 is gold\n"
		  "2026-07-01 is silver\n"
		  "2026-07-01 status silver 2026-07-01 2027-05-01 600 1400" },
		{ "never lowers", ROLLING, NULL, NULL,
		  "2026-01-15 add 2000\n"
		  "2026-03-01 grant silver 2026-06-30\n"
		  "2026-03-01 is gold" },
		{ "the higher of two", ROLLING, NULL, NULL,
		  "2026-03-01 grant silver 2026-12-31\n"
		  "2026-04-01 grant gold 2026-06-30\n"
		  "2026-06-30 is gold\n"
		  "2026-07-01 is silver\n"
		  "2027-01-01 is bronze" },
		{ "counts for purchases of the same day", SAME_DAY, NULL, NULL,
		  "2026-03-01 grant gold 2026-06-30\n"
		  "2026-03-01 is gold 1" },
	};
	TELL(STORIES);
}

Test(tier, lives_through_a_change_of_rules)
{
	static const struct story STORIES[] = {
		{ "33: raised thresholds, levels from that day on", ROLLING,
		  EARN "tiers:\n  window: 12 months\n"
		       "  levels: [{name: bronze, at: 0}, "
		       "{name: silver, at: 1000}]\n",
		  "2026-06-01",
		  "2026-01-15 add 600\n"
		  "2026-05-31 is silver\n"
		  "2026-06-01 is bronze\n"
		  "2026-06-02 add 400\n"
		  "2026-06-03 is silver" },
		{ "33: a kept level is kept", KEPT("one"),
		  EARN "tiers:\n  window: 12 months\n"
		       "  downgrade: {after: 12 months, grace: 30 days}\n"
		       "  levels: [{name: bronze, at: 0}, "
		       "{name: silver, at: 1000}]\n",
		  "2026-06-01",
		  "2026-01-15 add 600\n"
		  "2026-06-01 is silver\n"
		  "2027-02-14 is silver\n"
		  "2027-02-15 is bronze" },
		{ "another metric over the same history", ROLLING,
		  EARN "tiers:\n  metric: visits\n  window: 12 months\n"
		       "  levels: [{name: bronze, at: 0}, "
		       "{name: silver, at: 2}]\n",
		  "2026-06-01",
		  "2026-01-15 add 10\n"
		  "2026-02-15 add 10\n"
		  "2026-05-31 is bronze\n"
		  "2026-06-01 is silver\n"
		  "2027-01-15 is bronze" },
		{ "a longer window remembers", ROLLING,
		  EARN "tiers:\n  window: lifetime\n" LEVELS, "2028-06-01",
		  "2026-01-15 add 600\n"
		  "2028-05-31 is bronze\n"
		  "2028-06-01 is silver" },
		{ "a renamed level, by its threshold", KEPT("one"),
		  EARN
		  "tiers:\n  window: 12 months\n"
		  "  downgrade: {after: 12 months}\n"
		  "  levels: [{name: basic, at: 0}, {name: plus, at: 400}, "
		  "{name: top, at: 3000}]\n",
		  "2026-06-01",
		  "2026-01-15 add 2000\n"
		  "2026-05-31 is gold\n"
		  "2026-06-01 is plus" },
		{ "tiers that end", ROLLING, EARN, "2026-06-01",
		  "2026-01-15 add 600\n"
		  "2026-05-31 is silver\n"
		  "2026-06-01 is none\n"
		  "2026-06-01 status none - - 0 0" },
		{ "tiers that begin", EARN, ROLLING, "2026-06-01",
		  "2026-01-15 add 600\n"
		  "2026-05-31 is none\n"
		  "2026-06-01 is silver" },
	};
	TELL(STORIES);
}
