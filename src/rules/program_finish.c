/*
 * Limits, expiry, tiers, rewards and the smaller records. Earn rules have a
 * file of their own.
 */
#include "rules/program_finish.h"

#include "base/arena.h"
#include "rules/program_misfit.h"
#include "rules/program_types.h"

static void missing(struct schema_reader *reader, const struct yaml_tree *node,
		    const char *message)
{
	schema_refuse_as(reader, reader->ids->missing_key, node->at, message);
}

/* --- limits ----------------------------------------------------------------- */

void program_finish_limit(struct schema_reader *reader,
			  const struct yaml_tree *node, void *record)
{
	const struct limit *limit = record;
	if (node == NULL)
		return;
	const struct yaml_tree *points = yaml_tree_find(node, "points");
	const struct yaml_tree *times = yaml_tree_find(node, "times");
	if (points == NULL && times == NULL)
		missing(reader, node, "limit lacks 'points' or 'times'");
	else if (points != NULL && times != NULL)
		program_misfit_say(reader, times->key->at,
				   "'points' and 'times' in one limit: keep "
				   "one");
	else if (points != NULL && limit->amount == 0)
		program_misfit_say(reader, points->at, "a limit of nothing");
}

/* --- expiry ----------------------------------------------------------------- */

/* The one of the four kinds that the node has; complains of none and two. */
static void find_kind(struct schema_reader *reader,
		      const struct yaml_tree *node, struct expiry_rule *rule)
{
	static const char *const words[] = { "never", "after", "inactivity",
					     "on" };
	static const enum expiry_kind kinds[] = { EXPIRY_NEVER, EXPIRY_AFTER,
						  EXPIRY_INACTIVITY,
						  EXPIRY_ON };
	const struct yaml_tree *found = NULL;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		const struct yaml_tree *here = yaml_tree_find(node, words[i]);
		if (here == NULL)
			continue;
		if (found != NULL)
			program_misfit_say(reader, here->key->at,
					   "'after', 'inactivity', 'on' and "
					   "'never' exclude each other: keep "
					   "one");
		found = here;
		rule->kind = kinds[i];
	}
	if (found == NULL || (rule->kind == EXPIRY_NEVER && !rule->is_never))
		missing(reader, node,
			"expiry lacks 'after', 'inactivity', 'on' or "
			"'never: true'");
}

static void finish_expiry(struct schema_reader *reader,
			  const struct yaml_tree *node,
			  struct expiry_rule *rule)
{
	rule->at = node->at;
	find_kind(reader, node, rule);
	bool has_span =
		rule->kind == EXPIRY_AFTER || rule->kind == EXPIRY_INACTIVITY;
	if (!has_span)
		program_misfit_key(reader, node, "round",
				   "'round' belongs to 'after' or "
				   "'inactivity'");
	if (rule->kind != EXPIRY_INACTIVITY)
		program_misfit_key(reader, node, "activity",
				   "'activity' belongs to 'inactivity'");
	if (rule->kind != EXPIRY_ON)
		program_misfit_key(reader, node, "grace",
				   "'grace' belongs to 'on'");
	if (rule->kind == EXPIRY_INACTIVITY && rule->after.count == 0)
		program_misfit_say(reader, node->at,
				   "points that expire at once");
}

void program_finish_expiry(struct schema_reader *reader,
			   const struct yaml_tree *node, void *record)
{
	if (node != NULL)
		finish_expiry(reader, node, record);
}

void program_finish_level_expiry(struct schema_reader *reader,
				 const struct yaml_tree *node, void *record)
{
	const struct program_context *context = reader->context;
	struct expiry_rule *rule = record;
	if (node == NULL)
		return;
	if (rule->unit < 0)
		rule->unit = context->program->first_unit;
	finish_expiry(reader, node, rule);
}

/* --- tiers ------------------------------------------------------------------ */

void program_finish_level(struct schema_reader *reader,
			  const struct yaml_tree *node, void *record)
{
	struct level *level = record;
	level->place = node->at;
	if (level->has_multiply && level->multiply.mantissa == 0)
		program_misfit_say(reader, node->at,
				   "a level that multiplies by 0 earns "
				   "nothing");
	if (!level->has_multiply)
		level->multiply = (struct decimal){ 1, 0 };
}

/* Lowest threshold first; few levels, stable. */
static void sort_levels(struct tiers *tiers)
{
	for (size_t i = 1; i < tiers->level_count; i++) {
		struct level moved = tiers->levels[i];
		size_t to = i;
		for (; to > 0 && tiers->levels[to - 1].at > moved.at; to--)
			tiers->levels[to] = tiers->levels[to - 1];
		tiers->levels[to] = moved;
	}
}

static void check_levels(struct schema_reader *reader,
			 const struct tiers *tiers)
{
	if (tiers->levels[0].at != 0)
		program_misfit_say(reader, tiers->levels[0].place,
				   "the lowest level is not at 0: add one "
				   "that is, everybody has a level");
	for (size_t i = 1; i < tiers->level_count; i++) {
		if (tiers->levels[i].at == tiers->levels[i - 1].at)
			program_misfit_twice(reader, tiers->levels[i].place,
					     tiers->levels[i - 1].place,
					     "two levels have the same "
					     "threshold");
	}
	for (size_t i = 0; i < tiers->level_count; i++) {
		for (size_t j = 0; j < i; j++) {
			if (slice_equal(tiers->levels[i].name,
					tiers->levels[j].name))
				program_misfit_twice(reader,
						     tiers->levels[i].place,
						     tiers->levels[j].place,
						     "two levels have the "
						     "same name");
		}
	}
}

void program_finish_tiers(struct schema_reader *reader,
			  const struct yaml_tree *node, void *record)
{
	struct program_context *context = reader->context;
	struct tiers *tiers = record;
	tiers->unit = context->program->first_unit;
	if (node == NULL)
		return;
	sort_levels(tiers);
	check_levels(reader, tiers);
	context->levels_failed = false;
}

/* --- rewards ---------------------------------------------------------------- */

static void check_payment(struct schema_reader *reader,
			  const struct yaml_tree *node,
			  const struct reward *reward)
{
	program_misfit_key(reader, node, "cost",
			   "a payment has no 'cost': it has 'points' and "
			   "'buys'");
	if (reward->points == 0 || reward->buys <= 0) {
		missing(reader, node,
			"a payment lacks 'points' or 'buys', above 0");
		return;
	}
	if (reward->step > 0 && reward->minimum % reward->step != 0)
		program_misfit_key(reader, node, "minimum",
				   "'minimum' is no whole number of steps");
	int64_t step = reward->step > 0 ? reward->step : reward->points;
	__extension__ __int128 bought = (__int128)step * reward->buys;
	if (bought % reward->points != 0)
		program_misfit_key(reader, node, "step",
				   "a step buys no whole amount of money: "
				   "choose another step");
	if (reward->share.mantissa == 0)
		program_misfit_key(reader, node, "share",
				   "a payment of 0% pays nothing");
}

static void check_bought(struct schema_reader *reader,
			 const struct yaml_tree *node,
			 const struct reward *reward)
{
	static const char *const keys[] = { "points", "buys", "minimum", "step",
					    "share" };
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		program_misfit_key(reader, node, keys[i],
				   "this key belongs to 'kind: payment'");
	if (yaml_tree_find(node, "cost") == NULL)
		missing(reader, node, "reward lacks 'cost', its points");
	else if (reward->cost == 0)
		program_misfit_key(reader, node, "cost",
				   "a reward that costs nothing: give it a "
				   "cost of at least one point");
}

void program_finish_reward(struct schema_reader *reader,
			   const struct yaml_tree *node, void *record)
{
	struct reward *reward = record;
	reward->at = node->at;
	if (reward->kind == REWARD_PAYMENT)
		check_payment(reader, node, reward);
	else
		check_bought(reader, node, reward);
	if (reward->kind != REWARD_DISCOUNT) {
		program_misfit_key(reader, node, "off",
				   "'off' belongs to 'kind: discount'");
		program_misfit_key(reader, node, "at-most",
				   "'at-most' belongs to 'kind: discount'");
	}
	if (reward->limit.is_set && reward->limit.per == LIMIT_PURCHASE)
		program_misfit_key(reader, node, "limit",
				   "a reward has no limit per purchase");
	program_misfit_period(reader, node, reward->from, reward->until);
}

void program_finish_refunds(struct schema_reader *reader,
			    const struct yaml_tree *node, void *record)
{
	struct refunds *refunds = record;
	(void)reader;
	(void)node;
	refunds->has_within = true;
}

/* --- the smaller records ------------------------------------------------------ */

void program_finish_staff(struct schema_reader *reader,
			  const struct yaml_tree *node, void *record)
{
	struct staff *staff = record;
	(void)reader;
	staff->at = node->at;
}

void program_finish_partner(struct schema_reader *reader,
			    const struct yaml_tree *node, void *record)
{
	struct partner *partner = record;
	(void)reader;
	partner->at = node->at;
}

void program_finish_experiment(struct schema_reader *reader,
			       const struct yaml_tree *node, void *record)
{
	struct experiment *experiment = record;
	experiment->at = node->at;
	if (experiment->arm_count < 2)
		program_misfit_key(reader, node, "arms",
				   "an experiment compares at least two arms");
	program_misfit_period(reader, node, experiment->from,
			      experiment->until);
}

void program_finish_test(struct schema_reader *reader,
			 const struct yaml_tree *node, void *record)
{
	struct rules_test *test = record;
	test->at = node->at;
	int kinds = (test->purchase >= 0) + test->is_visit +
		    (test->action.length > 0);
	if (kinds == 0)
		missing(reader, node,
			"test lacks 'purchase', 'visit: true' or 'bonus'");
	else if (kinds > 1)
		program_misfit_say(reader, node->at,
				   "'purchase', 'visit' and 'bonus' exclude "
				   "each other: keep one");
	if (test->action.length == 0)
		return;
	static const char *const keys[] = { "category", "sku", "quantity",
					    "first-purchase" };
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		program_misfit_key(reader, node, keys[i],
				   "this key belongs to a purchase");
}
