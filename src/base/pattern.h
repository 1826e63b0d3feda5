/*
 * Regular expressions (PCRE2, UTF-8) with limits, so that no pattern from a
 * file can hang the program: pattern 4 KiB, 100,000 match steps, depth
 * 10,000, heap 10 MiB. A limit reached is an error, never "no match".
 */
#ifndef BASE_PATTERN_H
#define BASE_PATTERN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

struct arena;
struct pattern;

enum pattern_match {
	PATTERN_NO,
	PATTERN_YES,
	PATTERN_LIMIT
};

struct pattern_error {
	const char *message; /* in the arena */
	size_t offset;       /* bytes into the pattern */
};

/*
 * Compiles. `whole` anchors at both ends; `caseless` ignores case. NULL and
 * *error on a bad pattern. The pattern lives in the arena; the library's own
 * memory is taken from the arena as well.
 */
struct pattern *pattern_parse(struct arena *arena, struct slice expression,
			      unsigned flags, struct pattern_error *error);

enum {
	PATTERN_WHOLE = 1,
	PATTERN_CASELESS = 2
};

/* Matches anywhere in the subject (or wholly). */
enum pattern_match pattern_find(const struct pattern *pattern,
				struct slice subject);

/* The same, and the text of the named group (or of group 1, or of the whole
 * match when the pattern has no group) in *captured. */
enum pattern_match pattern_capture(const struct pattern *pattern,
				   struct slice subject, const char *group,
				   struct slice *captured);

#endif
