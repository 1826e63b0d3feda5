/*
 * Single values out of a text node, exactly or not at all: `2,000`, `012`,
 * `12abc`, `1e3` and `0x10` are complaints that say what to write instead.
 */
#ifndef RULES_SCALAR_H
#define RULES_SCALAR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/decimal.h"
#include "rules/schema.h"

/* An exact decimal, not negative; false when it complained that the node is
 * not `expected`. */
bool scalar_read_decimal(struct schema_reader *reader,
			 const struct yaml_tree *node, const char *expected,
			 struct decimal *value);

/* The number of a slice of the node's text, whose rest the caller read. */
bool scalar_read_part(struct schema_reader *reader,
		      const struct yaml_tree *node, struct slice part,
		      const char *expected, struct decimal *value);

/* `80%` or `12.5%`, at most 100%: the number before the sign. */
bool scalar_read_percent(struct schema_reader *reader,
			 const struct yaml_tree *node, struct decimal *value);

/* A whole number of at least `least`. */
bool scalar_read_count(struct schema_reader *reader,
		       const struct yaml_tree *node, int64_t least,
		       int64_t *value);

/* What an amount is of: its digits behind the point and its name ("EUR",
 * "point"), for the complaint about too many of them. */
struct scalar_measure {
	int scale;
	struct slice name;
};

/* An amount in 10^-scale parts out of a part of the node's text. */
bool scalar_read_amount(struct schema_reader *reader,
			const struct yaml_tree *node, struct slice part,
			struct scalar_measure measure, int64_t *amount);

/* A word as journals write it: 1 to 64 characters without blank, quote,
 * `;`, control or hidden character, not beginning with ^ # + - and not `*`. */
bool scalar_is_id(struct slice text);

/* The decimal without needless zeros, at most DECIMAL_TEXT_MAX bytes, into
 * the text. */
void scalar_add_decimal(struct text *text, struct decimal value);

#endif
