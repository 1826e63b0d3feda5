/*
 * Stories of one member's tier: rules, and what was earned, granted and
 * asked, one line each.
 */
#ifndef UNIT_ENGINE_TIER_STORY_H
#define UNIT_ENGINE_TIER_STORY_H

#include "engine/shop.h"
#include "engine/tier.h"

#define EARN "earn: [{name: base, on: purchase, points: 1, per: 1.00}]\n"
#define LEVELS                                                                 \
	"  levels: [{name: gold, at: 2000}, {name: bronze, at: 0}, "           \
	"{name: silver, at: 500}]\n"
#define ROLLING EARN "tiers:\n  window: 12 months\n" LEVELS
#define SAME_DAY                                                               \
	EARN "tiers:\n  window: 12 months\n  qualify: same-day\n" LEVELS
#define YEARLY   EARN "tiers:\n  window: calendar-year\n" LEVELS
#define LIFETIME EARN "tiers:\n  window: lifetime\n" LEVELS
#define KEPT(step)                                                             \
	EARN "tiers:\n  window: 12 months\n"                                   \
	     "  downgrade: {after: 12 months, grace: 30 days, step: " step     \
	     "}\n" LEVELS

/*
 * Lines of a story:
 *   DAY add N [COUNTED]        something that counts
 *   DAY is LEVEL [PENDING]     what an event of the day finds
 *   DAY grant LEVEL [UNTIL]    by hand
 *   DAY revoke LEVEL
 *   DAY status LEVEL SINCE UNTIL METRIC MISSING     ("-" for no day)
 */
struct story {
	const char *label;
	const char *rules;
	const char *later, *from; /* rules that come into force */
	const char *lines;
};

/* Tells each to a member who joined on 2026-01-01. */
void tier_story_tell(const struct story *stories, size_t count);

#define TELL(stories)                                                          \
	tier_story_tell((stories), sizeof(stories) / sizeof(*(stories)))

#endif
