/*
 * What an event needs that does not depend on the past: known member, unit,
 * currency, reward, action and level. What is unknown in every rules file is
 * BROKEN; what only the file of the day lacks is left to the appliers.
 */
#include "base/currency.h"
#include "engine/replay_state.h"

enum {
	SUGGESTIONS_MAX = 20
};

static bool many_broken(const struct replay *r)
{
	return r->diagnostics->counts[SEVERITY_BROKEN] > SUGGESTIONS_MAX;
}

static bool resolve_member(struct replay *r, uint32_t event, uint32_t member)
{
	if (r->book->members[member].joined_known)
		return true;
	struct slice name = intern_text(&r->journal->members, member);
	struct diagnostic *d = replay_broken(
		r, (struct fault){ DIAGNOSTIC_unknown_member, event, name },
		"member '%.*s' never joined", SLICE_ARGS(name));
	if (many_broken(r))
		return false;
	struct suggest search;
	suggest_init(&search, name);
	for (uint32_t i = 0; i < r->journal->members.count; i++) {
		if (r->book->members[i].joined_known)
			suggest_add(&search,
				    intern_text(&r->journal->members, i));
	}
	replay_suggest(r, d, &search);
	return false;
}

enum word_sort {
	WORD_REWARD,
	WORD_ACTION,
	WORD_LEVEL
};

static bool program_has_word(const struct program *program, enum word_sort sort,
			     struct slice word)
{
	switch (sort) {
	case WORD_REWARD:
		return program_find_reward(program, word) >= 0;
	case WORD_ACTION:
		return program_has_action(program, word);
	case WORD_LEVEL:
		return program_find_level(program, word) >= 0;
	}
	return false;
}

static void offer_words(const struct program *program, enum word_sort sort,
			struct suggest *search)
{
	if (sort == WORD_REWARD) {
		for (size_t i = 0; i < program->reward_count; i++)
			suggest_add(search, program->rewards[i].name);
	} else if (sort == WORD_LEVEL) {
		for (size_t i = 0; i < program->tiers.level_count; i++)
			suggest_add(search, program->tiers.levels[i].name);
	} else {
		for (size_t i = 0; i < program->rule_count; i++)
			suggest_add(search, program->rules[i].action);
	}
}

static bool resolve_word(struct replay *r, uint32_t event, enum word_sort sort)
{
	static const struct {
		enum diagnostic_id id;
		const char *what;
	} kinds[] = {
		[WORD_REWARD] = { DIAGNOSTIC_unknown_reward, "reward" },
		[WORD_ACTION] = { DIAGNOSTIC_unknown_action, "action" },
		[WORD_LEVEL] = { DIAGNOSTIC_unknown_level, "level" },
	};
	struct slice word = event_operand(r->journal, replay_event(r, event));

	for (size_t i = 0; i < r->programs->count; i++) {
		if (program_has_word(r->programs->list[i], sort, word))
			return true;
	}
	struct diagnostic *d =
		replay_broken(r, (struct fault){ kinds[sort].id, event, word },
			      "no rules file has the %s '%.*s'",
			      kinds[sort].what, SLICE_ARGS(word));
	struct suggest search;
	suggest_init(&search, word);
	for (size_t i = 0; i < r->programs->count; i++)
		offer_words(r->programs->list[i], sort, &search);
	replay_suggest(r, d, &search);
	return false;
}

static bool resolve_operand(struct replay *r, uint32_t event)
{
	const struct event *e = replay_event(r, event);

	if (e->operand == INTERN_NONE)
		return true;
	switch ((int)e->kind) {
	case EVENT_MERGE:
	case EVENT_TRANSFER:
		return resolve_member(r, event, e->operand);
	case EVENT_BONUS:
		return r->words[e->operand].is_action ||
		       resolve_word(r, event, WORD_ACTION);
	case EVENT_REDEEM:
	case EVENT_REQUEST:
	case EVENT_STOCK:
		return r->words[e->operand].reward >= 0 ||
		       resolve_word(r, event, WORD_REWARD);
	case EVENT_TIER:
		return r->words[e->operand].level >= 0 ||
		       resolve_word(r, event, WORD_LEVEL);
	default:
		return true;
	}
}

static bool resolve_money(struct replay *r, uint32_t event)
{
	const struct event *e = replay_event(r, event);

	if (e->currency == CURRENCY_NONE || e->currency == r->program->currency)
		return true;
	replay_broken(r,
		      (struct fault){ DIAGNOSTIC_wrong_currency, event,
				      slice_from(currency_code(e->currency)) },
		      "the programme's currency is %s, not %s",
		      currency_code(r->program->currency),
		      currency_code(e->currency));
	return false;
}

/* The sign the points of a directive must have: 1, -1, 0: either. */
static int points_sign(int kind)
{
	switch (kind) {
	case EVENT_PURCHASE:
	case EVENT_BONUS:
	case EVENT_OPENING:
	case EVENT_TRANSFER:
		return 1;
	case EVENT_REFUND:
	case EVENT_REDEEM:
	case EVENT_REQUEST:
	case EVENT_EXPIRE:
		return -1;
	}
	return 0;
}

static bool check_sign(struct replay *r, uint32_t event, int64_t points)
{
	const struct event *e = replay_event(r, event);
	int sign = points_sign(e->kind);

	if (sign == 0 || points == 0 || (sign > 0) == (points > 0))
		return true;
	replay_broken(r, (struct fault){ DIAGNOSTIC_bad_points, event, { 0 } },
		      "the points of a %s are %s",
		      directive_of((enum event_kind)e->kind)->keyword,
		      sign > 0 ? "positive" : "negative");
	return false;
}

static bool resolve_points(struct replay *r, uint32_t event)
{
	const struct event *e = replay_event(r, event);

	r->amount_count = 0;
	if (e->kind == EVENT_STOCK || e->kind == EVENT_BALANCE)
		return true;
	for (size_t i = 0; i < e->quantities; i++) {
		size_t n = r->amount_count;
		if (n == UNITS_MAX ||
		    !replay_points(r, event, event_quantity(r->journal, e, i),
				   &r->amount_units[n], &r->amounts[n]) ||
		    !check_sign(r, event, r->amounts[n]))
			return false;
		r->amount_count++;
	}
	return true;
}

bool replay_has(const struct replay *r, enum attribute_key key)
{
	return (r->keys >> key) & 1u;
}

bool replay_resolve(struct replay *r, uint32_t event)
{
	const struct event *e = replay_event(r, event);

	r->keys = 0;
	for (size_t i = 0; i < e->attribute_count; i++) {
		uint32_t key = r->journal->attributes[e->attributes + i].key;
		if (key < KEY_COUNT)
			r->keys |= UINT64_C(1) << key;
	}
	if (e->member != INTERN_NONE &&
	    !r->book->members[e->member].joined_known &&
	    !resolve_member(r, event, e->member))
		return false;
	return resolve_operand(r, event) && resolve_money(r, event) &&
	       resolve_points(r, event);
}
