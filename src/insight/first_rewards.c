/*
 * One walk over the redemptions for the costs and for the day of each member's
 * first one, then one over the members for each period. See first_rewards.h.
 */
#include "insight/first_rewards.h"

#include "base/arena.h"
#include "engine/book.h"
#include "insight/reward_worth.h"
#include "insight/sample.h"

struct counting {
	const struct sample *sample;
	const struct period *periods;
	size_t count, units;
	struct day *first; /* by member and unit */
	struct first_rewards *list;
};

static void add_redemption(struct counting *counting,
			   const struct redemption *redemption)
{
	const struct book *book = counting->sample->book;
	uint32_t member = book_member_now(book, redemption->member);
	struct day day = redemption->requested;
	int64_t cost = reward_worth_cost(book, redemption);

	if (!counting->sample->chosen[member] ||
	    !reward_worth_counts(book, redemption))
		return;
	struct day *first =
		&counting->first[member * counting->units + redemption->unit];
	if (!day_is_real(*first) || day_compare(day, *first) < 0)
		*first = day;
	for (size_t k = 0; cost > 0 && k < counting->count; k++) {
		struct first_rewards *one =
			&counting->list[k * counting->units + redemption->unit];
		if (period_has(counting->periods[k], day) &&
		    !amount_add(one->cost, cost, &one->cost))
			one->is_inexact = true;
	}
}

/* The members who began in a period; `waits` has room for all. */
static void add_beginners(struct counting *counting, size_t period, size_t unit,
			  int64_t *waits)
{
	const struct book *book = counting->sample->book;
	struct first_rewards *one =
		&counting->list[period * counting->units + unit];

	for (uint32_t m = 0; m < book->member_count; m++) {
		struct day first = counting->first[m * counting->units + unit];
		if (!day_is_real(first) || !book->members[m].joined_known ||
		    !period_has(counting->periods[period], first))
			continue;
		int32_t wait = day_difference(book->members[m].joined, first);
		waits[one->beginners++] = wait > 0 ? wait : 0;
	}
	one->wait = sample_median(waits, (size_t)one->beginners);
}

const struct first_rewards *first_rewards_count(const struct sample *sample,
						const struct period *periods,
						size_t count)
{
	const struct book *book = sample->book;
	size_t units = book->programs->unit_count;
	struct counting counting = {
		.sample = sample,
		.periods = periods,
		.count = count,
		.units = units,
		.first = arena_take_array(sample->arena,
					  book->member_count * units,
					  sizeof(*counting.first)),
		.list = arena_take_array(sample->arena, count * units,
					 sizeof(*counting.list)),
	};
	int64_t *waits = arena_take_array(sample->arena, book->member_count,
					  sizeof(*waits));

	for (size_t i = 0; i < book->member_count * units; i++)
		counting.first[i] = DAY_NONE;
	for (size_t i = 0; i < book->redemption_count; i++)
		add_redemption(&counting, &book->redemptions[i]);
	for (size_t k = 0; k < count; k++) {
		for (size_t unit = 0; unit < units; unit++)
			add_beginners(&counting, k, unit, waits);
	}
	return counting.list;
}
