/*
 * Groups that are worked out alone: `report NAME --by month` and `--by tier` of
 * a report that does not itself group. What stands under a group is what the
 * report prints for the group's period, or for its members, alone; so shares are
 * of the group, and so are ranks, fifths and limits.
 */
#ifndef REPORT_ANALYSIS_SPLIT_H
#define REPORT_ANALYSIS_SPLIT_H

#include <stdbool.h>

struct analysis;
struct analysis_request;
struct arena;
struct report;
struct table;

/* True when the report, or its list, can be grouped so (enum analysis_by). */
bool analysis_takes(const struct analysis *analysis, bool is_listed, int by);

/* The report, or its list, as the request has it: grouped ones begin with a
 * column `group`, and their charts are told apart by it. In the arena. */
const struct report *
analysis_split_report(struct arena *arena, const struct analysis *analysis,
		      const struct analysis_request *request, bool is_listed);

/* Adds the rows to a table that is open on that report. */
void analysis_split_rows(const struct analysis *analysis,
			 const struct analysis_request *request, bool is_listed,
			 struct table *table);

#endif
