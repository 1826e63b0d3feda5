/*
 * Texts of the rules that others are compared with: exact, or a pattern
 * between slashes (/…/, PCRE2 with limits). A list matches when any of it
 * does.
 */
#ifndef RULES_MATCHERS_H
#define RULES_MATCHERS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "base/source.h"
#include "rules/schema.h"

struct pattern;

/* A text to match: exact, or a pattern (/…/). `at` is where it stands. */
struct matcher {
	struct slice text;
	const struct pattern *pattern; /* NULL: exact */
	struct place at;
};

/* A list of matchers: any of them. count 0: no condition. */
struct matchers {
	struct matcher *list;
	size_t count;
};

/* struct matchers as a type of the schema: one text, or a list of them. */
extern const struct schema_type matchers_type;

/* Reads one text or a list of texts; false when it complained. */
bool matchers_read(struct schema_reader *reader, const struct yaml_tree *node,
		   struct matchers *matchers);

/* Appends `[a, /b/]` as YAML. */
void matchers_print(struct text *text, const struct matchers *matchers);

/* Compiles a pattern that stands in the node's text from `offset` on;
 * NULL after complaining, with the caret inside the pattern. */
const struct pattern *matchers_read_pattern(struct schema_reader *reader,
					    const struct yaml_tree *node,
					    struct slice expression,
					    unsigned flags);

/* True when any of the matchers is a pattern. Those are matched by one thread
 * at a time only. */
bool matchers_have_pattern(const struct matchers *matchers);

/* True when any of the matchers matches; *limit is set when a pattern ran
 * into its limits (then the answer is false). */
bool matchers_match(const struct matchers *matchers, struct slice text,
		    bool *limit);

#endif
