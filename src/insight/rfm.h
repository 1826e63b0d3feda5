/*
 * Recency, frequency and money of the members who bought: each is given a
 * score from 1 to 5 by its place among them, 5 being best, and a segment by
 * its scores.
 *
 * Fifths are of equal size (the first ones have one more when it does not come
 * out even), as NTILE(5) makes them. Equal values stand in natural order of
 * ids, so equal members may get scores that differ by one: every fifth stays a
 * fifth, and the scores do not depend on the order of lines.
 */
#ifndef INSIGHT_RFM_H
#define INSIGHT_RFM_H

#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "insight/visitors.h"

struct sample;

/* RFM_SEGMENT(kind, name, rule): the first rule that holds is the segment. */
enum rfm_segment {
#define RFM_SEGMENT(kind, name, rule) RFM_##kind,
#include "insight/rfm_segments.def"
#undef RFM_SEGMENT
	RFM_SEGMENT_COUNT
};

enum rfm_score {
	RFM_RECENCY,
	RFM_FREQUENCY,
	RFM_MONEY,
	RFM_SCORES
};

struct rfm_member {
	struct visitor visitor; /* frequency: its days */
	int64_t recency;        /* days from the last purchase to the end */
	int scores[RFM_SCORES]; /* 1 to 5 */
	enum rfm_segment segment;
};

struct rfm {
	struct rfm_member *list; /* in natural order of ids */
	size_t count;
};

/* Those of a sample, in its arena. */
struct rfm rfm_count(const struct sample *sample);

/* "champions". */
const char *rfm_segment_name(enum rfm_segment segment);

#endif
