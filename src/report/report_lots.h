/*
 * The lots of members, and what of them expires soon.
 */
#ifndef REPORT_REPORT_LOTS_H
#define REPORT_REPORT_LOTS_H

#include <stdbool.h>

#include "base/day.h"

struct report_scope;
struct table;

/* Rows of report_lots: open lots, with `all` also those used up or expired. */
void report_lots_rows(const struct report_scope *scope, struct table *table,
		      bool all);

/* Rows of report_expiring: open lots whose last usable day is not after
 * `until`, soonest first. */
void report_expiring_rows(const struct report_scope *scope, struct table *table,
			  struct day until);

#endif
