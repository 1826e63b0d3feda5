/*
 * The keys of earning: limits, conditions, earn rules, expiry. What a
 * single rule must be to make sense is told in program_finish.c.
 */
#include <stddef.h>

#include "rules/program_finish.h"
#include "rules/program_keys.h"
#include "rules/program_types.h"
#include "rules/schema_types.h"

/* --- limits ----------------------------------------------------------------- */

static bool limit_counts_points(const void *record)
{
	const struct limit *limit = record;
	return !limit->counts_times;
}

static const struct schema_key limit_keys[] = {
	{ .name = "points",
	  .type = &program_points,
	  .offset = offsetof(struct limit, amount),
	  .applies = limit_counts_points,
	  .help = "at most so many points" },
	{ .name = "times",
	  .type = &program_times,
	  .offset = offsetof(struct limit, amount),
	  .given = offsetof(struct limit, counts_times),
	  .help = "at most so many times" },
	{ .name = "per",
	  .type = &schema_choice,
	  .offset = offsetof(struct limit, per),
	  .flags = SCHEMA_REQUIRED,
	  .choices = "purchase day week month year ever",
	  .help = "the span that is counted; weeks are ISO weeks" },
	{ .name = "mode",
	  .type = &schema_switch,
	  .offset = offsetof(struct limit, rejects),
	  .fallback = "clip",
	  .choices = "clip reject",
	  .help = "clip awards what is left, reject awards none" },
};

const struct schema_map program_keys_limit = { .name = "limit",
					       .keys = limit_keys,
					       .count = sizeof(limit_keys) /
							sizeof(limit_keys[0]),
					       .size = sizeof(struct limit),
					       .finish = program_finish_limit };

/* --- conditions ------------------------------------------------------------- */

static const struct schema_key when_keys[] = {
	{ .name = "store",
	  .type = &matchers_type,
	  .offset = offsetof(struct condition, store),
	  .help = "stores" },
	{ .name = "channel",
	  .type = &matchers_type,
	  .offset = offsetof(struct condition, channel),
	  .help = "channels" },
	{ .name = "till",
	  .type = &matchers_type,
	  .offset = offsetof(struct condition, till),
	  .help = "tills" },
	{ .name = "campaign",
	  .type = &matchers_type,
	  .offset = offsetof(struct condition, campaign),
	  .help = "campaigns" },
	{ .name = "partner",
	  .type = &matchers_type,
	  .offset = offsetof(struct condition, partner),
	  .help = "partners" },
	{ .name = "category",
	  .type = &matchers_type,
	  .offset = offsetof(struct condition, category),
	  .help = "categories of items, judged item by item" },
	{ .name = "sku",
	  .type = &matchers_type,
	  .offset = offsetof(struct condition, sku),
	  .help = "items, judged item by item" },
	{ .name = "tag",
	  .type = &matchers_type,
	  .offset = offsetof(struct condition, tag),
	  .help = "tags of the line" },
	{ .name = "segment",
	  .type = &matchers_type,
	  .offset = offsetof(struct condition, segment),
	  .help = "segments of this file, by name" },
	{ .name = "experiment",
	  .type = &matchers_type,
	  .offset = offsetof(struct condition, experiment),
	  .help = "arms, as EXPERIMENT/ARM" },
	{ .name = "member",
	  .type = &program_member,
	  .help = "attributes of the member" },
	{ .name = "weekday",
	  .type = &program_weekdays,
	  .offset = offsetof(struct condition, weekdays),
	  .help = "days of the week" },
	{ .name = "hours",
	  .type = &program_hours,
	  .help = "from the first minute, before the last; may run over "
		  "midnight" },
	{ .name = "from",
	  .type = &schema_date,
	  .offset = offsetof(struct condition, from),
	  .help = "first day" },
	{ .name = "until",
	  .type = &schema_date,
	  .offset = offsetof(struct condition, until),
	  .help = "last day" },
	{ .name = "tier",
	  .type = &program_levels,
	  .help = "the member's level" },
	{ .name = "first-purchase",
	  .type = &schema_boolean,
	  .offset = offsetof(struct condition, first_purchase),
	  .given = offsetof(struct condition, has_first_purchase),
	  .help = "only, or never, the member's first" },
	{ .name = "minimum",
	  .type = &program_money,
	  .offset = offsetof(struct condition, minimum),
	  .help = "the least that earns, of the basis" },
};

static const struct schema_map when_map = { .name = "when",
					    .keys = when_keys,
					    .count = sizeof(when_keys) /
						     sizeof(when_keys[0]),
					    .size = sizeof(struct condition) };

/* --- earn rules ------------------------------------------------------------- */

static bool earns(const void *record, enum earn_kind kind)
{
	const struct earn_rule *rule = record;
	return rule->kind == kind;
}

static bool earns_per(const void *record)
{
	return earns(record, EARN_PER);
}

static bool earns_per_full(const void *record)
{
	return earns(record, EARN_PER_FULL);
}

static bool earns_per_item(const void *record)
{
	return earns(record, EARN_PER_ITEM);
}

static bool earns_multiplied(const void *record)
{
	return earns(record, EARN_MULTIPLY);
}

static bool is_referral(const void *record)
{
	const struct earn_rule *rule = record;
	return slice_is(rule->action, "referral");
}

static bool has_anniversary(const void *record)
{
	const struct earn_rule *rule = record;
	return slice_is(rule->action, "birthday") ||
	       slice_is(rule->action, "anniversary");
}

static const struct schema_key earn_keys[] = {
	{ .name = "name",
	  .type = &schema_text,
	  .offset = offsetof(struct earn_rule, name),
	  .flags = SCHEMA_REQUIRED,
	  .help = "as the working of a number shows it" },
	{ .name = "on",
	  .type = &schema_id,
	  .offset = offsetof(struct earn_rule, action),
	  .flags = SCHEMA_REQUIRED,
	  .help = "purchase, visit, or the action of a bonus line" },
	{ .name = "unit",
	  .type = &program_unit,
	  .offset = offsetof(struct earn_rule, unit),
	  .fallback = "",
	  .help = "what it gives; default: the first unit" },
	{ .name = "points",
	  .type = &program_points,
	  .offset = offsetof(struct earn_rule, points),
	  .help = "how many" },
	{ .name = "per",
	  .type = &program_money_shared,
	  .offset = offsetof(struct earn_rule, per),
	  .applies = earns_per,
	  .help = "points for so much money, in proportion" },
	{ .name = "per-full",
	  .type = &program_money_shared,
	  .offset = offsetof(struct earn_rule, per),
	  .applies = earns_per_full,
	  .help = "points for each whole block of so much money" },
	{ .name = "per-item",
	  .type = &schema_decimal,
	  .offset = offsetof(struct earn_rule, pieces),
	  .applies = earns_per_item,
	  .help = "points for so many pieces" },
	{ .name = "multiply",
	  .type = &schema_decimal,
	  .offset = offsetof(struct earn_rule, multiply),
	  .applies = earns_multiplied,
	  .help = "multiplies what other rules gave" },
	{ .name = "when",
	  .type = &schema_group,
	  .offset = offsetof(struct earn_rule, when),
	  .map = &when_map,
	  .help = "conditions; all must hold" },
	{ .name = "from",
	  .type = &schema_date,
	  .offset = offsetof(struct earn_rule, from),
	  .help = "first day" },
	{ .name = "until",
	  .type = &schema_date,
	  .offset = offsetof(struct earn_rule, until),
	  .help = "last day" },
	{ .name = "limit",
	  .type = &schema_group,
	  .offset = offsetof(struct earn_rule, limit),
	  .map = &program_keys_limit,
	  .given = offsetof(struct earn_rule, limit.is_set),
	  .help = "at most so much for each member" },
	{ .name = "every",
	  .type = &schema_count,
	  .offset = offsetof(struct earn_rule, every),
	  .help = "only each so-many-th visit" },
	{ .name = "within",
	  .type = &program_within,
	  .given = offsetof(struct earn_rule, has_within),
	  .help = "the span in which visits count, or a friend must buy" },
	{ .name = "expires",
	  .type = &schema_span,
	  .offset = offsetof(struct earn_rule, expires),
	  .given = offsetof(struct earn_rule, has_expires),
	  .help = "the life of these very points" },
	{ .name = "feb-29",
	  .type = &schema_switch,
	  .offset = offsetof(struct earn_rule, feb29_is_mar1),
	  .fallback = "feb-28",
	  .choices = "feb-28 mar-1",
	  .applies = has_anniversary,
	  .help = "the day in years without one" },
	{ .name = "referrer",
	  .type = &program_points,
	  .offset = offsetof(struct earn_rule, referrer),
	  .help = "what the member gets who brought a friend" },
	{ .name = "friend",
	  .type = &program_points,
	  .offset = offsetof(struct earn_rule, friend_points),
	  .help = "what the friend gets" },
	{ .name = "minimum",
	  .type = &program_money,
	  .offset = offsetof(struct earn_rule, minimum),
	  .fallback = "0",
	  .applies = is_referral,
	  .help = "the least first purchase of the friend" },
};

const struct schema_map program_keys_earn = { .name = "earn rule",
					      .keys = earn_keys,
					      .count = sizeof(earn_keys) /
						       sizeof(earn_keys[0]),
					      .size = sizeof(struct earn_rule),
					      .finish = program_finish_earn };

/* --- expiry ----------------------------------------------------------------- */

static bool expires(const void *record, enum expiry_kind kind)
{
	const struct expiry_rule *rule = record;
	return rule->kind == kind;
}

static bool expires_after(const void *record)
{
	return expires(record, EXPIRY_AFTER);
}

static bool expires_inactive(const void *record)
{
	return expires(record, EXPIRY_INACTIVITY);
}

static bool expires_on(const void *record)
{
	return expires(record, EXPIRY_ON);
}

static bool expires_never(const void *record)
{
	return expires(record, EXPIRY_NEVER);
}

static bool expires_by_span(const void *record)
{
	return expires_after(record) || expires_inactive(record);
}

static const struct schema_key expiry_keys[] = {
	{ .name = "unit",
	  .type = &program_any_unit,
	  .offset = offsetof(struct expiry_rule, unit),
	  .help = "default: every unit without a rule of its own; of a "
		  "level's: the first unit" },
	{ .name = "after",
	  .type = &schema_span,
	  .offset = offsetof(struct expiry_rule, after),
	  .applies = expires_after,
	  .help = "so long after they can be used" },
	{ .name = "inactivity",
	  .type = &schema_span,
	  .offset = offsetof(struct expiry_rule, after),
	  .applies = expires_inactive,
	  .help = "so long after the member's last activity" },
	{ .name = "on",
	  .type = &program_month_day,
	  .applies = expires_on,
	  .help = "on a day of every year" },
	{ .name = "never",
	  .type = &schema_boolean,
	  .offset = offsetof(struct expiry_rule, is_never),
	  .applies = expires_never,
	  .help = "never" },
	{ .name = "round",
	  .type = &schema_choice,
	  .offset = offsetof(struct expiry_rule, round),
	  .fallback = "exact",
	  .choices = "exact end-of-month end-of-year",
	  .applies = expires_by_span,
	  .help = "the last day is moved to an end" },
	{ .name = "activity",
	  .type = &program_activity,
	  .offset = offsetof(struct expiry_rule, activity),
	  .fallback = "[purchase, redeem]",
	  .applies = expires_inactive,
	  .help = "what counts as activity" },
	{ .name = "grace",
	  .type = &schema_span,
	  .offset = offsetof(struct expiry_rule, grace),
	  .fallback = "0 days",
	  .applies = expires_on,
	  .help = "so long behind that day" },
};

const struct schema_map program_keys_expiry = {
	.name = "expiry",
	.keys = expiry_keys,
	.count = sizeof(expiry_keys) / sizeof(expiry_keys[0]),
	.size = sizeof(struct expiry_rule),
	.finish = program_finish_expiry
};

const struct schema_map program_keys_level_expiry = {
	.name = "expiry",
	.keys = expiry_keys,
	.count = sizeof(expiry_keys) / sizeof(expiry_keys[0]),
	.size = sizeof(struct expiry_rule),
	.finish = program_finish_level_expiry
};
