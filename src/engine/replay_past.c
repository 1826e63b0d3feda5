/*
 * What earning asks about the past while a book is replayed: segments,
 * profiles, what of limits is used, visits.
 */
#include "engine/replay_state.h"
#include "engine/usage.h"

static bool past_in_segment(void *context, uint32_t member,
			    struct slice segment)
{
	struct replay *r = context;

	return r->options->segment != NULL &&
	       r->options->segment(r->options->segment_context, r->book,
				   segment, member, r->day);
}

static struct slice past_profile(void *context, uint32_t member,
				 struct slice key)
{
	struct replay *r = context;

	for (uint32_t i = 0; i < KEY_COUNT; i++) {
		if (slice_is(key, attribute_name((enum attribute_key)i)))
			return book_member_profile(r->book, member, i);
	}
	uint32_t number = intern_find(&r->journal->keys, key);
	if (number == INTERN_NONE)
		return (struct slice){ NULL, 0 };
	return book_member_profile(r->book, member, KEY_COUNT + number);
}

static struct slice past_member_id(void *context, uint32_t member)
{
	const struct replay *r = context;

	return intern_text(&r->journal->members, member);
}

static int64_t past_used(void *context, uint32_t member, int rule,
			 struct day day)
{
	const struct replay *r = context;
	const struct earn_rule *of = &r->earning->rules[rule];

	return usage_in_period(r->book->members[member].usage, of->name,
			       &of->limit, day);
}

static int64_t past_visits(void *context, uint32_t member, int rule,
			   struct day day)
{
	const struct replay *r = context;

	return usage_visits(r->book->members[member].usage,
			    &r->earning->rules[rule], day) +
	       1;
}

struct earn_past replay_past(struct replay *r)
{
	return (struct earn_past){ .context = r,
				   .in_segment = past_in_segment,
				   .profile = past_profile,
				   .member_id = past_member_id,
				   .used = past_used,
				   .visits = past_visits };
}
