/*
 * The segments of the rules (name: query) compiled, and the test whether a
 * member is in one: given to the replay for `when: segment`, and asked by
 * `segment:` in queries.
 */
#ifndef REPORT_SEGMENTS_H
#define REPORT_SEGMENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "base/slice.h"

struct arena;
struct book;
struct diagnostics;
struct programs;
struct segments;

/* Compiles the segments of all rules files; a wrong query is the diagnostic
 * rules_bad_value at its place. Lives in the arena. */
struct segments *segments_new(struct arena *arena,
			      const struct programs *programs,
			      struct diagnostics *diagnostics);

/* True when the member is in the segment, as the rules of that day define it;
 * false for unknown names. `context` is a struct segments: this is the
 * segment_test of engine/replay.h. A segment cannot name another. */
bool segments_test(void *context, const struct book *book, struct slice segment,
		   uint32_t member, struct day day);

#endif
