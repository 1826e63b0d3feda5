/*
 * Scores by place: three sorts of the same list. See rfm.h.
 */
#include "insight/rfm.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/arena.h"
#include "insight/sample.h"

enum {
	FIFTHS = 5
};

/* A value and whose it is: the place in the list, which is that of the id. */
struct place {
	int64_t value;
	size_t member;
};

static const char *const names[] = {
#define RFM_SEGMENT(kind, name, rule) name,
#include "insight/rfm_segments.def"
#undef RFM_SEGMENT
};

const char *rfm_segment_name(enum rfm_segment segment)
{
	return names[segment];
}

static enum rfm_segment find_segment(const struct rfm_member *member)
{
	int r = member->scores[RFM_RECENCY];
	int f = member->scores[RFM_FREQUENCY];
	int m = member->scores[RFM_MONEY];
	int64_t days = member->visitor.days;

	const bool holds[] = {
#define RFM_SEGMENT(kind, name, rule) [RFM_##kind] = (rule),
#include "insight/rfm_segments.def"
#undef RFM_SEGMENT
	};
	int segment = 0;

	while (!holds[segment])
		segment++;
	return (enum rfm_segment)segment;
}

static int compare_places(const void *left, const void *right)
{
	const struct place *a = left;
	const struct place *b = right;

	if (a->value != b->value)
		return a->value < b->value ? -1 : 1;
	return a->member < b->member ? -1 : a->member > b->member;
}

/* What a score goes by; more is better. */
static int64_t value_of(const struct rfm_member *member, enum rfm_score score)
{
	if (score == RFM_RECENCY)
		return -member->recency;
	return score == RFM_FREQUENCY ? member->visitor.days
				      : member->visitor.spend;
}

/* The fifth, from 1, of a place among `count`. */
static int fifth_of(size_t place, size_t count)
{
	size_t size = count / FIFTHS;
	size_t larger = count % FIFTHS; /* so many fifths have one more */

	if (place < larger * (size + 1))
		return 1 + (int)(place / (size + 1));
	return 1 + (int)(larger + (place - larger * (size + 1)) / size);
}

static void add_scores(struct rfm *rfm, struct place *places,
		       enum rfm_score score)
{
	for (size_t i = 0; i < rfm->count; i++)
		places[i] = (struct place){ value_of(&rfm->list[i], score), i };
	if (rfm->count > 1)
		qsort(places, rfm->count, sizeof(*places), compare_places);
	for (size_t i = 0; i < rfm->count; i++)
		rfm->list[places[i].member].scores[score] =
			fifth_of(i, rfm->count);
}

struct rfm rfm_count(const struct sample *sample)
{
	struct visitors visitors = visitors_collect(sample);
	struct rfm rfm = { arena_take_array(sample->arena, visitors.count,
					    sizeof(*rfm.list)),
			   visitors.count };
	struct place *places =
		arena_take_array(sample->arena, rfm.count, sizeof(*places));

	for (size_t i = 0; i < rfm.count; i++) {
		rfm.list[i].visitor = visitors.list[i];
		rfm.list[i].recency = visitors_days_since(&visitors.list[i],
							  sample_end(sample));
	}
	for (int score = 0; score < RFM_SCORES; score++)
		add_scores(&rfm, places, (enum rfm_score)score);
	for (size_t i = 0; i < rfm.count; i++)
		rfm.list[i].segment = find_segment(&rfm.list[i]);
	return rfm;
}
