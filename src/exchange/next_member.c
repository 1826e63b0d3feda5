/*
 * Numbering members: the letters and the width of the ids the book has, and
 * the highest number behind them.
 */
#include "exchange/next_member.h"

#include <string.h>

#include "base/arena.h"
#include "journal/journal.h"

enum {
	WIDTH = 4,
	NUMBER_DIGITS_MAX = 15
};

/* Splits an id into what stands before its last digits, and those. False for
 * ids that do not end in a number. */
static bool split(struct slice id, struct slice *prefix, uint64_t *number,
		  int *width)
{
	size_t at = id.length;

	while (at > 0 && id.text[at - 1] >= '0' && id.text[at - 1] <= '9' &&
	       id.length - at < NUMBER_DIGITS_MAX)
		at--;
	*prefix = (struct slice){ id.text, at };
	*width = (int)(id.length - at);
	return slice_parse_unsigned(slice_from_offset(id, at), number);
}

/* The letter most ids begin with, when what follows is a number; ids that are
 * only digits count as well. */
static struct slice usual_prefix(struct arena *arena,
				 const struct journal *journal)
{
	size_t counts[128] = { 0 };
	size_t best = 'M';
	size_t bare = 0;
	char letter[2] = { 0 };

	for (uint32_t i = 0; i < journal->members.count; i++) {
		struct slice prefix;
		uint64_t number;
		int width;

		if (!split(intern_text(&journal->members, i), &prefix, &number,
			   &width))
			continue;
		if (prefix.length == 0)
			bare++;
		else if (prefix.length == 1 &&
			 (unsigned char)prefix.text[0] < 128)
			counts[(unsigned char)prefix.text[0]]++;
	}
	for (size_t i = 0; i < 128; i++)
		if (counts[i] > counts[best])
			best = i;
	if (bare > counts[best])
		return (struct slice){ "", 0 };
	letter[0] = (char)best;
	return (struct slice){ arena_copy(arena, letter, 1), 1 };
}

void next_member_pass(struct next_member *next, struct slice id)
{
	struct slice prefix;
	uint64_t number;
	int width;

	if (!split(id, &prefix, &number, &width) ||
	    !slice_equal(prefix, next->prefix))
		return;
	if (number > next->number)
		next->number = number;
	if (width > next->width)
		next->width = width;
}

void next_member_find(struct arena *arena, const struct journal *journal,
		      struct slice till, struct next_member *next)
{
	*next = (struct next_member){ .width = 0 };
	next->prefix = till.length > 0
			       ? slice_from(arena_print(arena, "%.*s-",
							SLICE_ARGS(till)))
			       : usual_prefix(arena, journal);
	for (uint32_t i = 0; i < journal->members.count; i++)
		next_member_pass(next, intern_text(&journal->members, i));
	if (next->width == 0)
		next->width = WIDTH;
}

bool next_member_looks_like(const struct next_member *next, struct slice word)
{
	struct slice prefix;
	uint64_t number;
	int width;

	return split(word, &prefix, &number, &width) && prefix.length > 0 &&
	       slice_equal(prefix, next->prefix);
}

struct slice next_member_take(struct arena *arena, struct next_member *next)
{
	next->number++;
	return slice_from(arena_print(arena, "%.*s%0*llu",
				      SLICE_ARGS(next->prefix), next->width,
				      (unsigned long long)next->number));
}
