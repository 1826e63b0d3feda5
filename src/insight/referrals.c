/*
 * Who has a referrer, counted by referrer. See referrals.h.
 */
#include "insight/referrals.h"

#include <stdlib.h>

#include "base/arena.h"
#include "engine/book.h"
#include "insight/membership.h"
#include "insight/sample.h"
#include "journal/journal.h"

/* A referrer with the id, for sorting. */
struct named {
	struct slice id;
	struct referrer referrer;
};

static int compare(const void *left, const void *right)
{
	const struct named *a = left;
	const struct named *b = right;

	if (a->referrer.completed != b->referrer.completed)
		return a->referrer.completed > b->referrer.completed ? -1 : 1;
	if (a->referrer.referred != b->referrer.referred)
		return a->referrer.referred > b->referrer.referred ? -1 : 1;
	return slice_compare_natural(a->id, b->id);
}

static bool is_completed(const struct book *book, const struct member *member)
{
	const struct program *program =
		programs_on(book->programs, member->joined);

	if (program_has_action(program, SLICE("referral")))
		return member->first_qualifying != NONE;
	return member->visits > 0;
}

/* Adds one who was brought to by_member[who brought]. */
static void add_referred(struct referrals *referrals, struct named *referrer,
			 const struct book *book, const struct member *member)
{
	bool completed = is_completed(book, member);

	referrer->referrer.referred++;
	referrer->referrer.completed += completed;
	referrals->referred++;
	referrals->completed += completed;
	if (!amount_add(referrer->referrer.spend, member->spend,
			&referrer->referrer.spend) ||
	    !amount_add(referrals->spend, member->spend, &referrals->spend))
		referrals->is_inexact = true;
}

/* Keeps those who brought somebody, in order. */
static void keep(const struct sample *sample, struct named *by_member,
		 struct referrals *referrals)
{
	size_t kept = 0;

	for (uint32_t m = 0; m < sample->book->member_count; m++) {
		if (by_member[m].referrer.referred == 0)
			continue;
		by_member[m].referrer.member = m;
		by_member[m].id =
			intern_text(&sample->book->journal->members, m);
		by_member[kept++] = by_member[m];
	}
	if (kept > 1)
		qsort(by_member, kept, sizeof(*by_member), compare);
	referrals->list =
		arena_take_array(sample->arena, kept, sizeof(struct referrer));
	for (size_t i = 0; i < kept; i++)
		referrals->list[i] = by_member[i].referrer;
	referrals->count = kept;
}

struct referrals referrals_count(const struct sample *sample)
{
	const struct book *book = sample->book;
	struct day end = sample_end(sample);
	struct referrals referrals = { 0 };
	struct named *by_member = arena_take_array(
		sample->arena, book->member_count, sizeof(*by_member));

	for (uint32_t m = 0; m < book->member_count; m++) {
		const struct member *member = &book->members[m];
		if (!sample->chosen[m] || !member->joined_known)
			continue;
		referrals.members += membership_on(book, m, end);
		if (member->referred_by == NONE ||
		    day_compare(member->joined, end) > 0 ||
		    !period_has(sample->period, member->joined))
			continue;
		uint32_t by = book_member_now(book, member->referred_by);
		add_referred(&referrals, &by_member[by], book, member);
	}
	keep(sample, by_member, &referrals);
	return referrals;
}
