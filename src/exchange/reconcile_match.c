/*
 * Sorted by member, kind, money and day, both sides are walked side by side
 * for what is equal; for the rest, a search finds whatever is near. See
 * reconcile_match.h. Work is near to linear: a set of several is looked for
 * among at most SET_MAX candidates.
 */
#include "exchange/reconcile_match.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/decimal.h"

enum {
	SET_MAX = 10,   /* candidates of a set: 2^10 sums */
	ROUNDS_MAX = 64 /* of pairs that leave others the only ones */
};

struct match {
	struct match_side *one, *other;
	int32_t window;
	int64_t tolerance;
};

/* --- order ------------------------------------------------------------------ */

static int compare_numbers(int64_t a, int64_t b)
{
	return a < b ? -1 : a > b;
}

static int compare_group(const struct match_item *a, const struct match_item *b)
{
	int order = compare_numbers(a->member, b->member);

	return order ? order : compare_numbers(a->kind, b->kind);
}

/* What makes two items interchangeable. */
static int compare_equal(const struct match_item *a, const struct match_item *b)
{
	int order = compare_group(a, b);

	if (order == 0)
		order = compare_numbers(a->money, b->money);
	return order ? order : compare_numbers(a->day, b->day);
}

static int compare_by_money(const void *x, const void *y)
{
	const struct match_item *a = x;
	const struct match_item *b = y;
	int order = compare_equal(a, b);

	if (order == 0)
		order = compare_numbers(b->is_loose, a->is_loose);
	if (order == 0)
		order = compare_numbers(a->minute, b->minute);
	return order ? order : compare_numbers(a->number, b->number);
}

/* Pointers, by day. */
static int compare_by_day(const void *x, const void *y)
{
	const struct match_item *a = *(struct match_item *const *)x;
	const struct match_item *b = *(struct match_item *const *)y;
	int order = compare_group(a, b);

	if (order == 0)
		order = compare_numbers(a->day, b->day);
	return order ? order : compare_numbers(a->number, b->number);
}

static void pair(struct match_side *one, size_t i, struct match_side *other,
		 size_t k)
{
	one->items[i].mate = (uint32_t)k;
	other->items[k].mate = (uint32_t)i;
}

static bool is_free(const struct match_item *item)
{
	return item->mate == MATCH_NONE;
}

/* --- equal ------------------------------------------------------------------ */

static void pair_equal(struct match *match)
{
	struct match_side *one = match->one;
	struct match_side *other = match->other;
	size_t i = 0;
	size_t k = 0;

	while (i < one->count && k < other->count) {
		int order = compare_equal(&one->items[i], &other->items[k]);

		if (order == 0)
			pair(one, i++, other, k++);
		else if (order < 0)
			i++;
		else
			k++;
	}
}

/* --- the only one near ------------------------------------------------------ */

/* The first item of the group with at least that money; of that very money,
 * from the day on. */
static size_t find_money(const struct match_side *side,
			 const struct match_item *like, int64_t money,
			 int64_t day)
{
	size_t low = 0;
	size_t high = side->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct match_item *item = &side->items[middle];
		int order = compare_group(item, like);

		if (order == 0)
			order = compare_numbers(item->money, money);
		if (order < 0 || (order == 0 && item->day < day))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool is_near(const struct match *match, const struct match_item *a,
		    const struct match_item *b)
{
	int64_t days = (int64_t)a->day - b->day;

	return days >= -match->window && days <= match->window;
}

/* How many free items of the side are near, at most 2; *found is the last.
 * Days outside of the window are jumped over. */
static int count_near(const struct match *match, const struct match_side *side,
		      const struct match_item *like, size_t *found)
{
	int64_t money = INT64_MIN;
	int64_t to = INT64_MAX;
	int64_t first = (int64_t)like->day - match->window;
	int count = 0;

	(void)amount_subtract(like->money, match->tolerance, &money);
	(void)amount_add(like->money, match->tolerance, &to);
	size_t i = find_money(side, like, money, first);
	while (i < side->count && count < 2) {
		const struct match_item *item = &side->items[i];

		if (compare_group(item, like) != 0 || item->money > to)
			break;
		if (is_near(match, item, like)) {
			count += is_free(item);
			*found = is_free(item) ? i : *found;
			i++;
		} else if (item->day < first) {
			i = find_money(side, like, item->money, first);
		} else {
			i = find_money(side, like, item->money, INT64_MAX);
		}
	}
	return count;
}

/* True when a pair was found. */
static bool pair_only(struct match *match)
{
	bool any = false;

	for (size_t i = 0; i < match->one->count; i++) {
		struct match_item *item = &match->one->items[i];
		size_t k = 0;
		size_t back = 0;
		int count;

		if (!is_free(item))
			continue;
		count = count_near(match, match->other, item, &k);
		item->is_ambiguous = count > 1;
		if (count != 1)
			continue;
		if (count_near(match, match->one, &match->other->items[k],
			       &back) == 1) {
			pair(match->one, i, match->other, k);
			any = true;
		} else {
			item->is_ambiguous = true;
			match->other->items[k].is_ambiguous = true;
		}
	}
	return any;
}

/* --- one against several ---------------------------------------------------- */

/* What is left of a side, by day. */
struct rest {
	struct match_side *side;
	struct match_item **list;
	size_t count;
};

static struct rest collect(struct arena *arena, struct match_side *side)
{
	struct rest rest = { side,
			     arena_take_array(arena, side->count,
					      sizeof(struct match_item *)),
			     0 };

	for (size_t i = 0; i < side->count; i++)
		if (is_free(&side->items[i]))
			rest.list[rest.count++] = &side->items[i];
	if (rest.count > 1)
		qsort(rest.list, rest.count, sizeof(struct match_item *),
		      compare_by_day);
	return rest;
}

/* The first of the group from the day on. */
static size_t find_day(const struct rest *rest, const struct match_item *like,
		       int64_t day)
{
	size_t low = 0;
	size_t high = rest->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct match_item *item = rest->list[middle];
		int order = compare_group(item, like);

		if (order == 0)
			order = item->day < day ? -1 : 1;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Candidates of a set. */
struct candidates {
	struct match_item *list[SET_MAX];
	size_t count;
};

/* False when there are too many to try. */
static bool find_candidates(const struct match *match, const struct rest *rest,
			    const struct match_item *like,
			    struct candidates *found)
{
	found->count = 0;
	for (size_t i =
		     find_day(rest, like, (int64_t)like->day - match->window);
	     i < rest->count && compare_group(rest->list[i], like) == 0 &&
	     is_near(match, rest->list[i], like);
	     i++) {
		if (!is_free(rest->list[i]))
			continue;
		if (found->count == SET_MAX)
			return false;
		found->list[found->count++] = rest->list[i];
	}
	return found->count > 1;
}

static bool adds_up(const struct match *match, const struct candidates *from,
		    unsigned set, int64_t money)
{
	int64_t sum = 0;
	int64_t off;

	for (size_t i = 0; i < from->count; i++)
		if (set >> i & 1u &&
		    !amount_add(sum, from->list[i]->money, &sum))
			return false;
	return amount_subtract(sum, money, &off) && off >= -match->tolerance &&
	       off <= match->tolerance;
}

/* The only set of two or more that adds up; 0: there is none, or several. */
static unsigned find_set(const struct match *match,
			 const struct candidates *from, struct match_item *item)
{
	unsigned found = 0;

	for (unsigned set = 3; set < 1u << from->count; set++) {
		if ((set & (set - 1)) == 0 ||
		    !adds_up(match, from, set, item->money))
			continue;
		if (found) {
			item->is_ambiguous = true;
			return 0;
		}
		found = set;
	}
	return found;
}

/* A set that one item asks for. */
struct claim {
	struct match_item *item;
	struct candidates candidates;
	unsigned set;
};

static void pair_claim(const struct claim *claim, struct match_side *one,
		       struct match_side *several)
{
	uint32_t *end = &claim->item->mate;

	for (size_t i = 0; i < claim->candidates.count; i++) {
		struct match_item *part = claim->candidates.list[i];

		if (!(claim->set >> i & 1u))
			continue;
		part->mate = (uint32_t)(claim->item - one->items);
		*end = (uint32_t)(part - several->items);
		end = &part->next;
	}
}

/* How often a claim's parts are claimed, by all claims together. */
static void count_claims(const struct claim *claim,
			 const struct match_side *several, uint32_t *claims)
{
	for (size_t i = 0; i < claim->candidates.count; i++)
		if (claim->set >> i & 1u)
			claims[claim->candidates.list[i] - several->items]++;
}

static bool is_alone(const struct claim *claim,
		     const struct match_side *several, const uint32_t *claims)
{
	for (size_t i = 0; i < claim->candidates.count; i++)
		if (claim->set >> i & 1u &&
		    claims[claim->candidates.list[i] - several->items] > 1)
			return false;
	return true;
}

static void pair_sets(struct match *match, struct arena *arena,
		      struct match_side *one, struct match_side *several)
{
	struct rest singles = collect(arena, one);
	struct rest parts = collect(arena, several);
	uint32_t *claims =
		arena_take_array(arena, several->count, sizeof(*claims));
	struct claim *list = NULL;
	size_t capacity = 0;
	size_t count = 0;

	for (size_t i = 0; i < singles.count; i++) {
		struct claim claim = { .item = singles.list[i] };

		if (find_candidates(match, &parts, claim.item,
				    &claim.candidates))
			claim.set =
				find_set(match, &claim.candidates, claim.item);
		if (!claim.set)
			continue;
		list = arena_grow(arena, list, count + 1, sizeof(*list),
				  &capacity);
		list[count++] = claim;
		count_claims(&claim, several, claims);
	}
	for (size_t i = 0; i < count; i++) {
		if (is_alone(&list[i], several, claims))
			pair_claim(&list[i], one, several);
		else
			list[i].item->is_ambiguous = true;
	}
}

/* --- the only two of a day -------------------------------------------------- */

/* The only free item of the like's group and day; NULL when there is none, or
 * another. */
static struct match_item *only_of_day(const struct rest *rest,
				      const struct match_item *like)
{
	struct match_item *found = NULL;

	for (size_t i = find_day(rest, like, like->day);
	     i < rest->count && compare_group(rest->list[i], like) == 0 &&
	     rest->list[i]->day == like->day;
	     i++) {
		if (!is_free(rest->list[i]))
			continue;
		if (found)
			return NULL;
		found = rest->list[i];
	}
	return found;
}

static void pair_loose(struct match *match, struct arena *arena)
{
	struct rest one = collect(arena, match->one);
	struct rest other = collect(arena, match->other);

	for (size_t i = 0; i < one.count; i++) {
		struct match_item *item = one.list[i];
		struct match_item *mate;

		if (!is_free(item))
			continue;
		mate = only_of_day(&other, item);
		if (mate && (mate->is_loose || item->is_loose) &&
		    only_of_day(&one, mate) == item)
			pair(match->one, (size_t)(item - match->one->items),
			     match->other,
			     (size_t)(mate - match->other->items));
	}
}

/* --- all -------------------------------------------------------------------- */

static void prepare(struct match_side *side)
{
	for (size_t i = 0; i < side->count; i++) {
		side->items[i].mate = side->items[i].next = MATCH_NONE;
		side->items[i].is_ambiguous = false;
	}
	if (side->count > 1)
		qsort(side->items, side->count, sizeof(*side->items),
		      compare_by_money);
}

void reconcile_match(struct arena *arena, struct match_side *one,
		     struct match_side *other, int32_t window,
		     int64_t tolerance)
{
	struct match match = { one, other, window, tolerance };

	prepare(one);
	prepare(other);
	pair_equal(&match);
	for (int round = 0; round < ROUNDS_MAX && pair_only(&match); round++)
		;
	pair_sets(&match, arena, one, other);
	pair_sets(&match, arena, other, one);
	pair_loose(&match, arena);
}
