/*
 * A stable merge sort of postings; only runs that are out of order cost
 * anything. See postings.h.
 */
#include "engine/postings.h"

#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "engine/book.h"

static bool is_first(const struct posting *posting)
{
	return posting->kind == POSTING_EXPIRY && !posting->late;
}

static bool stands_before(const struct posting *a, const struct posting *b)
{
	if (a->day.number != b->day.number)
		return a->day.number < b->day.number;
	return is_first(a) && !is_first(b);
}

static void merge(struct posting *out, const struct posting *left,
		  size_t left_count, const struct posting *right,
		  size_t right_count)
{
	size_t i = 0;
	size_t k = 0;
	size_t n = 0;

	while (i < left_count && k < right_count)
		out[n++] = stands_before(&right[k], &left[i]) ? right[k++]
							      : left[i++];
	while (i < left_count)
		out[n++] = left[i++];
	while (k < right_count)
		out[n++] = right[k++];
}

static bool is_sorted(const struct posting *postings, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		if (stands_before(&postings[i], &postings[i - 1]))
			return false;
	}
	return true;
}

void postings_sort(struct arena *arena, struct posting *postings, size_t count)
{
	if (is_sorted(postings, count))
		return;
	struct posting *spare = arena_take_array(arena, count, sizeof(*spare));
	struct posting *from = postings;
	struct posting *into = spare;
	for (size_t width = 1; width < count; width *= 2) {
		for (size_t i = 0; i < count; i += 2 * width) {
			size_t left = width < count - i ? width : count - i;
			size_t rest = count - i - left;
			size_t right = width < rest ? width : rest;
			merge(into + i, from + i, left, from + i + left, right);
		}
		struct posting *swap = from;
		from = into;
		into = swap;
	}
	if (from != postings)
		memcpy(postings, from, count * sizeof(*postings));
}
