/*
 * Which rows: a query such as `member:M0001 spend:1000.. (tier:gold or
 * tier:silver) not store:north "review" /ros[ae]/`, compiled once against the
 * table of fields (fields.def) and asked of abstract rows. Terms are and-ed;
 * `or`, `not` and parentheses combine them. A bare word equals the member's
 * id or the reference, or is found in the name or contact; a quoted text is
 * found in any of these; /…/ is a pattern on them.
 *
 * The query knows nothing of books: a report answers, for its row, the nth
 * value of a field. Fields may have several values (an event has several
 * tags): a term holds when one of them does; without any value it does not.
 */
#ifndef QUERY_QUERY_H
#define QUERY_QUERY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "base/slice.h"

struct arena;
struct text;

enum query_field {
#define FIELD(name, kind, help) QUERY_##name,
#include "query/fields.def"
#undef FIELD
	QUERY_FIELD_COUNT
};

/* A set of fields, for struct report: QUERY_BIT(member) | QUERY_BIT(name). */
#define QUERY_BIT(name) (UINT64_C(1) << QUERY_##name)

/* What terms without a field look at; a report whose rows have a member. */
#define QUERY_MEMBER_BITS                                                      \
	(QUERY_BIT(member) | QUERY_BIT(name) | QUERY_BIT(contact) |            \
	 QUERY_BIT(status) | QUERY_BIT(tier) | QUERY_BIT(segment) |            \
	 QUERY_BIT(visits) | QUERY_BIT(spend) | QUERY_BIT(last) |              \
	 QUERY_BIT(attr))

enum query_field_kind {
	QUERY_KIND_ID,
	QUERY_KIND_PHRASE,
	QUERY_KIND_NUMBER,
	QUERY_KIND_DAY,
	QUERY_KIND_AGE,
	QUERY_KIND_PAIR
};

/* A row of fields.def. */
struct query_field_info {
	const char *name;
	enum query_field_kind kind;
	const char *help;
};

/* The nth value of a field: text for ID, PHRASE and PAIR; number / 10^scale
 * for NUMBER; day for DAY and AGE. */
struct query_value {
	struct slice text;
	int64_t number;
	int scale;
	struct day day;
};

/*
 * A row as a query sees it. value() fills the nth value (0, 1, …) of a field
 * and returns true, or false when there is no such; `key` is the key of an
 * attr: term, empty for other fields.
 */
struct query_row {
	void *context;
	bool (*value)(void *context, enum query_field field, struct slice key,
		      size_t nth, struct query_value *value);
};

struct query;

/* What a query is compiled for. */
struct query_scope {
	uint64_t fields;  /* QUERY_BITs of the rows */
	struct day today; /* words such as last-month are relative to it */
	struct day as_of; /* last: counts back from it */
};

/* Why a text is no query: the stretch of the text, and what to do. */
struct query_error {
	size_t offset;
	size_t length;
	const char *message; /* in the arena */
	const char *fix;     /* in the arena, may be NULL */
};

/*
 * Compiles a text, which must outlive the query. NULL and *error when it is
 * wrong. The empty text gives a query that every row matches.
 */
struct query *query_parse(struct arena *arena, struct slice text,
			  const struct query_scope *scope,
			  struct query_error *error);

/* True when the row matches. A pattern that ran into its limits counts as no
 * match and is remembered: ask query_limit when done. */
bool query_match(struct query *query, const struct query_row *row);

/* Lets last: count back from another day than the scope's. */
void query_set_as_of(struct query *query, struct day as_of);

/* True when every row matches: nothing was asked. */
bool query_is_empty(const struct query *query);

/* The pattern that was too complex for some text, empty when none was. */
struct slice query_limit(const struct query *query);

/* The text of the nth `field:value` term that must hold for every row (joined
 * by and, not negated, exact); empty when there is no such. Lets a report
 * that is asked for one member look at that member alone. */
struct slice query_required(const struct query *query, enum query_field field,
			    size_t nth);

/* Appends in words what was understood, for -v and the help. */
void query_explain(struct text *text, const struct query *query);

/* Appends the error with the query text and a caret under its place. */
void query_error_print(struct text *out, struct slice text,
		       const struct query_error *error);

/* The row of a field. */
const struct query_field_info *query_field_info(enum query_field field);

/* The field of a name, QUERY_FIELD_COUNT when there is none. */
enum query_field query_field_find(struct slice name);

#endif
