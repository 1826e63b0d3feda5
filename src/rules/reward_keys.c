/*
 * The keys of tiers, rewards, redemptions and refunds. What a single one must
 * be to make sense is told in program_finish.c.
 */
#include <stddef.h>

#include "rules/program_finish.h"
#include "rules/program_keys.h"
#include "rules/program_types.h"
#include "rules/schema_types.h"

/* --- tiers ------------------------------------------------------------------ */

static const struct schema_key downgrade_keys[] = {
	{ .name = "after",
	  .type = &schema_span,
	  .offset = offsetof(struct tiers, downgrade_after),
	  .flags = SCHEMA_REQUIRED,
	  .help = "so long a reached level is kept" },
	{ .name = "grace",
	  .type = &schema_span,
	  .offset = offsetof(struct tiers, downgrade_grace),
	  .fallback = "0 days",
	  .help = "and so much longer" },
	{ .name = "step",
	  .type = &schema_switch,
	  .offset = offsetof(struct tiers, downgrade_one_step),
	  .fallback = "one",
	  .choices = "all one",
	  .help = "down one level, or to the level of the metric" },
};

static const struct schema_map downgrade_map = {
	.name = "downgrade",
	.keys = downgrade_keys,
	.count = sizeof(downgrade_keys) / sizeof(downgrade_keys[0]),
	.size = sizeof(struct tiers)
};

static const struct schema_key level_keys[] = {
	{ .name = "name",
	  .type = &schema_id,
	  .offset = offsetof(struct level, name),
	  .flags = SCHEMA_REQUIRED,
	  .help = "as journals write it" },
	{ .name = "at",
	  .type = &program_threshold,
	  .offset = offsetof(struct level, at),
	  .flags = SCHEMA_REQUIRED,
	  .help = "from so many on" },
	{ .name = "multiply",
	  .type = &schema_decimal,
	  .offset = offsetof(struct level, multiply),
	  .given = offsetof(struct level, has_multiply),
	  .help = "multiplies what purchases earn" },
	{ .name = "expiry",
	  .type = &schema_group,
	  .offset = offsetof(struct level, expiry),
	  .map = &program_keys_level_expiry,
	  .given = offsetof(struct level, has_expiry),
	  .help = "the life of points earned at this level" },
};

static const struct schema_map level_map = { .name = "level",
					     .keys = level_keys,
					     .count = sizeof(level_keys) /
						      sizeof(level_keys[0]),
					     .size = sizeof(struct level),
					     .finish = program_finish_level };

static const struct schema_key tier_keys[] = {
	{ .name = "metric",
	  .type = &schema_choice,
	  .offset = offsetof(struct tiers, metric),
	  .fallback = "points",
	  .choices = "points spend visits",
	  .help = "what is counted: points earned, money spent, visits" },
	{ .name = "window",
	  .type = &program_window,
	  .fallback = "12 months",
	  .help = "a span, calendar-year or lifetime" },
	{ .name = "qualify",
	  .type = &schema_switch,
	  .offset = offsetof(struct tiers, same_day),
	  .fallback = "next-day",
	  .choices = "next-day same-day",
	  .help = "whether the day's own events count" },
	{ .name = "downgrade",
	  .type = &schema_group,
	  .map = &downgrade_map,
	  .given = offsetof(struct tiers, has_downgrade),
	  .help = "without it the metric decides each day" },
	{ .name = "levels",
	  .type = &schema_list,
	  .offset = offsetof(struct tiers, levels),
	  .flags = SCHEMA_REQUIRED,
	  .map = &level_map,
	  .count = offsetof(struct tiers, level_count),
	  .help = "the levels, the lowest at 0" },
};

const struct schema_map program_keys_tiers = { .name = "tiers",
					       .keys = tier_keys,
					       .count = sizeof(tier_keys) /
							sizeof(tier_keys[0]),
					       .size = sizeof(struct tiers),
					       .finish = program_finish_tiers };

/* --- rewards ---------------------------------------------------------------- */

static bool is_payment(const void *record)
{
	const struct reward *reward = record;
	return reward->kind == REWARD_PAYMENT;
}

static const struct schema_key reward_keys[] = {
	{ .name = "name",
	  .type = &schema_id,
	  .offset = offsetof(struct reward, name),
	  .flags = SCHEMA_REQUIRED,
	  .help = "as journals write it" },
	{ .name = "title",
	  .type = &schema_text,
	  .offset = offsetof(struct reward, title),
	  .help = "as customers read it" },
	{ .name = "kind",
	  .type = &schema_choice,
	  .offset = offsetof(struct reward, kind),
	  .flags = SCHEMA_REQUIRED,
	  .choices = "product discount payment access event donation other",
	  .help = "what it is" },
	{ .name = "unit",
	  .type = &program_unit,
	  .offset = offsetof(struct reward, unit),
	  .fallback = "",
	  .help = "what it takes; default: the first unit" },
	{ .name = "cost",
	  .type = &program_points,
	  .offset = offsetof(struct reward, cost),
	  .help = "the points it takes" },
	{ .name = "value",
	  .type = &program_money,
	  .offset = offsetof(struct reward, value),
	  .help = "what it is worth to the customer" },
	{ .name = "cost-price",
	  .type = &program_money,
	  .offset = offsetof(struct reward, cost_price),
	  .help = "what it costs the shop" },
	{ .name = "stock",
	  .type = &schema_switch,
	  .offset = offsetof(struct reward, counts_stock),
	  .fallback = "unlimited",
	  .choices = "unlimited counted",
	  .help = "counted by the stock lines of the journal" },
	{ .name = "limit",
	  .type = &schema_group,
	  .offset = offsetof(struct reward, limit),
	  .map = &program_keys_limit,
	  .given = offsetof(struct reward, limit.is_set),
	  .help = "at most so much for each member" },
	{ .name = "off",
	  .type = &schema_percent,
	  .offset = offsetof(struct reward, off),
	  .help = "of a discount: the share off" },
	{ .name = "at-most",
	  .type = &program_money,
	  .offset = offsetof(struct reward, at_most),
	  .help = "of a discount: the most it takes off" },
	{ .name = "points",
	  .type = &program_points,
	  .offset = offsetof(struct reward, points),
	  .help = "of a payment: so many points" },
	{ .name = "buys",
	  .type = &program_money,
	  .offset = offsetof(struct reward, buys),
	  .help = "of a payment: pay so much" },
	{ .name = "minimum",
	  .type = &program_points,
	  .offset = offsetof(struct reward, minimum),
	  .help = "of a payment: the least at a time" },
	{ .name = "step",
	  .type = &program_points,
	  .offset = offsetof(struct reward, step),
	  .help = "of a payment: in steps of so many points" },
	{ .name = "share",
	  .type = &schema_percent,
	  .offset = offsetof(struct reward, share),
	  .fallback = "100%",
	  .given = offsetof(struct reward, has_share),
	  .applies = is_payment,
	  .help = "of a payment: the most of the sale it pays" },
	{ .name = "tier",
	  .type = &program_level,
	  .offset = offsetof(struct reward, tier),
	  .help = "the least level it is for" },
	{ .name = "from",
	  .type = &schema_date,
	  .offset = offsetof(struct reward, from),
	  .help = "first day" },
	{ .name = "until",
	  .type = &schema_date,
	  .offset = offsetof(struct reward, until),
	  .help = "last day" },
};

const struct schema_map program_keys_reward = {
	.name = "reward",
	.keys = reward_keys,
	.count = sizeof(reward_keys) / sizeof(reward_keys[0]),
	.size = sizeof(struct reward),
	.finish = program_finish_reward
};

/* --- redeeming and refunds -------------------------------------------------- */

static bool needs_approval(const void *record)
{
	const struct redeem_rules *redeem = record;
	return redeem->approval_above >= 0;
}

static const struct schema_key approval_keys[] = {
	{ .name = "above",
	  .type = &program_first_points,
	  .offset = offsetof(struct redeem_rules, approval_above),
	  .flags = SCHEMA_REQUIRED,
	  .help = "of the first unit; more needs approval" },
	{ .name = "by-other-person",
	  .type = &schema_boolean,
	  .offset = offsetof(struct redeem_rules, approval_by_other),
	  .fallback = "false",
	  .applies = needs_approval,
	  .help = "by somebody else than who asked" },
};

static const struct schema_map approval_map = {
	.name = "approval",
	.keys = approval_keys,
	.count = sizeof(approval_keys) / sizeof(approval_keys[0]),
	.size = sizeof(struct redeem_rules)
};

static const struct schema_key redeem_keys[] = {
	{ .name = "minimum",
	  .type = &program_unit_points,
	  .offset = offsetof(struct redeem_rules, minimum),
	  .help = "the least a redemption takes" },
	{ .name = "approval",
	  .type = &schema_group,
	  .map = &approval_map,
	  .help = "what needs a second look" },
	{ .name = "request-expires",
	  .type = &schema_span,
	  .offset = offsetof(struct redeem_rules, request_expires),
	  .given = offsetof(struct redeem_rules, has_request_expires),
	  .help = "an unfulfilled request is cancelled then" },
};

const struct schema_map program_keys_redeem = {
	.name = "redeem",
	.keys = redeem_keys,
	.count = sizeof(redeem_keys) / sizeof(redeem_keys[0]),
	.size = sizeof(struct redeem_rules)
};

static const struct schema_key refund_keys[] = {
	{ .name = "earned",
	  .type = &schema_switch,
	  .offset = offsetof(struct refunds, keeps_earned),
	  .fallback = "claw-back",
	  .choices = "claw-back keep",
	  .help = "the points of a refunded purchase" },
	{ .name = "deficit",
	  .type = &schema_choice,
	  .offset = offsetof(struct refunds, deficit),
	  .fallback = "allow",
	  .choices = "allow clamp pending-only",
	  .help = "what if they are spent already" },
	{ .name = "redeemed",
	  .type = &schema_switch,
	  .offset = offsetof(struct refunds, keeps_redeemed),
	  .fallback = "give-back",
	  .choices = "give-back keep",
	  .help = "the points paid on a refunded sale" },
	{ .name = "within",
	  .type = &schema_span,
	  .offset = offsetof(struct refunds, within),
	  .fallback = "90 days",
	  .help = "the last day for a refund" },
};

const struct schema_map program_keys_refunds = {
	.name = "refunds",
	.keys = refund_keys,
	.count = sizeof(refund_keys) / sizeof(refund_keys[0]),
	.size = sizeof(struct refunds),
	.finish = program_finish_refunds
};
