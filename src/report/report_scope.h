/*
 * What every report on a book gets: the book, the query that chooses rows,
 * and the order in which members are shown (by id, runs of digits as
 * numbers), which does not depend on where lines stand in the files.
 */
#ifndef REPORT_REPORT_SCOPE_H
#define REPORT_REPORT_SCOPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "base/slice.h"
#include "report/table.h"

struct account;
struct arena;
struct book;
struct event;
struct program;
struct query;
struct segments;
struct unit;

struct report_scope {
	struct arena *arena;
	const struct book *book;
	struct segments *segments; /* NULL: none */
	struct query *query;       /* NULL: every row */
	const bool *only;          /* by member; NULL: all of them */
	struct day from, to;       /* inclusive, DAY_NONE: open */
};

/* Members that joined by the book's day and are no alias, in order of ids. */
const uint32_t *scope_members(const struct report_scope *scope, size_t *count);

/* True when the query accepts the member with the points of the unit. */
bool scope_takes_member(const struct report_scope *scope, uint32_t member,
			int unit);

/* True when the day lies in the scope's period. */
bool scope_takes_day(const struct report_scope *scope, struct day day);

/* The program in force on the book's day, never NULL in a readable book. */
const struct program *scope_program(const struct report_scope *scope);

/* The unit of a number. */
const struct unit *scope_unit(const struct report_scope *scope, int unit);

/* The name of a member's level on the book's day, empty without tiers. */
struct slice scope_level(const struct report_scope *scope, uint32_t member);

/* Digits behind the point of what the levels of the book's day measure:
 * points, money or visits. */
int scope_metric_scale(const struct report_scope *scope);

/* Fills the columns member and name. */
void scope_add_member(const struct report_scope *scope, struct table *table,
		      uint32_t member);

/* Fills the columns file and line of an event. */
void scope_add_place(const struct report_scope *scope, struct table *table,
		     uint32_t event);

/* Fills a column with the event's value of an attribute. */
void scope_add_value(const struct report_scope *scope, struct table *table,
		     uint32_t event, uint32_t key);

/* The event of a number. */
const struct event *scope_event(const struct report_scope *scope,
				uint32_t event);

#endif
