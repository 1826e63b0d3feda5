/*
 * The replay that listens. See why.h.
 */
#include "engine/why.h"

#include "engine/replay_state.h"

/* Whoever asks about this event, NULL: nobody. */
static struct why *asked(const struct replay *r, uint32_t event)
{
	struct why *why = r->options->why;

	return why != NULL && why->event == event ? why : NULL;
}

struct earn_working *why_working(const struct replay *r, uint32_t event)
{
	struct why *why = asked(r, event);

	return why == NULL ? NULL : &why->working;
}

void why_take_result(const struct replay *r, uint32_t event,
		     const struct earn_result *result)
{
	struct why *why = r->options->why;

	if (why != NULL && why->each != NULL)
		why->each(why->context, event, r->earning, result);
	why = asked(r, event);
	if (why == NULL)
		return;
	why->computed = true;
	why->program = r->earning;
	why->result = *result;
}

void why_take_bar(const struct replay *r, uint32_t event, const char *reason)
{
	struct why *why = asked(r, event);

	if (why != NULL)
		why->barred = reason;
}

void why_take_move(const struct replay *r, uint32_t event, uint32_t account,
		   struct day until)
{
	struct why *why = r->options->why;

	if (why == NULL || why->member == NONE ||
	    replay_member(r, why->member) != r->book->accounts[account].member)
		return;
	why->moves = arena_grow(r->arena, why->moves, why->move_count + 1,
				sizeof(*why->moves), &why->move_capacity);
	why->moves[why->move_count++] = (struct why_move){
		.day = r->day,
		.event = event,
		.account = account,
		.until = until,
	};
}

void why_find(struct arena *arena, const struct journal *journal,
	      const struct programs *programs,
	      const struct replay_options *options, struct why *why)
{
	struct replay_options listening = *options;
	struct diagnostics ignored;

	diagnostics_init(&ignored, arena);
	earn_working_init(&why->working, arena, programs);
	listening.postings = false;
	listening.findings = false;
	listening.reperform = true;
	listening.why = why;
	if (why->event != NONE)
		listening.as_of = journal->events[why->event].day;
	replay_run(arena, journal, programs, &listening, &ignored);
}
