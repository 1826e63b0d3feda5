/*
 * What is known of the segments of a book's rules: their compiled queries, and
 * the function that asks them. Made by report/segments.h; rows of members use
 * it without knowing how a segment is tested.
 */
#ifndef REPORT_SEGMENT_SET_H
#define REPORT_SEGMENT_SET_H

#include "engine/replay.h"

struct arena;
struct programs;
struct query;

struct segments {
	struct arena *arena;
	const struct programs *programs;
	struct query ***queries; /* by rules file and segment; NULL: wrong */
	segment_test *test;      /* its context is the struct segments */
};

#endif
