/*
 * Balances held elsewhere beside ours: a row a member.
 */
#ifndef REPORT_REPORT_RECONCILE_BALANCES_H
#define REPORT_REPORT_RECONCILE_BALANCES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

struct report_scope;
struct table;

struct report_reconcile_balance {
	const char *status;
	struct slice called; /* the id, or what the file calls somebody */
	uint32_t member;     /* NONE: the book does not have him */
	bool has_theirs, has_ours;
	int64_t theirs, ours; /* in parts of the unit */
	int unit;
	uint32_t line;     /* of the file, 0: none */
	const char *facts; /* empty: nothing to accept */
	const char *note;  /* NULL: none */
};

/* Adds a row. */
void report_reconcile_balances_add(const struct report_scope *scope,
				   struct table *table,
				   const struct report_reconcile_balance *row);

/* Adds the total of both sides. */
void report_reconcile_balances_total(const struct report_scope *scope,
				     struct table *table, int64_t theirs,
				     int64_t ours, int unit);

#endif
