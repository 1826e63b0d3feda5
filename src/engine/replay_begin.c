/*
 * The book before the first event: nobody has joined, nothing has moved.
 */
#include "engine/replay_state.h"

struct book *replay_new_book(struct arena *arena, const struct journal *journal,
			     const struct programs *programs)
{
	struct book *book = arena_take(arena, sizeof(*book));

	book->arena = arena;
	book->journal = journal;
	book->programs = programs;
	book->member_count = journal->members.count;
	book->members = arena_take_array(arena, book->member_count,
					 sizeof(*book->members));
	book->effects = arena_take_array(arena, journal->event_count,
					 sizeof(*book->effects));
	book->first_day = DAY_NEVER;
	book->last_day = DAY_NONE;
	for (size_t i = 0; i < book->member_count; i++)
		book->members[i] = (struct member){
			.status = MEMBER_ACTIVE,
			.status_day = DAY_NONE,
			.joined = DAY_NONE,
			.merged_into = NONE,
			.merged_on = DAY_NONE,
			.accounts = NONE,
			.profile = NONE,
			.referred_by = NONE,
			.first_purchase = DAY_NONE,
			.last_purchase = DAY_NONE,
			.last_activity = DAY_NONE,
			.first_qualifying = NONE,
			.referral_bonus = { NONE, NONE },
			.last_status = NONE,
			.alias = NONE,
			.next_alias = NONE,
			.level = -1,
			.level_since = DAY_NONE,
			.level_until = DAY_NONE,
		};
	for (size_t i = 0; i < journal->event_count; i++)
		book->effects[i] = (struct effect){ NONE, NONE, NONE, 0 };
	return book;
}
