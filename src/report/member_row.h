/*
 * A member of a book as a row that a query can ask (query/query.h): id, name,
 * contact, status, tier, segments, visits, spend, last activity, profile
 * attributes, and the balance of one unit. Reports whose rows are about a
 * member embed it and answer their own fields first.
 */
#ifndef REPORT_MEMBER_ROW_H
#define REPORT_MEMBER_ROW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "query/query.h"

struct arena;
struct book;
struct journal;
struct segments;

/* The fields it answers: QUERY_MEMBER_BITS, unit and balance. */
#define MEMBER_ROW_FIELDS                                                      \
	(QUERY_MEMBER_BITS | QUERY_BIT(unit) | QUERY_BIT(balance))

struct member_row {
	struct arena *arena; /* for texts with escapes */
	const struct book *book;
	struct segments *segments; /* report/segments.h; NULL: in none */
	uint32_t member;
	int unit; /* whose balance; the rules' first is 0 */
	/* The day of level, segments and `last:`; NULL: the book's. For a book
	 * that is still being replayed. */
	const struct day *day;
};

/* Answers for a member row: the value function of struct query_row, whose
 * context is a struct member_row. */
bool member_row_value(void *context, enum query_field field, struct slice key,
		      size_t nth, struct query_value *value);

/* The nth value of a profile key of the member, in the arena when it had
 * escapes; false when there is none. `key` is an enum attribute_key or
 * KEY_COUNT + n. */
bool member_row_profile(const struct member_row *row, uint32_t key, size_t nth,
			struct slice *value);

/* The key of an attribute's name, UINT32_MAX when the journal has none. */
uint32_t member_row_key(const struct journal *journal, struct slice name);

#endif
