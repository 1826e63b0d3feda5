/*
 * The reports of `pointbook report NAME`: each a table worked out from the
 * whole book, in a file of its own.
 *
 * To add one:
 * 1. src/report/report_NAME.c: its columns, `const struct report report_NAME`
 *    with the name "report", and `const struct analysis analysis_NAME`.
 * 2. A row in analyses.def, and one in reports.def.
 * 3. A row in insight/metrics.def for each figure that is new.
 * 4. `.It Cm NAME` in THE REPORTS, `.It Li COLUMN` in COLUMNS and `.It Li METRIC`
 *    in FIGURES of doc/pointbook-report.1; cases in test/cases/report.
 * `make check` names what is missing.
 */
#ifndef REPORT_ANALYSIS_H
#define REPORT_ANALYSIS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "insight/roi.h"
#include "insight/sample.h"
#include "query/period.h"
#include "report/report_scope.h"
#include "report/table.h"

struct sheet;

enum analysis_by {
	ANALYSIS_BY_MONTH,
	ANALYSIS_BY_TIER,
	ANALYSIS_BY_RULE,
	ANALYSIS_BY_STORE,
	ANALYSIS_BY_CAMPAIGN
};

enum analysis_order {
	ANALYSIS_BY_SPEND,
	ANALYSIS_BY_VISITS,
	ANALYSIS_BY_OVERDUE
};

/* Names of the enums, ended by NULL. */
extern const char *const analysis_groups[];
extern const char *const analysis_orders[];

/* What an analysis is asked for. */
struct analysis_request {
	struct report_scope scope; /* its query chooses members */
	int by;                    /* enum analysis_by, -1: not grouped */
	int order;                 /* enum analysis_order, -1: the first */
	int64_t limit;             /* rows at most, -1: as many as usual */
	struct roi_assumptions assumptions; /* of roi */
};

struct analysis {
	const char *name;
	const struct report *report; /* its columns */
	const struct report *listed; /* those of --list, NULL: has none */
	/* Figures that its rows tell, for --define; NULL: its columns do. */
	const char *const *figures;
	unsigned by; /* 1 << enum analysis_by, those it takes */
	/* And those that are worked out alone (analysis_split.h), as the list
	 * of --list can be, too. */
	unsigned alone;
	unsigned orders;        /* 1 << enum analysis_order, likewise */
	bool is_limited;        /* takes --limit */
	bool takes_assumptions; /* --margin and the like */
	bool needs_postings;    /* looks at movements of points */
	/* Ungrouped it is one row for the period: --chart shows months. */
	bool is_drawn_by_month;
	void (*rows)(const struct analysis_request *request,
		     struct table *table);
	/* The page that people get instead of the rows, NULL: the rows. */
	void (*page)(const struct analysis_request *request,
		     struct sheet *sheet);
	/* Rows of `listed`. */
	void (*list)(const struct analysis_request *request,
		     struct table *table);
};

#define ANALYSIS(name, word, summary)                                          \
	extern const struct analysis analysis_##name;
#include "report/analyses.def"
#undef ANALYSIS

/* The nth analysis, NULL behind the last. */
const struct analysis *analysis_list(size_t nth);

/* The analysis of a name, NULL when there is none. */
const struct analysis *analysis_find(struct slice name);

/* By member: whether the scope's query takes him; in the arena. */
const bool *analysis_chosen(const struct report_scope *scope);

/* The members that the query chooses, in the scope's period. */
struct sample analysis_sample(const struct report_scope *scope);

/* Fills a column with money of the book's currency, n/a when the sum did not
 * fit. */
void analysis_add_money(const struct report_scope *scope, struct table *table,
			int64_t amount, bool is_inexact);

/* Fills a column with money / count, n/a when the count is 0 or the sum did
 * not fit. */
void analysis_add_money_each(const struct report_scope *scope,
			     struct table *table, int64_t amount, int64_t count,
			     bool is_inexact);

/* Fills a column with a median of `count` numbers, n/a when there are none. */
void analysis_add_median(struct table *table, struct decimal median,
			 int64_t count);

/* Fills a column with part / whole in per cent, n/a when the whole is 0. */
void analysis_add_percent(struct table *table, int64_t part, int64_t whole);

/* Fills a column with sum / count, `digits` finer than the sum; n/a when the
 * count is 0. */
void analysis_add_average(struct table *table, struct decimal sum,
			  int64_t count, int digits);

/* A period that has a row. */
struct analysis_span {
	struct slice name; /* "2026-10", "all" when it is open */
	struct period period;
};

/* The request's period as a whole, or its months, those without events too,
 * when it is grouped by month; in the arena. */
const struct analysis_span *
analysis_spans(const struct analysis_request *request, size_t *count);

/* Rows of report_define: the definitions of the figures among the columns, then
 * of those that --list has besides. */
void report_define_rows(const struct analysis *analysis, struct table *table);

#endif
