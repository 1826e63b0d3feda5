/*
 * Money of a redemption. See reward_worth.h.
 */
#include "insight/reward_worth.h"

#include "engine/book.h"
#include "journal/journal.h"

/* Its reward in the rules of its day, NULL when they have none. */
static const struct reward *reward_of(const struct book *book,
				      const struct redemption *redemption)
{
	const struct program *program = programs_on(
		book->programs, book->journal->events[redemption->event].day);

	return redemption->reward < 0 ? NULL
				      : &program->rewards[redemption->reward];
}

bool reward_worth_counts(const struct book *book,
			 const struct redemption *redemption)
{
	return (book->effects[redemption->event].flags & EFFECT_APPLIED) &&
	       redemption->state != REDEMPTION_REJECTED &&
	       redemption->state != REDEMPTION_CANCELLED &&
	       redemption->state != REDEMPTION_EXPIRED;
}

int64_t reward_worth_value(const struct book *book,
			   const struct redemption *redemption)
{
	const struct reward *reward = reward_of(book, redemption);

	if (redemption->money >= 0 || reward == NULL)
		return redemption->money;
	return reward->value;
}

int64_t reward_worth_cost(const struct book *book,
			  const struct redemption *redemption)
{
	const struct reward *reward = reward_of(book, redemption);

	if (redemption->money < 0 && reward != NULL && reward->cost_price >= 0)
		return reward->cost_price;
	return reward_worth_value(book, redemption);
}
