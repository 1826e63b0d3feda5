/*
 * Optimal string alignment over code points: insertions, deletions,
 * replacements and swaps of neighbours count one each. Three rows of the
 * matrix are enough. Longer words than WORD_MAX are nobody's misspelling.
 */
#include "base/suggest.h"

#include <string.h>

#include "base/utf8.h"

enum {
	WORD_MAX = 64
};

struct word {
	uint32_t letters[WORD_MAX];
	size_t length;
};

/* The code points of a word; false when there are too many. */
static bool read_word(struct slice text, struct word *word)
{
	word->length = 0;
	while (text.length > 0) {
		uint32_t code_point = 0;
		size_t length = utf8_decode(text, &code_point);

		if (word->length == WORD_MAX)
			return false;
		word->letters[word->length++] = length ? code_point : 0xfffd;
		text = slice_from_offset(text, length ? length : 1);
	}
	return true;
}

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* Fills the row of a's letter i from the two rows above it. */
static void fill_row(const struct word *a, const struct word *b, size_t i,
		     unsigned (*rows)[WORD_MAX + 1])
{
	const uint32_t *left = a->letters;
	const uint32_t *right = b->letters;
	unsigned *row = rows[(i + 1) % 3];
	const unsigned *above = rows[i % 3];
	const unsigned *twice = rows[(i + 2) % 3];

	row[0] = (unsigned)i + 1;
	for (size_t j = 0; j < b->length; j++) {
		unsigned cost = above[j] + (left[i] != right[j]);

		cost = least(cost, least(above[j + 1], row[j]) + 1);
		if (i > 0 && j > 0 && left[i] == right[j - 1] &&
		    left[i - 1] == right[j])
			cost = least(cost, twice[j - 1] + 1);
		row[j + 1] = cost;
	}
}

static unsigned distance(const struct word *a, const struct word *b)
{
	unsigned rows[3][WORD_MAX + 1] = { { 0 } };

	for (size_t j = 0; j <= b->length; j++)
		rows[0][j] = (unsigned)j;
	for (size_t i = 0; i < a->length; i++)
		fill_row(a, b, i, rows);
	return rows[a->length % 3][b->length];
}

void suggest_init(struct suggest *search, struct slice wanted)
{
	*search = (struct suggest){ wanted, { NULL, 0 }, 0 };
}

void suggest_add(struct suggest *search, struct slice candidate)
{
	struct word wanted;
	struct word offered;
	size_t longer;
	unsigned changes;

	if (candidate.length == 0 || !read_word(search->wanted, &wanted) ||
	    !read_word(candidate, &offered))
		return;
	longer =
		wanted.length > offered.length ? wanted.length : offered.length;
	changes = distance(&wanted, &offered);
	if (changes > (longer < 3 ? 1 : longer / 3))
		return;
	if (search->best.length > 0 && changes >= search->distance)
		return;
	search->best = candidate;
	search->distance = changes;
}

struct slice suggest_take(const struct suggest *search)
{
	return search->best;
}
