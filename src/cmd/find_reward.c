/*
 * A reward is looked for in the rules of all days: which are in force is known
 * only where it is used.
 */
#include "cmd/find_reward.h"

#include <stddef.h>

#include "base/suggest.h"
#include "cmd/session.h"
#include "rules/program.h"

bool find_reward_any(struct session *session, struct slice name)
{
	const struct programs *programs = session->programs;

	for (size_t i = 0; i < programs->count; i++)
		if (program_find_reward(programs->list[i], name) >= 0)
			return true;
	find_reward_say_unknown(session, name);
	return false;
}

void find_reward_say_unknown(struct session *session, struct slice name)
{
	const struct programs *programs = session->programs;
	struct suggest search;

	suggest_init(&search, name);
	for (size_t i = 0; i < programs->count; i++)
		for (size_t j = 0; j < programs->list[i]->reward_count; j++)
			suggest_add(&search,
				    programs->list[i]->rewards[j].name);
	struct slice near = suggest_take(&search);
	if (near.length > 0)
		message_error(&session->terminal,
			      "the rules have no reward '%.*s'; did you mean "
			      "'%.*s'?",
			      SLICE_ARGS(name), SLICE_ARGS(near));
	else
		message_error(&session->terminal,
			      "the rules have no reward '%.*s'; 'pointbook "
			      "rewards' lists them",
			      SLICE_ARGS(name));
}
