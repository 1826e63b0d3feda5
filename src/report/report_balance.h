/*
 * The balances of members: a row a member and unit, or the same points
 * grouped by where they come from.
 */
#ifndef REPORT_REPORT_BALANCE_H
#define REPORT_REPORT_BALANCE_H

#include <stdbool.h>

struct report_scope;
struct table;

/* What `balance --by` groups by. */
enum balance_group {
	BALANCE_BY_TIER,
	BALANCE_BY_STATUS,
	BALANCE_BY_STORE,
	BALANCE_BY_PARTNER,
	BALANCE_BY_CAMPAIGN,
	BALANCE_BY_ORIGIN,
	BALANCE_BY_MONTH /* of issue */
};

/* Words for the groups, ended by NULL. */
extern const char *const balance_groups[];

/* Rows of report_balance; with_total adds one row a unit without a member. */
void report_balance_rows(const struct report_scope *scope, struct table *table,
			 bool with_total);

/* Rows of report_balance_by. */
void report_balance_by_rows(const struct report_scope *scope,
			    struct table *table, enum balance_group by,
			    bool with_total);

#endif
