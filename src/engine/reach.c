/*
 * What stands between a member and a reward. The same questions as the
 * findings of a redemption (apply_redeem.c), asked of the book at the close
 * of its day, when nothing has been redeemed yet.
 */
#include "engine/reach.h"

#include <stdlib.h>

#include "base/arena.h"
#include "engine/book.h"
#include "engine/usage.h"

/* Points that come (pending ones) or go (expiring ones) on a day. */
struct change {
	struct day day;
	int64_t points;
};

static int compare_changes(const void *left, const void *right)
{
	const struct change *a = left;
	const struct change *b = right;

	return day_compare(a->day, b->day);
}

/* The changes of the account's open lots after the book's day. */
static size_t find_changes(const struct book *book,
			   const struct account *account,
			   struct change *changes)
{
	size_t count = 0;

	for (size_t i = 0; i < book->lot_count; i++) {
		const struct lot *lot = &book->lots[i];
		if (lot->remaining == 0 || lot_account(book, lot) != account)
			continue;
		struct day last = lot_expires(book, lot);
		if (lot_is_pending(book, lot))
			changes[count++] = (struct change){ lot->usable_from,
							    lot->remaining };
		if (day_is_real(last))
			changes[count++] = (struct change){ day_add(last, 1),
							    -lot->remaining };
	}
	return count;
}

/* The first day at whose close `cost` points can be used, were nothing earned
 * or spent until then. */
static struct day find_covered(const struct book *book,
			       const struct account *account, int64_t available,
			       int64_t cost)
{
	struct arena scratch;
	struct day found = DAY_NEVER;

	arena_init(&scratch);
	struct change *changes = arena_take_array(&scratch, 2 * book->lot_count,
						  sizeof(*changes));
	size_t count = find_changes(book, account, changes);
	if (count > 1)
		qsort(changes, count, sizeof(*changes), compare_changes);
	for (size_t i = 0; i < count; i++) {
		available += changes[i].points;
		if ((i + 1 == count ||
		     changes[i + 1].day.number != changes[i].day.number) &&
		    available >= cost) {
			found = changes[i].day;
			break;
		}
	}
	arena_release(&scratch);
	return found;
}

/* ---- the questions ---- */

static int64_t larger(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/* A payment is at least one step and its minimum; nothing goes below the
 * rules' own minimum. */
static int64_t cost_of(const struct program *program,
		       const struct reward *reward)
{
	int64_t minimum = program->redeem.minimum[reward->unit];
	int64_t step = reward->step > 0 ? reward->step : 1;

	if (reward->kind != REWARD_PAYMENT)
		return reward->cost;
	minimum = larger(larger(minimum, reward->minimum), step);
	int64_t over = minimum % step;
	return over == 0 ? minimum : minimum - over + step;
}

static void look_at_points(const struct book *book, uint32_t member,
			   struct reach *reach)
{
	const struct account *account = book_account(book, member, reach->unit);

	if (account != NULL) {
		reach->available = account_available(book, account);
		reach->pending = account_pending(book, account);
		reach->reserved = account->reserved;
		reach->deficit = account->deficit;
	}
	if (reach->available >= reach->cost)
		return;
	reach->reasons |= REACH_INSUFFICIENT;
	reach->missing = reach->cost - reach->available;
	if (reach->pending > 0)
		reach->covered = find_covered(book, account, reach->available,
					      reach->cost);
}

static bool is_open(struct day day, struct day from, struct day until)
{
	return (!day_is_real(from) || day_compare(day, from) >= 0) &&
	       (!day_is_real(until) || day_compare(day, until) <= 0);
}

static void look_at_offer(const struct book *book, uint32_t member,
			  const struct program *program,
			  const struct reward *reward, struct reach *reach)
{
	const struct member *m = &book->members[member];

	if (!is_open(book->as_of, reward->from, reward->until) ||
	    !is_open(book->as_of, program->starts, program->redeeming_ends))
		reach->reasons |= REACH_INACTIVE;
	if (reward->tier.length > 0)
		reach->needed_level = program_find_level(program, reward->tier);
	if (reach->needed_level >= 0 && m->level < reach->needed_level)
		reach->reasons |= REACH_TIER;
	if (reward->counts_stock && reach->stock <= 0)
		reach->reasons |= REACH_STOCK;
	if (!reward->limit.is_set)
		return;
	reach->used = usage_in_period(m->usage, reward->name, &reward->limit,
				      book->as_of);
	if (reach->used >= reward->limit.amount)
		reach->reasons |= REACH_LIMIT;
}

void reach_find(const struct book *book, uint32_t member, int reward,
		struct reach *reach)
{
	const struct program *program =
		programs_on(book->programs, book->as_of);
	const struct reward *of = &program->rewards[reward];
	member = book_member_now(book, member);
	const struct member *m = &book->members[member];

	*reach = (struct reach){
		.unit = of->unit,
		.cost = cost_of(program, of),
		.covered = DAY_NEVER,
		.stock = book->stock[reward],
		.needed_level = -1,
	};
	if (m->status != MEMBER_ACTIVE ||
	    day_compare(m->joined, book->as_of) > 0)
		reach->reasons |= REACH_BLOCKED;
	look_at_points(book, member, reach);
	look_at_offer(book, member, program, of, reach);
}

const char *reach_reason_name(unsigned reasons, int nth)
{
	static const struct {
		unsigned reason;
		const char *name;
	} names[] = {
		{ REACH_BLOCKED, "blocked" },
		{ REACH_INACTIVE, "inactive" },
		{ REACH_TIER, "tier" },
		{ REACH_STOCK, "out_of_stock" },
		{ REACH_LIMIT, "limit" },
		{ REACH_INSUFFICIENT, "insufficient_balance" },
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if ((reasons & names[i].reason) && nth-- == 0)
			return names[i].name;
	}
	return NULL;
}
