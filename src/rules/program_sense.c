/*
 * Names first, then what can never happen. A warning is given only where no
 * journal could ever make the rule match.
 */
#include "rules/program_sense.h"

#include "rules/program_misfit.h"

enum {
	DAYS_OF_A_WEEK = 7
};

/* --- names ------------------------------------------------------------------ */

/* A list of records that begin with their name. */
struct named {
	const void *records;
	size_t count;
	size_t size;
	size_t place; /* offset of the struct place */
	const char *message;
};

static struct slice record_name(const struct named *named, size_t number)
{
	const void *record =
		(const char *)named->records + named->size * number;
	return *(const struct slice *)record;
}

static struct place record_place(const struct named *named, size_t number)
{
	const void *place = (const char *)named->records +
			    named->size * number + named->place;
	return *(const struct place *)place;
}

static void check_distinct(struct schema_reader *reader,
			   const struct named *named)
{
	for (size_t i = 1; i < named->count; i++) {
		for (size_t j = 0; j < i; j++) {
			if (!slice_equal(record_name(named, i),
					 record_name(named, j)))
				continue;
			program_misfit_twice(reader, record_place(named, i),
					     record_place(named, j),
					     named->message);
			break;
		}
	}
}

static void check_names(struct schema_reader *reader,
			const struct program *program)
{
	const struct named lists[] = {
		{ program->rules, program->rule_count, sizeof(struct earn_rule),
		  offsetof(struct earn_rule, at),
		  "two earn rules have the same name" },
		{ program->rewards, program->reward_count,
		  sizeof(struct reward), offsetof(struct reward, at),
		  "two rewards have the same name" },
		{ program->partners, program->partner_count,
		  sizeof(struct partner), offsetof(struct partner, at),
		  "two partners have the same name" },
		{ program->experiments, program->experiment_count,
		  sizeof(struct experiment), offsetof(struct experiment, at),
		  "two experiments have the same name" },
		{ program->staff, program->staff_count, sizeof(struct staff),
		  offsetof(struct staff, at), "two staff have the same name" },
	};
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
		check_distinct(reader, &lists[i]);
}

static void check_staff(struct schema_reader *reader,
			const struct program *program)
{
	for (size_t i = 1; i < program->staff_count; i++) {
		for (size_t j = 0; j < i; j++) {
			const struct staff *one = &program->staff[i];
			const struct staff *other = &program->staff[j];
			if (one->member.length > 0 &&
			    slice_equal(one->member, other->member))
				program_misfit_twice(reader, one->at, other->at,
						     "two staff have the same "
						     "member's account");
		}
	}
}

static void check_expiry(struct schema_reader *reader,
			 const struct program *program)
{
	for (size_t i = 1; i < program->expiry_count; i++) {
		for (size_t j = 0; j < i; j++) {
			if (program->expiry[i].unit == program->expiry[j].unit)
				program_misfit_twice(
					reader, program->expiry[i].at,
					program->expiry[j].at,
					"two expiry rules for the same unit");
		}
	}
}

static void check_segment(struct schema_reader *reader,
			  const struct program *program,
			  const struct matcher *name)
{
	struct suggest search;
	if (name->pattern != NULL || schema_is_silent(reader) ||
	    program_find_segment(program, name->text) >= 0)
		return;
	suggest_init(&search, name->text);
	for (size_t i = 0; i < program->segment_count; i++)
		suggest_add(&search, program->segments[i].name);
	schema_refuse_unknown(reader, name->at, "segment", &search, "segments");
}

static bool has_arm(const struct program *program, struct slice name)
{
	struct slice arm;
	struct slice experiment = slice_cut(name, '/', &arm);
	for (size_t i = 0; i < program->experiment_count; i++) {
		const struct experiment *one = &program->experiments[i];
		if (!slice_equal(one->name, experiment))
			continue;
		for (size_t j = 0; j < one->arm_count; j++) {
			if (slice_equal(one->arms[j].name, arm))
				return true;
		}
	}
	return false;
}

static void check_conditions(struct schema_reader *reader,
			     const struct program *program)
{
	for (size_t i = 0; i < program->rule_count; i++) {
		const struct condition *when = &program->rules[i].when;
		for (size_t j = 0; j < when->segment.count; j++)
			check_segment(reader, program, &when->segment.list[j]);
		for (size_t j = 0; j < when->experiment.count; j++) {
			const struct matcher *name = &when->experiment.list[j];
			if (name->pattern == NULL &&
			    !has_arm(program, name->text))
				schema_refuse(reader, name->at,
					      "'%.*s' is no EXPERIMENT/ARM of "
					      "'experiments'",
					      SLICE_ARGS(name->text));
		}
	}
}

static void check_tests(struct schema_reader *reader,
			const struct program *program)
{
	for (size_t i = 0; i < program->test_count; i++) {
		const struct rules_test *test = &program->tests[i];
		if (test->action.length > 0 &&
		    !program_has_action(program, test->action))
			program_misfit_say(reader, test->at,
					   "a test of an action that no rule "
					   "has");
	}
}

/* --- days ------------------------------------------------------------------- */

static void check_days(struct schema_reader *reader,
		       const struct program *program,
		       const struct yaml_tree *tree)
{
	const struct yaml_tree *node = yaml_tree_find(tree, "program");
	struct day starts = program->starts;
	struct day earning = program->earning_ends;
	struct day redeeming = program->redeeming_ends;
	if (day_is_real(starts) && day_is_real(earning) &&
	    day_compare(earning, starts) < 0)
		program_misfit_key(reader, node, "earning-ends",
				   "earning ends before the programme starts");
	if (day_is_real(earning) && day_is_real(redeeming) &&
	    day_compare(redeeming, earning) < 0)
		program_misfit_key(reader, node, "redeeming-ends",
				   "redeeming ends before earning does");
	if (day_is_real(starts) && day_is_real(redeeming) &&
	    day_compare(redeeming, starts) < 0)
		program_misfit_key(reader, node, "redeeming-ends",
				   "redeeming ends before the programme "
				   "starts");
}

/* --- what never happens ------------------------------------------------------- */

/* Days from..until, both inclusive; DAY_NONE is open. */
struct period {
	struct day from;
	struct day until;
};

static void narrow(struct period *period, struct day from, struct day until)
{
	if (day_is_real(from) && day_compare(from, period->from) > 0)
		period->from = from;
	if (day_is_real(until) && (!day_is_real(period->until) ||
				   day_compare(until, period->until) < 0))
		period->until = until;
}

static bool is_bounded(struct period period)
{
	return day_is_real(period.from) && day_is_real(period.until);
}

static bool has_weekday(struct period period, unsigned weekdays)
{
	int32_t days = day_difference(period.from, period.until);
	for (int32_t i = 0; i <= days && i < DAYS_OF_A_WEEK; i++) {
		int weekday = day_weekday(day_add(period.from, i));
		if ((weekdays >> weekday & 1u) != 0)
			return true;
	}
	return false;
}

static struct period rule_period(const struct earn_rule *rule)
{
	struct period period = { DAY_NONE, DAY_NONE };
	narrow(&period, rule->from, rule->until);
	narrow(&period, rule->when.from, rule->when.until);
	return period;
}

/* True when one line of the journal sets off both. */
static bool go_together(const struct earn_rule *a, const struct earn_rule *b)
{
	if (a->on != EARN_ACTION || b->on != EARN_ACTION)
		return a->on != EARN_ACTION && b->on != EARN_ACTION;
	return slice_equal(a->action, b->action);
}

/* One trigger's rules in force on the first day of a rule: never so many that
 * a purchase could not take them all. Campaigns that are over do not count. */
static void check_together(struct schema_reader *reader,
			   const struct program *program)
{
	for (size_t i = 0; i < program->rule_count; i++) {
		const struct earn_rule *rule = &program->rules[i];
		struct day first = rule_period(rule).from;
		size_t count = 0;
		for (size_t j = 0; j < program->rule_count; j++) {
			const struct earn_rule *other = &program->rules[j];
			struct period period = rule_period(other);
			count += go_together(other, rule) &&
				 day_compare(period.from, first) <= 0 &&
				 (!day_is_real(period.until) ||
				  day_compare(period.until, first) >= 0);
		}
		if (count <= RULES_TOGETHER_MAX)
			continue;
		program_misfit_say(reader, rule->at,
				   "more than 64 rules at a time for the same "
				   "line of a journal");
		return;
	}
}

static void check_rule_days(struct schema_reader *reader,
			    const struct program *program,
			    const struct earn_rule *rule)
{
	struct period period = rule_period(rule);
	narrow(&period, program->starts, program->earning_ends);
	if (!is_bounded(period))
		return;
	if (day_compare(period.until, period.from) < 0)
		program_misfit_never(reader, rule->at,
				     "this rule can never match: its days do "
				     "not meet, or lie outside the programme");
	else if (rule->when.weekdays != 0 &&
		 !has_weekday(period, rule->when.weekdays))
		program_misfit_never(reader, rule->at,
				     "this rule can never match: its days have "
				     "no such weekday");
}

/* Every category that the rule wants is one that earns nothing. */
static bool wants_excluded(const struct program *program,
			   const struct earn_rule *rule)
{
	const struct matchers *wanted = &rule->when.category;
	const struct matchers *excluded = &program->basis.exclude_category;
	bool limit = false;
	for (size_t i = 0; i < wanted->count; i++) {
		if (wanted->list[i].pattern != NULL ||
		    !matchers_match(excluded, wanted->list[i].text, &limit))
			return false;
	}
	return wanted->count > 0;
}

static void check_rule_action(struct schema_reader *reader,
			      const struct earn_rule *rule)
{
	const struct condition *when = &rule->when;
	if (rule->on != EARN_ACTION)
		return;
	if (rule->has_item_condition || when->minimum >= 0 ||
	    when->has_first_purchase)
		program_misfit_never(reader, rule->at,
				     "this rule can never match: only "
				     "purchases have items, money and a first");
}

/* A multiplier of a unit that no purchase gives. */
static bool multiplies_nothing(const struct program *program,
			       const struct earn_rule *rule)
{
	if (rule->kind != EARN_MULTIPLY)
		return false;
	for (size_t i = 0; i < program->rule_count; i++) {
		const struct earn_rule *other = &program->rules[i];
		if (other->on == EARN_PURCHASE &&
		    other->kind != EARN_MULTIPLY && other->unit == rule->unit)
			return false;
	}
	return true;
}

static void check_rule(struct schema_reader *reader,
		       const struct program *program,
		       const struct earn_rule *rule)
{
	check_rule_days(reader, program, rule);
	check_rule_action(reader, rule);
	if (rule->on == EARN_PURCHASE && wants_excluded(program, rule))
		program_misfit_never(reader, rule->at,
				     "this rule can never match: 'basis' "
				     "excludes its category");
	if (multiplies_nothing(program, rule))
		program_misfit_never(reader, rule->at,
				     "this rule can never match: no purchase "
				     "gives the unit it multiplies");
	if (rule->limit.is_set && rule->limit.rejects &&
	    !rule->limit.counts_times && rule->kind == EARN_FLAT &&
	    rule->points > rule->limit.amount)
		program_misfit_never(reader, rule->at,
				     "this rule can never match: its limit is "
				     "below its points");
}

static void check_reward(struct schema_reader *reader,
			 const struct program *program,
			 const struct reward *reward)
{
	struct period period = { DAY_NONE, DAY_NONE };
	narrow(&period, reward->from, reward->until);
	narrow(&period, program->starts, program->redeeming_ends);
	if (is_bounded(period) && day_compare(period.until, period.from) < 0)
		program_misfit_never(reader, reward->at,
				     "this reward can never be had: its days "
				     "lie outside the programme");
	if (reward->limit.is_set && !reward->limit.counts_times &&
	    reward->cost > reward->limit.amount)
		program_misfit_never(reader, reward->at,
				     "this reward can never be had: its limit "
				     "is below its cost");
}

void program_sense_check(struct schema_reader *reader,
			 const struct program *program,
			 const struct yaml_tree *tree)
{
	check_names(reader, program);
	check_staff(reader, program);
	check_expiry(reader, program);
	check_conditions(reader, program);
	check_together(reader, program);
	check_tests(reader, program);
	check_days(reader, program, tree);
	if (reader->refusals > 0)
		return;
	for (size_t i = 0; i < program->rule_count; i++)
		check_rule(reader, program, &program->rules[i]);
	for (size_t i = 0; i < program->reward_count; i++)
		check_reward(reader, program, &program->rewards[i]);
}
