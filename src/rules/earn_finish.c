/*
 * What an earn rule is: its trigger and kind follow from the keys it has, and
 * keys that have no meaning together are contradictions.
 */
#include "rules/program_finish.h"
#include "rules/program_misfit.h"
#include "rules/program_types.h"

/* A key that belongs elsewhere. */
struct stray {
	const char *key;
	const char *message;
};

/* The strays end with a row of NULL. */
static void refuse_strays(struct schema_reader *reader,
			  const struct yaml_tree *node,
			  const struct stray *strays)
{
	for (; strays->key != NULL; strays++)
		program_misfit_key(reader, node, strays->key, strays->message);
}

static void find_trigger(struct earn_rule *rule)
{
	rule->on = EARN_ACTION;
	if (slice_is(rule->action, "purchase"))
		rule->on = EARN_PURCHASE;
	else if (slice_is(rule->action, "visit"))
		rule->on = EARN_VISIT;
}

/* How it earns; complains of two ways in one rule. */
static void find_kind(struct schema_reader *reader,
		      const struct yaml_tree *node, struct earn_rule *rule)
{
	static const struct {
		const char *key;
		enum earn_kind kind;
	} kinds[] = { { "per", EARN_PER },
		      { "per-full", EARN_PER_FULL },
		      { "per-item", EARN_PER_ITEM },
		      { "multiply", EARN_MULTIPLY } };
	bool found = false;
	rule->kind = EARN_FLAT;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		const struct yaml_tree *here =
			yaml_tree_find(node, kinds[i].key);
		if (here == NULL)
			continue;
		if (found)
			program_misfit_say(reader, here->key->at,
					   "'per', 'per-full', 'per-item' and "
					   "'multiply' exclude each other: "
					   "keep one");
		found = true;
		rule->kind = kinds[i].kind;
	}
	bool is_money = rule->kind == EARN_PER || rule->kind == EARN_PER_FULL;
	if (is_money && rule->per == 0)
		program_misfit_say(reader, node->at, "points per 0 of money");
	if (rule->kind == EARN_PER_ITEM && rule->pieces.mantissa == 0)
		program_misfit_say(reader, node->at, "points per 0 pieces");
}

static void check_multiplier(struct schema_reader *reader,
			     const struct yaml_tree *node,
			     const struct earn_rule *rule)
{
	static const struct stray strays[] = {
		{ "points", "a multiplier gives no points of its own: remove "
			    "'points' or 'multiply'" },
		{ "expires", "a multiplier gives no points of its own that "
			     "could expire" },
		{ NULL, NULL },
	};
	if (rule->on != EARN_PURCHASE)
		program_misfit_key(reader, node, "multiply",
				   "multipliers apply to purchases only");
	if (rule->multiply.mantissa == 0)
		program_misfit_key(reader, node, "multiply",
				   "a multiplier of 0: nothing would earn");
	refuse_strays(reader, node, strays);
}

static void check_referral(struct schema_reader *reader,
			   const struct yaml_tree *node,
			   const struct earn_rule *rule)
{
	static const struct stray strays[] = {
		{ "points", "a referral gives points by 'referrer' and "
			    "'friend'" },
		{ NULL, NULL },
	};
	if (rule->referrer == 0 && rule->friend_points == 0)
		schema_refuse_as(reader, reader->ids->missing_key, node->at,
				 "a referral lacks 'referrer' or 'friend', "
				 "the points of each");
	refuse_strays(reader, node, strays);
}

static void check_points(struct schema_reader *reader,
			 const struct yaml_tree *node,
			 const struct earn_rule *rule)
{
	static const struct stray strays[] = {
		{ "referrer", "'referrer' belongs to 'on: referral'" },
		{ "friend", "'friend' belongs to 'on: referral'" },
		{ "minimum", "'minimum' belongs to 'on: referral'; for "
			     "purchases write it under 'when'" },
		{ NULL, NULL },
	};
	const struct yaml_tree *points = yaml_tree_find(node, "points");
	if (rule->kind != EARN_MULTIPLY && points == NULL)
		schema_refuse_as(reader, reader->ids->missing_key, node->at,
				 "earn rule lacks 'points' or 'multiply'");
	else if (rule->kind != EARN_MULTIPLY && rule->points == 0)
		program_misfit_say(reader, points->at,
				   "a rule that gives no points");
	refuse_strays(reader, node, strays);
}

static void check_visits(struct schema_reader *reader,
			 const struct yaml_tree *node,
			 const struct earn_rule *rule, bool is_referral)
{
	if (rule->on != EARN_VISIT)
		program_misfit_key(reader, node, "every",
				   "'every' counts visits: it belongs to "
				   "'on: visit'");
	if (rule->every == 0 && !is_referral)
		program_misfit_key(reader, node, "within",
				   "'within' belongs to 'every' or to "
				   "'on: referral'");
	if (rule->has_within && rule->within.count == 0)
		program_misfit_key(reader, node, "within",
				   "a span of no length");
	if (is_referral && rule->within_is_calendar)
		program_misfit_key(reader, node, "within",
				   "a referral needs a span, such as 90 days");
	if (rule->has_expires && rule->expires.count == 0)
		program_misfit_key(reader, node, "expires",
				   "points that expire at once");
}

static void check_trigger(struct schema_reader *reader,
			  const struct yaml_tree *node,
			  const struct earn_rule *rule)
{
	static const struct stray strays[] = {
		{ "per", "'per' belongs to 'on: purchase'" },
		{ "per-full", "'per-full' belongs to 'on: purchase'" },
		{ "per-item", "'per-item' belongs to 'on: purchase'" },
		{ NULL, NULL },
	};
	if (rule->on != EARN_PURCHASE)
		refuse_strays(reader, node, strays);
	if (!slice_is(rule->action, "birthday") &&
	    !slice_is(rule->action, "anniversary"))
		program_misfit_key(reader, node, "feb-29",
				   "'feb-29' belongs to a birthday or an "
				   "anniversary");
}

void program_finish_earn(struct schema_reader *reader,
			 const struct yaml_tree *node, void *record)
{
	struct earn_rule *rule = record;
	bool is_referral = slice_is(rule->action, "referral");
	rule->at = node->at;
	find_trigger(rule);
	find_kind(reader, node, rule);
	if (rule->kind == EARN_MULTIPLY)
		check_multiplier(reader, node, rule);
	if (is_referral)
		check_referral(reader, node, rule);
	else
		check_points(reader, node, rule);
	check_visits(reader, node, rule, is_referral);
	check_trigger(reader, node, rule);
	program_misfit_period(reader, node, rule->from, rule->until);
	program_misfit_period(reader, yaml_tree_find(node, "when"),
			      rule->when.from, rule->when.until);
	rule->has_item_condition =
		rule->when.category.count > 0 || rule->when.sku.count > 0;
}
