/*
 * reconcile_match: which of two sides pair, and what stays open.
 */
#include <criterion/criterion.h>

#include "base/arena.h"
#include "exchange/reconcile_match.h"

enum {
	MOST = 8
};

/* An item as it stands in a table: member, day, money, is_loose. */
struct row {
	uint32_t member;
	int32_t day;
	int64_t money;
	bool is_loose;
};

/* What an item of one side pairs with: numbers of the other side as digits,
 * `-` nothing, `?` nothing because there are several. */
static const struct trial {
	const char *label;
	struct row one[MOST], other[MOST]; /* ended by member 0 */
	const char *pairs[MOST];
} trials[] = {
	{ "equal ones in order",
	  { { 1, 5, 300, false }, { 1, 5, 300, false } },
	  { { 1, 5, 300, false }, { 1, 5, 300, false } },
	  { "0", "1" } },
	{ "another member does not",
	  { { 1, 5, 300, false } },
	  { { 2, 5, 300, false } },
	  { "-" } },
	{ "the only one within two days",
	  { { 1, 5, 300, false }, { 1, 9, 500, false } },
	  { { 1, 7, 300, false }, { 1, 6, 500, false } },
	  { "0", "-" } },
	{ "two on the other side: neither",
	  { { 1, 5, 300, false } },
	  { { 1, 4, 300, false }, { 1, 6, 300, false } },
	  { "?" } },
	{ "two on this side: neither",
	  { { 1, 4, 300, false }, { 1, 6, 300, false } },
	  { { 1, 5, 300, false } },
	  { "?", "?" } },
	{ "the same day goes first, then what is left",
	  { { 1, 5, 300, false }, { 1, 6, 300, false } },
	  { { 1, 6, 300, false }, { 1, 7, 300, false } },
	  { "1", "0" } },
	{ "within the tolerance",
	  { { 1, 5, 305, false } },
	  { { 1, 5, 300, false } },
	  { "0" } },
	{ "one for several",
	  { { 1, 5, 1000, false } },
	  { { 1, 5, 400, false }, { 1, 6, 600, false }, { 1, 5, 90, false } },
	  { "01" } },
	{ "several for one",
	  { { 1, 5, 400, false }, { 1, 5, 600, false } },
	  { { 1, 5, 1000, false } },
	  { "0", "0" } },
	{ "two sets: neither",
	  { { 1, 5, 1000, false } },
	  { { 1, 5, 400, false },
	    { 1, 5, 600, false },
	    { 1, 5, 300, false },
	    { 1, 5, 700, false } },
	  { "?" } },
	{ "two that want the same set: neither",
	  { { 1, 5, 1000, false }, { 1, 6, 1000, false } },
	  { { 1, 5, 400, false }, { 1, 5, 600, false } },
	  { "?", "?" } },
	{ "typed wrong: the only two of the day",
	  { { 1, 5, 1250, false } },
	  { { 1, 5, 2150, true } },
	  { "0" } },
	{ "both have receipts: not even then",
	  { { 1, 5, 1250, false } },
	  { { 1, 5, 2150, false } },
	  { "-" } },
};

static struct match_side side_of(struct arena *arena, const struct row *rows)
{
	struct match_side side = {
		arena_take_array(arena, MOST, sizeof(struct match_item)), 0
	};

	for (; rows[side.count].member != 0; side.count++)
		side.items[side.count] = (struct match_item){
			.member = rows[side.count].member,
			.day = rows[side.count].day,
			.money = rows[side.count].money,
			.is_loose = rows[side.count].is_loose,
			.number = (uint32_t)side.count,
		};
	return side;
}

/* The numbers that an item pairs with, as in struct trial. */
static const char *pairs_of(struct arena *arena, const struct match_side *one,
			    const struct match_side *other, uint32_t number)
{
	char text[MOST + 1] = "-";
	size_t length = 0;
	size_t i = 0;

	while (one->items[i].number != number)
		i++;
	if (one->items[i].is_ambiguous && one->items[i].mate == MATCH_NONE)
		return "?";
	for (uint32_t k = one->items[i].mate; k != MATCH_NONE;
	     k = other->items[k].next)
		text[length++] = (char)('0' + other->items[k].number);
	text[length > 0 ? length : 1] = 0;
	return arena_copy(arena, text, length > 0 ? length : 1);
}

Test(exchange_reconcile_match, pairs_what_has_one_mate_only)
{
	struct arena arena;

	arena_init(&arena);
	for (size_t t = 0; t < sizeof(trials) / sizeof(trials[0]); t++) {
		const struct trial *trial = &trials[t];
		struct match_side one = side_of(&arena, trial->one);
		struct match_side other = side_of(&arena, trial->other);

		reconcile_match(&arena, &one, &other, 2, 5);
		for (uint32_t i = 0; i < one.count; i++)
			cr_expect_str_eq(pairs_of(&arena, &one, &other, i),
					 trial->pairs[i], "%s: item %u",
					 trial->label, i);
	}
	arena_release(&arena);
}
