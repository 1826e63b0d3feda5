/*
 * Purchases and redemptions of each member, put together. See lifetime.h.
 */
#include "insight/lifetime.h"

#include <stdlib.h>

#include "base/arena.h"
#include "engine/book.h"
#include "insight/reward_worth.h"
#include "insight/sample.h"

enum {
	TENTHS = 10
};

static int compare_spend(const void *left, const void *right)
{
	const struct lifetime *a = left;
	const struct lifetime *b = right;

	if (a->visitor.spend != b->visitor.spend)
		return a->visitor.spend > b->visitor.spend ? -1 : 1;
	return a->place < b->place ? -1 : a->place > b->place;
}

/* The redemptions to the end, added to by_member[who took them], which may
 * be NULL. */
static void add_rewards(const struct sample *sample,
			struct lifetime **by_member)
{
	const struct book *book = sample->book;
	struct day end = sample_end(sample);

	for (size_t i = 0; i < book->redemption_count; i++) {
		const struct redemption *r = &book->redemptions[i];
		struct lifetime *owner =
			by_member[book_member_now(book, r->member)];
		if (owner == NULL || !reward_worth_counts(book, r) ||
		    day_compare(r->requested, end) > 0)
			continue;
		int64_t cost = reward_worth_cost(book, r);
		owner->rewards++;
		owner->uncosted += cost < 0;
		if (cost > 0 && !amount_add(owner->cost, cost, &owner->cost))
			owner->is_inexact = true;
	}
}

struct lifetimes lifetime_collect(const struct sample *sample)
{
	struct sample always = *sample;
	struct lifetimes found;
	struct lifetime **by_member =
		arena_take_array(sample->arena, sample->book->member_count,
				 sizeof(struct lifetime *));

	always.period = (struct period){ DAY_NONE, sample_end(sample) };
	struct visitors visitors = visitors_collect(&always);
	found.count = visitors.count;
	found.list = arena_take_array(sample->arena, found.count,
				      sizeof(*found.list));
	for (size_t i = 0; i < found.count; i++) {
		found.list[i] = (struct lifetime){
			.visitor = visitors.list[i],
			.place = i,
			.is_inexact = visitors.list[i].is_inexact
		};
		by_member[visitors.list[i].member] = &found.list[i];
	}
	add_rewards(sample, by_member);
	for (size_t i = 0; i < found.count; i++) {
		struct lifetime *l = &found.list[i];
		if (!amount_subtract(l->visitor.spend, l->cost, &l->net))
			l->is_inexact = true;
	}
	if (found.count > 1)
		qsort(found.list, found.count, sizeof(*found.list),
		      compare_spend);
	return found;
}

static void add_member(struct lifetime_tenth *tenth,
		       const struct lifetime *lifetime)
{
	tenth->members++;
	if (lifetime->is_inexact ||
	    !amount_add(tenth->spend, lifetime->visitor.spend, &tenth->spend) ||
	    !amount_add(tenth->cost, lifetime->cost, &tenth->cost) ||
	    !amount_subtract(tenth->spend, tenth->cost, &tenth->net))
		tenth->is_inexact = true;
}

const struct lifetime_tenth *lifetime_tenths(const struct sample *sample,
					     const struct lifetimes *lifetimes,
					     size_t *count)
{
	size_t size = lifetimes->count / TENTHS;
	size_t larger = lifetimes->count % TENTHS;
	struct lifetime_tenth *list =
		arena_take_array(sample->arena, TENTHS, sizeof(*list));
	size_t next = 0;
	int64_t up_to = 0;
	bool is_inexact = false;

	*count = lifetimes->count < TENTHS ? lifetimes->count : TENTHS;
	for (size_t t = 0; t < *count; t++) {
		size_t members = size + (t < larger);
		list[t].number = (int)t + 1;
		for (size_t i = 0; i < members; i++)
			add_member(&list[t], &lifetimes->list[next++]);
		is_inexact = is_inexact || list[t].is_inexact ||
			     !amount_add(up_to, list[t].spend, &up_to);
		list[t].up_to = up_to;
		list[t].is_inexact = is_inexact;
	}
	return list;
}
