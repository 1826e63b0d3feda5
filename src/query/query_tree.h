/*
 * A compiled query, shared by what builds, asks and explains it: a tree of
 * and, or and not over terms. Children are a list, so that a long query is
 * wide and never deep; parentheses nest at most QUERY_DEPTH_MAX times.
 */
#ifndef QUERY_QUERY_TREE_H
#define QUERY_QUERY_TREE_H

#include "base/day.h"
#include "base/decimal.h"
#include "base/fold.h"
#include "base/pattern.h"
#include "query/period.h"
#include "query/query.h"

enum {
	QUERY_DEPTH_MAX = 50,
	QUERY_TEXT_MAX = 64 * 1024
};

enum query_node_kind {
	NODE_AND,
	NODE_OR,
	NODE_NOT,
	NODE_TERM
};

enum query_test {
	TEST_PRESENT, /* attr:key: any value */
	TEST_EXACT,   /* the very bytes */
	TEST_FOUND,   /* text is found in it, ignoring case and accents */
	TEST_BARE,    /* exact in ids and references, found in the rest */
	TEST_PATTERN,
	TEST_NUMBER, /* low <= value <= high */
	TEST_DAY,    /* within period */
	TEST_AGE     /* near <= age <= far */
};

/* A bound of a range. */
struct query_bound {
	bool is_set;
	bool excluded; /* < and > */
	struct decimal number;
	struct span span;
};

struct query_term {
	enum query_field field; /* QUERY_FIELD_COUNT: any that names */
	enum query_test test;
	struct slice key;     /* of attr: */
	struct slice text;    /* what to look for, without quotes or slashes */
	struct slice written; /* value as written */
	struct slice folded;  /* of FOUND and BARE: text, folded */
	struct pattern *pattern;
	struct query_bound low, high;
	struct period period;
};

struct query_node {
	enum query_node_kind kind;
	struct query_node *first; /* of AND, OR, NOT */
	struct query_node *next;  /* sibling */
	struct query_term term;
};

struct query {
	struct query_node *root; /* NULL: every row */
	uint64_t fields;
	struct day as_of;
	struct slice limit; /* pattern that ran into its limits */
	struct fold subject;
};

/* What a term without a field looks at. */
#define QUERY_NAMING_BITS                                                      \
	(QUERY_BIT(member) | QUERY_BIT(ref) | QUERY_BIT(name) |                \
	 QUERY_BIT(contact))

/* Where the compiler is, and what went wrong. */
struct query_reader {
	struct arena *arena;
	struct slice text;
	size_t at;
	size_t depth;
	const struct query_scope *scope;
	struct query_error *error;
	bool failed;
};

/* Notes the first thing that is wrong, with its stretch of the text; gives
 * false so that callers can return it. fix may be NULL. */
bool query_fail(struct query_reader *reader, struct slice part,
		const char *message, const char *fix);

/*
 * Reads one term at reader->at: bare word, quoted text, /pattern/,
 * field:value or field comparison value. False after query_fail.
 */
bool query_read_term(struct query_reader *reader, struct query_term *term);

/*
 * Turns what stands behind a field into the term's test: `comparison` is one
 * of "", "=", "<", "<=", ">", ">=". value is the text as written, without
 * quotes when `quoted`. False after query_fail.
 */
bool query_read_value(struct query_reader *reader, struct query_term *term,
		      struct slice comparison, struct slice value);

/* Compiles the pattern between slashes. False after query_fail. */
bool query_read_pattern(struct query_reader *reader, struct query_term *term,
			struct slice expression);

/* A text to be found anywhere, ignoring case and accents. */
void query_read_found(struct query_reader *reader, struct query_term *term,
		      struct slice text);

#endif
