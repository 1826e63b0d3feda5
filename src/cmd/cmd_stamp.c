/*
 * pointbook stamp: stamps on a member's card, as the rules give them: for so
 * many pieces of what they stamp, or for a visit.
 */
#include "base/arena.h"
#include "cmd/command.h"
#include "cmd/event_line.h"
#include "cmd/recording.h"
#include "cmd/session.h"
#include "journal/journal.h"
#include "rules/program.h"

static const char *const stamp_examples[] = {
	"stamp M0012 --store north --dry-run",
	"stamp M0012 2 --store north --staff rosa",
	NULL,
};

/* The unit that is called stamp, else the programme's only one; -1: none. */
static int stamp_unit(const struct programs *programs)
{
	int unit = programs_find_unit(programs, SLICE("stamp"));

	return unit < 0 && programs->unit_count == 1 ? 0 : unit;
}

/* True when the rule is for that store, or for any. */
static bool is_for_store(const struct earn_rule *rule, struct slice store)
{
	bool limit = false;

	return rule->when.store.count == 0 ||
	       (store.length > 0 &&
		matchers_match(&rule->when.store, store, &limit));
}

/* The rule that gives stamps for pieces, else the one for a visit. Without one
 * for the store *elsewhere says whether others have one. */
static const struct earn_rule *find_rule(const struct program *program,
					 int unit, struct slice store,
					 bool *elsewhere)
{
	const struct earn_rule *visit = NULL;

	*elsewhere = false;
	for (size_t i = 0; i < program->rule_count; i++) {
		const struct earn_rule *rule = &program->rules[i];

		if (rule->unit != unit || rule->on == EARN_ACTION)
			continue;
		if (!is_for_store(rule, store)) {
			*elsewhere = true;
			continue;
		}
		if (rule->kind == EARN_PER_ITEM)
			return rule;
		if (rule->kind == EARN_FLAT && !visit)
			visit = rule;
	}
	return visit;
}

/* The first of the texts that is matched as it is; empty: none. */
static struct slice exact(const struct matchers *matchers)
{
	for (size_t i = 0; i < matchers->count; i++)
		if (!matchers->list[i].pattern)
			return matchers->list[i].text;
	return (struct slice){ NULL, 0 };
}

/* `[CATEGORY/]SKU:COUNT` of what the rule stamps. */
static const char *item_of(struct arena *arena, const struct earn_rule *rule,
			   const char *count)
{
	struct slice category = exact(&rule->when.category);
	struct slice sku = exact(&rule->when.sku);

	if (sku.length == 0)
		sku = SLICE("stamp");
	return arena_print(arena, "%.*s%s%.*s:%s", SLICE_ARGS(category),
			   category.length > 0 ? "/" : "", SLICE_ARGS(sku),
			   count);
}

static enum exit_status refuse(struct session *session, const char *message)
{
	message_error(&session->terminal, "%s", message);
	return STATUS_NO;
}

static enum exit_status plan_stamp(struct recording *recording,
				   const void *options)
{
	struct session *session = recording->session;
	struct text *lines = &recording->lines;
	const char *count =
		session->operand_count > 1 ? session->operands[1] : "1";
	int unit = stamp_unit(session->programs);
	const struct program *program =
		programs_on(session->programs, session->today);
	struct slice store = session->record.store
				     ? slice_from(session->record.store)
				     : event_line_standing("store");
	bool elsewhere = false;
	const struct earn_rule *rule =
		program && unit >= 0
			? find_rule(program, unit, store, &elsewhere)
			: NULL;

	(void)options;
	if (unit < 0)
		return refuse(session, "the rules have no unit 'stamp': record "
				       "a sale, or name the unit so");
	if (!rule && elsewhere)
		return refuse(session, "the rules give stamps at some stores "
				       "only: say which with --store");
	if (!rule)
		return refuse(session, "no rule gives stamps for a visit or a "
				       "piece: 'pointbook rules show' says "
				       "what they are given for");
	if (rule->kind == EARN_FLAT && !slice_is(slice_from(count), "1"))
		return refuse(session, "the rules give a stamp a visit, not a "
				       "piece: record one visit at a time");
	enum exit_status status =
		recording_find_member(recording, session->operands[0]);

	if (status != STATUS_FINE)
		return status;
	event_line_begin(lines, session, "purchase");
	event_line_add_word(lines, intern_text(&session->journal->members,
					       recording->member));
	if (rule->kind == EARN_PER_ITEM)
		event_line_add_value(
			lines, "item",
			slice_from(item_of(session->arena, rule, count)));
	event_line_finish(lines, session, recording->reference);
	return STATUS_FINE;
}

static enum exit_status stamp_run(struct session *session, const void *options)
{
	return recording_run(session, plan_stamp, options);
}

const struct command cmd_stamp = {
	.name = "stamp",
	.group = GROUP_RECORD,
	.summary = "stamp a member's card",
	.operands = "MEMBER [COUNT]",
	.operand_min = 1,
	.operand_max = 2,
	.takes = TAKES_DRY_RUN | TAKES_RECORD,
	.examples = stamp_examples,
	.notes = "Recorded as a visit with so many pieces of what the rules "
		 "stamp, so that the rules give the stamps.",
	.run = stamp_run,
};
