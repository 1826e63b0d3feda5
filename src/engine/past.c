/*
 * Segments and profiles are the replay's business and asked of it; limits and
 * visits are read off the members' counters under the rules of the day.
 */
#include "engine/past.h"

#include "engine/book.h"
#include "engine/replay_state.h"
#include "engine/usage.h"

static bool in_segment(void *context, uint32_t member, struct slice segment)
{
	const struct past *past = context;
	const struct replay_options *options = past->book->replay->options;
	return options->segment != NULL &&
	       options->segment(options->segment_context, past->book, segment,
				member, past->day);
}

static struct slice profile(void *context, uint32_t member, struct slice key)
{
	const struct past *past = context;
	const struct earn_past *asked = &past->book->replay->past;
	return asked->profile(asked->context, member, key);
}

static struct slice member_id(void *context, uint32_t member)
{
	const struct past *past = context;
	return intern_text(&past->book->journal->members, member);
}

static int64_t used(void *context, uint32_t member, int rule, struct day day)
{
	const struct past *past = context;
	const struct earn_rule *of = &past->program->rules[rule];
	int64_t written = usage_in_period(past->book->members[member].usage,
					  of->name, &of->limit, day);
	int64_t more = usage_in_period(past->more, of->name, &of->limit, day);
	int64_t sum;
	return amount_add(written, more, &sum) ? sum : INT64_MAX;
}

static int64_t visits(void *context, uint32_t member, int rule, struct day day)
{
	const struct past *past = context;
	return usage_visits(past->book->members[member].usage,
			    &past->program->rules[rule], day) +
	       1;
}

struct earn_past past_answers(struct past *past)
{
	return (struct earn_past){ .context = past,
				   .in_segment = in_segment,
				   .profile = profile,
				   .member_id = member_id,
				   .used = used,
				   .visits = visits };
}
