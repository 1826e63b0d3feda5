/*
 * A reconciliation as a table: a row a thing that is on either side, or a row
 * a day with the sums of both.
 */
#ifndef REPORT_REPORT_RECONCILE_H
#define REPORT_REPORT_RECONCILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "base/slice.h"

struct report_scope;
struct table;

/* One row; money in minor units of the currency, points of the unit. */
struct report_reconcile_row {
	const char *status;
	struct slice reference;
	struct day day;
	struct slice member;
	const char *kind;
	bool has_till, has_journal; /* the amounts are stated */
	int64_t till, journal;
	uint8_t currency;
	bool has_till_points, has_journal_points;
	int64_t till_points, journal_points;
	int decimals;
	uint32_t line;     /* of the file, 0: none */
	uint32_t event;    /* NONE: none */
	const char *facts; /* empty: nothing to accept */
	const char *note;  /* NULL: none */
};

/* The sums of a day; DAY_NONE: the total. */
struct report_reconcile_day {
	struct day day;
	size_t till_count, journal_count, no_member_count;
	int64_t till, journal, no_member;
	uint8_t currency;
};

/* Adds a row. */
void report_reconcile_add(const struct report_scope *scope, struct table *table,
			  const struct report_reconcile_row *row);

/* Adds a day, or the total. */
void report_reconcile_add_day(struct table *table,
			      const struct report_reconcile_day *day);

#endif
